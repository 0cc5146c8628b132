"""Memory and time that jobs of shards ask for follow from the plan."""

from __future__ import annotations

import json
from pathlib import Path

from nmhts.study.files import study_files
from nmhts.study.resources import BASE_MB, START_MINUTES, shard_resources
from nmhts.study.variables import Variable
from nmhts.study.workflow import workflow_study

STUDY = Path(__file__).parents[3] / "config" / "studies" / "zero_field_writing.yaml"


def series(name: str) -> Variable:
    return Variable("kinetics", name, ("run", "step"), "float64", 0.0, {})


def test_memory_and_time_grow_with_rows_and_sizes():
    columns = [series("a"), series("b"), Variable("x", "time", ("step",), "float64", 0.0, {})]
    small = shard_resources(columns, {"step": 1000}, 10, 6.0, None)
    # Two series of 8 kB a row; 24 s a row with the margin.
    assert small == {"mem_mb": BASE_MB + 1, "runtime": START_MINUTES + 4}
    large = shard_resources(columns, {"step": 1000}, 5000, 6.0, None)
    assert large == {"mem_mb": BASE_MB + 320, "runtime": START_MINUTES + 2000}
    limited = shard_resources(columns, {"step": 1000}, 5000, 6.0, 3.0)
    assert limited["runtime"] == START_MINUTES + 250


def test_plans_of_earlier_versions_are_made_again(tmp_path: Path):
    first = workflow_study(STUDY, tmp_path)
    files = study_files(tmp_path, STUDY.stem)
    plan = json.loads(files.plan.read_text(encoding="utf-8"))
    assert (first.mem_mb, first.runtime) == tuple(plan.pop("resources").values())
    files.plan.write_text(json.dumps(plan), encoding="utf-8")
    assert workflow_study(STUDY, tmp_path) == first
