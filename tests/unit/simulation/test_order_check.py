"""The order map beside spins of the same sheets; figures stand in docs/theory/magnetism.md."""

from __future__ import annotations

import numpy as np
import pytest

from nmhts.constants import k_B
from nmhts.errors import MaterialError
from nmhts.materials.library import find_nitride
from nmhts.physics.magnetism.spins.exchange import Nitrogen
from nmhts.physics.magnetism.spins.ordering import CROSSING, NO_ORDER
from nmhts.simulation.exchange.order_check import check_order_map, sheet_exchange
from nmhts.simulation.exchange.order_map import order_map
from nmhts.simulation.exchange.sheets import find_exchange

QUICK = {"sizes": (3, 6), "samples": 2, "steps": 400}


def test_exchange_follows_from_the_sheets():
    """J_CoCo from T_C, J_MnMn from T_N = 540 K,
    J_CoMn from the slope -1396 - 1620 - 2685 + 3657 K of the assessed polynomial.
    """
    exchange = sheet_exchange("Co-Mn-N", "fcc-like")
    kelvin = {pair: J / k_B for pair, (J,) in exchange.pairs.items()}
    assert kelvin["Co", "Co"] == pytest.approx(1396 / 3.176)
    assert kelvin["Mn", "Mn"] == pytest.approx(-540 / 0.446)
    assert kelvin["Co", "Mn"] == pytest.approx(1396 / 3.176 - 2044 / (2 * 3.176), rel=1e-4)
    assert exchange.moments == pytest.approx({"Co": 1.72, "Mn": 3.5})


def test_ends_are_those_of_the_map_and_mixing_is_compared():
    found = check_order_map("Co-Mn-N", [0.0, 0.2], [0.0], mixing="fcc-like", **QUICK)
    assert found["spin_status"].values.tolist() == [[CROSSING], [CROSSING]]
    pure, alloy = found.isel(x_Mn=0), found.isel(x_Mn=1)
    assert pure["spin_order_temperature"].item() == pytest.approx(1396, rel=0.02)
    assert pure["mean_exchange_temperature"].item() == pytest.approx(1396, rel=1e-6)
    map_ = order_map("Co-Mn-N", mixing="fcc-like", compositions=11, occupancies=2)
    assert alloy["order_temperature"].item() == pytest.approx(
        map_["order_temperature"].sel(x_Mn=0.2, method="nearest")[0].item()
    )
    # r <J> with the counts of a random alloy.
    kelvin = {pair: J / k_B for pair, (J,) in sheet_exchange("Co-Mn-N", "fcc-like").pairs.items()}
    mean = 0.64 * kelvin["Co", "Co"] + 0.32 * kelvin["Co", "Mn"] + 0.04 * kelvin["Mn", "Mn"]
    assert alloy["mean_exchange_temperature"].item() == pytest.approx(3.176 * mean, rel=0.05)
    # Pairs of Mn are few: they lower T_C less than the mean does.
    assert alloy["spin_order_temperature"].item() > 1.1 * alloy["mean_exchange_temperature"].item()


def test_nitrogen_takes_the_order_away():
    """A metal beside one N or more without moment: (1 - y)^4 magnetic sites, below the threshold
    0.199 of fcc from y = 0.33 on.
    """
    nitrogen = Nitrogen(quench=1)
    found = check_order_map(
        "Co-Mn-N", [0.0], [0.1, 0.6, 1.0], mixing="fcc-like", nitrogen=nitrogen, **QUICK
    )
    assert found["spin_status"].values.tolist() == [[CROSSING, NO_ORDER, NO_ORDER]]
    assert 0.4 < found["spin_order_temperature"].values[0, 0] / 1396 < 0.85
    assert np.isnan(found["spin_order_temperature"].values[0, 1:]).all()
    assert found.attrs["nitrogen"] == str(nitrogen)


def test_both_metals_ferromagnetic_mix_nearly_as_their_mean():
    found = check_order_map("Co-Fe-N", [0.5], [0.0], **QUICK)
    mean = found["mean_exchange_temperature"].item()
    assert found["spin_order_temperature"].item() == pytest.approx(mean, rel=0.05)
    sheet = find_nitride("Co0.5Fe0.5N").values()["curie_temperature"]
    assert found["order_temperature"].item() == pytest.approx(sheet)


def test_calibrated_exchange_meets_what_it_is_fitted_to_and_says_what_it_predicts():
    """bcc Co-Fe: the assessed T_C of Ohnuma 2002 at half, 1246.5 + 590 / 4 K.

    Beside it stands a prediction between the assessed neighbors.
    """
    found = check_order_map(
        "Co-Fe-N", [0.5, 0.6], [0.0], exchange=find_exchange("bcc-co-fe"), **QUICK
    )
    assert found.attrs["lattice"] == "bcc"
    assert found["basis"].values[:, 0].tolist() == ["fitted", "predicted"]
    T, error, spread = (
        found[name].values[:, 0]
        for name in ("spin_order_temperature", "spin_order_error", "calibration_error")
    )
    assessed = np.array([1394.0, 1450 * 0.4 + 1043 * 0.6 + 590 * 0.24])
    assert np.all((spread > 1.0) & (spread < 20.0))
    # Corrections of boxes this small: a percent.
    assert np.all(np.abs(T - assessed) < 3.0 * np.sqrt(error**2 + spread**2 + 15.0**2))
    plain = check_order_map("Co-Fe-N", [0.0], [0.0], **QUICK)
    assert plain["basis"].values.tolist() == [["sheets"]]
    assert plain["calibration_error"].values.tolist() == [[0.0]]


def test_bad_input():
    with pytest.raises(MaterialError, match="spins are checked for two metals and the anion"):
        check_order_map("Co-N", [0.0], [0.0])
    with pytest.raises(MaterialError, match=r"x_Mn = 1.5 \(allowed: 0 to 1; nearest: 1\)"):
        check_order_map("Co-Mn-N", [1.5], [0.0])
    with pytest.raises(
        MaterialError, match=r"nitrogen_occupancy = -0.1 \(allowed: 0 to 1; nearest: 0\)"
    ):
        check_order_map("Co-Mn-N", [0.0], [-0.1], **QUICK)
