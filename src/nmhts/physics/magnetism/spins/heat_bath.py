"""Heat-bath and over-relaxation updates of classical spins.

WIDTH temperatures of one box are computed side by side in vector registers.

Heat bath: a spin is drawn from its distribution in the field h of its neighbors, exactly and
without rejection. With x = |h|/T the cosine c against h has the density exp(x c). So (1 - c) x is
exponentially distributed, truncated at 2 x. The exponential distribution is memoryless, so the
remainder modulo 2 x follows the truncated one:

    c = 1 - 2 frac(-ln u / 2 x),   u uniform in (0, 1]

Over-relaxation rotates a spin by half a turn about h, at constant energy and without random
numbers:  S' = 2 (S.h) h / h^2 - S.
Sources: Miyatake1986 (heat bath), Creutz1987 (over-relaxation).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nmhts.numerics.chance import uniform, uniform_pair
from nmhts.numerics.compiled import entry, inlined, kernel
from nmhts.numerics.lanes import (
    WIDTH,
    absolute,
    fma,
    fraction,
    load,
    log,
    maximum,
    splat,
    sqrt,
    store,
    where,
)

# Numerical: fields weaker than this share of the strongest coupling count as zero, so the spin is
# free to within this share.
WEAK = 1e-6
_OCTANT = np.pi / 4.0
# Taylor coefficients: sin a = a P(a^2), cos a = Q(a^2) for |a| <= pi / 4. The first terms left out
# are below 2e-17.
_S3, _S5, _S7, _S9, _S11, _S13, _S15 = (
    -1 / 6, 1 / 120, -1 / 5040, 1 / 362880, -1 / 39916800, 1 / 6227020800, -1 / 1307674368000,
)  # fmt: skip
_C4, _C6, _C8, _C10, _C12, _C14, _C16 = (
    1 / 24, -1 / 720, 1 / 40320, -1 / 3628800, 1 / 479001600, -1 / 87178291200, 1 / 20922789888000,
)  # fmt: skip


@inlined
def circle(u):
    """Return (cos, sin) of an angle uniform on the circle, from u uniform in (0, 1].

    An angle within +- pi/4 is doubled twice.
    """
    a = (2.0 * u - 1.0) * _OCTANT
    t = a * a
    t2 = t * t
    t4 = t2 * t2
    odd = fma(fma(_S9, t, _S7), t2, fma(_S5, t, _S3)) + t4 * fma(_S15, t2, fma(_S13, t, _S11))
    even = fma(fma(_C10, t, _C8), t2, fma(_C6, t, _C4)) + t4 * fma(_C16, t2, fma(_C14, t, _C12))
    s = fma(a * t, odd, a)
    c = fma(t2, even, fma(-0.5, t, 1.0))
    s2, c2 = 2.0 * s * c, fma(-2.0 * s, s, 1.0)
    return fma(-2.0 * s2, s2, 1.0), 2.0 * s2 * c2


@inlined
def neighbour_field(spins, bonds, i):
    """Return the exchange field sum_j J_ij S_j on spin i, K.

    Parameters: spins flat [3 n WIDTH]; bonds: (start, other, coupling, field) of ``Spins``.
    """
    start, other, coupling, _ = bonds
    x, y, z = splat(0.0), splat(0.0), splat(0.0)
    for b in range(start[i], start[i + 1]):
        j = 3 * other[b]
        J = splat(coupling[b])
        x = fma(J, load(spins, j), x)
        y = fma(J, load(spins, j + 1), y)
        z = fma(J, load(spins, j + 2), z)
    return x, y, z


@inlined
def drawn(hx, hy, hz, T, weak, state):
    """Return a spin drawn from exp(h . S / T) on the sphere.

    Parameters: h field K; T K; weak: field below which the direction is drawn without it, K; state
    of WIDTH streams.
    """
    u, v = uniform_pair(state)
    square = fma(hx, hx, fma(hy, hy, hz * hz))
    none = square < weak * weak
    hx, hy, hz = where(none, 0.0, hx), where(none, 0.0, hy), where(none, weak, hz)
    h = sqrt(maximum(square, weak * weak))
    # The spin w is drawn about the z axis and then rotated onto h by half a turn about b = h + s
    # |h| z, with length^2 2 |h| (|h| + |h_z|).
    wide = h + absolute(hz)
    inverse = 1.0 / (h * wide)
    f = fraction(-log(u) * (0.5 * T) * (wide * inverse))
    cosine = fma(-2.0, f, 1.0)
    sine = 2.0 * sqrt(fma(-f, f, f))
    turn_x, turn_y = circle(v)
    wx, wy = sine * turn_x, sine * turn_y
    sign = where(hz < 0.0, -1.0, splat(1.0))
    along = fma(wx, hx, fma(wy, hy, cosine * wide)) * inverse
    return fma(along, hx, -wx), fma(along, hy, -wy), sign * fma(along, wide, -cosine)


@kernel
def heat_bath_sweep(spins, bonds, T, weak, state):
    """Draw every spin once from its distribution in the field of its neighbors.

    Parameters: T flat [WIDTH], K.
    """
    field = bonds[3]
    temperature = load(T, 0)
    for i in range(len(field)):
        hx, hy, hz = neighbour_field(spins, bonds, i)
        x, y, z = drawn(hx, hy, hz + field[i], temperature, weak, state)
        store(spins, 3 * i, x)
        store(spins, 3 * i + 1, y)
        store(spins, 3 * i + 2, z)


@kernel
def over_relaxation_sweep(spins, bonds, weak):
    """Rotate every spin by half a turn about the field of its neighbors."""
    field = bonds[3]
    for i in range(len(field)):
        hx, hy, hz = neighbour_field(spins, bonds, i)
        hz = hz + field[i]
        square = fma(hx, hx, fma(hy, hy, hz * hz))
        x, y, z = load(spins, 3 * i), load(spins, 3 * i + 1), load(spins, 3 * i + 2)
        # In a field too weak to define an axis the spin is reversed, which hardly changes the
        # energy.
        along = 2.0 * fma(x, hx, fma(y, hy, z * hz)) / maximum(square, weak * weak)
        store(spins, 3 * i, fma(along, hx, -x))
        store(spins, 3 * i + 1, fma(along, hy, -y))
        store(spins, 3 * i + 2, fma(along, hz, -z))


@kernel
def measure(spins, bonds, weights, groups, out):
    """Write energy [K] and squared order parameters of each group into ``out``.

    Parameters: weights float64 [waves, n]; groups int [orders + 1]: waves groups[g] ... groups[g +
    1] - 1 make up order g; out flat [(1 + orders) WIDTH].
    """
    field = bonds[3]
    energy = splat(0.0)
    for i in range(len(field)):
        hx, hy, hz = neighbour_field(spins, bonds, i)
        x, y, z = load(spins, 3 * i), load(spins, 3 * i + 1), load(spins, 3 * i + 2)
        energy = energy - fma(x, hx, fma(y, hy, z * (hz + 2.0 * field[i])))
    store(out, 0, 0.5 * energy)
    for g in range(len(groups) - 1):
        square = splat(0.0)
        for p in range(groups[g], groups[g + 1]):
            mx, my, mz = splat(0.0), splat(0.0), splat(0.0)
            for i in range(len(field)):
                w = splat(weights[p, i])
                mx = fma(w, load(spins, 3 * i), mx)
                my = fma(w, load(spins, 3 * i + 1), my)
                mz = fma(w, load(spins, 3 * i + 2), mz)
            square = square + fma(mx, mx, fma(my, my, mz * mz))
        store(out, 1 + g, square)


@kernel
def exchange_replicas(T, energy, lane, odd, dice):
    """Let neighboring temperatures exchange their boxes, by exchanging temperatures.

        p = min(1, exp((1/T_a - 1/T_b)(E_a - E_b)))

    Parameters: T flat [WIDTH] of the lanes, K; energy K, its first WIDTH entries; lane int [WIDTH]:
    lane of each temperature, also updated; odd 0 or 1: which pairs are tried; dice: state of one
    stream. Source: HukushimaNemoto1996.
    """
    for k in range(odd, WIDTH - 1, 2):
        a, b = lane[k], lane[k + 1]
        exponent = (1.0 / T[a] - 1.0 / T[b]) * (energy[a] - energy[b])
        if exponent >= 0.0 or uniform(dice) <= np.exp(exponent):
            T[a], T[b] = T[b], T[a]
            lane[k], lane[k + 1] = b, a


@entry
def run(
    spins: Any, bonds: Any, T: Any, weak: Any, state: Any, dice: Any, exchanged: Any, steps: Any,
    warm: Any, hot: Any, relaxations: Any, weights: Any,
    groups: Any, series: Any
):  # fmt: skip
    """Warm up, then measure after every step of one heat bath and ``relaxations`` over-relaxations.

    Parameters: T flat [WIDTH], K; exchanged: whether replicas are exchanged, with the stream
    ``dice``; hot: initial factor of T, which falls to 1 in the first half of the ``warm`` steps;
    series [WIDTH, steps, 1 + orders] by temperature, written.
    """
    mine, heated = T.copy(), T.copy()
    lane = np.arange(WIDTH)
    now = np.zeros(len(groups) * WIDTH)
    for step in range(-warm, steps):
        left = max(0.0, -2.0 * step / warm - 1.0) if warm > 0 else 0.0
        for k in range(WIDTH):
            heated[k] = mine[k] * (1.0 + (hot - 1.0) * left)
        heat_bath_sweep(spins, bonds, heated, weak, state)
        for _ in range(relaxations):
            over_relaxation_sweep(spins, bonds, weak)
        if step >= 0 or (exchanged and left == 0.0):
            measure(spins, bonds, weights, groups, now)
        if step >= 0:
            for k in range(WIDTH):
                for g in range(len(groups)):
                    series[k, step, g] = now[g * WIDTH + lane[k]]
        if exchanged and left == 0.0:
            exchange_replicas(mine, now, lane, step & 1, dice)
