"""Single vacancies, the potential and the front of the lattice against known limits of each."""

from __future__ import annotations

import numpy as np
import pytest
from films import NM, film_point, run
from lattices import closed, numbers, plain_rates

from nmhts.numerics import jax_number
from nmhts.numerics.chance import streams
from nmhts.physics.transport.film_laws import inverse_screening_squared
from nmhts.physics.transport.lattice.box import new_box, sites_of
from nmhts.physics.transport.lattice.events import run_events
from nmhts.physics.transport.lattice.interaction import plane_couplings
from nmhts.physics.transport.lattice.poisson import new_field, solve_unit
from nmhts.physics.transport.lattice.potential import solve_potential
from nmhts.physics.transport.lattice.rates import FastPaths
from nmhts.simulation.films.plane_model import KineticsPoint
from nmhts.simulation.lattice.box_model import Lattice, simulate_boxes

MIDDLE = 60


def wander(force: float, seconds: float, walks: int, fast: float = 0.0) -> np.ndarray:
    """Displacements of a lone vacancy in planes, hops of 1/s,
    an N pulled up by ``force`` [k_B T] a plane.
    """
    shape, p = (3, 3, 2 * MIDDLE), closed()
    paths = FastPaths(np.ones((3, 3), dtype=bool), fast, 0.0)
    rates = plain_rates(p, plane_couplings(4.0, 3.0), shape, paths)
    rates.boost[:] = np.exp(0.5 * force * np.arange(len(rates.boost)))
    rates.relief[:] = 1.0 / rates.boost
    full = np.ones(shape, dtype=bool)
    full[1, 1, MIDDLE] = False
    found = np.zeros(walks)
    for k, state in enumerate(streams(11, [(k,) for k in range(walks)])):
        box = new_box(full)
        run_events(p, box, rates, 0.0, state, 0.0, seconds, 10**6)
        found[k] = np.flatnonzero(~sites_of(box, 3, 3).all(axis=(0, 1)))[0] - MIDDLE
    return found


@pytest.mark.parametrize("force", [0.0, 0.1, 1.0])
def test_vacancy_drifts_and_diffuses_as_Einstein_says(force: float):
    """<dz> = -2 Gamma sinh(f/2) t and <dz^2> - <dz>^2 = 2 Gamma cosh(f/2) t;
    for small f the ratio is D = mobility times k_B T.
    """
    seconds, walks = 20.0, 400
    dz = wander(force, seconds, walks)
    spread = 2.0 * np.cosh(0.5 * force) * seconds
    assert abs(dz).max() < MIDDLE - 2, "a walk met the end of the film"
    assert abs(dz.mean() + 2.0 * np.sinh(0.5 * force) * seconds) < 3.0 * np.sqrt(spread / walks)
    assert abs(dz.var(ddof=1) / spread - 1.0) < 3.0 * np.sqrt(2.0 / walks)


def test_fast_paths_speed_diffusion_by_their_barrier():
    """Where all columns are boundary, D rises by exp(dE / k_B T), and nothing else changes."""
    gain, walks = 1.5, 400
    dz = wander(0.0, 10.0, walks, gain)
    assert abs(dz.var(ddof=1) / (20.0 * np.exp(gain)) - 1.0) < 3.0 * np.sqrt(2.0 / walks)
    assert abs(dz.mean()) < 3.0 * np.sqrt(20.0 * np.exp(gain) / walks)


def test_potential_of_sites_solves_the_linear_system():
    """Against a dense matrix of the same film, assembled cell by cell."""
    shape, p = (4, 5, 6), numbers()
    sites = np.zeros(shape, dtype=bool)
    sites[:, :, 3:] = True
    sites ^= np.random.default_rng(4).random(shape) < 0.15
    box = new_box(sites)
    field = new_field(20 * 8, 8)
    near = sum(
        np.roll(sites.astype(int), (dx, dy), (0, 1)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)
    )
    q = np.asarray(
        inverse_screening_squared(
            jax_number, near / 9, p.q_metal, p.log_ratio, p.y_mid, p.y_steepness
        )
    )
    index = np.arange(120).reshape(shape)
    A, b = np.zeros((120, 120)), np.zeros(120)
    for site in np.ndindex(shape):
        x, y, z = site
        i = index[site]
        A[i, i] += q[site]
        others = [
            index[(x + 1) % 4, y, z],
            index[x - 1, y, z],
            index[x, (y + 1) % 5, z],
            index[x, y - 1, z],
        ]
        others += [index[x, y, k] for k in (z - 1, z + 1) if 0 <= k < 6]
        for j in others:
            A[i, i] += 1.0
            A[i, j] -= 1.0
        if z == 0:
            A[i, i] += 1.0  # the electrode, at zero
        if z == 5:
            A[i, i] += p.stern_coupling
            b[i] = p.stern_coupling
    phi = np.linalg.solve(A, b)
    solve_unit(p, box, field, 20, 1e-10)
    found = field.unit.reshape(4, 5, 8)[:, :, 1:-1].ravel()
    np.testing.assert_allclose(found, phi, atol=1e-8 * phi.max())
    used, drops = np.zeros(160), np.zeros(20)
    top = solve_potential(p, box, field, 0.7, 20, used, drops)
    assert drops.mean() == pytest.approx(0.7, rel=1e-12)
    common = drops + used.reshape(20, 8)[:, 6]
    np.testing.assert_allclose(common, common[0], rtol=1e-12)
    assert top == pytest.approx(common[0] - 0.7, rel=1e-9)


