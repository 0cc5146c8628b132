"""Contribution of the step's matrix to its adjoint (see ``adjoint``), and adjoint of the potential.

The matrix holds derivatives of the film equations at the start of the step, so its own derivative
takes second ones. All stages use the same matrix: cotangent times U is summed over the stages
first, row by row, and the second derivatives of every row are applied to that sum. The potential is
that at the start of a film.
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

from nmhts.numerics import lanes, single
from nmhts.numerics.compiled import by_presence, inlined, kernel
from nmhts.numerics.rosenbrock import GAMMA, STAGES, C
from nmhts.numerics.straight import straight
from nmhts.physics.transport.cotangents import LENGTH, P
from nmhts.physics.transport.gate_law import GateRows, GateState
from nmhts.physics.transport.plane_law import Exponentials, Kept, PlaneRows, Window
from nmhts.physics.transport.planes import BOOST, LOCAL, SERIES, film_planes
from nmhts.physics.transport.printed import gate as printed
from nmhts.physics.transport.printed import records
from nmhts.physics.transport.state import (
    ADSORBED,
    DISSOLVED,
    LOST,
    N_PLANE_NUMBERS,
    PLANES,
    STERN,
    PlaneNumbers,
)

_SITES = PlaneNumbers._fields.index("sites")


def film_matrix_adjoint(number: ModuleType) -> SimpleNamespace:
    """Return the kernels ``pull_matrix`` and ``pull_potential`` for one kind of number.

    Parameters: number: ``nmhts.numerics.single`` or ``nmhts.numerics.lanes``.
    """
    load, store, fma, where = number.load, number.store, number.fma, number.where
    splat = number.splat
    gate_pull = printed.gate_pull(number, straight)
    gate_bend = printed.gate_bend(number, straight)
    load_kept = records.load_kept(number, straight)
    add_parameters = records.add_film_parameters(number, straight)
    fill = records.fill_film_parameters(number, straight)
    fill_gate = records.fill_gate_state(number, straight)
    planes = film_planes(number)
    coefficients_of, link_of = planes.coefficients_of, planes.link_of
    window, pulled_window, gate_state = planes.window, planes.pulled_window, planes.gate_state
    bend, pull, add_own = planes.bend, planes.pull, planes.add_own
    paced = planes.paced
    exponentials, rows_of = planes.exponentials, planes.rows

    @inlined
    def add(sums, k, value):
        store(sums, k, load(sums, k) + value)

    @inlined
    def turned_gate(weight, u, total):
        """Return the sum of directions of the gate, with one more times a weight."""
        return GateState(
            fma(weight, u.r, total.r), fma(weight, u.s, total.s), fma(weight, u.drop, total.drop),
            fma(weight, u.y, total.y), fma(weight, u.phi, total.phi),
            fma(weight, u.y_below, total.y_below), total.voltage
        )  # fmt: skip

    @inlined
    def turned(weight, u, total):
        """Return the sum of directions of a plane, with one more times a weight."""
        return Window(
            fma(weight, u.y_above, total.y_above), fma(weight, u.y, total.y),
            fma(weight, u.y_below, total.y_below), fma(weight, u.y_next, total.y_next),
            fma(weight, u.phi, total.phi), fma(weight, u.phi_below, total.phi_below)
        )  # fmt: skip

    @kernel
    def pull_matrix_gate(p, trace, back):
        """Add grad of sum_i v_i^T J(x) U_i for the rows of the gate, and J_1 from plane 0."""
        x, u, cotangents, sums, out = trace.x, trace.u, back.stages, back.sums, back.out
        stride = len(x) // number.WIDTH
        none = splat(0.0)
        exit_flux, fed, loss = fill_gate(none), fill_gate(none), fill_gate(none)
        charging, field = fill_gate(none), fill_gate(none)
        for i in range(STAGES):
            at = i * stride
            v_l, v_r = load(cotangents, at + LOST), load(cotangents, at + DISSOLVED)
            v_s, v_D = load(cotangents, at + ADSORBED), load(cotangents, at + STERN)
            v_y, v_phi = load(cotangents, at + PLANES), load(cotangents, at + PLANES + 1)
            u_i = GateState(
                load(u, at + DISSOLVED), load(u, at + ADSORBED), load(u, at + STERN),
                load(u, at + PLANES), load(u, at + PLANES + 1), load(u, at + PLANES + 2), none
            )  # fmt: skip
            exit_flux = turned_gate(v_s - v_y, u_i, exit_flux)
            fed = turned_gate(v_r - v_s, u_i, fed)
            loss = turned_gate(v_l - v_r, u_i, loss)
            charging = turned_gate(v_D, u_i, charging)
            field = turned_gate(v_phi, u_i, field)
        top, by = gate_bend(
            p, gate_state(x, none), exit_flux, fed, loss, charging, field, fill(none)
        )
        add(out, DISSOLVED, top.r)
        add(out, ADSORBED, top.s)
        add(out, STERN, top.drop)
        add(out, PLANES, top.y)
        add(out, PLANES + 1, top.phi)
        add(out, PLANES + 2, top.y_below)
        add_parameters(sums, 0, by)

    def pull_sites(own, j, u, stride, per_step, cotangents):
        """Add the cotangent of the sites of plane j, which multiply the rate of its y."""
        at = PLANES + 2 * j
        total = splat(0.0)
        for i in range(STAGES):
            held = -load(u, i * stride + at) * (per_step / GAMMA)
            for k in range(i):
                held = fma(C[i, k] * per_step, load(u, k * stride + at), held)
            total = fma(load(cotangents, i * stride + at), held, total)
        add(own, N_PLANE_NUMBERS * j + _SITES, total)

    # Arguments: (own, j, u, stride, per_step, cotangents).
    add_sites = by_presence(lambda j, u, stride, per_step, cotangents: None, pull_sites)

    @kernel
    def pull_matrix(p, extent, per_step, trace, back):
        """Fill ``out`` with the cotangent of x, and add those of the coefficients to ``sums``.

        The cotangent of x is the sum of those of the arguments and grad_x of sum_i v_i^T J(x) U_i.
        """
        x, u, series, local = trace.x, trace.u, trace.series, trace.local
        cotangents, sums, own, out = back.stages, back.sums, back.own, back.out
        stride = len(x) // number.WIDTH
        size = PLANES + 2 * extent.depth
        for k in range(size):
            total = load(back.arguments, k)
            for i in range(1, STAGES - 1):
                total = total + load(back.arguments, i * stride + k)
            store(out, k, total)
        pull_matrix_gate(p, trace, back)

        none = splat(0.0)
        by, by_contact, faster = fill(none), none, none
        for j in range(extent.depth):
            at = PLANES + 2 * j
            edge = j >= extent.shallow
            above = at - 2 if j > 0 else at
            c = coefficients_of(extent.layers, p, j)
            y, y_below, y_next = load(x, at), load(x, at + 2), load(x, at + 4)
            phi, phi_below = load(x, at + 1), load(x, at + 3)
            y_above = load(x, above)
            seen = Window(y_above, y, y_below, y_next, phi, phi_below)
            if edge:
                seen = window(p, extent, j, y_above, y, y_below, y_next, phi, phi_below)
            flux = Window(none, none, none, none, none, none)
            field, charge, fell = flux, flux, none
            for i in range(STAGES):
                here = i * stride + at
                vy, vp = load(cotangents, here), load(cotangents, here + 1)
                passed = load(cotangents, here + 3)
                u_i = Window(
                    load(u, i * stride + above), load(u, here), load(u, here + 2),
                    load(u, here + 4), load(u, here + 1), load(u, here + 3)
                )  # fmt: skip
                if edge:
                    u_i = window(
                        p, extent, j, u_i.y_above, u_i.y, u_i.y_below, u_i.y_next, u_i.phi,
                        u_i.phi_below
                    )  # fmt: skip
                    passed = where(extent.planes > float(j + 1), passed, 0.0)
                    vp = where(extent.planes > float(j), vp, 0.0)
                    fell = fma(vp, u_i.phi, fell)
                flux = turned(vy - load(cotangents, here + 2), u_i, flux)
                field = turned(passed - vp, u_i, field)
                charge = turned(-vp, u_i, charge)
            k = load_kept(local, LOCAL * j)
            e = Exponentials(load(series, SERIES * j + BOOST), k.share, k.ratio)
            if edge:
                # No N enters the last plane from below.
                on = 1.0 * (extent.planes > float(j + 1))
                flux = turned(on, flux, Window(none, none, none, none, none, none))
            by_seen, by, by_own = bend(c, p, seen, e, k, flux, field, charge, by)
            add_own(own, j, by_own)
            faster = faster + paced(c, by_own)
            add_sites(own, j, u, stride, per_step, cotangents)
            to_below, to_next = by_seen.y_below, by_seen.y_next
            to_phi, to_phi_below = by_seen.phi, by_seen.phi_below
            if edge:
                image, to_next, to_phi_below, field_bar = pulled_window(
                    extent, j, to_next, to_phi_below
                )
                to_below, to_phi = to_below + image, fma(p.contact, field_bar, to_phi)
                # The displacement below the last plane is linear in the contact ratio.
                ends = where(extent.planes > float(j + 1), 0.0, link_of(extent.layers, j) * fell)
                by_contact = fma(phi, field_bar, by_contact) + ends
            add(out, above, by_seen.y_above)
            add(out, at, by_seen.y)
            add(out, at + 1, to_phi)
            if j + 1 < extent.depth:
                add(out, at + 2, to_below)
                add(out, at + 3, to_phi_below)
            if j + 2 < extent.depth:
                add(out, at + 4, to_next)
        add_parameters(sums, 0, by)
        add(sums, P.contact, by_contact)
        add(sums, LENGTH, faster)

    @kernel
    def pull_potential(p, n, layers, x, bars, work, sums, own):
        """Pull the cotangents of the potentials in ``bars`` back through ``screened_potential``.

        Adds to ``bars`` of y and D, to ``sums`` and, of a stack, to ``own``.
        Parameters: n planes; layers of the stack or None; x the state; work [2 n] scratch.
        Method: with the matrix T of the screened Poisson equation, T mu = bars of phi is solved;
        the rows are then pulled back with the weights -mu.
        """
        # T is symmetric, -1 times an M-matrix: elimination from the bottom up needs no pivots.
        none, one = splat(0.0), splat(1.0)
        pivot, right = one, none
        for i in range(n):
            j = n - 1 - i
            y = load(x, PLANES + 2 * j)
            c = coefficients_of(layers, p, j)
            seen = Window(y, y, y, y, one, none)
            here = rows_of(c, p, seen, exponentials(c, p, seen))
            link = link_of(layers, j)
            diagonal = -(here.charge + link)
            if j > 0:
                diagonal = diagonal - link_of(layers, j - 1)
            if i == 0:
                diagonal = diagonal + p.contact * link
                right = load(bars, PLANES + 1 + 2 * j)
            else:
                diagonal = diagonal - link * link / pivot
                right = load(bars, PLANES + 1 + 2 * j) - right * link / pivot
            pivot = diagonal
            store(work, 2 * j, pivot)
            store(work, 2 * j + 1, right)
        mu, by = none, fill(none)
        for j in range(n):
            above = link_of(layers, j - 1) if j > 0 else none
            mu = (load(work, 2 * j + 1) - above * mu) / load(work, 2 * j)
            store(work, 2 * j, mu)
        for j in range(n):
            at = PLANES + 2 * j
            y, phi, phi_below = load(x, at), load(x, at + 1), p.contact * load(x, at + 1)
            mu, lower = load(work, 2 * j), none
            if j + 1 < n:
                phi_below, lower = load(x, at + 3), load(work, 2 * j + 2)
            c = coefficients_of(layers, p, j)
            seen = Window(y, y, y, y, phi, phi_below)
            e = exponentials(c, p, seen)
            kept = Kept(none, none, none, none, e.share, e.ratio)
            seen_bar, by, by_own = pull(
                c, p, seen, kept, PlaneRows(none, mu - lower, mu), by
            )  # fmt: skip
            add_own(own, j, by_own)
            add(bars, at, seen_bar.y)
            store(bars, at + 1, none)
            if j == n - 1:
                add(sums, P.contact, phi * seen_bar.phi_below)
        gate = GateRows(none, none, none, none, -load(work, 0))
        top, by = gate_pull(p, gate_state(x, none), gate, by)
        add(bars, STERN, top.drop)
        add_parameters(sums, 0, by)

    return SimpleNamespace(pull_matrix=pull_matrix, pull_potential=pull_potential)


SINGLE = film_matrix_adjoint(single)
LANES = film_matrix_adjoint(lanes)
