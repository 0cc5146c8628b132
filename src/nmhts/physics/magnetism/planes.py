"""Magnetic order and magnetization of every plane of a batch of films, compiled.

Studies call these kernels at every recorded time.
"""

from __future__ import annotations

import numpy as np

from nmhts.numerics import duals, single
from nmhts.numerics.compiled import entry, inlined, kernel
from nmhts.numerics.duals import dual
from nmhts.physics.magnetism.intrinsic import intrinsic_laws

_laws = intrinsic_laws(single, inlined)
_spontaneous_order, _neel_temperature = _laws.spontaneous_order, _laws.neel_temperature
_order_of_duals = intrinsic_laws(duals, inlined).spontaneous_order
_ANTIFERROMAGNETIC = np.int8(3)
_PARAMAGNETIC = np.int8(0)


@entry
def magnetize(
    numbers, extinctions, temperatures, n_planes, occupancy, order, magnetization, ferromagnetic
):
    """Fill order, mean magnetization and number of magnetized planes of films.

    The laws are those of ``intrinsic.magnetic_state``.
    Parameters: b films, t times, p planes of the thickest film: numbers [b, 11] by
    ``order_numbers``; extinctions [b] occupancies above which nothing is magnetized; temperatures
    [b] K; n_planes [b]; occupancy [b, t, p], NaN at times a film did not reach.
    Fills order [b, t, p] int8 (unchanged beyond the planes of a film), magnetization [b, t] A/m (of
    the film) and ferromagnetic [b, t] planes; both are NaN at times a film did not reach.
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


@entry
def weigh(numbers, extinctions, temperatures, occupancy, weights, magnetization, ferromagnetic):
    """Fill weighted sums over samples of films: saturation magnetization and magnetized weight.

    As ``magnetize``, with samples in place of planes.
    Parameters: as in ``magnetize``, with occupancy and weights [b, t, s].
    Fills magnetization [b, t], A/m times the unit of the weights, and ferromagnetic [b, t], the sum
    of the weights of magnetized samples; both NaN where an occupancy is NaN.
    """
    for i in range(len(temperatures)):
        q, T = numbers[i], temperatures[i]
        for k in range(occupancy.shape[1]):
            total, count = 0.0, 0.0
            for j in range(occupancy.shape[2]):
                y, weight = occupancy[i, k, j], weights[i, k, j]
                if not y >= extinctions[i]:
                    _, _, _, M_s = _spontaneous_order(
                        y, T, q[0], q[1], q[2], q[3], q[4], q[5], q[6], q[7], q[8], q[9], q[10]
                    )
                    total += weight * M_s
                    count += weight * (M_s > 0.0)
            magnetization[i, k] = total
            ferromagnetic[i, k] = count if total == total else np.nan


@entry
def push_weigh(
    numbers, extinctions, temperatures, occupancy, weights, by_numbers, by_temperature, moved,
    moved_weights, out
):  # fmt: skip
    """Fill the derivatives of the magnetization of ``weigh`` in m directions.

    Parameters: as in ``weigh`` and ``push_magnetization``; moved, moved_weights [b, m, t, s]
    tangents. Fills out [b, m, t].
    """
    still, of_law = np.zeros(numbers.shape[1]), np.zeros(out.shape[1], dtype=np.bool_)
    for i in range(len(temperatures)):
        q, T = numbers[i], temperatures[i]
        # Most directions move the samples only.
        for m in range(out.shape[1]):
            of_law[m] = by_temperature[i, m] != 0.0
            for number in range(numbers.shape[1]):
                of_law[m] |= by_numbers[i, m, number] != 0.0
        for k in range(occupancy.shape[1]):
            for m in range(out.shape[1]):
                out[i, m, k] = 0.0
            for j in range(occupancy.shape[2]):
                y, weight = occupancy[i, k, j], weights[i, k, j]
                if y >= extinctions[i]:
                    continue
                M_s = _moved(y, 1.0, T, 0.0, q, still)
                for m in range(out.shape[1]):
                    change = M_s.slope * moved[i, m, k, j]
                    if of_law[m]:
                        change += _moved(y, 0.0, T, by_temperature[i, m], q, by_numbers[i, m]).slope
                    out[i, m, k] += weight * change + moved_weights[i, m, k, j] * M_s.value


@kernel
def _moved(y, dy, T, dT, q, dq):
    """Return the magnetization of a plane and its derivative in a direction."""
    return _order_of_duals(
        dual(y, dy), dual(T, dT), dual(q[0], dq[0]), dual(q[1], dq[1]), dual(q[2], dq[2]),
        dual(q[3], dq[3]), dual(q[4], dq[4]), dual(q[5], dq[5]), dual(q[6], dq[6]),
        dual(q[7], dq[7]), dual(q[8], dq[8]), dual(q[9], dq[9]), dual(q[10], dq[10]),
    )[3]  # fmt: skip


@entry
def pull_magnetization(
    numbers, extinctions, temperatures, n_planes, occupancy, given, by_numbers, by_temperature,
    by_occupancy
):  # fmt: skip
    """Pull cotangents of the mean magnetization of films back to its inputs.

    Valid where the magnetization is smooth: it may jump where the order of a plane changes.
    Parameters: as in ``magnetize``; given [b, t] cotangents of ``magnetization``.
    Adds to by_numbers [b, 11], by_temperature [b], by_occupancy [b, t, p].
    """
    count = numbers.shape[1]
    still, along = np.zeros(count), np.zeros(count)
    for i in range(len(n_planes)):
        q, T, n = numbers[i], temperatures[i], n_planes[i]
        for k in range(occupancy.shape[1]):
            weight = given[i, k] / n
            if weight == 0.0:
                continue
            for j in range(n):
                y = occupancy[i, k, j]
                if not y < extinctions[i]:
                    continue
                by_occupancy[i, k, j] += weight * _moved(y, 1.0, T, 0.0, q, still).slope
                by_temperature[i] += weight * _moved(y, 0.0, T, 1.0, q, still).slope
                for number in range(count):
                    along[number] = 1.0
                    by_numbers[i, number] += weight * _moved(y, 0.0, T, 0.0, q, along).slope
                    along[number] = 0.0


@entry
def push_magnetization(
    numbers, extinctions, temperatures, n_planes, occupancy, by_numbers, by_temperature, moved, out
):
    """Fill the derivatives of the mean magnetization of films in m directions.

    Parameters: as in ``magnetize``; by_numbers [b, m, 11], by_temperature [b, m], moved [b, m, t,
    p] tangents of the occupancies. Fills out [b, m, t].
    """
    for i in range(len(n_planes)):
        q, T, n = numbers[i], temperatures[i], n_planes[i]
        for m in range(out.shape[1]):
            for k in range(occupancy.shape[1]):
                total = 0.0
                for j in range(n):
                    y = occupancy[i, k, j]
                    if y < extinctions[i]:
                        total += _moved(
                            y, moved[i, m, k, j], T, by_temperature[i, m], q, by_numbers[i, m]
                        ).slope
                out[i, m, k] = total / n
