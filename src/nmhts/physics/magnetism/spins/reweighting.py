"""Averages between and near the simulated temperatures by the multiple-histogram method.

    <A>(T) = sum_n A_n w_n(T) / sum_n w_n(T)
    w_n(T) = exp(-E_n / T) / sum_k M exp(f_k - E_n / T_k)

The f_k are those at which every simulated temperature has the weight one.
Sources: FerrenbergSwendsen1989, ShirtsChodera2008.
"""

from __future__ import annotations

import numpy as np

from nmhts.physics.magnetism.spins.sampling import Series
from nmhts.physics.magnetism.spins.statistics import BINS, binder, jackknife_error

NEWTON_STEPS = 200  # numerical: largest number of iterations
TOLERANCE = 1e-9  # numerical: change of an f at which the iteration ends
LONGEST = 5.0  # numerical: largest step of an f


def _log_sum(a: np.ndarray, axis: int) -> np.ndarray:
    top = a.max(axis=axis, keepdims=True)
    return (top + np.log(np.exp(a - top).sum(axis=axis, keepdims=True))).squeeze(axis)


def free_energies(
    energy: np.ndarray, temperature: np.ndarray, guess: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return f_k, with f_0 = 0, and the logarithm of the denominator of w for every sample.

    Parameters: energy K [T, M] of all samples; temperature K [T]; guess of f.
    Returns: (f [T], log denominators [T M]).
    Method: the f maximize a concave likelihood by Newton steps, or a fixed-point step where
    Newton's does not increase it.
    """
    R, M = energy.shape
    beta = 1.0 / temperature
    work = -beta[:, None] * energy.ravel()  # [T, samples]
    if guess is None:
        mean = energy.mean(axis=1)
        guess = np.concatenate([[0.0], np.cumsum(0.5 * (mean[1:] + mean[:-1]) * np.diff(beta))])
    f = guess - guess[0]

    def state(f):
        denominator = _log_sum(work + f[:, None], 0)
        return denominator, f.mean() - denominator.mean()

    denominator, likelihood = state(f)
    for _ in range(NEWTON_STEPS):
        share = np.exp(work + f[:, None] - denominator)
        slope = 1.0 / R - share.mean(axis=1)
        curvature = np.diag(share.mean(axis=1)) - share @ share.T / share.shape[1]
        # The first f is fixed. A small ridge keeps temperatures without overlap from diverging.
        step = np.zeros(R)
        if R > 1:
            step[1:] = np.linalg.solve(curvature[1:, 1:] + 1e-12 * np.eye(R - 1), slope[1:])
        if np.abs(step).max() < TOLERANCE:
            break
        tried = f + step * min(1.0, LONGEST / np.abs(step).max())
        fresh, climbed = state(tried)
        if climbed < likelihood:
            # Where Newton overshoots, a fixed-point step is taken, which always increases the
            # likelihood.
            tried = np.log(M) - _log_sum(work - denominator, 1)
            tried -= tried[0]
            fresh, climbed = state(tried)
        f, denominator, likelihood = tried, fresh, climbed
    return f, denominator + np.log(M)


def reweighted(
    energy: np.ndarray, denominator: np.ndarray, values: np.ndarray, temperatures: np.ndarray
) -> np.ndarray:
    """Return averages at other temperatures.

    Parameters: energy K and values [k, ...] of all samples, denominator as from ``free_energies``;
    temperatures K [t]. Returns: [k, t].
    """
    logs = -energy.ravel() / temperatures[:, None] - denominator
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    return values.reshape(len(values), -1) @ weights.T


def moments(
    energy: np.ndarray, square: np.ndarray, temperature: np.ndarray, grid: np.ndarray, bins: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return <M^2> and <M^4> on a grid of temperatures, [2, grid], and without one bin in turn.

    The second array has the shape [2, grid, bins].
    Parameters: energy K, square |M|^2 [T, M]; temperature K [T]; grid K.
    """
    return _with_parts(energy, np.stack([square, square**2]), temperature, grid, bins)


def binder_curve(
    boxes: list[tuple[np.ndarray, np.ndarray]], temperature: np.ndarray, grid: np.ndarray, bins: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return U_4 on a grid of temperatures and its values without one part in turn.

    Shapes: [grid], [grid, parts].
    Parameters: boxes: (energy K, |M|^2), each [T, M], of each arrangement of an alloy. Moments are
    averaged over arrangements first. Parts are arrangements, or the ``bins`` of a single one.
    """
    if len(boxes) == 1:
        whole, left_out = moments(*boxes[0], temperature, grid, bins)
        return binder(*whole), binder(*left_out)
    each = np.stack(
        [_with_parts(E, np.stack([m2, m2**2]), temperature, grid, 0)[0] for E, m2 in boxes]
    )
    left_out = (each.sum(axis=0) - each) / (len(boxes) - 1)
    return binder(*each.mean(axis=0)), binder(*left_out.transpose(1, 2, 0))


def heat_capacity_peak(series: Series, bins: int = BINS, points: int = 101) -> tuple[float, float]:
    """Return the temperature of the largest heat capacity, and its standard error, K.

    Searched between the simulated temperatures. In a transition of first order this is where the
    energy jumps. NaN if the maximum lies at an end.
    Parameters: series of one box whose energies at neighboring temperatures overlap; bins of the
    jackknife; points of the grid.
    """
    T = series.temperature
    grid = np.linspace(T.min(), T.max(), points)
    # Relative to the mean, to avoid cancellation of squares.
    E = series.energy - series.energy.mean()
    whole, left_out = _with_parts(E, np.stack([E, E**2]), T, grid, bins)
    moved = np.array([_peak(grid, *left_out[..., b]) for b in range(bins)])
    return _peak(grid, *whole), float(jackknife_error(moved))


def _peak(grid: np.ndarray, E: np.ndarray, square: np.ndarray) -> float:
    """Return the T of the largest (<E^2> - <E>^2) / T^2, by a parabola through three points."""
    C = (square - E**2) / grid**2
    k = int(C.argmax())
    if k in (0, len(grid) - 1):
        return float("nan")
    low, top, high = C[k - 1 : k + 2]
    return float(grid[k] + 0.5 * (grid[1] - grid[0]) * (low - high) / (low - 2.0 * top + high))


def _with_parts(
    energy: np.ndarray, values: np.ndarray, temperature: np.ndarray, grid: np.ndarray, bins: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return averages of values [k, T, M] on a grid, [k, grid], and without one bin in turn.

    The second array has the shape [k, grid, bins].
    """
    f, denominator = free_energies(energy, temperature)
    whole = reweighted(energy, denominator, values, grid)
    left_out = np.zeros((*whole.shape, bins))
    for b in range(bins):
        length = energy.shape[1] // bins
        kept = np.ones(energy.shape[1], dtype=bool)
        kept[b * length : (b + 1) * length] = False
        E = energy[:, kept]
        _, denominator = free_energies(E, temperature, f)
        left_out[..., b] = reweighted(E, denominator, values[..., kept], grid)
    return whole, left_out
