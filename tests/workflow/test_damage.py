"""Every fault has one sentence and a repair.

After mending, all files of the store are those of an undisturbed run.
"""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from faults import CHARGE, digests, empty, flip, garble, replace_text, truncate
from project import STUDY, Project

from nmhts.errors import StoreError
from nmhts.study.files import study_files, write_json
from nmhts.study.finish import finalise_study
from nmhts.study.plan import load_plan, plan_study
from nmhts.study.repair import repair_study
from nmhts.study.run import prepare_generation, run_shard
from nmhts.study.verify import verify_study

ROOT = "store.zarr/zarr.json"
CHANGED = "content changed since it was acknowledged"
NOT_FRESH = "is not that of a fresh store"
# The damage and its files, the sentence of verify, and the films computed again.
FAULTS: dict[str, tuple[list[tuple[str, Callable[[Path], None], str]], int]] = {
    "one flipped bit": ([(CHARGE, flip, CHANGED)], 6),
    "objects": (
        [
            ("store.zarr/kinetics/time/c/1/0", Path.unlink, "missing"),
            ("store.zarr/design/run_id/c/1", truncate, "bytes, acknowledged were"),
            ("store.zarr/profiles/order/c/1/0/0", empty, "0 bytes, acknowledged were"),
        ],
        6,
    ),
    "metadata": (
        [
            (ROOT, garble, NOT_FRESH),
            ("store.zarr/kinetics/zarr.json", Path.unlink, "is missing"),
            ("store.zarr/profiles/time/zarr.json", Path.unlink, "is missing"),
            ("store.zarr/kinetics/charge/zarr.json", replace_text("float32", "float64"), NOT_FRESH),
            ("store.zarr/design/in_study/c/1", flip, NOT_FRESH),
        ],
        0,
    ),
    "damaged receipt": (
        [("receipts/00001.json", garble, "cannot be read"), (ROOT, Path.unlink, "is missing")],
        0,
    ),
    "receipt of another shard": (
        [
            (
                "receipts/00001.json",
                replace_text('"shard": 1', '"shard": 0'),
                "is the receipt of shard 0 of 'small'",
            )
        ],
        0,
    ),
    "lost consolidated metadata": (
        [(ROOT, replace_text('"consolidated_metadata"', '"unconsolidated"'), NOT_FRESH)],
        0,
    ),
    "lost specs": (
        [
            ("shards/00000.json", garble, "cannot be read"),
            ("shards/00001.json", Path.unlink, "is missing"),
        ],
        0,
    ),
    "changed spec": (
        [
            (
                "shards/00000.json",
                replace_text("298.15", "298.16"),
                "is not the spec its shard was computed from",
            )
        ],
        0,
    ),
    "lost store": ([("store.zarr", shutil.rmtree, "is missing, with all that 2 receipts")], 12),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_named_and_mended(
    fault: str, results: Path, verb, whole: dict[str, str], undisturbed: Project
):
    spoilt, films = FAULTS[fault]
    before = {p: p.read_bytes() for p in (results / "small/shards").iterdir()}
    for name, spoil, _ in spoilt:
        spoil(results / "small" / name)
    code, said = verb("verify", "small")
    assert code == 1
    for name, _, sentence in spoilt:
        line = next(line for line in said.splitlines() if line.startswith(f"  {name}: "))
        assert sentence in line
    assert f", {len(spoilt)} bad: " in said
    assert "mend with: nmhts repair small" in said

    code, said = verb("repair", str(undisturbed.study_file))
    assert code == 0, said
    assert f"small: {films} films computed again, 0 things left to do" in said
    assert digests(results) == whole
    assert {p: p.read_bytes() for p in before} == before
    for path in before:
        # Snakemake would compute a shard again if its spec is younger than its receipt.
        receipt = results / "small/receipts" / path.name
        assert path.stat().st_mtime_ns <= receipt.stat().st_mtime_ns
    assert (results / "small/study.json").exists()
    assert verify_study(load_plan(results, "small")).findings == ()


def test_nothing_is_repaired_where_nothing_is_bad(results: Path, verb):
    files = {p: p.stat().st_mtime_ns for p in results.rglob("*") if p.is_file()}
    code, said = verb("repair", "small")
    assert (code, said) == (0, "small: 0 films computed again, 0 things left to do\n")
    after = {p: p.stat().st_mtime_ns for p in results.rglob("*") if p.is_file()}
    assert {p: t for p, t in after.items() if p.suffix != ".lock"} == {
        p: t for p, t in files.items() if p.suffix != ".lock"
    }


@pytest.mark.parametrize("what", ["store.zarr/zarr.json", "store.zarr/kinetics/charge/zarr.json"])
def test_run_over_damaged_metadata_points_to_repair(results: Path, what: str):
    garble(results / "small" / what)
    plan = load_plan(results, "small")
    plan.files.receipt(0).unlink()
    with pytest.raises(StoreError, match=rf"{what} .* mend it with: nmhts .*repair small"):
        run_shard(plan, 0)


def test_finish_over_a_lost_object_points_to_repair(results: Path):
    (results / "small" / CHARGE).unlink()
    with pytest.raises(StoreError, match=r"first kinetics/charge/c/0/0; mend it with: nmhts"):
        finalise_study(load_plan(results, "small"))


def test_spec_that_cannot_be_planned_again_is_named(results: Path, verb, tmp_path: Path):
    study = copy.deepcopy(STUDY)
    study["axes"]["voltage"] = ["0 V", "-2 V"]
    other = Project(tmp_path / "other", study)
    garble(results / "small/shards/00000.json")
    kept = digests(results)
    code, said = verb("repair", str(other.study_file))
    assert code == 1
    assert "shards/00000.json: 2 of its films are not in" in said
    assert "put them back, or copy the spec from a backup" in said
    assert digests(results) == kept


def test_spec_that_comes_out_otherwise_is_not_written(results: Path, verb, undisturbed: Project):
    files = study_files(results, "small")
    garble(files.spec(0))
    receipt = json.loads(files.receipt(0).read_text(encoding="utf-8"))
    write_json(files.receipt(0), receipt | {"spec_sha256": "0" * 64})
    code, said = verb("repair", str(undisturbed.study_file))
    assert code == 1
    assert "it is not the spec its shard was computed from; copy it from a backup, or move" in said
    assert files.spec(0).read_text(encoding="utf-8") == "{"


def test_grown_study_is_whole_and_can_be_mended(
    undisturbed: Project, results: Path, tmp_path: Path
):
    study = copy.deepcopy(STUDY)
    study["axes"]["voltage"] = ["-2 V", "-4 V", "-3 V"]
    project = Project(tmp_path / "grown", study)
    shutil.copytree(results, project.root / "results")
    plan = plan_study(project.study_file, project.root / "results")
    seen = verify_study(plan)
    assert [f.kind for f in seen.findings] == ["not computed"]
    for step in (lambda: prepare_generation(plan, 1), lambda: run_shard(plan, 2)):
        step()
        assert len(verify_study(plan).findings) == (0 if plan.files.receipt(2).exists() else 1)
    finalise_study(plan)
    assert verify_study(plan).findings == ()
    good = project.store_digests()
    for name in ("zarr.json", "design/in_study/c/2", "design/material/zarr.json"):
        (project.results / "store.zarr" / name).unlink()
    flip(project.results / "store.zarr/profiles/order/c/2/0/0")
    done = repair_study(plan)
    assert (done.films, done.left) == (4, [])
    assert project.store_digests() == good
