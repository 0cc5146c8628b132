"""Tree of partial sums of many rates, with eight branches per node.

Drawing an event and changing a rate take as many steps as there are levels. A node is always the
sum of its children in a fixed order, never updated by differences. Rounding does not accumulate,
and the tree depends on the rates only.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import inlined, kernel

FAN = 8
COLUMN = 1 << 32
"""Factor of the column in the number that stores a marked leaf with its column."""

MOST_TURNS = 4_000_000_000
"""Number of updates of the sums before stamps would repeat."""


class SumTree(NamedTuple):
    """Rates (level 0, padded with zeros), their sums, and the leaves marked for an update."""

    sums: Any  # [nodes], level after level
    start: Any  # [levels + 1] where each level begins, and the end
    stamp: Any  # uint32 [nodes] time at which a node was last marked
    touched: Any  # [leaves] leaves marked since the last sums: leaf + column * COLUMN
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
    """Mark the rate of a leaf for an update; return the number of marked leaves.

    Parameters: column of the leaf; count: number of leaves marked before.
    """
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
    """Update the sums above the ``count`` marked leaves."""
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
    """Return the leaf in whose share of the sum ``rest`` lies, 0 < rest <= sum.

    The rate of that leaf is never zero.
    """
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
