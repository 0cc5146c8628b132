"""Adjoint of a record: its contribution to the cotangents of the step that contains it."""

from __future__ import annotations

from nmhts.numerics import single
from nmhts.numerics.compiled import kernel
from nmhts.numerics.lanes import WIDTH
from nmhts.numerics.rosenbrock import DENSE, STAGES
from nmhts.numerics.straight import straight
from nmhts.physics.transport.planes import film_planes
from nmhts.physics.transport.printed import gate as printed
from nmhts.physics.transport.printed import records
from nmhts.physics.transport.state import ADSORBED, DISSOLVED, LOST, PLANES, STERN
from nmhts.physics.transport.stepping import (
    ADSORBED_OUT,
    CURRENT_OUT,
    DISSOLVED_OUT,
    LOST_OUT,
    STERN_OUT,
    between,
    single_parameters,
)

_current_pull = printed.current_pull(single, straight)
_gate_of, _add, _fill = (
    film_planes(single).gate_state,
    records.add_film_parameters(single, straight),
    records.fill_film_parameters(single, straight),
)


@kernel
def pull_record(films, bars, given, space, lane, i, r, share, step):
    """Pull the cotangents of a record of film i back.

    Parameters: bars Cotangents; given (occupancy [b, t, n], scalars [b, t, N_SCALARS]).
    Returns: cotangents of the share and of the length of the step that contains the record.
    """
    n, length = films.n_planes[i], len(space.x)
    small, weights = space.small, space.weights
    for k in range(PLANES + 3):
        small[k] = between(space.x, space.u, space.after, length, k, lane, share)[0]
        weights[k] = 0.0
    given_y, given_scalars = given[0][i, r], given[1][i, r]
    weights[ADSORBED] = given_scalars[ADSORBED_OUT]
    weights[DISSOLVED] = given_scalars[DISSOLVED_OUT]
    weights[LOST] = given_scalars[LOST_OUT]
    weights[STERN] = given_scalars[STERN_OUT]
    p = single_parameters(films.parameters[i], 0)
    speed = between(space.x, space.u, space.after, length, STERN, lane, share)[1] / step
    by_speed, seen, by = _current_pull(
        p, _gate_of(small, 0.0), _fill(0.0), speed, given_scalars[CURRENT_OUT]
    )
    weights[DISSOLVED] += seen.r
    weights[ADSORBED] += seen.s
    weights[STERN] += seen.drop
    weights[PLANES] += seen.y
    weights[PLANES + 1] += seen.phi
    weights[PLANES + 2] += seen.y_below
    _add(bars.parameters[i], 0, by)

    by_share, rest = 0.0, 1.0 - share
    for k in range(PLANES + 2 * n):
        weight = weights[k] if k < PLANES + 3 else 0.0
        if k >= PLANES and k % 2 == 0:
            weight += given_y[n - 1 - (k - PLANES) // 2]
        if weight == 0.0:
            continue
        at = k * WIDTH + lane
        by_share += weight * between(space.x, space.u, space.after, length, k, lane, share)[1]
        space.pending[at] += rest * weight
        space.seed[at] += share * weight
        space.middle[at] += share * rest * weight
        space.middle[length + at] += share * share * rest * weight
    # The rate of D is the derivative of its dense output.
    weight = by_speed / step
    at = STERN * WIDTH + lane
    space.pending[at] -= weight
    space.seed[at] += weight
    space.middle[at] += (rest - share) * weight
    space.middle[length + at] += ((rest - share) * share + share * rest) * weight
    c, d = 0.0, 0.0
    for j in range(STAGES - 1):
        c += DENSE[0, j] * space.u[j * length + at]
        d += DENSE[1, j] * space.u[j * length + at]
    by_share += weight * (-2.0 * (c + share * d) + 2.0 * (rest - share) * d)
    return by_share, -weight * speed
