"""The public face of the lattice model: refusals, results, seeds, and the measures of fronts."""

from __future__ import annotations

import numpy as np
import pytest

import nmhts
from nmhts.errors import SimulationError, UnitError
from nmhts.physics.transport.lattice.box import AROUND, new_box
from nmhts.physics.transport.lattice.grains import boundary_columns, grain_map
from nmhts.physics.transport.lattice.record import step_height
from nmhts.physics.transport.lattice.roughness import (
    correlation_length,
    front_roughness,
    growth_exponent,
)
from nmhts.physics.transport.lattice.sumtree import draw, settle, sum_tree, sum_up, touch
from nmhts.simulation.lattice.simulate import simulate_lattice

SHORT = "hold -4 V for 0.3 s"


@pytest.fixture(scope="module")
def film():
    return nmhts.Film("CoN", thickness="3 nm")


@pytest.fixture(scope="module")
def written(film):
    return simulate_lattice(film, SHORT, size=(6, 7), seed=3, steps_per_clause=6)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"size": (2, 8)}, r"size: \(2, 8\) \(allowed: two whole numbers of sites, 3 or more each"),
        ({"size": (8,)}, r"size: \(8,\) \(allowed: two whole numbers"),
        ({"size": (8.5, 8)}, r"size: \(8.5, 8\) \(allowed: two whole numbers"),
        ({"size": (10_000, 10_000)}, r"makes 1.2e\+09 sites \(allowed: up to 1e\+08\)"),
        ({"seed": -1}, r"seed: -1 \(allowed: whole numbers from 0 on\)"),
        ({"max_hops": 0}, r"max_hops: 0 \(allowed: 1 to 2e\+09\)"),
        ({"potential": "plane"}, "unknown potential 'plane'; did you mean 'planes'"),
        ({"grain_size": "1 nm"}, "states no boundary_migration_barrier"),
    ],
)
def test_what_cannot_be_is_refused(film, wrong: dict, said: str):
    with pytest.raises(SimulationError, match=said):
        simulate_lattice(film, SHORT, **{"size": (8, 8), **wrong})


@pytest.mark.parametrize(
    ("grain", "said"),
    [
        ("0.1 nm", r"grain_size: 0.4 sites \(allowed: 3 sites or more"),
        ("0.7 nm", r"grain_size: 2.8 sites \(allowed: 3 sites or more"),
        ("3 nm", r"12 sites, of which a box of 8 x 8 sites holds less than two .* up to 5.66"),
    ],
)
def test_grains_that_cannot_be_are_refused(grain: str, said: str):
    oxide = nmhts.Film("Co3O4", thickness="3 nm")
    with pytest.raises(SimulationError, match=said):
        simulate_lattice(oxide, SHORT, size=(8, 8), grain_size=grain)
    with pytest.raises(UnitError):
        simulate_lattice(oxide, SHORT, size=(8, 8), grain_size="3 V")


def test_same_names_as_the_plane_model_and_more(film, written):
    planes = nmhts.simulate(film, SHORT, steps_per_clause=6)
    more = {"column_front", "front_roughness", "front_correlation_length", "hops", "site_occupancy"}
    assert set(written.data_vars) == set(planes.data_vars) | more
    assert dict(written.sizes) == {**planes.sizes, "x": 6, "y": 7}
    for name, values in planes.data_vars.items():
        assert written[name].dims == values.dims
        assert written[name].attrs["units"] == values.attrs["units"]
    assert all("long_name" in written[name].attrs for name in more)
    np.testing.assert_array_equal(written["depth"], planes["depth"])
    # The sites of the end are those of the last profile, plane by plane.
    np.testing.assert_allclose(
        written["site_occupancy"].mean(("x", "y")), written["nitrogen_occupancy"][-1], rtol=1e-12
    )


def test_a_seed_decides_every_byte(film, written):
    again = simulate_lattice(film, SHORT, size=(6, 7), seed=3, steps_per_clause=6)
    assert again.identical(written)
    other = simulate_lattice(film, SHORT, size=(6, 7), seed=4, steps_per_clause=6)
    assert not np.array_equal(other["site_occupancy"], written["site_occupancy"])


def test_a_run_goes_on_where_it_ended(film, written):
    more = simulate_lattice(
        film, "hold +4 V for 0.1 s", start=written, size=(6, 7), seed=3, steps_per_clause=4
    )
    last, first = written.isel(time=-1), more.isel(time=0)
    for name in (
        "nitrogen_occupancy",
        "nitrogen_reservoir",
        "nitrogen_lost",
        "charge",
        "column_front",
    ):
        np.testing.assert_allclose(first[name], last[name], rtol=1e-12, atol=1e-30)
    assert more["time"][0] == written["time"][-1]
    assert more["nitrogen_occupancy"][-1].sum() > last["nitrogen_occupancy"].sum()
    with pytest.raises(
        SimulationError, match=r"start: a run of CoN in a box of \(6, 7, 12\) sites cannot go on"
    ):
        simulate_lattice(film, SHORT, start=written, size=(7, 7))
    with pytest.raises(SimulationError, match="in a box of no sites"):
        simulate_lattice(film, SHORT, start=nmhts.simulate(film, SHORT), size=(7, 7))


