"""What the study machinery costs on top of the bare kernel, and what a user waits for before anything runs."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.film import cpu_seconds
from nmhts.schema.load import load_study
from nmhts.simulation.kinetics import KineticsPoint, compile_kernels, simulate_batch
from nmhts.study.plan import StudyPlan, plan_study
from nmhts.study.run import prepare_generation, read_points, run_shard

STUDY = Path("config/studies/nitride_switching.yaml")


def child_cpu_seconds(command: list[str]) -> float:
    """Return the CPU seconds of a process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _bare(plan: StudyPlan, spec: dict[str, Any], points: list[KineticsPoint]) -> None:
    """Simulate the films of a shard in the batches the study cuts, and throw the results away."""
    numerics, size = spec["identity"]["numerics"], plan.content["runs_per_batch"]
    for begin in range(0, len(points), size):
        simulate_batch(points[begin : begin + size], numerics["rtol"], numerics["max_steps"])


def run() -> None:
    """Print overhead of the machinery and the CPU seconds of common commands."""
    load_study(STUDY)
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_study(STUDY, Path(folder))
        prepare_generation(plan, 0)
        compile_kernels()
        kernels = whole = films = 0.0
        for shard, spec in enumerate(plan.specs()):
            points = read_points(spec)
            kernels += cpu_seconds(lambda points=points, spec=spec: _bare(plan, spec, points))
            whole += cpu_seconds(lambda shard=shard: run_shard(plan, shard))
            films += len(points)
    print(
        f"default study ({films:.0f} films): kernels {kernels:.2f} CPU s, with Dask, Zarr and receipts {whole:.2f} CPU s: {whole / kernels - 1:+.1%}\n"
    )
    for words in (["nmhts.cli", "--help"], ["nmhts.cli", "plan", str(STUDY)], ["snakemake", "-n"]):
        cpu = child_cpu_seconds([sys.executable, "-m", *words])
        print(f"{' '.join(words):46}{cpu:6.2f} CPU s")
