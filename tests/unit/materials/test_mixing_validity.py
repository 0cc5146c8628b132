"""Alloys outside of the rules: each gets a sentence."""

from __future__ import annotations

import dataclasses

import pytest
from end_members import MEMBERS, alloy, rules

from nmhts.errors import MaterialError
from nmhts.materials.library import find_nitride, mixing_library
from nmhts.materials.mixing import mix


def test_a_composition_outside_the_validity_gets_a_sentence():
    for name in mixing_library():
        with pytest.raises(MaterialError) as caught:
            find_nitride("Fe0.4Mn0.6N", name)
        assert str(caught.value) == (
            "Fe0.4Mn0.6N: Mn/(Fe+Mn) = 0.6 is outside the validity of the Fe-Mn rules of "
            f"{name!r} (allowed: 0 to 0.5: no film with more Mn than Fe is known in this field; "
            "barriers mix ideally)"
        )
    # In a ternary the pair's own share counts.
    assert find_nitride("Co0.8Fe0.1Mn0.1N").name == "Co0.8Fe0.1Mn0.1N"
    with pytest.raises(MaterialError, match=r"Mn/\(Fe\+Mn\) = 0.6667"):
        find_nitride("Co0.7Fe0.1Mn0.2N")


def test_a_pair_without_rules_gets_a_sentence():
    own = rules()
    pairs = {pair: rule for pair, rule in own.pairs.items() if pair != ("Co", "Mn")}
    with pytest.raises(MaterialError) as caught:
        mix(alloy(Co=0.9, Mn=0.1), MEMBERS, dataclasses.replace(own, pairs=pairs))
    assert "mixing rules 'own' have no pair Co-Mn (pairs: Co-Fe, Fe-Mn)" in str(caught.value)


def test_a_number_out_of_its_bounds_gets_a_sentence():
    with pytest.raises(MaterialError) as caught:
        mix(alloy(Co=0.5, Mn=0.5), MEMBERS, rules({("Co", "Mn"): (-9.0,)}))
    assert str(caught.value).startswith("Co0.5Mn0.5N: barrier film to adsorbed layer")
    assert "would be -0.829 eV by the mixing rules 'own'" in str(caught.value)


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("Co0.9Cr0.1N", "no end member with the N content 1 for Cr"),
        ("Co0.9Mn0.2N", "the metals add up to 1.1 for one N"),
        ("Co0.9Mn0.1O", "no end member with the O content 1 for Co, Mn"),
    ],
)
def test_alloys_without_end_members(formula: str, said: str):
    with pytest.raises(MaterialError) as caught:
        find_nitride(formula)
    assert said in str(caught.value)


def test_unknown_rules_are_answered_with_the_nearest():
    with pytest.raises(
        MaterialError, match="unknown set of mixing rules 'bcc-lik'; did you mean 'bcc-like'"
    ):
        find_nitride("Co0.9Mn0.1N", "bcc-lik")
