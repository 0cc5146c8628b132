"""The potential of a box and what it does to rates: screened planes with the lateral mean of the film, or every site for itself.

``planes``: the equation of the plane model, with the means of the planes; all columns share one potential, so that a front ahead of its plane meets no stronger field.
``sites``: the screened potential in three dimensions (``poisson``): metal that is ahead draws the field of its surroundings.
"""

from __future__ import annotations

from nmhts.numerics import single
from nmhts.numerics.compiled import inlined, kernel
from nmhts.physics.transport.lattice.poisson import RESIDUAL, solve_unit
from nmhts.physics.transport.laws import scalar_laws

_screening = scalar_laws(single, inlined).inverse_screening_squared

PLANES, SITES = "planes", "sites"
POTENTIALS = (PLANES, SITES)


@kernel
def solve_potential(p, box, field, drop, columns, phi, drops):
    """Fill phi [V] and the Stern drops [V], of planes [tall], [1] or of sites [sites], [columns], for a mean Stern drop; return the mean of phi at the gate."""
    tall = len(box.real)
    n = box.n
    if len(drops) == 1:
        # From the bottom up: phi_z = share_z phi_{z+1}.
        share = p.contact
        for z in range(1, n + 1):
            y = box.planes[z] / columns
            q, _, _ = _screening(y, p.q_metal, p.log_ratio, p.y_mid, p.y_steepness)
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
    """Return by how much two values of a force differ, over 1 + its size, in k_B T."""
    return p.z_e_kT * abs(a - b) / (1.0 + p.z_e_kT * abs(a))


@kernel
def far_from(p, box, phi, used):
    """Return by how much the force of any face between planes differs between two potentials, over 1 + that force, in k_B T."""
    most = 0.0
    for k in range(len(phi) - 1):
        z = k % len(box.real)
        if 0 < z < box.n:
            most = max(most, _apart(p, phi[k + 1] - phi[k], used[k + 1] - used[k]))
    return most


@kernel
def apply_potential(p, rates, phi, middle):
    """Set what hops gain from a potential; middle: a potential that is taken for zero, so that exponentials do not overflow, V."""
    for k in range(len(phi)):
        boost = single.exp(0.5 * p.z_e_kT * (phi[k] - middle))
        rates.boost[k] = boost
        rates.relief[k] = 1.0 / boost
