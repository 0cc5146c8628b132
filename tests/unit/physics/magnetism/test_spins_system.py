"""Alloys with nitrogen: numbers of atoms,
couplings of bonds, frustration, and messages of errors.
"""

from __future__ import annotations

import numpy as np
import pytest

from nmhts.constants import k_B, mu_B
from nmhts.errors import MaterialError
from nmhts.physics.magnetism.spins.exchange import (
    Exchange,
    Nitrogen,
    exchange_of_order,
    uniform_exchange,
)
from nmhts.physics.magnetism.spins.lattice import Lattice
from nmhts.physics.magnetism.spins.system import COLLINEAR, alloy, free_spins

COBALT_MANGANESE = Exchange(
    {("Co", "Co"): (3 * k_B,), ("Co", "Mn"): (-k_B,), ("Mn", "Mn"): (-2 * k_B,)},
    {"Co": 1.7, "Mn": 3.0},
)


def test_every_bond_stands_at_both_of_its_atoms():
    spins = alloy(Lattice("fcc", 3), COBALT_MANGANESE, {"Co": 0.7, "Mn": 0.3}, seed=1)
    first = np.repeat(np.arange(spins.n), np.diff(spins.start))
    bonds = {(i, j): J for i, j, J in zip(first, spins.other, spins.coupling, strict=True)}
    assert len(bonds) == 12 * spins.n
    assert all(bonds[j, i] == J for (i, j), J in bonds.items())


def test_alloy_has_the_atoms_asked_for_and_their_couplings():
    spins = alloy(Lattice("fcc", 4), COBALT_MANGANESE, {"Co": 0.75, "Mn": 0.25}, seed=4)
    assert np.sum(spins.moments == 3.0) == 64
    first = np.repeat(np.arange(spins.n), np.diff(spins.start))
    kinds = (spins.moments[first] == 3.0) + 1 * (spins.moments[spins.other] == 3.0)
    assert spins.coupling == pytest.approx(np.array([3.0, -1.0, -2.0])[kinds])
    # Placed at random: bonds between different metals are 2 x (1 - x) of all, within a few standard
    # deviations.
    assert np.mean(kinds == 1) == pytest.approx(2 * 0.75 * 0.25, abs=0.05)


def test_arrangements_follow_from_seed_and_sample():
    def moments(seed: int, sample: int) -> bytes:
        return alloy(
            Lattice("fcc", 3), COBALT_MANGANESE, seed=seed, sample=sample
        ).moments.tobytes()

    assert moments(1, 0) == moments(1, 0)
    assert len({moments(1, 0), moments(2, 0), moments(1, 1)}) == 3


def test_nitrogen_acts_on_the_bonds_it_sits_in():
    """Rocksalt: full of N, a bent bond has two N and a straight one has one; half full, the mean is
    that of the binomial.
    """
    nitrogen = Nitrogen(factor=0.5, shift=-0.25 * k_B, superexchange=-2 * k_B)
    exchange = uniform_exchange(8 * k_B, 4 * k_B, nitrogen=nitrogen)
    full = alloy(Lattice("rocksalt", 4, 2), exchange, nitrogen_occupancy=1.0)
    assert full.coupling == pytest.approx(0.25 * 8 - 2 * 0.25)
    # Straight bonds, 0.5 4 - 2, are nothing and left out.
    assert full.coupling.size == 12 * full.n
    half = alloy(Lattice("rocksalt", 4, 2), exchange, nitrogen_occupancy=0.5, seed=3)
    values, counts = np.unique(half.coupling.round(9), return_counts=True)
    assert values.tolist() == [1.5, 3.75, 4.0, 8.0]
    assert counts / half.n == pytest.approx([3, 6, 3, 3], abs=0.6)


def test_zincblende_has_no_straight_bonds():
    exchange = uniform_exchange(k_B, k_B, nitrogen=Nitrogen(superexchange=-5 * k_B))
    spins = alloy(Lattice("zincblende", 4, 2), exchange, nitrogen_occupancy=1.0)
    assert np.all(spins.coupling == pytest.approx(1.0))


def test_metals_among_nitrogen_lose_their_moment():
    exchange = uniform_exchange(k_B, nitrogen=Nitrogen(quench=2))
    lattice = Lattice("zincblende", 8)
    for y in (0.2, 0.5):
        spins = alloy(lattice, exchange, nitrogen_occupancy=y, seed=2)
        kept = (1 - y) ** 4 + 4 * y * (1 - y) ** 3
        assert spins.n / spins.metal_sites == pytest.approx(kept, abs=0.03)
    assert alloy(lattice, exchange, nitrogen_occupancy=1.0).n == 0


def test_metal_without_moment_takes_part_in_nothing():
    exchange = Exchange({("Co", "Co"): (k_B,)}, {})
    dilute = Exchange({("Co", "Co"): (k_B,), ("Al", "Al"): (k_B,)}, {"Al": 0.0})
    spins = alloy(Lattice("sc", 6), dilute, {"Co": 0.5, "Al": 0.5})
    assert spins.n == 108
    assert spins.metal_sites == 216
    assert np.diff(spins.start).mean() == pytest.approx(3.0, abs=0.5)
    assert spins.patterns["ferromagnetic"].sum() == pytest.approx(0.5)
    assert alloy(Lattice("sc", 6), exchange).n == 216


