"""Planes of films in kernels: printed laws, ends of the film, and series for exponentials."""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

from nmhts.numerics import lanes, single
from nmhts.numerics.compiled import by_presence, inlined
from nmhts.numerics.straight import straight
from nmhts.physics.transport.gate_law import GateState
from nmhts.physics.transport.plane_law import (
    Exponentials,
    Kept,
    PlaneCoefficients,
    PlaneRows,
    PlaneSlopes,
    ScreeningSeries,
    Window,
)
from nmhts.physics.transport.printed import plane as printed
from nmhts.physics.transport.printed import records
from nmhts.physics.transport.state import (
    ADSORBED,
    DISSOLVED,
    N_PLANE_NUMBERS,
    PLANES,
    STERN,
    PlaneNumbers,
)

SERIES = len(ScreeningSeries._fields) + 2
"""Number of values kept of a plane from which ``near`` computes its exponentials: those of
``ScreeningSeries``, the force and exp(force / 2)."""
_FORCE, BOOST = SERIES - 2, SERIES - 1

LOCAL = len(Kept._fields)
"""Number of values of a plane kept at the argument of a stage."""

# Numerical: changes within which a series replaces an exponential. Four terms of (a / lambda)^2 are
# accurate to (ln(lambda_N / lambda_M) steepness / 2 * 2^-13)^4 / 24, at worst 2e-11 with the
# packaged sheets; six of exp(force / 2) to (2^-8)^6 / 720 < 1e-17.
_CLOSE_Y = 2.0**-13
_CLOSE_FORCE = 2.0**-8

_HOP_RATE, _LEVEL, _OMEGA, _KAPPA, _LINK, _Q_METAL, _LOG_RATIO, _Y_MID, _Y_STEEPNESS, _SITES = (
    range(N_PLANE_NUMBERS)
)
assert PlaneNumbers._fields[_SITES] == "sites"


