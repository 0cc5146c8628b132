"""Scalar laws of film kinetics, written once for every kind of number.

``scalar_laws`` returns the same functions for any array module: numba compiles them for single
numbers and for lanes of films, JAX traces them with ``jax.numpy``. All are branch-free. Energies
are divided by k_B T, potentials multiplied by z e / k_B T where a name says so, rates are in 1/s.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType, SimpleNamespace

# Numerical: curvature of ``encounter`` outside [0, 1].
SPRING = 10.0


def scalar_laws(xp: ModuleType, compiled: Callable[[Callable], Callable]) -> SimpleNamespace:
    """Return the scalar laws as functions over an array module.

    Parameters: xp the array module: ``numerics.single`` or ``numerics.lanes`` for numba, or
    jax.numpy; compiled: decorator applied to every law, ``inlined`` for numba, the identity for
    JAX.
    """

    def inverse_screening_squared(y, q_M, log_ratio, y_mid, steepness):
        """Return the screening (a / lambda(y))^2 of a plane, its derivative, and its crossover.

            ln lambda(y) = ln lambda_M
                           + ln(lambda_N / lambda_M) / (1 + exp(-steepness (y - y_mid)))

        Parameters: y occupancy; q_M = (a / lambda_M)^2; log_ratio = ln(lambda_N / lambda_M); y_mid,
        steepness.
        Returns: ((a/lambda)^2, d/dy, 1 / (1 + exp(...))), dimensionless. The film is a metal at y =
        0 and a semiconductor at y = 1.
        """
        share = 1.0 / (1.0 + xp.exp(-steepness * (y - y_mid)))
        q = q_M * xp.exp(-2.0 * log_ratio * share)
        return q, -2.0 * log_ratio * steepness * share * (1.0 - share) * q, share

    def screening_series(y, q_M, log_ratio, y_mid, steepness):
        """Return the Taylor coefficients of ``inverse_screening_squared`` at y, and its crossover.

        Coefficients: value, first, second / 2, third / 6.
        """
        share = 1.0 / (1.0 + xp.exp(-steepness * (y - y_mid)))
        q = q_M * xp.exp(-2.0 * log_ratio * share)
        # Derivatives of w = -ln q / 2 L = share, times 2 L.
        tilt = steepness * (1.0 - 2.0 * share)
        w_1 = 2.0 * log_ratio * steepness * share * (1.0 - share)
        w_2 = w_1 * tilt
        w_3 = w_2 * tilt - 2.0 * steepness * steepness * share * (1.0 - share) * w_1
        return (
            q,
            -w_1 * q,
            0.5 * (w_1 * w_1 - w_2) * q,
            (3.0 * w_1 * w_2 - w_1 * w_1 * w_1 - w_3) * q / 6.0,
            share,
        )

    def encounter(a, b):
        """Return the probability a b that a particle meets a vacancy, extended beyond [0, 1].

            p(a, b) = a max(b, 0) + max(a, 0) min(b, 0) - (SPRING / 2) [min(a, 0)^2 + min(b, 0)^2]

        Parameters: a, b occupancies or vacancies. Returns: (p, dp/da, dp/db). Inside [0, 1] this is
        a b. Values outside arise from integration errors only. There the bare product does not
        restore: it is flat at a = b = 0, and for two negative numbers it drives the sites further
        out. An emptied plane under a full one in a strong field reaches that corner. The spring is
        quadratic, so that its slope does not jump at 0: rates there reach 1e10/s, and a jump of the
        slope would force every step to resolve it.
        """
        a_in = xp.maximum(0.0, a)
        b_in = xp.maximum(0.0, b)
        a_out = xp.minimum(0.0, a)
        b_out = xp.minimum(0.0, b)
        return (
            a * b_in + b_out * a_in - (0.5 * SPRING) * (a_out * a_out + b_out * b_out),
            b_in + 1.0 * (a > 0.0) * b_out - SPRING * a_out,
            a_in + 1.0 * (b > 0.0) * a_out - SPRING * b_out,
        )

    meet = compiled(encounter)

    def hop_flux(y_l, y_r, boost, hop_rate):
        """Return the net flux of N from a plane to the next one towards the gate, planes/s.

            J = Gamma [ y_l (1 - y_r) exp(+f/2) - y_r (1 - y_l) exp(-f/2) ]
            Gamma = nu exp(-E_m / k_B T)

        Parameters: y_l, y_r occupancies; boost exp(f/2), f driving force / k_B T; hop_rate Gamma,
        1/s.
        Returns: (J, dJ/dy_l, dJ/dy_r, dJ/df). Odd under exchange of the planes with f -> -f; J = 0
        when f = ln[y_r (1 - y_l) / (y_l (1 - y_r))] (detailed balance).
        """
        up = hop_rate * boost
        down = hop_rate / boost
        p_up, up_l, up_r = meet(y_l, 1.0 - y_r)
        p_down, down_r, down_l = meet(y_r, 1.0 - y_l)
        forward = up * p_up
        backward = down * p_down
        return (
            forward - backward,
            up * up_l + down * down_l,
            -up * up_r - down * down_r,
            0.5 * (forward + backward),
        )

    def hop_curvature(y_l, y_r, boost, hop_rate):
        """Return the second derivatives of ``hop_flux``, 1/s.

        Order: y_l twice, y_l and y_r, y_r twice, y_l and f, y_r and f, f twice.
        """
        up = hop_rate * boost
        down = hop_rate / boost
        p_up, up_l, up_r = meet(y_l, 1.0 - y_r)
        p_down, down_r, down_l = meet(y_r, 1.0 - y_l)
        # Second derivatives of ``encounter``: -SPRING twice by an argument below 0; the mixed one
        # is 1 unless both are below 0.
        l_low, l_high = 1.0 * (y_l < 0.0), 1.0 * (y_l > 1.0)
        r_low, r_high = 1.0 * (y_r < 0.0), 1.0 * (y_r > 1.0)
        return (
            SPRING * (down * l_high - up * l_low),
            down * (1.0 - r_low * l_high) - up * (1.0 - l_low * r_high),
            SPRING * (down * r_low - up * r_high),
            0.5 * (up * up_l - down * down_l),
            0.5 * (down * down_r - up * up_r),
            0.25 * (up * p_up - down * p_down),
        )

    def floored_pair(b_forward, b_backward, floor_rate):
        """Return the rates of an activated pair whose barriers are limited by a floor.

            k+- = nu exp(-E_fl / k_B T) x+- / (1 + x+ + x-),   x+- = exp(-b+-)

        Parameters: b+- = (B+- - E_fl) / k_B T; floor_rate = nu exp(-E_fl / k_B T), 1/s.
        Returns: (k+, k-, dk+/db+, dk+/db-, dk-/db-), 1/s; dk-/db+ equals dk+/db-. Detailed balance:
        k+/k- = exp(b- - b+) exactly.
        """
        top = xp.maximum(0.0, xp.maximum(-b_forward, -b_backward))
        x_0 = xp.exp(-top)
        x_f = xp.exp(-b_forward - top)
        x_b = xp.exp(-b_backward - top)
        norm = x_0 + x_f + x_b
        p_f = x_f / norm
        p_b = x_b / norm
        return (
            floor_rate * p_f,
            floor_rate * p_b,
            -floor_rate * p_f * (1.0 - p_f),
            floor_rate * p_f * p_b,
            -floor_rate * p_b * (1.0 - p_b),
        )

    return SimpleNamespace(
        encounter=meet,
        inverse_screening_squared=compiled(inverse_screening_squared),
        screening_series=compiled(screening_series),
        hop_flux=compiled(hop_flux),
        hop_curvature=compiled(hop_curvature),
        floored_pair=compiled(floored_pair),
    )
