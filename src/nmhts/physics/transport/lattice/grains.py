"""Columnar grains: a periodic Voronoi tessellation of the film plane, the same at every height."""

from __future__ import annotations

import numpy as np

from nmhts.errors import SimulationError

LEAST_GRAIN = 3  # sites; assumed: a smaller grain would consist of boundary only


def grain_map(nx: int, ny: int, size: float, rng: np.random.Generator) -> np.ndarray:
    """Return the grain of each column, int [nx, ny]: that of the nearest random point.

    There are as many random points as grains.
    Parameters: size: mean grain size in sites, the square root of the mean area of a grain; rng
    generates the points.
    Errors: SimulationError for grains below 3 sites, or so large that the box holds less than two.
    """
    most = np.sqrt(0.5 * nx * ny)
    if not size >= LEAST_GRAIN:
        raise SimulationError(
            f"grain_size: {size:.3g} sites (allowed: {LEAST_GRAIN} sites or more; nearest: "
            f"{LEAST_GRAIN} sites)"
        )
    if size > most * (1.0 + 1e-9):
        raise SimulationError(
            f"grain_size: {size:.3g} sites, of which a box of {nx} x {ny} sites holds less than "
            f"two (allowed: up to {most:.3g} sites in this box; "
            "larger grains need a larger size)"
        )
    count = round(nx * ny / size**2)
    points = rng.random((count, 2)) * (nx, ny)
    x, y = np.meshgrid(np.arange(nx), np.arange(ny), indexing="ij")
    best, owner = np.full((nx, ny), np.inf), np.zeros((nx, ny), dtype=np.int64)
    for k, (px, py) in enumerate(points):
        dx = np.abs(x - px)
        dy = np.abs(y - py)
        distance = np.minimum(dx, nx - dx) ** 2 + np.minimum(dy, ny - dy) ** 2
        closer = distance < best
        best[closer], owner[closer] = distance[closer], k
    return owner


def boundary_columns(grains: np.ndarray) -> np.ndarray:
    """Return which columns lie on a grain boundary, bool [nx, ny].

    The next column of such a column along x or y belongs to another grain, so a boundary is one
    site wide.
    """
    return (grains != np.roll(grains, -1, 0)) | (grains != np.roll(grains, -1, 1))
