"""Many cycles of films by jumps, against simulation of every cycle: CPU seconds and errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from benchmarks.film import cpu_seconds
from nmhts.numerics.envelope import Pace
from nmhts.simulation.cycles.cycle import cycle, cycle_point
from nmhts.simulation.cycles.jumps import cycle_batch
from nmhts.simulation.films.film import Film

EVERY = Pace(healing=10**9)
"""A pace that never jumps."""

BATCH = 8


class Case(NamedTuple):
    """A film, its cycle and the number of cycles compared."""

    material: str
    thickness: str
    protocol: str
    cycles: int


CASES = (
    Case("CoN", "5 nm", "hold -5 V for 5 s; hold +5 V for 5 s", 520),
    Case("CoN", "20 nm", "hold -6 V for 60 s; hold +6 V for 60 s", 520),
)
LONG = CASES[1]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the CPU seconds of a call and its result."""
    held = []
    return cpu_seconds(lambda: held.append(work())), held[0]


def compare(case: Case) -> None:
    """Print true cycles against jumps, on cycles 1 to 20 and the last 20."""
    point = cycle_point(Film(case.material, case.thickness), case.protocol, 12, {})
    last = [*range(case.cycles - 19, case.cycles + 1)]
    wanted = [*range(1, 21), *last]
    cycle_batch([point], [1])
    jumps, fast = timed(lambda: cycle_batch([point], wanted))
    plain, true = timed(lambda: cycle_batch([point], wanted, pace=EVERY))
    window = float(np.abs(fast["window"] / true["window"] - 1.0).max())
    per_cycle = [np.diff(run["nitrogen_lost"][0, -20:]) for run in (fast, true)]
    lost = float(np.abs(per_cycle[0] / per_cycle[1] - 1.0).max())
    name = f"{case.thickness}, {case.cycles} cycles"
    print(
        f"{name:22}{plain:9.2f}{jumps:9.2f}{plain / jumps:7.1f}{fast['simulated'][0, -1]:11d}"
        f"{window:12.1e}{lost:14.1e}{fast['cycle_error'][0, -1]:11.1e}"
    )


def run() -> None:
    """Print the tables."""
    print("many cycles of films (CPU seconds; differences on cycles 1-20 and the last 20)")
    print(
        f"{'film':22}{'all':>9}{'jumps':>9}{'ratio':>7}{'simulated':>11}"
        f"{'window':>12}{'N per cycle':>14}{'estimate':>11}"
    )
    for case in CASES:
        compare(case)
    film = Film(LONG.material, LONG.thickness)
    then = "hold -6 V for 60 s; rest 183 days"
    for count, after in ((1000, then), (1_000_000, None)):
        cpu, seen = timed(
            lambda count=count, after=after: cycle(film, LONG.protocol, count, then=after)
        )
        what = f"{count} cycles" + (" and 183 days of rest" if after else "")
        print(
            f"{LONG.material}, {LONG.thickness}, {what}: {cpu:.1f} CPU seconds, "
            f"{int(seen['simulated'][-1])} cycles simulated, error "
            f"{seen.attrs['cycle_error']:.1e}"
        )
    films = [
        cycle_point(Film(LONG.material, f"{19.25 + 0.25 * i} nm"), LONG.protocol, 12, {})
        for i in range(BATCH)
    ]
    cpu, _ = timed(lambda: cycle_batch(films, [1, 1000]))
    print(
        f"{BATCH} films of about {LONG.thickness} side by side, 1000 cycles: "
        f"{cpu / BATCH:.2f} CPU seconds each\n"
    )


if __name__ == "__main__":
    run()
