"""Equilibria and diagrams of phases as labelled datasets: what a notebook asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import MaterialError, nearest, unknown_name
from nmhts.materials.formula import system_metals
from nmhts.materials.tdb.library import DEFAULT, load_database
from nmhts.physics.magnetism.intrinsic import ORDER_MEANINGS
from nmhts.physics.thermo.frozen import NITROGEN
from nmhts.simulation.phase_database import is_gas, system_phases
from nmhts.simulation.phase_status import PHASE_STATUSES
from nmhts.simulation.phases import PhasePoint, equilibrium_batch
from nmhts.symbols import SYMBOLS
from nmhts.units import parse

if TYPE_CHECKING:
    import xarray as xr

_SUM = 1e-9  # mole fractions may miss 1 by so much
_VERTEX = ("phase_amount", "nitrogen_content", "order_temperature", "saturation_magnetization")
_POINT = (
    "gibbs_energy", "net_magnetization", "ferromagnetic_fraction", "antiferromagnetic_fraction", "paramagnetic_fraction",
)  # fmt: skip

Texts = str | Sequence[str]


def equilibrium(
    database: str,
    amounts: Mapping[str, float | Sequence[float] | np.ndarray],
    temperature: Texts,
    *,
    pressure: Texts = "1 bar",
    nitrogen_chemical_potential: Texts | None = None,
    nitrogen_pressure: Texts | None = None,
    phases: Sequence[str] = (),
    suspended: Sequence[str] = (),
    frozen_metals: bool = False,
) -> xr.Dataset:
    """Return the equilibria of points: which phases, how much of each, of what constitution, and their magnetic order.

    Parameters: database, a name (``cofemnn``) or the path of a TDB file; amounts, mole fractions by element, numbers or arrays of one length; what is missing to 1 is N. With the
    chemical potential of N (per atom, against N2 gas at 1 bar and the same temperature, ``"-0.3 eV"`` or ``"-30 kJ/mol"``) or the pressure of N2 given, the system is open to N and
    amounts are those of the other elements. temperature, pressure: texts with a unit, or a list of them; phases: those that may form (all); suspended: those that may not;
    frozen_metals: only N moves, every phase holds the metals in the same ratio.
    Returns: Dataset over ``point``, ``vertex`` (coexisting phases), ``element`` and ``allowed_phase``: ``phase`` (name, empty: none), ``phase_amount`` (share of the atoms), ``constitution``,
    ``nitrogen_content`` (N/M), ``gibbs_energy`` J/mol of atoms, ``chemical_potential`` J/mol against the references of the database, ``driving_force`` J/mol of atoms, ``order`` coded, ``order_temperature`` K,
    ``saturation_magnetization`` and ``net_magnetization`` A/m, volume fractions of the orders, ``status`` coded.
    Errors: MaterialError for an element or phase that is not there, fractions that do not add up, lists of different lengths; UnitError.
    """
    potential, gas_pressure = nitrogen_chemical_potential, nitrogen_pressure
    if potential is not None and gas_pressure is not None:
        raise MaterialError("equilibrium: nitrogen_chemical_potential and nitrogen_pressure exclude each other")  # fmt: skip
    columns = {"temperature": _numbers(temperature, "K"), "pressure": _numbers(pressure, "Pa")}
    if potential is not None:
        columns["nitrogen_chemical_potential"] = _numbers(potential, "J/mol")
    if gas_pressure is not None:
        columns["nitrogen_pressure"] = _numbers(gas_pressure, "Pa")
    is_open = len(columns) > 2
    shares = {_element(name, database): np.atleast_1d(np.asarray(x, dtype=float)) for name, x in amounts.items()}  # fmt: skip
    count = _length({**columns, **{f"amounts of {name}": x for name, x in shares.items()}})
    table = {name: np.broadcast_to(x, count) for name, x in columns.items()}
    metals, ratio = _composition(database, {n: np.broadcast_to(x, count) for n, x in shares.items()}, is_open)  # fmt: skip
    allowed = _allowed(database, tuple(metals), phases, suspended)
    gas = any(is_gas(database, name) for name in allowed)
    points = [
        PhasePoint(
            database, allowed, {name: float(x[i]) for name, x in metals.items()}, float(table["temperature"][i]),
            None if ratio is None else float(ratio[i]),
            **{name: float(table[name][i]) for name in list(table)[2:]},
            gas=gas, frozen_metals=frozen_metals, pressure=float(table["pressure"][i]),
        )
        for i in range(count)
    ]  # fmt: skip
    conditions = {name: (("point",), table[name], _attributes(name)) for name in table}
    return _dataset(points, conditions, ("point",), (count,))


def phase_diagram(
    system: str,
    temperature: Texts = "300 K",
    *,
    database: str = DEFAULT,
    compositions: int | Sequence[float] = 41,
    nitrogen: int | Sequence[float] = 41,
    phases: Sequence[str] = (),
    suspended: Sequence[str] = ("GAS", "LIQUID"),
    frozen_metals: bool = False,
) -> xr.Dataset:
    """Return the diagram of phases of a nitride of one or two metals over composition, N content and temperature.

    Parameters: system, e.g. ``"Fe-N"`` or ``"Co-Mn-N"``; temperature, one text or a list; compositions, fractions of the second metal or how many between 0 and 1; nitrogen, N/M or how
    many between 0 and 1; phases that may form (all), suspended: those that may not; by default the film keeps its N, a gas phase lets it go as N2; frozen_metals as in :func:`equilibrium`.
    Returns: Dataset as of :func:`equilibrium`, over ``x_<second metal>`` (two metals), ``nitrogen`` (N/M) and ``temperature`` K (a list).
    Errors: MaterialError for three metals or more, for numbers out of range and as :func:`equilibrium`; UnitError.
    """
    metals, _ = system_metals(system)
    if len(metals) not in (1, 2):
        raise MaterialError(f"system {system!r}: a diagram has one or two metals (e.g. 'Fe-N', 'Co-Mn-N'); for more give points to nmhts.equilibrium")  # fmt: skip
    x = _axis("compositions", compositions, 1.0) if len(metals) == 2 else np.zeros(1)
    r = _axis("nitrogen", nitrogen, np.inf)
    T = _numbers(temperature, "K")
    allowed = _allowed(database, metals, phases, suspended)
    gas = any(is_gas(database, name) for name in allowed)
    mixed = [dict(zip(metals, (1.0 - s, s), strict=False)) for s in x.tolist()]
    points = [
        PhasePoint(database, allowed, fractions, t, n, gas=gas, frozen_metals=frozen_metals)
        for fractions in mixed
        for n in r.tolist()
        for t in T.tolist()
    ]
    second = f"x_{metals[-1]}"
    axes = {second: x, "nitrogen": r, "temperature": T}
    dims = [n for n in axes if not (n == second and len(metals) == 1)]
    if isinstance(temperature, str):
        dims.remove("temperature")
    coordinates = {n: ((n,), axes[n], _attributes(n)) for n in dims}
    data = _dataset(points, coordinates, tuple(dims), tuple(len(axes[n]) for n in dims))
    if isinstance(temperature, str):
        data = data.assign_coords(temperature=((), float(T[0]), _attributes("temperature")))
    return data.assign_attrs(system=system)


def _dataset(
    points: Sequence[PhasePoint], coordinates: Mapping, dims: tuple[str, ...], shape: tuple[int, ...]
) -> xr.Dataset:  # fmt: skip
    """Return the equilibria of points as a Dataset."""
    import xarray as xr

    first = points[0]
    result = equilibrium_batch(points)
    sites = system_phases(first.database, tuple(first.metals))

    def laid(values: np.ndarray) -> np.ndarray:
        return values.reshape(*shape, *values.shape[1:])

    names = np.array([*first.phases, ""])
    vertex = (*dims, "vertex")
    data: dict = {"phase": (vertex, laid(names[result["phase"]]), {"long_name": "phase"})}
    data |= {name: (vertex, laid(result[name]), _attributes(name)) for name in _VERTEX}
    data |= {name: (dims, laid(result[name]), _attributes(name)) for name in _POINT}
    listed = {"sites": [f"{name}: {', '.join(sites[name])}" for name in first.phases]}
    data["constitution"] = ((*vertex, "site_fraction"), laid(result["constitution"]), _attributes("constitution") | listed)  # fmt: skip
    data["chemical_potential"] = ((*dims, "element"), laid(result["chemical_potential"]), _attributes("chemical_potential"))  # fmt: skip
    data["driving_force"] = ((*dims, "allowed_phase"), laid(result["driving_force"]), _attributes("driving_force"))  # fmt: skip
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
    }
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


def _numbers(given: Texts, unit: str) -> np.ndarray:
    """Return quantities given as texts, in SI."""
    texts = [given] if isinstance(given, str) else list(given)
    return np.array([parse(text, unit) for text in texts])


def _axis(key: str, given: int | Sequence[float], highest: float) -> np.ndarray:
    """Return the values of an axis: those given, or so many from 0 to 1."""
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


def _element(name: str, database: str) -> str:
    """Return an element as formulas write it."""
    known = [e for e in load_database(database).elements if e not in ("VA", "/-")]
    if name.upper() not in known:
        raise MaterialError(f"amounts: {unknown_name('element', name.upper(), known)}")
    return name.capitalize()


def _length(columns: Mapping[str, np.ndarray]) -> int:
    """Return the number of points that columns of one value or many stand for."""
    lengths = {name: len(x) for name, x in columns.items() if len(x) != 1}
    if len(set(lengths.values())) > 1:
        shown = ", ".join(f"{name}: {n}" for name, n in lengths.items())
        raise MaterialError(f"equilibrium: lists of different lengths ({shown})")
    return next(iter(lengths.values()), 1)


def _composition(
    database: str, shares: dict[str, np.ndarray], is_open: bool
) -> tuple[dict[str, np.ndarray], np.ndarray | None]:
    """Return the fractions of the metals and N per metal (None: open)."""
    has_nitrogen = NITROGEN in load_database(database).elements
    for name, x in shares.items():
        if not ((x >= 0.0) & (x <= 1.0)).all():
            raise MaterialError(f"amounts: {name} = {x[(x < 0) | (x > 1)][0]:g} (allowed: 0 to 1)")
    nitrogen = shares.pop(NITROGEN, None)
    if not shares:
        raise MaterialError("amounts: no metal given (e.g. {'Co': 0.5, 'Mn': 0.1})")
    metal = sum(shares.values(), np.zeros(1))
    if is_open:
        if nitrogen is not None:
            raise MaterialError("amounts: N is given twice, by its amount and by its potential or pressure")  # fmt: skip
        if not (metal > 0.0).all():
            raise MaterialError("amounts: they add up to 0")
        return {name: x / metal for name, x in shares.items()}, None
    rest = 1.0 - metal if nitrogen is None else nitrogen
    off = np.abs(metal + rest - 1.0) > _SUM
    if off.any() or (rest < -_SUM).any() or not (metal > 0.0).all():
        total = (metal + (rest if nitrogen is not None else 0.0))[np.argmax(off | (rest < 0.0))]
        raise MaterialError(f"amounts: they add up to {total:g} (allowed: 1 with N, or less, the rest is N; some of it metal)")  # fmt: skip
    if not has_nitrogen and (rest > _SUM).any():
        raise MaterialError(f"amounts: they add up to {metal[np.argmax(rest)]:g}, and the database has no N for the rest")  # fmt: skip
    rest = np.where(rest > _SUM, rest, 0.0)
    return {name: x / metal for name, x in shares.items()}, rest / metal


def _allowed(
    database: str, metals: Sequence[str], phases: Sequence[str], suspended: Sequence[str]
) -> tuple[str, ...]:
    """Return the phases that may form."""
    known = tuple(system_phases(database, metals))
    whole = load_database(database)
    for key, names in (("phases", phases), ("suspended", suspended)):
        for name in names:
            if name.upper() in whole.refused:
                raise MaterialError(f"{key}: phase {name.upper()}: {whole.refused[name.upper()]}")
            if name.upper() not in whole.phases:
                raise MaterialError(f"{key}: {unknown_name('phase', name.upper(), known)}")
            if key == "phases" and name.upper() not in known:
                raise MaterialError(f"{key}: {name} cannot be made of {', '.join(metals)} and N{nearest(name.upper(), known)} (allowed: {', '.join(known)})")  # fmt: skip
    left = [n for n in known if not phases or n in {p.upper() for p in phases}]
    left = [n for n in left if n not in {s.upper() for s in suspended}]
    if not left:
        raise MaterialError("phases: none is left (allowed: " + ", ".join(known) + ")")
    return tuple(left)
