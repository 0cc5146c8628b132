"""Equilibria of alloys with nitrogen: where thermodynamics and magnetism meet.

``equilibrium_batch`` is the host function a study maps over its grid: records in, NumPy arrays out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

MAX_VERTICES = 5
"""Room for coexisting phases."""


@dataclass(frozen=True)
class PhasePoint:
    """Everything that decides an equilibrium, in SI.

    ``database`` by name or path; ``phases`` that may form (all if empty); ``metals``: fractions of the metal atoms, sum 1. Exactly one of
    ``nitrogen_to_metal`` (N/M), ``nitrogen_chemical_potential`` (J/mol against 1/2 N2 at 1 bar and T) and ``nitrogen_pressure`` (Pa of N2) is
    given. ``gas``: N2 may form and leave; ``frozen_metals``: N alone moves (paraequilibrium); ``pressure`` Pa.
    """

    database: str
    phases: tuple[str, ...]
    metals: Mapping[str, float]
    temperature: float
    nitrogen_to_metal: float | None = None
    nitrogen_chemical_potential: float | None = None
    nitrogen_pressure: float | None = None
    gas: bool = False
    frozen_metals: bool = False
    pressure: float = 1e5


def equilibrium_batch(points: Sequence[PhasePoint]) -> dict[str, np.ndarray]:
    """Return the equilibria of points of one system and one list of phases; b points, v vertices, p phases, e elements.

    Returns: ``status`` int8 [b] (``phase_status``), ``gibbs_energy`` [b] J/mol of atoms, ``phase`` int16 [b, v] (place in the list of phases,
    -1: none), ``phase_amount`` [b, v] (share of the atoms), ``constitution`` [b, v, c] (site fractions in the order of
    ``system_phases``, NaN padded), ``nitrogen_content`` [b, v] (N/M), ``chemical_potential`` [b, e] J/mol (metals in the order of the
    points, then N), ``driving_force`` [b, p] J/mol of atoms, ``order`` int8 [b, v] (place in ``ORDER_MEANINGS``, -1: no phase),
    ``order_temperature`` [b, v] K, ``saturation_magnetization`` [b, v] A/m, ``net_magnetization`` [b] A/m,
    ``ferromagnetic_fraction``, ``antiferromagnetic_fraction``, ``paramagnetic_fraction`` [b] of the volume.
    A point that fails is NaN and coded; it disturbs no other. A point's bytes depend on nothing but itself.
    """
    raise NotImplementedError


def system_phases(database: str, metals: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the phases of a database that can form from metals and N, by name with the names of their site fractions.

    Errors: MaterialError for a database that is not there or cannot be read, or a metal it does not have.
    """
    raise NotImplementedError


def database_file(database: str) -> Path:
    """Return the file of a database by its name or path.

    Errors: MaterialError for one that is not there.
    """
    raise NotImplementedError


def data_files(database: str) -> tuple[Path, ...]:
    """Return the files an equilibrium is made from: that of the database first, then whatever says how its phases are magnetically.

    Errors: as of ``database_file``.
    """
    return (database_file(database),)


def fingerprint(database: str) -> str:
    """Return the hash of all numbers behind the equilibria of a database, those of magnetism included: other numbers, other hash.

    Errors: as of ``database_file``.
    """
    digest = hashlib.sha256()
    for path in data_files(database):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def compile_kernels() -> None:
    """Compile what ``equilibrium_batch`` calls, or load it; nothing is simulated."""
    raise NotImplementedError


def parameter_counts(database: str, phases: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how many parameters of each phase have each status of ``materials.records.STATUSES``.

    Errors: MaterialError for a database that is not there or cannot be read.
    """
    raise NotImplementedError
