"""Derivatives of the front model against differences of its runs, at steps too small to matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from films import NM, film_point

from nmhts.errors import SimulationError
from nmhts.simulation.films.film_moves import FilmMove, duration_move, voltage_move
from nmhts.simulation.films.front_derivatives import PUSHED, push_fronts, push_fronts_along
from nmhts.simulation.films.front_model import simulate_fronts
from nmhts.simulation.films.plane_model import FilmState, KineticsPoint
from nmhts.simulation.protocols.waveform import Protocol

TIGHT = 1e-8
TIMES = (0.0, 0.5, 4.0, 7.9, 9.0, 11.0)
PROTOCOL = "hold -5 V for 8 s; hold +3 V for 4 s"


def moved(point: KineticsPoint, name: str, change: float) -> KineticsPoint:
    """The film with one number increased by a share."""
    if name == "voltage":
        protocol = point.protocol
        start, end = (
            tuple(v * (1.0 + change) for v in ends) for ends in (protocol.v_start, protocol.v_end)
        )
        return replace(point, protocol=Protocol(protocol.nodes, start, end, protocol.clauses))
    if name in ("thickness", "temperature"):
        return replace(point, **{name: getattr(point, name) * (1.0 + change)})
    sheet = "nitride" if name in point.nitride else "gate"
    values = dict(getattr(point, sheet))
    values[name] *= 1.0 + change
    return replace(point, **{sheet: values})


def value(point: KineticsPoint, name: str) -> float:
    if name == "voltage":
        return 1.0
    if name in ("thickness", "temperature"):
        return getattr(point, name)
    return point.nitride[name] if name in point.nitride else point.gate[name]


# Transport, gate, thickness and all; the last three act on magnetism alone.
NUMBERS = (
    "exit_barrier", "migration_barrier", "interaction_energy", "gradient_energy",
        "screening_length_nitride", "screening_length_metal", "initial_occupancy",
    "plane_spacing", "metal_site_density", "film_permittivity", "area_resistance",
        "stern_thickness", "stern_share", "adsorbed_capacity",
    "temperature", "thickness", "voltage", "metal_moment", "curie_temperature", "moment_extinction",
)  # fmt: skip


@pytest.mark.parametrize("name", NUMBERS)
def test_derivative_is_that_of_differences(name: str):
    point = film_point("CoN", 20 * NM, PROTOCOL, times=TIMES)
    _, moves = push_fronts([point], [name], TIGHT)
    size = 1e-5
    ends = [simulate_fronts([moved(point, name, s)], TIGHT, profiles=False) for s in (size, -size)]
    for series in PUSHED:
        slope = (ends[0][series] - ends[1][series])[0] / (2 * size * value(point, name))
        found = moves[series][0, 0]
        np.testing.assert_array_equal(np.isnan(slope), np.isnan(found))
        if np.all(np.isnan(slope)):
            continue
        scale = np.nanmax(np.abs(slope))
        if scale * value(point, name) < 1e-6 * np.nanmax(np.abs(ends[0][series])):
            # Only the rounding of the difference.
            continue
        # The current right at the start is V / R_A, and within steps that of an interpolation;
        # differences of D carry some noise of the steps.
        bar = {"current_density": 2e-2, "stern_drop": 1e-3}.get(series, 2e-4)
        assert np.nanmax(np.abs(found - slope)) < bar * scale, series


def test_remainder_is_of_second_order():
    """Along all numbers at once, over two decades."""
    point = film_point("CoN", 20 * NM, "hold -5 V for 8 s", times=(0.0, 4.0, 8.0))
    names = ("exit_barrier", "thickness", "voltage", "temperature", "stern_thickness")
    signs = (1.0, -1.0, -1.0, 1.0, -1.0)
    outputs, moves = push_fronts([point], names, TIGHT)
    along = sum(
        sign * moves["charge"][0, m, -1] * value(point, name)
        for m, (name, sign) in enumerate(zip(names, signs, strict=True))
    )
    sizes, rest = np.array([1e-2, 3e-3, 1e-3, 3e-4]), []
    for size in sizes:
        changed = point
        for name, sign in zip(names, signs, strict=True):
            changed = moved(changed, name, sign * size)
        end = simulate_fronts([changed], TIGHT, profiles=False)["charge"][0, -1]
        rest.append(abs(end - outputs["charge"][0, -1] - size * along))
    order = np.polyfit(np.log(sizes), np.log(rest), 1)[0]
    assert order == pytest.approx(2.0, abs=0.1)


def test_directions_do_not_see_each_other():
    """One direction alone or among others,
    one film alone or among others: the same to the last bit.
    """
    points = [film_point("CoN", L * NM, PROTOCOL, times=TIMES) for L in (5, 20, 30)]
    _, alone = push_fronts(points[1:2], ["temperature"])
    _, together = push_fronts(points, ["exit_barrier", "temperature", "thickness"])
    for series in PUSHED:
        np.testing.assert_array_equal(alone[series][0, 0], together[series][1, 1])


def test_unknown_number_is_named():
    point = film_point("CoN", 20 * NM, "hold -5 V for 1 s", times=(0.0, 1.0))
    with pytest.raises(SimulationError, match=r"thicknes.*thickness"):
        push_fronts([point], ["thicknes"])


def changed_protocol(point: KineticsPoint, move: FilmMove, size: float) -> KineticsPoint:
    """The film with its protocol and records moved along a direction."""
    own = point.protocol
    parts = [
        tuple(np.array(values) + size * np.array(given if given is not None else 0.0))
        for values, given in (
            (own.nodes, move.nodes),
            (own.v_start, move.v_start),
            (own.v_end, move.v_end),
            (point.times, move.times),
        )
    ]
    nodes, v_start, v_end, times = parts
    return replace(point, protocol=Protocol(nodes, v_start, v_end, own.clauses), times=times)


RAMP = "hold -5 V for 4 s; ramp to -3 V in 2 s; hold +3 V for 4 s"
LATE = (0.5, 3.0, 4.5, 5.9, 6.5, 9.0)


@pytest.mark.parametrize(
    "make",
    [
        lambda p: voltage_move(p, [0]),
        lambda p: voltage_move(p, [1, 2]),
        lambda p: duration_move(p, 0),
        lambda p: duration_move(p, 1),
        lambda p: FilmMove(times=[0.0, 1.0, 0.0, 0.0, 0.0, -1.0]),
        lambda p: FilmMove(nodes=[0.0, 1.0, 0.0, 0.0]),
    ],
    ids=["voltage", "two voltages", "first duration", "duration of a ramp", "times", "a node"],
)
@pytest.mark.parametrize("started", [False, True])
def test_derivative_along_the_protocol_is_that_of_differences(make: Callable, started: bool):
    """Also of a film that goes on from another run."""
    point = film_point("CoN", 20 * NM, RAMP, times=LATE)
    starts = None
    if started:
        grown = film_point("CoN", 20 * NM, "hold -4 V for 3 s", times=(0.0, 3.0))
        end = simulate_fronts([grown], TIGHT)
        occupancy = end["nitrogen_occupancy"][0, -1]
        starts = [FilmState(occupancy, 0.3, 2.0, 0.01, float(end["stern_drop"][0, -1]))]
    move, size = make(point), 1e-5
    _, found = push_fronts_along([point], [[move]], TIGHT, starts=starts)
    ends = [
        simulate_fronts([changed_protocol(point, move, s)], TIGHT, starts=starts, profiles=False)
        for s in (size, -size)
    ]
    for series in ("charge", "nitrogen_reservoir", "magnetization", "front_position"):
        slope = (ends[0][series] - ends[1][series])[0] / (2 * size)
        scale = np.nanmax(np.abs(slope))
        assert scale > 0
        # Differences of D carry some noise of the steps.
        assert np.nanmax(np.abs(found[series][0, 0] - slope)) < 1e-3 * scale, series


def test_derivative_along_many_numbers_is_the_sum_of_theirs():
    """As that by a composition, with which all numbers of a sheet change."""
    points = [film_point("CoN", L * NM, PROTOCOL, times=TIMES) for L in (12, 20)]
    names = ("exit_barrier", "gradient_energy", "temperature", "metal_moment", "thickness")
    rates = [
        {name: (k + 1.0) * 0.1 * value(point, name) for k, name in enumerate(names)}
        for point in points
    ]
    _, along = push_fronts_along(points, [[FilmMove(own)] for own in rates], 1e-4)
    _, each = push_fronts(points, names, 1e-4)
    for series in PUSHED:
        for i, own in enumerate(rates):
            total = sum(own[name] * each[series][i, m] for m, name in enumerate(names))
            size = sum(np.abs(own[name] * each[series][i, m]) for m, name in enumerate(names))
            np.testing.assert_array_equal(np.isnan(total), np.isnan(along[series][i, 0]))
            apart = np.nan_to_num(np.abs(along[series][i, 0] - total))
            assert np.all(apart <= 1e-9 * np.nan_to_num(size)), series


def test_wrong_directions_are_named():
    point = film_point("CoN", 20 * NM, PROTOCOL, times=TIMES)
    for moves, message in (
        ([], "moves: none for 1 films"),
        ([[FilmMove()], [FilmMove()]], "moves: 1, 1 for 1 films"),
        ([[FilmMove({"exit_barier": 1.0})]], "did you mean 'exit_barrier'"),
        ([[FilmMove(nodes=[0.0, 1.0])]], "nodes of a direction: 2, not 3"),
    ):
        with pytest.raises(SimulationError, match=message):
            push_fronts_along([point], moves)
    with pytest.raises(SimulationError, match="piece 2 of the voltage: allowed are 0 to 1"):
        duration_move(point, 2)
