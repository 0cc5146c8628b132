"""What a thermodynamic database holds: elements, species, functions of temperature and pressure, phases, parameters.

Names are upper case. Energies are J per mole of formula units of the phase, temperatures K, pressures Pa.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

VACANCY = "VA"


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
    """A parameter of a phase: kind "G" (L is G of an interaction), "TC" or "BMAGN"; species on each sublattice, in the order of the file; Redlich-Kister order."""

    kind: str
    phase: str
    constituents: tuple[tuple[str, ...], ...]
    order: int
    value: Piecewise
    reference: str = ""
    line: int = 0


@dataclass(frozen=True)
class Database:
    """A thermodynamic database as read; ``remarks``: what was not read as written, one sentence each with its line."""

    name: str
    elements: Mapping[str, Element]
    species: Mapping[str, Species]
    functions: Mapping[str, Piecewise]
    phases: Mapping[str, Phase]
    parameters: tuple[Parameter, ...]
    references: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
