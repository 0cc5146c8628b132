"""One Stoner-Wohlfarth grain: uniaxial anisotropy, coherent rotation, optional wall depinning.

Fields are in units of the anisotropy field H_K; psi is the angle between easy axis and field, in
[0, pi/2]. All functions take arrays and broadcast.
"""

from __future__ import annotations

import numpy as np

from nmhts.constants import mu_0

MAX_ITERATIONS = 60  # numerical: bisection alone reaches rounding within these
TORQUE = 5e-16  # numerical: torque over (1 + |h|) at the rounding of a double


def anisotropy_field(M_s, K):
    """Return the anisotropy field, A/m:  H_K = 2 K / (mu_0 M_s).

    Parameters: M_s saturation magnetization > 0, A/m; K uniaxial anisotropy, J/m3. Source:
    StonerWohlfarth1948.
    """
    return 2.0 * K / (mu_0 * M_s)


def switching_field(psi):
    """Return the reversed field over H_K at which the upper branch ends (the astroid).

        h_sw = (cos^(2/3) psi + sin^(2/3) psi)^(-3/2)

    Parameters: psi, rad, in [0, pi/2]. Returns: share in [1/2, 1]. Source: StonerWohlfarth1948.
    """
    return (np.cbrt(np.cos(psi)) ** 2 + np.cbrt(np.sin(psi)) ** 2) ** -1.5


def astroid_angle(h):
    """Return the smaller of the two angles that switch at the reversed field h, rad.

        sin 2 psi_a = 2 (1 - h^2)^(3/2) / (3 sqrt(3) h^2)      (the astroid solved for psi)

    The other angle is pi/2 - psi_a.
    Parameters: h reversed field over H_K. Returns: angle in [0, pi/4]; pi/4 up to h = 1/2 and 0
    from h = 1 on.
    """
    square = np.clip(h, 0.5, 1.0) ** 2
    sine = 2.0 * (1.0 - square) ** 1.5 / (np.sqrt(27.0) * square)
    return 0.5 * np.arcsin(np.minimum(sine, 1.0))


def depinning_field(psi, h_p):
    """Return the reversed field that frees a wall over H_K:  h_p / cos psi, unbounded at pi/2.

    Parameters: psi, rad; h_p pinning field along the axis over H_K. Source: Kondorsky1940.
    """
    return h_p / np.maximum(np.cos(psi), 1e-300)


def flip_field(psi, h_p):
    """Return the reversed field over H_K at which a grain flips, by wall or rotation."""
    return np.minimum(switching_field(psi), depinning_field(psi, h_p))


def upper_branch(h, psi):
    """Return the magnetization along the field on the branch from positive saturation, over M_s.

        sin theta cos theta + h sin(theta + psi) = 0,   m = cos(theta + psi)

    Here theta is the angle of the magnetization from the easy axis.
    Parameters: h field over H_K, limited from below to -h_sw(psi), where the branch ends; psi, rad,
    in [0, pi/2].
    Returns: m in [-1, 1]; the lower branch is -upper_branch(-h, psi).
    Errors: none; the residual torque is below 1e-15 (1 + |h|), so m is exact to about 1e-15 away
    from the switching field and to 1e-8 at it, where the branch ends in a square root. Method:
    Newton inside a bracket.
    Source: StonerWohlfarth1948.
    """
    end = switching_field(psi)
    h, psi, end = np.broadcast_arrays(np.maximum(h, -end), psi, end)
    shape, result = h.shape, np.empty(h.size)
    h, psi, end, where = h.ravel(), psi.ravel(), end.ravel(), np.arange(h.size)
    sin_psi, cos_psi = np.sin(psi), np.cos(psi)
    low, high = -psi, np.arctan2(np.cbrt(sin_psi), np.cbrt(cos_psi))
    # First guess: exact for psi -> 0 above zero field, the square root of the fold below zero.
    above = np.maximum(h, 0.0)
    theta = high * (1.0 - np.sqrt(np.maximum(1.0 + np.minimum(h, 0.0) / end, 0.0)))
    theta -= psi * above / (1.0 + above)
    for _ in range(MAX_ITERATIONS):
        sine, cosine = np.sin(theta), np.cos(theta)
        across, m = sine * cos_psi + cosine * sin_psi, cosine * cos_psi - sine * sin_psi
        torque = sine * cosine + h * across
        stiffness = cosine**2 - sine**2 + h * m
        result[where] = m
        open_ = np.abs(torque) > TORQUE * (1.0 + np.abs(h))
        if not open_.any():
            break
        low, high = np.where(torque < 0.0, theta, low), np.where(torque > 0.0, theta, high)
        step = theta - torque / np.where(stiffness > 0.0, stiffness, 1e-300)
        step = np.where((step > low) & (step < high), step, 0.5 * (low + high))
        theta = np.where(open_, step, theta)  # a grain's bytes do not depend on its neighbors
        if np.count_nonzero(open_) < 0.8 * open_.size:  # finished grains leave the loop
            kept = (theta, h, sin_psi, cos_psi, low, high, where)
            theta, h, sin_psi, cos_psi, low, high, where = (x[open_] for x in kept)
    return result.reshape(shape)
