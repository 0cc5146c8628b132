"""The kernel's right-hand side against the reference's, at random states."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from films import NM, film_point, reference
from numpy.typing import NDArray
from reference_film import potential, rates

from nmhts.physics.transport.equations import SINGLE
from nmhts.physics.transport.parameters import film_parameters
from nmhts.physics.transport.state import (
    ADSORBED,
    DISSOLVED,
    PADDING,
    PLANES,
    STERN,
    Extent,
)
from nmhts.simulation.films.plane_model import KineticsPoint

# Both in double precision; forces up to 60 kT in an exponent cost two of sixteen digits.
AGREEMENT = 1e-9
N_STATES = 25


def scattered(point: KineticsPoint, rng: np.random.Generator) -> KineticsPoint:
    """Every number a little off,
    so that none can stand in for another (the sheets hold E_fl = E_m).
    """
    nitride = {name: value * rng.uniform(0.95, 1.05) for name, value in point.nitride.items()}
    gate = {name: value * rng.uniform(0.9, 1.1) for name, value in point.gate.items()}
    nitride["plane_spacing"] = point.nitride["plane_spacing"]  # keeps the number of planes
    return replace(point, nitride=nitride, gate=gate)


def state(rng: np.random.Generator, n: int) -> NDArray:
    """A state (y, s, r, lost, D, Q) of the reference,
    far from any equilibrium, with s below its capacity.
    """
    outside = [rng.uniform(0, 2.6), rng.uniform(0, 10), rng.uniform(0, 1), rng.uniform(-2, 2), 0.0]
    return np.concatenate([rng.uniform(0.001, 0.999, n), outside])


@pytest.mark.parametrize("temperature", [270.0, 298.15, 350.0])
@pytest.mark.parametrize(("material", "planes"), [("CoN", 3), ("CoN", 20), ("FeN", 11)])
def test_rates_agree(material: str, planes: int, temperature: float):
    point = film_point(material, planes * 0.25 * NM, "rest 1 s", temperature=temperature)
    n = point.n_planes
    assert n == planes
    rng = np.random.default_rng(planes)
    extent = Extent(n, n - 2, float(n), None)
    for _ in range(N_STATES):
        other = scattered(point, rng)
        p = film_parameters(other.nitride, other.gate, temperature)
        film = reference(other)
        known, voltage = state(rng, n), rng.uniform(-10, 10)
        expected = rates(film, voltage, known[None])[0]
        x, f, work = np.zeros(PLANES + 2 * n + PADDING), np.zeros(PLANES + 2 * n), np.zeros(n)
        x[PLANES : PLANES + 2 * n : 2] = known[:n][::-1]  # the kernel counts planes from the gate
        x[ADSORBED], x[DISSOLVED], x[STERN] = known[n], known[n + 1], known[n + 3]
        SINGLE.screened_potential(p, extent, x, work)
        phi = potential(film, known[None, :n], known[None, n + 3])[0]
        found = x[PLANES + 1 : PLANES + 2 * n : 2][::-1]
        np.testing.assert_allclose(found, phi, rtol=AGREEMENT)

        SINGLE.evaluate(p, extent, x, voltage, f)
        scale = np.abs(expected[:n]).max()
        np.testing.assert_allclose(f[PLANES::2][::-1], expected[:n], rtol=0, atol=AGREEMENT * scale)
        found = f[[ADSORBED, DISSOLVED, STERN]]
        np.testing.assert_allclose(found, expected[[n, n + 1, n + 3]], rtol=AGREEMENT)
        np.testing.assert_allclose(f[PLANES + 1 :: 2], 0.0, atol=AGREEMENT * np.abs(phi).max())
