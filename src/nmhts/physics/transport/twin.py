"""Film equations in JAX: the reference for the numba kernels, and a path to an accelerator.

Same laws (``scalar_laws``), assembled a second time over whole arrays. Unknowns as in
``equations``: x = (l, r, s, D, y_0, phi_0, ..., y_{n-1}, phi_{n-1}), plane 0 at the gate.
Differentiable by any transformation of JAX; needs 64-bit mode, which ``import nmhts`` sets when it
uses JAX.
"""

from __future__ import annotations

import jax.numpy as jnp
from jax import Array

from nmhts.physics.transport.laws import scalar_laws
from nmhts.physics.transport.state import (
    ADSORBED,
    LOST,
    PLANES,
    POOL,
    STERN,
    FilmParameters,
    PlaneNumbers,
)

_laws = scalar_laws(jnp, lambda law: law)


def uniform(p: FilmParameters, n: int) -> PlaneNumbers:
    """Return the planes [n] of a film of one material."""
    numbers = (
        p.hop_rate,
        p.omega,
        p.omega,
        p.kappa,
        1.0,
        p.q_metal,
        p.log_ratio,
        p.y_mid,
        p.y_steepness,
        1.0,
    )
    return PlaneNumbers(*(jnp.full(n, number) for number in numbers))


def residual(
    p: FilmParameters, x: Array, voltage: Array | float, stack: PlaneNumbers | None = None
) -> Array:
    """Return the film equations at ``x`` [4 + 2 n].

    Returns: rates of l, r, s [planes/s], D [V/s] and of the N of planes [1/s, in N sites of the
    plane at the gate]; residuals of the Poisson equation [V].
    Parameters: p scalars; x; voltage V of the film against the counter electrode [V]; stack: its
    planes [n] from the gate down, None for a film of one material.
    """
    r, s, drop = x[POOL], x[ADSORBED], x[STERN]
    y, phi = x[PLANES::2], x[PLANES + 1 :: 2]
    q = uniform(p, y.size) if stack is None else stack

    # Zero-gradient ends: beyond either end the occupancy of the last plane is repeated.
    strain = jnp.concatenate([jnp.zeros(1), q.kappa[:-1] * (y[1:] - y[:-1]), jnp.zeros(1)])
    mu = q.level - 2.0 * q.omega * y - (strain[1:] - strain[:-1])
    force = mu[1:] - mu[:-1] + p.z_e_kT * (phi[:-1] - phi[1:])
    flux, *_ = _laws.hop_flux(y[1:], y[:-1], jnp.exp(0.5 * force), q.hop_rate[:-1])

    mu_top = p.omega * (1.0 - 2.0 * y[0]) - p.kappa * (y[1] - y[0])
    cover = s / p.s_max
    step_D = p.z_e_kT * p.zeta
    k_f, k_b, *_ = _laws.floored_pair(
        p.b_exit - 0.5 * mu_top - p.alpha * step_D * drop,
        p.b_return + 0.5 * mu_top + (1.0 - p.alpha) * step_D * drop,
        p.floor_rate * p.open_share,
    )
    j_1 = k_f * _laws.encounter(y[0], 1.0 - cover)[0] - k_b * _laws.encounter(cover, 1.0 - y[0])[0]
    step_D = p.z_e_kT * (1.0 - p.zeta)
    k_f, k_b, *_ = _laws.floored_pair(
        p.b_dissolve - p.alpha * step_D * drop,
        p.b_adsorb + (1.0 - p.alpha) * step_D * drop,
        p.floor_rate,
    )
    j_2 = k_f * cover - k_b * _laws.encounter(r / (r + p.r_half), 1.0 - cover)[0]

    out = jnp.concatenate([j_1[None], flux])
    into = jnp.concatenate([flux, jnp.zeros(1)])
    charge, *_ = _laws.inverse_screening_squared(y, q.q_metal, q.log_ratio, q.y_mid, q.y_steepness)
    below = jnp.concatenate([phi[1:], (p.contact * phi[-1])[None]])
    down = q.link * (phi - below)
    poisson = jnp.concatenate([(p.stern_coupling * drop)[None], down[:-1]]) - down - charge * phi

    leak = p.leak_rate * r
    gate = phi[0] + drop
    drop_rate = (
        (-voltage - gate) / p.area_resistance - p.leak_conductance * gate - p.plane_charge * j_1
    ) / p.stern_capacitance
    head = [leak, j_2 - leak, j_1 - j_2, drop_rate]
    places = [LOST, POOL, ADSORBED, STERN]
    planes = jnp.stack([into - out, poisson], axis=1).ravel()
    return jnp.concatenate([jnp.zeros(PLANES).at[jnp.array(places)].set(jnp.stack(head)), planes])
