"""Mean-field order temperatures of alloys.

They are cheap, too high, and close to proportional to those of the Monte Carlo.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from scipy.stats import binom

from nmhts.constants import k_B
from nmhts.physics.magnetism.spins.exchange import Exchange
from nmhts.physics.magnetism.spins.lattice import Lattice, smallest_size


def mean_field_temperature(
    kind: str,
    exchange: Exchange,
    fractions: Mapping[str, float],
    nitrogen_occupancy: float = 0.0,
    order: str | None = None,
) -> float:
    """Return the mean-field order temperature of an alloy, K; 0 where nothing orders.

        k_B T = max_q lambda[A(q)] / 3,     A_ab(q) = sqrt(x_a x_b) p sum_s z_s gamma_s(q) <J_ab,s>

    Here lambda is the largest eigenvalue over the metals a, b. gamma_s(q) is the mean sign of shell
    s of z_s neighbors in an order of the lattice. <J> is the mean over N sites that are occupied
    independently. p is the share of metals that keep their moment next to N. The result is even in
    J_ab of two different metals, as is the exact order temperature of nearest neighbors.
    Parameters: kind of lattice; exchange; fractions of the metals; N occupancy; order of the
    lattice, with metals parallel or antiparallel to each other as their exchange favors (None: the
    order with the highest temperature).
    Errors: MaterialError for an order that the lattice does not have.
    Validity: exact for many neighbors. For nearest neighbors too high by 4/3.176 on fcc,
    2.667/2.054 on bcc and 2/1.443 on sc, and by more near a percolation threshold and for
    frustrated bonds.
    Source: mean field of Weiss for several sublattices (Smart1966).
    """
    local = exchange.at(fractions)
    metals = [m for m in local.metals if fractions.get(m, 0.0) > 0.0 and local.moment(m) > 0.0]
    if not metals:
        return 0.0
    nitrogen, y = local.nitrogen, nitrogen_occupancy
    near, shells = _geometry(kind, local.shells, order)
    kept = 1.0 if nitrogen.quench is None else float(binom.cdf(nitrogen.quench - 1, near, y))
    root = np.sqrt([fractions[m] for m in metals])
    table = np.array([[local.between(a, b) for b in metals] for a in metals])
    best = 0.0
    for wave in range(len(shells[0][0])):
        A = np.zeros((len(metals), len(metals)))
        for s, (sums, common, straight) in enumerate(shells):
            each = nitrogen.superexchange if straight else nitrogen.shift
            mean = table[:, :, s] * (1.0 - y + y * nitrogen.factor) ** common + common * y * each
            A += sums[wave] * mean
        best = max(best, float(np.linalg.eigvalsh(kept * A * np.outer(root, root))[-1]))
    return best / (3.0 * k_B)


@lru_cache(maxsize=32)
def _geometry(
    kind: str, shells: int, order: str | None
) -> tuple[int, tuple[tuple[tuple[float, ...], int, bool], ...]]:
    """Return the number of N sites next to a metal, and the geometry of every shell.

    For every shell: sums of signs of the orders, number of N sites in a bond, and whether bonds are
    straight.
    """
    least = smallest_size(kind, shells)
    lattice = Lattice(kind, least + least % 2, shells)
    waves = np.concatenate(
        [lattice.signs(name) for name in ((order,) if order else lattice.orders)]
    ).astype(float)
    found = []
    for shell in lattice.shells:
        sums = (waves[:, :, None] * waves[:, shell.other]).sum(axis=2).mean(axis=1)
        found.append((tuple(sums.tolist()), shell.common.shape[-1], shell.straight))
    return lattice.nitrogen.shape[1], tuple(found)
