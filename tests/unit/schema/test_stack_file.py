"""The file of a study of stacks: valid ones, and all mistakes of a bad one before any work."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from nmhts.errors import StudyError
from nmhts.kinds.stack_kinetics.config import StackConfig
from nmhts.kinds.stack_kinetics.points import StudyStacks, resolve_points
from nmhts.schema.combine import rows_of_study
from nmhts.schema.load import load_study

GOOD = """
kind: stack_kinetics
title: Stacks
stack:
  layers: "3 nm Co / {edge} / {spacer} Co{a}Mn{x}N / 4 nm CoN"
  gate: propylene carbonate
protocol: hold {voltage} for 5 s
axes:
  voltage: [-5 V]
  spacer: [2 nm, 3 nm]
  x: [0.1, 0.2]
  edge: [abrupt, oxidised]
derived: {a: 1 - x}
output: {max_planes: 40, max_layers: 3, steps_per_clause: 12}
"""

# Six mistakes, none of which may hide another.
BAD = """
kind: stack_kinetics
colour: red
stack: {layers: "{spacer} CoN / 4 nm CoM", gate: propylen carbonate, mixing: fc-like}
protocol: hold {volts} for 5 s
axes:
  voltage: [-5 V]
output: {max_layer: 3}
"""
SENTENCES = (
    "unknown key 'colour'",
    "stack.layers: placeholder {spacer} has no axis",
    "stack.gate: unknown gate 'propylen carbonate'; did you mean 'propylene carbonate'?",
    "stack.mixing: unknown set of mixing rules 'fc-like'; did you mean 'fcc-like'?",
    "protocol: placeholder {volts} has no axis; did you mean 'voltage'?",
    (
        "axes.voltage: neither a stack entry nor a placeholder {voltage} in stack.layers or the "
        "protocol; did you mean 'volts'?"
    ),
    "output: unknown key 'max_layer'; did you mean 'max_layers'?",
)

ONE = {
    "unknown interface": ("abrupt, oxidised", "oxidized",
        "stack.layers: unknown interface 'oxidized'; did you mean 'oxidised'?"),
    "unknown interface, written out": ("/ 4 nm CoN", "/ abrubt / 4 nm CoN",
        "stack.layers: unknown interface 'abrubt'; did you mean 'abrupt'?"),
    "unknown material": ("4 nm CoN", "4 nm CoM",
        "stack.layers: unknown material 'CoMN'; did you mean 'CoN'?"),
    "zero thickness": ("4 nm CoN", "0 nm CoN",
        "stack.layers: layer 0 nm CoN: below 2 planes of 0.25 nm (expected e.g. '0.5 nm')"),
    "zero thickness on an axis": ("spacer: [2 nm, 3 nm]\n  x: [0.1, 0.2]",
        "spacer: [2 nm, 0 nm]\n  x: [0.1]", "stack.layers: layer 0 nm Co0.9Mn0.1N: below 2 planes"),
    "too many layers": ("max_layers: 3", "max_layers: 2",
        "has 3 layers (allowed: up to output.max_layers = 2)"),
    "too many planes": ("max_planes: 40", "max_planes: 30",
        "has 40 planes (allowed: up to output.max_planes = 30)"),
    "unfilled placeholder": ("spacer: [2 nm, 3 nm]", "thickness_2: [1]",
        "stack.layers: placeholder {spacer} has no axis"),
    "no gate": ("  gate: propylene carbonate\n", "", "stack.gate: missing (allowed: GdOx, HfO2"),
    "no layers": ('  layers: "3 nm Co / {edge} / {spacer} Co{a}Mn{x}N / 4 nm CoN"\n', "",
        "stack.layers: missing (expected e.g."),
    "no length": ("spacer: [2 nm", "spacer: [2 V",
        "axes.spacer: '2 V' is not a quantity in one of m, a pure number"),
    "a share as a length": ("4 nm CoN", "{x} CoN", "cannot read '0.1 CoN'"),
    "the same stack twice": ("spacer: [2 nm, 3 nm]\n  x: [0.1, 0.2]\n  edge: [abrupt, oxidised]",
        "spacer: [3 nm, 3.01 nm]\n  x: [0.1]\n  edge: [abrupt]", "axes: two stacks are the same"),
    "a number of some nitride": ("voltage: [-5 V]", "voltage: [-5 V]\n  exit_barrier: [1.2 eV]",
        "axes.exit_barrier: a number of a nitride's sheet, of which a stack has several"),
    "salt where there is none": ("voltage: [-5 V]",
        "voltage: [-5 V]\n  salt_concentration: [1 mol/m^3]",
        "salt_concentration: it does nothing under the gate 'propylene carbonate'"),
    "layers in two places": ("axes:\n",
        "axes:\n  layers: ['{spacer} Co{a}Mn{x}N / {edge} / 4 nm CoN']\n",
        "stack.layers: is also an axis"),
    "a name of the store": ("voltage: [-5 V]", "voltage: [-5 V]\n  n_layers: [1]",
        "axes.n_layers: not a name for an axis"),
    "composition off the rules": ("x: [0.1, 0.2]", "x: [0.1, 1.2]", "stack.layers: "),
    "replicates": ("title: Stacks", "replicates: 3",
        "key 'replicates': studies of kind stack_kinetics have none"),
}  # fmt: skip


def read(folder: Path, text: str) -> StackConfig:
    path = folder / "study.yaml"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    config = load_study(path)
    assert isinstance(config, StackConfig)
    return config


def resolved(folder: Path, text: str) -> StudyStacks:
    return resolve_points(read(folder, text))


def test_a_good_file(tmp_path: Path):
    config = read(tmp_path, GOOD)
    points = resolve_points(config).points
    assert len(points) == rows_of_study(config) == len({point.run_id for point in points}) == 8
    written = [point.row["layers"] for point in points]
    assert written[0] == "3 nm Co / abrupt / 2 nm Co0.9Mn0.1N / 4 nm CoN"
    assert written[-1] == "3 nm Co / oxidised / 3 nm Co0.8Mn0.2N / 4 nm CoN"
    assert points[0].names == ("Co", "Co0.9Mn0.1N", "CoN")
    last = {"spacer": 3e-9, "x": 0.2, "edge": "oxidised", "n_layers": 3, "thickness": 10e-9}
    assert (
        last.items()
        <= {**points[-1].row, "thickness": round(points[-1].row["thickness"], 15)}.items()
    )


def test_placeholders_stand_for_materials_counts_and_whole_stacks(tmp_path: Path):
    """A seed, the number of repeats, and layers themselves as an axis."""
    text = GOOD.replace(
        "3 nm Co / {edge} / {spacer} Co{a}Mn{x}N / 4 nm CoN",
        "2 nm {seed} / {times} x (1 nm FeN / 1 nm CoN)",
    )
    axes = "axes:\n  voltage: [-5 V]\n  seed: [Co, Mn]\n  times: [1, 3]\noutput: {max_layers: 9}\n"
    found = resolved(tmp_path, text[: text.index("axes:")] + axes).points
    assert [point.row["n_layers"] for point in found] == [3, 7, 3, 7]
    assert [point.names[:2] for point in found] == [("Co", "FeN")] * 2 + [("Mn", "FeN")] * 2
    whole = text[: text.index("stack:")] + "stack: {gate: HfO2}\nprotocol: rest 1 s\n"
    axes = "axes:\n  layers: [2 nm CoN, 1 nm FeN / 1 nm CoN]\n  temperature: [280 K, 300 K]\n"
    found = resolved(tmp_path, whole + axes).points
    assert [p.row["layers"] for p in found] == ["2 nm CoN"] * 2 + ["1 nm FeN / 1 nm CoN"] * 2
    assert [p.row["temperature"] for p in found] == [280.0, 300.0] * 2


def test_conditions_may_ask_for_names(tmp_path: Path):
    where = "where: [\"edge == 'oxidised' or x > 0.15\", spacer < 2.5 [nm]]\naxes:"
    found = resolved(
        tmp_path, GOOD.replace("axes:", where.replace("spacer < 2.5 [nm]", '"spacer < 2.5 [nm]"'))
    ).points
    assert [(p.row["edge"], p.row["x"]) for p in found] == [
        ("oxidised", 0.1),
        ("abrupt", 0.2),
        ("oxidised", 0.2),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("4 nm CoN", "4 nm CoN with N 0.9"),
        ("4 nm CoN", "4.5 nm CoN"),
        ("3 nm Co /", "3 nm Fe /"),
        ("3 nm Co / {edge}", "3 nm Co / {edge} / 1 nm CoN"),
        ("gate: propylene carbonate", "gate: HfO2"),
        ("carbonate\n", "carbonate\n  temperature: 300 K\n"),
        ("carbonate\n", "carbonate\n  parameters: {stern_thickness: 0.9 nm}\n"),
        ("carbonate\n", "carbonate\n  mixing: fcc-like\n"),
        ("for 5 s", "for 6 s"),
        ("[-5 V]", "[-5.1 V]"),
        ("steps_per_clause: 12", "steps_per_clause: 13"),
    ],
)
def test_what_decides_a_result_is_in_its_name(old: str, new: str, tmp_path: Path):
    assert old in GOOD
    text = (
        GOOD.replace(old, new)
        .replace("max_layers: 3", "max_layers: 4")
        .replace("max_planes: 40", "max_planes: 60")
    )
    ids = [{p.run_id for p in resolved(tmp_path, t).points} for t in (GOOD, text)]
    assert [len(found) for found in ids] == [8, 8]
    assert not ids[0] & ids[1]


def test_the_interface_is_in_the_name(tmp_path: Path):
    """Stacks that differ only in the interface between two of their layers."""
    found = resolved(
        tmp_path, GOOD.replace("[2 nm, 3 nm]", "[2 nm]").replace("[0.1, 0.2]", "[0.1]")
    ).points
    assert [p.row["edge"] for p in found] == ["abrupt", "oxidised"]
    assert found[0].run_id != found[1].run_id


def test_where_a_ramp_begins_is_in_the_name(tmp_path: Path):
    """Ramps over the same time that end at one voltage."""
    ids = [
        {
            p.run_id
            for p in resolved(
                tmp_path,
                GOOD.replace("hold {voltage} for 5 s", f"ramp {start} V to {{voltage}} in 5 s"),
            ).points
        }
        for start in (0, -1)
    ]
    assert not ids[0] & ids[1]


def test_derived_lengths_are_thicknesses(tmp_path: Path):
    """The rest of 6 nm: a length that only an expression gives."""
    text = GOOD.replace("4 nm CoN", "{rest} CoN").replace(
        "1 - x}", '1 - x, rest: "6 [nm] - spacer"}'
    )
    points = resolved(tmp_path, text).points
    assert {p.row["layers"].split(" / ")[-1] for p in points} == {"4 nm CoN", "3 nm CoN"}
    assert {round(p.row["thickness"] * 1e9, 6) for p in points} == {9.0}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Stacks", "title: The same stacks"),
        ("3 nm Co /", "3.0 nm   Co /"),
        ("{edge} / ", "{edge} /\\n "),
        ("max_planes: 40", "max_planes: 80"),
        ("max_layers: 3", "max_layers: 30"),
        ("edge", "between"),
    ],
)
def test_what_decides_nothing_is_not(old: str, new: str, tmp_path: Path):
    assert old in GOOD
    ids = [[p.run_id for p in resolved(tmp_path, t).points] for t in (GOOD, GOOD.replace(old, new))]
    assert ids[0] == ids[1]


def test_all_mistakes_at_once(tmp_path: Path):
    with pytest.raises(StudyError) as caught:
        read(tmp_path, BAD)
    for sentence in SENTENCES:
        assert any(p.startswith(sentence) for p in caught.value.problems), (
            sentence,
            caught.value.problems,
        )
    assert len(caught.value.problems) == len(SENTENCES), caught.value.problems


@pytest.mark.parametrize(("old", "new", "said"), ONE.values(), ids=ONE)
def test_one_mistake_one_sentence(old: str, new: str, said: str, tmp_path: Path):
    assert old in GOOD
    with pytest.raises(StudyError) as caught:
        resolve_points(read(tmp_path, GOOD.replace(old, new)))
    found = [p for p in caught.value.problems if not p.startswith("axes.thickness_2: neither")]
    assert len(found) == 1, found
    assert said in found[0]


@pytest.mark.parametrize(
    ("old", "new", "where", "value"),
    [
        ("spacer: [2 nm, 3 nm]", "spacer: [0 nm, 3 nm]", "stack.layers", "{spacer} = 0 nm"),
        ("spacer: [2 nm, 3 nm]", "spacer: [2 nm, 0 nm]", "stack.layers", "{spacer} = 0 nm"),
        ("[abrupt, oxidised]", "[abrupt, oxidized]", "stack.layers", "{edge} = oxidized"),
    ],
)
def test_a_mistake_in_layers_names_the_axis_and_its_value(old, new, where, value, tmp_path: Path):
    assert old in GOOD
    with pytest.raises(StudyError) as caught:
        resolve_points(read(tmp_path, GOOD.replace(old, new)))
    assert caught.value.problems
    for found in caught.value.problems:
        assert found.startswith(f"{where}: ")
        assert value in found


@pytest.mark.parametrize("place", [1, 2])
def test_a_mistake_in_an_axis_of_layers_names_its_value(place: int, tmp_path: Path):
    layers = ["4 nm CoN / 4 nm CoN", "3 nm CoN / 4 nm CoN"]
    layers[place - 1] = "4 nm CoN / 4 nm CoM"
    text = f"""
kind: stack_kinetics
stack: {{gate: propylene carbonate}}
protocol: hold -5 V for 5 s
axes: {{layers: {layers}}}
output: {{max_planes: 40, max_layers: 3}}
"""
    with pytest.raises(StudyError) as caught:
        resolve_points(read(tmp_path, text))
    (found,) = caught.value.problems
    assert found.startswith(f"axes.layers, value {place}: unknown material 'CoMN'")