def test_too_many_hops_are_coded(film):
    with pytest.raises(SimulationError, match="too_many_steps"):
        simulate_lattice(film, SHORT, size=(6, 7), max_hops=100)
    run = simulate_lattice(film, SHORT, size=(6, 7), max_hops=100, throw=False)
    assert run.attrs["status"] == "too_many_steps"
    for name in ("magnetization", "nitrogen_occupancy", "front_roughness", "hops", "charge"):
        assert np.isnan(run[name][-1]).all()
    assert np.isfinite(run["magnetization"][0])


def test_boundaries_are_as_long_as_those_of_random_points():
    """Meijering 1953: cells of random points of density rho have 2 sqrt(rho) of boundary per area,
    of which 2/pi is met along any line.
    """
    size, crossings = 12.0, []
    for seed in range(4):
        grains = grain_map(144, 144, size, np.random.default_rng(seed))
        assert len(np.unique(grains)) <= 144
        crossings += [(grains != np.roll(grains, -1, axis)).mean() for axis in (0, 1)]
        edge = boundary_columns(grains)
        assert crossings[-1] < edge.mean() < crossings[-1] + crossings[-2]
    assert np.mean(crossings) == pytest.approx(4.0 / (np.pi * size), rel=0.05)


def test_heights_of_columns():
    """The step with the fewest exceptions, a stray vacancy and a stray N notwithstanding."""
    n = 12
    for pattern, height in (
        ("NNNNNNNNNNNN", 0.0),
        ("VVVVVVVVVVVV", 12.0),
        ("VVVVNNNNNNNN", 4.0),
        ("VVVVVNNNVNNN", 5.0),
        ("VNVVVVNNNNNN", 6.0),
        ("VVVNVNNNNNNN", 4.0),  # three or five: both have one exception
    ):
        sites = np.array([[[letter == "N" for letter in pattern]]]).repeat(3, 0).repeat(3, 1)
        box = new_box(sites)
        assert box.around[AROUND * 4] == 4
        assert step_height(box.occupied, 4 * len(box.real), n) == height


def test_roughness_and_correlation_of_a_wave():
    """h = sin(2 pi x / L): rms 1/sqrt(2); C = cos along x, 1 along y;
    of their mean 1/e where cos = 2/e - 1.
    """
    x = np.arange(64)
    wave = np.sin(2 * np.pi * x / 64)[:, None] * np.ones(64)
    assert front_roughness(wave) == pytest.approx(np.sqrt(0.5), rel=1e-12)
    expected = 64 / (2 * np.pi) * np.arccos(2 / np.e - 1)
    assert correlation_length(wave[None])[0] == pytest.approx(expected, rel=2e-3)
    assert np.isnan(correlation_length(np.ones((8, 8))))


def test_random_deposition_grows_with_exponent_one_half():
    """Particles on independent columns: w = sqrt(t)."""
    t = np.geomspace(1, 1000, 13)
    counts = np.random.default_rng(0).poisson(np.diff(t, prepend=0)[:, None, None], (13, 64, 64))
    found = growth_exponent(t, front_roughness(np.cumsum(counts, axis=0)))
    assert found.exponent == pytest.approx(0.5, abs=0.01)
    assert 0 < found.error < 0.01
    assert np.isnan(growth_exponent(t[:2], t[:2]).exponent)


@pytest.mark.parametrize("leaves", [1, 8, 9, 700])
def test_sum_tree_draws_in_proportion(leaves: int):
    rng = np.random.default_rng(leaves)
    tree = sum_tree(leaves)
    rates = rng.random(leaves) * (rng.random(leaves) < 0.7)
    rates[0] = 0.4
    tree.sums[:leaves] = rates
    sum_up(tree)
    changed = rng.choice(leaves, leaves // 3, replace=False)
    count = 0
    for leaf in changed:
        tree.sums[leaf] = rates[leaf] = rng.random()
        count = touch(tree, int(leaf), 0, count)
        assert touch(tree, int(leaf), 0, count) == count
    settle(tree, count)
    edges = np.cumsum(rates)
    assert tree.sums[-1] == pytest.approx(edges[-1], rel=1e-12)
    for share in rng.random(200):
        leaf = draw(tree, share * tree.sums[-1])
        assert leaf == min(np.searchsorted(edges, share * edges[-1]), leaves - 1)
    assert draw(tree, tree.sums[-1]) == np.flatnonzero(rates)[-1]
