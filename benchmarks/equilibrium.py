"""Equilibria of the packaged database, compared with pycalphad in the same run.

Lists of points and grids with every difference between the two; cost of gradients relative to
solutions; memory.
"""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.film import cpu_seconds
from nmhts.materials.library import PACKAGED
from nmhts.materials.tdb.library import load_database
from nmhts.physics.thermo.equilibrium import OK, equilibria
from nmhts.physics.thermo.frozen import frozen_equilibria, lattice_of
from nmhts.physics.thermo.implicit import Cotangents, new_answers, pull_equilibria
from nmhts.physics.thermo.solve import Conditions, Equilibria
from nmhts.physics.thermo.system import System, system_of

SYSTEMS = (("FE", "N"), ("CO", "N"), ("MN", "N"), ("CO", "FE", "N"), ("CO", "MN", "N"),
    ("FE", "MN", "N"))  # fmt: skip
QUATERNARY = ("CO", "FE", "MN", "N")
POINTS = 834  # of each of six systems: 5,004 in all
REPEATS = 5
PEERS_R = 8.3145
PRESSURE = 1e5
MANY = 100_000
CLOSE = 1e-6
LISTED = Path("results") / "equilibrium-differences.csv"
# ZB without N is FCC_A1 without N: two phases with the same energy and undetermined amounts.
LEFT_OUT = ("GAS", "LIQUID", "ZB")


class Found(NamedTuple):
    """Results of an engine for points: energies J per mole of atoms [b], and phase sets.

    A set holds the phases with more than 1e-6 of the atoms.
    """

    energy: np.ndarray
    phases: list[tuple[str, ...]]


def alloy(elements: Sequence[str]) -> System:
    """Return the solids of a system with pycalphad's gas constant."""
    database = load_database()
    every = system_of(database, elements).phases
    return system_of(database, elements, [p for p in every if p not in LEFT_OUT], PEERS_R)


