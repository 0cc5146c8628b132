"""A lease, which allows one writer to a shard.

The lock is the kernel's (``flock``). It vanishes with its process, so there are no stale leases to
break. The file names the holder. On a network file system without locks a lease is an error, not a
guess.
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

_UNTOLD, _TOLD = 2.0, 60.0
"""Seconds of waiting before the first message, and between messages."""


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
    """Hold a lease for a ``with`` block, waiting up to ``patience`` seconds for another holder.

    Errors: LeaseError naming the holder; StoreError where the file cannot be made or the file
    system has no locks.
    """
    lease = _take(path, patience)
    handle = lease.handle
    try:
        _sign(path, handle)
        yield lease
    finally:
        os.close(handle)


def _sign(path: Path, handle: int) -> None:
    """Write holder and begin of a lease into its file."""
    holder = {"host": socket.gethostname(), "pid": os.getpid(), "since": time.time()}
    try:
        os.truncate(handle, 0)
        os.pwrite(handle, json.dumps(holder).encode(), 0)
    except OSError as error:
        raise StoreError(f"cannot write {path}: {error.strerror}") from error


def guarded(path: Path) -> str:
    """Return the guarded object of a lease in words, from its path."""
    if path.parent.name != "leases":
        return "the compiled kernels"
    study = f"study {path.parent.parent.name!r}"
    number = path.stem.removeprefix("shard-")
    return f"shard {int(number)} of {study}" if number.isdigit() else f"the {path.stem} of {study}"


def held_by(path: Path) -> str:
    """Return the process that holds a lease and since when, in words, from its file."""
    try:
        holder = json.loads(path.read_text(encoding="utf-8"))
        pid, host, since = holder["pid"], holder["host"], float(holder["since"])
        begun = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(since))
    except (OSError, ValueError, TypeError, LookupError):
        return "another process, which has not said which it is"
    return f"process {pid} on {host}, since {begun}"


def _take(path: Path, patience: float) -> Lease:
    """Return a lease whose locked file still lies at its path; another process may remove it."""
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
    tell = time.monotonic() + _UNTOLD
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
            raise LeaseError(
                f"{path}: {guarded(path)} is held by another live process ({held_by(path)})"
            )
        if time.monotonic() > tell:
            # A warning is shown even where no log is set up.
            log.warning("waiting for %s, held by %s", guarded(path), held_by(path))
            tell = time.monotonic() + _TOLD
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
        # With read access only, the lock can still be tested.
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(handle)
