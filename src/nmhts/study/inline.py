"""Coroutines of a library that uses threads for small tasks, run on a single thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class _AtOnce(ThreadPoolExecutor):
    """An executor that runs a task at once, on the calling thread."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:
            done.set_exception(error)
        return done


def run_inline(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, with all its tasks for threads; return its result.

    To hand a chunk of an array to another thread costs more than to compress it. The single thread
    is not the caller's, which may run an event loop, as a notebook does.
    Errors: those of the coroutine.
    """

    def run() -> T:
        with asyncio.Runner() as runner:
            runner.get_loop().set_default_executor(_AtOnce(1))
            return runner.run(coroutine)

    with ThreadPoolExecutor(1, "inline") as thread:
        return thread.submit(run).result()
