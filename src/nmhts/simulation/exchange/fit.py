"""Exchange fitted to order temperatures by weighted least squares.

Monte Carlo is the model, and mean field its derivative.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import least_squares
from scipy.stats import chi2 as chi2_law

from nmhts.constants import k_B
from nmhts.errors import MaterialError, SimulationError, unknown_name
from nmhts.physics.magnetism.spins.constants import constants_of, is_positive, with_constants
from nmhts.physics.magnetism.spins.exchange import CRITICAL_RATIOS, Exchange
from nmhts.physics.magnetism.spins.mean_field import mean_field_temperature
from nmhts.physics.magnetism.spins.ordering import CROSSING, MOVING
from nmhts.simulation.exchange.order_temperatures import (
    Calibration,
    OrderPoint,
    check_points,
    mean_field_curve,
    simulated,
    slopes,
)

FITTED, MISFIT, MOVING_STILL, LOST, UNDETERMINED = range(5)
FIT_MEANINGS = (
    "fitted",
    "the spins cannot carry these order temperatures",
    "not at rest",
    "no order temperature at a point",
    "a constant has run to where nothing depends on it",
)
FIT_ADVICE = (
    "",
    "fewer points, other constants, moments that depend on the composition, or larger errors of "
    "the points",
    "more iterations, or starting values nearer by",
    "starting values nearer by, or leave the point out: spins have no order there",
    "hold it at a value, or give it a prior",
)
# Chance of a chi2 this large or larger: three standard deviations of a normal law (assumed).
IMPROBABLE = 0.0027
# Change of order temperatures in a step at which the fit is at rest: root mean square, in standard
# errors of one simulation (numerical).
AT_REST = 1.0
# The same change, above which the constants have moved and earlier ratios are dropped (numerical).
AWAY = 3.0
# Largest change of ln T_MF in one step, within which mean field predicts the spins (numerical).
REACH = 0.4
# Share of a constant's prior variance that the points must remove if it counts as fitted (assumed).
INFORMED = 0.5
SECOND_SEED = 1  # added to the seed for the spins that judge the fit
NEXT_SEED = 2  # added to the seed from step to step


@dataclass(frozen=True)
class ExchangeFit:
    """Exchange fitted to order temperatures.

    calibration: the exchange with the covariance of the fitted constants; temperatures K and
    temperature_errors K of the spins at the points, with random numbers that the fit has not seen;
    chi2, of points and prior values, with dof degrees of freedom, and probability of one as large;
    informed: by constant, share of its prior variance that the points have removed (1 without a
    prior); iterations; status: code of ``FIT_MEANINGS``; lost: points where spins have no order
    temperature.
    """

    calibration: Calibration
    temperatures: np.ndarray
    temperature_errors: np.ndarray
    chi2: float
    dof: int
    probability: float
    informed: Mapping[str, float]
    iterations: int
    status: int
    lost: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, float]:
        """Return the fitted constants by name, J or pure numbers."""
        known = constants_of(self.calibration.exchange)
        return {name: known[name] for name in self.calibration.names}

    @property
    def residuals(self) -> np.ndarray:
        """Return temperatures of the spins minus those of the points, K."""
        return self.temperatures - np.array([p.temperature for p in self.calibration.points])

    @property
    def pulls(self) -> np.ndarray:
        """Return the residuals over the errors of points and spins together."""
        return self.residuals / np.hypot(
            [p.error for p in self.calibration.points], self.temperature_errors
        )

    @property
    def statuses(self) -> dict[str, str]:
        """Return ``fitted`` for constants set by points, ``assumed`` for those set by priors."""
        return {
            name: "fitted" if share >= INFORMED else "assumed"
            for name, share in self.informed.items()
        }

    @property
    def message(self) -> str:
        """Return the status as a sentence with advice."""
        lost = f" ({'; '.join(self.lost)})" if self.lost else ""
        advice = FIT_ADVICE[self.status]
        return FIT_MEANINGS[self.status] + lost + (f": {advice}" if advice else "")


def calibrate_exchange(
    kind: str,
    start: Exchange,
    points: Sequence[OrderPoint],
    constants: Sequence[str],
    *,
    priors: Mapping[str, tuple[float, float]] | None = None,
    sizes: Sequence[int] = (4, 8),
    samples: int = 4,
    steps: int = 1000,
    seed: int = 0,
    iterations: int = 12,
) -> ExchangeFit:
    """Fit named constants of an exchange to order temperatures.

        min over c:  sum_i [rho_i T_MF,i(c) - T_i]^2 / (s_i^2 + e_i^2) + sum_k [(c_k - p_k) / d_k]^2

        rho_i = T_MC,i(c*) / T_MF,i(c*)

    T_MC, with its error e, is the order temperature of the spins at the constants c* of the
    previous step, T_MF that of mean field. The ratio rho varies little with the constants, so that
    a few steps bring c to c*. Every step has its own random numbers, and rho is the mean over the
    steps since c last moved by more than its noise. Noise moves the k-th of them by 1/k, so the fit
    comes to rest for any random numbers. It is at rest when a step moves the order temperatures by
    no more than the error of one simulation. Errors are those of least squares, (J^T W J)^-1, with
    the derivatives of rho T_MF. Spins with a separate seed judge the result.
    Parameters: kind of lattice; start: exchange with starting values of the constants to be fitted,
    and values of all others; points; constants: names, see
    ``nmhts.physics.magnetism.spins.constants``; priors: (value, error) of constants, in their
    units; sizes, samples, steps and seed as in ``order_temperature``; iterations at most.
    Returns: ExchangeFit, whose status says whether the fit came to rest and its chi2 is credible.
    Errors: MaterialError and SimulationError before any spin is simulated: unknown constants or
    pairs, fewer data than constants, constants that no point depends on.
    """
    names, given = tuple(constants), dict(priors or {})
    _check(kind, start, points, names, given, samples, iterations)
    settings = {"sizes": sizes, "samples": samples, "seed": seed, "steps": steps}
    sigma = np.array([point.error for point in points])
    exchange, ratio = start, _first_ratio(kind)
    done, rest = 0, False
    found, errors = np.zeros(len(points)), np.zeros(len(points))
    weights = 1.0 / sigma**2
    mean, certainty = np.zeros(len(points)), np.zeros(len(points))
    expected = ratio * mean_field_curve(kind, exchange, points)
    while done < iterations and not rest:
        settings["seed"] = seed + NEXT_SEED * done
        done += 1
        found, errors, lost = _spins(kind, exchange, points, expected, settings)
        if lost:
            unknown = np.full((len(names),) * 2, np.nan)
            calibration = Calibration(kind, exchange, names, unknown, tuple(points))
            return _lost(calibration, found, errors, done, lost)
        T_mean_field = mean_field_curve(kind, exchange, points)
        once = (T_mean_field / errors) ** 2
        mean = (certainty * mean + once * found / T_mean_field) / (certainty + once)
        certainty = certainty + once
        weights = 1.0 / (sigma**2 + T_mean_field**2 / certainty)
        best = _least_squares(kind, exchange, points, names, given, mean, weights)
        exchange, whole = _within_reach(kind, exchange, best, points, names)
        before, expected = expected, mean * mean_field_curve(kind, exchange, points)
        moved = float(np.sqrt((((expected - before) / errors) ** 2).mean()))
        rest = whole and moved <= AT_REST
        if not whole or moved > AWAY:
            certainty = np.zeros(len(points))
    covariance = _covariance(kind, exchange, points, names, given, expected, weights)
    calibration = Calibration(kind, exchange, names, covariance, tuple(points))
    settings["seed"] = seed + SECOND_SEED
    found, errors, lost = _spins(kind, exchange, points, expected, settings)
    if lost:
        return _lost(calibration, found, errors, done, lost)
    return _judged(calibration, given, found, errors, done, rest)


def _check(
    kind: str,
    start: Exchange,
    points: Sequence[OrderPoint],
    names: tuple[str, ...],
    priors: Mapping[str, tuple[float, float]],
    samples: int,
    iterations: int,
) -> None:
    """Raise the error for the first fault that makes a fit impossible."""
    known = constants_of(start)
    for name in names:
        if name not in known:
            raise MaterialError(unknown_name("constant of the exchange", name, known))
    if not names or len(set(names)) < len(names):
        raise MaterialError(
            f"constants = {names} (allowed: one or more of {', '.join(known)}, each once)"
        )
    for name, (value, error) in priors.items():
        if name not in names:
            raise MaterialError(unknown_name("prior", name, names))
        if not (math.isfinite(value) and math.isfinite(error) and error > 0.0):
            raise MaterialError(
                f"priors[{name}] = ({value:g}, {error:g}) (allowed: a finite value, an error above "
                "0)"
            )
    check_points(start, points)
    if len(points) + len(priors) < len(names) or not points:
        raise MaterialError(
            f"{len(points)} order temperatures and {len(priors)} priors for {len(names)} constants "
            f"({', '.join(names)}) "
            "(allowed: at least as many as constants; hold some of them, or give priors)"
        )
    if samples < 2:
        raise SimulationError(
            f"samples = {samples} (allowed: 2 or more, for the errors of random alloys; nearest: 2)"
        )
    if iterations < 1:
        raise SimulationError(f"iterations = {iterations} (allowed: 1 or more; nearest: 1)")
    # The derivatives are taken at the starting values.
    moved = slopes(kind, start, names, points)
    for k, name in enumerate(names):
        if name not in priors and not np.any(np.nan_to_num(moved[:, k])):
            raise MaterialError(
                f"constants: no point depends on {name} at its starting value {known[name]:g} "
                "(hold it, give it a prior, or start elsewhere)"
            )
    scaled = np.nan_to_num(moved) * [abs(known[name]) or 1.0 for name in names]
    free = [k for k, name in enumerate(names) if name not in priors]
    if free and np.linalg.matrix_rank(scaled[:, free], tol=1e-6) < len(free):
        joined = ", ".join(names[k] for k in free)
        raise MaterialError(
            f"constants: the points cannot tell {joined} apart (hold one of them, or give it a "
            "prior)"
        )


def _first_ratio(kind: str) -> float:
    """Return T_MC / T_MF of a pure ferromagnet of nearest neighbors."""
    pure = Exchange({("M", "M"): (1.0,)})
    return CRITICAL_RATIOS[kind] / (k_B * mean_field_temperature(kind, pure, {"M": 1.0}))


def _spins(
    kind: str,
    exchange: Exchange,
    points: Sequence[OrderPoint],
    expected: np.ndarray,
    settings: dict,
) -> tuple[np.ndarray, np.ndarray, tuple[str, ...]]:
    """Return order temperatures K and errors K of the spins, and the points without one."""
    found = []
    lost = []
    for point, T in zip(points, expected.tolist(), strict=True):
        one = simulated(kind, exchange, point, T if T > 0.0 else point.temperature, **settings)
        found.append((one.value, one.error))
        if one.status not in (CROSSING, MOVING) or not math.isfinite(one.value):
            lost.append(f"{point}: {one.message}")
    values, errors = np.array(found).T
    return values, errors, tuple(lost)


def _least_squares(
    kind: str,
    exchange: Exchange,
    points: Sequence[OrderPoint],
    names: tuple[str, ...],
    priors: Mapping[str, tuple[float, float]],
    ratio: np.ndarray,
    weights: np.ndarray,
) -> Exchange:
    """Return the exchange with the best fit of the scaled mean field to the points."""
    values = constants_of(exchange)
    T = np.array([point.temperature for point in points])
    size = max(abs(J) for pair in exchange.pairs.values() for J in pair)
    scale = np.array([abs(values[name]) or (size if "-" in name else 1.0) for name in names])

    def apart(c: np.ndarray) -> np.ndarray:
        changed = with_constants(exchange, dict(zip(names, (c * scale).tolist(), strict=True)))
        pulls = (ratio * mean_field_curve(kind, changed, points) - T) * np.sqrt(weights)
        held = [
            (c[k] * scale[k] - priors[n][0]) / priors[n][1]
            for k, n in enumerate(names)
            if n in priors
        ]
        return np.concatenate([pulls, held])

    low = [1e-6 if is_positive(name) else -np.inf for name in names]
    begin = np.array([values[name] for name in names]) / scale
    best = least_squares(apart, begin, bounds=(low, np.inf), xtol=1e-12, ftol=1e-12, gtol=1e-12)
    return with_constants(exchange, dict(zip(names, (best.x * scale).tolist(), strict=True)))


def _within_reach(
    kind: str,
    before: Exchange,
    after: Exchange,
    points: Sequence[OrderPoint],
    names: tuple[str, ...],
) -> tuple[Exchange, bool]:
    """Return the exchange as far towards ``after`` as one step may lead, and whether it is all."""
    old, new = constants_of(before), constants_of(after)
    T = mean_field_curve(kind, before, points)
    share = 1.0
    while share > 1e-3:
        here = {name: old[name] + share * (new[name] - old[name]) for name in names}
        exchange = with_constants(before, here)
        moved = mean_field_curve(kind, exchange, points)
        if np.all(moved > 0.0) and np.abs(np.log(moved / T)).max() <= REACH:
            return exchange, share == 1.0
        share *= 0.5
    return before, False


def _covariance(
    kind: str,
    exchange: Exchange,
    points: Sequence[OrderPoint],
    names: tuple[str, ...],
    priors: Mapping[str, tuple[float, float]],
    T: np.ndarray,
    weights: np.ndarray,
) -> np.ndarray:
    """Return (J^T W J + prior)^-1 of the constants, in their units.

    The variance of a constant is infinite if no point depends on it.
    """
    J = slopes(kind, exchange, names, points) * T[:, None]
    held = np.array([1.0 / priors[name][1] if name in priors else 0.0 for name in names])
    # Squares of joules are tiny: scale before inverting.
    size = np.sqrt((J**2 * weights[:, None]).sum(axis=0) + held**2)
    seen = size > 0.0
    J, held, scale = J[:, seen], held[seen], 1.0 / size[seen]
    whole = (J * scale).T @ (J * scale * weights[:, None]) + np.diag((held * scale) ** 2)
    found = np.diag(np.where(seen, 0.0, np.inf))
    found[np.ix_(seen, seen)] = np.linalg.inv(whole) * np.outer(scale, scale)
    return found


def _judged(
    calibration: Calibration,
    priors: Mapping[str, tuple[float, float]],
    found: np.ndarray,
    errors: np.ndarray,
    done: int,
    rest: bool,
) -> ExchangeFit:
    """Return the result of a fit by order temperatures of the spins, found with errors, [i] K."""
    names, points = calibration.names, calibration.points
    T = np.array([point.temperature for point in points])
    sigma = np.array([point.error for point in points])
    values = constants_of(calibration.exchange)
    chi2 = float((((found - T) ** 2) / (sigma**2 + errors**2)).sum())
    chi2 += sum(((values[name] - value) / error) ** 2 for name, (value, error) in priors.items())
    dof = len(points) + len(priors) - len(names)
    probability = float(chi2_law.sf(chi2, dof)) if dof else math.nan
    informed = {
        name: 1.0 - (calibration.errors[name] / priors[name][1]) ** 2 if name in priors else 1.0
        for name in names
    }
    status = MISFIT if probability < IMPROBABLE else FITTED
    if status == FITTED and not np.all(np.isfinite(calibration.covariance)):
        status = UNDETERMINED
    if not rest:
        status = MOVING_STILL
    return ExchangeFit(calibration, found, errors, chi2, dof, probability, informed, done, status)


def _lost(
    calibration: Calibration,
    found: np.ndarray,
    errors: np.ndarray,
    done: int,
    lost: tuple[str, ...],
) -> ExchangeFit:
    """Return the result of a fit in which the spins have no order temperature at a point."""
    nan = math.nan
    nothing = dict.fromkeys(calibration.names, nan)
    return ExchangeFit(calibration, found, errors, nan, 0, nan, nothing, done, LOST, lost)
