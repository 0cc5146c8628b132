"""Right-hand side and Jacobian of the plane-resolved film, assembled from the scalar laws.

Unknowns of a film of n planes, plane 0 at the gate, n - 1 at the bottom electrode: N lost l, the electrolyte pool r and the adsorbed layer s
[planes], the Stern drop D [V], then for each plane the occupancy y_j [1] and the potential phi_j [V]:

    x = (l, r, s, D, y_0, phi_0, y_1, phi_1, ..., y_{n-1}, phi_{n-1}),      n_x = 4 + 2 n

Rows of l, r, s, D, y are time derivatives; rows of phi are the residual of the screened Poisson equation, which holds at
every instant. docs/theory/film.md states the equations with their sources (there plane 0 is at the bottom, as in every result).

The matrix of a step, M / (h gamma) - df/dx, is eliminated in the same sweep that assembles it, in the order of the unknowns (see ``elimination``).
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

from nmhts.numerics import lanes, single
from nmhts.numerics.compiled import inlined, kernel
from nmhts.physics.transport.elimination import plane_elimination
from nmhts.physics.transport.laws import scalar_laws

SERIES = 6
PADDING = 4  # zeros that follow the unknowns
HEAD = 2  # (l, r) and (s, D) stand in the matrix like two planes above plane 0

LOST, POOL, ADSORBED, STERN, PLANES = range(5)
"""Places of l, r, s, D and of the first plane's y among the unknowns."""


class FilmParameters(NamedTuple):
    """Coefficients of the film equations for one film at one temperature; energies in units of k_B T."""

    hop_rate: Any  # Gamma = nu exp(-E_m / k_B T), 1/s
    z_e_kT: Any  # z e / k_B T, 1/V
    omega: Any  # N-N interaction Omega
    kappa: Any  # gradient coefficient
    q_metal: Any  # (a / lambda_M)^2
    log_ratio: Any  # ln(lambda_N / lambda_M)
    y_mid: Any  # occupancy at which ln(lambda) is half-way
    y_steepness: Any  # 1 / width of that crossover in occupancy
    stern_coupling: Any  # eps_S a / (eps_f t_S)
    stern_capacitance: Any  # C_S = eps_0 eps_S / t_S, F/m2
    area_resistance: Any  # R_A, ohm m2
    plane_charge: Any  # q_N = z e n_pl, C/m2 per plane
    floor_rate: Any  # nu exp(-E_fl / k_B T), 1/s
    b_exit: Any  # E_s - E_fl
    b_return: Any  # E_s - G_s - E_fl
    b_dissolve: Any  # E_d - E_fl
    b_adsorb: Any  # E_r - E_fl
    alpha: Any  # share of a charge-transfer step's energy that acts on the forward barrier
    zeta: Any  # share of the Stern drop on the step film <-> adsorbed layer
    s_max: Any  # capacity of the adsorbed layer, planes
    r_half: Any  # pool content at which re-adsorption is half saturated, planes
    leak_rate: Any  # loss of the pool, 1/s
    open_share: Any  # share of the exit sites that the electrolyte leaves open
    leak_conductance: Any  # of the gate, for charge that moves no N, S/m2
    contact: Any  # phi below the film over that of its last plane: 0 on a conducting buffer, 1 without one


# Changes within which a series replaces an exponential. Four terms of (a / lambda)^2 are good to (ln(lambda_N / lambda_M) steepness / 2 * 2^-13)^4 / 24,
# at worst 2e-11 with the packaged sheets; six of exp(force / 2) to (2^-8)^6 / 720 < 1e-17.
_CLOSE_Y = 2.0**-13
_CLOSE_FORCE = 2.0**-8

N_PARAMETERS = len(FilmParameters._fields)


class Extent(NamedTuple):
    """How far a film reaches; ``depth`` and ``shallow`` are one integer for all lanes, ``planes`` belongs to each."""

    depth: Any  # planes that the loops visit
    shallow: Any  # planes below which every film has two more, at least 1
    planes: Any  # n, at most ``depth``


