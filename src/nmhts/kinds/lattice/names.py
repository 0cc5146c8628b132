"""What a study of films by kinetic Monte Carlo calls the things it may vary."""

from __future__ import annotations

from dataclasses import replace

from nmhts.materials.records import RECORDS, Bounds
from nmhts.schema.names import FILM, STORE_NAMES
from nmhts.symbols import SYMBOLS

BOX_NUMBERS = {"seed": "", "box_side": "", "grain_size": "m"}
"""What a box of film may be varied in, with SI units: seed of its chance, sites along its sides, grains."""

LATTICE = replace(
    FILM,
    numbers={
        **FILM.numbers,
        **{name: SYMBOLS[name].unit for name in RECORDS["nitride"]},
        **BOX_NUMBERS,
    },
    taken=STORE_NAMES | {"grain", "x", "y", "planes", "front"},
    limits={
        "seed": Bounds(0.0, 2.0**53, True),
        "box_side": Bounds(0.0, 1e5, False),
        "grain_size": Bounds(0.0, 1e-3, True),
    },
)
"""Films by kinetic Monte Carlo: they have sides, and grains with fast boundaries."""
