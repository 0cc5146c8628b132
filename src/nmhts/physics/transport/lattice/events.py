"""Rejection-free kinetic Monte Carlo: events are drawn by rate, and time advances by waiting times.

Source: Bortz, Kalos and Lebowitz 1975 (n-fold way), with a tree of sums because all rates differ.
"""

from __future__ import annotations

import numpy as np

from nmhts.numerics.chance import uniform
from nmhts.numerics.compiled import entry, kernel
from nmhts.physics.transport.lattice.box import (
    ADSORBED,
    AROUND,
    DISSOLVED,
    EXCHANGES,
    HOPS,
    LOST,
    flip,
    mark_column,
    mark_flip,
)
from nmhts.physics.transport.lattice.rates import (
    layer_rates,
    place_rate,
    renew,
    update,
    update_gate,
    way_rate,
)
from nmhts.physics.transport.lattice.sumtree import draw, total

# Indices of the columns ahead among those around one, by direction.
_AHEAD = (
    (1, 5, 6),
    (2, 7, 8),
    (3, 5, 7),
    (4, 6, 8),
)


@kernel
def hop(p, box, rates, rest, again):
    """Let an N hop.

    ``rest`` in the sum of all rates selects the N, ``again`` in (0, 1] its direction.
    """
    site, tall = draw(box.hops, rest), len(box.real)
    c = site // tall
    z = site - c * tall
    by_site = len(rates.drop) > 1
    mask = box.mask[site]
    left = again * box.hops.sums[site] / place_rate(box, rates, site, z, by_site)
    last = -1
    for way in range(6):
        if mask & (1 << way):
            last = way
            left -= way_rate(box, rates, way, site, c, z, by_site)
            if left <= 0.0:
                break
    there, height = c, z
    if last < 4:
        there = box.around[AROUND * c + 1 + last]
    else:
        height = z + 1 if last == 4 else z - 1
    flip(box, c, z)
    flip(box, there, height)
    count = mark_flip(box, there, height, mark_flip(box, c, z, 0))
    low, high = min(z, height) - 1, max(z, height) + 1
    for m in range(AROUND):
        count = mark_column(box, box.around[AROUND * c + m], low, high, count)
    if last < 4:
        # Three of the columns around the other site are not around this one: those ahead.
        for m in range(3):
            ahead = box.around[AROUND * there + _AHEAD[last][m]]
            count = mark_column(box, ahead, low, high, count)
    update(box, rates, count)
    if high > box.n - 1:
        update_gate(p, box, rates, c, there if last < 4 else -1)
    box.contents[HOPS] += 1


@kernel
def exchange(p, box, rates, tree, rest, taken):
    """Move an N from the top plane to the adsorbed layer (taken 1) or back (taken -1)."""
    c, z = draw(tree, rest), box.n
    flip(box, c, z)
    count = mark_flip(box, c, z, 0)
    for m in range(AROUND):
        count = mark_column(box, box.around[AROUND * c + m], z - 1, z, count)
    update(box, rates, count)
    update_gate(p, box, rates, c, -1)
    box.contents[ADSORBED] += taken
    box.contents[EXCHANGES] += 1


@kernel
def advance(p, box, rates, drop, state, time, end, most):
    """Let events happen until ``end`` [s] or for ``most`` events, with the rates of one potential.

    Parameters: p FilmParameters; drop: mean Stern drop, V; state uint64 [4] of the random numbers.
    Returns: (time [s], number of events).
    """
    columns = len(rates.exit_lower)
    for count in range(most):
        out, back, leak = layer_rates(p, box, columns, drop)
        share = box.contents[ADSORBED] / (p.s_max * columns)
        inside = total(box.hops)
        exits = total(box.exits) * max(0.0, 1.0 - share)
        entries = total(box.entries) * share
        every = inside + exits + entries + out + back + leak
        if every <= 0.0:
            return end, count
        wait = -np.log(uniform(state)) / every
        if time + wait >= end:
            return end, count
        time += wait
        rest = uniform(state) * every
        if rest <= inside:
            hop(p, box, rates, rest, uniform(state))
        elif rest <= inside + exits:
            exchange(p, box, rates, box.exits, (rest - inside) / max(1e-300, 1.0 - share), 1)
        elif rest <= inside + exits + entries:
            exchange(p, box, rates, box.entries, (rest - inside - exits) / share, -1)
        else:
            rest -= inside + exits + entries
            box.contents[EXCHANGES] += 1
            if rest <= out:
                box.contents[ADSORBED] -= 1
                box.contents[DISSOLVED] += 1
            elif rest <= out + back or leak <= 0.0:
                box.contents[ADSORBED] += 1
                box.contents[DISSOLVED] -= 1
            else:
                box.contents[DISSOLVED] -= 1
                box.contents[LOST] += 1
    return time, most


@entry
def run_events(p, box, rates, drop, state, time, end, most):
    """Run ``advance`` with all rates computed first, for boxes in a constant field."""
    renew(p, box, rates)
    return advance(p, box, rates, drop, state, time, end, most)