def _planes(number: ModuleType) -> SimpleNamespace:
    """Return the kernels of one plane, for one kind of number.

    Their first arguments are c and p: the ``PlaneCoefficients`` of a plane of a stack (None for
    films of one material), and the ``FilmParameters``.
    """
    load, store, where, fma, exp = number.load, number.store, number.where, number.fma, number.exp
    absolute, all_lanes, splat = number.absolute, number.all_lanes, number.splat
    load_series = records.load_screening_series(number, straight)
    store_series = records.store_screening_series(number, straight)

    def law(name: str):
        """Return a printed function of films or stacks, by the presence of coefficients."""
        of_film = getattr(printed, f"film_{name}")(number, straight)
        of_stack = getattr(printed, f"stack_{name}")(number, straight)
        return by_presence(of_film, of_stack)

    force_of, exponentials, rows, kept = law("force"), law("exponentials"), law("rows"), law("kept")
    series_of, share_terms, linearized = law("series"), law("share_terms"), law("linearized")

    @inlined
    def coefficients_at(layers, p, hop_rate, here, above):
        below = here + N_PLANE_NUMBERS
        omega, kappa = load(layers, here + _OMEGA), load(layers, here + _KAPPA)
        return PlaneCoefficients(
            p.z_e_kT,
            hop_rate,
            load(layers, below + _LEVEL) - load(layers, here + _LEVEL),
            omega,
            load(layers, below + _OMEGA) - omega,
            kappa,
            load(layers, above + _KAPPA) - kappa,
            load(layers, below + _KAPPA) - kappa,
            load(layers, here + _LINK),
            load(layers, here + _Q_METAL),
            load(layers, here + _LOG_RATIO),
            load(layers, here + _Y_MID),
            load(layers, here + _Y_STEEPNESS),
        )

    def stack_coefficients(layers, p, j):
        here = N_PLANE_NUMBERS * j
        above = here - N_PLANE_NUMBERS if j > 0 else here
        return coefficients_at(layers, p, load(layers, here + _HOP_RATE), here, above)

    # Changes of the coefficients of plane j of a stack along a direction. They are linear in those
    # of its planes, which begin at ``first`` in memory; the rates change by the share ``longer``
    # too. None for one material. Arguments: (changes, first, c, changes of p, longer, j).
    def stack_moves(moves, first, c, d_p, longer, j):
        here = first + N_PLANE_NUMBERS * j
        above = here - N_PLANE_NUMBERS if j > 0 else here
        faster = fma(c.hop_rate, longer, load(moves, here + _HOP_RATE))
        return coefficients_at(moves, d_p, faster, here, above)

    def direction(name: str):
        """Return a printed tangent; its last argument are the changes of ``stack_moves``."""
        of_film = getattr(printed, f"film_{name}")(number, straight)
        of_stack = getattr(printed, f"stack_{name}")(number, straight)
        if name == "bent":
            return by_presence(
                lambda p, x, e, k, d, d_p, d_c: of_film(p, x, e, k, d, d_p), of_stack
            )
        if name == "push":
            return by_presence(lambda p, x, k, d, d_p, d_c: of_film(p, x, k, d, d_p), of_stack)
        return by_presence(lambda p, k, u, bent, d_p, d_c: of_film(p, k, u, bent, d_p), of_stack)

    def derivative(name: str):
        """Return a printed adjoint: (cotangents of unknowns, sums, those of a plane of a stack)."""
        of_film = getattr(printed, f"film_{name}")(number, straight)
        of_stack = getattr(printed, f"stack_{name}")(number, straight)

        def film_pull(p, x, k, v, by):
            seen, sums = of_film(p, x, k, v, by)
            return seen, sums, None

        def film_bend(p, x, e, k, flux, field, charge, by):
            seen, sums = of_film(p, x, e, k, flux, field, charge, by)
            return seen, sums, None

        return by_presence(film_pull if name == "pull" else film_bend, of_stack)

    def add_own(own, j, bars):
        here = N_PLANE_NUMBERS * j
        below = here + N_PLANE_NUMBERS
        above = here - N_PLANE_NUMBERS if j > 0 else here
        add(own, here + _HOP_RATE, bars.hop_rate)
        add(own, below + _LEVEL, bars.level_step)
        add(own, here + _LEVEL, -bars.level_step)
        add(own, here + _OMEGA, bars.omega - bars.omega_step)
        add(own, below + _OMEGA, bars.omega_step)
        add(own, here + _KAPPA, bars.kappa - bars.kappa_step_above - bars.kappa_step_below)
        add(own, above + _KAPPA, bars.kappa_step_above)
        add(own, below + _KAPPA, bars.kappa_step_below)
        add(own, here + _LINK, bars.link)
        add(own, here + _Q_METAL, bars.q_metal)
        add(own, here + _LOG_RATIO, bars.log_ratio)
        add(own, here + _Y_MID, bars.y_mid)
        add(own, here + _Y_STEEPNESS, bars.y_steepness)

    @inlined
    def add(sums, k, value):
        store(sums, k, load(sums, k) + value)

    # Coefficients of plane j of a stack, None for one material. Arguments: (layers, p, j).
    coefficients_of = by_presence(lambda p, j: None, stack_coefficients)
    # N sites of plane j, over those at the gate. Arguments: (layers, j).
    sites_of = by_presence(
        lambda j: 1.0, lambda layers, j: load(layers, N_PLANE_NUMBERS * j + _SITES)
    )

    # Change of it along a direction. Arguments: (changes, first, j).
    moved_sites_of = by_presence(
        lambda first, j: 0.0,
        lambda moves, first, j: load(moves, first + N_PLANE_NUMBERS * j + _SITES),
    )

    # Dielectric link of plane j to the one below. Arguments: (layers, j).
    link_of = by_presence(
        lambda j: splat(1.0), lambda layers, j: load(layers, N_PLANE_NUMBERS * j + _LINK)
    )
    # Change of it along a direction. Arguments: (changes, first, j).
    moved_link_of = by_presence(
        lambda first, j: splat(0.0),
        lambda moves, first, j: load(moves, first + N_PLANE_NUMBERS * j + _LINK),
    )

    @inlined
    def window(p, extent, j, y_above, y, y_below, y_next, phi, phi_below):
        """Return what a plane sees that may be one of the last two, or beyond.

        Below the last plane its contact sets the potential, and no N enters from there: the
        occupancy is set to 0, so that nothing depends on what memory holds of thicker films.
        """
        y_below = where(extent.planes > float(j + 1), y_below, 0.0)
        y_next = where(extent.planes > float(j + 2), y_next, y_below)
        phi_below = where(extent.planes > float(j + 1), phi_below, p.contact * phi)
        return Window(y_above, y, y_below, y_next, phi, phi_below)

    @inlined
    def pulled_window(extent, j, y_next, phi_below):
        """Return the cotangents of a window that may be at the end of a film.

        Returns: (more of y_below, of y_next, of phi_below, of contact times phi).
        """
        on, two = extent.planes > float(j + 1), extent.planes > float(j + 2)
        return (
            where(two, 0.0, y_next), where(two, y_next, 0.0),
            where(on, phi_below, 0.0), where(on, 0.0, phi_below)
        )  # fmt: skip

    @inlined
    def gate_state(x, voltage):
        """Return what the gate sees."""
        return GateState(
            load(x, DISSOLVED), load(x, ADSORBED), load(x, STERN), load(x, PLANES),
            load(x, PLANES + 1), load(x, PLANES + 2), voltage
        )  # fmt: skip

    @inlined
    def ended(extent, j, rows):
        """Return the rows of a plane that may be the last one, which no N enters from below."""
        on = extent.planes > float(j + 1)
        return PlaneRows(where(on, rows.flux, 0.0), rows.displacement, rows.charge)

    @inlined
    def widened(by):
        """Return derivatives of which some are plain numbers as those of the kind of number."""
        return PlaneSlopes(
            splat(by.flux_y_above), splat(by.flux_y), splat(by.flux_y_below),
            splat(by.flux_y_next), splat(by.flux_phi), splat(by.flux_phi_below),
            splat(by.displacement_phi), splat(by.displacement_phi_below),
            splat(by.charge_y), splat(by.charge_phi)
        )  # fmt: skip

    @inlined
    def ended_kept(extent, j, k):
        """Return the kept values of a plane that may be the last one."""
        on = extent.planes > float(j + 1)
        return Kept(
            where(on, k.flux_left, 0.0), where(on, k.flux_right, 0.0),
            where(on, k.flux_force, 0.0), where(on, k.flux_rate, 0.0), k.share, k.ratio
        )  # fmt: skip

    @inlined
    def ended_slopes(p, extent, j, by):
        """Return the derivatives of a plane's rows by its own unknowns, beyond its window.

        The window repeats the last occupancy and sets the potential below the last plane.
        """
        on, two = extent.planes > float(j + 1), extent.planes > float(j + 2)
        image = where(two, 0.0, by.flux_y_next)
        field = where(on, 0.0, p.contact * by.displacement_phi_below)
        return PlaneSlopes(
            where(on, by.flux_y_above, 0.0), where(on, by.flux_y, 0.0),
            where(on, by.flux_y_below + image, 0.0), where(two, by.flux_y_next, 0.0),
            where(on, by.flux_phi, 0.0), where(on, by.flux_phi_below, 0.0),
            by.displacement_phi + field, where(on, by.displacement_phi_below, 0.0),
            by.charge_y, by.charge_phi
        )  # fmt: skip

    @inlined
    def expand(c, p, x, series, j):
        """Store the expansions of plane j for ``near``, and return its exponentials."""
        force = force_of(c, p, x)
        terms, boost = series_of(c, p, x), exp(0.5 * force)
        store_series(series, SERIES * j, terms)
        store(series, SERIES * j + _FORCE, force)
        store(series, SERIES * j + BOOST, boost)
        return Exponentials(boost, terms.share, terms.ratio)

    @inlined
    def near(c, p, x, series, j, y_known):
        """Return the exponentials of plane j.

        Computed by the series of ``expand`` close to its point, else in full. Most planes change
        little within a step, and each exponential costs as much as all other operations.
        """
        s = load_series(series, SERIES * j)
        delta = x.y - y_known
        ratio = fma(delta, fma(delta, fma(delta, s.ratio_3, s.ratio_2), s.ratio_1), s.ratio)
        share_1, share_2, share_3 = share_terms(c, p, x, s.share)
        share = fma(delta, fma(delta, fma(delta, share_3, share_2), share_1), s.share)
        force = force_of(c, p, x)
        more = 0.5 * (force - load(series, SERIES * j + _FORCE))
        boost = fma(more, 1.0 / 120.0, 1.0 / 24.0)
        boost = fma(more, boost, 1.0 / 6.0)
        boost = fma(more, boost, 0.5)
        boost = fma(more, boost, 1.0)
        boost = fma(more, boost, 1.0) * load(series, SERIES * j + BOOST)
        # A NaN counts as not close.
        close = (absolute(delta) < _CLOSE_Y) & (absolute(more) < _CLOSE_FORCE)
        if not all_lanes(close):
            full = exponentials(c, p, x)
            ratio = where(close, ratio, full.ratio)
            share = where(close, share, full.share)
            boost = where(close, boost, full.boost)
        return Exponentials(boost, share, ratio)

    return SimpleNamespace(
        coefficients_of=coefficients_of,
        sites_of=sites_of,
        moved_sites_of=moved_sites_of,
        link_of=link_of,
        moved_link_of=moved_link_of,
        moves_of=by_presence(lambda first, c, d_p, longer, j: None, stack_moves),
        push=direction("push"),
        bent=direction("bent"),
        turn=direction("turn"),
        gate_state=gate_state,
        window=window,
        pulled_window=pulled_window,
        exponentials=exponentials,
        rows=rows,
        kept=kept,
        linearized=linearized,
        ended=ended,
        widened=widened,
        ended_kept=ended_kept,
        ended_slopes=ended_slopes,
        expand=expand,
        near=near,
        pull=derivative("pull"),
        bend=derivative("bend"),
        # Cotangents of a plane's coefficients, None for one material. Arguments: (own, j, bars).
        add_own=by_presence(lambda j, bars: None, add_own),
        # Cotangent of a common factor of the hop rates of a stack. Arguments: (c, bars).
        paced=by_presence(lambda bars: 0.0, lambda c, bars: c.hop_rate * bars.hop_rate),
    )


SINGLE, LANES = _planes(single), _planes(lanes)


def film_planes(number: ModuleType) -> SimpleNamespace:
    """Return the kernels of one plane for ``nmhts.numerics.single`` or ``nmhts.numerics.lanes``."""
    return SINGLE if number is single else LANES
