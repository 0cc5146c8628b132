"""Boxes of several sizes scanned over temperature, and the crossing of their Binder cumulants."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nmhts.physics.magnetism.spins.lattice import FERROMAGNETIC
from nmhts.physics.magnetism.spins.reweighting import binder_curve
from nmhts.physics.magnetism.spins.sampling import Series, sample
from nmhts.physics.magnetism.spins.statistics import (
    BINS,
    binder,
    binned,
    jackknife_error,
    without_each,
)
from nmhts.physics.magnetism.spins.system import COLLINEAR, Spins


class Boxes:
    """Boxes of all sizes, [sizes][samples], with the order parameter and seed of their scans."""

    def __init__(
        self, boxes: list[list[Spins]], sizes: Sequence[int], order: str | None, seed: int
    ):
        self.boxes, self.sizes, self.seed = boxes, sizes, seed
        self.order = order or _satisfied(boxes)
        self.scans = 0

    def scan(self, T: np.ndarray, steps: int) -> list[list[Series]]:
        """Return the series of all boxes, with |M|^2 as a share of the maximum of its box.

        The share removes the difference in the number of moments between arrangements, which is no
        fluctuation of the order. If the order parameter is open, the first scan decides it.
        """
        self.scans += 1
        found = [
            [self._one(box, T, steps, (size, k, self.scans)) for k, box in enumerate(some)]
            for size, some in zip(self.sizes, self.boxes, strict=True)
        ]
        if self.order is None:
            self.order = _strongest(found[-1])
        return found

    def _one(self, box: Spins, T: np.ndarray, steps: int, key: tuple[int, ...]) -> Series:
        series = sample(
            box,
            T,
            steps=steps,
            warm=max(steps // 4, 100),
            relaxations=max(2, key[0] // 8),
            orders=[self.order] if self.order else None,
            seed=self.seed,
            key=key,
        )
        shares = {
            name: square / np.abs(box.pattern(name)[0]).sum() ** 2
            for name, square in series.square.items()
        }
        return series._replace(square=shares)

    def waves(self) -> int:
        """Return the number of wave vectors of the order."""
        return len(self.boxes[-1][0].pattern(str(self.order)))


def _satisfied(boxes: list[list[Spins]]) -> str | None:
    """Return the order that satisfies every bond of every box, or None if bonds are frustrated."""
    every = [box for some in boxes for box in some]
    names = [name for name in every[0].patterns if all(name in box.patterns for box in every)]
    for name in names:
        if all(
            len(box.patterns[name]) == 1 and _holds(box, box.patterns[name][0]) for box in every
        ):
            return name
    return COLLINEAR if all(box.gauge is not None for box in every) else None


def _holds(box: Spins, weights: np.ndarray) -> bool:
    first = np.repeat(np.arange(box.n), np.diff(box.start))
    return bool(np.all(box.coupling * weights[first] * weights[box.other] >= 0.0))


def _strongest(found: list[Series]) -> str:
    """Return the order that is largest at the lowest temperature."""
    names = set.intersection(*(set(series.square) for series in found))
    shares = {name: np.mean([series.square[name][0].mean() for series in found]) for name in names}
    return max(sorted(names), key=lambda name: (shares[name], name == FERROMAGNETIC))


def cumulants(found: list[Series], order: str) -> tuple[np.ndarray, np.ndarray]:
    """Return U_4 and its error at the simulated temperatures, [T] each."""
    squares = [series.square[order] for series in found]
    if len(squares) == 1:
        m2, m4 = binned(squares[0]), binned(squares[0] ** 2)
    else:
        m2 = np.stack([s.mean(axis=1) for s in squares], axis=-1)
        m4 = np.stack([(s**2).mean(axis=1) for s in squares], axis=-1)
    whole = binder(m2.mean(axis=-1), m4.mean(axis=-1))
    return whole, jackknife_error(binder(without_each(m2), without_each(m4)))


def ordered_share(U: np.ndarray, waves: int) -> np.ndarray:
    """Return the position of U_4 between a disordered box (0) and an ordered one (1).

    An order of ``waves`` wave vectors has 3 waves components: U_4 = 2/3 - 2/(9 waves) if they are
    independent, 2/3 if |M| is fixed.
    """
    return 1.0 - (2.0 / 3.0 - U) * 4.5 * waves


def split(D: np.ndarray) -> int:
    """Return the number of differences D along T on the ordered side, where D should be > 0."""
    below = np.concatenate([[0.0], np.cumsum(np.maximum(0.0, -D))])
    above = np.concatenate([np.cumsum(np.maximum(0.0, D)[::-1])[::-1], [0.0]])
    cost = below + above
    best = np.flatnonzero(cost <= cost.min() * (1.0 + 1e-12))
    return int(best[len(best) // 2])


def crossing(T: np.ndarray, D: np.ndarray) -> float:
    """Return the T at which D falls through zero, by the best split; NaN if that lies outside."""
    k = split(D)
    if k in (0, len(T)) or D[k - 1] == D[k]:
        return float("nan")
    share = np.clip(D[k - 1] / (D[k - 1] - D[k]), 0.0, 1.0)
    return float(T[k - 1] + share * (T[k] - T[k - 1]))


def crossing_of_curves(
    small: list[Series], large: list[Series], order: str, T: np.ndarray, grid: np.ndarray
) -> tuple[float, float, float]:
    """Return the crossing of the cumulants of two sizes, K, its standard error, and U_4 there.

    NaN where they do not cross inside the grid.
    Parameters: series of the arrangements of each size at the temperatures T [K]; grid of
    temperatures K.
    """
    curves = [
        binder_curve([(s.energy, s.square[order]) for s in some], T, grid, BINS)
        for some in (small, large)
    ]
    (U_small, parts_small), (U_large, parts_large) = curves
    found = crossing(grid, U_large - U_small)
    moved = [
        [crossing(grid, U_large - part) for part in parts_small.T],
        [crossing(grid, part - U_small) for part in parts_large.T],
    ]
    # For a part whose curves do not cross inside the grid the far end of the grid is taken.
    far = grid[0] if found - grid[0] > grid[-1] - found else grid[-1]
    parts = [np.nan_to_num(np.array(some), nan=far) for some in moved]
    error = float(np.sqrt(sum(jackknife_error(some) ** 2 for some in parts)))
    return found, error, float(np.interp(found, grid, U_large))
