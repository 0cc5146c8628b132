"""Inputs that can be simulated but are probably mistakes are named at the plan, with a number."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from nmhts.cli import main
from nmhts.schema.load import load_study
from nmhts.simulation.outcomes.plausibility import PLAUSIBLE
from nmhts.study.plan import make_plan

STUDY = """
    kind: film_kinetics
    film: {material: CoN, thickness: 5 nm, gate: propylene carbonate}
    protocol: hold {voltage} for 1 s
    axes:
      voltage: [-1 V, -2 V]
"""


def doubts(folder: Path, old: str = "", new: str = "") -> tuple[str, ...]:
    assert old in STUDY
    path = folder / "small.yaml"
    path.write_text(textwrap.dedent(STUDY.replace(old, new) if old else STUDY), encoding="utf-8")
    return make_plan(load_study(path), folder / "results").doubts


def test_what_has_been_done_is_not_doubted(tmp_path: Path):
    assert doubts(tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "-2 V",
            "-4 kV",
            "gate_voltage -4000 V is below -100 V (assumed: films are gated with some volts",
        ),
        ("-2 V", "4 kV", "gate_voltage 4000 V is above 100 V (assumed: "),
        (
            "5 nm,",
            "5 nm, temperature: 25 K,",
            "temperature 25 K is below 200 K (assumed: colder, the liquids",
        ),
        ("5 nm,", "5 nm, temperature: 1e30 K,", "temperature 1e+30 K is above 600 K (assumed: "),
        ("1 s", "1e12 s", "duration 1e+12 s is above 3.2e+09 s (assumed: "),
    ],
)
def test_what_is_hardly_meant_is_said_with_its_bound(tmp_path: Path, old: str, new: str, said: str):
    (found,) = doubts(tmp_path, old, new)
    assert said in found
    assert f"; in {1 if 'V' in old else 2} of 2 films" in found


def test_a_solid_gate_is_measured_by_the_breakdown_field_of_its_sheet(tmp_path: Path):
    """8 V over 5 nm are 16 MV/cm, by hand; the sheet says 5 MV/cm, and that this is assumed."""
    film = "thickness: 5 nm, gate: propylene carbonate}"
    solid = "thickness: 5 nm, gate: HfO2, parameters: {stern_thickness: 5 nm}}"
    text = STUDY.replace(film, solid).replace("-2 V", "+8 V")
    path = tmp_path / "small.yaml"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    (found,) = make_plan(load_study(path), tmp_path / "results").doubts
    assert found == (
        "8 V over 5 nm of the gate 'HfO2' is a field of up to 16 MV/cm, above its "
        "breakdown_field of 5 MV/cm (assumed, nmhtsFilm2026); in 1 of 2 films"
    )


def test_the_plan_says_it_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "small.yaml"
    path.write_text(textwrap.dedent(STUDY.replace("-2 V", "-4 kV")), encoding="utf-8")
    assert main(["--results", str(tmp_path / "results"), "plan", str(path)]) == 0
    assert "  warning: gate_voltage -4000 V is below -100 V" in capsys.readouterr().out


def test_shipped_studies_are_plausible(tmp_path: Path):
    root = Path(__file__).parents[3]
    for path in sorted((root / "config/studies").glob("*.yaml")):
        config = load_study(path)
        if config.file.kind != "phase_map":
            assert make_plan(config, tmp_path / "results").doubts == (), path.name


def test_every_bound_has_a_reason_and_a_status():
    for name, (low, high, status, reason) in PLAUSIBLE.items():
        assert low < high, name
        assert status in ("assumed", "measured", "published"), name
        assert len(reason) > 40, name
