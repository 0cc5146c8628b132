"""Mean magnetization of many independent Stoner-Wohlfarth grains.

Easy axes and anisotropies are distributed. Grains rotate coherently and without thermal activation.
The field lies in the film plane. Sharp flips are integrated between their exact angles, so every
result is continuous in every input. Fields are in units of H_K of the median grain.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nmhts.physics.magnetism.stoner_wohlfarth import astroid_angle, switching_field, upper_branch

Texture = Callable[[np.ndarray], np.ndarray]

ANGLES, CLASSES = 12, 8  # Gauss points between two flips: over angles, over anisotropies
CHUNK = 1 << 17  # grains at a time; numerical: bounds memory
# Numerical: classes are even in logistic(1.2 z), slightly wider than the normal distribution.
LOGISTIC = 1.2


def in_plane_random(psi):
    """Return the density of easy axes random in the film plane, 1/rad:  2 / pi  on [0, pi/2]."""
    return np.full_like(psi, 2.0 / np.pi)


def isotropic(psi):
    """Return the density of easy axes random in three dimensions, 1/rad:  sin psi  on [0, pi/2]."""
    return np.sin(psi)


def _panels(breaks, order: int):
    """Return Gauss points and weights between ascending breaks (last axis), dense at panel ends.

    The points follow 3 t^2 - 2 t^3, which smooths a square root at an end.
    Returns: (x, w), shape (..., panels, order).
    """
    nodes, weights = np.polynomial.legendre.leggauss(order)
    t = 0.5 * (nodes + 1.0)
    span = np.diff(breaks)[..., None]
    points = breaks[..., :-1, None] + span * t**2 * (3.0 - 2.0 * t)
    return points, span * 3.0 * t * (1.0 - t) * weights


def _grains(h, freed, texture: Texture):
    """Return the mean m over the easy axes of grains of one anisotropy, descending.

    Parameters: h field over H_K; freed angle below which walls are depinned, rad. Grains flip by
    walls at axis angles in [0, freed], by rotation in [psi_a, pi/2 - psi_a].
    """
    reversed_ = np.maximum(-h, 0.0)
    first = astroid_angle(reversed_)
    quarter = np.full_like(h, 0.5 * np.pi)
    breaks = (0.0 * h, freed, np.maximum(freed, first), np.maximum(freed, quarter - first), quarter)
    psi, weight = _panels(np.stack(breaks, axis=-1), ANGLES)
    flipped = np.array([True, False, True, False])[:, None]
    field = np.where(flipped, reversed_[..., None, None], h[..., None, None]) + 0.0 * psi
    share = np.where(flipped, -weight, weight)
    live = weight > 0.0  # panels without width need no work
    m = np.zeros_like(psi)
    m[live] = upper_branch(field[live], psi[live]) * texture(psi[live]) * share[live]
    return m.sum(axis=(-2, -1))


def ensemble_mean(h, freed, texture: Texture, sigma: float):
    """Return the mean m of all grains, descending.

    K is lognormal about its median with the width sigma of ln K.
    """
    if sigma == 0.0:
        return _grains(h, freed, texture)
    # Anisotropies are cut where the curve of one class has a corner: where rotation begins, where
    # it meets the walls, where it ends.
    corners = np.stack([np.ones_like(h), switching_field(freed), np.full_like(h, 0.5)], axis=-1)
    z = np.log(np.maximum(-h, 1e-300)[..., None] / corners) / sigma
    middle = 1.0 / (1.0 + np.exp(np.clip(-LOGISTIC * z, -40.0, 40.0)))
    ends = np.zeros_like(h)[..., None]
    v, weight = _panels(np.concatenate([ends, middle, ends + 1.0], axis=-1), CLASSES)
    v = np.clip(v, 1e-12, 1.0 - 1e-12)
    z = np.log(v / (1.0 - v)) / LOGISTIC
    weight = weight * np.exp(-0.5 * z**2) / (np.sqrt(2.0 * np.pi) * LOGISTIC * v * (1.0 - v))
    m = _grains(h[..., None, None] * np.exp(-sigma * z), freed[..., None, None] + 0.0 * z, texture)
    return (m * weight).sum(axis=(-2, -1)) / weight.sum(axis=(-2, -1))


def descending_branch(h, h_p, texture: Texture, sigma: float):
    """Return the reduced descending branch for flat arrays h and h_p.

    Parameters: h field and h_p pinning field, both over the median H_K; texture density of easy
    axes; sigma width of ln K.
    """
    reversed_ = np.maximum(-h, 0.0)
    # Walls are free where H_p / cos psi is below the reversed field. That angle is the same in
    # grains of any anisotropy.
    ratio = np.where(h_p < reversed_, h_p, reversed_) / np.where(reversed_ > 0.0, reversed_, 1.0)
    freed = np.where(reversed_ > 0.0, np.arccos(np.clip(ratio, 0.0, 1.0)), 0.0)
    step = CHUNK // (4 * ANGLES * (4 * CLASSES if sigma else 1))
    parts = [slice(i, i + step) for i in range(0, h.size, step)]
    return np.concatenate([ensemble_mean(h[i], freed[i], texture, sigma) for i in parts] or [h])
