"""Film equations in JAX: the reference for the numba kernels, and a path to an accelerator.

The statements of ``plane_law`` and ``gate_law``, assembled over whole arrays and differentiated by
JAX, which knows nothing of the printed kernels. Unknowns as in
``equations``: x = (l, r, s, D, y_0, phi_0, ..., y_{n-1}, phi_{n-1}), plane 0 at the gate.
Differentiable by any transformation of JAX; needs 64-bit mode, which ``import nmhts`` sets when it
uses JAX.
"""

from __future__ import annotations

import jax.numpy as jnp
from jax import Array

from nmhts.numerics import jax_number
from nmhts.physics.transport.gate_law import GateState, gate_rows
from nmhts.physics.transport.plane_law import PlaneCoefficients, Window, plane_rows
from nmhts.physics.transport.state import (
    ADSORBED,
    DISSOLVED,
    LOST,
    PLANES,
    STERN,
    FilmParameters,
    PlaneNumbers,
)


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
    y, phi = x[PLANES::2], x[PLANES + 1 :: 2]
    q = uniform(p, y.size) if stack is None else stack

    # Zero-gradient ends: beyond either end the occupancy of the last plane is repeated.
    above, below = jnp.concatenate([y[:1], y[:-1]]), jnp.concatenate([y[1:], y[-1:]])
    following = jnp.concatenate([y[2:], y[-1:], y[-1:]])
    phi_below = jnp.concatenate([phi[1:], (p.contact * phi[-1])[None]])

    def step(value: Array) -> Array:
        return jnp.concatenate([value[1:] - value[:-1], jnp.zeros(1)])

    def step_up(value: Array) -> Array:
        return jnp.concatenate([jnp.zeros(1), value[:-1] - value[1:]])

    c = PlaneCoefficients(
        p.z_e_kT, q.hop_rate.at[-1].set(0.0), step(q.level), q.omega, step(q.omega), q.kappa,
        step_up(q.kappa), step(q.kappa), q.link, q.q_metal, q.log_ratio, q.y_mid, q.y_steepness
    )  # fmt: skip
    planes = plane_rows(jax_number, Window(above, y, below, following, phi, phi_below), c)
    seen = GateState(x[DISSOLVED], x[ADSORBED], x[STERN], y[0], phi[0], y[1], voltage)
    gate = gate_rows(jax_number, seen, p)
    out = jnp.concatenate([gate.exit_flux[None], planes.flux[:-1]])
    from_above = jnp.concatenate([gate.displacement[None], planes.displacement[:-1]])
    head = jnp.zeros(PLANES)
    for place, rate in (
        (LOST, gate.loss),
        (DISSOLVED, gate.dissolution - gate.loss),
        (ADSORBED, gate.exit_flux - gate.dissolution),
        (STERN, gate.charging),
    ):
        head = head.at[place].set(rate)
    poisson = from_above - planes.displacement - planes.charge
    rows = jnp.stack([planes.flux - out, poisson], axis=1).ravel()
    return jnp.concatenate([head, rows])
