"""Records of material numbers: value, uncertainty, status and source, one sheet per nitride or gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

STATUSES = ("measured", "assessed", "dft", "fitted", "assumed")
"""How a number came about, from best to least known."""

NITRIDE_QUANTITIES = (
    "metal_site_density",
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

QUANTITIES = {"nitride": NITRIDE_QUANTITIES, "gate": GATE_QUANTITIES}


POSITIVE = (0.0, float("inf"))
BOUNDS = {
    "initial_occupancy": (0.0, 1.0),
    "transfer_coefficient": (0.0, 1.0),
    "stern_share": (0.0, 1.0),
    "screening_midpoint": (0.0, 1.0),
    "moment_extinction": (0.0, 1.0),
    "curie_extinction": (0.0, 1.0),
}
"""Values a quantity may have: above the first number, up to the second. What is not listed is positive."""

MAY_BE_ZERO = ("leak_rate", "metal_moment", "gradient_energy", "interaction_energy")
"""Quantities that may also be zero."""


@dataclass(frozen=True)
class Quantity:
    """One number of a sheet, in SI, with its birth certificate.

    ``text`` is the value as written in the sheet, with its unit; ``source`` is a key of ``references.bib``.
    """

    value: float
    uncertainty: float
    text: str
    status: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """All numbers of one nitride or gate. ``sheet["exit_barrier"]`` is the value in SI."""

    kind: str
    name: str
    description: str
    path: Path
    quantities: Mapping[str, Quantity]

    def __post_init__(self) -> None:
        object.__setattr__(self, "quantities", MappingProxyType(dict(self.quantities)))

    def __getitem__(self, name: str) -> float:
        return self.quantities[name].value

    def values(self) -> dict[str, float]:
        """Return the values in SI by name, in the order the kind declares them."""
        return {name: self[name] for name in QUANTITIES[self.kind]}

    def count_by_status(self) -> dict[str, int]:
        """Return how many numbers have each status, best known first."""
        found = [q.status for q in self.quantities.values()]
        return {status: found.count(status) for status in STATUSES if status in found}
