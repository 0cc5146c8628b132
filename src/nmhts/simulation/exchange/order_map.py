"""Map of the magnetic orders of an alloy nitride over composition and N content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import MaterialError
from nmhts.materials.formula import formula_of, system_metals
from nmhts.materials.library import DEFAULT_MIXING, find_mixing, find_nitride
from nmhts.physics.magnetism.intrinsic import ORDER_MEANINGS, MagneticState, magnetic_state
from nmhts.symbols import SYMBOLS
from nmhts.units import parse

if TYPE_CHECKING:
    import xarray as xr

_FIELDS = (
    "order_temperature",
    "saturation_magnetization",
    "exchange_stiffness",
    "anisotropy",
)


def order_map(
    system: str,
    temperature: str = "300 K",
    mixing: str = DEFAULT_MIXING,
    *,
    compositions: int = 61,
    occupancies: int = 81,
) -> xr.Dataset:
    """Return the magnetic order of a binary alloy nitride on a grid of composition and N occupancy.

    Parameters: system, two metals and the anion, e.g. ``"Co-Mn-N"``; temperature; mixing rules;
    numbers of grid points, 2 or more.
    Returns: Dataset over the fraction of the second metal (``x_Mn``) and ``nitrogen_occupancy``:
    ``order`` coded, ``order_temperature`` K, ``saturation_magnetization`` A/m,
    ``exchange_stiffness`` J/m, ``anisotropy`` J/m3. The composition runs over the validity of the
    rules.
    Errors: MaterialError for anything but two metals with rules, UnitError.
    """
    import xarray as xr

    metals, anion = system_metals(system)
    if len(metals) != 2:
        raise MaterialError(
            f"system {system!r}: an order map needs two metals and the anion (e.g. 'Co-Mn-N')"
        )
    if min(compositions, occupancies) < 2:
        raise MaterialError(
            f"order map of {compositions} x {occupancies} points (allowed: 2 or more each)"
        )
    first, second = metals
    T = parse(temperature, "K")
    rules = find_mixing(mixing)
    low, high = rules.pairs[metals].valid if metals in rules.pairs else (0.0, 1.0)
    x = np.linspace(low, high, compositions)
    y = np.linspace(0.0, 1.0, occupancies)
    states = [
        magnetic_state(
            find_nitride(formula_of({first: 1.0 - s, second: s}, anion), mixing).values(), y, T
        )
        for s in x.tolist()
    ]
    dims = (f"x_{second}", "nitrogen_occupancy")
    data = {name: (dims, _stacked(states, name), _attributes(name)) for name in _FIELDS}
    order = {
        "long_name": SYMBOLS["order"].long_name,
        "flag_values": list(range(len(ORDER_MEANINGS))),
        "flag_meanings": " ".join(ORDER_MEANINGS),
    }
    data["order"] = (dims, _stacked(states, "order"), order)
    coords = {
        dims[0]: (dims[0], x, {"units": "1", "long_name": f"{second} fraction of the metal sites"}),
        dims[1]: (dims[1], y, _attributes(dims[1])),
    }
    attributes = {"system": system, "mixing": mixing, "temperature": T}
    return xr.Dataset(data, coords, attributes)


def _stacked(states: list[MagneticState], name: str) -> np.ndarray:
    return np.stack([getattr(state, name) for state in states])


def _attributes(name: str) -> dict:
    symbol = SYMBOLS[name]
    return {"units": symbol.cf_unit, "long_name": symbol.long_name}
