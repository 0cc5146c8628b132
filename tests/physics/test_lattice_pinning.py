"""Influence of the planes of the model on the front.

The same film is cut into finer and coarser planes, at fixed interface energy and width.
"""

from __future__ import annotations

import functools

import numpy as np
import pytest
from films import NM, ROOM, film_point
from scipy import constants

from nmhts.simulation.films.plane_model import KineticsPoint, simulate_batch

kT = constants.k * ROOM
RTOL = 1e-3


def cut(protocol: str, times: np.ndarray, pieces: float, stiffness: float = 1.0) -> KineticsPoint:
    """20 nm of CoN with ``pieces`` planes for each of its own: the same continuum.

    Diffusion keeps Gamma a^2, exchange at the gate N per area and time, the interface Omega and
    kappa a^2; stores hold the same N. ``stiffness`` scales kappa.
    """
    plain = film_point("CoN", 20 * NM, protocol)
    n, g, slower = plain.nitride, plain.gate, kT * np.log(pieces)
    return film_point(
        "CoN",
        20 * NM,
        protocol,
        times=times,
        nitride={
            "plane_spacing": n["plane_spacing"] / pieces,
            "migration_barrier": n["migration_barrier"] - 2 * slower,
            "barrier_floor": n["barrier_floor"] - slower,
            "exit_barrier": n["exit_barrier"] - slower,
            "gradient_energy": n["gradient_energy"] * stiffness * pieces**2,
        },
        gate={
            "dissolution_barrier": g["dissolution_barrier"] - slower,
            "readsorption_barrier": g["readsorption_barrier"] - slower,
            "adsorbed_capacity": g["adsorbed_capacity"] * pieces,
            "pool_half_saturation": g["pool_half_saturation"] * pieces,
        },
    )


@functools.cache
def half_time(volts: float, duration: float, pieces: float) -> float:
    """Time at which half of the film is metal, s."""
    times = np.linspace(0.0, duration, 601)
    batch = simulate_batch([cut(f"hold -{volts} V for {duration} s", times, pieces)], RTOL)
    assert batch["status"][0] == 0
    M = batch["magnetization"][0]
    assert M[-1] > 8e5
    return float(np.interp(0.5 * M[-1], M, times))


DRIVEN = [(4.0, 120.0), (5.0, 60.0), (8.0, 20.0)]


@pytest.mark.parametrize(("volts", "duration"), DRIVEN)
def test_planes_hardly_touch_a_driven_front(volts: float, duration: float):
    """Atomic planes against their continuum limit,
    quarter planes: the supply of N sets the speed.
    """
    atoms, finest = half_time(volts, duration, 1.0), half_time(volts, duration, 4.0)
    assert atoms == pytest.approx(finest, rel=0.03)
    # Half a plane lies between the two, or beside them by less than they differ.
    assert half_time(volts, duration, 2.0) == pytest.approx(finest, rel=0.02)


@pytest.mark.parametrize(("volts", "duration"), DRIVEN)
def test_planes_of_a_nanometre_keep_a_driven_front_within_some_percent(
    volts: float, duration: float
):
    for pieces in (0.5, 0.25):
        coarse, atoms = half_time(volts, duration, pieces), half_time(volts, duration, 1.0)
        assert coarse == pytest.approx(atoms, rel=0.04)


def change_at_rest(pieces: float, stiffness: float) -> float:
    """Relative change of M within 1 h after a pulse that converts a third of the film."""
    times = np.array([0.0, 6.0, 3606.0])
    batch = simulate_batch([cut("hold -5 V for 6 s; rest 1 h", times, pieces, stiffness)], 1e-4)
    assert batch["status"][0] == 0
    M = batch["magnetization"][0]
    return float(M[2] / M[1] - 1.0)


def test_planes_pin_a_front_at_rest_where_the_gradient_energy_is_small():
    """With a sixth of kappa the front is as narrow as a plane and does not move at rest.

    In finer planes the same continuum does move.
    """
    assert abs(change_at_rest(1.0, 1 / 6)) < 2e-3
    assert change_at_rest(4.0, 1 / 6) > 0.02


def test_at_rest_planes_and_continuum_differ_by_about_one_plane():
    """With kappa of the sheet nothing is pinned, but M is known only to the N of a plane.

    One plane of 80 is three percent of a film that is metal to a third.
    """
    assert abs(change_at_rest(1.0, 1.0) - change_at_rest(4.0, 1.0)) < 0.05
