"""Derivatives of equilibria with frozen metals against Taylor remainders.

Also by the ratio of the metals: points of one phase, of two, with a gas that takes N, and in a
reservoir of N.
"""

from __future__ import annotations

import functools
import sys
from typing import NamedTuple

import numpy as np
import pytest
from asked import number, parameter_steps
from frozen_points import PLACES, POINTS, SYSTEMS, Case, case, solve
from numpy.typing import NDArray

from nmhts.physics.thermo.equilibrium import OK
from nmhts.physics.thermo.frozen import FrozenPulledBack

KINDS = ("fractions", "T", "P", "metal", "N", "mu", "G", "L", "TC", "BMAGN", "all")
every_case = pytest.mark.parametrize(
    ("elements", "where"), [(e, w) for e in SYSTEMS for w in PLACES]
)


def directions(one: Case, kind: str) -> dict[str, NDArray]:
    """Steps at h = 1; those of fractions keep their sum."""
    rng = np.random.default_rng(9)
    x = one.inputs
    move = {name: np.zeros(values.shape) for name, values in x.items()}
    if kind in ("fractions", "all"):
        ratio = rng.normal(size=x["fractions"].shape)
        own = (x["fractions"] * ratio).sum(axis=1, keepdims=True)
        move["fractions"] = 0.3 * x["fractions"] * (ratio - own)
    if kind in ("T", "all"):
        move["T"] = rng.choice([-1.0, 1.0], x["T"].shape) * 20.0
    if kind in ("P", "all"):
        move["P"] = 0.1 * x["P"] * rng.normal(size=x["P"].shape)
    for i, name in enumerate(("metal", "N")):
        if kind in (name, "all"):
            move["moles"][:, i] = np.nan_to_num(0.1 * rng.normal(size=POINTS) * x["moles"][:, i])
    if kind in ("mu", "all"):
        move["mu"] = np.nan_to_num(
            np.where(np.isnan(x["mu"]), 0.0, 1000.0) * rng.normal(size=POINTS)
        )
    move["parameters"] = parameter_steps(one.lattice.system, kind, POINTS, rng)
    return move


def along(pulled: FrozenPulledBack, move: dict[str, NDArray]) -> NDArray:
    """The derivative of every number along a direction."""
    return (
        pulled.T * move["T"]
        + pulled.P * move["P"]
        + pulled.mu * move["mu"]
        + (pulled.moles * move["moles"]).sum(axis=1)
        + (pulled.fractions * move["fractions"]).sum(axis=1)
        + (pulled.parameters * move["parameters"]).sum(axis=1)
    )


STEPS = 10.0 ** np.array([-2.5, -3.0, -3.5, -4.0])
VISIBLE = 1e-9  # least remainder that is not yet rounding after a fall by three decades
ROUNDING = 1e-11


class Remainders(NamedTuple):
    """Remainders of the points of a case along one kind of direction."""

    slopes: NDArray  # of the remainder over a decade and a half, of points where it can be seen
    least: NDArray  # the remainder at the smallest step, of the other points
    left_out: int  # points whose phases change within the largest step


@functools.cache
def remainders(elements: str, where: str, kind: str) -> Remainders:
    one = case(elements, where)
    move, tables = directions(one, kind), one.lattice.tables
    here, slope = number(one.results, one.weights, tables), along(one.pulled, move)
    rest, kept = [], np.ones(POINTS, dtype=bool)
    for h in STEPS:
        there, _ = solve(one.lattice, {name: v + h * move[name] for name, v in one.inputs.items()})
        rest.append(np.abs(number(there, one.weights, tables) - here - h * slope))
        kept &= (there.status == OK) & (there.phase == one.results.phase).all(axis=1)
    seen = kept & (rest[0] > VISIBLE)
    logs = np.log10(np.array(rest)[:, seen])
    slopes = np.array([np.polyfit(np.log10(STEPS), log, 1)[0] for log in logs.T])
    return Remainders(slopes, rest[-1][kept & ~seen], int((~kept).sum()))


@every_case
def test_taylor_remainders_fall_with_the_square_of_the_step(elements: str, where: str):
    for kind in KINDS:
        slopes, least, left_out = remainders(elements, where, kind)
        if len(slopes):
            sys.stdout.write(
                f"{elements} {where} {kind}: {len(slopes)} slopes {slopes.min():.3f} to "
                f"{slopes.max():.3f}, {left_out} left out\n"
            )
        assert left_out <= POINTS // 3
        np.testing.assert_array_less(np.abs(slopes - 2.0), 0.05)
        np.testing.assert_array_less(least, ROUNDING)


def test_every_kind_of_input_has_remainders_that_can_be_seen():
    for kind in KINDS:
        counts = [len(remainders(e, w, kind).slopes) for e in SYSTEMS for w in PLACES]
        assert sum(counts) >= POINTS, (kind, counts)
