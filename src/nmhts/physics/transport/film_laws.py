"""Scalar laws of film kinetics: values, written once over a number module.

The first argument ``xp`` is the number module: ``numerics.tracing.number`` to take derivatives and
print kernels, ``numerics.jax_number`` for JAX. All laws are branch-free. Energies are divided by
k_B T, potentials multiplied by z e / k_B T where a name says so, rates are in 1/s.
"""

from __future__ import annotations

from typing import Any

# Numerical: curvature of ``encounter`` outside [0, 1].
SPRING = 10.0
# Numerical: limit of barriers over k_B T against overflow; rates behind it are zero all the same.
_LARGEST_POWER = 600.0


def inverse_screening_squared(
    xp: Any, y: Any, q_metal: Any, log_ratio: Any, y_mid: Any, y_steepness: Any
) -> Any:
    """Return the screening (a / lambda(y))^2 of a plane, dimensionless.

        ln lambda(y) = ln lambda_M
                       + ln(lambda_N / lambda_M) / (1 + exp(-steepness (y - y_mid)))

    Parameters: y occupancy; q_metal = (a / lambda_M)^2; log_ratio = ln(lambda_N / lambda_M); y_mid,
    y_steepness. The film is a metal at y = 0 and a semiconductor at y = 1.
    """
    return q_metal * screening_ratio(xp, logistic_share(xp, y, y_mid, y_steepness), log_ratio)


def logistic_share(xp: Any, y: Any, y_mid: Any, y_steepness: Any) -> Any:
    """Return the share of the crossover from metal to nitride, 1 / (1 + exp(...))."""
    return xp.logistic(y_steepness * (y - y_mid))


def screening_ratio(xp: Any, share: Any, log_ratio: Any) -> Any:
    """Return (lambda_M / lambda)^2 at a share of the crossover."""
    return xp.exp(-2.0 * log_ratio * share)


def encounter(xp: Any, a: Any, b: Any) -> Any:
    """Return the probability a b that a particle meets a vacancy, extended beyond [0, 1].

        p(a, b) = a b - a_- b_- - (SPRING / 2) (a_-^2 + b_-^2),     a_- = min(a, 0)

    Parameters: a, b occupancies or vacancies. Inside [0, 1] this is a b. Values outside arise from
    integration errors only. There the bare product does not restore: it is flat at a = b = 0, and
    for two negative numbers it drives the sites further out. An emptied plane under a full one in a
    strong field reaches that corner. The spring is quadratic, so that its slope does not jump at 0:
    rates there reach 1e10/s, and a jump of the slope would force every step to resolve it.
    """
    a_out, b_out = xp.minimum(0.0, a), xp.minimum(0.0, b)
    return a * b - a_out * b_out - (0.5 * SPRING) * (a_out * a_out + b_out * b_out)


def hop(xp: Any, left: Any, right: Any, force: Any, rate: Any) -> Any:
    """Return the net flux of N from a plane to the next one towards the gate, planes/s.

        J = Gamma [ y_l (1 - y_r) exp(+f/2) - y_r (1 - y_l) exp(-f/2) ]
        Gamma = nu exp(-E_m / k_B T)

    Parameters: left, right occupancies; force f, over k_B T; rate Gamma, 1/s. Odd under exchange of
    the planes with f -> -f; J = 0 when f = ln[y_r (1 - y_l) / (y_l (1 - y_r))] (detailed balance).
    """
    up, down = xp.exp(0.5 * force), xp.exp(-0.5 * force)
    forth = up * encounter(xp, left, 1.0 - right)
    return rate * (forth - down * encounter(xp, right, 1.0 - left))


def floored_pair(xp: Any, b_forward: Any, b_backward: Any, floor_rate: Any) -> tuple[Any, Any]:
    """Return the rates of an activated pair whose barriers are limited by a floor, 1/s.

        k+- = nu exp(-E_fl / k_B T) / [1 + exp(b+-) + exp(b+- - b-+)]

    Parameters: b+- = (B+- - E_fl) / k_B T; floor_rate = nu exp(-E_fl / k_B T), 1/s. Detailed
    balance: k+/k- = exp(b- - b+).
    """
    fall, rise = xp.exp(_limited(xp, b_forward)), xp.exp(_limited(xp, b_backward))
    higher = _limited(xp, b_forward - b_backward)
    out = floor_rate / (1.0 + fall + xp.exp(higher))
    return out, floor_rate / (1.0 + rise + xp.exp(-higher))


def _limited(xp: Any, power: Any) -> Any:
    """Return a power of e, limited so that neither it nor its reciprocal overflows."""
    # In this order NaN stays NaN.
    return xp.maximum(-_LARGEST_POWER, xp.minimum(_LARGEST_POWER, power))
