"""Potentials of single and double layers on straight elements in two dimensions, in closed form."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nmhts.physics.transport.bipolar.boundary import Boundary

_SMALL = 1e-30  # m; numerical: keeps the logarithm finite at the ends of an element


def layer_potentials(points: np.ndarray, boundary: Boundary) -> tuple[np.ndarray, np.ndarray]:
    """Return the potentials at points of layers of unit strength on the elements.

        S_ij = int -ln|x_i - y| / 2 pi ds
        D_ij = int n.(x_i - y) / (2 pi |x_i - y|^2) ds = -theta_ij / 2 pi

    n points out of the electrolyte. theta is the angle subtended by the element, signed by its
    direction; 0 from its own middle.
    Parameters: points [m, 2] m; boundary of n elements. Returns: S [m, n] m, D [m, n].
    Source: Crouch1983.
    """
    along = (boundary.end - boundary.start) / boundary.length[:, None]
    first = boundary.start[None] - points[:, None]
    last = boundary.end[None] - points[:, None]
    s_0 = np.einsum("ijk,jk->ij", first, along)
    s_1 = s_0 + boundary.length
    height = along[:, 0] * first[..., 1] - along[:, 1] * first[..., 0]
    # A point on the element sees it edge-on from either side, which gives the principal value.
    rounding = 16.0 * np.finfo(float).eps * np.abs(boundary.end).max()
    height = np.where(np.abs(height) < 1e-9 * boundary.length + rounding, 0.0, height)
    r_0, r_1 = np.hypot(*np.moveaxis(first, 2, 0)), np.hypot(*np.moveaxis(last, 2, 0))
    cross = first[..., 0] * last[..., 1] - first[..., 1] * last[..., 0]
    dot = np.einsum("ijk,ijk->ij", first, last)
    theta = np.where(height == 0.0, 0.0, np.arctan2(cross, dot))
    logarithms = s_1 * np.log(r_1 + _SMALL) - s_0 * np.log(r_0 + _SMALL)
    integral = logarithms - boundary.length + np.abs(height) * np.abs(theta)
    return -integral / (2.0 * np.pi), -theta / (2.0 * np.pi)


class _Seen(NamedTuple):
    """Elements as seen from points off the boundary.

    Vector from the point to the start of the element [m, n, 2] m, direction of the element [n, 2],
    subtended angle [m, n], logarithm of the ratio of the distances of its ends [m, n].
    """

    first: np.ndarray
    along: np.ndarray
    theta: np.ndarray
    ratio: np.ndarray


def _seen(points: np.ndarray, boundary: Boundary) -> _Seen:
    along = (boundary.end - boundary.start) / boundary.length[:, None]
    first = boundary.start[None] - points[:, None]
    last = boundary.end[None] - points[:, None]
    cross = first[..., 0] * last[..., 1] - first[..., 1] * last[..., 0]
    theta = np.arctan2(cross, np.einsum("ijk,ijk->ij", first, last))
    return _Seen(first, along, theta, 0.5 * np.log((last**2).sum(axis=2) / (first**2).sum(axis=2)))


def double_potential(
    points: np.ndarray, boundary: Boundary, start: np.ndarray, slope: np.ndarray
) -> np.ndarray:
    """Return the potential at points of double layers of linear strength along their elements, [m].

    Parameters: points off the boundary [m, 2] m; boundary of n elements; start: strength at the
    start of each [n]; slope of the strength along it [n] 1/m.
    """
    first, along, theta, ratio = _seen(points, boundary)
    foot = -np.einsum("ijk,jk->ij", first, along)  # of the point, from the start along the element
    height = along[:, 0] * first[..., 1] - along[:, 1] * first[..., 0]
    return ((height * ratio - foot * theta) @ slope - theta @ start) / (2.0 * np.pi)


def layer_fields(points: np.ndarray, boundary: Boundary) -> np.ndarray:
    """Return the gradients of the potentials S of ``layer_potentials``, [m, n, 2].

    The points are off the boundary.
    Source: Crouch1983.
    """
    _, along, theta, ratio = _seen(points, boundary)
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    return (ratio[..., None] * along - theta[..., None] * across) / (2.0 * np.pi)
