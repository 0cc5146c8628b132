"""Single-cluster updates: a cluster of parallel spins is mirrored in a random plane, which beats critical slowing down.

    p(add j to the cluster of i) = 1 - exp(min(0, -2 J_ij (r.S_i)(r.S_j) / T))

For bonds without frustration and without a field. Source: Wolff1989.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nmhts.numerics.chance import uniform
from nmhts.numerics.compiled import entry, inlined, kernel


@inlined
def joins(a, state):
    """Return True with the probability 1 - exp(-a), a > 0; the exponential itself is rarely needed.

    Its series alternates: 1 - a + a^2/2 - a^3/6 + a^4/24 is above it by less than a^5/120. Only a number in between asks for more.
    """
    u = uniform(state)
    high = 1.0 - a * (1.0 - 0.5 * a * (1.0 - a * (1.0 / 3.0) * (1.0 - 0.25 * a)))
    if high - (a * a) * (a * a) * a * (1.0 / 120.0) < u <= high:
        return u > np.exp(-a)
    return u > high


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


@kernel
def flip_cluster(spins, bonds, beta, state, stack, r):
    """Grow and mirror one cluster, spins [n, 3]; return how many spins it had.

    A mirrored spin points the other way, so that no bond leads back to it: no marks are needed where nothing is frustrated.
    """
    start, other, coupling, _ = bonds
    n = len(spins)
    random_direction(state, r)
    rx, ry, rz = r[0], r[1], r[2]
    first = min(int(n * (1.0 - uniform(state))), n - 1)
    along = 2.0 * (rx * spins[first, 0] + ry * spins[first, 1] + rz * spins[first, 2])
    spins[first, 0] -= along * rx
    spins[first, 1] -= along * ry
    spins[first, 2] -= along * rz
    stack[0] = first
    waiting, size = 1, 1
    while waiting > 0:
        waiting -= 1
        i = np.uint64(stack[waiting])
        # Of the spin as it was before it was mirrored.
        here = -(rx * spins[i, 0] + ry * spins[i, 1] + rz * spins[i, 2]) * 2.0 * beta
        for b in range(np.uint64(start[i]), np.uint64(start[i + np.uint64(1)])):
            j = np.uint64(other[b])  # unsigned: no count from the end
            there = rx * spins[j, 0] + ry * spins[j, 1] + rz * spins[j, 2]
            a = coupling[b] * here * there
            if a > 0.0 and joins(a, state):
                spins[j, 0] -= 2.0 * there * rx
                spins[j, 1] -= 2.0 * there * ry
                spins[j, 2] -= 2.0 * there * rz
                stack[waiting] = j
                waiting += 1
                size += 1
    return size


@kernel
def measure_one(spins, bonds, weights, groups, out, step):
    """As ``heat_bath.measure`` for one box, spins [n, 3], out [steps, 1 + orders]; lengths are mended on the way."""
    start, other, coupling, _ = bonds
    energy = 0.0
    for i in range(len(spins)):
        x, y, z = spins[i, 0], spins[i, 1], spins[i, 2]
        mend = 1.5 - 0.5 * (x * x + y * y + z * z)
        spins[i, 0], spins[i, 1], spins[i, 2] = x * mend, y * mend, z * mend
        for b in range(start[i], start[i + 1]):
            j = other[b]
            energy -= coupling[b] * (x * spins[j, 0] + y * spins[j, 1] + z * spins[j, 2])
    out[step, 0] = 0.5 * energy
    for g in range(len(groups) - 1):
        square = 0.0
        for p in range(groups[g], groups[g + 1]):
            mx, my, mz = 0.0, 0.0, 0.0
            for i in range(len(spins)):
                mx += weights[p, i] * spins[i, 0]
                my += weights[p, i] * spins[i, 1]
                mz += weights[p, i] * spins[i, 2]
            square += mx * mx + my * my + mz * mz
        out[step, 1 + g] = square


@entry
def run(
    spins: Any, bonds: Any, T: Any, state: Any, steps: Any, warm: Any, weights: Any, groups: Any, series: Any, stack: Any
):  # fmt: skip
    """Warm up, then measure after every step; a step has as many clusters as flip about every spin once.

    Their number per step is found in the warm-up and kept. Parameters: spins [n, 3]; T K; series [steps, 1 + orders], written; stack
    int32 [n]. Returns: spins mirrored while measuring.
    """
    r = np.zeros(3)
    n = len(spins)
    beta = 1.0 / T
    sizes, clusters = 0, 0
    for _ in range(warm):
        turned = 0
        while turned < n:
            size = flip_cluster(spins, bonds, beta, state, stack, r)
            turned += size
            clusters += 1
        sizes += turned
    each = max(1, round(n * clusters / max(1, sizes)))
    flipped = 0
    for step in range(steps):
        for _ in range(each):
            flipped += flip_cluster(spins, bonds, beta, state, stack, r)
        measure_one(spins, bonds, weights, groups, series, step)
    return flipped
