"""Hysteresis of a continuous polycrystalline film: an ensemble of grains with exchange bias.

Branches over a field grid, and loop parameters of many films at once from a table.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from nmhts.constants import mu_0
from nmhts.physics.magnetism.ensemble import (
    Texture,
    descending_branch,
    ensemble_mean,
    in_plane_random,
)
from nmhts.physics.magnetism.stoner_wohlfarth import anisotropy_field

TABLE = 128  # numerical: fields of a coercivity table, plus a third more near the onset of rotation


class LoopMetrics(NamedTuple):
    """Parameters of a loop; arrays of the films' shape."""

    coercivity: np.ndarray
    """Half width of the loop at M = 0, A/m; NaN without ferromagnet."""
    remanence: np.ndarray
    """M on the descending branch at the center H = -exchange_bias, A/m; 0 without ferromagnet."""
    exchange_bias: np.ndarray
    """H_eb, A/m: the loop is centered at H = -H_eb; NaN without ferromagnet."""
    anisotropy_field: np.ndarray
    """H_K of the median grain, the field at which its loop closes, A/m; NaN without ferromagnet."""


def interface_coupling(T, J_0, T_B):
    """Return the coupling to the antiferromagnet per area, J/m2:  J_eb(T) = J_0 max(0, 1 - T/T_B).

    Parameters: T, K; J_0 coupling at 0 K, J/m2; T_B blocking temperature > 0, K. The linear
    decrease is assumed. MnN/CoFe: 0.41 mJ/m2 at room temperature, median blocking temperature 433 K
    (Meinert2015).
    """
    return J_0 * np.maximum(0.0, 1.0 - T / T_B)


def exchange_bias_field(J_eb, M_s, t_FM):
    """Return the shift of the loop, A/m:  H_eb = J_eb / (mu_0 M_s t_FM).

    Positive after cooling in a positive field; the loop then moves to negative fields: M(H) = M_0(H
    + H_eb).
    Parameters: J_eb coupling, J/m2; M_s, A/m; t_FM thickness of the ferromagnet, m.
    Returns: NaN without ferromagnet (M_s <= 0 or t_FM <= 0). Source: MeiklejohnBean1957.
    """
    moment = np.multiply(M_s, t_FM)
    there = (np.asarray(M_s) > 0.0) & (moment > 0.0)
    return np.where(there, J_eb / (mu_0 * np.where(there, moment, 1.0)), np.nan)


def hysteresis_loop(H, M_s, K, H_p, H_eb, *, texture: Texture = in_plane_random, sigma=0.0):
    """Return the descending and ascending branch of the film's loop between saturated states, A/m.

        M(H) = M_s < m(H + H_eb; K, psi) >      a grain flips at min(h_sw, h_p / cos psi)

    Parameters: H fields, A/m, shape (..., fields); M_s saturation magnetization, A/m; K median
    anisotropy, J/m3, >= 0; H_p pinning field, A/m, >= 0 (inf: no walls); H_eb exchange bias, A/m,
    the loop is centered at H = -H_eb (0 without antiferromagnet); all of the films' shape (...);
    texture density of easy axes, ``in_plane_random`` or ``isotropic``; sigma width of ln K, one
    number >= 0.
    Returns: (M_descending, M_ascending), shape (..., fields); zeros where M_s <= 0. NaN inputs and
    K < 0 give NaN.
    Limits: coherent grains without interactions or thermal activation. Sources:
    StonerWohlfarth1948, Kondorsky1940.
    """
    M_s, K, H_p, H_eb = (np.asarray(x, dtype=float)[..., None] for x in (M_s, K, H_p, H_eb))
    there = ~(M_s <= 0.0)
    H_K = np.maximum(anisotropy_field(np.where(there, M_s, 1.0), K), 1e-9)
    shifted = np.where(there, H + np.where(there, H_eb, 0.0), 0.0) / H_K
    h, h_p = (np.ascontiguousarray(x) for x in np.broadcast_arrays(shifted, H_p / H_K))
    known = np.isfinite(h) & ~np.isnan(h_p) & (K >= 0.0)
    branches = []
    for sign in (1.0, -1.0):
        m = np.full(h.shape, np.nan)
        m[known] = sign * descending_branch(sign * h[known], h_p[known], texture, float(sigma))
        branches.append(np.where(there, M_s * m, 0.0))
    return branches[0], branches[1]


