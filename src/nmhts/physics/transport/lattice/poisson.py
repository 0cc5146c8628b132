"""Screened potential of every site, by conjugate gradients from the previous solution.

    sum over the six neighbors (phi_j - phi_i) = (a / lambda_i)^2 phi_i

The electrode lies below the bottom plane. At the gate eps_S a / (eps_f t_S) (U - phi_i) comes from
an electrolyte at U = phi_top + D, the same for all columns. lambda_i follows the mean occupancy of
the nine sites around site i in its plane, so a single vacancy is not metallic. The preconditioner
adds two exact solutions: that of each column with its sides fixed, and that of the lateral mean.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics import single
from nmhts.numerics.compiled import kernel
from nmhts.numerics.straight import straight
from nmhts.physics.transport.lattice.box import AROUND
from nmhts.physics.transport.printed import scalars

_screening = scalars.screening(single, straight)

RESIDUAL = 1e-3
"""Residual over the source at which the iteration ends; numerical. With a front in 10 nm the force
of every face is then exact to 0.005 k_B T per volt over the film."""

_ITERATIONS = 1000  # numerical: largest number of iterations


class Field(NamedTuple):
    """Work space for the potential, all [sites] unless stated."""

    unit: Any  # potential for U = 1 V, kept for the next solution
    diagonal: Any
    inverse: Any  # inverse pivots of the columns
    residual: Any
    way: Any
    image: Any
    better: Any
    mean: Any  # [2, tall] inverse pivots and right side of the lateral mean
    level: Any  # [10] (a / lambda)^2 by the number of occupied sites of nine


def new_field(sites: int, tall: int) -> Field:
    """Return work space for this many sites, including ghosts."""
    unit, diagonal, inverse, residual, way, image, better = np.zeros((7, sites))
    mean, level = np.zeros((2, tall)), np.zeros(AROUND + 1)
    return Field(unit, diagonal, inverse, residual, way, image, better, mean, level)


@kernel
def _assemble(p, box, field, columns):
    """Fill the diagonal, and the pivots of columns and of the lateral mean."""
    tall = len(box.real)
    n = box.n
    for k in range(AROUND + 1):
        field.level[k] = _screening(k / AROUND, p.q_metal, p.log_ratio, p.y_mid, p.y_steepness)
    for z in range(tall):
        field.mean[0, z] = 0.0
    for c in range(columns):
        before = 0.0
        for z in range(1, n + 1):
            count = 0
            for m in range(AROUND):
                count += box.occupied[box.around[AROUND * c + m] * tall + z]
            own = field.level[count]
            own += p.stern_coupling if z == n else 1.0
            own += 1.0 - p.contact if z == 1 else 1.0
            site = c * tall + z
            field.diagonal[site] = own + 4.0
            before = 1.0 / (own + 4.0 - before)
            field.inverse[site] = before
            field.mean[0, z] += own
    before = 0.0
    for z in range(1, n + 1):
        before = 1.0 / (field.mean[0, z] - columns * columns * before)
        field.mean[0, z] = before


@kernel
def _apply(box, field, x, out, columns):
    """Fill ``out`` with the matrix times ``x``; return x . out."""
    tall = len(box.real)
    product = 0.0
    for c in range(columns):
        base = c * tall
        east, west = box.around[AROUND * c + 1] * tall, box.around[AROUND * c + 2] * tall
        north, south = box.around[AROUND * c + 3] * tall, box.around[AROUND * c + 4] * tall
        for z in range(1, box.n + 1):
            sides = (x[east + z] + x[west + z]) + (x[north + z] + x[south + z])
            value = (
                field.diagonal[base + z] * x[base + z] - sides - (x[base + z - 1] + x[base + z + 1])
            )
            out[base + z] = value
            product += value * x[base + z]
    return product


@kernel
def _improve(box, field, columns):
    """Fill ``better`` with the preconditioned residual; return better . residual."""
    tall, n = len(box.real), box.n
    for z in range(1, n + 1):
        field.mean[1, z] = 0.0
    for c in range(columns):
        base, value = c * tall, 0.0
        for z in range(1, n + 1):
            r = field.residual[base + z]
            field.mean[1, z] += r
            value = (r + value) * field.inverse[base + z]
            field.better[base + z] = value
        for back in range(1, n):
            z = n - back
            field.better[base + z] += field.inverse[base + z] * field.better[base + z + 1]
    value = 0.0
    for z in range(1, n + 1):
        value = (field.mean[1, z] + columns * value) * field.mean[0, z]
        field.mean[1, z] = value
    for back in range(1, n):
        z = n - back
        field.mean[1, z] += field.mean[0, z] * columns * field.mean[1, z + 1]
    product = 0.0
    for c in range(columns):
        base = c * tall
        for z in range(1, n + 1):
            field.better[base + z] += field.mean[1, z]
            product += field.better[base + z] * field.residual[base + z]
    return product


@kernel
def solve_unit(p, box, field, columns, residual):
    """Update ``unit`` to this residual, a share of the source; return the iterations used."""
    tall = len(box.real)
    n = box.n
    _assemble(p, box, field, columns)
    _apply(box, field, field.unit, field.image, columns)
    square = 0.0
    for c in range(columns):
        for z in range(1, n + 1):
            site = c * tall + z
            field.residual[site] = (p.stern_coupling if z == n else 0.0) - field.image[site]
            square += field.residual[site] * field.residual[site]
    small = (residual * p.stern_coupling) ** 2 * columns
    product = _improve(box, field, columns)
    for k in range(len(field.way)):
        field.way[k] = field.better[k]
    count = 0
    while square > small and count < _ITERATIONS:
        step = product / _apply(box, field, field.way, field.image, columns)
        square = 0.0
        for k in range(len(field.way)):
            field.unit[k] += step * field.way[k]
            field.residual[k] -= step * field.image[k]
            square += field.residual[k] * field.residual[k]
        again = _improve(box, field, columns)
        turn = again / product
        product = again
        for k in range(len(field.way)):
            field.way[k] = field.better[k] + turn * field.way[k]
        count += 1
    return count
