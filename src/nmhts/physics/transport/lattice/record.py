"""Records of a box at one time."""

from __future__ import annotations

from typing import Any, NamedTuple

from nmhts.numerics.compiled import kernel
from nmhts.physics.transport.lattice.box import ADSORBED, AROUND, DISSOLVED, EXCHANGES, HOPS, LOST
from nmhts.physics.transport.stepping import (
    ADSORBED_OUT,
    CURRENT_OUT,
    DISSOLVED_OUT,
    LOST_OUT,
    STERN_OUT,
)

LEVELS = AROUND + 1
"""Number of local occupancies: k of the nine sites around one in its plane."""


class Records(NamedTuple):
    """Records at t times."""

    occupancy: Any  # [t, n] means of the planes, plane 0 at the bottom electrode
    scalars: Any  # [t, N_SCALARS] as in the plane model
    local: Any  # int64 [t, n, LEVELS] sites of a plane by the N among the nine around them
    heights: Any  # [t, columns] front of each column, planes
    events: Any  # int64 [t, 2] hops and exchanges so far


@kernel
def step_height(occupied, base, n):
    """Return the height of metal in a column, in sites from the bottom, by the best step profile.

    The best step has the fewest exceptions; among equal ones the middle is taken.
    Parameters: occupied uint8; base: ghost below the column; n sites.
    """
    wrong = 0
    for z in range(1, n + 1):
        wrong += 1 - occupied[base + z]
    least, first, last = wrong, 0, 0
    for z in range(1, n + 1):
        # Site z joins the metal: an N there becomes an exception, a vacancy stops being one.
        wrong += 1 if occupied[base + z] else -1
        if wrong < least:
            least, first, last = wrong, z, z
        elif wrong == least:
            last = z
    return 0.5 * (first + last)


@kernel
def record(box, records, k, columns, drop, current):
    """Fill record k; current density A/m2."""
    n, tall = box.n, len(box.real)
    for z in range(1, n + 1):
        records.occupancy[k, z - 1] = box.planes[z] / columns
    for c in range(columns):
        base = c * tall
        records.heights[k, c] = step_height(box.occupied, base, n)
        for z in range(1, n + 1):
            count = 0
            for m in range(AROUND):
                count += box.occupied[box.around[AROUND * c + m] * tall + z]
            records.local[k, z - 1, count] += 1
    records.scalars[k, ADSORBED_OUT] = box.contents[ADSORBED] / columns
    records.scalars[k, DISSOLVED_OUT] = box.contents[DISSOLVED] / columns
    records.scalars[k, LOST_OUT] = box.contents[LOST] / columns
    records.scalars[k, STERN_OUT] = drop
    records.scalars[k, CURRENT_OUT] = current
    records.events[k, 0] = box.contents[HOPS]
    records.events[k, 1] = box.contents[EXCHANGES]
