"""Boxes for the tests: small lattices, and their energies by counting pairs."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

import reference_cell
from nmhts.physics.transport.lattice.interaction import Couplings
from nmhts.physics.transport.lattice.rates import FastPaths, Rates, new_rates, no_paths
from nmhts.physics.transport.parameters import film_parameters
from nmhts.physics.transport.state import FilmParameters


def numbers(**changes: float) -> FilmParameters:
    """CoN under propylene carbonate, with some coefficients replaced."""
    p = film_parameters(reference_cell.nitride(), reference_cell.gate(), reference_cell.ROOM)
    return FilmParameters(*(float(v) for v in p._replace(**changes)))


def closed(**changes: float) -> FilmParameters:
    """The same with a closed gate, and one hop per second."""
    return numbers(**({"floor_rate": 0.0, "leak_rate": 0.0, "hop_rate": 1.0} | changes))


def plain_rates(
    p: FilmParameters,
    couplings: Couplings,
    shape: tuple[int, int, int],
    paths: FastPaths | None = None,
) -> Rates:
    """Rates without a field."""
    return new_rates(p, couplings, paths or no_paths(*shape[:2]), shape[2], False)


def pair_energies(shape: tuple[int, int, int], couplings: Couplings) -> NDArray:
    """J_ij over k_B T of all pairs of sites, periodic sideways.

    Image planes repeat the ends.
    """
    sites = list(itertools.product(*(range(s) for s in shape)))
    index = {site: i for i, site in enumerate(sites)}
    J = np.zeros((len(sites), len(sites)))
    for (x, y, z), step in itertools.product(sites, itertools.product((-1, 0, 1), repeat=3)):
        distance = sum(d * d for d in step)
        if not distance:
            continue
        height = z + step[2] if 0 <= z + step[2] < shape[2] else z
        ends = [((x + step[0]) % shape[0], (y + step[1]) % shape[1], height)]
        if ends[0] == (x, y, z):
            # The image directly opposite: its share goes to the four neighbors of the plane.
            sides = ((1, 0), (-1, 0), (0, 1), (0, -1))
            ends = [((x + dx) % shape[0], (y + dy) % shape[1], z) for dx, dy in sides]
        for end in ends:
            J[index[(x, y, z)], index[end]] += couplings[distance - 1] / len(ends)
    np.testing.assert_allclose(J, J.T, atol=1e-15)
    return J
