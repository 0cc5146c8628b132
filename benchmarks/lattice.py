"""Lattice kinetic Monte Carlo: events per CPU second against a lower bound of the work of an event.

The bound draws the same random numbers, takes one logarithm and walks down the tree. It changes the
codes around two neighboring sites, and computes as many rates as an event changes, each from one
code, with its sums. It neither finds out which rates those are, nor evaluates the bonds behind
them. A second table has N through a film.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from benchmarks.film import cpu_seconds
from nmhts.materials.library import find_gate, find_nitride
from nmhts.numerics.chance import streams, uniform
from nmhts.numerics.compiled import entry
from nmhts.physics.transport.lattice.box import Box, flip, new_box
from nmhts.physics.transport.lattice.events import run_events
from nmhts.physics.transport.lattice.interaction import plane_couplings
from nmhts.physics.transport.lattice.rates import Rates, new_rates, no_paths
from nmhts.physics.transport.lattice.sumtree import draw, settle, total, touch
from nmhts.physics.transport.parameters import film_parameters
from nmhts.physics.transport.state import FilmParameters
from nmhts.simulation.films.film import Film
from nmhts.simulation.lattice.simulate import simulate_lattice
from nmhts.simulation.simulate import simulate

SHAPE = (32, 32, 40)
EVENTS = 400_000  # of one timing
REPEATS = 5
COUNTED = 2000  # events at which the rates they change are counted


@entry
def least(box, rates, state, events, touched):
    """Do the least work of as many events; ``touched``: rates that each changes."""
    tall, columns = len(box.real), len(rates.exit_lower)
    done = 0.0
    for _ in range(events):
        done -= np.log(uniform(state))
        site = draw(box.hops, uniform(state) * total(box.hops))
        c = site // tall
        z = min(max(2, site - c * tall), box.n - 1)
        done += uniform(state)
        flip(box, c, z)
        flip(box, c, z + 1)
        count = 0
        for k in range(touched):
            column = box.around[9 * c + k % 9]
            count = touch(box.hops, column * tall + z + k // 9, column, count)
        for m in range(count):
            leaf = box.hops.touched[m] & 0xFFFFFFFF
            box.hops.sums[leaf] = rates.pull[box.code[leaf]] * rates.side[z]
        settle(box.hops, count)
    return done + columns


def front_box() -> tuple[FilmParameters, Box, Rates]:
    """Return a box half metal, half nitride with a front between, behind a closed gate.

    Both halves hold the vacancies and N that they have at rest.
    """
    gate = find_gate("propylene carbonate").values()
    p = film_parameters(find_nitride("CoN").values(), gate, 298.15)
    p = FilmParameters(*(float(v) for v in p._replace(floor_rate=0.0, leak_rate=0.0)))
    rng = np.random.default_rng(0)
    share = np.where(np.arange(SHAPE[2]) < SHAPE[2] // 2, 0.025, 0.975)
    box = new_box(rng.random(SHAPE) < share)
    rates = new_rates(p, plane_couplings(p.omega, p.kappa), no_paths(*SHAPE[:2]), SHAPE[2], False)
    return p, box, rates


def count_touched(work: Callable[..., object], box: Box) -> int:
    """Return the number of rates that an event changes, rounded.

    It counts the leaves that bear the last stamp after single events.
    """
    leaves = len(box.occupied)
    found = 0
    for _ in range(COUNTED):
        work(most=1)
        found += int((box.hops.stamp[:leaves] == box.hops.clock[0] - 1).sum())
    return round(found / COUNTED)


def rates_of() -> tuple[float, float, int]:
    """Return events per CPU second of the model and of the bound, and rates changed by an event.

    Speeds are the best of some.
    """
    p, box, rates = front_box()
    state = streams(0, [(0,)])[0]

    def work(most: int = EVENTS) -> object:
        return run_events(p, box, rates, 0.0, state, 0.0, 1e9, most)

    work()
    touched = count_touched(work, box)
    ours = EVENTS / min(cpu_seconds(work) for _ in range(REPEATS))
    bound = partial(least, box, rates, state, EVENTS, touched)
    bound()
    return ours, EVENTS / min(cpu_seconds(bound) for _ in range(REPEATS)), touched


def run() -> None:
    """Print the tables."""
    ours, bound, touched = rates_of()
    print(
        f"lattice kinetic Monte Carlo, {'x'.join(map(str, SHAPE))} sites of CoN with a front at "
        f"rest: {1e-6 * ours:.2f} million events per CPU second, {ours / bound:.0%} of the "
        f"{1e-6 * bound:.2f} million of the bound; an event changes {touched} rates"
    )
    print(
        f"{'film, box of 24 x 24':28}{'CPU s':>7}{'hops per N':>12}{'half time against planes':>27}"
    )
    for thickness, volts, seconds, potential in (
        ("10 nm", -5, 4, "planes"),
        ("10 nm", -3, 10, "planes"),
        ("20 nm", -5, 10, "planes"),
        ("10 nm", -5, 4, "sites"),
    ):
        film, protocol = Film("CoN", thickness), f"hold {volts} V for {seconds} s"
        again = partial(simulate_lattice, film, protocol, size=(24, 24), potential=potential,
            steps_per_clause=100, spacing="linear")  # fmt: skip
        kept = {}
        cpu = cpu_seconds(lambda kept=kept, again=again: kept.update(run=again()))
        lattice = kept["run"]
        planes = simulate(film, protocol, steps_per_clause=100, spacing="linear")
        half = [
            np.interp(-0.5, -r["nitrogen_occupancy"].mean("depth").values, r["time"].values)
            for r in (lattice, planes)
        ]
        sites = float(lattice["site_occupancy"].size)
        left = sites * float(
            lattice["nitrogen_occupancy"][0].mean() - lattice["nitrogen_occupancy"][-1].mean()
        )
        hops = float(lattice["hops"][-1]) / left
        name = f"{thickness}, {volts} V, {potential}"
        print(f"{name:28}{cpu:7.1f}{hops:12.0f}{half[0] / half[1] - 1:+27.1%}")
    print()


if __name__ == "__main__":
    run()