def _root(f, low, high):
    """Return the zeros of decreasing functions, one per element, by regula falsi (Illinois)."""
    f_low, f_high = f(low), f(high)
    x = low
    for _ in range(100):
        x = (low * f_high - high * f_low) / (f_high - f_low)
        y = f(x)
        if np.abs(y).max() < 1e-9:
            break
        left = y > 0.0
        f_low, f_high = np.where(left, y, 0.5 * f_low), np.where(left, 0.5 * f_high, y)
        low, high = np.where(left, x, low), np.where(left, high, x)
    return x


@lru_cache(maxsize=64)
def _table(texture: Texture, sigma: float) -> tuple[np.ndarray, np.ndarray, float]:
    """Return pinning fields, their coercivities (both over H_K) and the remanence over M_s.

    The relation is inverted: for a coercivity h_c the freed angle is found that makes M(-h_c) zero;
    then h_p = h_c cos(angle).
    """
    zero = np.zeros(1)
    remanence = float(ensemble_mean(zero, zero, texture, sigma)[0])
    rotation = _root(lambda h: ensemble_mean(-h, zero, texture, sigma), zero, np.full(1, 2.0))
    even = np.linspace(0.0, 1.0, TABLE + 1)[1:-1]
    # Rotation begins at 1/2 as a square root.
    t = 2.0 * even[1::3] - 1.0
    begin = 0.5 + 0.03 * t * np.abs(t)
    h_c = np.unique(np.concatenate([rotation * even, begin[begin < rotation]]))
    right = np.full_like(h_c, 0.5 * np.pi)
    freed = _root(lambda angle: ensemble_mean(-h_c, angle, texture, sigma), 0.0 * right, right)
    h_p = np.concatenate([zero, h_c * np.cos(freed), rotation])
    return h_p, np.concatenate([zero, h_c, rotation]), remanence


def coercivity_ratio(h_p, *, texture: Texture = in_plane_random, sigma=0.0):
    """Return the coercivity for a pinning field, both over the median H_K.

    Interpolated in a table made once per texture and sigma.
    Returns: from 0 at h_p = 0 to the value of pure rotation, which holds at larger h_p. Errors:
    below 1e-4.
    """
    pinning, coercivity, _ = _table(texture, float(sigma))
    return np.interp(h_p, pinning, coercivity)


def loop_metrics(
    M_s, K, H_p, t_FM, J_eb, *, texture: Texture = in_plane_random, sigma=0.0
) -> LoopMetrics:
    """Return coercivity, remanence and exchange bias of films without building their loops.

    Parameters: as in ``hysteresis_loop``, with t_FM thickness of the ferromagnet, m, and J_eb
    coupling, J/m2; they broadcast. The antiferromagnet shifts the loop and does not change its
    width.
    Returns: LoopMetrics; without ferromagnet (M_s <= 0 or t_FM <= 0) NaN and zero remanence. K < 0
    gives NaN.
    """
    M_s, K, H_p, t_FM, J_eb = np.broadcast_arrays(M_s, K, H_p, t_FM, J_eb)
    absent = (M_s <= 0.0) | (t_FM <= 0.0)
    there = ~absent & (K >= 0.0)
    H_K = np.where(there, anisotropy_field(np.where(there, M_s, 1.0), K), np.nan)
    h_p = H_p / np.where(H_K > 0.0, H_K, 1.0)
    remanence = _table(texture, float(sigma))[2]
    return LoopMetrics(
        coercivity=H_K * coercivity_ratio(h_p, texture=texture, sigma=sigma),
        remanence=np.where(absent, 0.0, remanence * M_s),
        exchange_bias=exchange_bias_field(J_eb, M_s, t_FM),
        anisotropy_field=H_K,
    )
