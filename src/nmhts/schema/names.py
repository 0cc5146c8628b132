"""The names that a study of each kind may vary, with what their values may be."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nmhts.errors import UnitError, nearest
from nmhts.materials.records import AXES, RECORDS, WEAR, Bounds, bounds
from nmhts.schema.quantity import HELPER_UNITS, PLACEHOLDER_UNITS
from nmhts.symbols import SYMBOLS
from nmhts.units import shown

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

METALS = ("Co", "Fe", "Mn")
"""Metals whose fractions stand in the run table of every study of films."""

STORE_NAMES = {
    "run", "step", "snapshot", "plane", "status", "n_steps", "regime", "run_id", "in_study", "n_planes", "replicate", "sample", "system",
}  # fmt: skip
"""Names the store uses itself, besides those of the symbol table; a placeholder cannot have them."""

_PHASE_STORE_NAMES = {
    "run", "vertex", "element", "site_fraction", "allowed_phase", "phase", "status", "run_id", "in_study", "sample", "system",
}  # fmt: skip


@dataclass(frozen=True)
class Vocabulary:
    """What a kind of study calls the things it may vary.

    ``section``: the key whose ``entries`` hold what is not an axis, with the SI unit of each (None: a name); ``numbers`` of the sheets, with
    their SI units; ``metals`` whose fractions are names in conditions; ``taken`` by the store; ``limits`` of entries that are not just
    positive; ``sections`` of entries that stand under another key than ``section``; ``idle``: why a number of the sheets does nothing in such
    a study, by name; ``what`` one point of the study is called. Of placeholders ``named`` are those whose values are names, ``built`` those that stand in layers only:
    lengths or pure numbers. ``barred``: names that would be taken for an axis, each with what is to be said.
    """

    section: str
    entries: Mapping[str, str | None]
    numbers: Mapping[str, str]
    metals: tuple[str, ...]
    taken: Collection[str]
    what: str
    limits: Mapping[str, Bounds] = field(default_factory=dict)
    named: Collection[str] = ()
    built: Collection[str] = ()
    barred: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    idle: Mapping[str, str] = field(default_factory=dict)

    def section_of(self, name: str) -> str:
        """Return the key whose section holds an entry."""
        return self.sections.get(name, self.section)

    @property
    def whose(self) -> str:
        """Return the keys whose sections hold entries, in words."""
        return " or ".join(dict.fromkeys([self.section, *self.sections.values()]))

    @property
    def fractions(self) -> tuple[str, ...]:
        """Return the names of the metal fractions."""
        return tuple(f"x_{metal}" for metal in self.metals)

    def is_free(self, name: str) -> bool:
        """Return whether a name is neither an entry nor a number of the sheets: a placeholder of the protocol, or a helper."""
        return name not in self.entries and name not in self.numbers

    def is_named(self, name: str) -> bool:
        """Return whether the values of a name are names."""
        return self.entries.get(name, "") is None or name in self.named

    def problem(self, name: str) -> str | None:
        """Return what is wrong with the name of an axis, or None."""
        if not self.is_free(name):
            return None
        if name in self.barred:
            return self.barred[name]
        if name in self.idle:
            return f"it does nothing, {self.idle[name]}"
        own = name in self.taken or name in SYMBOLS
        if NAME.fullmatch(name) and not own:
            return None
        return (
            f"not a name for an axis{nearest(name, self.entries)} (allowed: letters, digits and '_', and none of the "
            f"store's own names, such as {name if own else 'time'!r}; e.g. 'hold_{name}')"
        )

    def units_of(self, name: str, protocol: Collection[str] = ()) -> tuple[str, ...]:
        """Return the SI units the values of a name may have; ``protocol``: names of its placeholders."""
        known = self.entries.get(name, self.numbers.get(name))
        if known is not None:
            return (known,)
        if name in self.built:
            return ("m", "")
        return PLACEHOLDER_UNITS if name in protocol else HELPER_UNITS

    def _unit(self, name: str) -> str:
        return self.entries.get(name) or self.numbers.get(name) or ""

    def said(self, name: str, value: float) -> str:
        """Return a value [SI] in the unit in which people write its quantity."""
        if name in SYMBOLS:
            return shown(value, name)
        return f"{value:g} {self._unit(name)}".strip()

    def check(self, name: str, value: float, typed: object = None) -> None:
        """Raise UnitError for a value [SI] that its quantity cannot have; ``typed``: as it was written, if that is known."""
        shown_as = self.said(name, value) if typed is None else f"{typed}".strip()
        limit = self.limits.get(name) or (bounds(name) if name in self.numbers else None)
        if limit is not None:
            if not limit.hold(value):
                low, high, closed = limit
                # What was written may be in another unit than the ends of the range.
                least, most = (
                    self.said(name, end) if end and math.isfinite(end) else f"{end:g}"
                    for end in (low, high)
                )
                raise UnitError(
                    f"{shown_as} (allowed: {'from' if closed else 'above'} {least}, up to {most})"
                )
        elif self.entries.get(name) is not None and not value > 0:
            raise UnitError(f"{shown_as} must be positive")


FILM = Vocabulary(
    "film",
    {"material": None, "gate": None, "mixing": None, "thickness": "m", "temperature": "K"},
    {name: SYMBOLS[name].unit for names in AXES.values() for name in names},
    METALS,
    STORE_NAMES,
    "film",
)

CYCLED = replace(
    FILM,
    numbers={
        **FILM.numbers,
        **{name: SYMBOLS[name].unit for names in WEAR.values() for name in names},
    },
    taken=STORE_NAMES
    | {"cycle", "simulated", "cycle_regime", "sampling_error", "worn_exit_barrier"},
)
"""Films that are cycled: they wear."""

_STACK_STORE_NAMES = STORE_NAMES | {"layer", "n_layers", "layer_material", "plane_layer"}


def stack_names(named: Collection[str], built: Collection[str]) -> Vocabulary:
    """Return the names of a study of stacks.

    Parameters: placeholders of the layers whose values are names (materials, interfaces); those that stand in layers only.
    """
    entries = {"layers": None, "gate": None, "mixing": None, "temperature": "K"}
    numbers = {name: SYMBOLS[name].unit for name in AXES["gate"]}
    several = "a number of a nitride's sheet, of which a stack has several (allowed: numbers of the gate's sheet; a layer of other numbers is a sheet of its own)"
    barred = dict.fromkeys(AXES["nitride"], several)
    return Vocabulary(
        "stack", entries, numbers, (), _STACK_STORE_NAMES, "stack", named=named, built=built, barred=barred
    )  # fmt: skip


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
"""Films atom by atom: they have sides, and grains with fast boundaries."""

NITROGEN = ("nitrogen", "nitrogen_chemical_potential", "nitrogen_pressure")
"""How the N of an equilibrium may be given: one of these."""

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
        # Below and above nothing has been assessed, and numbers leave their range.
        "temperature": Bounds(0.0, 6000.0, False),
    }
    taken = _PHASE_STORE_NAMES
    return Vocabulary("conditions", PHASE_ENTRIES, {}, tuple(metals), taken, "point", limits)


CELL_ENTRIES: dict[str, str | None] = {
    "cell_width": "m",
    "cell_height": "m",
    "film_length": "m",
    "film_x": "m",
    "film_y": "m",
    "film_tilt": "rad",
    "substrate_thickness": "m",
    "conductivity": "S/m",
    "exchange_conductance": "S/m**2",
    "exchange_current_density": "A/m**2",
    "back": None,
    "layout": None,
}
"""What a study of floating films may vary of the cell."""

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
"""Floating films: what they are and the cell they lie in."""
