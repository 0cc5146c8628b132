"""A cache of results that is bounded by their bytes, not by their number."""

from __future__ import annotations

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, Generic, ParamSpec, TypeVar

import numpy as np

P = ParamSpec("P")
R = TypeVar("R")


def bytes_of(value: Any) -> int:
    """Return the bytes of all arrays in a value: an array, a tuple, a list, a dataclass."""
    if isinstance(value, np.ndarray):
        return value.nbytes
    if isinstance(value, tuple | list):
        return sum(bytes_of(part) for part in value)
    if is_dataclass(value):
        return sum(bytes_of(getattr(value, field.name)) for field in fields(value))
    return 0


class Same(Generic[R]):
    """An argument of a kept result that counts as the same only if it is the same object."""

    def __init__(self, value: R) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


class ByteCache(Generic[P, R]):
    """A function whose last results are kept, up to ``limit`` bytes.

    Results used longest ago go first; the newest one is kept whatever its size. Arguments are
    hashable and positional. Threads may call the function at once.
    """

    def __init__(self, function: Callable[P, R], limit: int) -> None:
        self._function, self._limit = function, limit
        self._kept: OrderedDict[Any, tuple[R, int]] = OrderedDict()
        self._lock = threading.RLock()
        self._total = 0
        functools.update_wrapper(self, function)

    def __call__(self, *arguments: P.args, **named: P.kwargs) -> R:
        """Return the result for some arguments, kept or computed."""
        with self._lock:
            if arguments in self._kept:
                self._kept.move_to_end(arguments)
                return self._kept[arguments][0]
        if named:
            raise TypeError(f"{self._function}: arguments of kept results are positional")
        value = self._function(*arguments, **named)
        with self._lock:
            if arguments not in self._kept:
                size = bytes_of(value)
                self._kept[arguments] = value, size
                self._total += size
                while self._total > self._limit and len(self._kept) > 1:
                    self._total -= self._kept.popitem(last=False)[1][1]
        return value

    def cache_clear(self) -> None:
        """Forget all results."""
        with self._lock:
            self._kept.clear()
            self._total = 0


def cached_by_bytes(limit: int) -> Callable[[Callable[P, R]], ByteCache[P, R]]:
    """Return a decorator that keeps the last results of a function, up to ``limit`` bytes."""
    return lambda function: ByteCache(function, limit)
