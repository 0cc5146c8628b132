"""What a thermodynamic database holds: elements, species, functions of temperature and pressure, phases, parameters.

Names are upper case. Energies are J per mole of formula units of the phase, temperatures K, pressures Pa.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from nmhts.errors import DatabaseError
from nmhts.materials.records import STATUSES
from nmhts.materials.tdb.names import unknown

VACANCY = "VA"
UNSTATED = "unstated"


class Factor(NamedTuple):
    """One factor of a product: T, P, the value of a FUNCTION, ln or exp of a sum, or a sum, to a power."""

    kind: str  # "T", "P", "function", "ln", "exp", "sum"
    of: str | tuple[Product, ...] | None  # name of the function, or the sum
    power: float = 1.0


class Product(NamedTuple):
    """A number times factors."""

    coefficient: float
    factors: tuple[Factor, ...] = ()


class Piece(NamedTuple):
    """A sum of products, valid from low to high temperature [K]."""

    low: float
    high: float
    value: tuple[Product, ...]


Piecewise = tuple[Piece, ...]
"""An expression of T and P, in ascending ranges of temperature without gaps."""


@dataclass(frozen=True)
class Element:
    """An element and its reference: name of the stable phase, mass g/mol, H(298.15 K) - H(0) J/mol, S(298.15 K) J/mol/K."""

    name: str
    reference: str
    mass: float
    enthalpy: float
    entropy: float


@dataclass(frozen=True)
class Species:
    """What sits on a site: atoms of each element [per molecule], charge [e]. A vacancy has none."""

    name: str
    atoms: Mapping[str, float]
    charge: float = 0.0


@dataclass(frozen=True)
class MagneticModel:
    """Inden-Hillert-Jarl: factor by which negative T_C and beta are divided (-1 bcc, -3 close-packed), and p (0.4 bcc, 0.28)."""

    antiferromagnetic_factor: float
    structure_factor: float


@dataclass(frozen=True)
class Phase:
    """A phase in the compound energy formalism: sites of each sublattice per formula unit, species on each, in alphabetical order."""

    name: str
    sites: tuple[float, ...]
    constituents: tuple[tuple[str, ...], ...]
    magnetic: MagneticModel | None = None


@dataclass(frozen=True)
class Parameter:
    """A parameter of a phase: kind "G" (L is G of an interaction), "TC" or "BMAGN"; species on each sublattice in alphabetical order, which gives odd orders their sign; Redlich-Kister order."""

    kind: str
    phase: str
    constituents: tuple[tuple[str, ...], ...]
    order: int
    value: Piecewise
    reference: str = ""
    line: int = 0

    @property
    def label(self) -> str:
        """What the parameter is called in a TDB file: ``G(FCC_A1,CO,MN:VA;1)``."""
        shown = ":".join(",".join(names) for names in self.constituents)
        return f"{self.kind}({self.phase},{shown};{self.order})"


@dataclass(frozen=True)
class Database:
    """A thermodynamic database as read.

    ``remarks``: what was not read as written, one sentence each with its line; ``refused``: phases that cannot be computed, with the reason;
    ``refused_sites``: what those have on their sublattices, as far as the file says.
    """

    name: str
    elements: Mapping[str, Element]
    species: Mapping[str, Species]
    functions: Mapping[str, Piecewise]
    phases: Mapping[str, Phase]
    parameters: tuple[Parameter, ...]
    references: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    refused_sites: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def phase(self, name: str) -> Phase:
        """Return a phase by its name, in any case.

        Errors: DatabaseError for a phase that was refused, with the reason, and for one that is not there, with the nearest name.
        """
        wanted = name.upper()
        if wanted in self.refused:
            raise DatabaseError(f"{self.name}: phase {wanted}: {self.refused[wanted]}")
        if wanted not in self.phases:
            raise DatabaseError(f"{self.name}: {unknown('phase', wanted, self.phases)}")
        return self.phases[wanted]

    def parameters_of(self, phase: str) -> tuple[Parameter, ...]:
        """Return the parameters of a phase; errors as :meth:`phase`."""
        wanted = self.phase(phase).name
        return tuple(p for p in self.parameters if p.phase == wanted)

    def status(self, parameter: Parameter) -> str:
        """Return how a parameter came about: the word before the colon of its reference if it is a status of the sheets, else ``unstated``."""
        word = self.references.get(parameter.reference, "").partition(":")[0].strip().lower()
        return word if word in STATUSES else UNSTATED
