"""Adjoint of a record: its contribution to the cotangents of the step that contains it."""

from __future__ import annotations

from nmhts.numerics import single
from nmhts.numerics.compiled import kernel
from nmhts.numerics.lanes import WIDTH
from nmhts.numerics.rosenbrock import DENSE, STAGES
from nmhts.physics.transport.cotangents import P
from nmhts.physics.transport.equations import SINGLE
from nmhts.physics.transport.gate import film_gate
from nmhts.physics.transport.state import ADSORBED, LOST, PLANES, POOL, STERN
from nmhts.physics.transport.stepping import (
    ADSORBED_OUT,
    CURRENT_OUT,
    LOST_OUT,
    POOL_OUT,
    STERN_OUT,
    between,
    single_parameters,
)

_pull_exit, _exchange = film_gate(single).pull_exit, SINGLE.exchange


@kernel
def pull_record(films, bars, given, space, lane, i, r, share, step):
    """Pull the cotangents of a record of film i back.

    Parameters: bars Cotangents; given (occupancy [b, t, n], scalars [b, t, N_SCALARS]).
    Returns: cotangents of the share and of the length of the step that contains the record.
    """
    n, length = films.n_planes[i], len(space.x)
    small, weights, by = space.small, space.weights, bars.parameters[i]
    for k in range(PLANES + 3):
        small[k] = between(space.x, space.u, space.after, length, k, lane, share)[0]
        weights[k] = 0.0
    given_y, given_scalars = given[0][i, r], given[1][i, r]
    weights[ADSORBED] = given_scalars[ADSORBED_OUT]
    weights[POOL] = given_scalars[POOL_OUT]
    weights[LOST] = given_scalars[LOST_OUT]
    weights[STERN] = given_scalars[STERN_OUT]
    p = single_parameters(films.parameters[i])
    current = given_scalars[CURRENT_OUT]
    y, phi, y_below = small[PLANES], small[PLANES + 1], small[PLANES + 2]
    s, drop = small[ADSORBED], small[STERN]
    top = _pull_exit(p, s, drop, y, y_below, current * p.plane_charge)
    weights[ADSORBED] += top.s
    weights[STERN] += top.D + current * p.leak_conductance
    weights[PLANES] += top.y
    weights[PLANES + 1] += current * p.leak_conductance
    weights[PLANES + 2] += top.y_below
    by[P.omega] += top.omega
    by[P.kappa] += top.kappa
    by[P.z_e_kT] += top.z_e_kT
    by[P.floor_rate] += top.floor_rate
    by[P.open_share] += top.open_share
    by[P.b_exit] += top.b_exit
    by[P.b_return] += top.b_return
    by[P.alpha] += top.alpha
    by[P.zeta] += top.zeta
    by[P.s_max] += top.s_max
    by[P.plane_charge] += current * _exchange(p, small[POOL], s, drop, y, y_below)[0]
    by[P.leak_conductance] += current * (drop + phi)
    speed = between(space.x, space.u, space.after, length, STERN, lane, share)[1] / step
    by[P.stern_capacitance] += current * speed

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
    weight = current * p.stern_capacitance / step
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
