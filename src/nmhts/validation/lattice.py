"""Evaluators of claims about the shape of the front, by the lattice model."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nmhts.physics.transport.lattice.potential import PLANES, SITES
from nmhts.simulation.films.film import Film
from nmhts.simulation.lattice.simulate import simulate_lattice
from nmhts.simulation.simulate import simulate
from nmhts.validation.bench import Bench
from nmhts.validation.claims import EvaluationError, Finding

SIZE = (32, 32)
"""Sites of the boxes, 8 nm (assumed): a front may be rougher over longer distances than a box."""

THICKNESS, GRAINS = "10 nm", "5 nm"
NITROGEN, OXYGEN = "-5 V", "-6 V"
"""Voltages that are held until the front is past the middle of the film (assumed)."""

LONGEST = 600.0
"""Time after which a film is given up, s (numerical).

A box at rest takes half a CPU second of events in a second of its time.
"""

BEYOND = 1.25
"""Exposure over the time in which half of the N leaves by the plane model (assumed).

Boxes without fast boundaries keep that time within a tenth (docs/theory/lattice.md); others are
faster.
"""


class Front(NamedTuple):
    """A front at half of the film: rms over mean height, and mean height [m]."""

    roughness: float
    height: float


def exposure(film: Film, voltage: str) -> str:
    """Return the protocol of a film at a voltage, past the time in which half of its N leaves.

    The time is ``BEYOND`` times that of the plane model.

    Errors: EvaluationError if that takes longer than ``LONGEST``.
    """
    run = simulate(film, f"hold {voltage} for {LONGEST:g} s", steps_per_clause=400, spacing="log")
    left = run["nitrogen_occupancy"].mean("depth").values
    k = int(np.argmax(left <= 0.5 * left[0]))
    if not left[k] <= 0.5 * left[0]:
        raise EvaluationError(
            f"{film!r}: at {voltage} the front comes not to half in {LONGEST:g} s by the plane "
            "model"
        )
    half = np.interp(-0.5 * left[0], -left[k - 1 : k + 1], run["time"].values[k - 1 : k + 1])
    return f"hold {voltage} for {BEYOND * half:.3g} s"


def front_at_half(film: Film, protocol: str, potential: str, grain_size: str | None) -> Front:
    """Return the front at the record with a mean height of columns nearest to half of the film.

    Errors: EvaluationError if the front does not reach half.
    """
    run = simulate_lattice(
        film,
        protocol,
        size=SIZE,
        seed=1,
        grain_size=grain_size,
        potential=potential,
        steps_per_clause=40,
        spacing="linear",
    )
    heights = run["column_front"].mean(("x", "y")).values
    half = 0.5 * film.thickness
    if heights[-1] < half:
        raise EvaluationError(f"{film!r}: the front comes to {heights[-1]:.3g} m, not to half")
    k = int(np.argmin(np.abs(heights - half)))
    return Front(float(run["front_roughness"][k] / heights[k]), float(heights[k]))


def planar_front(bench: Bench) -> Finding:
    """Lateral rms over mean depth of the N front at half of the film; worse of two potentials."""
    film = bench.film("CoN", THICKNESS)
    protocol = exposure(film, NITROGEN)
    found = {name: front_at_half(film, protocol, name, None) for name in (PLANES, SITES)}
    worst = max(found, key=lambda name: found[name].roughness)
    how = (
        f"{THICKNESS} of CoN, {protocol}, box of {SIZE[0]} x {SIZE[1]} sites, front at half of the "
        f"film; the worse of two potentials, here {worst}: "
        f"{found[PLANES].roughness:.3g} with the lateral mean, {found[SITES].roughness:.3g} in "
        "three dimensions, where metal that is ahead draws the field; "
        "that value grows towards the gate and differs between seeds"
    )
    return Finding({"lateral rms over mean depth of the front": found[worst].roughness}, how)


def channelled_front(bench: Bench) -> Finding:
    """Roughness of the O front with fast grain boundaries over that of N, at half of the film."""
    nitride, oxide = bench.film("CoN", THICKNESS), bench.film("Co3O4", THICKNESS)
    out, in_channels = exposure(nitride, NITROGEN), exposure(oxide, OXYGEN)
    nitrogen = front_at_half(nitride, out, PLANES, None)
    oxygen = front_at_half(oxide, in_channels, PLANES, GRAINS)
    how = (
        f"{THICKNESS} of Co3O4 with grains of {GRAINS} ({in_channels}) against CoN without fast "
        f"boundaries ({out}), boxes of {SIZE[0]} x {SIZE[1]} sites, rms over "
        f"mean height {oxygen.roughness:.3g} against {nitrogen.roughness:.3g}; potential of the "
        "lateral mean; that O has fast boundaries and N none is an assumption of the sheets, not a "
        "result"
    )
    ratio = oxygen.roughness / nitrogen.roughness
    return Finding({"roughness of the O front over that of N": ratio}, how)
