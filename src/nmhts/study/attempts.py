"""The mark of an attempt at a shard: whoever finds it under an unheld lease knows that a process died there without a word.

An error, Ctrl-C and a workflow that is gone take the mark away; a segmentation fault, the kernel's
memory killer and ``kill -9`` cannot.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nmhts.study.files import write_json

_CURRENT: set[Path] = set()


@contextmanager
def attempt_marked(path: Path) -> Iterator[bool]:
    """Mark a shard as being attempted for the length of a ``with`` block, which lies within the lease of the shard.

    Yields: whether an earlier attempt died without a word. Errors: StoreError if the mark cannot be
    written.
    """
    died = path.exists()
    write_json(path, {"host": socket.gethostname(), "pid": os.getpid(), "started": time.time()})
    _CURRENT.add(path)
    try:
        yield died
    finally:
        path.unlink(missing_ok=True)
        _CURRENT.discard(path)


def die_with_parent(parent: int) -> None:
    """End this process soon after the one that started it: a killed workflow must not leave writers behind.

    Parameters: parent: its id, as it gave it itself; whoever asks later may be told of the heir of
    a process that is gone already.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.2)
        _end()

    if os.getppid() != parent:
        _end()
    threading.Thread(target=watch, daemon=True, name="die-with-parent").start()


def _end() -> None:
    for path in tuple(_CURRENT):
        path.unlink(missing_ok=True)
    os._exit(1)
