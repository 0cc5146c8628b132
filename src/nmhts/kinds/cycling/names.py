"""Names that a study of cycled films may vary."""

from __future__ import annotations

from dataclasses import replace

from nmhts.materials.records import WEAR
from nmhts.schema.names import FILM, STORE_NAMES
from nmhts.symbols import SYMBOLS

CYCLED = replace(
    FILM,
    numbers={
        **FILM.numbers,
        **{name: SYMBOLS[name].unit for names in WEAR.values() for name in names},
    },
    taken=STORE_NAMES
    | {"cycle", "simulated", "cycle_regime", "sampling_error", "worn_exit_barrier"},
)
"""Names for cycled films, those of wear included."""
