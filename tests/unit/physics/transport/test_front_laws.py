"""Laws of the front model against the plane model's equations,
diffusion and drift, and differences.
"""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.optimize import brentq

import reference_cell
from nmhts.numerics import jax_number
from nmhts.numerics.compiled import entry
from nmhts.numerics.lanes import WIDTH, load
from nmhts.numerics.tracing import number
from nmhts.physics.transport import front_law, front_step
from nmhts.physics.transport.equations import SINGLE
from nmhts.physics.transport.front_law import Bulk, FrontRows, FrontState
from nmhts.physics.transport.front_profile import (
    SAMPLES,
    fill_profiles,
    fill_samples,
    split_profile,
)
from nmhts.physics.transport.front_records import METAL_OUT, N_OUT, PARKED_OUT, VACANT_OUT
from nmhts.physics.transport.front_state import (
    DILUTE,
    METAL,
    NITRIDE,
    SIZE,
    FrontParameters,
    binodal,
    front_parameters,
)
from nmhts.physics.transport.parameters import film_parameters
from nmhts.physics.transport.printed import front as printed
from nmhts.physics.transport.state import PADDING, PLANES, STERN, Extent
from nmhts.simulation.films.front_model import simulate_fronts
from nmhts.simulation.films.plane_model import KineticsPoint
from nmhts.simulation.protocols.text import parse_protocol

ROOM = 298.15


def parameters(planes: float = 80.0, gate: str = "propylene carbonate", **changes: float):
    nitride, sheet = reference_cell.nitride(), reference_cell.gate(gate)
    nitride.update({k: v for k, v in changes.items() if k in nitride})
    p = film_parameters(nitride, sheet, ROOM)
    return FrontParameters(*map(float, front_parameters(p, planes)))


def bulk(p: FrontParameters, P: float, W: float, c: float, drop: float) -> Bulk:
    return front_law.bulk(number, p, P, W, c, drop, outward=drop >= 0.0)


def rates(p: FrontParameters, x: np.ndarray, voltage: float) -> np.ndarray:
    state = FrontState(x[0], x[1], x[2], x[3], x[4], x[6], voltage)
    rows = front_law.front_rows(number, state, p, outward=x[6] >= 0.0)
    f = np.zeros(SIZE)
    f[[0, 2, 5, 6]] = rows.flux, rows.dilute_rate, rows.loss, rows.charging
    f[1], f[3] = rows.exit_flux - rows.flux, rows.exit_flux - rows.dissolution
    f[4] = rows.dissolution - rows.loss
    return f


@entry
def rates_of_lanes(table, x, voltages, out):
    front_step.rates(front_step.parameters_of(table, 0), x, load(voltages, 0), out)


@entry
def matrix_of(table, x, voltage, inverse, f, matrix):
    front_step.linearise(
        front_step.parameters_of(table, 0), x, load(voltage, 0), load(inverse, 0), f, matrix
    )


def states(count: int, planes: float = 80.0) -> np.ndarray:
    """Random films of all kinds [count, SIZE]."""
    rng = np.random.default_rng(3)
    share = rng.uniform(0.0, 1.0, count)
    out = np.empty((count, SIZE))
    out[:, 0] = share * planes * 0.98
    out[:, 1] = rng.uniform(0.0, 0.2, count) * (1.0 - share) * planes
    out[:, 2] = rng.uniform(0.0, 0.05, count)
    out[:, 3] = rng.uniform(0.0, 2.5, count)
    out[:, 4] = rng.uniform(0.0, planes, count)
    out[:, 5] = rng.uniform(0.0, 1.0, count)
    out[:, 6] = rng.uniform(-2.0, 4.0, count)
    return out


def test_binodal_solves_its_equation():
    for omega in (2.1, 3.0, 4.0, 6.0):
        y = brentq(
            lambda y, o=omega: np.log((1 - y) / y) - o * (1 - 2 * y),
            1e-9,
            0.5 * (1 - np.sqrt(1 - 2 / omega)),
        )
        assert binodal(omega) == pytest.approx(y, rel=1e-12)
    # Complex parts are derivatives.
    slope = np.imag(binodal(4.0 + 1e-30j)) / 1e-30
    assert slope == pytest.approx((binodal(4.0 + 1e-5) - binodal(4.0 - 1e-5)) / 2e-5, rel=1e-8)


def test_without_two_phases_there_is_no_front():
    assert np.isnan(parameters(interaction_energy=1.9 * 1.380649e-23 * ROOM).binodal)


@pytest.mark.parametrize("gate", ["propylene carbonate", "propylene carbonate, side contact"])
@pytest.mark.parametrize("metal", [0, 6, 40, 74])
def test_potential_is_that_of_the_planes(gate: str, metal: int):
    """A sharp profile of planes: metal screening up to the front, nitride above."""
    n, drop = 80, 0.7
    p = parameters(n, gate)
    x = np.zeros(PLANES + 2 * n + PADDING)
    x[STERN] = drop
    # Planes count from the gate down. Metal screens from 0.3 planes below the front on: halfway
    # between two planes.
    y = np.where(np.arange(n) >= n - metal, p.binodal, 1.0 - p.binodal)
    x[PLANES : PLANES + 2 * n : 2] = y
    SINGLE.screened_potential(p, Extent(n, n - 2, float(n), None), x, np.zeros(n))
    film = bulk(p, (metal + (0.3 if metal else 0.0)) * (1.0 - 0.01), 0.1, 0.01, drop)
    assert film.phi == pytest.approx(x[PLANES + 1], rel=2e-3)


