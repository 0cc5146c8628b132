"""Sums of many rates in a tree of eight branches a node: an event is drawn, and a rate is changed, in as many steps as there are levels.

A node is always the sum of its children in one fixed order, never updated by differences: rounding does not pile up, and the tree depends on the rates alone.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import inlined, kernel

FAN = 8
COLUMN = 1 << 32
"""What is touched is kept with the column in which it stands, in one number."""

MOST_TURNS = 4_000_000_000
"""Sums may be brought up to date so often before stamps would begin again."""


class SumTree(NamedTuple):
    """Rates (level 0, padded with zeros) and their sums, and which of them await a new sum."""

    sums: Any  # [nodes], level after level
    start: Any  # [levels + 1] where each level begins, and the end
    stamp: Any  # uint32 [nodes] when a node was last touched
    touched: Any  # [leaves] what was touched since the last sums: leaf + column * COLUMN
    clock: Any  # uint32 [1] the time of the stamps


def sum_tree(leaves: int) -> SumTree:
    """Return a tree over as many rates, all zero."""
    sizes = [-(-leaves // FAN) * FAN]
    while sizes[-1] > 1:
        count = sizes[-1] // FAN
        sizes.append(count if count == 1 else -(-count // FAN) * FAN)
    start = np.concatenate([[0], np.cumsum(sizes)])
    nodes = int(start[-1])
    stamp = np.zeros(nodes, dtype=np.uint32)
    clock = np.ones(1, dtype=np.uint32)
    return SumTree(np.zeros(nodes), start, stamp, np.zeros(sizes[0], dtype=np.int64), clock)


@inlined
def touch(tree, leaf, column, count):
    """Say that the rate of a leaf, in this column, is to be computed anew; return how many are touched, ``count`` before."""
    now = tree.clock[0]
    if tree.stamp[leaf] == now:
        return count
    tree.stamp[leaf] = now
    tree.touched[count] = leaf + column * COLUMN
    return count + 1


@inlined
def _sum_of(sums, at):
    return ((sums[at] + sums[at + 1]) + (sums[at + 2] + sums[at + 3])) + (
        (sums[at + 4] + sums[at + 5]) + (sums[at + 6] + sums[at + 7])
    )


@kernel
def settle(tree, count):
    """Bring the sums above the ``count`` touched leaves up to date."""
    now = tree.clock[0]
    for level in range(len(tree.start) - 2):
        fresh = 0
        low, high = tree.start[level], tree.start[level + 1]
        for m in range(count):
            group = (tree.touched[m] & (COLUMN - 1)) >> 3
            if tree.stamp[high + group] != now:
                tree.stamp[high + group] = now
                tree.sums[high + group] = _sum_of(tree.sums, low + FAN * group)
                tree.touched[fresh] = group
                fresh += 1
        count = fresh
    tree.clock[0] += 1


@kernel
def sum_up(tree):
    """Compute all sums from the leaves."""
    for level in range(len(tree.start) - 2):
        low, high = tree.start[level], tree.start[level + 1]
        for group in range((high - low) // FAN):
            tree.sums[high + group] = _sum_of(tree.sums, low + FAN * group)
    tree.clock[0] += 1


@inlined
def total(tree):
    """Return the sum of all rates."""
    return tree.sums[len(tree.sums) - 1]


@kernel
def draw(tree, rest):
    """Return the leaf in whose share of the sum ``rest`` lies, 0 < rest <= sum; never one without a rate."""
    node = 0
    for back in range(len(tree.start) - 2):
        low = tree.start[len(tree.start) - 3 - back]
        node *= FAN
        last = node
        for branch in range(FAN):
            rate = tree.sums[low + node + branch]
            if rate > 0.0:
                last = node + branch
                if rest <= rate:
                    break
                rest -= rate
        node = last
    return node
