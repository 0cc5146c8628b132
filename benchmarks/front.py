"""The front model against the plane model: films per CPU second, and difference of the two."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.film import cpu_seconds, point
from nmhts.simulation.films.front_derivatives import push_fronts
from nmhts.simulation.films.front_model import simulate_fronts
from nmhts.simulation.films.plane_model import KineticsPoint, simulate_batch

BATCH, FEW = 1024, 8
CASES: tuple[tuple[str, float, float, str], ...] = (
    ("20 nm, -5 V", 20e-9, -5.0, "20 s"),
    ("85 nm, -5 V", 85e-9, -5.0, "1000 s"),
    ("85 nm, -8 V", 85e-9, -8.0, "100 s"),
    ("150 nm, -6 V", 150e-9, -6.0, "1500 s"),
    ("300 nm, -5.5 V", 300e-9, -5.5, "20000 s"),
)
NUMBERS = (
    "exit_barrier",
    "migration_barrier",
    "interaction_energy",
    "screening_length_nitride",
    "stern_thickness",
    "area_resistance",
    "temperature",
    "thickness",
)


def films(thickness: float, voltage: float, duration: str, count: int) -> list[KineticsPoint]:
    """Return films that differ a little in voltage, recorded at ten times."""
    times = tuple(np.linspace(0.0, float(duration.split()[0]), 11))
    return [
        replace(point(thickness, voltage * (1.0 + 1e-3 * i / count), duration), times=times)
        for i in range(count)
    ]


def passing(times: np.ndarray, M: np.ndarray, share: float) -> float:
    """Return the time at which M first passes a share of its final value, s."""
    first = int(np.argmax(share * M[-1] <= M))
    return float(np.interp(share * M[-1], M[first - 1 : first + 1], times[first - 1 : first + 1]))


def errors(thickness: float, voltage: float, duration: str) -> str:
    """Return the differences of the times to 10, 50 and 90 % of M."""
    times = np.linspace(0.0, float(duration.split()[0]), 401)
    film = replace(point(thickness, voltage, duration), times=tuple(times))
    planes, front = (run([film])["magnetization"][0] for run in (simulate_batch, simulate_fronts))
    shares = (0.1, 0.5, 0.9)
    return ", ".join(
        f"{passing(times, front, s) / passing(times, planes, s) - 1:+.1%}" for s in shares
    )


def run() -> None:
    """Print the table."""
    print("front model against plane model (films per CPU second; times to 10, 50, 90 % of M)")
    print(
        f"{'film':16}{'front':>9}{'planes':>9}{'ratio':>8}   "
        f"{'differences':24}{'with 8 derivatives':>18}"
    )
    for name, thickness, voltage, duration in CASES:
        case = (thickness, voltage, duration)
        many, few = films(*case, BATCH), films(*case, FEW)
        simulate_fronts(many[:8])
        simulate_batch(few[:1])
        push_fronts(many[:8], NUMBERS)
        front = min(
            cpu_seconds(lambda m=many: simulate_fronts(m, profiles=False)) for _ in range(3)
        )
        moves = cpu_seconds(lambda m=many[:128]: push_fronts(m, NUMBERS)) * BATCH / 128
        planes = cpu_seconds(lambda f=few: simulate_batch(f))
        ratio = BATCH / front * planes / FEW
        print(
            f"{name:16}{BATCH / front:9.0f}{FEW / planes:9.1f}{ratio:8.0f}   "
            f"{errors(*case):24}{moves / front:16.1f} x"
        )
    print()