def test_without_field_vacancies_diffuse():
    """Linear profile from a wall held at the binodal, closed at the gate:
    flux 2 Gamma (mean - binodal) / length.
    """
    p = parameters(400.0)
    P, length = 100.0, 300.0
    for mean in (0.5, 1.5):
        W = mean * p.binodal * length
        film = bulk(p, P, W, 0.0, 0.0)
        crowding = 1.0 / (1.0 + mean * p.binodal) if mean > 1 else 1.0 - mean * p.binodal / 0.6
        expected = 2.0 * p.hop_rate * (mean - 1.0) * p.binodal / length * crowding
        assert film.flux == pytest.approx(expected, rel=6e-3)


def test_in_a_field_vacancies_drift():
    """Many k_B T over the nitride:
    flux = vacancies per plane times hop rate times 2 sinh(f / 2).
    """
    p = parameters(80.0)
    W, drop = 1.0, 0.6
    film = bulk(p, 30.0, W, 0.0, drop)
    # Over the nitride alone the potential falls nearly evenly: it is thin compared with its
    # screening length.
    force = p.z_e_kT * film.phi / (film.nitride + 1.5)
    expected = W / (film.nitride + 0.25) * p.hop_rate * 2.0 * np.sinh(0.5 * force)
    held = p.binodal * p.hop_rate * 2.0 * np.sinh(0.5 * force) / force / film.nitride
    assert film.flux == pytest.approx(expected - held, rel=0.06)


def test_lanes_are_single_films():
    films = states(WIDTH)
    ps = [parameters(60.0 + 5 * i) for i in range(WIDTH)]
    table, x = np.array(ps).T.ravel().copy(), films.T.ravel().copy()
    out, voltages = np.zeros(SIZE * WIDTH), np.linspace(-6.0, 6.0, WIDTH)
    rates_of_lanes(table, x, voltages, out)
    for i in range(WIDTH):
        expected = rates(ps[i], films[i], voltages[i])
        np.testing.assert_allclose(out[i::WIDTH], expected, rtol=1e-10, atol=1e-12)


def test_matrix_is_the_derivative():
    """inverse - df/dx against central differences,
    each entry within 1e-5 of the largest of its row.
    """
    films = states(5 * WIDTH)
    p = parameters()
    table = np.repeat(np.array(p), WIDTH)
    for begin in range(0, len(films), WIDTH):
        block = films[begin : begin + WIDTH]
        matrix = np.zeros(SIZE * SIZE * WIDTH)
        flat, voltage, f = block.T.ravel().copy(), np.full(WIDTH, -4.0), np.zeros(SIZE * WIDTH)
        matrix_of(table, flat, voltage, np.full(WIDTH, 2.0), f, matrix)
        matrix = matrix.reshape(SIZE, SIZE, WIDTH)
        for i, x in enumerate(block):
            for k in range(SIZE):
                size = 1e-6 * (abs(x[k]) + 1e-2)
                up, down = x.copy(), x.copy()
                up[k] += size
                down[k] -= size
                slope = (np.array(rates(p, up, -4.0)) - np.array(rates(p, down, -4.0))) / (2 * size)
                expected = 2.0 * (np.arange(SIZE) == k) - slope
                scale = np.abs(matrix[:, :, i]).max(axis=1) + 1e-9
                assert (np.abs(matrix[:, k, i] - expected) / scale).max() < 1e-5


def test_amounts_add_up():
    """N that leaves the film arrives outside; N that enters the metal leaves the nitride."""
    p = parameters()
    for x in states(50):
        dP, dW, _, ds, dr, dl, _ = rates(p, x, -5.0)
        scale = max(abs(dP), abs(dW), abs(ds), abs(dr))
        assert abs(dP + dW - ds - dr - dl) < 1e-12 * scale


def record(P: float, W: float, c: float, parked: float = 0.0, n: float = 80.0) -> np.ndarray:
    film = bulk(parameters(n), P, W, c, -0.5 if parked else 0.5)
    out = np.zeros(N_OUT)
    out[[METAL, NITRIDE, DILUTE]] = P, W, c
    out[[METAL_OUT, PARKED_OUT, VACANT_OUT]] = film.metal, parked or film.parked, film.vacancies
    return out


RECORDS = [(0.0, 0.16, 0.0), (0.3, 0.5, 0.0), (5.2, 1.0, 0.001), (40.0, 1.5, 0.01),
    (70.0, 0.3, 0.02), (79.9, 0.001, 0.0)]  # fmt: skip


