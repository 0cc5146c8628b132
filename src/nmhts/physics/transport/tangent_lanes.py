"""Directions of the films in lanes: stored quantities and their positions in memory."""

from __future__ import annotations

from typing import Any, NamedTuple

from nmhts.numerics import lanes
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.lanes import WIDTH, load, store, where
from nmhts.numerics.rosenbrock import STAGES
from nmhts.numerics.straight import straight
from nmhts.physics.transport.gate_law import GateRows, GateState
from nmhts.physics.transport.plane_law import Bent
from nmhts.physics.transport.printed import records
from nmhts.physics.transport.state import N_PARAMETERS, PLANES

BENT = len(Bent._fields)
"""Number of values kept of a plane for a direction and a step: changes of its derivatives."""

BESIDE = 4
"""Directions that one sweep serves. A group that is not full costs its share of the sweep (as much
as one or two directions) and nothing for missing directions."""

LAST, X, ARGUMENT, CHANGE = range(STAGES - 1, STAGES + 3)
STATE = STAGES + 3
"""Number of values kept of an unknown for a direction, contiguous in memory: U' of the stages, x',
a' and sum_j C_ij U'_j / h of the stage."""

ROW = STATE * BESIDE  # from one unknown to the next

_GATE = len(GateState._fields)

# Values kept of a direction: tangents of the coefficients, the same including the change of the
# step length, changes of the derivatives of the rows of the gate, flux into and displacement to
# the plane of the sweep, ...
TABLE, RATES = 0, N_PARAMETERS
GATE = 2 * N_PARAMETERS
FLUX = GATE + len(GateRows._fields) * _GATE
DISPLACEMENT = FLUX + 1
# ... tangents of V at the start of the step [V], of its rise over the step [V], of the step length
# in units of itself, and of the share at which a record with a fixed time lies.
BEGIN, RISE, LONGER, SHARE = range(DISPLACEMENT + 1, DISPLACEMENT + 5)
WAY = SHARE + 1


class TangentLanes(NamedTuple):
    """Directions of the films in lanes, in groups of BESIDE; arrays of lanes."""

    ways: Any  # [m, WAY]
    state: Any  # [groups, unknowns, BESIDE, STATE]
    ahead: Any  # [m, unknowns] x' after the step, while steps to records are taken
    bent: Any  # [planes, BESIDE, BENT] of one group
    arguments: Any  # [STAGES, unknowns] of the stages
    local: Any  # [STAGES, planes, LOCAL] kept there; the first at the start of the step
    layers: Any  # [m, planes + 1, N_PLANE_NUMBERS] of stacks, or None


@inlined
def place_of(unknowns, k, m, lane):
    """Return the position in ``state`` of x' of an unknown along direction m, in a lane."""
    return (((m // BESIDE * unknowns + k) * BESIDE + m % BESIDE) * STATE + X) * WIDTH + lane


moves_of = records.load_film_parameters(lanes, straight)
store_moves = records.store_film_parameters(lanes, straight)
load_bent = records.load_bent(lanes, straight)
store_bent = records.store_bent(lanes, straight)
_load_gate, _store_gate = (
    records.load_gate_state(lanes, straight),
    records.store_gate_state(lanes, straight),
)


@inlined
def bent_gate(ways, way):
    """Return the changes of the derivatives of the gate's rows along a direction."""
    at = way + GATE
    return (
        _load_gate(ways, at), _load_gate(ways, at + _GATE), _load_gate(ways, at + 2 * _GATE),
        _load_gate(ways, at + 3 * _GATE), _load_gate(ways, at + 4 * _GATE)
    )  # fmt: skip


@inlined
def store_bent_gate(ways, way, exit_flux, dissolution, loss, charging, displacement):
    """Store the changes of the derivatives of the gate's rows along a direction."""
    at = way + GATE
    _store_gate(ways, at, exit_flux)
    _store_gate(ways, at + _GATE, dissolution)
    _store_gate(ways, at + 2 * _GATE, loss)
    _store_gate(ways, at + 3 * _GATE, charging)
    _store_gate(ways, at + 4 * _GATE, displacement)


@kernel
def move_on(extent, unknowns, tangents, taken):
    """Advance lanes whose step is taken to its end: to a' of the last stage plus its U'."""
    many = len(tangents.ways) // (WAY * WIDTH)
    for first in range(0, many, BESIDE):
        row = first // BESIDE * unknowns * ROW
        for k in range(PLANES + 2 * extent.depth):
            for m in range(min(BESIDE, many - first)):
                at = row + k * ROW + m * STATE
                new = load(tangents.state, at + ARGUMENT) + load(tangents.state, at + LAST)
                store(tangents.state, at + X, where(taken, new, load(tangents.state, at + X)))
