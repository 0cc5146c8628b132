"""Curves of forgetting (or of learning) fitted to M at rest, with standard errors.

stretched exponential    M(t) / M_0 = 1 + A {1 - exp[-(t / tau)^beta]}
power law                M(t) / M_0 = (1 + t / t_0)^nu                     nu < 0: forgetting
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import OptimizeWarning, curve_fit

from nmhts.errors import SimulationError, unknown_name
from nmhts.simulation.pulses.relaxation import relaxation

if TYPE_CHECKING:
    import xarray as xr

_FEWEST = 6  # records with a time above 0 (numerical: twice the numbers fitted)


class Curve(NamedTuple):
    """One law: dM/M_0 of (time, *numbers), its numbers with units, and first guesses.

    begin: function of (times, changes) that returns the first guesses.
    """

    change: Callable[..., np.ndarray]
    numbers: dict[str, str]
    begin: Callable[[np.ndarray, np.ndarray], tuple[float, ...]]


def _stretched(t: np.ndarray, A: float, log_tau: float, beta: float) -> np.ndarray:
    return A * -np.expm1(-((t / np.exp(log_tau)) ** beta))


def _power(t: np.ndarray, log_t0: float, nu: float) -> np.ndarray:
    return np.expm1(nu * np.log1p(t / np.exp(log_t0)))


def _half_time(t: np.ndarray, change: np.ndarray) -> float:
    return float(t[int(np.argmax(np.abs(change) >= 0.5 * np.abs(change[-1])))])


CURVES = {
    "stretched_exponential": Curve(
        _stretched,
        {"amplitude": "1", "time_constant": "s", "exponent": "1"},
        lambda t, c: (float(c[-1]), float(np.log(_half_time(t, c))), 0.7),
    ),
    "power_law": Curve(
        _power,
        {"time_constant": "s", "exponent": "1"},
        lambda t, c: (float(np.log(_half_time(t, c))), float(np.log1p(c[-1]) / np.log(2.0))),
    ),
}


def forgetting(run: xr.Dataset, *, law: str = "stretched_exponential") -> xr.Dataset:
    """Return a law fitted to M after the voltage went off, by least squares over all records there.

    Parameters: run: ends at 0 V; law: a key of ``CURVES``.
    Returns: Dataset: the numbers of the law (``amplitude``, ``time_constant`` s, ``exponent``) over
    over ``time``, and ``residual``, the root mean square deviation of dM/M_0. The errors are those
    of the law as a description of these records. Records of a simulation have no noise; a law that
    does not hold shows as residual.
    Errors: SimulationError for an unknown law, fewer than six records, a film that does not change,
    or a fit that does not converge.
    """
    import xarray as xr

    if law not in CURVES:
        raise SimulationError(unknown_name("law", law, CURVES))
    seen = relaxation(run)
    after = seen["time"].values > 0
    time, change = seen["time"].values[after], seen["post_stimulus_change"].values[after]
    if len(time) < _FEWEST:
        raise SimulationError(
            f"forgetting: {len(time)} records at rest (allowed: {_FEWEST} or more)"
        )
    if change[-1] == 0:
        raise SimulationError("forgetting: M does not change, so no time belongs to it")
    curve = CURVES[law]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", OptimizeWarning)
            found, covariance = curve_fit(
                curve.change, time, change, p0=curve.begin(time, change), method="lm", maxfev=20_000
            )
    except (RuntimeError, OptimizeWarning) as error:
        raise SimulationError(
            f"forgetting: no {law} fits these records ({error}); record longer or more finely"
        ) from error
    errors = np.sqrt(np.diag(covariance))
    data: dict[str, tuple] = {}
    for (name, unit), value, error in zip(curve.numbers.items(), found, errors, strict=True):
        # Times are fitted by their logarithm, which keeps them positive.
        pair = (np.exp(value), np.exp(value) * error) if unit == "s" else (value, error)
        data[name] = ("of", np.array(pair), {"units": unit, "long_name": f"{name} of the fit"})
    fit = curve.change(seen["time"].values, *found)
    rms = float(np.sqrt(np.mean((curve.change(time, *found) - change) ** 2)))
    words = {"units": "1", "long_name": "change of M fitted"}
    data["fit"] = ("time", fit, words)
    data["residual"] = ((), rms, {"units": "1", "long_name": "root mean square deviation"})
    coords = {"time": seen["time"], "of": ("of", ["value", "error"])}
    return xr.Dataset(data, coords, {**run.attrs, "law": law})
