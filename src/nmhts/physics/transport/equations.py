"""Right-hand side and Jacobian of the plane-resolved film: sweeps over its planes.

Rows of l, r, s, D, y are time derivatives. Rows of phi are the residual of the screened Poisson
equation, which holds at every instant. docs/theory/film.md states the equations with their sources.
The unknowns here are ordered from the gate: plane 0 is at the gate. In docs/theory/film.md and in
every result plane 0 is at the bottom electrode. The matrix of a step, W = M / (h gamma) - df/dx, is
eliminated in the same sweep that assembles it, in the order of the unknowns (see ``elimination``).
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

from nmhts.numerics import lanes, single
from nmhts.numerics.compiled import inlined, kernel
from nmhts.physics.transport.elimination import plane_elimination
from nmhts.physics.transport.gate import film_gate
from nmhts.physics.transport.laws import scalar_laws
from nmhts.physics.transport.planes import film_planes
from nmhts.physics.transport.state import ADSORBED, HEAD, LOST, PLANES, POOL, STERN

# Numerical: imbalance, as a share of the N that moves in a stage, that is left uncorrected.
_ROUNDING = 1e-13


def film_equations(number: ModuleType) -> SimpleNamespace:
    """Return the kernels that evaluate, linearize and solve the film equations.

    Parameters: number: ``nmhts.numerics.single`` or ``nmhts.numerics.lanes``, the kind of number.
    """
    load, store, where, fma, exp = number.load, number.store, number.where, number.fma, number.exp
    absolute = number.absolute
    elimination = plane_elimination(number)
    eliminate, forward, backward = elimination.eliminate, elimination.forward, elimination.backward
    gate = film_gate(number)
    exchange, pull_exit, pull_dissolution = gate.exchange, gate.pull_exit, gate.pull_dissolution
    planes = film_planes(number)
    bond_of, screen_of, sites_of = planes.bond_of, planes.screen_of, planes.sites_of
    pull_of, beyond, plane, slopes = planes.pull_of, planes.beyond, planes.plane, planes.slopes
    expand, near, keep = planes.expand, planes.near, planes.keep
    inverse_screening_squared = scalar_laws(number, inlined).inverse_screening_squared

    @inlined
    def gate_rates(p, j_1, j_2, r, drop, phi, voltage):
        """Return the rates of l, r, s, D."""
        rc = 1.0 / (p.area_resistance * p.stern_capacitance)
        bypass = p.leak_conductance / p.stern_capacitance
        charged = p.plane_charge / p.stern_capacitance * j_1
        leak = p.leak_rate * r
        return (
            leak,
            j_2 - leak,
            j_1 - j_2,
            rc * (-voltage - phi - drop) - bypass * (phi + drop) - charged,
        )

    @inlined
    def evaluate_gate(p, x, voltage, f):
        """Fill the rates of l, r, s, D; return J_1."""
        r, drop = load(x, POOL), load(x, STERN)
        j_1, j_2 = exchange(p, r, load(x, ADSORBED), drop, load(x, PLANES), load(x, PLANES + 2))
        f_l, f_r, f_s, f_D = gate_rates(p, j_1, j_2, r, drop, load(x, PLANES + 1), voltage)
        store(f, LOST, f_l)
        store(f, POOL, f_r)
        store(f, ADSORBED, f_s)
        store(f, STERN, f_D)
        return j_1

    @kernel
    def evaluate(p, extent, x, voltage, f):
        """Evaluate the film equations at ``x``.

        Parameters: p FilmParameters; extent Extent; x [4 + 2 depth, then four zeros]; voltage V of
        the film against the counter electrode [V]; f [4 + 2 depth] receives dl/dt, dr/dt, ds/dt
        [planes/s], dD/dt [V/s], and for each plane dy/dt [1/s] and the Poisson residual [V].
        """
        out = evaluate_gate(p, x, voltage, f)
        y, y_below = load(x, PLANES), load(x, PLANES + 2)
        phi = load(x, PLANES + 1)
        y_above, phi_above = y, p.stern_coupling * load(x, STERN)
        for j in range(extent.depth):
            c = PLANES + 2 * j
            phi_below = load(x, c + 3)
            y_next = beyond(extent, j, y_below, load(x, c + 4))
            bond, screen = bond_of(extent.layers, p, j), screen_of(extent.layers, p, j)
            boost = exp(0.5 * pull_of(p, bond, y_above, y, y_below, y_next, phi, phi_below))
            q, q_y, _ = inverse_screening_squared(
                y, screen.q_metal, screen.log_ratio, screen.y_mid, screen.y_steepness
            )
            here = plane(
                p, extent, bond, screen, j, j == 0, True, q, q_y, boost, y, y_below, phi_above, phi,
                phi_below
            )  # fmt: skip
            store(f, c, here[0] - out)
            store(f, c + 1, here[4])
            out = here[0]
            y_above, y, y_below = y, y_below, y_next
            phi_above, phi = phi, phi_below

    @inlined
    def combine(x, u, stride, weights, sums, stage, k):
        """Return x + sum_j weights_j U_j and sum_j sums_j U_j of unknown k."""
        total = load(x, k)
        change = 0.0 * total
        for i in range(stage):
            value = load(u, i * stride + k)
            total = fma(weights[i], value, total)
            change = fma(sums[i], value, change)
        return total, change

    @kernel
    def linearise(p, extent, x, voltage, inverse, f, factors, series, local):
        """Evaluate the film equations at ``x`` and factorize M ``inverse`` - df/dx.

        M is 1 for rates (for a plane: its sites) and 0 for the Poisson equation.
        Parameters: as in ``evaluate``; inverse 1/s; factors [(2 + depth) FACTORS] receives L and U
        for ``solve``; series [depth SERIES] receives the expansions with which ``advance`` replaces
        the exponentials of every plane; local [depth LOCAL] (or None) the values for pulling back.
        """
        j_1 = evaluate_gate(p, x, voltage, f)
        y, y_below = load(x, PLANES), load(x, PLANES + 2)
        phi, phi_below = load(x, PLANES + 1), load(x, PLANES + 3)
        nothing = 0.0 * y

        # The pairs (l, r) and (s, D) take the place of two planes above plane 0 in the matrix.
        top = pull_exit(p, load(x, ADSORBED), load(x, STERN), y, y_below, 1.0)
        pool = pull_dissolution(p, load(x, POOL), load(x, ADSORBED), load(x, STERN), 1.0)
        per_volt = p.plane_charge / p.stern_capacitance
        rc = (1.0 / p.area_resistance + p.leak_conductance) / p.stern_capacitance
        none = (nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing)
        before = eliminate(
            (nothing, nothing, nothing, nothing, inverse, -p.leak_rate, nothing, nothing, nothing),
            (nothing, nothing, inverse + p.leak_rate - pool.r, -pool.s, -pool.D, nothing),
            (none, none), factors, 0,
        )  # fmt: skip
        before = eliminate(
            (nothing, nothing, nothing, pool.r, inverse + pool.s - top.s, pool.D - top.D, -top.y,
             nothing, -top.y_below),
            (nothing, per_volt * top.s, inverse + rc + per_volt * top.D, per_volt * top.y, rc,
             per_volt * top.y_below),
            before, factors, 1,
        )  # fmt: skip

        # Plane 0: above it lies the adsorbed layer.
        y_next = load(x, PLANES + 4)
        bond, screen = bond_of(extent.layers, p, 0), screen_of(extent.layers, p, 0)
        q, boost = expand(
            screen, series, 0, y, pull_of(p, bond, y, y, y_below, y_next, phi, phi_below)
        )
        here = plane(
            p, extent, bond, screen, 0, True, False, q[0], q[1], boost, y, y_below,
            p.stern_coupling * load(x, STERN), phi, phi_below
        )  # fmt: skip
        if local is not None:
            keep(local, 0, here, q[0], q[1], q[4])
        flux, flux_l, flux_r, flux_f, poisson, by_y, loss = here
        store(f, PLANES, flux - j_1)
        store(f, PLANES + 1, poisson)
        # Lower face of a plane: the flux, its derivatives by the y of the plane above, this plane,
        # one and two below, and by phi of this plane. The derivative by phi of the plane below is
        # the negative of that.
        out = flux
        out_a, out_b, out_c, out_d, out_g = slopes(
            p, extent, bond, 0, False, flux_l, flux_r, flux_f
        )
        # Plane 0 has its own image above it.
        out_a, out_b = nothing, out_b + out_a
        before = eliminate(
            (nothing, nothing, top.s, top.D, inverse + top.y - out_b, -out_g, top.y_below - out_c,
             out_g, -out_d),
            (-p.stern_coupling, by_y, loss, nothing, nothing - screen.link, nothing),
            before, factors, 2,
        )  # fmt: skip
        y_above, y, y_below = y, y_below, y_next
        phi_above, phi = phi, phi_below
        for j in range(1, extent.depth):
            c = PLANES + 2 * j
            edge = j >= extent.shallow
            phi_below = load(x, c + 3)
            y_next = load(x, c + 4)
            if edge:
                y_next = beyond(extent, j, y_below, y_next)
            bond, screen = bond_of(extent.layers, p, j), screen_of(extent.layers, p, j)
            q, boost = expand(
                screen, series, j, y, pull_of(p, bond, y_above, y, y_below, y_next, phi, phi_below)
            )
            if edge:
                here = plane(
                    p, extent, bond, screen, j, False, True, q[0], q[1], boost, y, y_below,
                    phi_above, phi, phi_below
                )  # fmt: skip
                a, b, d_c, d, g = slopes(p, extent, bond, j, True, here[1], here[2], here[3])
                upper = screen.link_above * (1.0 * (extent.planes > float(j)))
                link = screen.link * (1.0 * (extent.planes > float(j + 1)))
            else:
                here = plane(
                    p, extent, bond, screen, j, False, False, q[0], q[1], boost, y, y_below,
                    phi_above, phi, phi_below
                )  # fmt: skip
                a, b, d_c, d, g = slopes(p, extent, bond, j, False, here[1], here[2], here[3])
                upper, link = nothing + screen.link_above, nothing + screen.link
            if local is not None:
                keep(local, j, here, q[0], q[1], q[4])
            flux, _, _, _, poisson, by_y, loss = here
            store(f, c, flux - out)
            store(f, c + 1, poisson)
            stored = inverse * sites_of(extent.layers, p, j)
            before = eliminate(
                (out_a, nothing, out_b - a, out_g, stored + out_c - b, -(out_g + g), out_d - d_c, g,
                 -d),
                (-upper, by_y, loss, nothing, -link, nothing),
                before, factors, j + 2,
            )  # fmt: skip
            out, out_a, out_b, out_c, out_d, out_g = flux, a, b, d_c, d, g
            y_above, y, y_below = y, y_below, y_next
            phi_above, phi = phi, phi_below

    @kernel
    def conserve(p, extent, u, place):
        """Remove from the planes the N that rounding adds to a stage in ``u`` from ``place`` on.

            l + r + s + sum_j sites_j y_j = 0   of every stage: the film equations conserve N

        Each plane is corrected in proportion to its change. In very high fields planes exchange N
        at rates that exceed 1 / (h gamma) by more than the precision of a double, and the sum is
        lost to rounding. The exchange with the adsorbed layer is slow and keeps its digits, so s, r
        and l are not corrected.
        """
        off = load(u, place + LOST) + load(u, place + POOL) + load(u, place + ADSORBED)
        moved = absolute(off)
        for j in range(extent.depth):
            change = load(u, place + PLANES + 2 * j) * sites_of(extent.layers, p, j)
            off = off + change
            moved = moved + absolute(change)
        kept = absolute(off) <= _ROUNDING * moved
        if not number.all_lanes(kept):
            share = where(kept, 0.0 * off, off / moved)
            for j in range(extent.depth):
                change = load(u, place + PLANES + 2 * j)
                store(u, place + PLANES + 2 * j, fma(-share, absolute(change), change))

    @kernel
    def advance(
        p, extent, x, voltage, drive, weights, sums, per_step, u, stage, factors, series, argument,
        local
    ):  # fmt: skip
        """Solve one stage of a Rosenbrock step.

            argument = x + sum_j weights_j U_j
            right-hand side = f(argument) + per_step M sum_j sums_j U_j + drive (row of D)

        Parameters: weights, sums [stage] numbers; u [stages, unknowns] holds the previous U and
        receives the next one; argument receives the argument of the stage; local [depth LOCAL] (or
        None) receives the values for pulling back. One sweep down the film evaluates and
        eliminates, one back up solves.
        """
        stride = len(argument) // number.WIDTH
        place = stage * stride
        lost, lost_c = combine(x, u, stride, weights, sums, stage, LOST)
        r, r_c = combine(x, u, stride, weights, sums, stage, POOL)
        s, s_c = combine(x, u, stride, weights, sums, stage, ADSORBED)
        drop, drop_c = combine(x, u, stride, weights, sums, stage, STERN)
        y, y_c = combine(x, u, stride, weights, sums, stage, PLANES)
        phi, _ = combine(x, u, stride, weights, sums, stage, PLANES + 1)
        y_below, y_below_c = combine(x, u, stride, weights, sums, stage, PLANES + 2)
        store(argument, LOST, lost)
        store(argument, POOL, r)
        store(argument, ADSORBED, s)
        store(argument, STERN, drop)
        out, j_2 = exchange(p, r, s, drop, y, y_below)
        f_l, f_r, f_s, f_D = gate_rates(p, out, j_2, r, drop, phi, voltage)
        nothing = 0.0 * y
        y_1, p_1 = forward(
            factors, 0, fma(lost_c, per_step, f_l), fma(r_c, per_step, f_r), nothing, nothing,
            nothing, nothing
        )  # fmt: skip
        store(u, place, y_1)
        store(u, place + 1, p_1)
        y_2, p_2 = y_1, p_1
        y_1, p_1 = forward(
            factors, 1, fma(s_c, per_step, f_s), fma(drop_c, per_step, f_D) + drive, nothing,
            nothing, y_2, p_2
        )  # fmt: skip
        store(u, place + 2, y_1)
        store(u, place + 3, p_1)
        y_above, phi_above = y, p.stern_coupling * drop
        for j in range(extent.depth):
            c = PLANES + 2 * j
            store(argument, c, y)
            store(argument, c + 1, phi)
            phi_below, _ = combine(x, u, stride, weights, sums, stage, c + 3)
            y_next, y_next_c = combine(x, u, stride, weights, sums, stage, c + 4)
            edge = j >= extent.shallow
            if edge:
                y_next = beyond(extent, j, y_below, y_next)
            bond, screen = bond_of(extent.layers, p, j), screen_of(extent.layers, p, j)
            force = pull_of(p, bond, y_above, y, y_below, y_next, phi, phi_below)
            q, q_y, share, boost = near(screen, series, j, y, load(x, c), force)
            if j == 0:
                here = plane(
                    p, extent, bond, screen, j, True, False, q, q, boost, y, y_below, phi_above,
                    phi, phi_below
                )  # fmt: skip
            elif edge:
                here = plane(
                    p, extent, bond, screen, j, False, True, q, q, boost, y, y_below, phi_above,
                    phi, phi_below
                )  # fmt: skip
            else:
                here = plane(
                    p, extent, bond, screen, j, False, False, q, q, boost, y, y_below, phi_above,
                    phi, phi_below
                )  # fmt: skip
            if local is not None:
                keep(local, j, here, q, q_y, share)
            new = forward(
                factors, j + 2, fma(y_c * sites_of(extent.layers, p, j), per_step, here[0] - out),
                here[4], y_2, p_2, y_1, p_1
            )  # fmt: skip
            y_2, p_2 = y_1, p_1
            y_1, p_1 = new
            store(u, place + c, y_1)
            store(u, place + c + 1, p_1)
            out = here[0]
            y_above, y, y_below = y, y_below, y_next
            y_c, y_below_c = y_below_c, y_next_c
            phi_above, phi = phi, phi_below
        backward(extent.depth + HEAD, factors, u, place)
        conserve(p, extent, u, place)

    @kernel
    def screened_potential(p, extent, x, work):
        """Solve the screened Poisson equation for the phi in ``x``, given y and D.

            phi_{j-1} - 2 phi_j + phi_{j+1} = (a / lambda(y_j))^2 phi_j
            phi_n = contact phi_{n-1}
            phi_1 - phi_0 + (eps_S a / eps_f t_S) D = (a / lambda(y_0))^2 phi_0

        Plane 0 is at the gate. In a stack the differences between planes are multiplied by their
        dielectric link. ``work`` [depth] is scratch.
        """
        # Thomas algorithm from the bottom up: phi_j = share_j phi_{j-1}.
        nothing = 0.0 * load(x, STERN)
        share = nothing
        for i in range(extent.depth):
            j = extent.depth - 1 - i
            y, screen = load(x, PLANES + 2 * j), screen_of(extent.layers, p, j)
            q, _, _ = inverse_screening_squared(
                y, screen.q_metal, screen.log_ratio, screen.y_mid, screen.y_steepness
            )
            share = where(extent.planes > float(j + 1), share, p.contact)
            links = screen.link if j == 0 else screen.link_above + screen.link
            share = screen.link_above / (q + links - screen.link * share)
            share = where(extent.planes > float(j), share, nothing)
            store(work, j, share)
        phi = p.stern_coupling * load(x, STERN)
        for j in range(extent.depth):
            phi = load(work, j) * phi
            store(x, PLANES + 1 + 2 * j, phi)

    return SimpleNamespace(
        exchange=exchange,
        evaluate=evaluate,
        linearise=linearise,
        advance=advance,
        solve=elimination.solve,
        conserve=conserve,
        screened_potential=screened_potential,
    )


SINGLE = film_equations(single)
LANES = film_equations(lanes)
