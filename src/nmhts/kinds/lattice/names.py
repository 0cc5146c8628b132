"""Names that a study of films by kinetic Monte Carlo may vary."""

from __future__ import annotations

from dataclasses import replace

from nmhts.materials.records import RECORDS, Bounds
from nmhts.schema.names import FILM, STORE_NAMES
from nmhts.symbols import SYMBOLS

BOX_NUMBERS = {"seed": "", "box_side": "", "grain_size": "m"}
"""Numbers of a box of film with SI units: random seed, sites along its sides, size of grains."""

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
"""Names for films by kinetic Monte Carlo: sides of the box, grains with fast boundaries."""
