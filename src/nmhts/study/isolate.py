"""Batches that cannot fail a whole shard: bisection to the failing film or point.

Batches run on threads or in child processes. The bytes of a film depend only on the film, so the
good films of a bisected batch come out unchanged.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np

from nmhts.errors import NmhtsError
from nmhts.study.kind import Simulate

READY = b"ready\n"
_ONE_THREAD = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class CrashError(NmhtsError, RuntimeError):
    """A batch raised an error in a child process, or ended that process."""


class ChildStartError(NmhtsError, RuntimeError):
    """A child process that does not start: a fault of the machine, not of a film or point."""


def bisect(
    begin: int,
    end: int,
    attempt: Callable[[int, int], None],
    crashed: Callable[[int, Exception], None],
) -> None:
    """Attempt points ``begin`` to ``end``; after an error attempt each half, down to one film.

    Parameters: attempt: does the work of a range, and may be repeated; crashed: receives a point
    that fails alone, and its error.
    """
    waiting = [(begin, end)]
    while waiting:
        first, last = waiting.pop()
        try:
            attempt(first, last)
        except ChildStartError:
            raise
        except Exception as error:
            # Any error of a film or point is data; errors of the machine (a full disk, a lost
            # lease) arise outside of batches.
            middle = (first + last) // 2
            if middle == first:
                crashed(first, error)
            else:
                waiting += [(middle, last), (first, middle)]


def error_text(error: Exception) -> str:
    """Return one line on the failure of a film or point."""
    text = str(error) if isinstance(error, CrashError) else f"{type(error).__name__}: {error}"
    return " ".join(text.split())


@contextmanager
def in_processes(spec: Path, limit: float, count: int, what: str) -> Iterator[Simulate]:
    """Yield a function that simulates films or points in one of ``count`` child processes.

    A child that dies is replaced.

    Parameters: spec of their shard; limit: CPU seconds of one film or point; what: its name in
    messages.
    Errors: the function raises CrashError for a batch that raises an error or ends its process,
    ChildStartError where no child process starts.
    """
    idle: queue.LifoQueue[_Child] = queue.LifoQueue()
    children = [_Child(spec, limit, what) for _ in range(count)]
    for child in children:
        idle.put(child)

    def simulate(begin: int, end: int) -> dict[str, np.ndarray]:
        child = idle.get()
        try:
            return child.simulate(begin, end)
        finally:
            idle.put(child)

    try:
        yield simulate
    finally:
        for child in children:
            child.close()


class _Child:
    """A child process, started with the first work: a new interpreter, no fork with threads."""

    def __init__(self, spec: Path, limit: float, what: str):
        self._what = what
        words = str(spec), repr(limit), str(os.getpid())
        self._command = [sys.executable, "-m", "nmhts.study.child", *words]
        self._process: subprocess.Popen[bytes] | None = None

    def simulate(self, begin: int, end: int) -> dict[str, np.ndarray]:
        process = self._process or self._start()
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(f"{begin} {end}\n".encode())
            process.stdin.flush()
            answer = pickle.load(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            code = process.wait()
            self.close()
            raise CrashError(_last_words(self._what, code)) from error
        if isinstance(answer, str):
            raise CrashError(answer)
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, **dict.fromkeys(_ONE_THREAD, "1")}
        try:
            process = self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
            )
        except OSError as error:
            raise ChildStartError(f"no child process can be started: {error}") from error
        assert process.stdout
        if process.stdout.readline() != READY:
            code = process.wait()
            self.close()
            raise ChildStartError(
                f"a child process ended before its first {self._what} (exit code {code}); its last "
                "words stand above"
            )
        return process

    def close(self) -> None:
        if self._process is None:
            return
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe
            # The request that ended it may still be in the pipe.
            with suppress(BrokenPipeError):
                pipe.close()
        self._process.wait()
        self._process = None


def _last_words(what: str, code: int) -> str:
    """Return the end of a process in words, from its exit code."""
    if code >= 0:
        return f"the {what} ended its process with exit code {code}"
    name = signal.Signals(-code).name
    hint = {
        "SIGKILL": ": out of memory, or killed by hand",
        "SIGSEGV": ": a fault in compiled code",
    }
    return f"the {what} ended its process by {name}{hint.get(name, '')}"
