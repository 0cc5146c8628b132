"""The map of magnetic orders checked by spins.

A Monte Carlo of the random alloy takes its exchange from the sheets of the map.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from nmhts.constants import k_B, mu_B
from nmhts.errors import MaterialError
from nmhts.materials.formula import formula_of, system_metals
from nmhts.materials.library import DEFAULT_MIXING, find_mixing, find_nitride
from nmhts.physics.magnetism.intrinsic import (
    ANTIFERROMAGNETIC_FACTOR,
    ORDER_MEANINGS,
    magnetic_state,
)
from nmhts.physics.magnetism.spins.exchange import (
    CRITICAL_RATIOS,
    TYPE_I_RATIO,
    Exchange,
    Nitrogen,
    exchange_of_order,
)
from nmhts.physics.magnetism.spins.lattice import FERROMAGNETIC, Lattice
from nmhts.physics.magnetism.spins.ordering import (
    NO_ORDER,
    STATUS_MEANINGS,
    OrderTemperature,
    order_temperature,
)
from nmhts.physics.magnetism.spins.system import FERRIMAGNETIC, alloy
from nmhts.simulation.exchange.order_temperatures import Calibration, OrderPoint

if TYPE_CHECKING:
    import xarray as xr

SAME = 1e-6  # difference of fractions that count as equal (numerical)
STEP = 1e-3  # step of the composition for the slope of the sheets (numerical)
LOWEST, HIGHEST = 0.04, 1.25  # ends of the window, over r <|J|> / k_B (numerical)
QUENCHING = Nitrogen(quench=2)

_TEMPERATURES = (
    "order_temperature",
    "spin_order_temperature",
    "spin_order_error",
    "calibration_error",
    "mean_exchange_temperature",
)
"""Variables in K of a checked map."""

_STATUS_FLAGS = {
    "flag_values": list(range(len(STATUS_MEANINGS))),
    "flag_meanings": "; ".join(STATUS_MEANINGS),
}
"""CF attributes of the codes of order temperatures."""


def sheet_exchange(
    system: str,
    mixing: str = DEFAULT_MIXING,
    kind: str = "zincblende",
    nitrogen: Nitrogen = QUENCHING,
) -> Exchange:
    """Return nearest-neighbor exchange of two metals from the order temperatures of the sheets.

        J_aa = k_B T_C / r, for an antiferromagnet J_aa = - k_B T_N / 0.446
        J_ab = J_aa + k_B T*'(0) / (2 r)

    T*'(0) is the slope of the alloy's order temperature where the second metal is dilute. The
    relation is that of mean field to first order in J_ab - J_aa. Exactly, J_ab = 0 gives a slope
    below that of vacancies.
    Assumed: the exchange reaches one shell, and metals keep their exchange in the alloy.
    Parameters: system, e.g. ``"Co-Mn-N"``; mixing rules; kind of lattice; nitrogen, assumed.
    Errors: MaterialError for anything but two metals with rules.
    """
    metals, anion = _binary(system)
    a, b = metals

    def signed(x: float) -> float:
        sheet = find_nitride(formula_of({a: 1.0 - x, b: x}, anion), mixing)
        return sheet.values()["curie_temperature"]

    T_a, T_b = (find_nitride(f"{metal}{anion}").values()["curie_temperature"] for metal in metals)
    slope = (4.0 * signed(STEP) - signed(2.0 * STEP) - 3.0 * T_a) / (2.0 * STEP)
    J_aa, J_bb = (_own(kind, T) for T in (T_a, T_b))
    J_ab = J_aa + k_B * slope / (2.0 * CRITICAL_RATIOS[kind])
    moments = {
        metal: abs(find_nitride(f"{metal}{anion}").values()["metal_moment"]) / mu_B
        for metal in metals
    }
    return Exchange({(a, a): (J_aa,), (a, b): (J_ab,), (b, b): (J_bb,)}, moments, nitrogen)


def check_order_map(
    system: str,
    compositions: Sequence[float],
    occupancies: Sequence[float],
    *,
    mixing: str = DEFAULT_MIXING,
    kind: str = "zincblende",
    nitrogen: Nitrogen = QUENCHING,
    exchange: Calibration | None = None,
    sizes: Sequence[int] = (4, 8),
    samples: int = 4,
    steps: int = 1000,
    seed: int = 0,
) -> xr.Dataset:
    """Return order temperatures of spins beside those of the map, over composition and N content.

    Parameters: system of two metals and the anion; fractions of the second metal; N occupancies;
    mixing rules; kind of lattice and nitrogen of the exchange of the sheets (``sheet_exchange``);
    exchange: a calibrated one in its place, with its own lattice and nitrogen, from
    ``find_exchange`` or ``calibrate_exchange``; sizes, samples, steps and seed as in
    ``order_temperature``.
    Returns: Dataset over ``x_<second>`` and ``nitrogen_occupancy``: ``order_temperature`` of the
    map, ``spin_order_temperature`` with ``spin_order_error`` of the simulation and
    ``calibration_error`` (due to the errors of the fitted constants, by mean field; NaN for orders
    other than ferro- and ferrimagnets), ``mean_exchange_temperature`` (r times the mean exchange
    per site over k_B, the value of plain interpolation), all K; ``order`` of the map,
    ``spin_order`` and ``basis`` in words: ``sheets`` without a calibration, ``fitted`` at the
    points of its fit, else ``predicted``; ``spin_status`` coded.
    Errors: MaterialError, SimulationError.
    """
    import xarray as xr

    metals, anion = _binary(system)
    first, second = metals
    _check_compositions(metals, compositions, mixing)
    calibration = exchange or Calibration(kind, sheet_exchange(system, mixing, kind, nitrogen))
    kind, spins = calibration.kind, calibration.exchange
    shape = (len(compositions), len(occupancies))
    data = {name: np.full(shape, np.nan) for name in _TEMPERATURES}
    status = np.zeros(shape, dtype=np.int8)
    words = {name: np.full(shape, "", dtype=object) for name in ("order", "spin_order", "basis")}
    for i, x in enumerate(compositions):
        sheet = find_nitride(formula_of({first: 1.0 - x, second: x}, anion), mixing).values()
        state = magnetic_state(sheet, np.asarray(occupancies, dtype=float), 1e-3)
        data["order_temperature"][i] = state.order_temperature
        words["order"][i] = [ORDER_MEANINGS[code] for code in state.order]
        for j, y in enumerate(occupancies):
            fractions = {first: 1.0 - float(x), second: float(x)}
            words["basis"][i, j] = (
                "sheets" if exchange is None else _basis(exchange, fractions, float(y))
            )
            mean, strength = _mean_exchange(kind, spins, fractions, float(y), max(sizes), seed)
            data["mean_exchange_temperature"][i, j] = mean
            if strength == 0.0:
                status[i, j] = NO_ORDER
                continue
            found = order_temperature(
                kind,
                spins,
                window=(LOWEST * strength, HIGHEST * strength),
                sizes=sizes,
                fractions=fractions,
                nitrogen_occupancy=float(y),
                samples=samples if 0.0 < x < 1.0 or 0.0 < y < 1.0 else 1,
                steps=steps,
                seed=seed,
            )
            data["spin_order_temperature"][i, j] = found.value
            data["spin_order_error"][i, j] = found.error
            status[i, j], words["spin_order"][i, j] = found.status, found.order
            data["calibration_error"][i, j] = _spread(calibration, fractions, float(y), found)
    dims = (f"x_{second}", "nitrogen_occupancy")
    return xr.Dataset(
        {name: (dims, values, {"units": "K"}) for name, values in data.items()}
        | {name: (dims, values.astype(str)) for name, values in words.items()}
        | {"spin_status": (dims, status, _STATUS_FLAGS)},
        {dims[0]: list(compositions), dims[1]: list(occupancies)},
        {"system": system, "mixing": mixing, "lattice": kind, "nitrogen": str(spins.nitrogen)},
    )


def _check_compositions(
    metals: tuple[str, str], compositions: Sequence[float], mixing: str
) -> None:
    """Raise MaterialError for a fraction of the second metal outside of the mixing rules."""
    rules = find_mixing(mixing)
    low, high = rules.pairs[metals].valid if metals in rules.pairs else (0.0, 1.0)
    for x in compositions:
        if not low <= x <= high:
            raise MaterialError(
                f"compositions: x_{metals[1]} = {x:g} (allowed: {low:g} to {high:g}; nearest: "
                f"{min(max(x, low), high):g})"
            )


def _basis(calibration: Calibration, fractions: dict[str, float], y: float) -> str:
    """Return ``fitted`` for a point of the fit of the exchange, else ``predicted``."""
    for point in calibration.points:
        metals = {*fractions, *point.fractions}
        apart = [abs(point.fractions.get(m, 0.0) - fractions.get(m, 0.0)) for m in metals]
        if max(*apart, abs(point.nitrogen_occupancy - y)) < SAME:
            return "fitted"
    return "predicted"


def _spread(
    calibration: Calibration, fractions: dict[str, float], y: float, found: OrderTemperature
) -> float:
    """Return the error of an order temperature due to the fitted constants, K."""
    if not calibration.names:
        return 0.0
    if found.order not in (FERROMAGNETIC, FERRIMAGNETIC) or not np.isfinite(found.value):
        return np.nan
    point = OrderPoint(fractions, found.value, max(found.error, 1e-9), y)
    return found.value * calibration.spread(point)


def _binary(system: str) -> tuple[tuple[str, str], str]:
    metals, anion = system_metals(system)
    if len(metals) != 2:
        raise MaterialError(
            f"system {system!r}: spins are checked for two metals and the anion (e.g. 'Co-Mn-N')"
        )
    return (metals[0], metals[1]), anion


def _own(kind: str, T: float) -> float:
    """Return the exchange of a metal from its signed order temperature as sheets state it, J."""
    return exchange_of_order(kind, T if T >= 0.0 else T / ANTIFERROMAGNETIC_FACTOR)


def _mean_exchange(
    kind: str, exchange: Exchange, fractions: dict[str, float], y: float, size: int, seed: int
) -> tuple[float, float]:
    """Return r |<J>| / k_B and r <|J|> / k_B, K, with means over the neighbors of a moment.

    On an fcc lattice with an antiferromagnetic mean, 0.446 takes the place of r in the first.
    """
    lattice = Lattice(kind, size)
    box = alloy(lattice, exchange, fractions, nitrogen_occupancy=y, seed=seed)
    bonds, r = max(1, box.n * lattice.shells[0].other.shape[1]), CRITICAL_RATIOS[kind]
    mean, strength = box.coupling.sum() / bonds, np.abs(box.coupling).sum() / bonds
    fcc = r == CRITICAL_RATIOS["fcc"]
    return float(abs(mean) * (TYPE_I_RATIO if mean < 0.0 and fcc else r)), float(r * strength)
