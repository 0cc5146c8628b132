"""Random films far from the packaged ones reach the end of a hold, a rest and a reversal."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from nmhts.physics.transport import codes
from nmhts.simulation.films.plane_model import KineticsPoint, simulate_batch

EV = 1.602176634e-19
# Occupancies may leave [0, 1] by a little of the tolerance; the kernel gives up at 1e-3.
RTOL, OVERSHOOT = 1e-3, 1e-3
N_SETS = 60
BARRIERS = {
    "nitride": ("migration_barrier", "barrier_floor", "exit_barrier"),
    "gate": ("dissolution_barrier", "readsorption_barrier", "adsorption_energy"),
}


def random_film(seed: int, make_point: Callable[..., KineticsPoint]) -> KineticsPoint:
    rng = np.random.default_rng(seed)
    material = str(rng.choice(["CoN", "FeN"]))
    base = make_point(5e-9, material=material)
    nitride = {
        name: base.nitride[name] + rng.uniform(-0.1, 0.1) * EV for name in BARRIERS["nitride"]
    }
    gate = {name: base.gate[name] + rng.uniform(-0.1, 0.1) * EV for name in BARRIERS["gate"]}
    nitride["screening_length_nitride"] = np.exp(rng.uniform(np.log(0.5), np.log(1000))) * 1e-9
    gate["area_resistance"] = 10.0 ** rng.uniform(-3, 0)
    out, back = rng.uniform(1, 20, 2)
    return make_point(
        float(rng.choice([3, 5, 10, 20])) * 1e-9,
        f"hold -{out} V for 100 s; rest 100 s; hold {back} V for 100 s",
        material,
        nitride=nitride,
        gate=gate,
    )


@pytest.fixture(scope="module")
def batch(make_point: Callable[..., KineticsPoint]) -> dict[str, np.ndarray]:
    return simulate_batch([random_film(seed, make_point) for seed in range(N_SETS)], RTOL)


def test_all_reach_the_end(batch: dict[str, np.ndarray]):
    failed = np.flatnonzero(batch["status"] != codes.OK)
    assert failed.tolist() == []


def test_all_stay_physical(batch: dict[str, np.ndarray]):
    occupancy = batch["nitrogen_occupancy"]
    assert np.nanmin(occupancy) >= -OVERSHOOT
    assert np.nanmax(occupancy) <= 1 + OVERSHOOT
    for name in ("nitrogen_adsorbed", "nitrogen_reservoir", "nitrogen_lost"):
        scale = np.abs(batch[name]).max()
        assert batch[name].min() >= -OVERSHOOT * scale


def test_they_cover_films_that_switch_and_films_that_do_not(batch: dict[str, np.ndarray]):
    emptied = np.nanmin(batch["nitrogen_occupancy"], axis=(1, 2)) < 0.1
    assert 0.3 < emptied.mean() < 1.0
