"""Known lowest points of phases above a plane of potentials, and the slopes around them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import kernel, maker
from nmhts.physics.thermo.energy import LEAST

# Numerical: share of the energy of ideal mixing. A sample this high above a well of its phase has
# no well of its own.
_SHARE = 0.5


class Wells(NamedTuple):
    """Known lowest points of phases above the plane."""

    count: Any  # [1]
    phase: Any  # [w]
    height: Any  # [w] J per mole of atoms
    y: Any  # [w, n]


@maker
def new_wells(w, n):
    """Return memory for w wells of phases of up to n constituents."""
    return Wells(
        np.zeros(1, dtype=np.int64), np.zeros(w, dtype=np.int64), np.zeros(w), np.zeros((w, n))
    )


@kernel
def note(phase, height, y, wells):
    """Store a well if there is room; one that is not stored is found again."""
    k = wells.count[0]
    if k == len(wells.phase):
        return
    wells.phase[k], wells.height[k] = phase, height
    for i in range(len(y)):
        wells.y[k, i] = y[i]
    wells.count[0] = k + 1


@kernel
def rises(tables, p, RT, high, y, well):
    """Return whether a constitution lies as high above a well as a share of ideal mixing.

    Above a lowest point, G minus its tangent plane is a Bregman divergence of G. For ideal mixing
    it is R T sum_s a_s sum_i y_i ln(y_i / y_i of the well).
    Parameters: high: height above the well, J per mole of formula units.
    """
    first, mixing = tables.first[p], 0.0
    for i in range(tables.first[p + 1] - first):
        if y[i] > LEAST:
            mixing += tables.sites[first + i] * y[i] * np.log(y[i] / max(well[i], LEAST))
    return high >= _SHARE * RT * mixing
