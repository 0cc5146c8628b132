"""Names that a map of phases may vary."""

from __future__ import annotations

from collections.abc import Sequence

from nmhts.materials.records import Bounds
from nmhts.schema.names import Vocabulary
from nmhts.symbols import SYMBOLS

_PHASE_STORE_NAMES = {
    "run",
    "vertex",
    "element",
    "site_fraction",
    "allowed_phase",
    "phase",
    "status",
    "run_id",
    "in_study",
    "sample",
    "system",
}


NITROGEN = ("nitrogen", "nitrogen_chemical_potential", "nitrogen_pressure")
"""Conditions that may give the N of an equilibrium; a study has one of them."""

PHASE_ENTRIES = {
    "material": None,
    "temperature": "K",
    "pressure": "Pa",
    **{name: SYMBOLS[name].unit for name in NITROGEN},
}

_ANY = float("inf")


def phase_names(metals: Sequence[str]) -> Vocabulary:
    """Return the names of a map of the phases of some metals with N."""
    limits = {
        "nitrogen": Bounds(0.0, 100.0, True),
        "nitrogen_chemical_potential": Bounds(-_ANY, _ANY, False),
        # Outside of this range no parameter was assessed, and numbers overflow.
        "temperature": Bounds(0.0, 6000.0, False),
    }
    taken = _PHASE_STORE_NAMES
    return Vocabulary("conditions", PHASE_ENTRIES, {}, tuple(metals), taken, "point", limits)
