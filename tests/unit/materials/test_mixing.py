"""Alloys from their end members:
rules against hand and definition, also for carriers, and their limits.
"""

from __future__ import annotations

import dataclasses
import math
from itertools import permutations

import pytest
from end_members import COEFFICIENTS, EV, MEMBERS, NAME, alloy, rules, with_value
from hypothesis import given, settings
from hypothesis import strategies as st

from nmhts.errors import MaterialError
from nmhts.materials.formula import parse_formula
from nmhts.materials.library import find_mixing, find_nitride, mixing_library
from nmhts.materials.mixing import mix
from nmhts.materials.records import MIXING, NITRIDE_QUANTITIES, Sheet

shares = st.tuples(*[st.integers(1, 1000)] * 3).map(lambda n: [round(v / sum(n), 5) for v in n])


def ternary(found: list[float]) -> dict[str, float]:
    return {"Co": round(1 - found[1] - found[2], 6), "Fe": found[1], "Mn": found[2]}


@given(found=shares)
@settings(max_examples=40)
def test_linear_logarithmic_and_reciprocal_rules(found: list[float]):
    x = ternary(found)
    if min(x.values()) <= 0:
        return
    mixed = mix(alloy(**x), MEMBERS, rules({}))
    for name in NITRIDE_QUANTITIES:
        q = {metal: sheet[name] for metal, sheet in MEMBERS.items()}
        rule = MIXING.get(name, "linear")
        if rule == "linear":
            expected = math.fsum(x[m] * q[m] for m in x)
        elif rule == "logarithmic":
            expected = math.prod(q[m] ** x[m] for m in x)
        else:
            expected = 1 / math.fsum(x[m] / q[m] for m in x)
        size = max(abs(v) for v in q.values())
        assert mixed[name] == pytest.approx(expected, rel=1e-9, abs=1e-9 * size), name


def test_rules_by_hand():
    """Half Co, half Mn: barriers 1.296 and 1.546 eV, densities 51.02 and 52.6 nm-3."""
    half = mix(alloy(Co=0.5, Mn=0.5), MEMBERS, rules({}))
    assert half["exit_barrier"] / EV == pytest.approx(1.421, rel=1e-11)
    assert half["metal_site_density"] == pytest.approx(2 * 51.02 * 52.6 / 103.62 * 1e27, rel=1e-11)
    fast = {"Co": MEMBERS["Co"], "Mn": with_value(MEMBERS["Mn"], "attempt_frequency", value=1e11)}
    assert mix(alloy(Co=0.5, Mn=0.5), fast, rules({}))["attempt_frequency"] == pytest.approx(
        1e12, rel=1e-11
    )
    # x y (L0 + L1 (x - y) + L2 (x - y)^2) = 0.09 (0.5 + 0.4 0.8 - 0.7 0.64) = 0.03348 eV
    tenth = mix(alloy(Co=0.9, Mn=0.1), MEMBERS, rules())
    assert tenth["exit_barrier"] / EV == pytest.approx(1.321 + 0.03348, rel=1e-11)


def excess(x_i: float, x_j: float, terms: tuple[float, ...]) -> float:
    return sum(L * x_i * x_j * (x_i - x_j) ** k for k, L in enumerate(terms))


@given(found=shares)
@settings(max_examples=60)
def test_a_ternary_follows_muggianu_from_its_definition(found: list[float]):
    """Excess of each pair at the nearest binary, X_i = (1 + x_i - x_j)/2,
    weighted by x_i x_j / (X_i X_j) (Muggianu 1975).
    """
    x = ternary(found)
    if min(x.values()) <= 0:
        return
    expected = math.fsum(x[m] * MEMBERS[m][NAME] / EV for m in x)
    for (i, j), terms in COEFFICIENTS.items():
        X_i, X_j = (1 + x[i] - x[j]) / 2, (1 + x[j] - x[i]) / 2
        expected += x[i] * x[j] / (X_i * X_j) * excess(X_i, X_j, terms)
    assert mix(alloy(**x), MEMBERS, rules())[NAME] / EV == pytest.approx(expected, rel=1e-9)


