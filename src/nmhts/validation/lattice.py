"""Evaluators of claims about the shape of the front, by the lattice model."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nmhts.physics.transport.lattice.potential import PLANES, SITES
from nmhts.simulation.film import Film, simulate
from nmhts.simulation.lattice import simulate_lattice
from nmhts.validation.bench import Bench
from nmhts.validation.claims import EvaluationError, Finding
from nmhts.validation.numbers import time_to

SIZE = (32, 32)
"""Sites of the boxes, 8 nm: a front may be rougher over longer distances than a box holds."""

THICKNESS, GRAINS = "10 nm", "5 nm"
NITROGEN, OXYGEN = -5.0, -6.0
"""V at which the fronts of N and of O are driven."""

LONGEST = 1e6
"""s within which a film by planes has to come to half; a box would take days for more."""

BEYOND = 1.5
"""Exposure of a box over the half time of the same film by planes: a box may be slower."""


class Front(NamedTuple):
    """A front at half of the film: rms over mean height, and that height, m."""

    roughness: float
    height: float


def exposure(film: Film, voltage: float) -> str:
    """Return the protocol that drives a film past half: as long as the film by planes takes to lose half of its N, and half of that again.

    Errors: EvaluationError if half does not leave within ``LONGEST``.
    """
    run = simulate(
        film, f"hold {voltage:g} V for {LONGEST:g} s", steps_per_clause=200, spacing="log"
    )
    left = run["nitrogen_occupancy"].sum("depth").values
    half = time_to(0.5, run["time"].values, 1.0 - left / left[0])
    if not np.isfinite(half):
        raise EvaluationError(
            f"{film!r}: the front comes not to half within {LONGEST:g} s at {voltage:g} V"
        )
    return f"hold {voltage:g} V for {BEYOND * half:.3g} s"


def front_at_half(film: Film, voltage: float, potential: str, grain_size: str | None) -> Front:
    """Return the front of the record at which the mean height of the columns comes closest to half of the film.

    Errors: EvaluationError if the film does not get so far.
    """
    run = simulate_lattice(
        film, exposure(film, voltage), size=SIZE, seed=1, grain_size=grain_size, potential=potential, steps_per_clause=40, spacing="linear"
    )  # fmt: skip
    heights = run["column_front"].mean(("x", "y")).values
    half = 0.5 * film.thickness
    k = int(np.argmin(np.abs(heights - half)))
    if heights[-1] < half:
        raise EvaluationError(f"{film!r}: the front comes to {heights[-1]:.3g} m, not to half")
    return Front(float(run["front_roughness"][k] / heights[k]), float(heights[k]))


def planar_front(bench: Bench) -> Finding:
    """Lateral rms of the front of N over its mean depth, at half of the film; the worse of two potentials."""
    film = bench.film("CoN", THICKNESS)
    found = {name: front_at_half(film, NITROGEN, name, None) for name in (PLANES, SITES)}
    worst = max(found, key=lambda name: found[name].roughness)
    how = (
        f"{THICKNESS} of CoN at {NITROGEN:g} V, box of {SIZE[0]} x {SIZE[1]} sites, front at half of the film; the worse of two potentials, here {worst}: "
        f"{found[PLANES].roughness:.3g} with the lateral mean, {found[SITES].roughness:.3g} in three dimensions, where metal that is ahead draws the field; "
        "that value grows towards the gate and differs between seeds"
    )
    return Finding({"lateral rms over mean depth of the front": found[worst].roughness}, how)


def channelled_front(bench: Bench) -> Finding:
    """Roughness of the front of O with fast grain boundaries over that of N, both at half of the film."""
    nitrogen = front_at_half(bench.film("CoN", THICKNESS), NITROGEN, PLANES, None)
    oxygen = front_at_half(bench.film("Co3O4", THICKNESS), OXYGEN, PLANES, GRAINS)
    how = (
        f"{THICKNESS} of Co3O4 with grains of {GRAINS} at {OXYGEN:g} V against CoN without fast boundaries at {NITROGEN:g} V, boxes of {SIZE[0]} x {SIZE[1]} sites, rms over "
        f"mean height {oxygen.roughness:.3g} against {nitrogen.roughness:.3g}; potential of the lateral mean; that O has fast boundaries and N none is an assumption of the sheets, not a result"
    )
    ratio = oxygen.roughness / nitrogen.roughness
    return Finding({"roughness of the O front over that of N": ratio}, how)
