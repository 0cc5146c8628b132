"""Alloys from their end members: rules against hand and definition, uncertainties, validity, the user's own rules."""

from __future__ import annotations

import copy
import dataclasses
import math
import re
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import constants

from nmhts.errors import MaterialError
from nmhts.materials.formula import Formula, formula_of, parse_formula
from nmhts.materials.library import (
    PACKAGED,
    find_gate,
    find_mixing,
    find_nitride,
    library,
    load_sheet,
    mixing_library,
)
from nmhts.materials.mixing import mix
from nmhts.materials.records import (
    MIXING,
    NITRIDE_QUANTITIES,
    STATUSES,
    Interaction,
    MixingRules,
    Pair,
    Sheet,
)
from nmhts.simulation.film import Film, simulate

EV = constants.e
MEMBERS = {metal: find_nitride(f"{metal}N") for metal in ("Co", "Fe", "Mn")}
COEFFICIENTS = {("Co", "Fe"): (0.3, -0.2), ("Co", "Mn"): (0.5, 0.4, -0.7), ("Fe", "Mn"): (-0.2,)}
NAME = "exit_barrier"


def rules(coefficients: dict = COEFFICIENTS, status: str = "assessed", uncertainty: float = 0.0) -> MixingRules:  # fmt: skip
    """Rules of all pairs with Redlich-Kister coefficients in eV for the exit barrier."""
    pairs = {}
    for pair in combinations(("Co", "Fe", "Mn"), 2):
        interactions = {}
        if pair in coefficients:
            terms = tuple(c * EV for c in coefficients[pair])
            interactions = {
                NAME: Interaction(terms, uncertainty * EV, "by hand", status, "SnowCoMn")
            }
        pairs[pair] = Pair((0.0, 1.0), "", interactions)
    return MixingRules("own", "", Path("own.yaml"), pairs)


def with_value(sheet: Sheet, name: str, **changes: Any) -> Sheet:
    quantities = dict(sheet.quantities)
    quantities[name] = dataclasses.replace(quantities[name], **changes)
    return dataclasses.replace(sheet, quantities=quantities)


def alloy(**fractions: float) -> Formula:
    return parse_formula(formula_of(fractions, "N"))


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
    """Half Co, half Mn: barriers 1.30 and 1.55 eV, densities 51.02 and 52.6 nm-3."""
    half = mix(alloy(Co=0.5, Mn=0.5), MEMBERS, rules({}))
    assert half["exit_barrier"] / EV == pytest.approx(1.425, rel=1e-11)
    assert half["metal_site_density"] == pytest.approx(2 * 51.02 * 52.6 / 103.62 * 1e27, rel=1e-11)
    fast = {"Co": MEMBERS["Co"], "Mn": with_value(MEMBERS["Mn"], "attempt_frequency", value=1e11)}
    assert mix(alloy(Co=0.5, Mn=0.5), fast, rules({}))["attempt_frequency"] == pytest.approx(1e12, rel=1e-11)  # fmt: skip
    # x y (L0 + L1 (x - y) + L2 (x - y)^2) = 0.09 (0.5 + 0.4 0.8 - 0.7 0.64) = 0.03348 eV
    tenth = mix(alloy(Co=0.9, Mn=0.1), MEMBERS, rules())
    assert tenth["exit_barrier"] / EV == pytest.approx(1.325 + 0.03348, rel=1e-11)


def excess(x_i: float, x_j: float, terms: tuple[float, ...]) -> float:
    return sum(L * x_i * x_j * (x_i - x_j) ** k for k, L in enumerate(terms))


@given(found=shares)
@settings(max_examples=60)
def test_a_ternary_follows_muggianu_from_its_definition(found: list[float]):
    """Excess of each pair at the nearest binary, X_i = (1 + x_i - x_j)/2, weighted by x_i x_j / (X_i X_j) (Muggianu 1975)."""
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
    """The same sheet with carriers in the place of its screening length."""
    quantities = dict(sheet.quantities)
    number = quantities.pop("screening_length_nitride")
    quantities["carrier_density"] = dataclasses.replace(
        number, value=density, uncertainty=0.1 * density
    )
    return dataclasses.replace(sheet, quantities=quantities)


def test_carriers_mix_logarithmically():
    """A tenth of a member with a million times the carriers: four times as many, and a relative deviation of 0.1 sqrt(0.9^2 + 0.1^2)."""
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
        "Co0.9Mn0.1N: CoN states carrier_density, MnN states screening_length_nitride (an alloy needs the same in all end members)"
    )


