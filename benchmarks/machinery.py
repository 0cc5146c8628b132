"""What the study machinery costs on top of the bare kernel, and what a user waits for before anything runs."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.film import cpu_seconds
from nmhts.schema.load import load_study
from nmhts.simulation.kinetics import simulate_batch
from nmhts.study.plan import plan_study
from nmhts.study.run import prepare_generation, read_points, run_shard

STUDY = Path("config/studies/nitride_switching.yaml")


def child_cpu_seconds(command: list[str]) -> float:
    """Return the CPU seconds of a process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def run() -> None:
    """Print overhead of the machinery and the CPU seconds of common commands."""
    load_study(STUDY)
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_study(STUDY, Path(folder))
        prepare_generation(plan, 0)
        spec = next(plan.specs())
        points = read_points(spec)
        numerics = spec["identity"]["numerics"]
        size = plan.content["runs_per_batch"]
        simulate_batch(points[:1], max_steps=1)

        def bare() -> None:
            for begin in range(0, len(points), size):
                simulate_batch(
                    points[begin : begin + size], numerics["rtol"], numerics["max_steps"]
                )

        kernels = cpu_seconds(bare)
        whole = cpu_seconds(lambda: run_shard(plan, 0))
    print(f"one shard of the default study ({len(points)} films): kernels {kernels:.2f} CPU s, ")
    print(f"with planning, Dask, Zarr, receipt {whole:.2f} CPU s: {whole / kernels - 1:+.1%}\n")
    for words in (["nmhts.cli", "--help"], ["nmhts.cli", "plan", str(STUDY)], ["snakemake", "-n"]):
        cpu = child_cpu_seconds([sys.executable, "-m", *words])
        print(f"{' '.join(words):46}{cpu:6.2f} CPU s")