@pytest.mark.parametrize("amounts", RECORDS)
def test_profiles_hold_the_vacancies_of_the_record(amounts: tuple[float, float, float]):
    occupancy = np.full((1, 1, 80), np.nan)
    fill_profiles(record(*amounts)[None, None], np.array([80]), np.array([1.2]), occupancy)
    y = occupancy[0, 0]
    assert np.all((y >= 0.0) & (y <= 1.0))
    assert np.sum(1.0 - y) == pytest.approx(amounts[0] + amounts[1], abs=1e-11)


@pytest.mark.parametrize("amounts", RECORDS[2:])
def test_profile_stands_for_the_record_it_was_made_from(amounts: tuple[float, float, float]):
    occupancy = np.full((1, 1, 80), np.nan)
    fill_profiles(record(*amounts)[None, None], np.array([80]), np.array([1.2]), occupancy)
    P, W, c = split_profile(occupancy[0, 0])
    assert pytest.approx(amounts[0] + amounts[1], abs=1e-11) == P + W
    assert pytest.approx(amounts[0], abs=0.4) == P
    assert c == pytest.approx(amounts[2], abs=2e-3)


def test_samples_sum_like_planes():
    """A smooth function of occupancy that vanishes in the nitride,
    summed over planes and over samples.
    """
    rec = record(40.0, 1.0, 0.01)
    occupancy = np.full((1, 1, 80), np.nan)
    fill_profiles(rec[None, None], np.array([80]), np.array([1.2]), occupancy)

    def shape(y):
        return np.maximum(0.0, 1.0 - (y / 0.5) ** 2) ** 2

    coefficients = np.array(parameters(80.0)._replace(half_width=1.2))[None]
    y, weights = np.empty((2, 1, 1, SAMPLES))
    fill_samples(coefficients, rec[None, None], y, weights)
    assert np.sum(weights * shape(y)) == pytest.approx(np.sum(shape(occupancy)), abs=0.05)


def test_film_alone_is_the_film_in_a_batch():
    """To the last bit, whatever stands beside it."""

    def point(volts: float, thickness: float) -> KineticsPoint:
        protocol = parse_protocol(f"hold -{volts} V for 20 s; hold +3 V for 5 s")
        sheets = reference_cell.nitride(), reference_cell.gate()
        return KineticsPoint(*sheets, thickness, ROOM, protocol, (0.0, 3.0, 20.0, 22.0, 25.0))

    points = [point(2.0 + 0.3 * i, (5 + i) * 1e-9) for i in range(19)]
    together = simulate_fronts(points)
    for i in (0, 7, 18):
        alone = simulate_fronts([points[i]])
        for name, values in alone.items():
            beside = together[name][i : i + 1]
            if values.ndim > 1:
                beside = beside[..., : values.shape[-1]]
            np.testing.assert_array_equal(values, beside, err_msg=name)


@pytest.mark.parametrize("name", ["outward", "inward"])
def test_printed_derivatives_are_those_of_jax(name: str):
    """Rows, slopes, changes along directions and changes of slopes, from the same statement.

    JAX differentiates it on its own; equal within 1e-10 of the largest of a row.
    """
    rng = np.random.default_rng(5)
    plain = {
        what: getattr(printed, f"{name}_{what}")(number, lambda f: f)
        for what in ("rows", "linearized", "push", "bent")
    }

    def rows(x, p):
        state, coefficients = FrontState(*x), FrontParameters(*p)
        found = front_law.front_rows(jax_number, state, coefficients, outward=name == "outward")
        return jnp.stack([jnp.asarray(one) for one in found])

    def slopes(x, p):
        return jax.jacfwd(rows)(x, p)[:, :-1]

    along = jax.jit(
        lambda x, p, d, d_p: (
            rows(x, p),
            slopes(x, p),
            jax.jvp(rows, (x, p), (d, d_p))[1],
            jax.jvp(slopes, (x, p), (d, d_p))[1],
        )
    )
    size = len(FrontRows._fields)
    for state in states(12):
        p = parameters(80.0 + rng.uniform(-20.0, 20.0))
        drop = abs(state[6]) * (1.0 if name == "outward" else -1.0)
        values = [*state[:5].tolist(), float(drop), -4.0]
        x = FrontState(*values)
        d = FrontState(*(rng.normal(size=7) * np.maximum(np.abs(x), 0.1)).tolist())
        d_p = FrontParameters(*(0.1 * rng.normal(size=len(p)) * np.array(p)).tolist())
        theirs = along(jnp.array(x), jnp.array(p), jnp.array(d), jnp.array(d_p))
        found, by = plain["linearized"](p, x)
        ours = (
            np.array(found),
            np.array(by).reshape(size, -1),
            np.array(plain["push"](p, x, d, d_p)),
            np.array(plain["bent"](p, x, d, d_p)).reshape(size, -1),
        )
        assert plain["rows"](p, x) == pytest.approx(found, rel=1e-13)
        for one, other in zip(ours, theirs, strict=True):
            scale = np.abs(np.asarray(other)).reshape(size, -1).max(axis=1) + 1e-300
            apart = np.abs(one - np.asarray(other)).reshape(size, -1).max(axis=1) / scale
            assert apart.max() < 1e-10, (x, apart)
