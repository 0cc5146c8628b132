"""Notices while kernels are compiled: one when it begins, one every few seconds until it ends."""

from __future__ import annotations

import functools
import logging
import threading
import time
from typing import Any

from numba.core import event

from nmhts.numerics.compiled import cache_folder

log = logging.getLogger(__name__)

INTERVAL_S = 4.0
"""Time between two notices, s."""


class _Progress(event.Listener):
    """How many kernels numba has compiled, and whether it compiles one now."""

    def __init__(self) -> None:
        self.begun = 0.0
        self.finished = 0
        self.open = 0
        self.thread: threading.Thread | None = None
        event.register("numba:compile", self)

    def on_start(self, event: Any) -> None:
        """Count a kernel whose compilation begins; a kernel that it calls is compiled within it."""
        self.open += 1

    def on_end(self, event: Any) -> None:
        """Count a kernel whose compilation ends."""
        self.open -= 1
        self.finished += 1

    def watch(self) -> None:
        """Start the thread that speaks, unless it runs; a forked process needs its own."""
        if self.thread is None or not self.thread.is_alive():
            self.begun, self.finished = time.monotonic(), 0
            self.thread = threading.Thread(target=self._speak, daemon=True, name="compile notices")
            self.thread.start()

    def _speak(self) -> None:
        while True:
            before = self.finished
            time.sleep(INTERVAL_S)
            if self.open == 0 and self.finished == before:
                return
            if self.open:
                log.warning(
                    "still compiling: %d kernels done after %.0f s",
                    self.finished, time.monotonic() - self.begun,
                )  # fmt: skip


@functools.cache
def _progress() -> _Progress:
    return _Progress()


@functools.cache
def _said() -> list[str]:
    return []


def say_that_kernels_are_compiled(first: str) -> None:
    """Say once per process that kernels are compiled and how long it may take; then report.

    The notices are warnings, so that they are seen without any set-up of logging.
    """
    said = _said()
    if not said:
        log.warning(
            "compiling kernels, beginning with %s: about ten seconds on one core for most kinds of "
            "study, half a minute for phase maps and derivatives; kept in %s, they are loaded from "
            "then on",
            first, cache_folder(),
        )  # fmt: skip
    said.append(first)
    _progress().watch()