class Exchange(NamedTuple):
    """Fluxes film -> adsorbed layer (1) and adsorbed layer -> pool (2), planes/s, with their derivatives."""

    j_1: Any
    j_1_y: Any  # at fixed chemical potential
    j_1_mu: Any
    j_1_s: Any
    j_1_D: Any
    j_2: Any
    j_2_s: Any
    j_2_D: Any
    j_2_r: Any


def film_equations(number: ModuleType) -> SimpleNamespace:
    """Return the kernels that evaluate, linearise and solve the film equations, for one kind of number.

    Parameters: number: ``nmhts.numerics.single`` or ``nmhts.numerics.lanes``.
    """
    load, store, where, fma = number.load, number.store, number.where, number.fma
    exp = number.exp
    elimination = plane_elimination(number)
    eliminate, forward, backward = elimination.eliminate, elimination.forward, elimination.backward
    laws = scalar_laws(number, inlined)
    hop_flux, floored_pair, encounter = laws.hop_flux, laws.floored_pair, laws.encounter
    inverse_screening_squared, screening_series = (
        laws.inverse_screening_squared,
        laws.screening_series,
    )

    @kernel
    def exchange(p, r, s, drop, y, y_below):
        """Return the ``Exchange`` of a film, from r, s, D and the occupancies of planes 0 and 1.

        J_1 = k_1+ y_0 (1 - s/s_max) - k_1- (s/s_max) (1 - y_0)
        J_2 = k_2+ (s/s_max)         - k_2- r/(r + r_h) (1 - s/s_max)
        """
        mu = p.omega * (1.0 - 2.0 * y) - p.kappa * (y_below - y)
        cover = s / p.s_max
        step_D = p.z_e_kT * p.zeta
        k_f, k_b, k_ff, k_fb, k_bb = floored_pair(
            p.b_exit - 0.5 * mu - p.alpha * step_D * drop,
            p.b_return + 0.5 * mu + (1.0 - p.alpha) * step_D * drop,
            p.floor_rate * p.open_share,
        )
        c_f, c_f_y, c_f_free = encounter(y, 1.0 - cover)
        c_b, c_b_cover, c_b_hole = encounter(cover, 1.0 - y)
        j_1 = k_f * c_f - k_b * c_b
        db_f = k_ff * c_f - k_fb * c_b
        db_b = k_fb * c_f - k_bb * c_b
        j_1_y = k_f * c_f_y + k_b * c_b_hole
        j_1_mu = 0.5 * (db_b - db_f)
        j_1_s = -(k_f * c_f_free + k_b * c_b_cover) / p.s_max
        j_1_D = step_D * ((1.0 - p.alpha) * db_b - p.alpha * db_f)

        step_D = p.z_e_kT * (1.0 - p.zeta)
        k_f, k_b, k_ff, k_fb, k_bb = floored_pair(
            p.b_dissolve - p.alpha * step_D * drop,
            p.b_adsorb + (1.0 - p.alpha) * step_D * drop,
            p.floor_rate,
        )
        full = r + p.r_half
        c_b, c_b_pool, c_b_free = encounter(r / full, 1.0 - cover)
        j_2 = k_f * cover - k_b * c_b
        db_f = k_ff * cover - k_fb * c_b
        db_b = k_fb * cover - k_bb * c_b
        j_2_s = (k_f + k_b * c_b_free) / p.s_max
        j_2_D = step_D * ((1.0 - p.alpha) * db_b - p.alpha * db_f)
        j_2_r = -(k_b * c_b_pool * p.r_half) / (full * full)
        return Exchange(j_1, j_1_y, j_1_mu, j_1_s, j_1_D, j_2, j_2_s, j_2_D, j_2_r)

    @inlined
    def gate_rates(p, e, r, drop, phi, voltage):
        """Return the rates of l, r, s, D."""
        rc = 1.0 / (p.area_resistance * p.stern_capacitance)
        bypass = p.leak_conductance / p.stern_capacitance
        charged = p.plane_charge / p.stern_capacitance * e.j_1
        leak = p.leak_rate * r
        return (
            leak,
            e.j_2 - leak,
            e.j_1 - e.j_2,
            rc * (-voltage - phi - drop) - bypass * (phi + drop) - charged,
        )

    @inlined
    def evaluate_gate(p, x, voltage, f):
        """Fill the rates of l, r, s, D; return the ``Exchange``."""
        r, drop = load(x, POOL), load(x, STERN)
        e = exchange(p, r, load(x, ADSORBED), drop, load(x, PLANES), load(x, PLANES + 2))
        f_l, f_r, f_s, f_D = gate_rates(p, e, r, drop, load(x, PLANES + 1), voltage)
        store(f, LOST, f_l)
        store(f, POOL, f_r)
        store(f, ADSORBED, f_s)
        store(f, STERN, f_D)
        return e

    @inlined
    def pull_of(p, y_above, y, y_below, y_next, phi, phi_below):
        """Return the driving force from the plane below to this one, over k_B T."""
        curvature = y_next - 3.0 * (y_below - y) - y_above
        return p.z_e_kT * (phi - phi_below) - 2.0 * p.omega * (y_below - y) - p.kappa * curvature

    @inlined
    def beyond(extent, j, y_below, y_next):
        """Return y_{j+2} as plane j sees it: the ends have zero gradient, so beyond the last plane stands its own image."""
        return where(extent.planes > float(j + 2), y_next, y_below)

    @inlined
    def plane(p, extent, j, first, edge, q, q_y, boost, y, y_below, phi_above, phi, phi_below):
        """Return what plane j adds to the equations.

        Parameters: first: this is plane 0, whose phi_above is the source of the Poisson equation; edge: this may be one of the last two planes of a film, or beyond it; q, q_y: (a / lambda)^2 at this plane and its derivative; boost: exp(force / 2).
        Returns: (flux from plane j + 1, its derivatives by y_{j+1} and y_j at fixed force and by the force, Poisson residual, its
        derivatives by y_j and phi_j with opposite sign).
        """
        hop_rate = p.hop_rate
        if edge:
            hop_rate = hop_rate * (1.0 * (extent.planes > float(j + 1)))
        flux, flux_l, flux_r, flux_f = hop_flux(y_below, y, boost, hop_rate)
        loss = q + (1.0 if first else 2.0)
        by_y = q_y * phi
        if edge:
            last = extent.planes > float(j + 1)
            loss = loss - p.contact * (1.0 * (extent.planes <= float(j + 1)))
            phi_below = where(last, phi_below, 0.0 * phi)
        poisson = phi_above + phi_below - loss * phi
        if edge:
            within = 1.0 * (extent.planes > float(j))
            poisson = poisson * within
            by_y = by_y * within
            loss = loss * within + (1.0 - within)
        return flux, flux_l, flux_r, flux_f, poisson, by_y, loss

    @kernel
    def evaluate(p, extent, x, voltage, f):
        """Evaluate the film equations at ``x``.

        Parameters: p FilmParameters; extent Extent; x [4 + 2 depth, and four more that are zero]; voltage V of the film against the counter electrode [V];
        f [4 + 2 depth] receives dl/dt, dr/dt, ds/dt [planes/s], dD/dt [V/s], and for each plane dy/dt [1/s] and the Poisson
        residual [V].
        """
        e = evaluate_gate(p, x, voltage, f)
        y, y_below = load(x, PLANES), load(x, PLANES + 2)
        phi = load(x, PLANES + 1)
        y_above, phi_above, out = y, p.stern_coupling * load(x, STERN), e.j_1
        for j in range(extent.depth):
            c = PLANES + 2 * j
            phi_below = load(x, c + 3)
            y_next = beyond(extent, j, y_below, load(x, c + 4))
            boost = exp(0.5 * pull_of(p, y_above, y, y_below, y_next, phi, phi_below))
            q, q_y = inverse_screening_squared(y, p.q_metal, p.log_ratio, p.y_mid, p.y_steepness)
            here = plane(
                p, extent, j, j == 0, True, q, q_y, boost, y, y_below, phi_above, phi, phi_below
            )
            store(f, c, here[0] - out)
            store(f, c + 1, here[4])
            out = here[0]
            y_above, y, y_below = y, y_below, y_next
            phi_above, phi = phi, phi_below

    @inlined
    def expand(p, series, j, y, force):
        """Keep what ``near`` needs of plane j; return the Taylor coefficients of (a / lambda)^2 and exp(force / 2)."""
        q = screening_series(y, p.q_metal, p.log_ratio, p.y_mid, p.y_steepness)
        boost = exp(0.5 * force)
        base = SERIES * j
        store(series, base, q[0])
        store(series, base + 1, q[1])
        store(series, base + 2, q[2])
        store(series, base + 3, q[3])
        store(series, base + 4, force)
        store(series, base + 5, boost)
        return q, boost

    @inlined
    def near(p, series, j, y, y_known, force):
        """Return (a / lambda)^2 and exp(force / 2) of plane j: by series around what ``expand`` kept where that is close, else in full.

        Most planes move little within a step, and each exponential costs as much as all else.
        """
        base = SERIES * j
        delta = y - y_known
        q = fma(delta, load(series, base + 3), load(series, base + 2))
        q = fma(delta, q, load(series, base + 1))
        q = fma(delta, q, load(series, base))
        more = 0.5 * (force - load(series, base + 4))
        boost = fma(more, 1.0 / 120.0, 1.0 / 24.0)
        boost = fma(more, boost, 1.0 / 6.0)
        boost = fma(more, boost, 0.5)
        boost = fma(more, boost, 1.0)
        boost = fma(more, boost, 1.0) * load(series, base + 5)
        # Not close includes not a number.
        close = (number.absolute(delta) < _CLOSE_Y) & (number.absolute(more) < _CLOSE_FORCE)
        if not number.all_lanes(close):
            full, _ = inverse_screening_squared(y, p.q_metal, p.log_ratio, p.y_mid, p.y_steepness)
            q = where(close, q, full)
            boost = where(close, boost, exp(0.5 * force))
        return q, boost

    @inlined
    def slopes(p, extent, j, edge, flux_l, flux_r, flux_f):
        """Return the derivatives of the flux from plane j + 1 to plane j > 0 by y_j, y_{j+1}, y_{j+2} and phi_j."""
        pull = flux_f * p.kappa
        push = flux_f * (2.0 * p.omega - 3.0 * p.kappa)
        here, below, next_below = flux_r + push, flux_l - push, -pull
        if edge:
            two = 1.0 * (extent.planes > float(j + 2))
            below = below - pull * (1.0 - two)
            next_below = next_below * two
        return here, below, next_below, flux_f * p.z_e_kT

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
    def linearise(p, extent, x, voltage, inverse, f, factors, series):
        """Evaluate the film equations at ``x`` and factorise M ``inverse`` - df/dx, M = 1 for rates and 0 for the Poisson equation.

        Parameters: as ``evaluate``; inverse 1/s; factors [(2 + depth) FACTORS] receives L and U for ``solve``,
        series [depth SERIES] what ``advance`` needs to replace exponentials of every plane.
        """
        e = evaluate_gate(p, x, voltage, f)
        y, y_below = load(x, PLANES), load(x, PLANES + 2)
        phi, phi_below = load(x, PLANES + 1), load(x, PLANES + 3)
        nothing = 0.0 * y
        omega_2, kappa = 2.0 * p.omega, p.kappa

        # The pairs (l, r) and (s, D) stand in the matrix like two planes above plane 0.
        top_y = e.j_1_y + e.j_1_mu * (kappa - omega_2)
        top_below = -(e.j_1_mu * kappa)
        per_volt = p.plane_charge / p.stern_capacitance
        rc = (1.0 / p.area_resistance + p.leak_conductance) / p.stern_capacitance
        none = (nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing)
        before = eliminate(
            (nothing, nothing, nothing, nothing, inverse, -p.leak_rate, nothing, nothing, nothing),
            (nothing, nothing, inverse + p.leak_rate - e.j_2_r, -e.j_2_s, -e.j_2_D, nothing),
            (none, none), factors, 0,
        )  # fmt: skip
        before = eliminate(
            (nothing, nothing, nothing, e.j_2_r, inverse + e.j_2_s - e.j_1_s, e.j_2_D - e.j_1_D, -top_y, nothing, -top_below),
            (nothing, per_volt * e.j_1_s, inverse + rc + per_volt * e.j_1_D, per_volt * top_y, rc, per_volt * top_below),
            before, factors, 1,
        )  # fmt: skip

        # Plane 0: above it lies the adsorbed layer.
        y_next = load(x, PLANES + 4)
        q, boost = expand(p, series, 0, y, pull_of(p, y, y, y_below, y_next, phi, phi_below))
        flux, flux_l, flux_r, flux_f, poisson, by_y, loss = plane(
            p, extent, 0, True, False, q[0], q[1], boost, y, y_below, p.stern_coupling * load(x, STERN), phi, phi_below
        )  # fmt: skip
        store(f, PLANES, flux - e.j_1)
        store(f, PLANES + 1, poisson)
        # Through the lower face of a plane: the flux, its derivatives by the y of the plane above, here, one and two below,
        # and by the phi here (by the phi below it is the negative of that).
        out, out_a = flux, nothing
        out_b, out_c, out_d, out_g = slopes(p, extent, 0, False, flux_l, flux_r, flux_f)
        out_b = out_b + flux_f * kappa
        before = eliminate(
            (nothing, nothing, e.j_1_s, e.j_1_D, inverse + top_y - out_b, -out_g, top_below - out_c, out_g, -out_d),
            (-p.stern_coupling, by_y, loss, nothing, nothing - 1.0, nothing),
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
            q, boost = expand(
                p, series, j, y, pull_of(p, y_above, y, y_below, y_next, phi, phi_below)
            )
            if edge:
                here = plane(
                    p, extent, j, False, True, q[0], q[1], boost, y, y_below, phi_above, phi, phi_below
                )  # fmt: skip
                b, d_c, d, g = slopes(p, extent, j, True, here[1], here[2], here[3])
                upper = 1.0 * (extent.planes > float(j))
                link = 1.0 * (extent.planes > float(j + 1))
            else:
                here = plane(
                    p, extent, j, False, False, q[0], q[1], boost, y, y_below, phi_above, phi, phi_below
                )  # fmt: skip
                b, d_c, d, g = slopes(p, extent, j, False, here[1], here[2], here[3])
                upper = link = nothing + 1.0
            flux, _, _, flux_f, poisson, by_y, loss = here
            store(f, c, flux - out)
            store(f, c + 1, poisson)
            a = flux_f * kappa
            before = eliminate(
                (out_a, nothing, out_b - a, out_g, inverse + out_c - b, -(out_g + g), out_d - d_c, g, -d),
                (-upper, by_y, loss, nothing, -link, nothing),
                before, factors, j + 2,
            )  # fmt: skip
            out, out_a, out_b, out_c, out_d, out_g = flux, a, b, d_c, d, g
            y_above, y, y_below = y, y_below, y_next
            phi_above, phi = phi, phi_below

    @kernel
    def advance(
        p, extent, x, voltage, drive, weights, sums, per_step, u, stage, factors, series, argument
    ):
        """Solve for one stage of a Rosenbrock step: its argument, the film equations there, its right-hand side and U.

            argument = x + sum_j weights_j U_j,   right-hand side = f(argument) + per_step M sum_j sums_j U_j + drive (row of D)

        Parameters: weights, sums [stage] numbers; u [stages, unknowns] holds the U so far and receives the next; argument receives its argument.
        One sweep down the film evaluates and eliminates, one back up solves.
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
        e = exchange(p, r, s, drop, y, y_below)
        f_l, f_r, f_s, f_D = gate_rates(p, e, r, drop, phi, voltage)
        nothing = 0.0 * y
        y_1, p_1 = forward(
            factors, 0, fma(lost_c, per_step, f_l), fma(r_c, per_step, f_r), nothing, nothing, nothing, nothing
        )  # fmt: skip
        store(u, place, y_1)
        store(u, place + 1, p_1)
        y_2, p_2 = y_1, p_1
        y_1, p_1 = forward(
            factors, 1, fma(s_c, per_step, f_s), fma(drop_c, per_step, f_D) + drive, nothing, nothing, y_2, p_2
        )  # fmt: skip
        store(u, place + 2, y_1)
        store(u, place + 3, p_1)
        y_above, phi_above, out = y, p.stern_coupling * drop, e.j_1
        for j in range(extent.depth):
            c = PLANES + 2 * j
            store(argument, c, y)
            store(argument, c + 1, phi)
            phi_below, _ = combine(x, u, stride, weights, sums, stage, c + 3)
            y_next, y_next_c = combine(x, u, stride, weights, sums, stage, c + 4)
            edge = j >= extent.shallow
            if edge:
                y_next = beyond(extent, j, y_below, y_next)
            force = pull_of(p, y_above, y, y_below, y_next, phi, phi_below)
            q, boost = near(p, series, j, y, load(x, c), force)
            if j == 0:
                here = plane(
                    p, extent, j, True, False, q, q, boost, y, y_below, phi_above, phi, phi_below
                )
            elif edge:
                here = plane(
                    p, extent, j, False, True, q, q, boost, y, y_below, phi_above, phi, phi_below
                )
            else:
                here = plane(
                    p, extent, j, False, False, q, q, boost, y, y_below, phi_above, phi, phi_below
                )
            new = forward(
                factors, j + 2, fma(y_c, per_step, here[0] - out), here[4], y_2, p_2, y_1, p_1
            )
            y_2, p_2 = y_1, p_1
            y_1, p_1 = new
            store(u, place + c, y_1)
            store(u, place + c + 1, p_1)
            out = here[0]
            y_above, y, y_below = y, y_below, y_next
            y_c, y_below_c = y_below_c, y_next_c
            phi_above, phi = phi, phi_below
        backward(extent.depth + HEAD, factors, u, place)

    @kernel
    def screened_potential(p, extent, x, work):
        """Solve the screened Poisson equation for the phi in ``x``, given y and D; ``work`` [depth] is scratch.

        phi_{j-1} - 2 phi_j + phi_{j+1} = (a / lambda(y_j))^2 phi_j,   phi_n = contact phi_{n-1},
        phi_1 - phi_0 + (eps_S a / eps_f t_S) D = (a / lambda(y_0))^2 phi_0
        """
        # Thomas algorithm from the bottom up: phi_j = share_j phi_{j-1}.
        nothing = 0.0 * load(x, STERN)
        share = nothing
        for i in range(extent.depth):
            j = extent.depth - 1 - i
            y = load(x, PLANES + 2 * j)
            q, _ = inverse_screening_squared(y, p.q_metal, p.log_ratio, p.y_mid, p.y_steepness)
            share = where(extent.planes > float(j + 1), share, p.contact)
            share = 1.0 / (q + 2.0 - (1.0 if j == 0 else 0.0) - share)
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
        screened_potential=screened_potential,
    )


SINGLE = film_equations(single)
LANES = film_equations(lanes)
