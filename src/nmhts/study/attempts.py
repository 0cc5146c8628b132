"""The mark of an attempt at a shard.

A mark under a free lease shows that a process died there without an error. An error, Ctrl-C and the
end of the workflow remove the mark; a segmentation fault, the memory killer of the kernel and
``kill -9`` cannot.
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
    """Mark a shard as attempted for the length of a ``with`` block, within the shard's lease.

    Yields: whether an earlier attempt died without an error.
    Errors: StoreError if the mark cannot be written.
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
    """End this process soon after its parent ends: a killed workflow must leave no writers.

    Parameters: parent: id of the parent, as stated by the parent. A later ``getppid`` could already
    return the process that adopted this one.
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
