"""Discrete adjoint of one Rosenbrock step of a film.

Cotangents at the end of the step become cotangents at its start and of all coefficients of the
step. A step (``nmhts.numerics.rosenbrock``) is an explicit formula of the state x, the coefficients
p, the voltages and the step length h. With W = M / (h gamma) - J(x), arguments a_i = x + sum_j A_ij
U_j and the cotangent c of the new state, stages are taken from last to first:

    W^T v_i = sum_{k>i} (A_ki b_k + C_ki M v_k / h)  (+ c for the last)
    b_i = J(a_i)^T v_i  (+ c for the last)
    x:  sum_i b_i + grad_x of sum_i v_i^T J(x) U_i
    p:  sum_i v_i^T df(a_i)/dp + grad_p of sum_i v_i^T J(x) U_i

All terms but the last need first derivatives, which the forward step stores in ``local``. The last
term is that of ``matrix_adjoint``.

Common to all kernels here: the step length is frozen. Its choice is not differentiated; the
derivative by h is returned. Exponentials replaced by series count as exact (their remainder is
below 1e-10). Bars are cotangents.
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

from nmhts.numerics import lanes, single
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.rosenbrock import DENSE, NODES, SLOPES, STAGES, A, C
from nmhts.numerics.straight import straight
from nmhts.physics.transport.cotangents import (
    BEGIN,
    LENGTH,
    N_SUMS,
    RISE,
    P,
)
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.gate_law import GateRows
from nmhts.physics.transport.matrix_adjoint import film_matrix_adjoint
from nmhts.physics.transport.plane_law import PlaneRows, Window
from nmhts.physics.transport.planes import LOCAL, film_planes
from nmhts.physics.transport.printed import gate as printed
from nmhts.physics.transport.printed import records
from nmhts.physics.transport.state import (
    ADSORBED,
    DISSOLVED,
    HEAD,
    LOST,
    PLANES,
    STERN,
)

_A_COLUMNS, _C_COLUMNS = A.T.copy(), C.T.copy()


def film_adjoint(number: ModuleType) -> SimpleNamespace:
    """Return the kernels ``pull_step`` and ``pull_stage`` for one kind of number.

    Parameters: number: ``nmhts.numerics.single`` or ``nmhts.numerics.lanes``.
    """
    load, store, fma = number.load, number.store, number.fma
    splat, where = number.splat, number.where
    gate_pull = printed.gate_pull(number, straight)
    by_time_unit = printed.by_time_unit(number, straight)
    load_kept = records.load_kept(number, straight)
    load_parameters = records.load_film_parameters(number, straight)
    add_parameters = records.add_film_parameters(number, straight)
    fill = records.fill_film_parameters(number, straight)
    planes = film_planes(number)
    coefficients_of, sites_of, window = planes.coefficients_of, planes.sites_of, planes.window
    pull, add_own, paced = planes.pull, planes.add_own, planes.paced
    gate_state, pulled_window = planes.gate_state, planes.pulled_window
    pull_matrix = film_matrix_adjoint(number).pull_matrix

    @inlined
    def add(sums, k, value):
        store(sums, k, load(sums, k) + value)

    @inlined
    def put(bars, onto, k, value):
        """Store a value, or add it to what is there."""
        store(bars, k, load(bars, k) + value if onto else value)

    @inlined
    def gather(bars, cotangents, stride, stage, per_step, k, massive):
        """Return the contributions of the later stages to the cotangent of U of this stage.

        Parameters: massive: whether the unknown has a rate; per_step: M / h of it.
        """
        a, c = _A_COLUMNS[stage], _C_COLUMNS[stage]
        total, flowing = load(bars, 4 * stride + k), 0.0 * per_step
        if massive:
            flowing = c[5] * load(cotangents, 5 * stride + k)
        if stage < 4:
            # Those of the last two stages are one sum: they weigh the other stages alike.
            total = a[4] * total
            if massive:
                flowing = fma(c[4], load(cotangents, 4 * stride + k), flowing)
            if stage < 3:
                total = fma(a[3], load(bars, 3 * stride + k), total)
                if massive:
                    flowing = fma(c[3], load(cotangents, 3 * stride + k), flowing)
                if stage < 2:
                    total = fma(a[2], load(bars, 2 * stride + k), total)
                    if massive:
                        flowing = fma(c[2], load(cotangents, 2 * stride + k), flowing)
                    if stage < 1:
                        total = fma(a[1], load(bars, stride + k), total)
                        if massive:
                            flowing = fma(c[1], load(cotangents, stride + k), flowing)
        return fma(flowing, per_step, total)

    @kernel
    def solve_upper(extent, stage, per_step, factors, back, seeded):
        """Gather the right-hand side of a stage and solve U^T z = b.

        z is stored at the place of the cotangents of the stage.
        """
        after, between, bars, cotangents = back.after, back.between, back.arguments, back.stages
        layers = extent.layers
        stride = len(after) // number.WIDTH
        place = stage * stride
        nothing = 0.0 * per_step
        y_1, p_1, y_2, p_2 = nothing, nothing, nothing, nothing
        b_2, b_3, d_1, d_2 = nothing, nothing, nothing, nothing
        b_4, d_3, b_4_2, d_3_2 = nothing, nothing, nothing, nothing
        for k in range(extent.depth + HEAD):
            base, at = FACTORS * k, 2 * k
            if stage == STAGES - 1:
                y, phi = load(after, at), load(after, at + 1)
            else:
                mass = per_step
                if k >= HEAD:
                    mass = per_step * sites_of(layers, k - HEAD)
                y = gather(bars, cotangents, stride, stage, mass, at, True)
                phi = gather(bars, cotangents, stride, stage, per_step, at + 1, k < HEAD)
                if seeded:
                    y = fma(DENSE[0, stage], load(between, at), y)
                    y = fma(DENSE[1, stage], load(between, stride + at), y)
                    phi = fma(DENSE[0, stage], load(between, at + 1), phi)
                    phi = fma(DENSE[1, stage], load(between, stride + at + 1), phi)
            y = fma(-b_4_2, y_2, y)
            y = fma(-d_3_2, p_2, y)
            y = fma(-b_2, y_1, y)
            y = fma(-d_1, p_1, y) * load(factors, base + 6)
            phi = fma(-b_3, y_1, phi)
            phi = fma(-d_2, p_1, phi)
            phi = fma(-load(factors, base + 7), y, phi) * load(factors, base + 11)
            store(cotangents, place + at, y)
            store(cotangents, place + at + 1, phi)
            y_2, p_2, b_4_2, d_3_2 = y_1, p_1, b_4, d_3
            y_1, p_1 = y, phi
            b_2, b_3, b_4 = (
                load(factors, base + 8),
                load(factors, base + 9),
                load(factors, base + 10),
            )
            d_1, d_2, d_3 = (
                load(factors, base + 12),
                load(factors, base + 13),
                load(factors, base + 14),
            )

    @kernel
    def pull_stage(
        p, extent, begin, rise, stage, a, local, factors, bars, cotangents, sums, own
    ):  # fmt: skip
        """Solve L^T v = z and pull v back through f at the argument ``a`` of the stage.

        Cotangents of unknowns go into ``bars``, those of coefficients and voltages into ``sums``,
        those of the planes of a stack into ``own``. The last two stages add to one row of bars.
        """
        stride = len(a) // number.WIDTH
        place = stage * stride
        v = cotangents[place * number.WIDTH :]
        b, onto = bars[min(stage, STAGES - 2) * stride * number.WIDTH :], stage >= STAGES - 2
        none = splat(0.0)
        vy_1, vp_1, vy_2, passed = none, none, none, none
        l_1, l_2, l_3, l_4, m_2 = none, none, none, none, none
        l_3_2, l_4_2 = none, none
        # Contributions of the planes below to y two below, one below and here, and to phi below.
        next_bar, below_bar, here_bar, phi_bar = none, none, none, none
        by, by_contact, faster = fill(none), none, none
        bottom = PLANES + 2 * (extent.depth - 1)
        y, y_below, y_next = load(a, bottom), load(a, bottom + 2), load(a, bottom + 4)
        phi, phi_below = load(a, bottom + 1), load(a, bottom + 3)
        for i in range(extent.depth):
            j = extent.depth - 1 - i
            at = PLANES + 2 * j
            edge = j >= extent.shallow
            base = FACTORS * (j + HEAD)
            # The value known last is used last, because every plane waits for the one below.
            vp = fma(-l_3_2, vy_2, load(v, at + 1))
            vp = fma(-m_2, vp_1, vp)
            vp = fma(-l_1, vy_1, vp)
            vy = fma(-l_4_2, vy_2, load(v, at))
            vy = fma(-l_2, vy_1, vy)
            vy = fma(-load(factors, base + 5), vp, vy)
            store(v, at, vy)
            store(v, at + 1, vp)
            l_4_2, l_3_2 = l_4, l_3
            l_4, l_3, l_2 = load(factors, base), load(factors, base + 1), load(factors, base + 2)
            l_1, m_2 = load(factors, base + 3), load(factors, base + 4)

            y_above = load(a, at - 2) if j > 0 else y
            phi_above = load(a, at - 1)
            c = coefficients_of(extent.layers, p, j)
            seen = Window(y_above, y, y_below, y_next, phi, phi_below)
            balance = vp
            if edge:
                seen = window(p, extent, j, y_above, y, y_below, y_next, phi, phi_below)
                # Beyond a film the potential is zero.
                balance = where(extent.planes > float(j), vp, 0.0)
            k = load_kept(local, LOCAL * j)
            weights = PlaneRows(vy - vy_1, passed - balance, -balance)
            by_seen, by, by_own = pull(c, p, seen, k, weights, by)
            add_own(own, j, by_own)
            faster = faster + paced(c, by_own)
            to_below, to_next = by_seen.y_below, by_seen.y_next
            to_phi, to_phi_below = by_seen.phi, by_seen.phi_below
            if edge:
                image, to_next, to_phi_below, field = pulled_window(
                    extent, j, to_next, to_phi_below
                )
                to_below, to_phi = to_below + image, fma(p.contact, field, to_phi)
                by_contact = fma(phi, field, by_contact)
            if j + 2 < extent.depth:
                put(b, onto, at + 4, next_bar + to_next)
            if j + 1 < extent.depth:
                put(b, onto, at + 3, phi_bar + to_phi_below)
            next_bar, below_bar = below_bar + to_below, here_bar + by_seen.y
            here_bar, phi_bar = by_seen.y_above, to_phi
            passed = balance
            vy_2, vy_1, vp_1 = vy_1, vy, vp
            y_next, y_below, y = y_below, y, y_above
            phi_below, phi = phi, phi_above

        # The head: (s, D), then (l, r).
        v_D = fma(-l_1, vy_1, load(v, STERN))
        v_D = fma(-m_2, vp_1, v_D)
        v_D = fma(-l_3_2, vy_2, v_D)
        v_s = fma(-load(factors, FACTORS + 5), v_D, load(v, ADSORBED))
        v_s = fma(-l_2, vy_1, v_s)
        v_s = fma(-l_4_2, vy_2, v_s)
        v_r = fma(-load(factors, FACTORS + 3), v_s, load(v, DISSOLVED))
        v_r = fma(-load(factors, FACTORS + 4), v_D, v_r)
        v_r = fma(-l_3, vy_1, v_r)
        v_l = fma(-load(factors, 5), v_r, load(v, LOST))
        v_l = fma(-load(factors, FACTORS + 2), v_s, v_l)
        v_l = fma(-l_4, vy_1, v_l)
        store(v, LOST, v_l)
        store(v, DISSOLVED, v_r)
        store(v, ADSORBED, v_s)
        store(v, STERN, v_D)
        # The voltage as seen by the stage, with its part of the change along the step.
        late = NODES[stage] + SLOPES[stage]
        gate = gate_state(a, fma(late, rise, begin))
        weights = GateRows(v_s - vy_1, v_r - v_s, v_l - v_r, v_D, vp_1)
        top, by = gate_pull(p, gate, weights, by)
        put(b, onto, LOST, none)
        put(b, onto, DISSOLVED, top.r)
        put(b, onto, ADSORBED, top.s)
        put(b, onto, STERN, top.drop)
        put(b, onto, PLANES, below_bar + here_bar + top.y)
        put(b, onto, PLANES + 1, phi_bar + top.phi)
        put(b, onto, PLANES + 2, next_bar + top.y_below)
        add_parameters(sums, 0, by)
        add(sums, P.contact, by_contact)
        add(sums, LENGTH, faster)
        add(sums, BEGIN, top.voltage)
        add(sums, RISE, late * top.voltage)

    @kernel
    def pull_step(p, extent, step, begin, rise, trace, back, seeded):
        """Pull cotangents back over one step.

        Parameters: step h [s], begin V at its start [V], rise of V over it [V]; trace ``Trace``;
        back ``Bars``, of which ``after`` and (if ``seeded``) ``between`` are given.
        Fills ``out`` and ``sums``, adds to ``own``.
        """
        x, arguments, local = trace.x, trace.arguments, trace.local
        stride, whole, kept = len(x) // number.WIDTH, len(x), len(local) // STAGES
        per_step = 1.0 / step
        for k in range(N_SUMS):
            store(back.sums, k, 0.0 * step)
        # The new state is the argument of the last stage plus its U.
        for k in range(PLANES + 2 * extent.depth):
            store(back.arguments, (STAGES - 2) * stride + k, load(back.after, k))
        for i in range(STAGES):
            stage = STAGES - 1 - i
            solve_upper(extent, stage, per_step, trace.factors, back, seeded)
            pull_stage(
                p, extent, begin, rise, stage, arguments[stage * whole : (stage + 1) * whole],
                local[stage * kept : (stage + 1) * kept], trace.factors, back.arguments,
                back.stages, back.sums, back.own,
            )  # fmt: skip
        pull_matrix(p, extent, per_step, trace, back)
        # The step length enters only as a multiple of the time scales, so its cotangent follows
        # from those of the rates.
        faster = load(back.sums, LENGTH) + by_time_unit(p, load_parameters(back.sums, 0))
        store(back.sums, LENGTH, faster * per_step)

    return SimpleNamespace(pull_step=pull_step, pull_stage=pull_stage)


SINGLE = film_adjoint(single)
LANES = film_adjoint(lanes)
