"""Records of a thermodynamic database.

Elements, species, functions of temperature and pressure, phases, parameters. Names are upper case.
Energies are J per mole of formula units of the phase, temperatures K, pressures Pa.
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
    """Factor of a product, to a power.

    T, P, the value of a FUNCTION, ln or exp of a sum, or a sum.
    """

    kind: str  # "T", "P", "function", "ln", "exp", "sum"
    of: str | tuple[Product, ...] | None  # name of the function, or the sum
    power: float = 1.0


class Product(NamedTuple):
    """Product of a number and factors."""

    coefficient: float
    factors: tuple[Factor, ...] = ()


class Piece(NamedTuple):
    """Sum of products, valid from low to high temperature [K]."""

    low: float
    high: float
    value: tuple[Product, ...]


Piecewise = tuple[Piece, ...]
"""Expression of T and P, in ascending ranges of temperature without gaps."""


@dataclass(frozen=True)
class Element:
    """Element and its reference state.

    Name of the stable phase, mass g/mol, H(298.15 K) - H(0) J/mol, S(298.15 K) J/mol/K.
    """

    name: str
    reference: str
    mass: float
    enthalpy: float
    entropy: float


@dataclass(frozen=True)
class Species:
    """Species on a site: atoms of each element [per molecule], charge [e]. A vacancy has none."""

    name: str
    atoms: Mapping[str, float]
    charge: float = 0.0


@dataclass(frozen=True)
class MagneticModel:
    """Inden-Hillert-Jarl model.

    Factor by which negative T_C and beta are divided (-1 bcc, -3 close-packed), and p (0.4 bcc,
    0.28 close-packed).
    """

    antiferromagnetic_factor: float
    structure_factor: float


@dataclass(frozen=True)
class Phase:
    """Phase in the compound energy formalism.

    Sites of each sublattice per formula unit, and species on each in alphabetical order.
    """

    name: str
    sites: tuple[float, ...]
    constituents: tuple[tuple[str, ...], ...]
    magnetic: MagneticModel | None = None


@dataclass(frozen=True)
class Parameter:
    """Parameter of a phase.

    Kind "G" (L is G of an interaction), "TC" or "BMAGN"; species on each sublattice in alphabetical
    order, which sets the sign of odd orders; Redlich-Kister order.
    """

    kind: str
    phase: str
    constituents: tuple[tuple[str, ...], ...]
    order: int
    value: Piecewise
    reference: str = ""
    line: int = 0

    @property
    def label(self) -> str:
        """Return the name of the parameter in a TDB file: ``G(FCC_A1,CO,MN:VA;1)``."""
        shown = ":".join(",".join(names) for names in self.constituents)
        return f"{self.kind}({self.phase},{shown};{self.order})"


@dataclass(frozen=True)
class Database:
    """Thermodynamic database as read.

    ``remarks``: deviations from the text of the file, one sentence each with its line; ``refused``:
    phases that cannot be computed, with the reason; ``refused_sites``: species on their
    sublattices, as far as stated.
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

        Errors: DatabaseError for a refused phase, with the reason, and for an unknown one, with the
        nearest name.
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
        """Return the origin of a parameter: a status of the sheets, or ``unstated``.

        It is the word before the colon of its reference.
        """
        word = self.references.get(parameter.reference, "").partition(":")[0].strip().lower()
        return word if word in STATUSES else UNSTATED