def test_field_is_that_of_the_moments():
    spins = alloy(Lattice("fcc", 3), COBALT_MANGANESE, magnetic_field=2.0)
    assert spins.field == pytest.approx(spins.moments * mu_B * 2.0 / k_B)


@pytest.mark.parametrize(
    ("kind", "J", "frustrated"),
    [("sc", 1, False), ("sc", -1, False), ("bcc", -1, False), ("fcc", 1, False), ("fcc", -1, True)],
)
def test_frustration_is_seen(kind: str, J: float, frustrated: bool):
    spins = alloy(Lattice(kind, 4), uniform_exchange(J * k_B))
    assert (spins.gauge is None) == frustrated


def test_gauge_satisfies_every_bond_of_a_random_one():
    """Bonds made from signs are satisfied by them (Mattis 1976);
    one bond turned over, and they are frustrated.
    """
    rng = np.random.default_rng(5)
    signs = rng.choice([-1, 1], 20)
    pairs = [(i, j) for i in range(20) for j in range(i) if rng.random() < 0.3]
    spins = free_spins([(i, j, k_B * signs[i] * signs[j]) for i, j in pairs], 20)
    assert spins.gauge is not None
    first = np.repeat(np.arange(20), np.diff(spins.start))
    assert np.all(spins.coupling * spins.gauge[first] * spins.gauge[spins.other] > 0)
    bonds = [(i, j, k_B * signs[i] * signs[j]) for i, j in pairs]
    bonds[0] = (*bonds[0][:2], -bonds[0][2])
    broken = free_spins(bonds, 20)
    assert broken.gauge is None
    with pytest.raises(MaterialError, match="'collinear' needs bonds without frustration"):
        broken.pattern(COLLINEAR)


def test_exchange_of_an_order_temperature():
    assert exchange_of_order("fcc", 1396.0) / k_B == pytest.approx(1396 / 3.176)
    assert exchange_of_order("zincblende", -540.0) / k_B == pytest.approx(-540 / 0.446)
    assert exchange_of_order("bcc", -100.0) / k_B == pytest.approx(-100 / 2.0542)


BAD = {
    "fractions sum to 0.9 (allowed: 1; nearest: Co: 0.777778, Mn: 0.222222)": {
        "fractions": {"Co": 0.7, "Mn": 0.2}
    },
    "fractions[Mn] = -0.2 (allowed: 0 to 1; nearest: 0)": {"fractions": {"Mn": -0.2, "Co": 1.2}},
    "fractions: 'Mm' has no exchange; did you mean 'Mn'? (allowed: Co, Mn)": {
        "fractions": {"Co": 0.8, "Mm": 0.2}
    },
    "nitrogen_occupancy = 1.5 (allowed: 0 to 1; nearest: 1)": {"nitrogen_occupancy": 1.5},
    "nitrogen_occupancy = nan (allowed: 0 to 1; nearest: 0)": {"nitrogen_occupancy": float("nan")},
    (
        "nitrogen_occupancy = 0.5: fcc has no N sites (allowed: 0; nearest lattices with N: "
        "rocksalt, zincblende)"
    ): {"nitrogen_occupancy": 0.5},
}


@pytest.mark.parametrize("sentence", BAD)
def test_bad_alloys(sentence: str):
    with pytest.raises(MaterialError) as caught:
        alloy(Lattice("fcc", 3), COBALT_MANGANESE, **BAD[sentence])
    assert str(caught.value) == sentence


def test_bad_exchange():
    with pytest.raises(MaterialError, match="pairs: none given"):
        Exchange({})
    with pytest.raises(
        MaterialError, match=r"pairs\[Co-Mn\]: 2 shells of neighbours \(allowed: 1, as Co-Co\)"
    ):
        Exchange({("Co", "Co"): (1.0,), ("Co", "Mn"): (1.0, 2.0)})
    with pytest.raises(MaterialError, match="the other way round"):
        Exchange({("Co", "Mn"): (1.0,), ("Mn", "Co"): (2.0,)})
    with pytest.raises(MaterialError, match="moments: 'Fe' is in no pair"):
        Exchange({("Co", "Co"): (1.0,)}, {"Fe": 2.2})
    with pytest.raises(MaterialError, match=r"moments\[Co\] = -1 mu_B \(allowed: 0 or more"):
        Exchange({("Co", "Co"): (1.0,)}, {"Co": -1.0})
    with pytest.raises(
        MaterialError, match=r"nitrogen.quench = 0 \(allowed: 1 or more, or None; nearest: 1\)"
    ):
        uniform_exchange(1.0, nitrogen=Nitrogen(quench=0))
    with pytest.raises(MaterialError, match=r"= \(nan,\) J \(allowed: finite\)"):
        uniform_exchange(float("nan"))
    with pytest.raises(MaterialError, match="pairs: Co-Mn is missing"):
        alloy(Lattice("fcc", 3), Exchange({("Co", "Co"): (1.0,), ("Mn", "Mn"): (1.0,)}))
    with pytest.raises(MaterialError, match="exchange over 1 shells on a lattice with 2"):
        alloy(Lattice("fcc", 3, 2), uniform_exchange(k_B))
    with pytest.raises(MaterialError, match=r"bond 0-0 \(allowed: two different spins of 0 to 1\)"):
        free_spins([(0, 0, k_B)], 2)
