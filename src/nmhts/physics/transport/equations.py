"""Right-hand side and Jacobian of the plane-resolved film: sweeps over its planes.

Rows of l, r, s, D, y are time derivatives. Rows of phi are the residual of the screened Poisson
equation, which holds at every instant. The laws are those of ``plane_law`` and ``gate_law``.
The unknowns here are ordered from the gate: plane 0 is at the gate. In docs/theory/film.md and in
every result plane 0 is at the bottom electrode. The matrix of a step, W = M / (h gamma) - df/dx, is
eliminated in the same sweep that assembles it, in the order of the unknowns (see ``elimination``).
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

from nmhts.numerics import lanes, single
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.straight import straight
from nmhts.physics.transport.elimination import plane_elimination
from nmhts.physics.transport.gate_law import GateState
from nmhts.physics.transport.plane_law import PlaneSlopes, Window
from nmhts.physics.transport.planes import LOCAL, film_planes
from nmhts.physics.transport.printed import gate as printed
from nmhts.physics.transport.printed import records
from nmhts.physics.transport.state import ADSORBED, DISSOLVED, HEAD, LOST, PLANES, STERN

# Numerical: imbalance, as a share of the N that moves in a stage, that is left uncorrected.
_ROUNDING = 1e-13


def film_equations(number: ModuleType) -> SimpleNamespace:
    """Return the kernels that evaluate, linearize and solve the film equations.

    Parameters: number: ``nmhts.numerics.single`` or ``nmhts.numerics.lanes``, the kind of number.
    """
    load, store, where, fma = number.load, number.store, number.where, number.fma
    absolute, splat = number.absolute, number.splat
    elimination = plane_elimination(number)
    eliminate, forward, backward = elimination.eliminate, elimination.forward, elimination.backward
    gate_rows = printed.gate_rows(number, straight)
    gate_linearized = printed.gate_linearized(number, straight)
    store_kept = records.store_kept(number, straight)
    planes = film_planes(number)
    coefficients_of, sites_of, window = planes.coefficients_of, planes.sites_of, planes.window
    rows_of, kept_of, linearized = planes.rows, planes.kept, planes.linearized
    ended, ended_kept, ended_slopes = planes.ended, planes.ended_kept, planes.ended_slopes
    expand, near, exponentials, widened = (
        planes.expand,
        planes.near,
        planes.exponentials,
        planes.widened,
    )
    gate_state, link_of = planes.gate_state, planes.link_of

    @inlined
    def store_gate(f, gate):
        """Store the rates of l, r, s, D."""
        store(f, LOST, gate.loss)
        store(f, DISSOLVED, gate.dissolution - gate.loss)
        store(f, ADSORBED, gate.exit_flux - gate.dissolution)
        store(f, STERN, gate.charging)

    @kernel
    def evaluate(p, extent, x, voltage, f):
        """Evaluate the film equations at ``x``.

        Parameters: p FilmParameters; extent Extent; x [4 + 2 depth, then four zeros]; voltage V of
        the film against the counter electrode [V]; f [4 + 2 depth] receives dl/dt, dr/dt, ds/dt
        [planes/s], dD/dt [V/s], and for each plane dy/dt [1/s] and the Poisson residual [V].
        """
        gate = gate_rows(p, gate_state(x, voltage))
        store_gate(f, gate)
        out, displacement = gate.exit_flux, gate.displacement
        y, y_below, phi = load(x, PLANES), load(x, PLANES + 2), load(x, PLANES + 1)
        y_above = y
        for j in range(extent.depth):
            at = PLANES + 2 * j
            c = coefficients_of(extent.layers, p, j)
            phi_below, y_next = load(x, at + 3), load(x, at + 4)
            seen = window(p, extent, j, y_above, y, y_below, y_next, phi, phi_below)
            here = ended(extent, j, rows_of(c, p, seen, exponentials(c, p, seen)))
            poisson = displacement - here.displacement - here.charge
            store(f, at, here.flux - out)
            store(f, at + 1, where(extent.planes > float(j), poisson, 0.0))
            out, displacement = here.flux, here.displacement
            y_above, y, y_below, phi = y, y_below, y_next, phi_below

    @inlined
    def combine(x, before, u, stride, weights, sums, stage, k):
        """Return x + sum_j weights_j U_j and sum_j sums_j U_j of unknown k.

        Parameters: before: the argument of the previous stage, of which that of the last stage
        differs by one U only.
        """
        first = load(u, k)
        change = sums[0] * first
        if stage > 4:
            change = fma(sums[1], load(u, stride + k), change)
            change = fma(sums[2], load(u, 2 * stride + k), change)
            change = fma(sums[3], load(u, 3 * stride + k), change)
            value = load(u, 4 * stride + k)
            return load(before, k) + value, fma(sums[4], value, change)
        total = fma(weights[0], first, load(x, k))
        if stage > 1:
            value = load(u, stride + k)
            total, change = fma(weights[1], value, total), fma(sums[1], value, change)
            if stage > 2:
                value = load(u, 2 * stride + k)
                total, change = fma(weights[2], value, total), fma(sums[2], value, change)
                if stage > 3:
                    value = load(u, 3 * stride + k)
                    total, change = fma(weights[3], value, total), fma(sums[3], value, change)
        return total, change

    @inlined
    def eliminate_gate(inverse, exit_flux, fed, loss, charging, factors):
        """Eliminate the rows of (l, r) and (s, D), which take the place of two planes.

        Parameters: derivatives of the rows of the gate, ``fed`` those of the dissolution.
        """
        none = splat(0.0)
        nothing = (none, none, none, none, none, none, none, none, none)
        before = eliminate(
            (none, none, none, none, inverse, splat(-loss.r), splat(-loss.s), splat(-loss.drop),
             splat(-loss.y)),
            (none, none, inverse - (fed.r - loss.r), splat(loss.s - fed.s),
             splat(loss.drop - fed.drop), splat(loss.y - fed.y)),
            (nothing, nothing), factors, 0,
        )  # fmt: skip
        return eliminate(
            (none, none, none, splat(fed.r - exit_flux.r), inverse - (exit_flux.s - fed.s),
             splat(fed.drop - exit_flux.drop), splat(fed.y - exit_flux.y),
             splat(fed.phi - exit_flux.phi), splat(fed.y_below - exit_flux.y_below)),
            (splat(-charging.r), splat(-charging.s), inverse - charging.drop, splat(-charging.y),
             splat(-charging.phi), splat(-charging.y_below)),
            before, factors, 1,
        )  # fmt: skip

    @kernel
    def linearise(p, extent, x, voltage, inverse, f, factors, series, local):
        """Evaluate the film equations at ``x`` and factorize M ``inverse`` - df/dx.

        M is 1 for rates (for a plane: its sites) and 0 for the Poisson equation.
        Parameters: as in ``evaluate``; inverse 1/s; factors [(2 + depth) FACTORS] receives L and U
        for ``solve``; series [depth SERIES] receives the expansions with which ``advance`` replaces
        the exponentials of every plane; local [depth LOCAL] (or None) the values for pulling back.
        """
        gate, exit_flux, fed, loss, charging, field = gate_linearized(p, gate_state(x, voltage))
        store_gate(f, gate)
        before = eliminate_gate(inverse, exit_flux, fed, loss, charging, factors)

        # Plane 0: above it lies the adsorbed layer, and it has its own image there.
        none = splat(0.0)
        y, y_below, y_next = load(x, PLANES), load(x, PLANES + 2), load(x, PLANES + 4)
        phi, phi_below = load(x, PLANES + 1), load(x, PLANES + 3)
        c = coefficients_of(extent.layers, p, 0)
        seen = Window(y, y, y_below, y_next, phi, phi_below)
        here, k, slopes = linearized(c, p, seen, expand(c, p, seen, series, 0))
        if local is not None:
            store_kept(local, 0, k)
        store(f, PLANES, here.flux - gate.exit_flux)
        store(f, PLANES + 1, gate.displacement - here.displacement - here.charge)
        by = widened(slopes)
        before = eliminate(
            (none, splat(exit_flux.r), splat(exit_flux.s), splat(exit_flux.drop),
             inverse + exit_flux.y - (by.flux_y + by.flux_y_above), exit_flux.phi - by.flux_phi,
             exit_flux.y_below - by.flux_y_below, -by.flux_phi_below, -by.flux_y_next),
            (splat(-field.drop), by.charge_y - field.y,
             by.displacement_phi + by.charge_phi - field.phi, splat(-field.y_below),
             by.displacement_phi_below, none),
            before, factors, 2,
        )  # fmt: skip
        out = PlaneSlopes(
            none, by.flux_y + by.flux_y_above, by.flux_y_below, by.flux_y_next, by.flux_phi,
            by.flux_phi_below, by.displacement_phi, by.displacement_phi_below, none, none
        )  # fmt: skip
        flux, displacement = here.flux, here.displacement
        y_above, y, y_below, phi = y, y_below, y_next, phi_below
        for j in range(1, extent.depth):
            at = PLANES + 2 * j
            edge = j >= extent.shallow
            phi_below, y_next = load(x, at + 3), load(x, at + 4)
            c = coefficients_of(extent.layers, p, j)
            seen = Window(y_above, y, y_below, y_next, phi, phi_below)
            if edge:
                seen = window(p, extent, j, y_above, y, y_below, y_next, phi, phi_below)
            here, k, slopes = linearized(c, p, seen, expand(c, p, seen, series, j))
            by = widened(slopes)
            upper, lower = -out.displacement_phi, by.displacement_phi_below
            charge_y = by.charge_y
            own = by.displacement_phi + by.charge_phi - out.displacement_phi_below
            poisson = displacement - here.displacement - here.charge
            if edge:
                by = ended_slopes(p, extent, j, by)
                here, k = ended(extent, j, here), ended_kept(extent, j, k)
                # Beyond a film its unknowns are zero.
                within = extent.planes > float(j)
                own = by.displacement_phi + by.charge_phi - out.displacement_phi_below
                upper, charge_y = where(within, upper, 0.0), where(within, charge_y, 0.0)
                own, lower = where(within, own, 1.0), by.displacement_phi_below
                poisson = where(within, poisson, 0.0)
            if local is not None:
                store_kept(local, LOCAL * j, k)
            store(f, at, here.flux - flux)
            store(f, at + 1, poisson)
            stored = inverse * sites_of(extent.layers, j)
            before = eliminate(
                (out.flux_y_above, none, out.flux_y - by.flux_y_above, out.flux_phi,
                 stored + out.flux_y_below - by.flux_y, out.flux_phi_below - by.flux_phi,
                 out.flux_y_next - by.flux_y_below, -by.flux_phi_below, -by.flux_y_next),
                (upper, charge_y, own, none, lower, none),
                before, factors, j + 2,
            )  # fmt: skip
            out = by
            flux, displacement = here.flux, here.displacement
            y_above, y, y_below, phi = y, y_below, y_next, phi_below

    @kernel
    def conserve(p, extent, u, place):
        """Remove from the planes the N that rounding adds to a stage in ``u`` from ``place`` on.

            l + r + s + sum_j sites_j y_j = 0   of every stage: the film equations conserve N

        Each plane is corrected in proportion to its change. In very high fields planes exchange N
        at rates that exceed 1 / (h gamma) by more than the precision of a double, and the sum is
        lost to rounding. The exchange with the adsorbed layer is slow and keeps its digits, so s, r
        and l are not corrected.
        """
        off = load(u, place + LOST) + load(u, place + DISSOLVED) + load(u, place + ADSORBED)
        moved = absolute(off)
        for j in range(extent.depth):
            change = load(u, place + PLANES + 2 * j) * sites_of(extent.layers, j)
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
        p, extent, x, voltage, drive, weights, sums, per_step, u, stage, factors, series, before,
        argument, local
    ):  # fmt: skip
        """Solve one stage of a Rosenbrock step.

            argument = x + sum_j weights_j U_j
            right-hand side = f(argument) + per_step M sum_j sums_j U_j + drive (row of D)

        Parameters: weights, sums [stage] numbers; u [stages, unknowns] holds the previous U and
        receives the next one; before: argument of the previous stage; argument, which may be the
        same memory, receives that of this one; local [depth LOCAL] (or None) receives the values
        for derivatives. One sweep down the film evaluates and eliminates, one back up solves.
        """
        stride = len(argument) // number.WIDTH
        place = stage * stride
        lost, lost_c = combine(x, before, u, stride, weights, sums, stage, LOST)
        r, r_c = combine(x, before, u, stride, weights, sums, stage, DISSOLVED)
        s, s_c = combine(x, before, u, stride, weights, sums, stage, ADSORBED)
        drop, drop_c = combine(x, before, u, stride, weights, sums, stage, STERN)
        y, y_c = combine(x, before, u, stride, weights, sums, stage, PLANES)
        phi, _ = combine(x, before, u, stride, weights, sums, stage, PLANES + 1)
        y_below, y_below_c = combine(x, before, u, stride, weights, sums, stage, PLANES + 2)
        store(argument, LOST, lost)
        store(argument, DISSOLVED, r)
        store(argument, ADSORBED, s)
        store(argument, STERN, drop)
        gate = gate_rows(p, GateState(r, s, drop, y, phi, y_below, voltage))
        nothing = 0.0 * y
        y_1, p_1 = forward(
            factors, 0, fma(lost_c, per_step, gate.loss),
            fma(r_c, per_step, gate.dissolution - gate.loss), nothing, nothing, nothing, nothing
        )  # fmt: skip
        store(u, place, y_1)
        store(u, place + 1, p_1)
        y_2, p_2 = y_1, p_1
        y_1, p_1 = forward(
            factors, 1, fma(s_c, per_step, gate.exit_flux - gate.dissolution),
            fma(drop_c, per_step, gate.charging) + drive, nothing, nothing, y_2, p_2
        )  # fmt: skip
        store(u, place + 2, y_1)
        store(u, place + 3, p_1)
        out, displacement = gate.exit_flux, gate.displacement
        y_above = y
        for j in range(extent.depth):
            at = PLANES + 2 * j
            store(argument, at, y)
            store(argument, at + 1, phi)
            phi_below, _ = combine(x, before, u, stride, weights, sums, stage, at + 3)
            y_next, y_next_c = combine(x, before, u, stride, weights, sums, stage, at + 4)
            edge = j >= extent.shallow
            c = coefficients_of(extent.layers, p, j)
            seen = Window(y_above, y, y_below, y_next, phi, phi_below)
            if edge:
                seen = window(p, extent, j, y_above, y, y_below, y_next, phi, phi_below)
            e = near(c, p, seen, series, j, load(x, at))
            if local is None:
                here = rows_of(c, p, seen, e)
            else:
                here, k = kept_of(c, p, seen, e)
                if edge:
                    k = ended_kept(extent, j, k)
                store_kept(local, LOCAL * j, k)
            poisson = displacement - here.displacement - here.charge
            flux = here.flux
            if edge:
                flux = ended(extent, j, here).flux
                poisson = where(extent.planes > float(j), poisson, 0.0)
            new = forward(
                factors, j + 2, fma(y_c * sites_of(extent.layers, j), per_step, flux - out),
                poisson, y_2, p_2, y_1, p_1
            )  # fmt: skip
            y_2, p_2 = y_1, p_1
            y_1, p_1 = new
            store(u, place + at, y_1)
            store(u, place + at + 1, p_1)
            out, displacement = flux, here.displacement
            y_above, y, y_below, phi = y, y_below, y_next, phi_below
            y_c, y_below_c = y_below_c, y_next_c
        backward(extent.depth + HEAD, factors, u, place)
        conserve(p, extent, u, place)

    @kernel
    def screened_potential(p, extent, x, work):
        """Solve the screened Poisson equation for the phi in ``x``, given y and D.

            link_{j-1} (phi_{j-1} - phi_j) - link_j (phi_j - phi_{j+1}) = (a / lambda(y_j))^2 phi_j
            phi_n = contact phi_{n-1}
            link_{-1} (phi_{-1} - phi_0) = (eps_S a / eps_f t_S) D

        Plane 0 is at the gate. The rows are linear in phi: their derivatives are those at any phi.
        ``work`` [depth] is scratch.
        """
        # Thomas algorithm from the bottom up: phi_j = share_j phi_{j-1}, phi_0 = share_0 source.
        none = splat(0.0)
        share, one = none, splat(1.0)
        for i in range(extent.depth):
            j = extent.depth - 1 - i
            y = load(x, PLANES + 2 * j)
            c = coefficients_of(extent.layers, p, j)
            seen = Window(y, y, y, y, one, none)
            here = rows_of(c, p, seen, exponentials(c, p, seen))
            link = splat(here.displacement)
            above = link_of(extent.layers, j - 1) if j > 0 else one
            share = where(extent.planes > float(j + 1), share, p.contact)
            loss = here.charge + link * (1.0 - share)
            share = above / (loss + above) if j > 0 else 1.0 / loss
            share = where(extent.planes > float(j), share, none)
            store(work, j, share)
        phi = gate_rows(p, gate_state(x, none)).displacement
        for j in range(extent.depth):
            phi = load(work, j) * phi
            store(x, PLANES + 1 + 2 * j, phi)

    return SimpleNamespace(
        evaluate=evaluate,
        linearise=linearise,
        advance=advance,
        solve=elimination.solve,
        conserve=conserve,
        screened_potential=screened_potential,
    )


SINGLE = film_equations(single)
LANES = film_equations(lanes)
