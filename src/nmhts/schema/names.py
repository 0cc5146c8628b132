"""Names that a study of each kind may vary, with their allowed values."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from nmhts.errors import UnitError, nearest
from nmhts.materials.records import AXES, Bounds, bounds
from nmhts.schema.quantity import HELPER_UNITS, PLACEHOLDER_UNITS
from nmhts.symbols import SYMBOLS
from nmhts.units import shown

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

METALS = ("Co", "Fe", "Mn")
"""Metals with a fraction in the run table of every study of films."""

STORE_NAMES = {
    "run",
    "step",
    "snapshot",
    "plane",
    "status",
    "n_steps",
    "regime",
    "run_id",
    "in_study",
    "n_planes",
    "replicate",
    "sample",
    "system",
}
"""Names used by the store besides those of the symbol table; no placeholder may have them."""


@dataclass(frozen=True)
class Vocabulary:
    """Names of all quantities that a kind of study may vary.

    ``section``: the key whose ``entries`` hold fixed values, with the SI unit of each (None: a
    name); ``numbers`` of the sheets, with their SI units; ``metals`` whose fractions are names in
    conditions; ``taken`` by the store; ``limits`` of entries that are not just positive;
    ``sections`` of entries that are under another key than ``section``; ``idle``: the reason why a
    number of the sheets has no effect in such a study, by name; ``what``: the name of one point.
    Of placeholders ``named`` are those whose values are names, ``built`` those in layers only:
    lengths or pure numbers. ``barred``: names that look like an axis, each with its message.
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
        """Return whether a name is a placeholder or helper: no entry, no number of the sheets."""
        return name not in self.entries and name not in self.numbers

    def is_named(self, name: str) -> bool:
        """Return whether the values of a name are names."""
        return self.entries.get(name, "") is None or name in self.named

    def problem(self, name: str) -> str | None:
        """Return the fault of the name of an axis, or None."""
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
            f"not a name for an axis{nearest(name, self.entries)} (allowed: letters, digits and "
            "'_', and none of the "
            f"store's own names, such as {name if own else 'time'!r}; e.g. 'hold_{name}')"
        )

    def units_of(self, name: str, protocol: Collection[str] = ()) -> tuple[str, ...]:
        """Return the allowed SI units of a name; ``protocol``: names of its placeholders."""
        known = self.entries.get(name, self.numbers.get(name))
        if known is not None:
            return (known,)
        if name in self.built:
            return ("m", "")
        return PLACEHOLDER_UNITS if name in protocol else HELPER_UNITS

    def _unit(self, name: str) -> str:
        return self.entries.get(name) or self.numbers.get(name) or ""

    def said(self, name: str, value: float) -> str:
        """Return a value [SI] in the display unit of its quantity."""
        if name in SYMBOLS:
            return shown(value, name)
        return f"{value:g} {self._unit(name)}".strip()

    def check(self, name: str, value: float, typed: object = None) -> None:
        """Raise UnitError for a value [SI] that is not allowed; ``typed``: its text, if known."""
        shown_as = self.said(name, value) if typed is None else f"{typed}".strip()
        limit = self.limits.get(name) or (bounds(name) if name in self.numbers else None)
        if limit is not None:
            if not limit.hold(value):
                low, high, closed = limit
                # The given text may have another unit than the bounds.
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
