"""Records of material parameters: value, uncertainty, status and source.

There is one sheet per nitride, gate, interface or set of mixing rules.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

STATUSES = ("measured", "assessed", "dft", "fitted", "assumed")
"""Origin of a number, from best to least known."""

NITRIDE_QUANTITIES = (
    "metal_site_density",
    "sites_per_metal",
    "plane_spacing",
    "ion_valence",
    "attempt_frequency",
    "migration_barrier",
    "barrier_floor",
    "exit_barrier",
    "interaction_energy",
    "gradient_energy",
    "screening_length_nitride",
    "screening_length_metal",
    "screening_midpoint",
    "screening_width",
    "film_permittivity",
    "initial_occupancy",
    "metal_moment",
    "moment_extinction",
    "moment_exponent",
    "curie_temperature",
    "curie_extinction",
    "curie_exponent",
    "shape_exponent",
    "ferrimagnetic_temperature",
    "ferrimagnetic_moment",
    "nitride_neel_temperature",
    "exchange_stiffness",
    "anisotropy",
    "pinning_field",
    "exchange_bias_coupling",
    "blocking_ratio",
)

GATE_QUANTITIES = (
    "stern_thickness",
    "stern_permittivity",
    "area_resistance",
    "transfer_coefficient",
    "stern_share",
    "adsorption_energy",
    "dissolution_barrier",
    "readsorption_barrier",
    "adsorbed_capacity",
    "pool_half_saturation",
    "leak_rate",
)

INTERFACE_QUANTITIES = ("interface_barrier", "interface_exchange")

QUANTITIES = {
    "nitride": NITRIDE_QUANTITIES,
    "gate": GATE_QUANTITIES,
    "interface": INTERFACE_QUANTITIES,
}
"""Numbers that a sheet of each kind must hold; they enter the film equations."""

SCREENING = (
    ("screening_length_nitride",),
    ("carrier_density",),
    ("resistivity", "carrier_mobility"),
)
"""Alternative ways to state the screening of the nitride; a sheet uses one of them. The first
stands for all in ``NITRIDE_QUANTITIES``."""

SCREENING_WAYS = ", ".join(" with ".join(way) for way in SCREENING)
"""The same alternatives in words, for messages."""

SALT = {
    "electrolyte_gap": 0.0,
    "molar_conductivity": 1.0,
    "salt_concentration": 1.0,
    "blocking_constant": 0.0,
}
"""Numbers for the effect of salt, with their defaults: no resistance of the electrolyte, no
blocking. A sheet states all or none."""

OPTIONAL = {
    "nitride": {},
    "gate": {
        **SALT,
        "leak_conductance": 0.0,
        "bottom_potential_ratio": 0.0,
        "contact_resistance": 0.0,
        "conductivity_activation": 0.0,
        "electrolyte_share": 0.0,
    },
    "interface": {},
}
"""Optional numbers of a sheet, with their defaults."""

AXES = {
    "nitride": tuple(dict.fromkeys([*NITRIDE_QUANTITIES, *(n for way in SCREENING for n in way)])),
    "gate": (*GATE_QUANTITIES, *OPTIONAL["gate"]),
}
"""Numbers of each kind that a study may set or vary."""

STACKED = {"nitride": ("nitrogen_energy",), "gate": (), "interface": ()}
"""Optional numbers of a sheet that only stacks of several materials need."""

JUDGED = {"nitride": (), "gate": ("breakdown_field", "contact_distance"), "interface": ()}
"""Optional numbers of a sheet by which runs are judged."""

WEAR = {"nitride": ("site_loss", "barrier_growth"), "gate": ("resistance_growth",), "interface": ()}
"""Optional numbers of a sheet that act only on cycled films (``nmhts.cycle``). No packaged sheet
has them: without them a film does not wear."""

RECORDS = {
    "nitride": ("boundary_migration_barrier", "boundary_exit_barrier"),
    "gate": ("bulk_permittivity",),
    "interface": (),
}
"""Optional numbers of a sheet that the plane model does not use. Fast paths are for the lattice
model; the permittivity of the liquid is only recorded."""

MIXING = {
    "metal_site_density": "reciprocal",
    "attempt_frequency": "logarithmic",
    "screening_length_nitride": "logarithmic",
    "screening_length_metal": "logarithmic",
    "carrier_density": "logarithmic",
    "resistivity": "logarithmic",
    "carrier_mobility": "logarithmic",
}
"""Rule by which a quantity of an alloy follows from its end members; quantities not listed mix
``linear``."""

SIGNED = {
    "metal_moment",
    "curie_temperature",
    "ferrimagnetic_temperature",
    "nitride_neel_temperature",
    "nitrogen_energy",
    "pair_exchange",
    "bond_factor",
}
"""Quantities of either sign: negative values stand for antiparallel moments, for an order absent at
that end member, or for bound N."""

POSITIVE = (0.0, float("inf"))
BOUNDS = {
    "initial_occupancy": (0.0, 1.0),
    "transfer_coefficient": (0.0, 1.0),
    "stern_share": (0.0, 1.0),
    "screening_midpoint": (0.0, 1.0),
    "moment_extinction": (0.0, 1.0),
    "curie_extinction": (0.0, 1.0),
    "blocking_ratio": (0.0, 1.0),
    "bottom_potential_ratio": (0.0, 1.0),
    "electrolyte_share": (0.0, 1.0),
    "interface_exchange": (0.0, 1.0),
} | dict.fromkeys(SIGNED, (float("-inf"), float("inf")))
"""Allowed values of a quantity: above the first number, up to the second. Quantities not listed are
positive."""

MAY_BE_ZERO = (
    "leak_rate",
    "gradient_energy",
    "interaction_energy",
    "ferrimagnetic_moment",
    "exchange_stiffness",
    "anisotropy",
    "pinning_field",
    "exchange_bias_coupling",
    "electrolyte_gap",
    "blocking_constant",
    "leak_conductance",
    "bottom_potential_ratio",
    "contact_resistance",
    "conductivity_activation",
    "electrolyte_share",
    "interface_barrier",
    "interface_exchange",
    "site_loss",
    "barrier_growth",
    "resistance_growth",
)
"""Quantities that may also be zero."""


def screening_ways(names: Collection[str]) -> list[tuple[str, ...]]:
    """Return those of ``SCREENING`` that contain any of ``names``."""
    return [way for way in SCREENING if any(name in names for name in way)]


def needed(kind: str, names: Collection[str]) -> tuple[str, ...]:
    """Return the numbers that a sheet with ``names`` must hold, with its own way of screening."""
    if kind != "nitride":
        return QUANTITIES[kind]
    way = (*screening_ways(names), SCREENING[0])[0]
    place = NITRIDE_QUANTITIES.index(SCREENING[0][0])
    return (*NITRIDE_QUANTITIES[:place], *way, *NITRIDE_QUANTITIES[place + 1 :])


def with_numbers(numbers: Mapping[str, float], changes: Mapping[str, float]) -> dict[str, float]:
    """Return the numbers of a sheet with changes applied to those that it has.

    A different way to state the screening of the nitride replaces that of the sheet.
    Parameters: numbers in SI by name, of a nitride or a gate; changes, which may include numbers of
    other sheets.
    """
    own, new = screening_ways(numbers), screening_ways(changes)
    if own and new and new != own:
        kept = {name: value for name, value in numbers.items() if name not in own[0]}
        numbers = kept | {name: changes[name] for name in new[0] if name in changes}
    return {name: changes.get(name, value) for name, value in numbers.items()}


class Bounds(NamedTuple):
    """Allowed values of a quantity: above ``low`` (or equal, if ``closed``) up to ``high``."""

    low: float
    high: float
    closed: bool

    def hold(self, value: float) -> bool:
        """Return whether a value [SI] is allowed."""
        return self.low < value <= self.high or (self.closed and value == self.low)


def bounds(name: str) -> Bounds:
    """Return the allowed values of a quantity, in SI."""
    low, high = BOUNDS.get(name, POSITIVE)
    return Bounds(low, high, name in MAY_BE_ZERO)


@dataclass(frozen=True)
class Quantity:
    """One number of a sheet, in SI, with uncertainty, status and source.

    ``text`` is the value as written in the sheet, with its unit; ``source`` is a key of
    ``references.bib``, or several separated by commas for a number derived from others.
    """

    value: float
    uncertainty: float
    text: str
    status: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """All numbers of one nitride, gate or interface.

    ``sheet["exit_barrier"]`` is the value in SI.
    """

    kind: str
    name: str
    description: str
    path: Path
    quantities: Mapping[str, Quantity]

    def __post_init__(self) -> None:
        object.__setattr__(self, "quantities", MappingProxyType(dict(self.quantities)))

    def __reduce__(self) -> tuple:
        # A view of a dictionary cannot be pickled, so the dictionary itself is passed.
        return type(self), (
            self.kind,
            self.name,
            self.description,
            self.path,
            dict(self.quantities),
        )

    def __getitem__(self, name: str) -> float:
        return self.quantities[name].value

    def values(self) -> dict[str, float]:
        """Return the values in SI by name, in the order of the kind, including defaults."""
        stated = {name: self[name] for name in needed(self.kind, self.quantities)}
        optional = {
            name: self[name] if name in self.quantities else neutral
            for name, neutral in OPTIONAL[self.kind].items()
        }
        besides = (*JUDGED[self.kind], *WEAR[self.kind])
        return stated | optional | {n: self[n] for n in besides if n in self.quantities}

    def count_by_status(self) -> dict[str, int]:
        """Return the number of values of each status, best known first."""
        found = [q.status for q in self.quantities.values()]
        return {status: found.count(status) for status in STATUSES if status in found}


@dataclass(frozen=True)
class Interaction:
    """Redlich-Kister coefficients of one quantity and pair of metals, in SI.

    With uncertainty, status and source.
    """

    coefficients: tuple[float, ...]
    uncertainty: float
    text: str
    status: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class Pair:
    """Mixing of two end members.

    Validity range of the share of the second metal, and the quantities that do not mix ideally.
    """

    valid: tuple[float, float]
    note: str
    interactions: Mapping[str, Interaction]


@dataclass(frozen=True)
class MixingRules:
    """Named set of mixing rules: one :class:`Pair` for every two metals, alphabetical."""

    name: str
    description: str
    path: Path
    pairs: Mapping[tuple[str, str], Pair]

    def count_by_status(self) -> dict[str, int]:
        """Return the number of interactions of each status, best known first."""
        found = [i.status for pair in self.pairs.values() for i in pair.interactions.values()]
        return {status: found.count(status) for status in STATUSES if status in found}
