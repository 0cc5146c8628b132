"""Rules and end members of a user: additions without code, and one sentence for a mistake."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from end_members import EV, NAME

from nmhts.errors import MaterialError
from nmhts.materials.library import PACKAGED, find_nitride, load_sheet
from nmhts.simulation.films.film import Film


@pytest.fixture
def raw() -> dict[str, Any]:
    """The packaged bcc-like rules as written, for changes."""
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
    barrier = {
        "coefficients": [0.4],
        "unit": "eV",
        "uncertainty": 0.1,
        "status": "assumed",
        "source": "me2026",
    }
    raw |= {"name": "with nickel", "references": {"me2026": "a guess"}}
    raw["pairs"]["Co-Ni"] = {"valid": [0, 1], "note": "new", "interactions": {NAME: barrier}}
    write(folder, raw)
    found = find_nitride("Co0.5Ni0.5N", "with nickel")
    cobalt = find_nitride("CoN")[NAME] / EV
    assert found[NAME] / EV == pytest.approx(0.5 * (cobalt + 1.5) + 0.1, rel=1e-11)
    assert found.quantities[NAME].source == "deRojas2020, me2026"
    assert Film("NiN", "2 nm").material.name == "NiN"


def test_own_rules_win_over_packaged_ones(folder: Path, raw: dict[str, Any]):
    before = find_nitride("Co0.9Mn0.1N")[NAME]
    raw["pairs"]["Co-Mn"]["interactions"].pop(NAME)
    path = write(folder, raw)
    assert find_nitride("Co0.9Mn0.1N")[NAME] / EV == pytest.approx(1.321, rel=1e-11)
    path.unlink()
    assert find_nitride("Co0.9Mn0.1N")[NAME] == before


PAIR = "pairs.Co-Mn"
NUMBER = f"{PAIR}.interactions.{NAME}"
BROKEN = {
    "unknown key": (lambda p, i: p.update(vald=[0, 1]),
        f"{PAIR}: unknown key 'vald'; did you mean 'valid'?"),
    "no validity": (lambda p, i: p.pop("valid"), f"{PAIR}: valid: missing"),
    "no note": (lambda p, i: p.pop("note"), f"{PAIR}: note: missing"),
    "validity reversed": (lambda p, i: p.update(valid=[1, 0]),
        f"{PAIR}.valid: [1, 0] (expected [low, high]"),
    "validity beyond": (lambda p, i: p.update(valid=[0, 1.5]),
        f"{PAIR}.valid: [0, 1.5] (expected [low, high]"),
    "validity of text": (lambda p, i: p.update(valid="all"),
        f"{PAIR}.valid: 'all' (expected [low, high]"),
    "interactions of text": (lambda p, i: p.update(interactions="none"),
        f"{PAIR}.interactions: 'none' (expected a mapping"),
    "unknown quantity": (lambda p, i: p["interactions"].update(exit_barier=i),
        f"{PAIR}: unknown quantity 'exit_barier'; did you mean 'exit_barrier'?"),
    "logarithmic quantity": (lambda p, i: p["interactions"].update(attempt_frequency=i),
        f"{PAIR}: unknown quantity 'attempt_frequency'"),
    "no source": (lambda p, i: i.pop("source"), f"{NUMBER}: source: missing"),
    "unknown source": (lambda p, i: i.update(source="hearsay"),
        f"{NUMBER}: source: 'hearsay' is not in references.bib"),
    "unknown status": (lambda p, i: i.update(status="guessed"),
        f"{NUMBER}: status: unknown status 'guessed'"),
    "wrong unit": (lambda p, i: i.update(unit="nm"),
        f"{NUMBER}: unit: 'nm' is not a unit of energy"),
    "no uncertainty": (lambda p, i: i.pop("uncertainty"), f"{NUMBER}: uncertainty: missing"),
    "negative uncertainty": (lambda p, i: i.update(uncertainty=-1),
        f"{NUMBER}: uncertainty: -1 (allowed: 0 or more)"),
    "no list": (lambda p, i: i.update(coefficients=0.4),
        f"{NUMBER}: coefficients: 0.4 (expected a list of finite numbers)"),
    "empty list": (lambda p, i: i.update(coefficients=[]),
        f"{NUMBER}: coefficients: [] (expected a list of finite numbers)"),
    "no number": (lambda p, i: i.update(coefficients=["a"]),
        f"{NUMBER}: coefficients: ['a'] (expected a list of finite numbers)"),
    "infinite": (lambda p, i: i.update(coefficients=[float("inf")]),
        f"{NUMBER}: coefficients: [inf] (expected a list"),
    "a bare number": (lambda p, i: p["interactions"].update({NAME: 0.4}),
        f"{NUMBER}: 0.4 (expected a mapping with the keys coefficients,"),
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


def test_the_rules_of_the_how_to_can_be_read(folder: Path):
    page = Path(__file__).resolve().parents[3] / "docs/how-to/add-a-material.md"
    blocks = re.findall(r"^```yaml\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    (block,) = [block for block in blocks if block.startswith("kind: mixing")]
    (folder / "own.yaml").write_text(block, encoding="utf-8")
    assert find_nitride("Co0.9Mn0.1N", "bcc-like, my fit")[NAME] / EV == pytest.approx(
        1.321 - 0.09 * 0.46 * 1.8, rel=1e-11
    )
    with pytest.raises(MaterialError, match=r"allowed: 0 to 0\.3: fitted to films of 5 to 30 % Mn"):
        find_nitride("Co0.5Mn0.5N", "bcc-like, my fit")
