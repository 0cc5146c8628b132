"""After any kill the same command completes, and the store is that of an undisturbed run.

The comparison is object for object.
"""

from __future__ import annotations

import pytest
from project import Project, group, is_running, wait_for

KILLS = {
    "inside an object write": r"store\.zarr/kinetics/magnetization/c/1/0$",
    "between write and receipt": r"receipts/00000\.json$",
    "during set-up of the store": r"small/store\.zarr$",
    "inside another object write": r"store\.zarr/profiles/nitrogen_occupancy/c/0/0/0$",
    "between write and receipt of the last shard": r"receipts/00001\.json$",
    "inside the metadata of the new store": r"store\.zarr\.tmp-\d+/kinetics/charge/zarr\.json$",
}
WHOLE_GROUP = list(KILLS)[:3]
# Seconds: the watch looks five times a second; the rest is a busy machine.
ORPHAN_LIFETIME = 10


@pytest.mark.parametrize("moment", KILLS)
def test_rerun_completes_after_kill(moment: str, project: Project, undisturbed: Project):
    whole_group = moment in WHOLE_GROUP
    paused = project.kill_at(KILLS[moment], whole_group)
    wait_for(lambda: not is_running(paused), ORPHAN_LIFETIME, "an orphan goes on writing")
    assert not (project.results / "study.json").exists()

    project.snakemake()

    assert project.store_digests() == undisturbed.store_digests()
    checked = project.nmhts("verify", "small").stdout
    assert checked.startswith("72 objects checked, 0 bad")


def test_visible_state_is_what_receipts_acknowledge(project: Project):
    project.kill_at(KILLS["between write and receipt of the last shard"], True)
    # Both shards run at the same time; the other one may or may not have been acknowledged.
    done = len(list((project.results / "receipts").glob("*.json")))
    assert done < 2
    status = project.nmhts("status", "small").stdout
    assert f"12 films in 2 shards: {done} done, 0 running, {2 - done} to run" in status
    assert ("6 films ok" in status) == (done == 1)
    with pytest.warns(UserWarning, match=f"not complete: {6 * done} runs are stored"):
        assert group(project, "design").sizes["run"] == 6 * done
    # The objects of the other shard lie on disk, but no receipt vouches for them.
    assert (project.results / "store.zarr/kinetics/magnetization/c/1/0").exists()
    assert "shard 1: no receipt" in project.nmhts("verify", "small", check=False).stdout