def test_potential_of_sites_is_that_of_planes_in_a_layered_film():
    p, shape = numbers(), (4, 4, 40)
    sites = np.ones(shape, dtype=bool)
    sites[:, :, :15] = False
    box, field = new_box(sites), new_field(16 * 48, 48)
    by_site, drops = np.zeros(16 * 48), np.zeros(16)
    by_plane, drop = np.zeros(48), np.zeros(1)
    top = solve_potential(p, box, field, 0.5, 16, by_site, drops)
    assert solve_potential(p, box, field, 0.5, 16, by_plane, drop) == pytest.approx(top, rel=1e-3)
    np.testing.assert_allclose(by_site.reshape(16, 48)[3], by_plane, atol=2e-3 * top)


SPEEDS = [
    ("CoN", 5, -4.0, 3.0),
    ("CoN", 10, -5.0, 6.0),
    ("CoN", 10, -3.0, 12.0),
    ("Co3O4", 5, -6.0, 30.0),
]


@pytest.mark.parametrize(("material", "thickness", "volts", "seconds"), SPEEDS)
def test_front_is_as_fast_as_in_the_plane_model(
    material: str, thickness: float, volts: float, seconds: float
):
    """Time in which half of the N leaves, and M then, within 10 %.

    The exit sets both, and the front is planar.
    """
    times = np.linspace(0.0, seconds, 121)
    point = film_point(material, thickness * NM, f"hold {volts} V for {seconds} s", times=times)
    planes, lattice = run(point, 1e-3), boxed(point, Lattice((16, 16), seed=1))
    half = []
    for film in (planes, lattice):
        left = film["nitrogen_occupancy"].mean(axis=1)
        assert left[-1] < 0.5
        half.append(float(np.interp(-0.5, -left, times)))
    assert half[1] == pytest.approx(half[0], rel=0.1)
    M = [np.interp(half[0], times, film["magnetization"]) for film in (planes, lattice)]
    assert M[1] == pytest.approx(M[0], rel=0.1)
    assert lattice["stern_drop"][-1] == pytest.approx(planes["stern_drop"][-1], rel=0.02)


def boxed(point: KineticsPoint, lattice: Lattice) -> dict[str, np.ndarray]:
    batch = simulate_boxes([point], [lattice])
    assert batch["status"][0] == 0
    return {name: values[0] for name, values in batch.items()}


@pytest.mark.parametrize("potential", ["planes", "sites"])
def test_nitrogen_only_changes_places(potential: str):
    """Every atom is in the film, adsorbed, dissolved or lost:
    a whole number, exactly, there and back.
    """
    gate = {"leak_rate": 0.5}
    point = film_point("CoN", 4 * NM, "hold -4 V for 1 s; hold +4 V for 0.3 s; rest 1 s", gate=gate)
    batch = boxed(point, Lattice((8, 9), seed=4, potential=potential))
    sites = 72 * 16
    density = point.nitride["metal_site_density"] * point.nitride["plane_spacing"] / 72
    inside = batch["nitrogen_occupancy"].sum(axis=1) * 72
    outside = (batch["nitrogen_reservoir"] + batch["nitrogen_lost"]) / density
    np.testing.assert_allclose(inside + outside, round(0.998 * sites), atol=1e-9)
    assert inside.min() < 0.8 * sites
    assert (batch["nitrogen_lost"] / density)[-1] > 10
    assert batch["site_occupancy"].sum() == round(inside[-1])
    faradaic = 3 * 1.602176634e-19 * (batch["nitrogen_reservoir"] + batch["nitrogen_lost"])
    stern = 8.8541878188e-12 * 5 / 1e-9 * batch["stern_drop"]
    np.testing.assert_allclose(batch["charge"], faradaic + stern, rtol=1e-9, atol=1e-12)
