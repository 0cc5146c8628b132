"""Quantities shared by the stages of a step when tangents are pushed over it (see ``tangent``).

They are the derivatives of the step's matrix by x and the coefficients.
"""

from __future__ import annotations

from nmhts.numerics import lanes
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.lanes import WIDTH, load, splat, where
from nmhts.numerics.straight import straight
from nmhts.physics.transport.gate_law import GateState
from nmhts.physics.transport.layer_memory import first_along
from nmhts.physics.transport.plane_law import Exponentials, Window
from nmhts.physics.transport.planes import BOOST, LOCAL, SERIES, film_planes
from nmhts.physics.transport.printed import gate as printed
from nmhts.physics.transport.printed import records
from nmhts.physics.transport.state import ADSORBED, DISSOLVED, PLANES, STERN
from nmhts.physics.transport.tangent_lanes import (
    BENT,
    BESIDE,
    LONGER,
    RATES,
    ROW,
    STATE,
    TABLE,
    WAY,
    X,
    moves_of,
    store_bent,
    store_bent_gate,
    store_moves,
)

_planes = film_planes(lanes)
_gate_of, _window = _planes.gate_state, _planes.window
_rescaled, _gate_bent = printed.rescaled(lanes, straight), printed.gate_bent(lanes, straight)
_coefficients_of, _moves_of, _bent = _planes.coefficients_of, _planes.moves_of, _planes.bent
_load_kept = records.load_kept(lanes, straight)


@inlined
def moved_window(p, d, extent, j, edge, phi, moves):
    """Return the changes of what a plane sees, at the ends of a film too.

    Parameters: moves of the unknowns of the window; phi: what the contact ratio multiplies.
    """
    if edge:
        below = p.contact * moves.phi + d.contact * phi
        on, two = extent.planes > float(j + 1), extent.planes > float(j + 2)
        y_below = where(on, moves.y_below, 0.0)
        return Window(
            moves.y_above, moves.y, y_below, where(two, moves.y_next, y_below),
            moves.phi, where(on, moves.phi_below, below)
        )  # fmt: skip
    return moves


@kernel
def begin_push(p, extent, x, series, known, ways, state, bent, layers, first):
    """Prepare to push a group of directions over a step from ``x``: what its stages share.

    Parameters: series and known values of ``x``; ways, state of the group; bent receives the
    changes of every plane's derivatives; layers: changes of the planes of stacks; first: index of
    the first direction.
    """
    for m in range(len(ways) // (WAY * WIDTH)):
        _begin_way(p, x, ways, state, m)
    _bend(p, extent, x, series, ways, state, bent, known, layers, first)


@kernel
def _begin_way(p, x, ways, state, m):
    """Fill the values of a direction that the stages of a step use."""
    way = m * WAY
    d = _rescaled(p, moves_of(ways, way + TABLE), load(ways, way + LONGER))
    store_moves(ways, way + RATES, d)
    at = X + m * STATE
    moves = GateState(
        load(state, DISSOLVED * ROW + at), load(state, ADSORBED * ROW + at),
        load(state, STERN * ROW + at), load(state, PLANES * ROW + at),
        load(state, (PLANES + 1) * ROW + at), load(state, (PLANES + 2) * ROW + at), splat(0.0)
    )  # fmt: skip
    gate = _gate_of(x, splat(0.0))
    exit_flux, dissolution, loss, charging, displacement = _gate_bent(p, gate, moves, d)
    store_bent_gate(ways, way, exit_flux, dissolution, loss, charging, displacement)


@kernel
def _bend(p, extent, x, series, ways, state, bent, known, layers, first):
    """Fill ``bent`` with the changes of every plane's derivatives; arguments as there."""
    many, n_max = len(ways) // (WAY * WIDTH), len(known) // (LOCAL * WIDTH)
    for j in range(extent.depth):
        at = PLANES + 2 * j
        edge = j >= extent.shallow
        above = at - 2 if j > 0 else at
        phi = load(x, at + 1)
        seen = Window(
            load(x, above), load(x, at), load(x, at + 2), load(x, at + 4), phi, load(x, at + 3)
        )
        if edge:
            seen = _window(
                p, extent, j, seen.y_above, seen.y, seen.y_below, seen.y_next, seen.phi,
                seen.phi_below
            )  # fmt: skip
        k = _load_kept(known, LOCAL * j)
        e = Exponentials(load(series, SERIES * j + BOOST), k.share, k.ratio)
        c = _coefficients_of(extent.layers, p, j)
        for m in range(many):
            d = moves_of(ways, m * WAY + RATES)
            own = first_along(first + m, n_max)
            d_c = _moves_of(layers, own, c, d, load(ways, m * WAY + LONGER), j)
            row, to = X + m * STATE, (j * BESIDE + m) * BENT
            moves = Window(
                load(state, above * ROW + row), load(state, at * ROW + row),
                load(state, (at + 2) * ROW + row), load(state, (at + 4) * ROW + row),
                load(state, (at + 1) * ROW + row), load(state, (at + 3) * ROW + row)
            )  # fmt: skip
            moves = moved_window(p, d, extent, j, edge, phi, moves)
            store_bent(bent, to, _bent(c, p, seen, e, k, moves, d, d_c))
