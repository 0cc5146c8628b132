"""Averages of time series with errors: autocorrelation, bins, jackknife and drift."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nmhts.constants import k_B
from nmhts.physics.magnetism.spins.sampling import Series

# The sum over times ends at this many autocorrelation times (Sokal1997).
WINDOW = 5.0
BINS = 20  # numerical: bins of a jackknife


def autocorrelation_time(series: np.ndarray) -> np.ndarray:
    """Return the integrated autocorrelation time of each row, in steps; 0.5 for independent values.

        tau = 1/2 + sum_{t=1}^{W} rho(t),   W the first time with W >= 5 tau(W)

    Parameters: series [..., steps].
    Returns: [...]; 0.5 for a constant row. Source: Sokal1997.
    """
    x = series - series.mean(axis=-1, keepdims=True)
    n = x.shape[-1]
    spectrum = np.abs(np.fft.rfft(x, n=2 * n, axis=-1)) ** 2
    c = np.fft.irfft(spectrum, axis=-1)[..., :n] / n
    # The variance of a constant row is rounding error.
    floor = (1e-12 * np.abs(series).max(axis=-1)) ** 2
    rho = np.where((c[..., :1] > floor[..., None]), c / np.maximum(c[..., :1], 1e-300), 0.0)
    rho[..., 0] = 1.0
    tau = np.cumsum(rho, axis=-1) - 0.5
    ended = np.arange(n) >= WINDOW * tau
    window = np.where(ended.any(axis=-1), ended.argmax(axis=-1), n - 1)
    return np.maximum(np.take_along_axis(tau, window[..., None], axis=-1)[..., 0], 0.5)


def error_of_mean(series: np.ndarray) -> np.ndarray:
    """Return the standard error of the mean of each row, sqrt(2 tau var / steps)."""
    variance = series.var(axis=-1)
    return np.sqrt(2.0 * autocorrelation_time(series) * variance / series.shape[-1])


def drift(series: np.ndarray) -> np.ndarray:
    """Return the difference of the means of the two halves of each row, in its standard errors.

    0 for a constant row.
    """
    half = series.shape[-1] // 2
    first, second = series[..., :half], series[..., -half:]
    apart = first.mean(axis=-1) - second.mean(axis=-1)
    error = np.hypot(error_of_mean(first), error_of_mean(second))
    return np.where(error > 0.0, apart / np.maximum(error, 1e-300), 0.0)


def binned(series: np.ndarray, bins: int = BINS) -> np.ndarray:
    """Return means over bins of equal length, [..., bins].

    Surplus steps at the beginning are dropped.
    """
    length = max(1, series.shape[-1] // bins)
    bins = series.shape[-1] // length
    kept = series[..., series.shape[-1] - bins * length :]
    return kept.reshape(*series.shape[:-1], bins, length).mean(axis=-1)


def without_each(bins: np.ndarray) -> np.ndarray:
    """Return the means without one bin in turn, [..., bins]."""
    n = bins.shape[-1]
    return (bins.sum(axis=-1, keepdims=True) - bins) / (n - 1)


def jackknife_error(left_out: np.ndarray) -> np.ndarray:
    """Return the standard error from the values without one bin in turn, on the last axis."""
    n = left_out.shape[-1]
    return np.sqrt((n - 1) * left_out.var(axis=-1))


def binder(square: np.ndarray, fourth: np.ndarray) -> np.ndarray:
    """Return the Binder cumulant U_4 = 1 - <m^4> / (3 <m^2>^2).

    4/9 for a vector of three independent components, 2/3 for one of fixed length. Source:
    Binder1981.
    """
    return 1.0 - fourth / (3.0 * square**2)


@dataclass(frozen=True)
class Averages:
    """Averages of one box against temperature, each [T] with its standard error in ``..._error``.

    temperature K; energy J per spin; heat_capacity k_B per spin; magnetization <|M|>, mu_B per
    metal site, of the order ``order``; square <M^2>, fourth <M^4>; binder U_4; susceptibility
    (N/k_B T)(<M^2> - <|M|>^2) per metal site, mu_B^2/J; autocorrelation: the longer time of energy
    and M^2, steps; drift: the larger difference between the first and the second half of energy and
    M^2, in standard errors.
    """

    order: str
    temperature: np.ndarray
    energy: np.ndarray
    energy_error: np.ndarray
    heat_capacity: np.ndarray
    heat_capacity_error: np.ndarray
    magnetization: np.ndarray
    magnetization_error: np.ndarray
    square: np.ndarray
    square_error: np.ndarray
    fourth: np.ndarray
    fourth_error: np.ndarray
    binder: np.ndarray
    binder_error: np.ndarray
    susceptibility: np.ndarray
    susceptibility_error: np.ndarray
    autocorrelation: np.ndarray
    drift: np.ndarray


def averages(series: Series, order: str, bins: int = BINS) -> Averages:
    """Return the averages of a series for one order.

        C = (<E^2> - <E>^2) / T^2,   chi = N (<m^2> - <m>^2) / k_B T

    E in kelvin, per spin; m the length of M. Means of E and M^2 have the error sqrt(2 tau var /
    steps). Functions of means have that of a jackknife over ``bins``, each longer than tau.
    """
    T, E, m2 = series.temperature, series.energy, series.square[order]
    m = np.sqrt(m2)
    centred = E - E.mean(axis=1, keepdims=True)

    def of(function, *rows):
        means = [binned(row, bins) for row in rows]
        whole = function(*(row.mean(axis=-1)[..., None] for row in means))[..., 0]
        return whole, jackknife_error(function(*(without_each(row) for row in means)))

    over = 1.0 / (series.n * T[:, None] ** 2)
    heat, heat_error = of(lambda e, ee: (ee - e**2) * over, centred, centred**2)
    U, U_error = of(binder, m2, m2**2)
    per = series.n / (k_B * T[:, None])
    chi, chi_error = of(lambda a, aa: (aa - a**2) * per, m, m2)
    return Averages(
        order,
        T,
        E.mean(axis=1) * k_B / series.n,
        error_of_mean(E) * k_B / series.n,
        heat,
        heat_error,
        m.mean(axis=1),
        error_of_mean(m),
        m2.mean(axis=1),
        error_of_mean(m2),
        (m2**2).mean(axis=1),
        error_of_mean(m2**2),
        U,
        U_error,
        chi,
        chi_error,
        np.maximum(autocorrelation_time(E), autocorrelation_time(m2)),
        np.maximum(np.abs(drift(E)), np.abs(drift(m2))),
    )
