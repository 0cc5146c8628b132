"""Cost of the study machinery on top of the bare kernel, and the wait before anything runs."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from benchmarks.film import cpu_seconds
from nmhts.kinds.film_kinetics.kind import snapshots
from nmhts.simulation.films.magnetization import observe
from nmhts.simulation.films.plane_model import KineticsPoint, compile_kernels, simulate_batch
from nmhts.study.film_points import read_points
from nmhts.study.plan import StudyPlan, plan_study
from nmhts.study.run import prepare_generation, run_shard

STUDY = Path("config/studies/nitride_switching.yaml")
DENSE = ["0 V", {"start": "-0.1 V", "stop": "-10 V", "num": 134}]
"""Voltages of the larger study."""


def child_cpu_seconds(command: list[str]) -> float:
    """Return the CPU seconds of a process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _bare(plan: StudyPlan, spec: dict[str, Any], points: list[KineticsPoint]) -> np.ndarray:
    """Return the CPU seconds of the physics of a shard, in the batches of the study.

    The physics: kernels, and variables that follow from the profiles.
    """
    numerics, size = spec["identity"]["numerics"], plan.content["runs_per_batch"]
    names = {v.name for v in plan.variables if v.source == "profiles"}
    spent = np.zeros(2)
    for begin in range(0, len(points), size):
        batch = points[begin : begin + size]
        found: dict[str, np.ndarray] = {}
        spent[0] += cpu_seconds(
            lambda batch=batch, found=found: found.update(
                simulate_batch(batch, numerics["rtol"], numerics["max_steps"])
            )
        )
        kept = found["nitrogen_occupancy"][:, snapshots(plan.content)]
        spent[1] += cpu_seconds(lambda batch=batch, kept=kept: observe(batch, kept, names))
    return spent


def _overhead(name: str, study: Path, results: Path) -> None:
    """Print the CPU seconds of a study: its physics alone, and with the machinery around it."""
    plan = plan_study(study, results)
    prepare_generation(plan, 0)
    physics, whole, films = np.zeros(2), 0.0, 0
    for shard, spec in enumerate(plan.specs()):
        points = read_points(spec)
        physics += _bare(plan, spec, points)
        whole += cpu_seconds(lambda shard=shard: run_shard(plan, shard))
        films += len(points)
    kernels, derived = physics
    print(
        f"{name} ({films} films, {len(plan.shards)} shards): kernels {kernels:.2f} CPU s, loops "
        f"and magnetization from profiles {derived:.2f} CPU s,\n  with Dask, Zarr and receipts "
        f"{whole:.2f} CPU s: {whole / (kernels + derived) - 1:+.1%} over both, "
        f"{whole / kernels - 1:+.1%} over kernels alone"
    )


def run() -> None:
    """Print overhead of the machinery and the CPU seconds of common commands."""
    compile_kernels()
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results"
        _overhead("default study", STUDY, results)
        content = yaml.safe_load(STUDY.read_text(encoding="utf-8"))
        content["axes"]["voltage"] = DENSE
        dense = Path(folder) / "dense.yaml"
        dense.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
        _overhead("its films at more voltages", dense, results)
    print()
    for words in (["nmhts.cli", "--help"], ["nmhts.cli", "plan", str(STUDY)], ["snakemake", "-n"]):
        cpu = child_cpu_seconds([sys.executable, "-m", *words])
        print(f"{' '.join(words):46}{cpu:6.2f} CPU s")
