"""The file of a study of floating films: valid ones, and all mistakes of a bad one at once."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from nmhts.errors import StudyError
from nmhts.kinds.wireless.config import WirelessConfig
from nmhts.kinds.wireless.points import resolve_points
from nmhts.schema.load import load_study

GOOD = """
kind: wireless
film: {thickness: 5 nm, gate: propylene carbonate with KI}
protocol: hold {drive} for 1 min; rest 1 min
cell:
  cell_width: 20 mm
  cell_height: 10 mm
  film_length: 6 mm
  film_y: 5 mm
axes:
  layout: [flushed, stagnant]
  drive: [10 V, 20 V]
  film_x: [8 mm, 12 mm]
output: {positions: 16, max_planes: 24}
"""

# Ten mistakes, none of which may hide another.
BAD = """
kind: wireless
colour: red
film: {thickness: 5 nm, gate: propylene carbonat with KI}
protocol: hold {drve} for 1 min; rest 1 min
cell:
  cell_width: 20 mm
  film_length: 6 mm
  film_y: 5 mm
  film_yaw: 3 deg
axes:
  layout: [flushd]
  drive: [10 V]
  film_x: [8 V]
  contact_resistance: [1 ohm*m^2]
output: {positions: 4}
"""
SENTENCES = (
    "unknown key 'colour'",
    "cell: unknown key 'film_yaw'; did you mean 'film_y'?",
    "output.positions: input should be greater than or equal to 8 (given: 4)",
    "axes.film_x: 'V' is not a unit of length",
    "axes.contact_resistance: it does nothing, as liquid and counter reaction are solved for",
    (
        "film.gate: unknown gate 'propylene carbonat with KI'; did you mean 'propylene carbonate "
        "with KI'?"
    ),
    (
        "axes.drive: neither a film or cell entry nor a placeholder {drive} in the protocol; did "
        "you mean 'drve'?"
    ),
    "protocol: placeholder {drve} has no axis; did you mean 'drive'?",
)

# Of one film: the text replaced, its replacement, the complaint, and its key.
ONE = {
    "film outside of the cell": (
        "film_x: [8 mm, 12 mm]",
        "film_x: [8 mm, 30 mm]",
        (
            "cell.film_x, film_y: the film, from (27 mm, 5 mm) to (33 mm, 5 mm) on its "
            "substrate, is not inside the cell, at film_x 30 mm"
        ),
    ),
    "film longer than the cell": (
        "film_length: 6 mm",
        "film_length: 30 mm",
        "on its substrate, is not inside the cell",
    ),
    "film that touches a plate": (
        "film_x: [8 mm, 12 mm]",
        "film_x: [8 mm, 3.05 mm]",
        (
            "the film is 0.05 mm from the first electrode (allowed: 0.12 mm or more, 2% of the "
            "film's length), at film_x 3.05 mm"
        ),
    ),
    "film that does not fit when turned": (
        "film_y: 5 mm",
        "film_y: 5 mm\n  film_tilt: 90 deg\n  substrate_thickness: 19 mm",
        "is not inside the cell",
    ),
    "unknown layout": (
        "[flushed, stagnant]",
        "[flushed, stagnent]",
        (
            "axes.layout: unknown layout 'stagnent'; did you mean 'stagnant'? (allowed: flushed, "
            "stagnant)"
        ),
    ),
    "electrodes without any": (
        "film_y: 5 mm",
        "film_y: 5 mm\n  electrodes:",
        "cell.electrodes: nothing given (leave the key out for its default)",
    ),
    "cell beyond any laboratory": (
        "cell_width: 20 mm",
        "cell_width: 1e9 km",
        "(allowed: above 0, up to 1000 m)",
    ),
    "liquid beyond any metal": (
        "film_y: 5 mm",
        "film_y: 5 mm\n  conductivity: 1e300 S/m",
        "(allowed: above 0, up to 1e+09 S/m)",
    ),
    "unknown back": (
        "film_y: 5 mm",
        "film_y: 5 mm\n  back: conducter",
        "cell.back: 'conducter'; did you mean 'conductor'? (allowed: conductor, insulator)",
    ),
    "unknown material": (
        "{thickness: 5 nm,",
        "{material: CoNN, thickness: 5 nm,",
        "film.material: ",
    ),
    "no conductivity at all": (
        "film_y: 5 mm",
        "film_y: 5 mm\n  conductivity: 0 S/m",
        "cell.conductivity: 0 S/m must be positive",
    ),
    "no conductivity, as an axis": (
        "film_x: [8 mm, 12 mm]",
        "film_x: [8 mm]\n  conductivity: [0 S/m, 1 S/m]",
        "axes.conductivity: 0 S/m must be positive",
    ),
    "no counter reaction": (
        "gate: propylene carbonate with KI",
        "gate: propylene carbonate",
        (
            "cell.conductivity: missing (the gate 'propylene carbonate' does not state "
            "molar_conductivity"
        ),
    ),
    "two laws": (
        "film_y: 5 mm",
        "film_y: 5 mm\n  exchange_conductance: 1 S/m^2\n  exchange_current_density: 1 A/m^2",
        "cell.exchange_conductance, cell.exchange_current_density: both are given",
    ),
    "nothing said of where the film is": (
        "  film_y: 5 mm\n",
        "",
        "cell.film_y: missing (y of the middle of the film; give it here or as an axis)",
    ),
    "said twice": (
        "film_y: 5 mm",
        "film_y: 5 mm\n  film_x: 8 mm",
        "cell.film_x: is also an axis (give it in one place)",
    ),
    "size and outline": (
        "film_y: 5 mm",
        (
            "film_y: 5 mm\n  electrodes: [{start: [0 mm, 0 mm], end: [0 mm, 10 mm]}, {start: [20 "
            "mm, 0 mm], end: [20 mm, 10 mm]}]\n  outline: [[0 mm, 0 mm], [20 mm, 0 mm], [20 mm, "
            "10 mm], [0 mm, 10 mm]]"
        ),
        "cell.outline: cell_width and cell_height too (a cell has a size or an outline)",
    ),
    "one plate": (
        "film_y: 5 mm",
        "film_y: 5 mm\n  electrodes: [{start: [0 mm, 0 mm], end: [0 mm, 5 mm]}]",
        "cell.electrodes: ",
    ),
    "plate of another key": (
        "film_y: 5 mm",
        (
            "film_y: 5 mm\n  electrodes: [{strat: [0 mm, 0 mm], start: [0 mm, 0 mm], end: [0 mm, "
            "5 mm]}, {start: [20 mm, 0 mm], end: [20 mm, 5 mm]}]"
        ),
        "cell.electrodes.0: unknown key 'strat'; did you mean 'start'?",
    ),
    "plates that touch": (
        "film_y: 5 mm",
        (
            "film_y: 5 mm\n  electrodes: [{start: [0 mm, 0 mm], end: [0 mm, 5 mm]}, {start: [0 "
            "mm, 5 mm], end: [0 mm, 9 mm]}]"
        ),
        "cell.electrodes: the two touch each other",
    ),
    "plate outside": (
        "film_y: 5 mm",
        (
            "film_y: 5 mm\n  electrodes: [{start: [0 mm, 0 mm], end: [0 mm, 5 mm]}, {start: [25 "
            "mm, 0 mm], end: [25 mm, 5 mm]}]"
        ),
        "lies neither on a wall nor inside the cell",
    ),
    "substrate thinner than elements": (
        "film_y: 5 mm",
        "film_y: 5 mm\n  substrate_thickness: 1 um",
        "cell.substrate_thickness: 1 um (allowed: 18.8 um or more with 16 positions)",
    ),
    "drive of nothing": (
        "hold {drive} for 1 min;",
        "hold {drive} for 0 min;",
        "protocol: clause 1",
    ),
    "pulses of nothing": (
        "hold {drive} for 1 min;",
        "10 pulses of {drive}, 0 s at 10 Hz;",
        "protocol: clause 1",
    ),
    "duty below nothing": (
        "hold {drive} for 1 min;",
        "10 pulses of {drive} at 10 Hz with a duty of -5 %;",
        "duty",
    ),
    "too many pieces": (
        "hold {drive} for 1 min;",
        "10000 pulses of {drive}, 1 ms at 10 Hz;",
        "pieces of voltage (allowed in a wireless run: 5000)",
    ),
    "steps of nothing": (
        "output:",
        "numerics: {largest_change: 0 V}\noutput:",
        "numerics.largest_change: 0 V must be positive",
    ),
    "films too thick": (
        "max_planes: 24",
        "max_planes: 10",
        "(allowed: 3 to output.max_planes = 10)",
    ),
    "name of the store's own": (
        "  drive: [10 V, 20 V]",
        "  drive: [10 V]\n  place: [1 s]",
        "axes.place: not a name for an axis",
    ),
    "salt where the cell says what it does": (
        "film_x: [8 mm, 12 mm]",
        (
            "film_x: [8 mm]\n  conductivity: [0.1 S/m]\n  molar_conductivity: [19 S*cm^2/mol, 20 "
            "S*cm^2/mol]"
        ),
        "axes.molar_conductivity: it does nothing, the cell states conductivity",
    ),
    "leak where the cell says its reaction": (
        "film_x: [8 mm, 12 mm]",
        "film_x: [8 mm]\n  exchange_conductance: [0.3 S/m^2]\n  leak_conductance: [0.5 S/m^2]",
        "axes.leak_conductance: it does nothing, the cell states exchange_conductance",
    ),
    "the same film twice": (
        "drive: [10 V, 20 V]",
        "drive: [10 V, 10 V]",
        "axes.drive: repeated value",
    ),
}


def read(folder: Path, text: str) -> WirelessConfig:
    path = folder / "study.yaml"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    config = load_study(path)
    assert isinstance(config, WirelessConfig)
    return config


def ids(folder: Path, text: str) -> set[str]:
    return {point.run_id for point in resolve_points(read(folder, text)).points}


def test_a_good_file(tmp_path: Path):
    points = resolve_points(read(tmp_path, GOOD)).points
    assert [(p.row["layout"], p.row["drive"], p.row["film_x"]) for p in points][:3] == [
        ("flushed", 10.0, 8e-3), ("flushed", 10.0, 12e-3), ("flushed", 20.0, 8e-3)
    ]  # fmt: skip
    assert len({p.run_id for p in points}) == 8
    first = points[0]
    # 50 mol/m3 with 19 S cm2/mol, which the cell leaves to the gate.
    assert first.row["conductivity"] == pytest.approx(50 * 19e-4, rel=1e-12)
    assert first.row["exchange_current_density"] is None
    assert first.row["storage_capacity"] is None
    assert float(points[-1].row["storage_capacity"]) > 0
    assert first.protocol == "hold 10.0 V for 1 min; rest 1 min"


def test_derived_places_and_scattered_ones(tmp_path: Path):
    text = GOOD.replace("  film_x: [8 mm, 12 mm]\n", "").replace(
        "output:", "derived: {film_x: 0.4 * cell_width}\noutput:"
    )
    assert {p.row["film_x"] for p in resolve_points(read(tmp_path, text)).points} == {8e-3}
    device = GOOD.replace(
        "output:", "replicates: 3\nscatter: {film_y: 0.2 mm, film_tilt: 2 deg}\noutput:"
    )
    points = resolve_points(read(tmp_path, device)).points
    assert len(points) == 24
    assert len({p.row["film_y"] for p in points}) == 24
    y, tilt = ([float(p.row[name]) for p in points] for name in ("film_y", "film_tilt"))
    assert 0 < max(abs(value - 5e-3) for value in y) < 1e-3
    assert min(tilt) < 0 < max(tilt)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("film_length: 6 mm", "film_length: 6.1 mm"),
        ("film_y: 5 mm", "film_y: 5.1 mm"),
        ("film_y: 5 mm", "film_y: 5 mm\n  film_tilt: 1 deg"),
        ("film_y: 5 mm", "film_y: 5 mm\n  substrate_thickness: 0.4 mm"),
        ("film_y: 5 mm", "film_y: 5 mm\n  conductivity: 1 mS/cm"),
        ("film_y: 5 mm", "film_y: 5 mm\n  exchange_conductance: 0.5 S/m^2"),
        ("film_y: 5 mm", "film_y: 5 mm\n  exchange_current_density: 1 uA/cm^2"),
        ("film_y: 5 mm", "film_y: 5 mm\n  back: conductor"),
        ("cell_height: 10 mm", "cell_height: 11 mm"),
        (
            "film_y: 5 mm",
            (
                "film_y: 5 mm\n  electrodes: [{start: [0 mm, 0 mm], end: [0 mm, 5 mm]}, {start: "
                "[20 mm, 0 mm], end: [20 mm, 5 mm]}]"
            ),
        ),
        ("rest 1 min", "rest 2 min"),
        ("thickness: 5 nm", "thickness: 5.5 nm"),
    ],
)
def test_what_decides_a_result_is_in_its_name(old: str, new: str, tmp_path: Path):
    assert not ids(tmp_path, GOOD) & ids(tmp_path, GOOD.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: wireless", "kind: wireless\ntitle: Another"),
        ("film_y: 5 mm", "film_y: 5 mm\n  conductivity: 0.095 S/m"),
        (
            "film_y: 5 mm",
            (
                "film_y: 5 mm\n  electrodes: [{start: [0 mm, 10 mm], end: [0 mm, 0 mm], "
                "thickness: 3 mm}, {start: [20 mm, 0 mm], end: [20 mm, 10 mm]}]"
            ),
        ),
    ],
)
def test_what_decides_nothing_is_not(old: str, new: str, tmp_path: Path):
    """The conductivity that the gate states said by the cell, whole walls said as plates."""
    assert ids(tmp_path, GOOD) == ids(tmp_path, GOOD.replace(old, new))


def test_all_mistakes_at_once(tmp_path: Path):
    with pytest.raises(StudyError) as caught:
        read(tmp_path, BAD)
    for sentence in SENTENCES:
        assert any(p.startswith(sentence) for p in caught.value.problems), (
            sentence,
            caught.value.problems,
        )
    assert len(caught.value.problems) == len(SENTENCES)


def test_cell_that_is_right_is_judged_with_its_names(tmp_path: Path):
    with pytest.raises(StudyError) as caught:
        read(tmp_path, BAD.replace("  film_yaw: 3 deg\n", ""))
    said = caught.value.problems
    assert any(p.startswith("cell.cell_height: missing (its height") for p in said)
    assert any(
        p.startswith("axes.layout: unknown layout 'flushd'; did you mean 'flushed'?") for p in said
    )


@pytest.mark.parametrize(("old", "new", "said"), ONE.values(), ids=ONE)
def test_one_mistake_one_sentence(old: str, new: str, said: str, tmp_path: Path):
    assert old in GOOD
    with pytest.raises(StudyError) as caught:
        resolve_points(read(tmp_path, GOOD.replace(old, new)))
    assert len(caught.value.problems) == 1, caught.value.problems
    assert said in caught.value.problems[0]


def test_placeholder_that_nothing_fills(tmp_path: Path):
    with pytest.raises(StudyError) as caught:
        read(tmp_path, GOOD.replace("  drive: [10 V, 20 V]\n", ""))
    (said,) = caught.value.problems
    assert said.startswith("protocol: placeholder {drive} has no axis")


def test_cells_wrong_alike_are_told_once(tmp_path: Path):
    text = GOOD.replace("film_x: [8 mm, 12 mm]", "film_x: [8 mm, 30 mm, 40 mm]")
    with pytest.raises(StudyError) as caught:
        resolve_points(read(tmp_path, text))
    (said,) = caught.value.problems
    assert said.endswith("at film_x 30 mm (and 7 more cells of the study)")
