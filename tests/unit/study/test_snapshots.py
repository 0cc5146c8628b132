"""Choice of recorded times that keep a profile:
equal shares of the moving nitrogen between them.
"""

from __future__ import annotations

import numpy as np

from nmhts.kinds.film_kinetics.snapshots import Snapshots, snapshot_steps

STEPS = 40
HOW = Snapshots(clauses=2, steps=STEPS, wanted=12)


def course(begin: int, end: int) -> np.ndarray:
    """A film whose nitrogen leaves evenly between two recorded steps of the first clause, and comes
    back evenly in the second one.
    """
    out = np.clip((np.arange(STEPS + 1) - begin) / (end - begin), 0.0, 1.0)
    return np.concatenate([out, 1.0 - np.arange(1, STEPS + 1) / STEPS])[None]


def test_most_profiles_are_kept_while_the_front_moves():
    kept = snapshot_steps(HOW, [course(8, 20)])[0]
    first = kept[1:13]
    # 12 of 40 steps: evenly spaced ones would put 4 of 12 profiles there.
    assert ((first >= 8) & (first <= 20)).sum() >= 8
    assert first[0] < 20
    assert (first > 20).any(), "what follows is seen too"


def test_every_profile_is_another_one_and_clauses_keep_their_ends():
    for begin, end in ((0, 1), (3, 4), (39, 40), (0, 40)):
        kept = snapshot_steps(HOW, [course(begin, end)])[0]
        assert len(kept) == HOW.total == 25
        assert kept[0] == 0
        assert (np.diff(kept) > 0).all()
        assert kept[HOW.end(1)] == STEPS
        assert kept[HOW.end(2)] == 2 * STEPS


def test_what_moves_within_the_film_is_followed_too():
    """Nitrogen leaves early; the planes it comes from turn magnetic late."""
    kept = snapshot_steps(HOW, [course(0, 8), course(28, 36)])[0, 1:13]
    assert ((kept <= 8).sum() >= 4) & (((kept >= 28) & (kept <= 36)).sum() >= 4)


def test_a_film_that_stands_still_or_failed_keeps_its_times_evenly():
    for gone in (np.zeros((1, 81)), np.full((1, 81), np.nan)):
        kept = snapshot_steps(HOW, [gone, gone])[0, 1:13]
        assert set(np.diff(kept)) <= {3, 4}


def test_films_do_not_depend_on_their_neighbours():
    both = np.concatenate([course(8, 20), course(30, 34)])
    for film in (0, 1):
        np.testing.assert_array_equal(
            snapshot_steps(HOW, [both])[film], snapshot_steps(HOW, [both[film : film + 1]])[0]
        )


def test_all_are_kept_where_there_are_no_more():
    kept = snapshot_steps(Snapshots(2, STEPS, 100), [course(8, 20)])[0]
    np.testing.assert_array_equal(kept, np.arange(2 * STEPS + 1))
