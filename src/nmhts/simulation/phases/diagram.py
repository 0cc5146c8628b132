"""Phase equilibria and phase diagrams as labeled datasets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import MaterialError
from nmhts.materials.formula import system_metals
from nmhts.materials.tdb.library import DEFAULT, load_database
from nmhts.physics.magnetism.intrinsic import ORDER_MEANINGS
from nmhts.physics.thermo.frozen import NITROGEN
from nmhts.simulation.phases.conditions import Quantities, composition, in_si, length, shares_of
from nmhts.simulation.phases.database import Allowed, allowed_phases, is_gas, read_database
from nmhts.simulation.phases.equilibria import PhasePoint, equilibrium_batch, said_of
from nmhts.simulation.phases.status import PHASE_STATUSES
from nmhts.symbols import SYMBOLS

if TYPE_CHECKING:
    import xarray as xr

_VERTEX = ("phase_amount", "nitrogen_content", "order_temperature", "saturation_magnetization")
_POINT = (
    "gibbs_energy",
    "net_magnetization",
    "ferromagnetic_fraction",
    "antiferromagnetic_fraction",
    "paramagnetic_fraction",
)


def equilibrium(
    database: str,
    amounts: Mapping[str, float | Sequence[float] | np.ndarray],
    temperature: Quantities,
    *,
    pressure: Quantities = "1 bar",
    nitrogen_chemical_potential: Quantities | None = None,
    nitrogen_pressure: Quantities | None = None,
    phases: Sequence[str] = (),
    suspended: Sequence[str] = (),
    frozen_metals: bool = False,
) -> xr.Dataset:
    """Return the equilibria of points: phases, their amounts, constitution and magnetic order.

    Parameters: database, a name (``cofemnn``) or the path of a TDB file; amounts, mole fractions by
    element, numbers or arrays of one length; the rest to 1 is N. With the chemical potential of N
    (per atom, against N2 gas at 1 bar and the same temperature, ``"-0.3 eV"`` or ``"-30 kJ/mol"``)
    or the pressure of N2 given, the system is open to N and amounts are those of the other
    elements. temperature, pressure and these: texts with a unit or numbers in SI (K, Pa, J/mol),
    one or a list or array of them; phases: those that may form (all by default); suspended: those
    that may not; frozen_metals: only N moves, every phase holds the metals in the same ratio.
    Returns: Dataset over ``point``, ``vertex`` (coexisting phases), ``element`` and
    ``allowed_phase``: ``phase`` (name, empty: none), ``phase_amount`` (share of the atoms),
    ``constitution``, ``nitrogen_content`` (N/M), ``gibbs_energy`` J/mol of atoms,
    ``chemical_potential`` J/mol against the references of the database, ``driving_force`` J/mol of
    atoms, ``order`` coded, ``order_temperature`` K, ``saturation_magnetization`` and
    ``net_magnetization`` A/m, volume fractions of the orders, ``status`` coded. A point whose
    elements can form phases that cannot be computed has the status ``phases_left_out``;
    ``left_out`` over ``left_out_phase`` names those phases, with the reasons. The attribute
    ``remarks`` names everything else that was left out.
    Errors: MaterialError for an element or phase that is not there, fractions that do not add up,
    lists of different lengths, a temperature or pressure that is not above 0; UnitError.
    """
    potential, gas_pressure = nitrogen_chemical_potential, nitrogen_pressure
    if potential is not None and gas_pressure is not None:
        raise MaterialError(
            "equilibrium: nitrogen_chemical_potential and nitrogen_pressure exclude each other"
        )
    columns = {
        name: in_si(name, x) for name, x in (("temperature", temperature), ("pressure", pressure))
    }
    reservoir = {"nitrogen_chemical_potential": potential, "nitrogen_pressure": gas_pressure}
    columns |= {name: in_si(name, x) for name, x in reservoir.items() if x is not None}
    is_open = len(columns) > 2
    whole = load_database(database)
    shares = shares_of(whole, amounts)
    count = length({**columns, **{f"amounts of {name}": x for name, x in shares.items()}})
    table = {name: np.broadcast_to(x, count) for name, x in columns.items()}
    metals, ratio = composition(
        whole, {n: np.broadcast_to(x, count) for n, x in shares.items()}, is_open
    )
    may = allowed_phases(whole, tuple(metals), phases, suspended)
    allowed, left_out = tuple(may.phases), tuple(may.left_out)
    gas = any(is_gas(whole, name) for name in allowed)
    points = [
        PhasePoint(
            database,
            allowed,
            {name: float(x[i]) for name, x in metals.items()},
            float(table["temperature"][i]),
            None if ratio is None else float(ratio[i]),
            **{name: float(table[name][i]) for name in list(table)[2:]},
            gas=gas,
            frozen_metals=frozen_metals,
            pressure=float(table["pressure"][i]),
            left_out=left_out,
        )
        for i in range(count)
    ]
    conditions = {name: (("point",), table[name], _attributes(name)) for name in table}
    return _dataset(points, may, conditions, ("point",), (count,))


def phase_diagram(
    system: str,
    temperature: Quantities = "300 K",
    *,
    database: str = DEFAULT,
    compositions: int | Sequence[float] = 41,
    nitrogen: int | Sequence[float] = 41,
    phases: Sequence[str] = (),
    suspended: Sequence[str] = ("GAS", "LIQUID"),
    frozen_metals: bool = False,
) -> xr.Dataset:
    """Return the phase diagram of a nitride over composition, N content and temperature.

    Parameters: system of one or two metals, e.g. ``"Fe-N"`` or ``"Co-Mn-N"``; temperature, one or a
    list, texts or K; compositions, fractions of the second metal or their number between 0 and 1;
    nitrogen, N/M or their number between 0 and 1; phases that may form (all), suspended: those that
    may not (by default the film keeps its N, which a gas phase would release as N2); frozen_metals
    as in :func:`equilibrium`.
    Returns: Dataset as of :func:`equilibrium`, over ``x_<second metal>`` (two metals), ``nitrogen``
    (N/M) and ``temperature`` K (a list).
    Errors: MaterialError for three metals or more, for numbers out of range and as
    :func:`equilibrium`; UnitError.
    """
    metals, _ = system_metals(system)
    if len(metals) not in (1, 2):
        raise MaterialError(
            f"system {system!r}: a diagram has one or two metals (e.g. 'Fe-N', 'Co-Mn-N'); for "
            "more give points to nmhts.equilibrium"
        )
    x = _axis("compositions", compositions, 1.0) if len(metals) == 2 else np.zeros(1)
    r = _axis("nitrogen", nitrogen, np.inf)
    T = in_si("temperature", temperature)
    whole = read_database(database)
    may = allowed_phases(whole, metals, phases, suspended)
    allowed, left_out = tuple(may.phases), tuple(may.left_out)
    gas = any(is_gas(whole, name) for name in allowed)
    mixed = [dict(zip(metals, (1.0 - s, s), strict=False)) for s in x.tolist()]
    points = [
        PhasePoint(
            database,
            allowed,
            fractions,
            t,
            n,
            gas=gas,
            frozen_metals=frozen_metals,
            left_out=left_out,
        )
        for fractions in mixed
        for n in r.tolist()
        for t in T.tolist()
    ]
    second = f"x_{metals[-1]}"
    axes = {second: x, "nitrogen": r, "temperature": T}
    dims = [n for n in axes if not (n == second and len(metals) == 1)]
    single = isinstance(temperature, str) or np.ndim(temperature) == 0
    if single:
        dims.remove("temperature")
    coordinates = {n: ((n,), axes[n], _attributes(n)) for n in dims}
    data = _dataset(points, may, coordinates, tuple(dims), tuple(len(axes[n]) for n in dims))
    if single:
        data = data.assign_coords(temperature=((), float(T[0]), _attributes("temperature")))
    return data.assign_attrs(system=system)


def _dataset(
    points: Sequence[PhasePoint],
    may: Allowed,
    coordinates: Mapping,
    dims: tuple[str, ...],
    shape: tuple[int, ...],
) -> xr.Dataset:
    """Return the equilibria of points as a Dataset."""
    import xarray as xr

    first = points[0]
    result = equilibrium_batch(points)
    said, sites = said_of(points), may.phases

    def laid(values: np.ndarray) -> np.ndarray:
        return values.reshape(*shape, *values.shape[1:])

    names = np.array([*first.phases, ""])
    vertex = (*dims, "vertex")
    data: dict = {"phase": (vertex, laid(names[result["phase"]]), {"long_name": "phase"})}
    data |= {name: (vertex, laid(result[name]), _attributes(name)) for name in _VERTEX}
    data |= {name: (dims, laid(result[name]), _attributes(name)) for name in _POINT}
    listed = {"sites": [f"{name}: {', '.join(sites[name])}" for name in first.phases]}
    data["constitution"] = (
        (*vertex, "site_fraction"),
        laid(result["constitution"]),
        _attributes("constitution") | listed,
    )
    data["chemical_potential"] = (
        (*dims, "element"),
        laid(result["chemical_potential"]),
        _attributes("chemical_potential"),
    )
    data["driving_force"] = (
        (*dims, "allowed_phase"),
        laid(result["driving_force"]),
        _attributes("driving_force"),
    )
    order = _flags("magnetic order of a phase", [(-1, "no_phase"), *enumerate(ORDER_MEANINGS)])
    data["order"] = (vertex, laid(result["order"]), order)
    status = _flags("status", [(status.code, status.name) for status in PHASE_STATUSES])
    data["status"] = (dims, laid(result["status"]), status)
    coordinates = dict(coordinates) | {
        "element": ("element", [*first.metals, NITROGEN]),
        "allowed_phase": ("allowed_phase", list(first.phases)),
    }
    about = {
        "database": first.database,
        "frozen_metals": int(first.frozen_metals),
        "status_advice": "; ".join(f"{s.name}: {s.advice}" for s in PHASE_STATUSES[1:-1]),
        "remarks": "; ".join(dict.fromkeys([*may.remarks, *said.remarks])),
    }
    out = sorted({name for own in said.left_out for name in own})
    why = {"reasons": [f"{name}: {may.left_out.get(name, '')}" for name in out]}
    missing = np.array([[name in own for name in out] for own in said.left_out], dtype=bool)
    named = {"long_name": "whether a point does without a phase that its elements make"}
    data["left_out"] = (
        (*dims, "left_out_phase"),
        laid(missing.reshape(len(points), len(out))),
        named | why,
    )
    coordinates["left_out_phase"] = ("left_out_phase", np.array(out, dtype=np.str_))
    return xr.Dataset(data, coordinates, about)


def _flags(long_name: str, codes: Sequence[tuple[int, str]]) -> dict:
    return {
        "long_name": long_name,
        "flag_values": [code for code, _ in codes],
        "flag_meanings": " ".join(name for _, name in codes),
    }


def _attributes(name: str) -> dict:
    if name not in SYMBOLS:
        return {"units": "1", "long_name": f"{name.removeprefix('x_')} fraction of the metal sites"}
    return {"units": SYMBOLS[name].cf_unit, "long_name": SYMBOLS[name].long_name}


def _axis(key: str, given: int | Sequence[float], highest: float) -> np.ndarray:
    """Return the values of an axis: as given, or of a given number from 0 to 1."""
    if isinstance(given, int):
        if given < 2:
            raise MaterialError(f"{key}: {given} values (allowed: 2 or more)")
        return np.linspace(0.0, 1.0, given)
    values = np.asarray(given, dtype=float)
    off = ~((values >= 0.0) & (values <= highest))
    if off.any() or not len(values):
        shown = f"{values[off][0]:g}" if off.any() else "no value"
        raise MaterialError(f"{key}: {shown} (allowed: 0 to {highest:g})")
    return values
