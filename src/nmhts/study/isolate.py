"""Batches that cannot take a shard down: bisection to the one film that fails, on threads or in child processes.

A film's bytes depend on nothing but itself, so healthy films of a bisected batch come out as they always do.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np

from nmhts.errors import NmhtsError
from nmhts.simulation.fidelity import simulate_films
from nmhts.simulation.kinetics import SERIES, UNKNOWN_STEPS, KineticsPoint
from nmhts.simulation.status import CRASHED
from nmhts.simulation.watchdog import Watchdog

Simulate = Callable[[int, int], dict[str, np.ndarray]]
"""Simulates films ``begin`` to ``end`` of a shard."""

READY = b"ready\n"
_ONE_THREAD = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class FilmCrashError(NmhtsError, RuntimeError):
    """A batch raised an error in a child process, or ended that process."""


class ChildStartError(NmhtsError, RuntimeError):
    """A child process that does not start: a fault of the machine, of which no film is to blame."""


def bisect(
    begin: int,
    end: int,
    attempt: Callable[[int, int], None],
    crashed: Callable[[int, Exception], None],
) -> None:
    """Attempt films ``begin`` to ``end``; after an error attempt each half, down to the single film that raises it.

    Parameters: attempt: does the work of a range, and may be repeated; crashed: told the film that fails alone, and why.
    """
    waiting = [(begin, end)]
    while waiting:
        first, last = waiting.pop()
        try:
            attempt(first, last)
        except ChildStartError:
            raise
        except Exception as error:
            # Any error of a film is data; errors of the machine (a full disk, a lost lease) arise outside of batches.
            middle = (first + last) // 2
            if middle == first:
                crashed(first, error)
            else:
                waiting += [(middle, last), (first, middle)]


def crashed_result(point: KineticsPoint) -> dict[str, np.ndarray]:
    """Return what ``simulate_films`` would return for one film, without a number in it."""
    times = len(point.times)
    result: dict[str, Any] = {
        name: np.full((1, times), np.nan) for name in ("time", "gate_voltage", *SERIES)
    }
    result["nitrogen_occupancy"] = np.full((1, times, 1), np.nan)
    result["order"] = np.full((1, times, 1), -1, dtype=np.int8)
    result["depth"] = np.full((1, 1), np.nan)
    unknown = {"n_planes": -1, "status": CRASHED, "n_steps": UNKNOWN_STEPS, "regime": -1}
    for name, value in unknown.items():
        result[name] = np.array([value])
    return result


def error_text(error: Exception) -> str:
    """Return one line that says what became of a film."""
    text = str(error) if isinstance(error, FilmCrashError) else f"{type(error).__name__}: {error}"
    return " ".join(text.split())


@contextmanager
def in_threads(
    points: Sequence[KineticsPoint], numerics: dict[str, Any], limit: float
) -> Iterator[Simulate]:
    """Yield a function that simulates films on the thread that calls it, each for at most ``limit`` CPU seconds."""
    with Watchdog(limit) as watchdog:

        def simulate(begin: int, end: int) -> dict[str, np.ndarray]:
            with watchdog.watching() as watch:
                return simulate_films(
                    numerics["fidelity"],
                    points[begin:end],
                    numerics["rtol"],
                    numerics["max_steps"],
                    watch=watch,
                )

        yield simulate


@contextmanager
def in_processes(spec: Path, limit: float, count: int) -> Iterator[Simulate]:
    """Yield a function that simulates films in one of ``count`` child processes; one that dies is replaced.

    Errors: the function raises FilmCrashError for a batch that raises an error or ends its process, ChildStartError where there is none.
    """
    idle: queue.LifoQueue[_Child] = queue.LifoQueue()
    children = [_Child(spec, limit) for _ in range(count)]
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
    """A process of its own, made when there is work for it: a fresh interpreter, never a fork of one with threads."""

    def __init__(self, spec: Path, limit: float):
        self._command = [sys.executable, "-m", "nmhts.study.child", str(spec), repr(limit)]
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
            raise FilmCrashError(_last_words(code)) from error
        if isinstance(answer, str):
            raise FilmCrashError(answer)
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
                f"a child process ended before its first film (exit code {code}); its last words stand above"
            )
        return process

    def close(self) -> None:
        if self._process is None:
            return
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe
            # The request that killed it may still be in the pipe.
            with suppress(BrokenPipeError):
                pipe.close()
        self._process.wait()
        self._process = None


def _last_words(code: int) -> str:
    """Return how a process ended, from its exit code."""
    if code >= 0:
        return f"the film ended its process with exit code {code}"
    name = signal.Signals(-code).name
    hint = {
        "SIGKILL": ": out of memory, or killed by hand",
        "SIGSEGV": ": a fault in compiled code",
    }
    return f"the film ended its process by {name}{hint.get(name, '')}"