def test_wear_mixes_where_all_end_members_state_it_and_is_never_dropped():
    number = MEMBERS["Co"].quantities["migration_barrier"]
    worn = {
        metal: dataclasses.replace(
            MEMBERS[metal],
            quantities={**MEMBERS[metal].quantities, "barrier_growth": dataclasses.replace(number, value=value)},
        )
        for metal, value in (("Co", 1e-24), ("Mn", 3e-24))
    }  # fmt: skip
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


def test_uncertainties_propagate_as_a_monte_carlo_says():
    """Independent normal inputs, 2e5 draws: three figures of the deviation; small uncertainties, as the propagation is of first order."""
    x = {"Co": 0.6, "Fe": 0.1, "Mn": 0.3}
    members = {m: with_value(s, NAME, uncertainty=u * EV) for (m, s), u in zip(MEMBERS.items(), (0.02, 0.03, 0.05), strict=True)}  # fmt: skip
    for name, scale in (("attempt_frequency", (0.1, 1, 10)), ("metal_site_density", (0.5, 1, 2))):
        for (metal, sheet), factor in zip(list(members.items()), scale, strict=True):
            value = factor * sheet[name]
            members[metal] = with_value(sheet, name, value=value, uncertainty=0.02 * value)
    found = mix(alloy(**x), members, rules(uncertainty=0.1)).quantities
    rng, n = np.random.default_rng(1), 200_000
    draw = {
        name: {m: rng.normal(s[name], s.quantities[name].uncertainty, n) for m, s in members.items()}
        for name in (NAME, "attempt_frequency", "metal_site_density")
    }  # fmt: skip
    barrier = sum(x[m] * draw[NAME][m] for m in x)
    for i, j in COEFFICIENTS:
        barrier = barrier + x[i] * x[j] * rng.normal(0, 0.1 * EV, n)
    frequency = np.exp(sum(x[m] * np.log(draw["attempt_frequency"][m]) for m in x))
    density = 1 / sum(x[m] / draw["metal_site_density"][m] for m in x)
    for name, values in ((NAME, barrier), ("attempt_frequency", frequency), ("metal_site_density", density)):  # fmt: skip
        assert found[name].uncertainty == pytest.approx(np.std(values), rel=0.01, abs=0), name


@pytest.mark.parametrize("cobalt", STATUSES)
@pytest.mark.parametrize("interaction", STATUSES)
def test_the_status_is_the_least_known_of_the_parts(cobalt: str, interaction: str):
    members = {
        "Co": with_value(MEMBERS["Co"], NAME, status=cobalt),
        "Mn": with_value(MEMBERS["Mn"], NAME, status="measured", source="Tan2022"),
    }
    mixed = mix(alloy(Co=0.9, Mn=0.1), members, rules(status=interaction)).quantities[NAME]
    assert STATUSES.index(mixed.status) == max(map(STATUSES.index, (cobalt, interaction)))
    assert mixed.source.split(", ") == [members["Co"].quantities[NAME].source, "Tan2022", "SnowCoMn"]  # fmt: skip
    assert mixed.note == "linear mixing, own: 0.9 CoN 1.3 eV, 0.1 MnN 1.55 eV, Co-Mn L = by hand"