def points(elements: Sequence[str], count: int, seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    """Return temperatures [count] and mole fractions [count, e], N last."""
    rng = np.random.default_rng(seed)
    x_N = rng.uniform(0.001, 0.45, (count, 1))
    metals = rng.dirichlet(np.ones(len(elements) - 1), count)
    return rng.uniform(300.0, 1200.0, count), np.concatenate([metals * (1 - x_N), x_N], axis=1)


def solve(system: System, T: np.ndarray, x: np.ndarray) -> tuple[Equilibria, Conditions]:
    """Return the equilibria by nmhts."""
    return equilibria(system, T, np.full(len(T), PRESSURE), x, np.full(x.shape, np.nan))


def ours(system: System, T: np.ndarray, x: np.ndarray) -> Found:
    """Return the results of nmhts."""
    found, _ = solve(system, T, x)
    sets = []
    for b in range(len(T)):
        held: dict[str, float] = {}
        for k in range(found.count[b]):
            p = found.phase[b, k]
            a, z = system.tables.first[p], system.tables.first[p + 1]
            moles = found.amount[b, k] * (found.y[b, k, : z - a] @ system.tables.amounts[a:z]).sum()
            held[system.phases[p]] = held.get(system.phases[p], 0.0) + moles
        sets.append(tuple(sorted(name for name, moles in held.items() if moles > 1e-6)))
    return Found(np.where(found.status == OK, (found.mu * x).sum(axis=1), np.nan), sets)


def phase_set(names: np.ndarray, amounts: np.ndarray) -> tuple[str, ...]:
    """Return the phases of pycalphad at a point."""
    return tuple(
        sorted(
            {str(n) for n, a in zip(names.ravel(), amounts.ravel(), strict=True) if n and a > 1e-6}
        )
    )


def theirs(peer: Any, system: System, T: np.ndarray, x: np.ndarray) -> Found:
    """Return the results of pycalphad for a list of points.

    A single Workspace keeps its compiled models from point to point.
    """
    from pycalphad import Workspace
    from pycalphad import variables as v

    work: Any = None
    energy, sets = np.full(len(T), np.nan), []
    for b in range(len(T)):
        given = {v.T: T[b], v.P: PRESSURE, v.N: 1.0}
        given |= {
            v.X(e): x[b, k] for k, e in enumerate(system.elements) if k != len(system.elements) - 2
        }
        if work is None:
            work = Workspace(peer, [*system.elements, "VA"], list(system.phases), given)
        else:
            work.conditions = given
        found = work.eq
        energy[b] = float(np.squeeze(found.GM))
        sets.append(phase_set(found.Phase, found.NP))
    return Found(energy, sets)


def compare_list(peer: Any, elements: Sequence[str], count: int) -> list[tuple]:
    """Print the speed of both for a list of random points.

    Returns: every difference between the two.
    """
    system = alloy(elements)
    T, x = points(elements, count)
    solve(system, T, x)
    mine = min(cpu_seconds(lambda: solve(system, T, x)) for _ in range(REPEATS))
    theirs(peer, system, T[:2], x[:2])
    held: list[Found] = []
    other = cpu_seconds(lambda: held.append(theirs(peer, system, T, x)))
    here, there = ours(system, T, x), held[0]
    relative = (here.energy - there.energy) / np.abs(there.energy)
    same = [a == b for a, b in zip(here.phases, there.phases, strict=True)]
    name = "-".join(elements)
    differ = [
        (name, T[b], *x[b], " ".join(here.phases[b]), " ".join(there.phases[b]), relative[b])
        for b in range(count)
        if not same[b] or not abs(relative[b]) <= CLOSE
    ]
    print(
        f"  {name:12}{count / mine:10,.0f}{count / other:10.1f}{other / mine:8,.0f}   "
        f"{sum(same):4} of {count}, ours higher {(relative > CLOSE).sum()}, lower "
        f"{(relative < -CLOSE).sum()}, not solved by us {np.isnan(here.energy).sum()}, by "
        f"pycalphad {np.isnan(there.energy).sum()}"
    )
    return differ


def compare_grid(peer: Any, elements: Sequence[str]) -> None:
    """Print the speed of both for a grid of temperatures and compositions.

    A grid is the fastest input of pycalphad.
    """
    from pycalphad import equilibrium
    from pycalphad import variables as v

    system = alloy(elements)
    if len(elements) == 2:
        ranges = {v.X("N"): (0.01, 0.45, 0.01), v.T: (400.0, 1200.0, 50.0)}
    else:
        ranges = {
            v.X("N"): (0.01, 0.45, 0.04),
            v.X(elements[0]): (0.01, 0.5, 0.05),
            v.T: (400.0, 1200.0, 200.0),
        }
    axes = {k: np.arange(*r) for k, r in ranges.items()}
    mesh = dict(zip(axes, np.meshgrid(*axes.values(), indexing="ij"), strict=True))
    given = {str(k): m.ravel() for k, m in mesh.items()}
    x_N = given["X_N"]
    first = given.get(f"X_{elements[0]}", 1.0 - x_N)
    x = np.stack([first, 1.0 - first - x_N, x_N] if len(elements) == 3 else [first, x_N], axis=1)
    T = given["T"]
    solve(system, T, x)
    mine = min(cpu_seconds(lambda: solve(system, T, x)) for _ in range(REPEATS))
    conditions = {**ranges, v.P: PRESSURE, v.N: 1.0}
    held: list[Any] = []
    work = [*system.elements, "VA"], list(system.phases)
    equilibrium(peer, *work, {**conditions, **dict.fromkeys(ranges, 0.2), v.T: 900.0})
    other = min(
        cpu_seconds(lambda: held.append(equilibrium(peer, *work, conditions))) for _ in range(2)
    )
    energy = np.asarray(held[0].GM.transpose("N", "P", *(str(k) for k in ranges), ...)).ravel()
    relative = ((solve(system, T, x)[0].mu * x).sum(axis=1) - energy) / np.abs(energy)
    print(
        f"  {'-'.join(elements):12}{len(T) / mine:10,.0f}"
        f"{len(T) / other:10.1f}{other / mine:8,.0f}   {len(T)} points, ours higher "
        f"{(relative > CLOSE).sum()}, lower {(relative < -CLOSE).sum()}, not solved by pycalphad "
        f"{np.isnan(energy).sum()}"
    )


def gradient_cost(elements: Sequence[str]) -> tuple[float, float]:
    """Return CPU seconds of 1,000 points and of one gradient of them.

    The gradient is that of a sum of all outputs by all conditions and parameters.
    """
    system = alloy(elements)
    T, x = points(elements, 1000)
    found, conditions = solve(system, T, x)
    forward = min(cpu_seconds(lambda: solve(system, T, x)) for _ in range(REPEATS))
    return forward, pull_cost(system, found, conditions)


def frozen_gradient_cost(elements: Sequence[str]) -> tuple[float, float]:
    """Return the same for points in which only N moves.

    The ratio of the metals is among the conditions.
    """
    lattice = lattice_of(alloy(elements))
    T, x = points(elements, 1000)
    metal = x[:, :-1].sum(axis=1)
    moles, fractions = np.stack([metal, x[:, -1]], axis=1), x[:, :-1] / metal[:, None]
    P, none = np.full(len(T), PRESSURE), np.full(len(T), np.nan)

    def forward() -> tuple[Equilibria, Conditions]:
        return frozen_equilibria(lattice, T, P, fractions, moles, none)

    found, conditions = forward()
    cost = min(cpu_seconds(forward) for _ in range(REPEATS))
    return cost, pull_cost(replace(lattice.system, tables=lattice.tables), found, conditions)


def pull_cost(system: System, found: Equilibria, conditions: Conditions) -> float:
    """Return CPU seconds of the reverse pass, from random cotangents of all outputs."""
    T, rng = conditions.T, np.random.default_rng(0)
    given = Cotangents(*(rng.normal(size=a.shape) for a in (found.amount, found.y, found.mu, T)))

    def pull() -> np.ndarray:
        zero = new_answers(conditions, found)
        pull_equilibria(system.tables, conditions, found, given, zero)
        slopes = system.slopes(T, np.full(len(T), PRESSURE))
        zero.T[:] += (zero.coefficients * slopes).sum(axis=1)
        return zero.coefficients @ system.weights

    pull()
    return min(cpu_seconds(pull) for _ in range(REPEATS))


def growth(count: int) -> float:
    """Return the growth of the peak memory of this process in solving ``count`` points, MiB."""
    system = alloy(QUATERNARY)
    T, x = points(QUATERNARY, count)
    solve(system, T[:100], x[:100])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    solve(system, T, x)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024.0


def write(differ: Sequence[tuple]) -> None:
    """Write every difference to a table."""
    LISTED.parent.mkdir(exist_ok=True)
    with LISTED.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["system", "T_K", "x_1", "x_2", "x_3", "nmhts", "pycalphad", "dG_relative"])
        for row in differ:
            numbers = [*row[2:-3], *[""] * (6 - len(row) + 2)]
            table.writerow([row[0], row[1], *numbers, *row[-3:]])


