"""Names that a study of floating films may vary."""

from __future__ import annotations

from dataclasses import replace

from nmhts.kinds.wireless.variables import CELL_ENTRIES
from nmhts.materials.records import Bounds
from nmhts.schema.names import FILM, STORE_NAMES

_ANY = float("inf")

_REPLACED = "as liquid and counter reaction are solved for and a floating film has no contact"

_IDLE = ("area_resistance", "electrolyte_gap", "contact_resistance", "electrolyte_share")

WIRELESS = replace(
    FILM,
    entries={**FILM.entries, **CELL_ENTRIES},
    numbers={name: unit for name, unit in FILM.numbers.items() if name not in _IDLE},
    taken=STORE_NAMES
    | {
        "place",
        "bare",
        "position_width",
        "feedback",
        "disagreement",
        "wagner_number",
        "storage_capacity",
        "electrodes",
        "outline",
    },
    limits={name: Bounds(-_ANY, _ANY, False) for name in ("film_x", "film_y", "film_tilt")},
    sections=dict.fromkeys(CELL_ENTRIES, "cell"),
    idle=dict.fromkeys(_IDLE, _REPLACED),
)
"""Names for floating films: those of the film and of its cell."""
