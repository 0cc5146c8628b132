"""Mutated study files end in success or in an error of the project's own.

They end soon, in little memory and with little text.
"""

from __future__ import annotations

import signal

from fuzzing import PATIENT, Limits, judge_all, write_mutant

FILES = 300


def test_mutated_files_end_well():
    outcomes = list(judge_all(0, FILES, limits=PATIENT))
    assert [f"seed {one.seed}: {one.fault}" for one in outcomes if one.fault] == []
    assert len(outcomes) == FILES
    # Mutants that are all refused, or none, would prove little.
    ends = {one.ended for one in outcomes}
    assert {"StudyError", "planned"} <= ends


def test_a_seed_is_one_file(tmp_path):
    texts = []
    for name in ("a", "b"):
        (folder := tmp_path / name).mkdir()
        texts.append([write_mutant(seed, folder).read_bytes() for seed in range(40)])
    assert texts[0] == texts[1]
    assert len({*texts[0]}) > 35


def test_a_judge_that_dies_is_an_outcome():
    # A millisecond is too little for any file: the timer ends each judge, and the next file gets
    # another one.
    outcomes = list(judge_all(0, 2, limits=Limits(seconds=1e-4)))
    assert [one.fault for one in outcomes] == [f"killed by signal {signal.SIGPROF}"] * 2


def test_what_the_parent_holds_does_not_count():
    held = bytearray(b"x") * (9 << 27)  # more than the limit of 1 GiB
    (outcome,) = judge_all(0, 1, limits=PATIENT)
    assert len(held) > outcome.bytes
    assert outcome.fault == ""
