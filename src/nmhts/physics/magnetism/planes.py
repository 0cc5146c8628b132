"""Order and magnetization of every plane of a batch of films, compiled: what a study asks at every recorded time."""

from __future__ import annotations

import numpy as np

from nmhts.numerics import single
from nmhts.numerics.compiled import entry, inlined
from nmhts.physics.magnetism.intrinsic import intrinsic_laws

_laws = intrinsic_laws(single, inlined)
_spontaneous_order, _neel_temperature = _laws.spontaneous_order, _laws.neel_temperature
_ANTIFERROMAGNETIC = np.int8(3)
_PARAMAGNETIC = np.int8(0)


@entry
def magnetize(
    numbers, extinctions, temperatures, n_planes, occupancy, order, magnetization, ferromagnetic
):
    """Fill order, mean magnetization and number of magnetized planes of films, the numbers being those of ``intrinsic.magnetic_state``.

    Parameters: b films, t times, p planes of the thickest: numbers [b, 11] by ``order_numbers``; extinctions [b] occupancies from which on nothing is
    magnetized; temperatures [b] K; n_planes [b]; occupancy [b, t, p], NaN where a film did not get to.
    Fills order [b, t, p] int8 (left as it is where there is no film), magnetization [b, t] A/m (of the film) and ferromagnetic [b, t] planes, both NaN where the
    film did not get to.
    """
    for i in range(len(n_planes)):
        q, T, n = numbers[i], temperatures[i], n_planes[i]
        for k in range(occupancy.shape[1]):
            if np.isnan(occupancy[i, k, 0]):
                magnetization[i, k] = np.nan
                ferromagnetic[i, k] = np.nan
                continue
            total, count = 0.0, 0
            for j in range(n):
                y = occupancy[i, k, j]
                if y < extinctions[i]:
                    code, _, _, M_s = _spontaneous_order(
                        y, T, q[0], q[1], q[2], q[3], q[4], q[5], q[6], q[7], q[8], q[9], q[10]
                    )
                    order[i, k, j] = np.int8(code)
                    total += M_s
                    count += M_s > 0.0
                else:
                    above = _neel_temperature(y, q[4], q[10]) > T
                    order[i, k, j] = _ANTIFERROMAGNETIC if above else _PARAMAGNETIC
            magnetization[i, k] = total / n
            ferromagnetic[i, k] = count
