"""Tangents of the potentials of films in lanes, which follow from their other unknowns."""

from __future__ import annotations

from nmhts.numerics import lanes
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.lanes import WIDTH, load, splat, store, where
from nmhts.physics.transport.gate_law import GateState
from nmhts.physics.transport.plane_law import Kept, Window
from nmhts.physics.transport.planes import film_planes
from nmhts.physics.transport.printed import gate as printed
from nmhts.physics.transport.printed import plane as printed_plane
from nmhts.physics.transport.state import PLANES, STERN
from nmhts.physics.transport.tangent_lanes import ROW, TABLE, WAY, moves_of, place_of

_planes = film_planes(lanes)
_gate_of = _planes.gate_state
_exponentials = printed_plane.film_exponentials(lanes, inlined)
_rows, _push = printed_plane.film_rows(lanes, inlined), printed_plane.film_push(lanes, inlined)
_gate_push = printed.gate_push(lanes, inlined)


@kernel
def push_potential(p, extent, x, ways, state, m, work):
    """Fill the places of a' with the tangents of the potentials of ``screened_potential``.

    Along direction m of y, D and the coefficients; ``work`` [2 depth] is scratch.
    """
    # The equations of phi' are those of phi with a source in every plane: Thomas algorithm from the
    # bottom up.
    d = moves_of(ways, m * WAY + TABLE)
    base = place_of(len(x) // WIDTH, 0, m, 0) // WIDTH
    none, one = splat(0.0), splat(1.0)
    share, source = none, none
    for i in range(extent.depth):
        j = extent.depth - 1 - i
        c = PLANES + 2 * j
        y, phi = load(x, c), load(x, c + 1)
        seen = Window(y, y, y, y, one, none)
        e = _exponentials(p, seen)
        unit = _rows(p, seen, e)
        at_rest = Window(none, load(state, base + c * ROW), none, none, none, none)
        kept = Kept(none, none, none, none, e.share, e.ratio)
        here = -_push(p, Window(y, y, y, y, phi, none), kept, at_rest, d).charge
        last = extent.planes > float(j + 1)
        here = here + where(last, source, d.contact * phi)
        loss = unit.charge + unit.displacement
        if j > 0:
            loss = loss + 1.0
        share = 1.0 / (loss - where(last, share, p.contact))
        within = extent.planes > float(j)
        share = where(within, share, none)
        source = where(within, here * share, none)
        store(work, 2 * j, share)
        store(work, 2 * j + 1, source)
    moves = GateState(none, none, load(state, base + STERN * ROW), none, none, none, none)
    phi = _gate_push(p, _gate_of(x, none), moves, d).displacement
    for j in range(extent.depth):
        phi = load(work, 2 * j) * phi + load(work, 2 * j + 1)
        store(state, base + (PLANES + 1 + 2 * j) * ROW + 1, phi)
