"""Sheets: packaged ones load, broken ones get one sentence per mistake, a user's needs no code."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from scipy import constants

from nmhts.errors import MaterialError
from nmhts.materials.library import PACKAGED, find_gate, find_nitride, library, load_sheet
from nmhts.materials.records import JUDGED, OPTIONAL, QUANTITIES, STATUSES, Sheet
from nmhts.simulation.films.film import Film
from nmhts.simulation.simulate import simulate

SHEETS = [p for p in sorted(PACKAGED.glob("*.yaml")) if not p.stem.endswith("_like")]


@pytest.fixture
def raw() -> dict[str, Any]:
    """The packaged sheet of CoN as written, to be broken."""
    return copy.deepcopy(yaml.safe_load((PACKAGED / "CoN.yaml").read_text(encoding="utf-8")))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the user's own sheets, away from any other."""
    monkeypatch.setenv("NMHTS_MATERIALS", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, raw: dict[str, Any], name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    return path


def problems(folder: Path, raw: dict[str, Any]) -> list[str]:
    with pytest.raises(MaterialError) as caught:
        load_sheet(write(folder, raw))
    head, *found = str(caught.value).splitlines()
    assert head == f"{folder / 'own.yaml'}:"
    return [line.removeprefix("  - ") for line in found]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_packaged_sheets_load_and_say_where_each_number_comes_from(path: Path):
    sheet = load_sheet(path)
    assert isinstance(sheet, Sheet)
    judged = [name for name in JUDGED[sheet.kind] if name in sheet.quantities]
    assert list(sheet.values()) == [*QUANTITIES[sheet.kind], *OPTIONAL[sheet.kind], *judged]
    assert sheet.description
    bibliography = (PACKAGED / "references.bib").read_text(encoding="utf-8")
    for quantity in sheet.quantities.values():
        assert quantity.status in STATUSES
        assert quantity.uncertainty >= 0
        assert f"{{{quantity.source}," in bibliography
        if quantity.status == "fitted":
            assert quantity.note, "a fitted number names what it was fitted to"
    assert sum(sheet.count_by_status().values()) == len(sheet.quantities)


def test_there_are_packaged_sheets():
    assert {path.stem for path in SHEETS} >= {"CoN", "FeN"}
    assert set(library("nitride")) >= {"CoN", "FeN"}
    assert "propylene carbonate" in library("gate")


def test_numbers_are_kept_in_si_with_their_text():
    sheet = find_nitride("CoN")
    assert sheet["exit_barrier"] == pytest.approx(1.296 * constants.e, rel=1e-12, abs=0)
    assert sheet["plane_spacing"] == pytest.approx(0.25e-9, rel=1e-12, abs=0)
    assert sheet["metal_site_density"] == pytest.approx(51.02e27, rel=1e-12, abs=0)
    exit_barrier = sheet.quantities["exit_barrier"]
    assert exit_barrier.uncertainty == pytest.approx(0.05 * constants.e, rel=1e-12, abs=0)
    assert exit_barrier.text == "1.296 eV"


def test_metal_sites_follow_from_the_lattice_parameters():
    """Four metal atoms in a cubic cell of 4.28 (CoN) and 4.33 A (FeN)."""
    for material, cell in (("CoN", 0.428e-9), ("FeN", 0.433e-9)):
        assert find_nitride(material)["metal_site_density"] == pytest.approx(
            4 / cell**3, rel=1e-3, abs=0
        )


def test_a_sheet_cannot_be_changed():
    with pytest.raises(TypeError):
        find_nitride("CoN").quantities["exit_barrier"] = None  # type: ignore[index]


CARRIERS = {
    "value": 1e16,
    "unit": "1/cm^3",
    "uncertainty": 1e16,
    "status": "assumed",
    "source": "nmhtsFilm2026",
}


def swap(raw: dict[str, Any], **numbers: Any) -> None:
    """Replace the length by another form of screening."""
    raw["quantities"].pop("screening_length_nitride")
    raw["quantities"].update(numbers)


BROKEN = {
    "unknown quantity": (
        lambda raw: raw["quantities"].update(exit_bariers=raw["quantities"]["exit_barrier"]),
        "quantities: unknown quantity 'exit_bariers'; did you mean 'exit_barrier'?",
    ),
    "missing quantity": (
        lambda raw: raw["quantities"].pop("exit_barrier"),
        "quantities.exit_barrier: missing (barrier film to adsorbed layer at zero Stern drop)",
    ),
    "no source": (
        lambda raw: raw["quantities"]["exit_barrier"].pop("source"),
        "quantities.exit_barrier: source: missing",
    ),
    "unknown source": (
        lambda raw: raw["quantities"]["exit_barrier"].update(source="deRojas2021"),
        "quantities.exit_barrier: source: 'deRojas2021' is not in references.bib nor in this sheet",
    ),
    "unknown status": (
        lambda raw: raw["quantities"]["exit_barrier"].update(status="guessed"),
        "quantities.exit_barrier: status: unknown status 'guessed'",
    ),
    "no uncertainty": (
        lambda raw: raw["quantities"]["exit_barrier"].pop("uncertainty"),
        "quantities.exit_barrier: uncertainty: missing",
    ),
    "wrong unit": (
        lambda raw: raw["quantities"]["exit_barrier"].update(unit="nm"),
        "quantities.exit_barrier: unit: 'nm' is not a unit of energy (expected e.g. '0.67 eV')",
    ),
    "unknown unit": (
        lambda raw: raw["quantities"]["exit_barrier"].update(unit="eVolt_"),
        "quantities.exit_barrier: unit: unknown unit 'eVolt_'",
    ),
    "a unit on a pure number": (
        lambda raw: raw["quantities"]["ion_valence"].update(unit="V"),
        "quantities.ion_valence: unit: 'V' (expected '1': a pure number)",
    ),
    "not a number": (
        lambda raw: raw["quantities"]["exit_barrier"].update(value="high"),
        "quantities.exit_barrier: value: 'high' is not a finite number",
    ),
    "a bare number": (
        lambda raw: raw["quantities"].update(exit_barrier=1.3),
        "quantities.exit_barrier: 1.3 (expected a mapping with the keys value, unit,",
    ),
    "unknown key of a quantity": (
        lambda raw: raw["quantities"]["exit_barrier"].update(vale=1.3),
        "quantities.exit_barrier: unknown key 'vale'; did you mean 'value'?",
    ),
    "unknown key of the sheet": (
        lambda raw: raw.update(quantitys={}),
        "unknown key 'quantitys'; did you mean 'quantities'?",
    ),
    "name that is no formula": (
        lambda raw: raw.update(name="cobalt nitride"),
        "name: formula 'cobalt nitride': cannot read 'cobaltnitride'",
    ),
    "two ways of screening": (
        lambda raw: raw["quantities"].update(carrier_density=CARRIERS),
        "quantities: screening_length_nitride and carrier_density are given together (give one "
        "of screening_length_nitride, carrier_density, resistivity with carrier_mobility)",
    ),
    "a mobility beside a length": (
        lambda raw: raw["quantities"].update(carrier_mobility=CARRIERS | {"unit": "cm^2/V/s"}),
        "quantities: screening_length_nitride and carrier_mobility are given together (give one of",
    ),
    "no way of screening": (
        lambda raw: raw["quantities"].pop("screening_length_nitride"),
        "quantities.screening_length_nitride: missing (screening length of the nitride; "
        "give one of screening_length_nitride, carrier_density, resistivity with carrier_mobility)",
    ),
    "half a way of screening": (
        lambda raw: swap(raw, resistivity=CARRIERS | {"unit": "ohm*cm"}),
        "quantities.carrier_mobility: missing (mobility of the carriers; give one of",
    ),
    "carriers per area": (
        lambda raw: swap(raw, carrier_density=CARRIERS | {"unit": "1/cm^2"}),
        "quantities.carrier_density: unit: '1/cm^2' is not",
    ),
    "no carriers": (
        lambda raw: swap(raw, carrier_density=CARRIERS | {"value": 0}),
        "quantities.carrier_density: value: 0 (allowed: above 0, up to inf)",
    ),
    "unknown kind": (
        lambda raw: raw.update(kind="oxide"),
        "kind: 'oxide'; did you mean 'nitride'? (allowed: nitride, gate, interface, mixing)",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_sheet_gets_one_clear_sentence(name: str, folder: Path, raw: dict[str, Any]):
    broken, sentence = BROKEN[name]
    broken(raw)
    found = problems(folder, raw)
    assert len(found) == 1, found
    assert found[0].startswith(sentence)


def test_all_mistakes_of_a_sheet_are_told_at_once(folder: Path, raw: dict[str, Any]):
    del raw["quantities"]["exit_barrier"]
    raw["quantities"]["curie_exponent"].update(status="known", unit="K", value="x")
    raw["author"] = "me"
    assert len(problems(folder, raw)) == 5


def test_text_that_is_no_sheet(folder: Path):
    for text, said in (("- a\n- b\n", "a sheet is a mapping"), ("a: [", "not readable as YAML")):
        (folder / "own.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(MaterialError, match=said):
            load_sheet(folder / "own.yaml")


def test_a_wrong_unit_of_the_site_density_gets_a_sentence(folder: Path, raw: dict[str, Any]):
    raw["quantities"]["metal_site_density"]["unit"] = "nm"
    assert problems(folder, raw)[0].startswith("quantities.metal_site_density: unit: 'nm'")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_must_be_finite(folder: Path, raw: dict[str, Any], value: float):
    raw["quantities"]["exit_barrier"]["value"] = value
    assert problems(folder, raw)[0].startswith("quantities.exit_barrier: value:")


@pytest.mark.parametrize("change", [{"quantities": 5}, {"references": 5}, {"kind": ["nitride"]}])
def test_a_part_of_the_wrong_kind_gets_a_sentence(folder: Path, raw: dict[str, Any], change: dict):
    assert problems(folder, raw | change)


def test_a_sheet_in_another_encoding_gets_a_sentence(folder: Path):
    (folder / "own.yaml").write_bytes(b"kind: nitride  # \xb5\n")
    with pytest.raises(MaterialError, match=r"own\.yaml"):
        load_sheet(folder / "own.yaml")


def test_a_users_sheet_needs_no_code(folder: Path, raw: dict[str, Any]):
    """A new nitride and a new gate with a source of their own, simulated by name."""
    raw["name"] = "MnN"
    raw["references"] = {"Me2026": "measured in our laboratory"}
    raw["quantities"]["exit_barrier"].update(value=1.2, status="measured", source="Me2026")
    write(folder, raw, "MnN.yaml")
    gate = yaml.safe_load((PACKAGED / "propylene_carbonate.yaml").read_text(encoding="utf-8"))
    gate["name"] = "ionic liquid"
    write(folder, gate, "liquid.yaml")

    assert find_nitride("Mn2N2")["exit_barrier"] == pytest.approx(
        1.2 * constants.e, rel=1e-12, abs=0
    )
    film = Film("MnN", thickness="2 nm", gate="ionic liquid")
    run = simulate(film, "hold -4 V for 1 s", steps_per_clause=4)
    assert run.attrs["material"] == "MnN"
    assert run.attrs["gate"] == "ionic liquid"
    assert float(run["charge"][-1]) > 0


def test_a_users_sheet_wins_over_the_packaged_one(folder: Path, raw: dict[str, Any]):
    raw["quantities"]["exit_barrier"]["value"] = 1.25
    write(folder, raw)
    assert find_nitride("CoN")["exit_barrier"] == pytest.approx(
        1.25 * constants.e, rel=1e-12, abs=0
    )
    (folder / "own.yaml").unlink()
    assert find_nitride("CoN")["exit_barrier"] == pytest.approx(
        1.296 * constants.e, rel=1e-12, abs=0
    )


def test_a_changed_sheet_is_read_again(folder: Path, raw: dict[str, Any]):
    for value in (1.25, 1.2):
        raw["quantities"]["exit_barrier"]["value"] = value
        write(folder, raw)
        assert find_nitride("CoN")["exit_barrier"] == pytest.approx(
            value * constants.e, rel=1e-12, abs=0
        )


def test_sheets_in_the_project_folder_are_found(folder: Path, raw: dict[str, Any]):
    raw["name"] = "CrN"
    (folder / "config/materials").mkdir(parents=True)
    write(folder / "config/materials", raw)
    assert find_nitride("CrN").name == "CrN"


@pytest.mark.parametrize(
    ("find", "name", "said"),
    [
        (find_nitride, "FeNi", "formula 'FeNi' needs a metal and one anion"),
        (find_nitride, "CrN", "unknown material 'CrN'"),
        (find_gate, "propylene", "unknown gate 'propylene'; did you mean 'propylene carbonate'?"),
    ],
)
def test_unknown_names_are_told_what_there_is(find, name: str, said: str, folder: Path):
    with pytest.raises(MaterialError) as caught:
        find(name)
    assert said in str(caught.value)
    assert ("CoN, FeN" if find is find_nitride else "propylene carbonate") in str(caught.value)


@pytest.mark.parametrize(
    ("quantity", "value", "allowed"),
    [
        ("initial_occupancy", 1.5, "above 0, up to 1"),
        ("exit_barrier", -1.3, "above 0, up to inf"),
        ("plane_spacing", 0, "above 0, up to inf"),
        ("ion_valence", -3, "above 0, up to inf"),
    ],
)
def test_a_number_out_of_range_gets_a_sentence(
    folder: Path, raw: dict[str, Any], quantity: str, value: float, allowed: str
):
    raw["quantities"][quantity]["value"] = value
    assert problems(folder, raw) == [
        f"quantities.{quantity}: value: {value!r} (allowed: {allowed})"
    ]


def test_a_sheet_keeps_the_name_as_written(folder: Path, raw: dict[str, Any]):
    raw["name"] = "Ni3N"
    write(folder, raw, "Ni3N.yaml")
    assert find_nitride("Ni3N").name == "Ni3N"
    assert find_nitride("Ni1.5N0.5").name == "Ni3N"


GATES = {
    "an activation of nothing": (
        lambda q: q.pop("electrolyte_share"),
        (
            "quantities.conductivity_activation: it does nothing (it acts on electrolyte_share "
            "of area_resistance, or on the salt)"
        ),
    ),
    "an electrolyte without activation": (
        lambda q: q.pop("conductivity_activation"),
        "quantities.electrolyte_share: it does nothing without conductivity_activation",
    ),
    "more than all": (
        lambda q: q["electrolyte_share"].update(value=1.2),
        "quantities.electrolyte_share: value: 1.2 (allowed: above 0, up to 1)",
    ),
    "a contact that drives": (
        lambda q: q.update(contact_resistance=q["area_resistance"] | {"value": -0.1}),
        "quantities.contact_resistance: value: -0.1 (allowed: above 0, up to inf)",
    ),
    "a contact without area": (
        lambda q: q.update(contact_resistance=q["area_resistance"] | {"unit": "ohm"}),
        "quantities.contact_resistance: unit: 'ohm' is not a unit of",
    ),
}


@pytest.mark.parametrize("name", GATES)
def test_a_broken_gate_gets_one_clear_sentence(name: str, folder: Path):
    broken, sentence = GATES[name]
    raw = yaml.safe_load((PACKAGED / "propylene_carbonate.yaml").read_text(encoding="utf-8"))
    broken(raw["quantities"])
    found = problems(folder, raw)
    assert len(found) == 1, found
    assert found[0].startswith(sentence)


def test_a_sheet_may_say_its_carriers_or_its_resistivity(folder: Path, raw: dict[str, Any]):
    """The numbers of the other forms are then not among its values, and a film of it runs."""
    raw["name"] = "CrN"
    swap(raw, carrier_density=CARRIERS)
    write(folder, raw)
    numbers = find_nitride("CrN").values()
    assert numbers["carrier_density"] == pytest.approx(1e22, rel=1e-12)
    assert "screening_length_nitride" not in numbers
    assert (
        simulate(Film("CrN", "2 nm"), "hold -4 V for 1 s", steps_per_clause=2).attrs["status"]
        == "ok"
    )
    raw["quantities"].pop("carrier_density")
    raw["quantities"]["resistivity"] = CARRIERS | {"value": 5, "unit": "ohm*cm"}
    raw["quantities"]["carrier_mobility"] = CARRIERS | {"value": 2, "unit": "cm^2/V/s"}
    write(folder, raw)
    numbers = find_nitride("CrN").values()
    assert numbers["resistivity"] == pytest.approx(0.05, rel=1e-12)
    assert numbers["carrier_mobility"] == pytest.approx(2e-4, rel=1e-12)


def test_wear_is_stated_or_there_is_none(folder: Path, raw: dict[str, Any]):
    """Numbers of wear are read with their unit and status;
    a sheet without them has none, and 0 is no wear.
    """
    assert not set(find_nitride("CoN").values()) & {"site_loss", "barrier_growth"}
    assert "resistance_growth" not in find_gate("propylene carbonate").values()
    given = {"unit": "ueV", "uncertainty": 1, "status": "assumed", "source": "nmhtsFilm2026"}
    raw["quantities"]["barrier_growth"] = {"value": 20, **given}
    raw["quantities"]["site_loss"] = {"value": 0, **given, "unit": "1"}
    sheet = load_sheet(write(folder, raw))
    assert isinstance(sheet, Sheet)
    assert sheet.values()["barrier_growth"] == pytest.approx(2e-5 * constants.e)
    assert sheet.values()["site_loss"] == 0.0
    raw["quantities"]["barrier_growth"]["value"] = -20
    (problem,) = problems(folder, raw)
    assert problem.startswith("quantities.barrier_growth: ")
