"""Single-cluster Monte Carlo updates, which reduce critical slowing down.

A cluster of parallel spins is reflected in a random plane:

    p(add j to the cluster of i) = 1 - exp(min(0, -2 J_ij (r.S_i)(r.S_j) / T))

Valid for bonds without frustration and without a field. Source: Wolff1989.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nmhts.numerics.chance import advanced, uniform
from nmhts.numerics.compiled import entry, inlined, kernel

_ONE, _TWO, _THREE = np.uint64(1), np.uint64(2), np.uint64(3)


@inlined
def decayed(a):
    """Return exp(-a), a > 0, with a relative error of 1e-13.

    Eight terms of the series for a/1024, squared ten times. Written out because a call would empty
    the vector registers.
    """
    x = a * (1.0 / 1024.0)
    p = 1.0 - x / 7.0 * (1.0 - x / 8.0)
    for k in range(6, 0, -1):
        p = 1.0 - x / k * p
    for _ in range(10):
        p *= p
    return p if a < 700.0 else 0.0


@inlined
def joins(a, u):
    """Return 1.0 with the probability 1 - exp(min(0, -a)), else 0.0.

    The result is 1.0 where u, uniform in (0, 1], is above exp(-a). The partial sum 1 - a + a^2/2 -
    a^3/6 + a^4/24 of the alternating series exceeds exp(-a) by less than a^5/120. Only for u within
    that interval is exp(-a) itself computed. For a < 0 the sum is above 1 and so is the interval.
    """
    high = 1.0 - a * (1.0 - 0.5 * a * (1.0 - a * (1.0 / 3.0) * (1.0 - 0.25 * a)))
    added = 1.0 * (u > high)
    if high - (a * a) * (a * a) * a * (1.0 / 120.0) < u <= high:
        added = 1.0 * (u > decayed(a))
    return added


@inlined
def random_direction(state, out):
    """Write a direction uniform on the sphere into out [3]. Source: Marsaglia1972."""
    while True:
        x, y = 2.0 * uniform(state) - 1.0, 2.0 * uniform(state) - 1.0
        s = x * x + y * y
        if s < 1.0:
            break
    root = 2.0 * np.sqrt(1.0 - s)
    out[0], out[1], out[2] = x * root, y * root, 1.0 - 2.0 * s


@inlined
def _along(spins, i, rx, ry, rz):
    k = _THREE * i  # unsigned: numba then needs no check for negative indices
    return rx * spins[k] + ry * spins[k + _ONE] + rz * spins[k + _TWO]


@inlined
def _mirror(spins, i, turn, rx, ry, rz):
    k = _THREE * i
    spins[k] -= turn * rx
    spins[k + _ONE] -= turn * ry
    spins[k + _TWO] -= turn * rz


@kernel
def flip_cluster(spins, bonds, beta, state, queue, r):
    """Grow and reflect one cluster, spins flat [3 n]; return its number of spins.

    The cluster grows first in, first out, so the next spin is known long before the bonds of the
    current one are decided. A reflected spin points the other way, so no bond leads back to it:
    without frustration no marks of visited spins are needed.
    """
    start, other, coupling, _ = bonds
    n = len(spins) // 3
    random_direction(state, r)
    rx, ry, rz = r[0], r[1], r[2]
    first = np.uint64(min(int(n * (1.0 - uniform(state))), n - 1))
    turn = 2.0 * _along(spins, first, rx, ry, rz)
    _mirror(spins, first, turn, rx, ry, rz)
    queue[0] = first
    s0, s1, s2, s3 = state[0], state[1], state[2], state[3]
    done, size = 0, 1
    while done < size:
        i = np.uint64(queue[done])
        done += 1
        # Component of the spin before its reflection.
        here = -2.0 * beta * _along(spins, i, rx, ry, rz)
        for b in range(np.uint64(start[i]), np.uint64(start[i + np.uint64(1)])):
            j = np.uint64(other[b])
            there = _along(spins, j, rx, ry, rz)
            word, s0, s1, s2, s3 = advanced(s0, s1, s2, s3)
            u = 1.0 - (word >> np.uint64(12)) * 2.0**-52
            added = joins(coupling[b] * here * there, u)
            # Without a branch, which would be mispredicted: a spin not added is reflected by zero,
            # and the next one overwrites its place in the queue.
            _mirror(spins, j, 2.0 * there * added, rx, ry, rz)
            queue[size] = j
            size += int(added)
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3
    return size


@kernel
def measure_one(spins, bonds, weights, groups, out, step):
    """Measure one box as ``heat_bath.measure`` does, and renormalize the lengths of its spins.

    Parameters: spins flat [3 n]; out [steps, 1 + orders].
    """
    start, other, coupling, _ = bonds
    energy = 0.0
    for i in range(len(spins) // 3):
        x, y, z = spins[3 * i], spins[3 * i + 1], spins[3 * i + 2]
        mend = 1.5 - 0.5 * (x * x + y * y + z * z)
        spins[3 * i], spins[3 * i + 1], spins[3 * i + 2] = x * mend, y * mend, z * mend
        for b in range(start[i], start[i + 1]):
            j = other[b]
            energy -= coupling[b] * (x * spins[3 * j] + y * spins[3 * j + 1] + z * spins[3 * j + 2])
    out[step, 0] = 0.5 * energy
    for g in range(len(groups) - 1):
        square = 0.0
        for p in range(groups[g], groups[g + 1]):
            mx, my, mz = 0.0, 0.0, 0.0
            for i in range(len(spins) // 3):
                mx += weights[p, i] * spins[3 * i]
                my += weights[p, i] * spins[3 * i + 1]
                mz += weights[p, i] * spins[3 * i + 2]
            square += mx * mx + my * my + mz * mz
        out[step, 1 + g] = square


@entry
def run(
    spins: Any, bonds: Any, T: Any, state: Any, steps: Any, warm: Any, weights: Any, groups: Any,
    series: Any, queue: Any
):  # fmt: skip
    """Warm up, then measure after every step of single-cluster updates.

    A step has as many clusters as flip each spin about once. This number is determined in the
    warm-up and then kept.
    Parameters: spins flat [3 n]; T K; series [steps, 1 + orders], written; queue int32 [n + 1].
    Returns: number of spins reflected while measuring.
    """
    r = np.zeros(3)
    n = len(spins) // 3
    beta = 1.0 / T
    sizes, clusters = 0, 0
    for _ in range(warm):
        turned = 0
        while turned < n:
            size = flip_cluster(spins, bonds, beta, state, queue, r)
            turned += size
            clusters += 1
        sizes += turned
    each = max(1, round(n * clusters / max(1, sizes)))
    flipped = 0
    for step in range(steps):
        for _ in range(each):
            flipped += flip_cluster(spins, bonds, beta, state, queue, r)
        measure_one(spins, bonds, weights, groups, series, step)
    return flipped
