"""Messages to a user during long silences, by a clock that the test moves."""

from __future__ import annotations

import logging
import threading
import time
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from nmhts.errors import LeaseError
from nmhts.study import lease, progress, warm
from nmhts.study.files import StudyFiles
from nmhts.study.lease import hold_lease

SILENCE = 5.0
"""Seconds for which a user may be left alone."""


class Clock:
    """Stands in for the module ``time``: sleeping moves it."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def strftime(self, form: str, when: time.struct_time) -> str:
        return time.strftime(form, when)

    def localtime(self, seconds: float) -> time.struct_time:
        return time.localtime(seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(lease, "time", made)
    monkeypatch.setattr(progress, "time", made)
    return made


def plan_in(folder: Path) -> Any:
    kind = SimpleNamespace(what="film")
    return SimpleNamespace(study="slow", kind=kind, shards=range(3), files=StudyFiles(folder))


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records]


def test_shard_of_one_slow_batch_shows_that_it_lives(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    told: list[float] = []
    shown = progress.Progress(plan_in(tmp_path), 1, 6)
    begin = clock.now
    while clock.now < begin + 600:
        clock.now += progress._LOOK
        before = len(lines(caplog))
        shown.tell_if_silent()
        told += [clock.now - begin] * (len(lines(caplog)) - before)
    assert told[0] < SILENCE
    # Later ones come less and less often: a batch of hours must not fill the log.
    assert 6 <= len(told) < 20
    assert max(b - a for a, b in pairwise(told)) <= 61
    assert lines(caplog)[0] == (
        f"slow shard 2 of 3: 0/6 films after {told[0]:.0f} s, 0.0 films/s, 0 failed, at work"
    )
    assert (tmp_path / "progress/00001.json").is_file()
    # The end of a batch is reported at once, and the next silence is again a short one.
    shown.add(2, 1)
    assert "2/6 films" in lines(caplog)[-1]
    assert "1 failed" in lines(caplog)[-1]
    assert "s to go" in lines(caplog)[-1]
    clock.now += SILENCE - progress._LOOK
    shown.tell_if_silent()
    assert "2/6 films" in lines(caplog)[-1]
    assert lines(caplog)[-1] != lines(caplog)[-2]


def test_it_is_looked_at_while_a_batch_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    looked = threading.Event()
    monkeypatch.setattr(progress, "_LOOK", 1e-3)
    monkeypatch.setattr(progress.Progress, "tell_if_silent", lambda self: looked.set())
    with progress.Progress(plan_in(tmp_path), 0, 6) as shown:
        # The batch: it ends only when somebody has looked.
        assert looked.wait(60)
    assert not shown._watch.is_alive()


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("results/slow/leases/shard-00003.lock", "shard 3 of study 'slow'"),
        ("results/slow/leases/store.lock", "the store of study 'slow'"),
        ("kernels/0123456789.lock", "the compiled kernels"),
    ],
)
def test_waiting_says_for_what_for_whom_and_since_when(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture, path: str, what: str
):
    clock.now = time.mktime((2031, 2, 3, 4, 5, 6, 0, 0, -1))
    lock = tmp_path / path
    with hold_lease(lock):
        begin = clock.now
        with pytest.raises(LeaseError) as refused, hold_lease(lock, patience=150.0):
            raise AssertionError("two holders")
    assert clock.now - begin > 150
    said = lines(caplog)
    # After two seconds, and every minute from then on; a warning, which Python shows without a
    # handler.
    assert len(said) == 3
    assert {record.levelno for record in caplog.records} == {logging.WARNING}
    assert said[0].startswith(f"waiting for {what}, held by process ")
    assert said[0].endswith("since 2031-02-03 04:05:06")
    assert f"{what} is held by another live process" in str(refused.value)


def test_first_word_of_who_waits_comes_soon(tmp_path: Path, clock: Clock, caplog):
    lock = tmp_path / "x.lock"
    with hold_lease(lock), pytest.raises(LeaseError), hold_lease(lock, patience=SILENCE):
        raise AssertionError("two holders")
    assert len(lines(caplog)) == 1


def test_holder_that_has_not_signed_yet_is_no_error(tmp_path: Path, clock: Clock, caplog):
    lock = tmp_path / "x.lock"
    with hold_lease(lock):
        lock.write_text("", encoding="utf-8")
        with pytest.raises(LeaseError, match="has not said which it is"), hold_lease(lock):
            raise AssertionError("two holders")


def test_kernels_that_cannot_be_locked_are_compiled_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    """A read-only cache has no other process to keep out."""
    caplog.set_level(logging.INFO)
    (tmp_path / "file").write_text("", encoding="utf-8")
    compiled = []

    def kernels(_):
        return {name: partial(compiled.append, name) for name in ("films", "phases")}

    monkeypatch.setattr(warm, "cache_folder", lambda: tmp_path / "file/kernels/0123")
    monkeypatch.setattr(warm, "kind_of", lambda _: SimpleNamespace(kernels=kernels))
    warm.warm_kernels({"kind": "any"})
    assert compiled == ["films", "phases"]
    assert "NMHTS_CACHE_DIR" in lines(caplog)[0]
