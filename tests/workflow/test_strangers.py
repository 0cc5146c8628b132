"""A store of another study and foreign files are named, and never touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults import digests, garble, replace_text

from nmhts.errors import StoreError
from nmhts.study.finish import finalise_study
from nmhts.study.plan import load_plan
from nmhts.study.run import run_shard


@pytest.mark.parametrize("key", ["study", "rtol"])
def test_foreign_store_is_named_and_never_touched(
    results: Path, verb, whole: dict[str, str], key: str
):
    ours, theirs = {"study": ('"small"', '"big"'), "rtol": ("0.01", "0.02")}[key]
    root = results / "small/store.zarr/zarr.json"
    replace_text(f'"{key}": {ours}', f'"{key}": {theirs}')(root)
    foreign = digests(results)
    plan = load_plan(results, "small")
    plan.files.receipt(0).unlink()
    with pytest.raises(StoreError, match="is a store of another study, nothing was written"):
        run_shard(plan, 0)
    assert digests(results) == foreign
    garble(plan.files.receipt(0))
    for verb_name in ("verify", "repair"):
        code, said = verb(verb_name, "small")
        assert code == 1
        assert "store.zarr: is a store of " in said
        assert "move it away and run: nmhts repair small" in said
        assert digests(results) == foreign
    (results / "small/store.zarr").rename(results / "elsewhere")
    code, said = verb("repair", "small")
    assert code == 0, said
    assert digests(results) == whole


def test_foreign_files_are_named_and_left_alone(results: Path, verb, whole: dict[str, str]):
    strange = [
        results / "small" / name
        for name in (
            "store.zarr/notes.txt",
            "store.zarr/kinetics/mine/zarr.json",
            "receipts/9.json",
        )
    ]
    for path in strange:
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}", encoding="utf-8")
    code, said = verb("verify", "small")
    assert code == 1
    assert said.count("nmhts leaves it alone, move it away") == 3
    assert "mend with" not in said
    code, said = verb("repair", "small")
    assert code == 1
    assert "0 films computed again, 3 things left to do" in said
    assert verb("gc", "small")[0] == 0
    # Finishing the study does not show them as part of it.
    finalise_study(load_plan(results, "small"))
    assert all(path.exists() for path in strange)
    assert {n: d for n, d in digests(results).items() if n in whole} == whole
