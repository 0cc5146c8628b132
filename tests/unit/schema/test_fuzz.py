"""Mutated study files end in success or in an error of the project's own, soon, in little room and with little text."""

from __future__ import annotations

import fuzzing
import pytest
from fuzzing import judge_all, write_mutant

FILES = 300


def test_mutated_files_end_well(monkeypatch: pytest.MonkeyPatch):
    # The command of the module counts 2 s; here a machine may be ten times slower.
    monkeypatch.setattr(fuzzing, "MOST_SECONDS", 20.0)
    monkeypatch.setattr(fuzzing, "SECONDS_PER_FILM", 0.1)
    outcomes = list(judge_all(0, FILES))
    assert [f"seed {one.seed}: {one.fault}" for one in outcomes if one.fault] == []
    assert len(outcomes) == FILES
    # Mutants that are all refused, or none, would say little.
    ends = {one.ended for one in outcomes}
    assert {"StudyError", "planned"} <= ends


def test_a_seed_is_one_file(tmp_path):
    texts = []
    for name in ("a", "b"):
        (folder := tmp_path / name).mkdir()
        texts.append([write_mutant(seed, folder).read_bytes() for seed in range(40)])
    assert texts[0] == texts[1]
    assert len({*texts[0]}) > 35
