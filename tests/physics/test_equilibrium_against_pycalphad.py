"""Equilibria against pycalphad's: the packaged database at random points of six systems.

Given compositions and given potentials of N, solids alone and solids with gas.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from pycalphad import Database as Peer
from pycalphad import Workspace
from pycalphad import variables as v

from nmhts.materials.library import PACKAGED
from nmhts.materials.tdb.library import load_database
from nmhts.physics.thermo.equilibrium import OK, equilibria
from nmhts.physics.thermo.system import System, system_of

PEERS_R = 8.3145
POINTS = 25
PRESSURE = 1e5
SYSTEMS = (("FE", "N"), ("CO", "N"), ("MN", "N"), ("CO", "FE", "N"), ("CO", "MN", "N"),
    ("FE", "MN", "N"))  # fmt: skip
OTHERS = ("LIQUID", "ZB", "GAS")
CLOSE = 1e-6
ADVANTAGE = {"CO-FE-N": 2, "CO-MN-N": 3, "FE-MN-N": 2}
"""Number of points of a system at which pycalphad may
miss the lowest energy, by the energies of nmhts.

With one more the comparison is void.
"""


@pytest.fixture(scope="module")
def peer() -> Peer:
    return Peer(str(PACKAGED / "cofemnn.tdb"))


def system(elements: tuple[str, ...], gas: bool = False) -> System:
    database = load_database()
    every = system_of(database, elements).phases
    left_out = [p for p in OTHERS if not (gas and p == "GAS")]
    return system_of(database, elements, [p for p in every if p not in left_out], PEERS_R)


def compositions(
    elements: tuple[str, ...], most_nitrogen: float, count: int = POINTS
) -> tuple[np.ndarray, np.ndarray]:
    """Return temperatures [count] and mole fractions
    [count, e] in the order of ``elements``, N last.
    """
    rng = np.random.default_rng(len("-".join(elements)) + 17 * ord(elements[0][0]))
    T = rng.uniform(300.0, 1200.0, count)
    x_N = rng.uniform(0.001, most_nitrogen, (count, 1))
    metals = rng.dirichlet(np.ones(len(elements) - 1), count)
    return T, np.concatenate([metals * (1.0 - x_N), x_N], axis=1)


def theirs(
    peer: Peer, ours: System, T: np.ndarray, conditions: list[dict]
) -> Iterator[tuple[dict[str, float], float, dict[str, float]]]:
    """Yield for each point the amounts of phases, moles of atoms,
    the energy per mole of atoms, and mole fractions.
    """
    elements = [*ours.elements, "VA"]
    work: Any = None
    for temperature, given in zip(T, conditions, strict=True):
        full = {v.T: temperature, v.P: PRESSURE, v.N: 1.0, **given}
        if work is None:
            work = Workspace(peer, elements, list(ours.phases), full)
        else:
            work.conditions = full
        found = work.eq
        amounts: dict[str, float] = {}
        shares = dict.fromkeys(ours.elements, 0.0)
        for name, amount, x in zip(
            np.squeeze(found.Phase), np.squeeze(found.NP), np.squeeze(found.X), strict=True
        ):
            if name:
                amounts[str(name)] = amounts.get(str(name), 0.0) + float(amount)
                for k, e in enumerate(ours.elements):
                    shares[e] += float(amount) * float(x[k])
        yield amounts, float(np.squeeze(found.GM)), shares


def amounts_of(ours: System, found: Any, b: int) -> dict[str, float]:
    """Return the amounts of phases, moles of atoms."""
    amounts: dict[str, float] = {}
    for k in range(found.count[b]):
        p = found.phase[b, k]
        a, z = ours.tables.first[p], ours.tables.first[p + 1]
        atoms = found.amount[b, k] * (found.y[b, k, : z - a] @ ours.tables.amounts[a:z]).sum()
        amounts[ours.phases[p]] = amounts.get(ours.phases[p], 0.0) + float(atoms)
    return amounts


def present(amounts: dict[str, float]) -> set[str]:
    return {name for name, amount in amounts.items() if amount > 1e-6}


@pytest.mark.parametrize("gas", [False, True], ids=["solids", "with gas"])
@pytest.mark.parametrize("elements", SYSTEMS, ids="-".join)
def test_given_composition(peer: Peer, elements: tuple[str, ...], gas: bool):
    ours = system(elements, gas)
    T, x = compositions(elements, 0.6 if gas else 0.45, 8 if gas else POINTS)
    found, _ = equilibria(ours, T, np.full(len(T), PRESSURE), x, np.full(x.shape, np.nan))
    assert (found.status == OK).all()
    energy = np.einsum("be,be->b", found.mu, x)
    given = [
        {v.X("N"): row[-1], **({v.X(elements[0]): row[0]} if len(row) > 2 else {})} for row in x
    ]
    lower = 0
    for b, (amounts, other, _) in enumerate(theirs(peer, ours, T, given)):
        difference = (energy[b] - other) / abs(other)
        assert not difference > CLOSE, f"{T[b]} K, {x[b]}: higher by {difference:.1e}"
        if difference < -CLOSE or np.isnan(other):
            lower += 1
        else:
            assert present(amounts_of(ours, found, b)) == present(amounts), f"{T[b]} K, {x[b]}"
    assert lower <= (0 if gas else ADVANTAGE.get("-".join(elements), 0))


@pytest.mark.parametrize("elements", [("FE", "N"), ("FE", "MN", "N")], ids="-".join)
def test_given_potential_of_nitrogen(peer: Peer, elements: tuple[str, ...]):
    ours = system(elements)
    T, x = compositions(elements, 0.3, 8)
    inside, _ = equilibria(ours, T, np.full(len(T), PRESSURE), x, np.full(x.shape, np.nan))
    keep = np.array([inside.count[b] < len(elements) for b in range(len(T))])
    # A point with as many phases as elements fixes the potential: its own potential is no
    # condition. Half a kJ/mol away it is one.
    potential = inside.mu[:, -1] + np.where(keep, 0.0, -500.0)
    moles, mu = x.copy(), np.full(x.shape, np.nan)
    moles[:, -1], mu[:, -1] = np.nan, potential
    found, _ = equilibria(ours, T, np.full(len(T), PRESSURE), moles, mu)
    assert (found.status == OK).all()
    # pycalphad holds one mole of atoms, N among them.
    given = []
    for b in range(len(T)):
        atoms = sum(amounts_of(ours, found, b).values())
        given.append(
            {
                v.MU("N"): potential[b],
                **({v.X(elements[0]): x[b, 0] / atoms} if len(elements) > 2 else {}),
            }
        )
    same = 0
    for b, (amounts, other, shares) in enumerate(theirs(peer, ours, T, given)):
        if np.isnan(other):
            continue
        mine = amounts_of(ours, found, b)
        atoms = sum(mine.values())
        x_N = 1.0 - x[b, :-1].sum() / atoms
        G = (found.mu[b, :-1] @ x[b, :-1]) / atoms + potential[b] * x_N
        assert not (G - other) / abs(other) > CLOSE
        assert present(mine) == present(amounts)
        assert shares["N"] == pytest.approx(x_N, abs=1e-6)
        same += 1
    assert same >= len(T) - 2
