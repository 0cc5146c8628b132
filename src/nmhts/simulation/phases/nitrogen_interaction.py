"""Binding of N in a phase against its occupancy, from a thermodynamic database.

The interaction energy of the film model is the straight line nearest to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nmhts.constants import N_A, e
from nmhts.errors import MaterialError
from nmhts.materials.formula import parse_formula
from nmhts.materials.records import STATUSES
from nmhts.materials.tdb.library import DEFAULT, load_database
from nmhts.materials.tdb.records import UNSTATED, VACANCY
from nmhts.physics.thermo.energy import curvature, new_slopes
from nmhts.physics.thermo.frozen import NITROGEN
from nmhts.physics.thermo.reservoir import nitrogen_potential
from nmhts.physics.thermo.system import System, system_of
from nmhts.simulation.phases.equilibria import STANDARD_PRESSURE
from nmhts.symbols import SYMBOLS
from nmhts.units import parse

if TYPE_CHECKING:
    import xarray as xr

_ORDER = 40  # points of the quadrature over the occupancy (numerical)


def nitrogen_interaction(
    formula: str,
    temperature: str = "298.15 K",
    phase: str = "ZB",
    database: str = DEFAULT,
    *,
    occupancies: int = 81,
) -> xr.Dataset:
    """Return the excess chemical potential of N in a phase with its metals frozen.

    The nearest interaction energy of the film model is returned with it.

        mu_N = k_B T ln(y / (1 - y)) + mu_ex(y)
        mu_ex(y) = mu_0 + Omega (1 - 2y)   by least squares over 0 <= y <= 1

    Parameters: formula, e.g. ``"Co0.9Mn0.1N"``; temperature; phase with N and vacancies alone on a
    sublattice; database, name or path; occupancies, number of values of y.
    Returns: Dataset over ``nitrogen_occupancy``: ``excess_potential`` J per N against 1/2 N2 at 1
    bar; ``interaction_energy`` Omega, J, for films in place of the sheet's; ``mean_potential``
    mu_0, J; ``departure`` rms of mu_ex from the straight line, J; attribute ``status``, the weakest
    status of the parameters of the phase, and ``parameters``, their number by status.
    Errors: MaterialError for a phase that does not hold these metals, or N and vacancies alone on a
    sublattice; DatabaseError, UnitError.
    """
    import xarray as xr

    T = parse(temperature, "K")
    fractions = {metal.upper(): x for metal, x in parse_formula(formula).metals}
    whole = load_database(database)
    system = system_of(whole, (*fractions, NITROGEN), (phase,))
    nodes, weights = np.polynomial.legendre.leggauss(_ORDER)
    y, weights = 0.5 * (nodes + 1.0), 0.5 * weights
    line = _excess(system, fractions, T, y)
    mean = weights @ line
    slope = 12.0 * weights @ (line * (y - 0.5))
    apart = np.sqrt(weights @ (line - mean - slope * (y - 0.5)) ** 2)
    shown = np.linspace(0.0, 1.0, occupancies)
    curve = _excess(system, fractions, T, shown)
    counts: dict[str, int] = {}
    for parameter in system.parameters:
        counts[whole.status(parameter)] = counts.get(whole.status(parameter), 0) + 1
    known = [status for status in STATUSES if status in counts]
    least = UNSTATED if UNSTATED in counts else known[-1]
    energy = {"units": "J"}
    symbol = SYMBOLS["interaction_energy"]
    data = {
        "excess_potential": (
            "nitrogen_occupancy",
            curve,
            energy | {"long_name": "excess chemical potential of N against 1/2 N2 at 1 bar"},
        ),
        "interaction_energy": ((), -0.5 * slope, energy | {"long_name": symbol.long_name}),
        "mean_potential": ((), mean, energy | {"long_name": "mean excess chemical potential of N"}),
        "departure": (
            (),
            apart,
            energy | {"long_name": "rms departure of the excess potential from a straight line"},
        ),
    }
    occupancy = SYMBOLS["nitrogen_occupancy"]
    coordinates = {
        "nitrogen_occupancy": (
            "nitrogen_occupancy",
            shown,
            {"units": "1", "long_name": occupancy.long_name},
        )
    }
    about = {
        "formula": formula,
        "phase": system.phases[0],
        "database": database,
        "temperature": T,
        "status": least,
        "parameters": ", ".join(f"{status} {count}" for status, count in counts.items()),
        "interaction_energy_text": f"{-0.5 * slope / e:.6g} eV",
    }
    return xr.Dataset(data, coordinates, about)


def _excess(
    system: System, fractions: dict[str, float], T: float, occupancy: np.ndarray
) -> np.ndarray:
    """Return mu_N - k_B T ln(y / (1 - y)) against 1/2 N2 at 1 bar, J per N."""
    own = system.constituents[0]
    subs = {s: {name for t, name in own if t == s} for s, _ in own}
    wanted = [s for s, names in subs.items() if names == {NITROGEN, VACANCY}]
    if len(wanted) != 1 or any(
        names - set(fractions) for s, names in subs.items() if s != wanted[0]
    ):
        raise MaterialError(
            f"phase {system.phases[0]}: expected N and vacancies alone on one sublattice, metals "
            "on the others"
        )
    missing = [
        m
        for m, x in fractions.items()
        if x > 0.0 and not any(m in names for names in subs.values())
    ]
    if missing:
        raise MaterialError(f"phase {system.phases[0]}: it has no place for {', '.join(missing)}")
    s = wanted[0]
    n, v = own.index((s, NITROGEN)), own.index((s, VACANCY))
    coefficients = system.coefficients(np.array([T]), np.array([STANDARD_PRESSURE]))[0]
    slopes = new_slopes(len(own))
    sites = system.tables.sites[n]
    RT = system.tables.R * T
    values = np.empty(len(occupancy))
    for i, y in enumerate(occupancy):
        # The ideal part is subtracted where it is finite; the rest hardly changes with the shift.
        inside = min(max(float(y), 1e-9), 1.0 - 1e-9)
        state = np.array(
            [
                {n: inside, v: 1.0 - inside}.get(k, fractions.get(name, 0.0))
                for k, (_, name) in enumerate(own)
            ]
        )
        curvature(system.tables, 0, coefficients, T, state, slopes)
        ideal = RT * np.log(inside / (1.0 - inside))
        values[i] = (slopes.g[n] - slopes.g[v]) / sites - ideal
    gas = nitrogen_potential(system.database, np.array([T]), np.array([STANDARD_PRESSURE]))[0]
    return (values - gas) / N_A
