"""Averages between and beside the simulated temperatures, from the samples of all of them at once (multiple histograms).

    <A>(T) = sum_n A_n w_n(T) / sum_n w_n(T),   w_n(T) = exp(-E_n / T) / sum_k M exp(f_k - E_n / T_k)

with the f_k at which every simulated temperature has the weight one. Sources: FerrenbergSwendsen1989, ShirtsChodera2008.
"""

from __future__ import annotations

import numpy as np

from nmhts.physics.magnetism.spins.statistics import binder

NEWTON_STEPS = 60
TOLERANCE = 1e-9


def _log_sum(a: np.ndarray, axis: int) -> np.ndarray:
    top = a.max(axis=axis, keepdims=True)
    return (top + np.log(np.exp(a - top).sum(axis=axis, keepdims=True))).squeeze(axis)


def free_energies(
    energy: np.ndarray, temperature: np.ndarray, guess: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return f_k, with f_0 = 0, and the logarithm of the denominator of w for every sample.

    Parameters: energy K [T, M] of all samples; temperature K [T]; guess of f. The f maximize a concave likelihood; Newton's steps are cut
    where they would not climb. Returns: (f [T], log denominators [T M]).
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
        # The first f is held; a small ridge keeps temperatures without overlap from running away.
        step = np.zeros(R)
        if R > 1:
            step[1:] = np.linalg.solve(curvature[1:, 1:] + 1e-12 * np.eye(R - 1), slope[1:])
        if np.abs(step).max() < TOLERANCE:
            break
        scale = min(1.0, 5.0 / np.abs(step).max())
        while scale > 1e-6:
            tried = f + scale * step
            fresh, climbed = state(tried)
            if climbed >= likelihood:
                break
            scale *= 0.5
        else:
            break
        f, denominator, likelihood = tried, fresh, climbed
    return f, denominator + np.log(M)


def reweighted(
    energy: np.ndarray, denominator: np.ndarray, values: np.ndarray, temperatures: np.ndarray
) -> np.ndarray:
    """Return averages at other temperatures.

    Parameters: energy K and values [k, ...] of all samples, denominator as from ``free_energies``; temperatures K [t]. Returns: [k, t].
    """
    logs = -energy.ravel() / temperatures[:, None] - denominator
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    return values.reshape(len(values), -1) @ weights.T


def moments(
    energy: np.ndarray, square: np.ndarray, temperature: np.ndarray, grid: np.ndarray, bins: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return <M^2> and <M^4> on a grid of temperatures, [2, grid], and the same without one bin in turn, [2, grid, bins].

    Parameters: energy K, square |M|^2 [T, M]; temperature K [T]; grid K.
    """
    f, denominator = free_energies(energy, temperature)
    whole = reweighted(energy, denominator, np.stack([square, square**2]), grid)
    length = energy.shape[1] // bins
    left_out = []
    for b in range(bins):
        kept = np.ones(energy.shape[1], dtype=bool)
        kept[b * length : (b + 1) * length] = False
        E, m2 = energy[:, kept], square[:, kept]
        _, denominator = free_energies(E, temperature, f)
        left_out.append(reweighted(E, denominator, np.stack([m2, m2**2]), grid))
    return whole, np.stack(left_out, axis=-1)


def binder_curve(
    boxes: list[tuple[np.ndarray, np.ndarray]], temperature: np.ndarray, grid: np.ndarray, bins: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return U_4 on a grid of temperatures and its values without one part in turn, [grid], [grid, parts].

    Parameters: boxes: (energy K, |M|^2), each [T, M], of each arrangement of an alloy; moments are averaged over arrangements first, and parts are
    arrangements, or the ``bins`` of a single one.
    """
    if len(boxes) == 1:
        (whole, left_out) = moments(*boxes[0], temperature, grid, bins)
        return binder(*whole), binder(*left_out)
    each = np.stack([_whole(*box, temperature, grid) for box in boxes])
    left_out = (each.sum(axis=0) - each) / (len(boxes) - 1)
    return binder(*each.mean(axis=0)), binder(*left_out.transpose(1, 2, 0))


def _whole(energy, square, temperature, grid):
    _, denominator = free_energies(energy, temperature)
    return reweighted(energy, denominator, np.stack([square, square**2]), grid)