def test_a_composition_outside_the_validity_gets_a_sentence():
    for name in mixing_library():
        with pytest.raises(MaterialError) as caught:
            find_nitride("Fe0.4Mn0.6N", name)
        assert str(caught.value) == (
            f"Fe0.4Mn0.6N: Mn/(Fe+Mn) = 0.6 is outside the validity of the Fe-Mn rules of {name!r} "
            "(allowed: 0 to 0.5: no film with more Mn than Fe is known in this field; barriers mix ideally)"
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
    assert "would be -0.825 eV by the mixing rules 'own'" in str(caught.value)


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
    with pytest.raises(MaterialError, match="unknown set of mixing rules 'bcc-lik'; did you mean 'bcc-like'"):  # fmt: skip
        find_nitride("Co0.9Mn0.1N", "bcc-lik")


# The user's own rules, end members and gates.


@pytest.fixture
def raw() -> dict[str, Any]:
    """The packaged bcc-like rules as they are written, to be changed."""
    return copy.deepcopy(yaml.safe_load((PACKAGED / "bcc_like.yaml").read_text(encoding="utf-8")))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NMHTS_MATERIALS", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, raw: dict[str, Any], name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump(raw), encoding="utf-8")
    return path


def test_own_rules_and_an_own_end_member_need_no_code(folder: Path, raw: dict[str, Any]):
    nickel = yaml.safe_load((PACKAGED / "CoN.yaml").read_text(encoding="utf-8"))
    nickel["name"] = "NiN"
    nickel["quantities"]["exit_barrier"]["value"] = 1.5
    write(folder, nickel, "NiN.yaml")
    with pytest.raises(MaterialError, match="'bcc-like' have no pair Co-Ni"):
        find_nitride("Co0.5Ni0.5N")
    barrier = {"coefficients": [0.4], "unit": "eV", "uncertainty": 0.1, "status": "assumed", "source": "me2026"}  # fmt: skip
    raw |= {"name": "with nickel", "references": {"me2026": "a guess"}}
    raw["pairs"]["Co-Ni"] = {"valid": [0, 1], "note": "new", "interactions": {NAME: barrier}}
    write(folder, raw)
    found = find_nitride("Co0.5Ni0.5N", "with nickel")
    assert found[NAME] / EV == pytest.approx(1.4 + 0.1, rel=1e-11)
    assert found.quantities[NAME].source == "deRojas2020, me2026"
    assert Film("NiN", "2 nm").material.name == "NiN"


def test_own_rules_win_over_packaged_ones(folder: Path, raw: dict[str, Any]):
    before = find_nitride("Co0.9Mn0.1N")[NAME]
    raw["pairs"]["Co-Mn"]["interactions"].pop(NAME)
    path = write(folder, raw)
    assert find_nitride("Co0.9Mn0.1N")[NAME] / EV == pytest.approx(1.325, rel=1e-11)
    path.unlink()
    assert find_nitride("Co0.9Mn0.1N")[NAME] == before


PAIR = "pairs.Co-Mn"
NUMBER = f"{PAIR}.interactions.{NAME}"
BROKEN = {
    "unknown key": (lambda p, i: p.update(vald=[0, 1]), f"{PAIR}: unknown key 'vald'; did you mean 'valid'?"),
    "no validity": (lambda p, i: p.pop("valid"), f"{PAIR}: valid: missing"),
    "no note": (lambda p, i: p.pop("note"), f"{PAIR}: note: missing"),
    "validity reversed": (lambda p, i: p.update(valid=[1, 0]), f"{PAIR}.valid: [1, 0] (expected [low, high]"),
    "validity beyond": (lambda p, i: p.update(valid=[0, 1.5]), f"{PAIR}.valid: [0, 1.5] (expected [low, high]"),
    "validity of text": (lambda p, i: p.update(valid="all"), f"{PAIR}.valid: 'all' (expected [low, high]"),
    "interactions of text": (lambda p, i: p.update(interactions="none"), f"{PAIR}.interactions: 'none' (expected a mapping"),
    "unknown quantity": (lambda p, i: p["interactions"].update(exit_barier=i), f"{PAIR}: unknown quantity 'exit_barier'; did you mean 'exit_barrier'?"),
    "logarithmic quantity": (lambda p, i: p["interactions"].update(attempt_frequency=i), f"{PAIR}: unknown quantity 'attempt_frequency'"),
    "no source": (lambda p, i: i.pop("source"), f"{NUMBER}: source: missing"),
    "unknown source": (lambda p, i: i.update(source="hearsay"), f"{NUMBER}: source: 'hearsay' is not in references.bib"),
    "unknown status": (lambda p, i: i.update(status="guessed"), f"{NUMBER}: status: unknown status 'guessed'"),
    "wrong unit": (lambda p, i: i.update(unit="nm"), f"{NUMBER}: unit: 'nm' is not a unit of energy"),
    "no uncertainty": (lambda p, i: i.pop("uncertainty"), f"{NUMBER}: uncertainty: missing"),
    "negative uncertainty": (lambda p, i: i.update(uncertainty=-1), f"{NUMBER}: uncertainty: -1 (allowed: 0 or more)"),
    "no list": (lambda p, i: i.update(coefficients=0.4), f"{NUMBER}: coefficients: 0.4 (expected a list of finite numbers)"),
    "empty list": (lambda p, i: i.update(coefficients=[]), f"{NUMBER}: coefficients: [] (expected a list of finite numbers)"),
    "no number": (lambda p, i: i.update(coefficients=["a"]), f"{NUMBER}: coefficients: ['a'] (expected a list of finite numbers)"),
    "infinite": (lambda p, i: i.update(coefficients=[float("inf")]), f"{NUMBER}: coefficients: [inf] (expected a list"),
    "a bare number": (lambda p, i: p["interactions"].update({NAME: 0.4}), f"{NUMBER}: 0.4 (expected a mapping with the keys coefficients,"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_rules_get_one_sentence(name: str, folder: Path, raw: dict[str, Any]):
    breaking, said = BROKEN[name]
    pair = raw["pairs"]["Co-Mn"]
    breaking(pair, pair["interactions"][NAME])
    with pytest.raises(MaterialError) as caught:
        load_sheet(write(folder, raw))
    head, *found = str(caught.value).splitlines()
    assert head == f"{folder / 'own.yaml'}:"
    assert len(found) == 1, found
    assert found[0].startswith(f"  - {said}")


@pytest.mark.parametrize("pair", ["Mn-Co", "Co", "Co-Co", "Co-Fe-Mn"])
def test_a_pair_is_two_metals_in_alphabetical_order(pair: str, folder: Path, raw: dict[str, Any]):
    raw["pairs"][pair] = raw["pairs"].pop("Co-Mn")
    with pytest.raises(MaterialError) as caught:
        load_sheet(write(folder, raw))
    assert f"pairs.{pair}: expected two metals in alphabetical order" in str(caught.value)


@pytest.mark.parametrize(
    ("file", "line", "key"),
    [
        ("bcc_like.yaml", "  Co-Mn:\n", "Co-Mn"),
        ("CoN.yaml", "quantities:\n", "quantities"),
        ("bcc_like.yaml", "    valid: [0, 0.5]\n", "valid"),
    ],
)
def test_a_key_given_twice_is_refused(file: str, line: str, key: str, folder: Path):
    text = (PACKAGED / file).read_text(encoding="utf-8")
    assert line in text
    again = f"{line.rstrip()} {{}}\n" if line.endswith(":\n") else line
    (folder / "own.yaml").write_text(text.replace(line, again + line, 1), encoding="utf-8")
    with pytest.raises(MaterialError, match=f"key '{key}' is given twice"):
        load_sheet(folder / "own.yaml")


# What is packaged.


@pytest.mark.parametrize("name", sorted(mixing_library()))
def test_packaged_rules_say_where_each_number_comes_from(name: str):
    found = find_mixing(name)
    bibliography = (PACKAGED / "references.bib").read_text(encoding="utf-8")
    assert found.description
    assert set(found.pairs) == {("Co", "Fe"), ("Co", "Mn"), ("Fe", "Mn")}
    for pair in found.pairs.values():
        assert pair.note
        for interaction in pair.interactions.values():
            assert interaction.uncertainty > 0
            assert f"{{{interaction.source}," in bibliography
            assert interaction.note or interaction.status not in ("fitted", "assumed")
    counted = sum(len(pair.interactions) for pair in found.pairs.values())
    assert sum(found.count_by_status().values()) == counted


@pytest.mark.parametrize("name", ["HfO2", "Ta2O5", "GdOx"])
def test_solid_gates_hold_their_breakdown_field(name: str):
    field = find_gate(name).quantities["breakdown_field"]
    assert 1e8 < field.value < 1e10
    assert field.text.endswith("MV/cm")


@pytest.mark.parametrize("material", ["CoN", "FeN", "Co0.9Mn0.1N", "Co0.5Fe0.5N"])
@pytest.mark.parametrize("gate", sorted(library("gate")))
def test_every_system_runs_under_every_gate(material: str, gate: str):
    run = simulate(Film(material, "2 nm", gate), "hold -2 V for 1 s; hold +2 V for 1 s", steps_per_clause=4)  # fmt: skip
    assert run.attrs["status"] == "ok"
    assert np.isfinite(run["magnetization"]).all()
    assert float(run["nitrogen_occupancy"].max()) <= 1 + 1e-9


def test_the_rules_of_the_how_to_can_be_read(folder: Path):
    page = Path(__file__).resolve().parents[3] / "docs/how-to/add-a-material.md"
    blocks = re.findall(r"^```yaml\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    (block,) = [block for block in blocks if block.startswith("kind: mixing")]
    (folder / "own.yaml").write_text(block, encoding="utf-8")
    assert find_nitride("Co0.9Mn0.1N", "bcc-like, my fit")[NAME] / EV == pytest.approx(
        1.325 - 0.09 * 0.46 * 1.8, rel=1e-11
    )
    with pytest.raises(MaterialError, match=r"allowed: 0 to 0\.3: fitted to films of 5 to 30 % Mn"):
        find_nitride("Co0.5Mn0.5N", "bcc-like, my fit")
