"""Tangents of the potentials of films in lanes, which follow from their other unknowns."""

from __future__ import annotations

from nmhts.numerics import lanes
from nmhts.numerics.compiled import kernel
from nmhts.numerics.lanes import WIDTH, load, splat, store, where
from nmhts.numerics.straight import straight
from nmhts.physics.transport.gate_law import GateState
from nmhts.physics.transport.plane_law import Kept, Window
from nmhts.physics.transport.planes import film_planes
from nmhts.physics.transport.printed import gate as printed
from nmhts.physics.transport.state import PLANES, STERN
from nmhts.physics.transport.tangent_lanes import ROW, TABLE, WAY, moves_of, place_of

_planes = film_planes(lanes)
_gate_of, _link_of, _moved_link_of = (
    _planes.gate_state,
    _planes.link_of,
    _planes.moved_link_of,
)
_coefficients_of, _moves_of = _planes.coefficients_of, _planes.moves_of
_exponentials, _rows, _push = _planes.exponentials, _planes.rows, _planes.push
_gate_push = printed.gate_push(lanes, straight)


@kernel
def push_potential(p, extent, x, ways, state, changes, first, m, work):
    """Fill the places of a' with the tangents of the potentials of ``screened_potential``.

    Along direction m of y, D and the coefficients; those of the planes of a stack are in
    ``changes`` from ``first`` on; ``work`` [2 depth] is scratch.
    """
    # The equations of phi' are those of phi with a source in every plane: Thomas algorithm from the
    # bottom up.
    d = moves_of(ways, m * WAY + TABLE)
    base = place_of(len(x) // WIDTH, 0, m, 0) // WIDTH
    none, one = splat(0.0), splat(1.0)
    share, source = none, none
    for i in range(extent.depth):
        j = extent.depth - 1 - i
        at = PLANES + 2 * j
        last = extent.planes > float(j + 1)
        y, phi = load(x, at), load(x, at + 1)
        phi_below = where(last, load(x, at + 3), p.contact * phi)
        c = _coefficients_of(extent.layers, p, j)
        d_c = _moves_of(changes, first, c, d, none, j)
        seen = Window(y, y, y, y, one, none)
        e = _exponentials(c, p, seen)
        unit = _rows(c, p, seen, e)
        at_rest = Window(none, load(state, base + at * ROW), none, none, none, none)
        kept = Kept(none, none, none, none, e.share, e.ratio)
        moved = _push(c, p, Window(y, y, y, y, phi, phi_below), kept, at_rest, d, d_c)
        link = splat(unit.displacement)
        here = -(moved.charge + moved.displacement)
        here = here + link * where(last, source, d.contact * phi)
        loss = unit.charge + link * (1.0 - where(last, share, p.contact))
        above = one
        if j > 0:
            above = _link_of(extent.layers, j - 1)
            loss = loss + above
            # The displacement from the plane above changes with its link.
            here = here + _moved_link_of(changes, first, j - 1) * (load(x, at - 1) - phi)
        within = extent.planes > float(j)
        share = where(within, above / loss, none)
        source = where(within, here / loss, none)
        store(work, 2 * j, share)
        store(work, 2 * j + 1, source)
    moves = GateState(none, none, load(state, base + STERN * ROW), none, none, none, none)
    phi = _gate_push(p, _gate_of(x, none), moves, d).displacement
    for j in range(extent.depth):
        phi = load(work, 2 * j) * phi + load(work, 2 * j + 1)
        store(state, base + (PLANES + 1 + 2 * j) * ROW + 1, phi)
