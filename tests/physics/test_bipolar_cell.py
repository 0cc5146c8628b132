"""A floating conductor in an electrolyte against solutions in closed form."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import quad

from nmhts.physics.transport.bipolar.boundary import (
    FILM,
    FIRST_ELECTRODE,
    WALL,
    Piece,
    loop,
    make_boundary,
)
from nmhts.physics.transport.bipolar.exchange import ButlerVolmer, LinearExchange, wagner_number
from nmhts.physics.transport.bipolar.floating import Floating, coupling_of, float_conductor
from nmhts.physics.transport.bipolar.liquid import Liquid, field_at, potential_at, solve_liquid

A, B = FIRST_ELECTRODE, FIRST_ELECTRODE + 1


def rectangle(w: float, h: float, n: int) -> list[Piece]:
    """A cell with electrode A on its left wall and B on its right one."""
    return loop([(0, 0), (w, 0), (w, h), (0, h)], [WALL, B, WALL, A], [2 * n, n, 2 * n, n])


def solved(pieces: list[Piece], sigma: float = 1.0, resistance: float = 0.0) -> Liquid:
    return solve_liquid(make_boundary(pieces), sigma, (resistance, resistance))


def floated(liquid: Liquid, law, volts: float = 1.0) -> Floating:
    none = np.zeros(int(liquid.boundary.film.sum()))
    found = float_conductor(coupling_of(liquid), np.array([volts, 0.0]), law, none, none, 0.0)
    assert found.settled
    return found


def order(errors: list[float]) -> float:
    """Order of convergence from errors at elements of half the size each."""
    return float(np.mean(np.log2(np.array(errors[:-1]) / np.array(errors[1:]))))


def test_uniform_field_to_second_order():
    """Plates over both ends of a rectangle: u falls linearly, and I = sigma V h / w."""
    errors = []
    for n in (8, 16, 32, 64):
        liquid = solved(rectangle(2.0, 1.0, n), sigma=3.0)
        u = liquid.potential @ np.array([5.0, 0.0])
        errors.append(np.abs(u - 5.0 * (1 - liquid.boundary.middle[:, 0] / 2.0)).max())
    assert errors[-1] < 1e-4
    assert order(errors) == pytest.approx(2.0, abs=0.1)
    current = liquid.electrode_currents(np.array([5.0, 0.0]))
    assert current[0] == pytest.approx(3.0 * 5.0 / 2.0, rel=1e-4)
    assert abs(current.sum()) < 1e-12 * current[0]


def test_resistance_of_the_electrodes_is_in_series():
    """I = V / (w / sigma h + 2 R / h)."""
    liquid = solved(rectangle(2.0, 1.0, 32), sigma=3.0, resistance=0.4)
    current = liquid.electrode_currents(np.array([1.0, 0.0]))[0]
    assert current == pytest.approx(1.0 / (2.0 / 3.0 + 0.8), rel=1e-4)


def test_unit_of_length_does_not_matter():
    """The logarithm has a length at which boundary integrals alone are singular."""
    for scale in (1e-6, 0.5, 1.0, 3.0, 1e6):
        liquid = solved(rectangle(2.0 * scale, scale, 16))
        current = liquid.electrode_currents(np.array([1.0, 0.0]))
        assert current[0] == pytest.approx(0.5004, abs=1e-4)
        assert abs(current.sum()) < 1e-10


def strip(n: int, a: float, h: float) -> Liquid:
    """A strip of height h with a plate |x| < a on its floor; its ends, 4 a away, are electrodes."""
    w = 5.0 * a
    corners = [(-w, 0), (-a, 0), (a, 0), (w, 0), (w, h), (-w, h)]
    return solved(loop(corners, [WALL, FILM, WALL, B, WALL, A], [n, n, n, n, 2 * n, n]))


def test_plate_on_the_floor_of_a_strip_to_second_order():
    """A plate that cannot be polarized takes over half of it
    the current of the conformal map t = exp(pi z / h):

    I = sigma E h / pi  int_1^p (t - 1) / (t sqrt((t - 1/p)(p - t))) dt,  p = exp(pi a / h)
    """
    a, h, errors = 0.9, 1.0, []
    p = np.exp(np.pi * a / h)
    exact = (
        quad(lambda t: (t - 1) / (t * np.sqrt(t - 1 / p)), 1, p, weight="alg", wvar=(0, -0.5))[0]
        * h
        / np.pi
    )
    for n in (8, 16, 32, 64):
        liquid = strip(n, a, h)
        found = floated(liquid, LinearExchange(np.inf))
        sources = np.concatenate([[1.0, 0.0], found.counter_current])
        current = liquid.electrode_currents(sources)
        lengths = coupling_of(liquid).lengths
        taken = found.counter_current * lengths
        errors.append(abs(taken[n // 2 :].sum() / current[0] * h / exact - 1))
        # Current that comes in at A leaves at B, and nothing stays in the plate.
        assert abs(current.sum()) < 1e-10 * current[0]
        assert abs(taken.sum()) < 1e-10 * np.abs(taken).sum()
        assert found.potential == pytest.approx(0.5, abs=1e-10)
        # Current leaves the plate at its end toward B, the negative plate.
        assert taken[-1] > 0 > taken[0]
    assert errors[-1] < 2e-4
    assert order(errors) == pytest.approx(2.0, abs=0.15)


@pytest.mark.parametrize("conductance", [0.01, 0.3, 1.0, 5.0, 100.0])
def test_cylinder_with_a_polarization_resistance(conductance: float):
    """In a uniform field eta = 2 E a cos(theta) / (1 + G a / sigma),
    from the dipole outside and i = G eta at the surface.
    """
    corners = [(np.cos(t), np.sin(t)) for t in -2 * np.pi * (np.arange(96) + 0.5) / 96]
    size, n = 60.0, 24
    pieces = rectangle(size, size, n)
    pieces += loop([(x + 30, y + 30) for x, y in corners], [FILM] * 96, [1] * 96)
    liquid = solved(pieces, sigma=2.0)
    found = floated(liquid, LinearExchange(conductance))
    theta = np.arctan2(*(liquid.boundary.middle[liquid.boundary.film] - 30.0).T[::-1])
    expected = 2.0 / size * np.cos(theta) / (1.0 + conductance / 2.0)
    assert np.abs(found.interface_voltage - expected).max() < 5e-3 * 2.0 / size
    assert found.potential == pytest.approx(0.5, abs=1e-9)


def test_floor_of_a_channel_is_a_fin():
    """In a channel much lower than its decay length
    u - Phi = V/2 sinh(x / l) / sinh(a / l), l^2 = sigma h / G.
    """
    a, h, G, sigma = 1.0, 0.02, 0.05, 1.0
    corners = [(-a, 0), (a, 0), (a, h), (-a, h)]
    liquid = solved(loop(corners, [FILM, B, WALL, A], [160, 12, 160, 12]), sigma)
    found = floated(liquid, LinearExchange(G))
    x, decay = liquid.boundary.middle[liquid.boundary.film][:, 0], np.sqrt(sigma * h / G)
    expected = 0.5 * np.sinh(x / decay) / np.sinh(a / decay)
    assert np.abs(found.interface_voltage - expected).max() < 5e-3 * 0.5


def thin_plate(tilt: float, thickness: float, kinds: list[int], n: int = 64) -> Liquid:
    """A plate of length 2 in a cell of 60 by 60, at an angle."""
    t = np.array([np.cos(tilt), np.sin(tilt)])
    down = np.array([t[1], -t[0]]) * thickness
    c = np.array([30.0, 30.0])
    corners = [c - t, c + t, c + t + down, c - t + down]
    ends = [(float(x), float(y)) for x, y in corners]
    return solved(rectangle(60.0, 60.0, 24) + loop(ends, kinds, [n, 8, n, 8]))


@pytest.mark.parametrize("tilt", [0.3, 1.0, np.pi / 2, 2.5])
def test_tilted_plate_that_passes_nothing(tilt: float):
    """Between its faces an insulating plate takes
    2 E_n sqrt(a^2 - s^2), E_n the field across it.
    """
    liquid = thin_plate(tilt, 0.01, [WALL] * 4)
    u = liquid.potential @ np.array([1.0, 0.0])
    plate = u[-144:]
    front, back = plate[:64], plate[72:136][::-1]
    middle = liquid.boundary.middle[-144:-80]
    s = (middle - 30.0) @ np.array([np.cos(tilt), np.sin(tilt)])
    across = -np.sin(tilt) / 60.0  # E = 1/60 along x on the normal of the front
    expected = -2.0 * across * np.sqrt(1 - s**2)
    inner = np.abs(s) < 0.9
    jump = front - back
    assert np.abs(jump - expected)[inner].max() < 0.035 * 2.0 / 60.0


def test_thin_plate_along_the_field_that_passes_nothing_is_not_seen():
    """A film that can only be polarized takes the mean potential beside it, eta = E x.

    The remaining disturbance falls with its thickness.
    """
    left = []
    for thickness in (0.04, 0.02, 0.01):
        liquid = thin_plate(0.0, thickness, [FILM, WALL, WALL, WALL])
        found = floated(liquid, LinearExchange(1e-9))
        x = liquid.boundary.middle[liquid.boundary.film][:, 0] - 30.0
        left.append(np.abs(found.interface_voltage - x / 60.0).max() * 60.0)
        assert found.potential == pytest.approx(0.5, abs=1e-6)
        assert found.interface_voltage[0] < 0 < found.interface_voltage[-1]
    assert left[-1] < 0.05
    assert left[0] > 1.5 * left[1] > 2.2 * left[2]


def test_plate_that_cannot_be_polarized_takes_the_field_over_its_length():
    """Both faces of a floating plate of length 2 a take 2 sigma E a over either half."""
    liquid = thin_plate(0.0, 0.01, [FILM] * 4)
    found = floated(liquid, LinearExchange(np.inf))
    lengths = coupling_of(liquid).lengths
    x = liquid.boundary.middle[liquid.boundary.film][:, 0] - 30.0
    assert (found.counter_current * lengths)[x > 0].sum() == pytest.approx(2 / 60, rel=0.02)


def test_field_is_the_gradient_and_carries_the_current():
    liquid = strip(32, 0.9, 1.0)
    found = floated(liquid, LinearExchange(2.0))
    sources = np.concatenate([[1.0, 0.0], found.counter_current])
    points, d = np.array([[0.3, 0.4], [-2.0, 0.9], [1.1, 0.2]]), 1e-6
    E = field_at(liquid, points, sources)
    for k in range(2):
        step = np.eye(2)[k] * d
        up, down = (potential_at(liquid, points + s, sources) for s in (step, -step))
        assert E[:, k] == pytest.approx(-(up - down) / (2 * d), abs=1e-8)
    # Far from the plate the field is uniform, and carries the current of the electrodes.
    current = liquid.electrode_currents(sources)[0]
    assert field_at(liquid, np.array([[-3.6, 0.5]]), sources)[0] == pytest.approx(
        [current, 0.0], abs=3e-3 * current
    )


@pytest.mark.parametrize("distance", [1e-4, 3e-3, 0.03, 0.3])
def test_field_is_right_beside_a_wall_too(distance: float):
    """Field under the ceiling of the strip, from much closer than an element (up to 0.11) on.

    E = E_0 (t - 1) / sqrt((t - 1/p)(t - p)), t = exp(pi z / h), by the conformal map of the plate.
    """
    a, h = 0.9, 1.0
    liquid = strip(32, a, h)
    found = floated(liquid, LinearExchange(np.inf))
    sources = np.concatenate([[1.0, 0.0], found.counter_current])
    x = np.linspace(-1.8, 1.8, 301)
    t, p = np.exp(np.pi * (x + 1j * (h - distance)) / h), np.exp(np.pi * a / h)
    root = np.sqrt(t - 1 / p) * np.sqrt(t - p)
    exact = np.conj((t - 1) / root) * liquid.electrode_currents(sources)[0] / h
    points = np.stack([x, np.full_like(x, h - distance)], axis=1)
    E = field_at(liquid, points, sources) @ np.array([1.0, 1j])
    assert np.abs(E - exact).max() < 0.08 * np.abs(exact).max()
    assert np.sqrt(np.mean(np.abs(E - exact) ** 2)) < 0.02 * np.abs(exact).max()
    u = potential_at(liquid, points, sources)
    along = np.concatenate(
        [[0.0], np.cumsum(0.5 * (exact.real[1:] + exact.real[:-1]) * np.diff(x))]
    )
    assert np.abs(u[0] - u - along).max() < 4e-4


def test_butler_volmer_is_linear_near_rest_and_logarithmic_far_from_it():
    liquid = strip(16, 0.9, 1.0)
    law = ButlerVolmer(1e-3, 298.15)
    near = floated(liquid, law, volts=1e-6)
    linear = floated(liquid, LinearExchange(1e-3 / 0.025692579), volts=1e-6)
    assert near.interface_voltage == pytest.approx(linear.interface_voltage, rel=1e-6)
    far = floated(liquid, law, volts=30.0)
    at_end = far.counter_current[-1] / 2e-3
    assert far.interface_voltage[-1] == pytest.approx(0.051385158 * np.log(2 * at_end), rel=1e-3)
    assert wagner_number(2.0, law, 0.5) == pytest.approx(2.0 * 0.025692579 / 1e-3 / 0.5, rel=1e-6)


def test_stored_products_hold_against_what_made_them():
    """Without drive and ions the stored voltage alone drives the current.

    It discharges to its mean with G / C.
    """
    liquid = strip(16, 0.9, 1.0)
    coupling, law, C = coupling_of(liquid), LinearExchange(1e-4), 1e-2
    U, none, dt = np.linspace(-1, 1, 16), np.zeros(16), 0.1
    mean = coupling.lengths @ U / coupling.lengths.sum()
    for _ in range(100):
        U = float_conductor(coupling, np.zeros(2), law, none, U, dt / C).stored
    expected = mean + (np.linspace(-1, 1, 16) - mean) / (1 + 1e-4 * dt / C) ** 100
    assert pytest.approx(expected, abs=2e-3) == U
    assert coupling.lengths @ U / coupling.lengths.sum() == pytest.approx(mean, abs=1e-12)
