"""Scalar laws of film kinetics, written once and compiled twice.

``scalar_laws`` returns the same functions for any array module: numba compiles them with NumPy
(module attributes below), JAX traces them with ``jax.numpy``. All are branch-free. Energies come divided by k_B T,
potentials multiplied by z e / k_B T where a name says so, rates in 1/s.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType, SimpleNamespace

import numpy as np

from nmhts.numerics.compiled import kernel


def scalar_laws(xp: ModuleType, compiled: Callable[[Callable], Callable]) -> SimpleNamespace:
    """Return the scalar laws as functions over an array module.

    Parameters: xp numpy or jax.numpy; compiled: applied to every law, ``kernel`` for numba, the identity for JAX.
    """

    def inverse_screening_squared(y, q_M, log_ratio, y_mid, y_width):
        """Screening (a / lambda(y))^2 of a plane and its derivative with respect to y.

            ln lambda(y) = ln lambda_M + ln(lambda_N / lambda_M) / (1 + exp(-(y - y_mid) / y_width))

        Parameters: y occupancy; q_M = (a / lambda_M)^2; log_ratio = ln(lambda_N / lambda_M); y_mid, y_width.
        Returns: ((a/lambda)^2, d/dy), dimensionless. The film is a metal at y = 0 and a semiconductor at y = 1.
        """
        share = 1.0 / (1.0 + xp.exp(-(y - y_mid) / y_width))
        q = q_M * xp.exp(-2.0 * log_ratio * share)
        return q, -2.0 * log_ratio * share * (1.0 - share) / y_width * q

    def encounter(a, b):
        """Chance that a particle meets a vacancy, a b, continued outside [0, 1] so that it restores.

            p(a, b) = max(a, 0) max(b, 0) + min(a, 0) + min(b, 0)

        Parameters: a, b occupancies or vacancies. Returns: (p, dp/da, dp/db). Inside [0, 1] this is a b. Outside, the bare product is
        no law: it is flat at a = b = 0, and for two negative numbers it drives the sites further out. An emptied plane under a full one in a strong
        field meets just that corner. The continuation is a spring of the strength of a free hop.
        """
        a_in = xp.maximum(a, 0.0)
        b_in = xp.maximum(b, 0.0)
        a_out = 1.0 * (a < 0.0)
        b_out = 1.0 * (b < 0.0)
        return (
            a_in * b_in + xp.minimum(a, 0.0) + xp.minimum(b, 0.0),
            b_in * (1.0 - a_out) + a_out,
            a_in * (1.0 - b_out) + b_out,
        )

    meet = compiled(encounter)

    def hop_flux(y_l, y_r, f, hop_rate):
        """Net flux of N from a plane to the next one towards the gate, in planes per second.

            J = Gamma [ y_l (1 - y_r) exp(+f/2) - y_r (1 - y_l) exp(-f/2) ],   Gamma = nu exp(-E_m / k_B T)

        Parameters: y_l, y_r occupancies; f driving force / k_B T; hop_rate Gamma, 1/s.
        Returns: (J, dJ/dy_l, dJ/dy_r, dJ/df). Odd under exchange of the planes with f -> -f;
        J = 0 when f = ln[y_r (1 - y_l) / (y_l (1 - y_r))] (detailed balance).
        """
        boost = xp.exp(0.5 * f)
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

    def floored_pair(b_forward, b_backward, floor_rate):
        """Rates of an activated pair whose barriers cannot fall below a floor, detailed balance kept.

            k+- = nu exp(-E_fl / k_B T) x+- / (1 + x+ + x-),   x+- = exp(-b+-)

        Parameters: b+- = (B+- - E_fl) / k_B T; floor_rate = nu exp(-E_fl / k_B T), 1/s.
        Returns: (k+, k-, dk+/db+, dk+/db-, dk-/db-), 1/s; dk-/db+ equals dk+/db-. k+/k- = exp(b- - b+) exactly.
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
        hop_flux=compiled(hop_flux),
        floored_pair=compiled(floored_pair),
    )


_laws = scalar_laws(np, kernel)
encounter = _laws.encounter
inverse_screening_squared = _laws.inverse_screening_squared
hop_flux = _laws.hop_flux
floored_pair = _laws.floored_pair
