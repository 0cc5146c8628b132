"""Numbers of many alloys at once against those of one sheet at a time, and limits of the rules."""

from __future__ import annotations

import numpy as np
import pytest

from nmhts.materials.library import find_mixing, find_nitride
from nmhts.materials.mixing import alloy_values, outside_validity
from nmhts.materials.records import NITRIDE_QUANTITIES


@pytest.mark.parametrize("mixing", ["bcc-like", "fcc-like"])
@pytest.mark.parametrize("second", ["Fe", "Mn"])
def test_many_alloys_are_those_of_the_sheets(mixing: str, second: str):
    x = np.array([0.1, 0.35, 0.8])
    fractions = {"Co": 1.0 - x, second: x}
    members = {metal: find_nitride(f"{metal}N") for metal in fractions}
    found = alloy_values(fractions, members, find_mixing(mixing), NITRIDE_QUANTITIES)
    for i, share in enumerate(x):
        sheet = find_nitride(f"Co{1 - share:.9g}{second}{share:.9g}N", mixing).values()
        for name in NITRIDE_QUANTITIES:
            assert found[name][i] == pytest.approx(sheet[name], rel=1e-10), name


def test_rules_hold_within_their_validity_only():
    # The rules of Fe-Mn end at one half of Mn; those of Co-Mn cover all compositions; an absent
    # metal does not matter.
    fractions = {
        "Co": np.array([0.0, 0.0, 0.1, 0.5, 0.0]),
        "Fe": np.array([0.6, 0.4, 0.3, 0.0, 0.0]),
        "Mn": np.array([0.4, 0.6, 0.6, 0.5, 1.0]),
    }
    expected = [False, True, True, False, False]
    assert outside_validity(fractions, find_mixing("fcc-like")).tolist() == expected
    unruled = {"Co": np.array([0.5, 1.0]), "Cr": np.array([0.5, 0.0])}
    assert outside_validity(unruled, find_mixing("fcc-like")).tolist() == [True, False]
