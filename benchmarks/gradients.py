"""Gradients of film runs against the runs themselves: CPU time, memory, and finite differences."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from benchmarks.film import cpu_seconds, point
from nmhts.simulation.derivatives.forward_mode import push_forward
from nmhts.simulation.derivatives.reverse_mode import RecordedBatch, pull_back, record_batch
from nmhts.simulation.films.plane_model import KineticsPoint, simulate_batch

BATCH = 16  # films whose tapes are in memory at once
CASES = (
    ("20 planes", 5e-9, -5.0, "3 s"),
    ("80 planes", 20e-9, -5.0, "300 s"),
    ("200 planes", 50e-9, -6.0, "1200 s"),
)
MANY = 10_000
NUMBERS = (
    "exit_barrier", "migration_barrier", "interaction_energy", "gradient_energy",
        "screening_length_nitride", "screening_midpoint", "initial_occupancy",
    "plane_spacing", "metal_site_density", "barrier_floor", "film_permittivity", "area_resistance",
        "stern_thickness", "stern_share", "leak_rate",
    "temperature",
)  # fmt: skip


def films(thickness: float, voltage: float, duration: str, count: int) -> list[KineticsPoint]:
    """Return films that differ a little in voltage."""
    voltages = voltage * (1.0 + 0.01 * np.arange(count) / count)
    return [
        replace(point(thickness, float(v), duration), times=(0.0, float(duration.split()[0])))
        for v in voltages
    ]


def charge_weights(recorded: RecordedBatch) -> dict[str, np.ndarray]:
    """Return the cotangents of the gradient of the final charge."""
    weights = np.zeros(recorded.outputs["charge"].shape)
    weights[:, -1] = 1.0
    return {"charge": weights}


def ratio(batch: list[KineticsPoint]) -> tuple[float, float]:
    """Return CPU seconds of a run, and of the same run with a gradient; the best of some.

    The gradient is that of its last charge by all inputs.
    """
    memory = record_batch(batch)
    runs, gradients = [], []
    for _ in range(5):
        runs.append(cpu_seconds(lambda: simulate_batch(batch)))

        def both() -> None:
            recorded = record_batch(batch, memory=memory.tape)
            pull_back(recorded, charge_weights(recorded))

        gradients.append(cpu_seconds(both))
    return min(runs), min(gradients)


def jacobian(batch: list[KineticsPoint], numbers: Sequence[str]) -> float:
    """Return CPU seconds of a run with the Jacobian of its series; the better of two."""
    return min(cpu_seconds(lambda: push_forward(batch, numbers)) for _ in range(2))


def run_tangents(name: str, batch: list[KineticsPoint]) -> None:
    """Print the line of one case for 1, 4 and 16 numbers."""
    plain = min(cpu_seconds(lambda: simulate_batch(batch)) for _ in range(5))
    shown = [f"p = {p}: {jacobian(batch, NUMBERS[:p]) / plain:4.1f} x" for p in (1, 4, 16)]
    print(f"  {name:10s} {'   '.join(shown)}")


def difference_noise(film: KineticsPoint) -> list[tuple[float, float]]:
    """Return (disturbance, relative error) of two-sided differences against the adjoint.

    Differences are those of free runs by the exit barrier.
    """
    recorded = record_batch([film])
    barrier = film.nitride["exit_barrier"]
    slope = pull_back(recorded, charge_weights(recorded)).nitride["exit_barrier"][0] * barrier
    found = []
    for size in (1e-2, 1e-3, 1e-4, 1e-5, 1e-6):
        ends = [
            simulate_batch(
                [replace(film, nitride=dict(film.nitride, exit_barrier=barrier * (1 + s)))]
            )
            for s in (size, -size)
        ]
        change = (ends[0]["charge"][0, -1] - ends[1]["charge"][0, -1]) / (2 * size)
        found.append((size, abs(change / slope - 1.0)))
    return found


def peak_memory() -> float:
    """Return the largest memory this process has had, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory_of_many() -> float:
    """Return the growth of the memory of this process while it computes many gradients, MiB."""
    few = films(20e-9, -5.0, "1 s", BATCH)
    pull_back(recorded := record_batch(few), charge_weights(recorded))
    before, memory = peak_memory(), None
    for first in range(0, MANY, BATCH):
        recorded = record_batch(films(20e-9, -5.0 - first * 1e-5, "10 s", BATCH), memory=memory)
        memory = recorded.tape
        pull_back(recorded, charge_weights(recorded))
    return peak_memory() - before


def run() -> None:
    """Print the table of gradients."""
    # In a process of its own: memory taken earlier by other benchmarks would hide it.
    alone = "from benchmarks.gradients import memory_of_many; print(memory_of_many())"
    said = subprocess.run([sys.executable, "-c", alone], check=True, capture_output=True, text=True)
    grown = float(said.stdout)
    print("Gradient of a scalar by all inputs (discrete adjoint), CPU time over that of the run")
    for name, thickness, voltage, duration in CASES:
        batch = films(thickness, voltage, duration, BATCH)
        plain, whole = ratio(batch)
        print(
            f"  {name:10s} {BATCH / plain:8.1f} runs/CPU-s   run and gradient "
            f"{whole / plain:4.2f} x"
        )
    print("Jacobian of all series by p numbers (tangents), CPU time over that of the run")
    for name, thickness, voltage, duration in CASES:
        run_tangents(name, films(thickness, voltage, duration, BATCH))
    print(
        "  differences of free runs against the adjoint, 80 planes, by the size of the disturbance:"
    )
    for size, error in difference_noise(films(20e-9, -5.0, "300 s", 1)[0]):
        print(f"    {size:.0e}: {error:.1e}")
    print(
        f"  {MANY} gradients of 80 planes in batches of {BATCH}: {grown:.0f} MiB more than before\n"
    )
