"""A point of a map over its time limit is stopped alone, without a machine-dependent number."""

from __future__ import annotations

import time

import numpy as np
import pytest

from harmful_database import HARMFUL
from nmhts.numerics.watch import NOBODY, new_watch
from nmhts.simulation.outcomes.time_limit import Watchdog
from nmhts.simulation.phases.equilibria import PhasePoint, equilibrium_batch
from nmhts.simulation.phases.status import OK, OUTSIDE_ASSESSMENT, TIME_LIMIT


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("harmful") / "harmful.tdb"
    path.write_text(HARMFUL, encoding="utf-8")
    return str(path)


def assert_same_rows(
    batch: dict[str, np.ndarray], alone: dict[str, np.ndarray], rows: list[int]
) -> None:
    for name, values in batch.items():
        for row in rows:
            np.testing.assert_array_equal(values[row], alone[name][row], err_msg=name)


def assert_nothing_known(batch: dict[str, np.ndarray], row: int) -> None:
    for name, values in batch.items():
        if name != "status":
            assert (np.isnan(values[row]) | (values[row] == -1)).all(), name


@pytest.mark.parametrize("share", [0.1, 0.45], ids=["in the plane", "while phases are asked"])
def test_a_point_over_its_limit_is_given_up_alone(database: str, share: float):
    quick, endless = (
        PhasePoint(database, (), {"Co": 0.5, "Fe": 0.5}, T, nitrogen_to_metal=0.1)
        for T in (700.0, 10.0)
    )
    points = [quick, endless, quick]
    free = equilibrium_batch(points)
    begin = time.thread_time()
    equilibrium_batch([endless])
    takes = time.thread_time() - begin
    with Watchdog(share * takes, lanes=1) as watchdog, watchdog.watching() as watch:
        begin = time.thread_time()
        batch = equilibrium_batch(points, watch)
        # The three points together take less than the one alone would have.
        assert time.thread_time() - begin < takes
    assert free["status"].tolist() == [OK, OUTSIDE_ASSESSMENT, OK]
    assert batch["status"].tolist() == [OK, TIME_LIMIT, OK]
    assert_same_rows(batch, free, [0, 2])
    assert_nothing_known(batch, 1)


@pytest.mark.parametrize("frozen", [False, True])
def test_every_point_of_a_batch_has_a_number_of_its_own(frozen: bool):
    """Points with and without N are solved one group after the other;
    the watch distinguishes them all.
    """
    points = [
        PhasePoint(
            "cofemnn", (), {"Co": 0.9, "Mn": 0.1}, 700.0, nitrogen_to_metal=n, frozen_metals=frozen
        )
        for n in (0.0, 0.1, 0.0, 0.2)
    ]
    free = equilibrium_batch(points)
    assert free["status"].tolist() == [OK] * 4
    lost = []
    for number in range(4):
        watch = new_watch(1)
        watch[1, 0] = number
        batch = equilibrium_batch(points, watch)
        (row,) = np.flatnonzero(batch["status"] == TIME_LIMIT)
        lost.append(int(row))
        assert_same_rows(batch, free, [k for k in range(4) if k != row])
        assert_nothing_known(batch, int(row))
        assert watch[0, 0] == NOBODY
    assert lost == [0, 2, 1, 3]
