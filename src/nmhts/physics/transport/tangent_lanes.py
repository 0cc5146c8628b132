"""Directions of the films in lanes: stored quantities and their positions in memory."""

from __future__ import annotations

from typing import Any, NamedTuple

from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.lanes import WIDTH, load, store, where
from nmhts.numerics.rosenbrock import STAGES
from nmhts.physics.transport.state import N_PARAMETERS, PLANES, FilmParameters

BENT = 5
"""Number of values kept of a plane for a direction and a step: tangents of the entries of its J."""

BESIDE = 4
"""Directions that one sweep serves. A group that is not full costs its share of the sweep (as much
as one or two directions) and nothing for missing directions."""

LAST, X, ARGUMENT, CHANGE = range(STAGES - 1, STAGES + 3)
STATE = STAGES + 3
"""Number of values kept of an unknown for a direction, contiguous in memory: U' of the stages, x',
a' and sum_j C_ij U'_j / h of the stage."""

ROW = STATE * BESIDE  # from one unknown to the next

# Values kept of a direction: tangents of the coefficients, the same including the change of the
# step length, ...
TABLE, RATES = 0, N_PARAMETERS
# ... tangents of the combinations that every plane uses in its force and its screening, ...
FORCE_Z, FORCE_OMEGA, FORCE_KAPPA, FASTER, Q, RATIO, MID, STEEPER, CONTACT, COUPLING = range(
    2 * N_PARAMETERS, 2 * N_PARAMETERS + 10
)
# ... tangents of the derivatives of J_1 and J_2 at the start of the step and of the terms in the
# rate of D only, the flux into the plane of the sweep, ...
(
    TOP_S,
    TOP_D,
    TOP_Y,
    TOP_BELOW,
    POOL_R,
    POOL_S,
    POOL_D,
    GATE_CHARGING,
    GATE_BYPASS,
    GATE_PER_PLANE,
    FLUX,
) = range(COUPLING + 1, COUPLING + 12)
# ... tangents of V at the start of the step [V], of its rise over the step [V], of the step length
# in units of itself, and of the share at which a record with a fixed time lies.
BEGIN, RISE, LONGER, SHARE = range(FLUX + 1, FLUX + 5)
WAY = SHARE + 1

KNOWN_GATE = 4


class TangentLanes(NamedTuple):
    """Directions of the films in lanes, in groups of BESIDE; arrays of lanes."""

    ways: Any  # [m, WAY]
    state: Any  # [groups, unknowns, BESIDE, STATE]
    ahead: Any  # [m, unknowns] x' after the step, while steps to records are taken
    bent: Any  # [groups, planes, BESIDE, BENT]
    known: Any  # [planes, LOCAL] at the start of the step
    local: Any  # [planes, LOCAL] at the argument of a stage
    gate: Any  # [KNOWN_GATE] derivatives of J_1 at the start of the step by s, D, y_0, y_1


@inlined
def place_of(unknowns, k, m, lane):
    """Return the position in ``state`` of x' of an unknown along direction m, in a lane."""
    return (((m // BESIDE * unknowns + k) * BESIDE + m % BESIDE) * STATE + X) * WIDTH + lane


@kernel
def moves_of(ways, k):
    """Return the tangents of the coefficients along a direction; k: their first position."""
    return FilmParameters(
        load(ways, k), load(ways, k + 1), load(ways, k + 2), load(ways, k + 3), load(ways, k + 4),
        load(ways, k + 5), load(ways, k + 6), load(ways, k + 7), load(ways, k + 8),
        load(ways, k + 9), load(ways, k + 10), load(ways, k + 11), load(ways, k + 12),
        load(ways, k + 13), load(ways, k + 14), load(ways, k + 15), load(ways, k + 16),
        load(ways, k + 17), load(ways, k + 18), load(ways, k + 19), load(ways, k + 20),
        load(ways, k + 21), load(ways, k + 22), load(ways, k + 23), load(ways, k + 24),
    )  # fmt: skip


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
