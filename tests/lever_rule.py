"""Thermodynamics by the lever rule, a substitute for equilibria in tests of the surrounding code.

Line compounds of given N content share the N, neighbors along N/M only; moments and order
temperatures are straight lines in the Mn fraction. Nothing here is a model of a real alloy.
``NMHTS_TEST_POINT=kill:...`` and ``raise:...`` name a temperature at which a point ends its process
or raises an error.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nmhts.errors import MaterialError, unknown_name
from nmhts.physics.magnetism.intrinsic import ANTIFERROMAGNETIC, FERROMAGNETIC, PARAMAGNETIC
from nmhts.simulation.phases import database as phase_database
from nmhts.simulation.phases import equilibria
from nmhts.simulation.phases.equilibria import PhasePoint
from nmhts.simulation.phases.equilibrium_results import vertices
from nmhts.simulation.phases.status import NO_PHASE, NOT_CONVERGED, OK, OUTSIDE_ASSESSMENT

CONTENT = {
    "FCC_A1": 0.0,
    "FE4N_LP10": 0.25,
    "HCP_A3": 0.5,
    "MN_B1": 1.0,
    "GAS": np.inf,
    "LIQUID": np.inf,
}
FALLS = {"FCC_A1": -80e3, "FE4N_LP10": -50e3, "HCP_A3": -25e3, "MN_B1": 0.0}
"""Chemical potential of N, J/mol, up to which a phase is the stable one of an open system."""


def read_database(database: str) -> str:
    """Return the name or path of a database, which stands for it here."""
    if database != "cofemnn" and not Path(database).is_file():
        raise MaterialError(unknown_name("database", database, ["cofemnn"]))
    return database


def system_phases(
    database: str, metals: Sequence[str], phases: Sequence[str] = ()
) -> dict[str, tuple[str, ...]]:
    for metal in metals:
        if metal not in ("Co", "Fe", "Mn"):
            raise MaterialError(unknown_name("metal", metal, ["Co", "Fe", "Mn"]))
    sites = (*metals, "N", "Va")
    return {name: ("N2",) if name == "GAS" else sites for name in phases or CONTENT}


def named_phases(database: str, metals: Sequence[str]) -> tuple[tuple[str, ...], dict[str, str]]:
    return tuple(system_phases(database, metals)), {}


def left_out_phases(database: str, metals: Sequence[str]) -> dict[str, str]:
    return {}


def database_file(database: str) -> Path:
    read_database(database)
    return Path(__file__) if database == "cofemnn" else Path(database)


def compile_kernels() -> None:
    """Do nothing: there is no kernel."""


def parameter_counts(database: str, names: Sequence[str]) -> dict[str, dict[str, int]]:
    return {name: {"assessed": 3, "assumed": 1} for name in names if name != "GAS"}


def equilibrium_batch(
    points: Sequence[PhasePoint], watch: np.ndarray | None = None
) -> dict[str, np.ndarray]:
    singles = [_equilibrium(point) for point in points]
    return {name: np.stack([single[name] for single in singles]) for name in singles[0]}


def order_temperature(phase: str, x_Mn: float) -> float:
    """Order temperature of a phase, K; negative: of an antiferromagnet."""
    slopes = {
        "FCC_A1": (1396, -3600),
        "FE4N_LP10": (760, -300),
        "HCP_A3": (0, 0),
        "MN_B1": (0, -660),
    }
    start, slope = slopes.get(phase, (0, 0))
    return start + slope * x_Mn


def _lever(point: PhasePoint) -> list[tuple[str, float]]:
    """The phases and the share of the metal atoms (of N2 gas: N atoms per metal atom) in each."""
    x, T = point.metals.get("Mn", 0.0), point.temperature
    here = [n for n in sorted(point.phases, key=CONTENT.__getitem__) if CONTENT[n] <= 1]
    here = [n for n in here if not (n == "HCP_A3" and 700 - 200 * x < T)]
    here = [n for n in here if not (n == "FE4N_LP10" and x < 0.15)]
    r = point.nitrogen_to_metal
    if r is None:
        mu = point.nitrogen_chemical_potential
        if mu is None:
            assert point.nitrogen_pressure is not None
            mu = 0.5 * 8.314 * T * np.log(point.nitrogen_pressure / 1e5)
        stable = [n for n in here if mu <= FALLS[n] + 20e3 * x]
        return [(stable[0], 1.0)] if stable else [("GAS", 1.0)] if point.gas else []
    if not here:
        return []
    below = [n for n in here if CONTENT[n] <= r]
    above = [n for n in here if CONTENT[n] > r]
    if not below:
        return []
    low = below[-1]
    if CONTENT[low] == r:
        return [(low, 1.0)]
    if not above:
        return (
            [(low, 1.0), ("GAS", r - CONTENT[low])] if point.gas and "GAS" in point.phases else []
        )
    share = (r - CONTENT[low]) / (CONTENT[above[0]] - CONTENT[low])
    return [(low, 1.0 - share), (above[0], share)]


def _poison(point: PhasePoint) -> None:
    how, _, at = os.environ.get("NMHTS_TEST_POINT", "").partition(":")
    if how and point.temperature == float(at):
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise ZeroDivisionError("nitrogen divided by zero")


def _equilibrium(point: PhasePoint) -> dict[str, np.ndarray]:
    _poison(point)
    v, x, T = vertices(len(point.metals)), point.metals.get("Mn", 0.0), point.temperature
    result = {
        "phase": np.full(v, -1, np.int16),
        "phase_amount": np.full(v, np.nan),
        "constitution": np.full((v, 8), np.nan),
        "nitrogen_content": np.full(v, np.nan),
        "order": np.full(v, -1, np.int8),
        "order_temperature": np.full(v, np.nan),
        "saturation_magnetization": np.full(v, np.nan),
        "driving_force": np.full(len(point.phases), np.nan),
        "chemical_potential": np.full(len(point.metals) + 1, np.nan),
    }
    means = (
        "gibbs_energy",
        "net_magnetization",
        "ferromagnetic_fraction",
        "antiferromagnetic_fraction",
        "paramagnetic_fraction",
    )
    result |= {name: np.array(np.nan) for name in means}
    found = _lever(point)
    r = point.nitrogen_to_metal
    lost = r is not None and abs(x - 0.5) < 0.06 and abs(r - 0.4) < 0.06
    status = NOT_CONVERGED if lost else OUTSIDE_ASSESSMENT if T < 298.15 else OK
    result["status"] = np.array(status if found else NO_PHASE, np.int8)
    if lost or not found:
        return result
    atoms = sum(_atoms(phase, share) for phase, share in found)
    volume = 0.0
    sums: dict[str, float] = dict.fromkeys(means[1:], 0.0)
    for i, (phase, share) in enumerate(found):
        k = point.phases.index(phase)
        result["phase"][i], result["phase_amount"][i] = k, _atoms(phase, share) / atoms
        result["nitrogen_content"][i] = CONTENT[phase]
        result["driving_force"][k] = 0.0
        star = order_temperature(phase, x)
        order = PARAMAGNETIC if abs(star) <= T else FERROMAGNETIC if star > 0 else ANTIFERROMAGNETIC
        moment = 1.4e6 * (1 - T / star) if order == FERROMAGNETIC else 0.0
        result["order"][i], result["order_temperature"][i] = order, abs(star)
        result["saturation_magnetization"][i] = moment
        if phase == "GAS":
            continue
        result["constitution"][i, : len(point.metals)] = list(point.metals.values())
        name = {PARAMAGNETIC: "para", FERROMAGNETIC: "ferro", ANTIFERROMAGNETIC: "antiferro"}[order]
        sums[f"{name}magnetic_fraction"] += share
        sums["net_magnetization"] += share * moment
        volume += share
    result |= {name: np.array(value / volume if volume else np.nan) for name, value in sums.items()}
    result["chemical_potential"][-1] = FALLS.get(found[0][0], 0.0)
    result["gibbs_energy"] = np.array(-1e3 * T / 300 + FALLS.get(found[0][0], 0.0))
    absent = np.isnan(result["driving_force"])
    result["driving_force"][absent] = 1e3 * (1 + np.flatnonzero(absent))
    return result


def _atoms(phase: str, share: float) -> float:
    return share if phase == "GAS" else share * (1 + CONTENT[phase])


def install(patch=setattr) -> None:
    """Replace the equilibria by these; ``patch`` as ``monkeypatch.setattr``."""
    for function in (
        read_database,
        system_phases,
        named_phases,
        left_out_phases,
        database_file,
        parameter_counts,
    ):
        patch(phase_database, function.__name__, function)
    for function in (system_phases, compile_kernels, equilibrium_batch):
        patch(equilibria, function.__name__, function)
