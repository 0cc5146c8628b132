"""Tangents of the potentials of films in lanes, which follow from their other unknowns."""

from __future__ import annotations

from nmhts.numerics import lanes
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.lanes import WIDTH, load, store, where
from nmhts.physics.transport.laws import scalar_laws
from nmhts.physics.transport.state import PLANES, STERN
from nmhts.physics.transport.tangent_lanes import ROW, TABLE, WAY, moves_of, place_of

_screening = scalar_laws(lanes, inlined).inverse_screening_squared


@kernel
def push_potential(p, extent, x, ways, state, m, work):
    """Fill the places of a' with the tangents of the potentials of ``screened_potential``.

    Along direction m of y, D and the coefficients; ``work`` [2 depth] is scratch.
    """
    # The equations of phi' are those of phi with a source in every plane: Thomas algorithm from the
    # bottom up.
    d = moves_of(ways, m * WAY + TABLE)
    base = place_of(len(x) // WIDTH, 0, m, 0) // WIDTH
    nothing = 0.0 * load(x, STERN)
    share, source = nothing, nothing
    for i in range(extent.depth):
        j = extent.depth - 1 - i
        c = PLANES + 2 * j
        y, phi = load(x, c), load(x, c + 1)
        q, q_y, crossed = _screening(y, p.q_metal, p.log_ratio, p.y_mid, p.y_steepness)
        off = (y - p.y_mid) * d.y_steepness / p.y_steepness - d.y_mid
        moves = q * (d.q_metal / p.q_metal - 2.0 * crossed * d.log_ratio) + q_y * off
        here = -(q_y * load(state, base + c * ROW) + moves) * phi
        last = extent.planes > float(j + 1)
        here = here + where(last, source, d.contact * phi)
        share = 1.0 / (q + (2.0 if j > 0 else 1.0) - where(last, share, p.contact))
        within = extent.planes > float(j)
        share = where(within, share, nothing)
        source = where(within, here * share, nothing)
        store(work, 2 * j, share)
        store(work, 2 * j + 1, source)
    phi = p.stern_coupling * load(state, base + STERN * ROW)
    phi = phi + d.stern_coupling * load(x, STERN)
    for j in range(extent.depth):
        phi = load(work, 2 * j) * phi + load(work, 2 * j + 1)
        store(state, base + (PLANES + 1 + 2 * j) * ROW + 1, phi)
