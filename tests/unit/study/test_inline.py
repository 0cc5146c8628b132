"""Coroutines on one thread: work for other threads is done there, and errors are raised."""

from __future__ import annotations

import asyncio
import threading

import pytest

from nmhts.study.inline import run_inline


async def threads_met() -> set[int]:
    handed = [asyncio.to_thread(threading.get_ident) for _ in range(50)]
    return {threading.get_ident(), *await asyncio.gather(*handed)}


def test_all_is_done_on_one_thread_that_is_not_the_caller_s():
    met = run_inline(threads_met())
    assert len(met) == 1
    assert threading.get_ident() not in met


def test_works_where_an_event_loop_runs():
    async def notebook() -> int:
        return len(run_inline(threads_met()))

    assert asyncio.run(notebook()) == 1


def test_errors_of_handed_work_come_out():
    def fail() -> None:
        raise OSError(28, "No space left on device")

    async def write() -> None:
        await asyncio.gather(asyncio.sleep(0), asyncio.to_thread(fail))

    with pytest.raises(OSError, match="No space left"):
        run_inline(write())
