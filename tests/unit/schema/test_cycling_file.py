"""The file of a study of cycling: valid ones, and all mistakes of a bad one at once."""

from __future__ import annotations

import itertools
import textwrap
from pathlib import Path

import pytest

from nmhts.errors import StudyError
from nmhts.kinds.cycling.config import CyclingConfig
from nmhts.kinds.cycling.kind import wanted_cycles
from nmhts.kinds.cycling.points import resolve_points
from nmhts.schema.load import load_study

GOOD = """
kind: cycling
film: {thickness: 5 nm}
protocol: hold {voltage} for 5 s; hold +5 V for 5 s
cycles: {count: 300, records_per_decade: 2, then: rest 30 day}
axes:
  voltage: [-5 V, -4 V]
  site_loss: [0, 1e-3]
output: {max_planes: 24}
"""

# Seven mistakes, none of which may hide another.
BAD = """
kind: cycling
colour: red
film: {thicknes: 5 nm}
protocol: hold {volts} for 5 s; hold +5 V for 5 s
cycles: {count: 0}
axes:
  voltage: [-5 V]
  site_los: [0]
output: {steps_per_clause: 1}
"""
SENTENCES = (
    "unknown key 'colour'",
    "film: unknown key 'thicknes'; did you mean 'thickness'?",
    "protocol: placeholder {volts} has no axis; did you mean 'voltage'?",
    "cycles.count: input should be greater than or equal to 1 (given: 0)",
    (
        "axes.voltage: neither a film entry nor a placeholder {voltage} in the protocol; did you "
        "mean 'volts'?"
    ),
    (
        "axes.site_los: neither a film entry nor a placeholder {site_los} in the protocol; did "
        "you mean 'site_loss'?"
    ),
    "output.steps_per_clause: input should be greater than or equal to 2 (given: 1)",
)

ONE = {
    "a cycle that begins where the last one ended": (
        "hold {voltage} for 5 s;",
        "ramp to {voltage} at 1 V/s;",
        "a cycle begins at a voltage of its own",
    ),
    "duty of nothing": (
        "hold {voltage} for 5 s;",
        "10 pulses of {voltage} at 10 Hz with a duty of 0 %;",
        "duty",
    ),
    "placeholder in what follows": (
        "then: rest 30 day",
        'then: "hold {voltage} for 1 s"',
        "cycles.then: placeholder {voltage} (allowed: values, the same for all films",
    ),
    "what follows cannot be read": (
        "then: rest 30 day",
        "then: sleep 30 day",
        "cycles.then: clause 1 'sleep 30 day'",
    ),
    "count that is no number": (
        "count: 300",
        "count: true",
        "cycles.count: True (expected a whole number)",
    ),
    "what another kind has": (
        "cycles:",
        "refine: {quantity: magnetization}\ncycles:",
        (
            "key 'refine': studies of kind cycling have none (studies of kind film_kinetics, "
            "phase_map do; allowed: kind, title,"
        ),
    ),
    "negative wear": ("site_loss: [0, 1e-3]", "site_loss: [0, -1e-3]", "axes.site_loss"),
    "films too thick": (
        "max_planes: 24",
        "max_planes: 10",
        "(allowed: 3 to output.max_planes = 10)",
    ),
    "the same film twice": ("voltage: [-5 V, -4 V]", "voltage: [-5 V, -5 V]", "-5"),
}


def read(folder: Path, text: str) -> CyclingConfig:
    path = folder / "study.yaml"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    config = load_study(path)
    assert isinstance(config, CyclingConfig)
    return config


def test_a_good_file(tmp_path: Path):
    config = read(tmp_path, GOOD)
    found = resolve_points(config)
    assert [(p.row["voltage"], p.row["site_loss"]) for p in found.points] == [
        (-5, 0),
        (-5, 1e-3),
        (-4, 0),
        (-4, 1e-3),
    ]
    assert len({point.run_id for point in found.points}) == 4
    # 2 per decade of 1 to 300: 1, 300 and the spread between them.
    cycles = wanted_cycles({"cycles": config.file.cycles.model_dump()})
    assert (cycles[0], cycles[-1]) == (1, 300)
    assert all(b > a for a, b in itertools.pairwise(cycles))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("count: 300", "count: 301"),
        ("rest 30 day", "rest 31 day"),
        ("hold +5 V for 5 s", "hold +5 V for 2 s; hold +5 V for 3 s"),
    ],
)
def test_what_decides_a_result_is_in_its_name(old: str, new: str, tmp_path: Path):
    """The number of cycles, the clauses after them and the times recorded in a cycle count, too."""
    ids = [
        {p.run_id for p in resolve_points(read(tmp_path, text)).points}
        for text in (GOOD, GOOD.replace(old, new))
    ]
    assert not ids[0] & ids[1]


def test_all_mistakes_at_once(tmp_path: Path):
    with pytest.raises(StudyError) as caught:
        read(tmp_path, BAD)
    for sentence in SENTENCES:
        assert any(p.startswith(sentence) for p in caught.value.problems), (
            sentence,
            caught.value.problems,
        )
    assert len(caught.value.problems) == len(SENTENCES)


@pytest.mark.parametrize(("old", "new", "said"), ONE.values(), ids=ONE)
def test_one_mistake_one_sentence(old: str, new: str, said: str, tmp_path: Path):
    assert old in GOOD
    with pytest.raises(StudyError) as caught:
        resolve_points(read(tmp_path, GOOD.replace(old, new)))
    assert len(caught.value.problems) == 1, caught.value.problems
    assert said in caught.value.problems[0]
