"""Potential of a box and its effect on rates, averaged over planes or for every site.

``planes``: the equation of the plane model, with the means of the planes. All columns share one
potential, so the advancing part of a front meets no stronger field. ``sites``: the screened
potential in three dimensions (``poisson``). Advancing metal concentrates the field of its
surroundings.
"""

from __future__ import annotations

from nmhts.numerics import single
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.straight import straight
from nmhts.physics.transport.lattice.poisson import RESIDUAL, solve_unit
from nmhts.physics.transport.printed import scalars

_screening = scalars.screening(single, straight)

PLANES, SITES = "planes", "sites"
POTENTIALS = (PLANES, SITES)


@kernel
def solve_potential(p, box, field, drop, columns, phi, drops):
    """Fill phi [V] and the Stern drops [V] for a mean Stern drop; return the mean phi at the gate.

    Shapes of phi and drops: of planes [tall] and [1], or of sites [sites] and [columns].
    """
    tall = len(box.real)
    n = box.n
    if len(drops) == 1:
        # From the bottom up: phi_z = share_z phi_{z+1}.
        share = p.contact
        for z in range(1, n + 1):
            y = box.planes[z] / columns
            q = _screening(y, p.q_metal, p.log_ratio, p.y_mid, p.y_steepness)
            share = 1.0 / (q + (1.0 if z == n else 2.0) - share)
            phi[z] = share
        above = p.stern_coupling * drop
        for back in range(n):
            above = phi[n - back] * above
            phi[n - back] = above
        drops[0] = drop
        return phi[n]
    solve_unit(p, box, field, columns, RESIDUAL)
    left = 0.0
    for c in range(columns):
        left += 1.0 - field.unit[c * tall + n]
    common = drop * columns / left
    for k in range(len(phi)):
        phi[k] = common * field.unit[k]
    for c in range(columns):
        drops[c] = common - phi[c * tall + n]
    return common - drop


@inlined
def _apart(p, a, b):
    """Return the difference of two values of a force [k_B T], over 1 + its size."""
    return p.z_e_kT * abs(a - b) / (1.0 + p.z_e_kT * abs(a))


@kernel
def far_from(p, box, phi, used):
    """Return the largest difference of the force on a face between two potentials.

    In k_B T, over 1 + the size of that force.
    """
    most = 0.0
    for k in range(len(phi) - 1):
        z = k % len(box.real)
        if 0 < z < box.n:
            most = max(most, _apart(p, phi[k + 1] - phi[k], used[k + 1] - used[k]))
    return most


@kernel
def apply_potential(p, rates, phi, middle):
    """Set the factors of the rates for a potential; middle: reference potential, V.

    The reference keeps exponentials from overflowing.
    """
    for k in range(len(phi)):
        boost = single.exp(0.5 * p.z_e_kT * (phi[k] - middle))
        rates.boost[k] = boost
        rates.relief[k] = 1.0 / boost
