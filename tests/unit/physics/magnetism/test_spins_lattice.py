"""Neighbors and N sites against distances between the points themselves."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from nmhts.errors import MaterialError
from nmhts.physics.magnetism.spins.lattice import (
    FERROMAGNETIC,
    KINDS,
    QUARTERS,
    Lattice,
    smallest_size,
)

# Coordination and squared distance (a^2) of the first two shells, from any textbook.
SHELLS = {
    "sc": ((6, 1.0), (12, 2.0)),
    "bcc": ((8, 0.75), (6, 1.0)),
    "fcc": ((12, 0.5), (6, 1.0)),
    "rocksalt": ((12, 0.5), (6, 1.0)),
    "zincblende": ((12, 0.5), (6, 1.0)),
}


def distances(a: np.ndarray, b: np.ndarray, period: int) -> np.ndarray:
    """Squared distances between all points of a periodic box, a^2."""
    apart = (a[:, None] - b + period // 2) % period - period // 2
    return (apart**2).sum(axis=-1) / QUARTERS**2


@pytest.mark.parametrize("kind", KINDS)
def test_shells_hold_all_sites_at_their_distance_and_no_others(kind: str):
    lattice = Lattice(kind, 4, 2)
    apart = distances(lattice.sites, lattice.sites, lattice.period)
    assert len(lattice.sites) == len(KINDS[kind].basis) * 4**3
    for shell, (count, square) in zip(lattice.shells, SHELLS[kind], strict=True):
        near = apart == square
        assert np.all(near.sum(axis=1) == count)
        found = np.zeros_like(near)
        np.put_along_axis(found, shell.other, True, axis=1)
        assert np.array_equal(found, near)


@pytest.mark.parametrize(
    ("kind", "number", "count", "angle"),
    [("rocksalt", 0, 2, 90.0), ("rocksalt", 1, 1, 180.0), ("zincblende", 0, 1, 109.4712)],
)
def test_nitrogen_between_two_metals(kind: str, number: int, count: int, angle: float):
    """Common neighbors of a bond are the N sites nearest to both of its metals.

    Their angle is that of the structure.
    """
    lattice = Lattice(kind, 3, 2)
    shell = lattice.shells[number]
    # Every N site stands beside the metal of its own number.
    nitrogen = lattice.sites + np.array(KINDS[kind].nitrogen[0])
    near = distances(lattice.sites, nitrogen, lattice.period)
    nearest = near == near.min()
    assert shell.common.shape[-1] == count
    assert shell.straight == (angle == 180.0)
    for i, k in itertools.product((0, 17), range(shell.other.shape[1])):
        both = np.flatnonzero(nearest[i] & nearest[shell.other[i, k]])
        assert sorted(shell.common[i, k]) == both.tolist()
        half = lattice.period // 2
        legs = [
            (lattice.sites[j] - nitrogen[both[0]] + half) % lattice.period - half
            for j in (i, shell.other[i, k])
        ]
        cosine = legs[0] @ legs[1] / np.prod([np.linalg.norm(leg) for leg in legs])
        assert np.degrees(np.arccos(cosine)) == pytest.approx(angle, abs=1e-3)


@pytest.mark.parametrize(("kind", "neighbours"), [("rocksalt", 6), ("zincblende", 4)])
def test_nitrogen_next_to_a_metal(kind: str, neighbours: int):
    lattice = Lattice(kind, 3)
    nitrogen = lattice.sites + np.array(KINDS[kind].nitrogen[0])
    near = distances(lattice.sites, nitrogen, lattice.period)
    assert lattice.nitrogen.shape == (len(lattice.sites), neighbours)
    for i in (0, 40, 107):
        assert sorted(lattice.nitrogen[i]) == np.flatnonzero(near[i] == near.min()).tolist()


@pytest.mark.parametrize(
    ("kind", "order", "waves", "parallel"),
    [
        ("sc", "checkerboard", 1, 0),
        ("bcc", "checkerboard", 1, 0),
        ("fcc", "type I", 3, 4),
        ("rocksalt", "type II", 4, 6),
    ],
)
def test_signs_of_orders(kind: str, order: str, waves: int, parallel: int):
    """Parallel nearest neighbors of a site,
    and none of the next shell in type II: they define these orders.
    """
    lattice = Lattice(kind, 4, 2)
    signs = lattice.signs(order)
    assert signs.shape == (waves, len(lattice.sites))
    assert np.all(signs.sum(axis=1) == 0)
    same = signs[:, :, None] == signs[:, lattice.shells[0].other]
    assert np.all(same.sum(axis=-1) == parallel)
    if order == "type II":
        assert not np.any(signs[:, :, None] == signs[:, lattice.shells[1].other])
    gram = signs.astype(int) @ signs.T
    assert np.array_equal(gram, len(lattice.sites) * np.eye(waves))


def test_ferromagnet_has_one_sign():
    assert np.all(Lattice("sc", 3).signs(FERROMAGNETIC) == 1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shells", [1, 2])
def test_smallest_box_has_different_neighbours(kind: str, shells: int):
    least = smallest_size(kind, shells)
    lattice = Lattice(kind, least, shells)
    others = np.concatenate([shell.other for shell in lattice.shells], axis=1)
    itself = np.arange(len(others))[:, None]
    for row in np.sort(np.concatenate([itself, others], axis=1), axis=1):
        assert np.all(np.diff(row) > 0)
    with pytest.raises(MaterialError, match=f"allowed: {least} or more; nearest: {least}"):
        Lattice(kind, least - 1, shells)


def test_errors_say_what_is_allowed():
    with pytest.raises(
        MaterialError, match=r"unknown lattice 'zinkblende'; did you mean 'zincblende'"
    ):
        Lattice("zinkblende", 4)
    with pytest.raises(MaterialError, match=r"shells = 0 \(allowed: 1 or more\)"):
        Lattice("sc", 4, 0)
    with pytest.raises(MaterialError, match=r"size = 3 is odd \(allowed: even sizes; nearest: 4\)"):
        Lattice("sc", 3).signs("checkerboard")
    with pytest.raises(
        MaterialError, match=r"unknown order on fcc 'type 1'; did you mean 'type I'"
    ):
        Lattice("fcc", 4).signs("type 1")