def run(count: int = POINTS) -> None:
    """Print all tables."""
    try:
        from pycalphad import Database as Peer
    except ImportError:
        print("equilibria: pycalphad is not installed (make bench installs it)\n")
        return
    peer = Peer(str(PACKAGED / "cofemnn.tdb"))
    print("equilibria per CPU second, lists of random points, 300 to 1200 K")
    print(
        f"  {'system':12}{'nmhts':>10}{'pycalphad':>10}{'ratio':>8}   phases agree (more than "
        "1e-6); energies that differ by 1e-6 and more"
    )
    differ = [row for elements in SYSTEMS for row in compare_list(peer, elements, count)]
    write(differ)
    print(f"  {len(differ)} differences, each in {LISTED}")
    print("equilibria per CPU second, grids")
    print(f"  {'system':12}{'nmhts':>10}{'pycalphad':>10}{'ratio':>8}")
    for elements in (("FE", "N"), ("CO", "FE", "N"), ("FE", "MN", "N")):
        compare_grid(peer, elements)
    print("gradient by all conditions and parameters, over the solution")
    for elements in (("FE", "N"), ("CO", "MN", "N"), QUATERNARY):
        forward, back = gradient_cost(elements)
        print(
            f"  {'-'.join(elements):12}{1000 / forward:10,.0f} solutions per CPU second, "
            f"gradient {back / forward:.2f} of one"
        )
    print("the same with frozen metals, their ratio among the conditions")
    for elements in (("CO", "FE", "N"), ("CO", "MN", "N"), ("FE", "MN", "N"), QUATERNARY):
        forward, back = frozen_gradient_cost(elements)
        print(
            f"  {'-'.join(elements):12}{1000 / forward:10,.0f} solutions per CPU second, "
            f"gradient {back / forward:.2f} of one"
        )
    code = f"from benchmarks.equilibrium import growth; print(growth({MANY}))"
    grown = float(
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
    )
    print(
        f"memory of {MANY:,} points of {'-'.join(QUATERNARY)}: {grown:.0f} MiB more (limit 1024)\n"
    )
    if grown > 1024.0:
        raise SystemExit("equilibria: more than 1 GiB for 100,000 points")


if __name__ == "__main__":
    run()
