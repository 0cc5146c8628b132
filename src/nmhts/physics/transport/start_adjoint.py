"""Adjoint of the start of a film.

Cotangents at the start become those of initial state, coefficients and records before all steps.
"""

from __future__ import annotations

from nmhts.numerics.compiled import kernel
from nmhts.numerics.lanes import WIDTH
from nmhts.physics.transport import matrix_adjoint
from nmhts.physics.transport.cotangents import BYPASS, CHARGING, N_SUMS, PER_PLANE, P
from nmhts.physics.transport.state import ADSORBED, LOST, N_PARAMETERS, PLANES, POOL, STERN
from nmhts.physics.transport.stepping import (
    ADSORBED_OUT,
    CURRENT_OUT,
    LOST_OUT,
    POOL_OUT,
    STERN_OUT,
    single_parameters,
)
from nmhts.physics.transport.tape import START

_pull_potential = matrix_adjoint.SINGLE.pull_potential


@kernel
def finish(films, tape, bars, given, i, own, sums, lane, single_x, single_bars, single_sums, work):
    """Pull the cotangents at the start of a film back to its inputs."""
    n = films.n_planes[i]
    p = single_parameters(films.parameters[i])
    by = bars.parameters[i]
    size = PLANES + 2 * n
    for k in range(size):
        single_x[k] = tape.states[i, 0, k]
        single_bars[k] = own[k * WIDTH + lane]
    for k in range(N_SUMS):
        single_sums[k] = sums[k * WIDTH + lane]
    for r in range(films.t_out.shape[1]):
        if tape.record_step[i, r] != START:
            break
        given_y, given_scalars = given[0][i, r], given[1][i, r]
        for j in range(n):
            single_bars[PLANES + 2 * j] += given_y[n - 1 - j]
        single_bars[ADSORBED] += given_scalars[ADSORBED_OUT]
        single_bars[POOL] += given_scalars[POOL_OUT]
        single_bars[LOST] += given_scalars[LOST_OUT]
        single_bars[STERN] += given_scalars[STERN_OUT]
        # At the start the outer current is driven by the voltage through R_A.
        weight = given_scalars[CURRENT_OUT] / p.area_resistance
        current = -(films.v_start[i, 0] + single_x[PLANES + 1] + single_x[STERN])
        single_bars[STERN] -= weight
        single_bars[PLANES + 1] -= weight
        bars.v_start[i, 0] -= weight
        by[P.area_resistance] -= weight * current / p.area_resistance
    _pull_potential(p, n, single_x, single_bars, work, single_sums)
    bars.start[i, n] = single_bars[ADSORBED]
    bars.start[i, n + 1] = single_bars[POOL]
    bars.start[i, n + 2] = single_bars[LOST]
    bars.start[i, n + 3] = single_bars[STERN]
    for j in range(n):
        bars.start[i, n - 1 - j] = single_bars[PLANES + 2 * j]
    for k in range(N_PARAMETERS):
        by[k] += single_sums[k]
    charging, capacitance = single_sums[CHARGING] / p.area_resistance, p.stern_capacitance
    by[P.area_resistance] -= charging / (p.area_resistance * capacitance)
    by[P.leak_conductance] += single_sums[BYPASS] / capacitance
    by[P.plane_charge] += single_sums[PER_PLANE] / capacitance
    by[P.stern_capacitance] -= (
        charging
        + p.leak_conductance * single_sums[BYPASS]
        + p.plane_charge * single_sums[PER_PLANE]
    ) / (capacitance * capacitance)
