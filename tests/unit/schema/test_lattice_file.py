"""The file of a study by kinetic Monte Carlo: valid ones, and all mistakes of a bad one at once."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from nmhts.errors import StudyError
from nmhts.kinds.lattice.config import LatticeConfig
from nmhts.kinds.lattice.points import resolve_points
from nmhts.schema.load import load_study

GOOD = """
kind: lattice
film: {material: Co3O4, thickness: 3 nm}
protocol: hold {voltage} for 1 s
lattice: {size: [12, 16], seeds: 2, grain_size: 1 nm}
axes:
  voltage: [-5 V, -4 V]
output: {max_planes: 24, max_side: 20}
"""

# Nine mistakes, none of which may hide another.
BAD = """
kind: lattice
colour: red
film: {thicknes: 5 nm}
protocol: hold {volts} for 5 s
lattice: {potential: plane, compared: [fronts], seeds: [1, -2], sizes: [8, 8]}
axes:
  voltage: [-5 V]
numerics: {fidelity: front}
"""
SENTENCES = (
    "unknown key 'colour'",
    "film: unknown key 'thicknes'; did you mean 'thickness'?",
    "protocol: placeholder {volts} has no axis; did you mean 'voltage'?",
    (
        "axes.voltage: neither a film entry nor a placeholder {voltage} in the protocol; did you "
        "mean 'volts'?"
    ),
    "lattice: unknown key 'sizes'; did you mean 'size'?",
    (
        "lattice.seeds: [1, -2] (allowed: how many, 1 to 10,000, or a list of different whole "
        "numbers from 0 on"
    ),
    "lattice.potential: unknown value 'plane'; did you mean 'planes'?",
    "lattice.compared.0: unknown value 'fronts'; did you mean 'front'?",
    "numerics: unknown key 'fidelity'",
)

ONE = {
    "grains below the lattice constant": (
        "grain_size: 1 nm",
        "grain_size: 0.1 nm",
        "lattice.grain_size of Co3O4: 0.4 sites (allowed: 3 sites or more; nearest: 3 sites)",
    ),
    "grains too large for the box": (
        "grain_size: 1 nm",
        "grain_size: 4 nm",
        (
            "lattice.grain_size of Co3O4: 16 sites, of which a box of 12 x 16 sites holds less "
            "than two"
        ),
    ),
    "negative grains": (
        "grain_size: 1 nm",
        "grain_size: -1 nm",
        "lattice.grain_size: -1e-09 m (allowed: three plane spacings or more, or 0 nm for none)",
    ),
    "grains of a material without boundaries": (
        "material: Co3O4",
        "material: CoN",
        "lattice.grain_size of CoN: the material states no boundary_migration_barrier",
    ),
    "a box below the least side": (
        "size: [12, 16]",
        "size: [12, 2]",
        "lattice.size: (12, 2) (allowed: two whole numbers of sites, 3 or more each",
    ),
    "a box of one side": (
        "size: [12, 16]",
        "size: [12]",
        "lattice.size: [12] (expected 2 or more)",
    ),
    "a box of more sites than allowed": (
        "size: [12, 16]",
        "size: [9000, 9000]",
        "lattice.size: (9000, 9000) makes 9.7e+08 sites (allowed: up to 1e+08)",
    ),
    "a box larger than the room for it": (
        "max_side: 20",
        "max_side: 15",
        "lattice.size: 16 sites along a side (allowed: up to output.max_side = 15)",
    ),
    "an axis of boxes below the least side": (
        "size: [12, 16], ",
        "",
        "axes.box_side: (2, 2) (allowed: two whole numbers of sites, 3 or more each",
    ),
    "an axis of boxes and a box": (
        "voltage: [-5 V, -4 V]",
        "voltage: [-5 V]\n  box_side: [8]",
        "lattice.size: is also given by axes.box_side (give it in one place)",
    ),
    "seeds twice": (
        "seeds: 2",
        "seeds: [3, 3]",
        (
            "lattice.seeds: [3, 3] (allowed: how many, 1 to 10,000, or a list of different whole "
            "numbers from 0 on"
        ),
    ),
    "no seeds": (
        "seeds: 2",
        "seeds: []",
        "lattice.seeds: [] (allowed: how many, 1 to 10,000, or a list",
    ),
    "seeds in words": ("seeds: 2", "seeds: few", "lattice.seeds: 'few' (allowed: how many"),
    "seeds in two places": (
        "voltage: [-5 V, -4 V]",
        "voltage: [-5 V]\n  seed: [1]",
        "lattice.seeds: is also given by axes.seed (give it in one place)",
    ),
    "a seed between two": ("seeds: 2, ", "", "axes.seed: 1.5 (allowed: whole numbers from 0 on)"),
    "a negative seed on an axis": ("seeds: 2, ", "", "axes.seed: -1 (allowed: from 0, up to"),
    "a seed among the numbers of the film": (
        "thickness: 3 nm",
        "thickness: 3 nm, parameters: {box_side: 8}",
        (
            "film.parameters.box_side: belongs to the box, not to the film (allowed: "
            "lattice.size, axes.box_side)"
        ),
    ),
    "the same fidelity twice": (
        "seeds: 2",
        "seeds: 2, compared: [planes, planes]",
        "lattice.compared: ['planes', 'planes'] (allowed: each fidelity once)",
    ),
    "an unknown material": ("material: Co3O4", "material: Co3O5", "film.material: "),
    "films too thick": (
        "max_planes: 24",
        "max_planes: 10",
        "(allowed: 3 to output.max_planes = 10)",
    ),
    "too many hops": (
        "seeds: 2",
        "seeds: 2, max_hops: 3000000000",
        "lattice.max_hops: input should be less than or equal to",
    ),
}
MORE = {
    "a seed between two": "  seed: [1.5]",
    "a negative seed on an axis": "  seed: [-1]",
    "an axis of boxes below the least side": "  box_side: [2]",
}


def read(folder: Path, text: str) -> LatticeConfig:
    path = folder / "study.yaml"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    config = load_study(path)
    assert isinstance(config, LatticeConfig)
    return config


def ids(folder: Path, text: str) -> list[str]:
    return [point.run_id for point in resolve_points(read(folder, text)).points]


def test_a_good_file(tmp_path: Path):
    found = resolve_points(read(tmp_path, GOOD)).points
    assert [(p.row["voltage"], p.row["seed"]) for p in found] == [
        (-5, 0),
        (-5, 1),
        (-4, 0),
        (-4, 1),
    ]
    assert len({point.run_id for point in found}) == 4


def test_seeds_are_the_same_boxes_wherever_they_stand(tmp_path: Path):
    on_axis = GOOD.replace("seeds: 2, ", "").replace("axes:", "axes:\n  seed: [0, 1]")
    assert set(ids(tmp_path, GOOD)) == set(ids(tmp_path, on_axis))
    assert set(ids(tmp_path, GOOD.replace("seeds: 2", "seeds: [1]"))) < set(ids(tmp_path, GOOD))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("seeds: 2", "seeds: [2, 3]"),
        ("size: [12, 16]", "size: [16, 12]"),
        ("grain_size: 1 nm", "grain_size: 1.1 nm"),
        (", grain_size: 1 nm", ""),
        ("seeds: 2", "seeds: 2, potential: sites"),
        ("seeds: 2", "seeds: 2, max_hops: 1000000"),
        ("thickness: 3 nm", "thickness: 3 nm, parameters: {boundary_exit_barrier: 1.21 eV}"),
        ("hold {voltage} for 1 s", "hold {voltage} for 2 s"),
    ],
)
def test_what_decides_a_result_is_in_its_name(old: str, new: str, tmp_path: Path):
    assert old in GOOD
    assert not set(ids(tmp_path, GOOD)) & set(ids(tmp_path, GOOD.replace(old, new)))


def test_what_decides_nothing_is_not_in_it(tmp_path: Path):
    """Inputs without influence: barriers at boundaries without grains,
    grains of 0 nm, a square box on an axis.

    The room in the store and the compared fidelities have none either.
    """
    none = GOOD.replace(", grain_size: 1 nm", "")
    barrier = none.replace(
        "thickness: 3 nm", "thickness: 3 nm, parameters: {boundary_exit_barrier: 1.21 eV}"
    )
    zero = GOOD.replace("grain_size: 1 nm", "grain_size: 0 nm")
    assert ids(tmp_path, none) == ids(tmp_path, barrier) == ids(tmp_path, zero)
    square = none.replace("size: [12, 16]", "size: [12, 12]")
    axis = none.replace("size: [12, 16], ", "").replace("axes:", "axes:\n  box_side: [12]")
    assert ids(tmp_path, square) == ids(tmp_path, axis)
    other = GOOD.replace("max_side: 20", "max_side: 30").replace(
        "seeds: 2", "seeds: 2, compared: []"
    )
    assert ids(tmp_path, GOOD) == ids(tmp_path, other)


def test_all_mistakes_at_once(tmp_path: Path):
    with pytest.raises(StudyError) as caught:
        read(tmp_path, BAD)
    for sentence in SENTENCES:
        assert any(p.startswith(sentence) for p in caught.value.problems), (
            sentence,
            caught.value.problems,
        )
    assert len(caught.value.problems) == len(SENTENCES)


@pytest.mark.parametrize("name", ONE)
def test_one_mistake_one_sentence(name: str, tmp_path: Path):
    old, new, said = ONE[name]
    assert old in GOOD
    text = GOOD.replace(old, new)
    if name in MORE:
        text = text.replace("axes:", f"axes:\n{MORE[name]}")
    with pytest.raises(StudyError) as caught:
        resolve_points(read(tmp_path, text))
    assert len(caught.value.problems) == 1, caught.value.problems
    assert said in caught.value.problems[0]