def test_a_ternary_without_one_metal_is_the_binary():
    binary = mix(alloy(Co=0.9, Mn=0.1), MEMBERS, rules())
    trace = mix(alloy(Co=0.9 - 1e-6, Fe=1e-6, Mn=0.1), MEMBERS, rules())
    assert trace[NAME] == pytest.approx(binary[NAME], rel=1e-5, abs=0)


@pytest.mark.parametrize("mixing", sorted(mixing_library()))
@pytest.mark.parametrize("metal", ["Co", "Fe", "Mn"])
def test_the_ends_are_the_end_members_exactly(metal: str, mixing: str):
    pure = mix(parse_formula(f"{metal}N"), MEMBERS, find_mixing(mixing))
    assert pure.values() == MEMBERS[metal].values()
    assert find_nitride(f"{metal}1.0N", mixing) is find_nitride(f"{metal}N", mixing)
    other = "Fe" if metal == "Co" else "Co"
    near = mix(alloy(**{metal: 1 - 1e-6, other: 1e-6}), MEMBERS, find_mixing(mixing))
    for name, value in MEMBERS[metal].values().items():
        size = max(abs(value), abs(MEMBERS[other][name]))
        assert near[name] == pytest.approx(value, rel=2e-5, abs=2e-5 * size), name


def by_carriers(sheet: Sheet, density: float) -> Sheet:
    """The same sheet with carriers in place of its screening length."""
    quantities = dict(sheet.quantities)
    number = quantities.pop("screening_length_nitride")
    quantities["carrier_density"] = dataclasses.replace(
        number, value=density, uncertainty=0.1 * density
    )
    return dataclasses.replace(sheet, quantities=quantities)


def test_carriers_mix_logarithmically():
    """A tenth of a member with a million times the carriers: four times as many carriers.

    Their relative deviation is 0.1 sqrt(0.9^2 + 0.1^2).
    """
    members = {"Co": by_carriers(MEMBERS["Co"], 1e22), "Mn": by_carriers(MEMBERS["Mn"], 1e28)}
    found = mix(alloy(Co=0.9, Mn=0.1), members, rules({}))
    number = found.quantities["carrier_density"]
    assert number.value == pytest.approx(1e22 * 10**0.6, rel=1e-9)
    assert number.uncertainty / number.value == pytest.approx(0.1 * math.hypot(0.9, 0.1), rel=1e-9)
    assert number.note.startswith("logarithmic mixing")
    assert "screening_length_nitride" not in found.values()
    assert mix(alloy(Co=0.5, Mn=0.5), members, rules({}))["carrier_density"] == pytest.approx(1e25)


def test_members_that_screen_in_different_ways_get_a_sentence():
    members = {"Co": by_carriers(MEMBERS["Co"], 1e22), "Mn": MEMBERS["Mn"]}
    with pytest.raises(MaterialError) as caught:
        mix(alloy(Co=0.9, Mn=0.1), members, rules({}))
    assert str(caught.value) == (
        "Co0.9Mn0.1N: CoN states carrier_density, MnN states screening_length_nitride (an "
        "alloy needs the same in all end members)"
    )


def test_wear_mixes_where_all_end_members_state_it_and_is_never_dropped():
    number = MEMBERS["Co"].quantities["migration_barrier"]
    worn = {
        metal: dataclasses.replace(
            MEMBERS[metal],
            quantities={
                **MEMBERS[metal].quantities,
                "barrier_growth": dataclasses.replace(number, value=value),
            },
        )
        for metal, value in (("Co", 1e-24), ("Mn", 3e-24))
    }
    found = mix(alloy(Co=0.75, Mn=0.25), worn, rules({}))
    assert found["barrier_growth"] == pytest.approx(1.5e-24)
    with pytest.raises(
        MaterialError, match="barrier_growth is stated by some end members and not by MnN"
    ):
        mix(alloy(Co=0.75, Mn=0.25), {**worn, "Mn": MEMBERS["Mn"]}, rules({}))


def test_the_order_of_the_metals_does_not_matter():
    found = [
        find_nitride("".join(f"{m}{x}" for m, x in order) + "N").values()
        for order in permutations((("Co", 0.5), ("Fe", 0.3), ("Mn", 0.2)))
    ]
    assert all(values == found[0] for values in found)
