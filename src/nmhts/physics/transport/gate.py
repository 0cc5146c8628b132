"""Gate of a film: exchange of N with the adsorbed layer and the pool, and its adjoint.

    J_1 = k_1+ y_0 (1 - s/s_max) - k_1- (s/s_max) (1 - y_0)
    J_2 = k_2+ (s/s_max)         - k_2- r/(r + r_h) (1 - s/s_max)

J_1 leads from the film to the adsorbed layer s, J_2 from there to the pool r, both in planes/s. y_0
is the occupancy of the plane at the gate.
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

from nmhts.numerics.compiled import inlined, kernel
from nmhts.physics.transport.laws import scalar_laws


class ExitCotangent(NamedTuple):
    """Derivatives of J_1 by all its arguments, times the cotangent of J_1."""

    y: Any
    y_below: Any
    s: Any
    D: Any
    omega: Any
    kappa: Any
    z_e_kT: Any
    floor_rate: Any
    open_share: Any
    b_exit: Any
    b_return: Any
    alpha: Any
    zeta: Any
    s_max: Any


class DissolutionCotangent(NamedTuple):
    """Derivatives of J_2 by all its arguments, times the cotangent of J_2."""

    s: Any
    r: Any
    D: Any
    z_e_kT: Any
    floor_rate: Any
    b_dissolve: Any
    b_adsorb: Any
    alpha: Any
    zeta: Any
    s_max: Any
    r_half: Any


def film_gate(number: ModuleType) -> SimpleNamespace:
    """Return the kernels ``exchange``, ``pull_exit`` and ``pull_dissolution``.

    Parameters: number: ``nmhts.numerics.single``, ``lanes`` or ``duals``, the kind of number.
    """
    laws = scalar_laws(number, inlined)
    floored_pair, encounter = laws.floored_pair, laws.encounter

    @inlined
    def exit_rates(p, drop, y, y_below):
        """Return the exit rates k_1+ and k_1- [1/s] and their derivatives by the barriers."""
        half_mu = 0.5 * (p.omega * (1.0 - 2.0 * y) - p.kappa * (y_below - y))
        step_D = p.z_e_kT * p.zeta * drop
        return floored_pair(
            p.b_exit - half_mu - p.alpha * step_D,
            p.b_return + half_mu + (1.0 - p.alpha) * step_D,
            p.floor_rate * p.open_share,
        )

    @inlined
    def dissolution_rates(p, drop):
        """Return the rates k_2+ and k_2- [1/s] and their derivatives by the barriers."""
        step_D = p.z_e_kT * (1.0 - p.zeta) * drop
        return floored_pair(
            p.b_dissolve - p.alpha * step_D,
            p.b_adsorb + (1.0 - p.alpha) * step_D,
            p.floor_rate,
        )

    @kernel
    def exchange(p, r, s, drop, y, y_below):
        """Return (J_1, J_2) [planes/s].

        Parameters: r, s [planes], drop D [V], occupancies y of the plane at the gate and y_below of
        the plane below it.
        """
        cover = s / p.s_max
        k_f, k_b, _, _, _ = exit_rates(p, drop, y, y_below)
        j_1 = k_f * encounter(y, 1.0 - cover)[0] - k_b * encounter(cover, 1.0 - y)[0]
        k_f, k_b, _, _, _ = dissolution_rates(p, drop)
        j_2 = k_f * cover - k_b * encounter(r / (r + p.r_half), 1.0 - cover)[0]
        return j_1, j_2

    @kernel
    def pull_exit(p, s, drop, y, y_below, weight):
        """Return the ``ExitCotangent`` of ``weight`` J_1."""
        cover = s / p.s_max
        k_f, k_b, k_ff, k_fb, k_bb = exit_rates(p, drop, y, y_below)
        c_f, c_f_y, c_f_free = encounter(y, 1.0 - cover)
        c_b, c_b_cover, c_b_hole = encounter(cover, 1.0 - y)
        flux = weight * (k_f * c_f - k_b * c_b)
        # Cotangents of the barriers, then those of their terms.
        b_f = weight * (k_ff * c_f - k_fb * c_b)
        b_b = weight * (k_fb * c_f - k_bb * c_b)
        mu = 0.5 * (b_b - b_f)
        tilt = (1.0 - p.alpha) * b_b - p.alpha * b_f
        cover_bar = -weight * (k_f * c_f_free + k_b * c_b_cover)
        return ExitCotangent(
            weight * (k_f * c_f_y + k_b * c_b_hole) + mu * (p.kappa - 2.0 * p.omega),
            -mu * p.kappa,
            cover_bar / p.s_max,
            p.z_e_kT * p.zeta * tilt,
            mu * (1.0 - 2.0 * y),
            mu * (y - y_below),
            p.zeta * drop * tilt,
            flux / p.floor_rate,
            flux / p.open_share,
            b_f,
            b_b,
            -p.z_e_kT * p.zeta * drop * (b_f + b_b),
            p.z_e_kT * drop * tilt,
            -cover_bar * cover / p.s_max,
        )

    @kernel
    def pull_dissolution(p, r, s, drop, weight):
        """Return the ``DissolutionCotangent`` of ``weight`` J_2."""
        cover = s / p.s_max
        k_f, k_b, k_ff, k_fb, k_bb = dissolution_rates(p, drop)
        full = r + p.r_half
        share = r / full
        c_b, c_b_share, c_b_free = encounter(share, 1.0 - cover)
        b_f = weight * (k_ff * cover - k_fb * c_b)
        b_b = weight * (k_fb * cover - k_bb * c_b)
        tilt = (1.0 - p.alpha) * b_b - p.alpha * b_f
        cover_bar = weight * (k_f + k_b * c_b_free)
        share_bar = -weight * k_b * c_b_share / full
        return DissolutionCotangent(
            cover_bar / p.s_max,
            share_bar * (1.0 - share),
            p.z_e_kT * (1.0 - p.zeta) * tilt,
            (1.0 - p.zeta) * drop * tilt,
            weight * (k_f * cover - k_b * c_b) / p.floor_rate,
            b_f,
            b_b,
            -p.z_e_kT * (1.0 - p.zeta) * drop * (b_f + b_b),
            -p.z_e_kT * drop * tilt,
            -cover_bar * cover / p.s_max,
            -share_bar * share,
        )

    return SimpleNamespace(
        exchange=exchange, pull_exit=pull_exit, pull_dissolution=pull_dissolution
    )
