"""A lease keeps two writers off one shard.

The lock is the kernel's (``flock``): it vanishes with the process, however that dies, so there are no stale leases to break. The
file says who holds it. On a network file system without locks taking a lease is an error, not a guess.
"""

from __future__ import annotations

import errno
import fcntl
import json
import logging
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nmhts.errors import LeaseError, StoreError

log = logging.getLogger(__name__)


class Lease:
    """A held lease; ``check`` raises if it has been taken away."""

    def __init__(self, path: Path, handle: int):
        self._path = path
        self.handle = handle

    def is_in_place(self) -> bool:
        """Return whether the file at the lease's path is still the one that is locked."""
        try:
            return os.path.samestat(os.stat(self._path), os.fstat(self.handle))
        except FileNotFoundError:
            return False

    def check(self) -> None:
        """Raise LeaseError unless the lease is in place."""
        if not self.is_in_place():
            raise LeaseError(
                f"lease {self._path} was removed while it was held; nothing was acknowledged"
            )


@contextmanager
def hold_lease(path: Path, patience: float = 10.0) -> Iterator[Lease]:
    """Hold a lease for the length of a ``with`` block, waiting up to ``patience`` seconds for another holder to end.

    Errors: LeaseError naming the holder; StoreError where the file cannot be made or the file system has no locks.
    """
    lease = _take(path, patience)
    handle = lease.handle
    try:
        holder = {"host": socket.gethostname(), "pid": os.getpid()}
        os.truncate(handle, 0)
        os.pwrite(handle, json.dumps(holder).encode(), 0)
        yield lease
    finally:
        os.close(handle)


def _take(path: Path, patience: float) -> Lease:
    """Return a lease whose file, once locked, still lies at its path: it may have been removed while we waited."""
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(f"cannot write {path}: {error.strerror}") from error
        lease = Lease(path, handle)
        try:
            _lock(handle, path, patience)
        except BaseException:
            os.close(handle)
            raise
        if lease.is_in_place():
            return lease
        os.close(handle)


def _lock(handle: int, path: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    tell = time.monotonic() + 5.0
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise StoreError(
                    f"{path}: this file system has no locks ({error.strerror})"
                ) from error
        else:
            return
        if time.monotonic() > deadline:
            holder = path.read_text(encoding="utf-8") or "unknown"
            raise LeaseError(f"{path} is held by another live process: {holder}")
        if time.monotonic() > tell:
            log.info("waiting for %s: %s", path.name, path.read_text(encoding="utf-8"))
            tell = float("inf")
        time.sleep(0.1)


def is_held(path: Path) -> bool:
    """Return whether some live process holds a lease."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    except OSError as error:
        if error.errno not in (errno.EROFS, errno.EACCES):
            raise
        # Whoever may only read still wants to know.
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(handle)
