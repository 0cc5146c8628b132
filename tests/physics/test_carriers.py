"""Films given by their carriers.

The same as films given by a length; an optimum between metal and insulator; exact gradients.
"""

from __future__ import annotations

import numpy as np
import pytest
from films import NM, ROOM, film_point
from scipy import constants

from nmhts.materials.library import find_nitride
from nmhts.physics.transport.screening import carriers_of
from nmhts.simulation.derivatives.forward_mode import push_forward
from nmhts.simulation.derivatives.reverse_mode import pull_back, record_batch, run_again
from nmhts.simulation.films.plane_model import KineticsPoint, simulate_batch
from nmhts.simulation.outcomes.regimes import BY_NAME

OWN = float(carriers_of(60 * NM, find_nitride("CoN")["film_permittivity"], ROOM))


def test_the_same_film_by_length_carriers_and_resistivity():
    protocol, mobility = "hold -5 V for 20 s; hold 3 V for 2 s", 2e-4
    ways = [
        {"screening_length_nitride": 60 * NM},
        {"carrier_density": OWN},
        {"resistivity": 1 / (constants.e * OWN * mobility), "carrier_mobility": mobility},
    ]
    runs = simulate_batch([film_point("CoN", 20 * NM, protocol, nitride=way) for way in ways], 1e-6)
    for name in ("magnetization", "charge", "stern_drop"):
        for other in runs[name][1:]:
            np.testing.assert_allclose(other, runs[name][0], rtol=1e-6, atol=1e-12, err_msg=name)


def test_too_metallic_and_too_insulating_films_both_lose():
    """Carriers over eight decades, resistivity over as many at equal mobility.

    One interior maximum of M and of the rate, for two reasons.
    """
    factors = 10.0 ** np.array([-4, -3, -2, -1, 0, 1, 2, 3, 4])
    points = [
        film_point(
            "CoN",
            85 * NM,
            "hold -6 V for 10 min",
            per_clause=60,
            nitride={"carrier_density": OWN * f},
        )
        for f in factors
    ]
    runs = simulate_batch(points)
    M = runs["magnetization"][:, -1]
    assert np.all(runs["status"] == 0)
    best = int(np.argmax(M))
    assert 2 <= best <= 6
    assert np.all(np.diff(M[: best + 1]) > 0)
    assert np.all(np.diff(M[best:]) < 0)
    assert M[0] < M[best] / 1.3
    assert M[-1] < M[best] / 1.3
    # Metallic: N leaves more easily, but from the top down, as no field reaches the bulk.
    first = runs["nitrogen_reservoir"][:, 5]
    assert first[-1] > first[best]
    gone = 1.0 - runs["nitrogen_occupancy"][:, 20, :]
    top, bottom = gone[:, 320:340].sum(axis=1), gone[:, :20].sum(axis=1)
    assert top[-1] > 5 * bottom[-1]
    assert bottom[best] > 5 * top[best]
    assert runs["regime"][-1] & BY_NAME["screened"].flag
    assert runs["regime"][best] == 0
    # Insulating: the film takes the voltage and the Stern layer starves.
    drop = np.array(
        [np.interp(1.0, t, d) for t, d in zip(runs["time"], runs["stern_drop"], strict=True)]
    )
    assert np.all(np.diff(drop) > 0)
    assert drop[0] < 0.12 * 6 < drop[-1]


def numbers_of(point: KineticsPoint, **changes: float) -> KineticsPoint:
    """The same film with numbers of its sheets, or its temperature, changed."""
    sheets = {"nitride": dict(point.nitride), "gate": dict(point.gate)}
    temperature = changes.pop("temperature", point.temperature)
    for name, value in changes.items():
        next(sheet for sheet in sheets.values() if name in sheet)[name] = value
    return KineticsPoint(
        sheets["nitride"], sheets["gate"], point.thickness, temperature, point.protocol, point.times
    )


CELL = {"contact_resistance": 0.2, "electrolyte_share": 0.7}
CASES = {
    "carriers": ({"carrier_density": OWN}, ("carrier_density", "film_permittivity", "temperature")),
    "resistivity": (
        {"resistivity": 3.0, "carrier_mobility": 2e-4},
        ("resistivity", "carrier_mobility", "film_permittivity", "temperature"),
    ),
    "cell": (
        {},
        (
            "contact_resistance",
            "electrolyte_share",
            "conductivity_activation",
            "area_resistance",
            "temperature",
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_gradients_by_carriers_and_by_the_cell(case: str):
    """Two-sided differences with the steps frozen, away from room temperature;
    forward and backward say the same.
    """
    way, names = CASES[case]
    # Voltage steps in a cell slow enough for its resistance to matter.
    protocol = "hold -6 V for 2 s; rest 0.2 s; hold 3 V for 0.5 s"
    point = film_point(
        "CoN", 10 * NM, protocol, per_clause=6, temperature=310.0, nitride=way, gate=CELL
    )
    recorded = record_batch([point])
    rng = np.random.default_rng(4)
    weights = {}
    for name in ("charge", "stern_drop", "nitrogen_occupancy"):
        values = recorded.outputs[name]
        weights[name] = rng.normal(size=values.shape) / np.abs(values).max()
    back, (_, ahead) = pull_back(recorded, weights), push_forward([point], names)

    def value(changed: KineticsPoint) -> float:
        outputs = run_again(recorded, [changed])
        return sum(float(np.sum(outputs[name] * weight)) for name, weight in weights.items())

    for m, name in enumerate(names):
        by = back.temperature if name == "temperature" else {**back.nitride, **back.gate}[name]
        own = point.temperature if name == "temperature" else {**point.nitride, **point.gate}[name]
        forward = sum(np.sum(weights[output] * ahead[output][:, m]) for output in weights)
        assert by[0] != 0.0
        assert forward == pytest.approx(by[0], rel=1e-9), name
        best = np.inf
        for size in (1e-3, 1e-4, 1e-5, 1e-6):
            ends = [value(numbers_of(point, **{name: own * (1 + s)})) for s in (size, -size)]
            best = min(best, abs((ends[0] - ends[1]) / (2 * size * own) / by[0] - 1.0))
        assert best < 1e-6, (name, best)


def test_a_batch_of_films_that_screen_in_different_ways_has_gradients():
    """Each film as if alone, by all the numbers that they state."""
    protocol = "hold -5 V for 1 s"
    ways = [{}, {"carrier_density": OWN}, {"resistivity": 3.0, "carrier_mobility": 2e-4}]
    points = [film_point("CoN", 3 * NM, protocol, per_clause=3, nitride=way) for way in ways]

    def of(films: list[KineticsPoint]) -> list[dict]:
        recorded = record_batch(films)
        gradient = pull_back(recorded, {"charge": np.ones(recorded.outputs["charge"].shape)})
        found = {**gradient.nitride, **gradient.gate, "temperature": gradient.temperature}
        return [{name: by[i] for name, by in found.items()} for i in range(len(films))]

    together = of(points)
    for point, found in zip(points, together, strict=True):
        (alone,) = of([point])
        assert set(found) == set(alone) - {
            "screening_length_nitride",
            "carrier_density",
            "resistivity",
            "carrier_mobility",
        }
        for name in found:
            assert found[name] == alone[name], name
