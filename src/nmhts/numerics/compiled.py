"""The one way nmhts compiles with numba.

Numba's on-disk cache looks only at the file of the outermost function: it serves stale machine code
when an inner kernel in another file changes. Here the cache folder is named after the versions of
Python, NumPy, numba and llvmlite and the CPU, and every file in it after the sources that the
kernel depends on (``kernel_sources``).
"""

from __future__ import annotations

import functools
import hashlib
import os
import platform
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

_BORROWED: dict[str, Any] = {"_nrt": False}  # numba's switch for references, unknown to its types


def cache_root() -> Path:
    """Return the folder for compiled kernels, ``$NMHTS_CACHE_DIR`` or the user's cache folder."""
    if given := os.environ.get("NMHTS_CACHE_DIR"):
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "nmhts"


def _cpu() -> str:
    """Return the CPU that code is compiled for: this one, or the one of NUMBA_CPU_NAME."""
    import llvmlite.binding as llvm
    from numba.core import config

    told: Any = config
    name = told.CPU_NAME or llvm.get_host_cpu_name()
    features = (
        told.CPU_FEATURES
        if told.CPU_FEATURES is not None
        else llvm.get_host_cpu_features().flatten()
    )
    return f"{platform.machine()} {name} {features}"


@functools.cache
def platform_key() -> str:
    """Return the hash of versions and CPU that names the folder of compiled kernels."""
    digest = hashlib.sha256(sys.version.encode())
    for name in ("numpy", "numba", "llvmlite"):
        digest.update(version(name).encode())
    digest.update(_cpu().encode())
    return digest.hexdigest()[:20]


@functools.cache
def cache_folder() -> Path:
    """Return the folder of the compiled kernels of this process, which need not exist."""
    return cache_root() / "kernels" / platform_key()


def kernel(function: Callable) -> Callable[..., Any]:
    """Compile a function for kernels: nopython, releases the GIL, IEEE arithmetic, no fast-math.

    It borrows the arrays it is given: their references are not counted. Each count is a locked
    instruction, and a tuple of arrays has one for each of them at every call. So the function may
    neither make arrays, which numba refuses, nor return any.
    """
    from nmhts.numerics.inner import inner_function

    return inner_function(
        function, nogil=True, fastmath=False, error_model="numpy", inline="never", **_BORROWED
    )


def maker(function: Callable) -> Callable[..., Any]:
    """Like :func:`kernel`, for a function that makes arrays."""
    from nmhts.numerics.inner import inner_function

    return inner_function(function, nogil=True, fastmath=False, error_model="numpy", inline="never")


def inlined(function: Callable) -> Callable[..., Any]:
    """Like :func:`kernel`, for small functions of inner loops, whose code is put into callers."""
    from nmhts.numerics.inner import inner_function

    return inner_function(
        function,
        nogil=True,
        fastmath=False,
        error_model="numpy",
        inline="never",
        forceinline=True,
        **_BORROWED,
    )


def by_presence(
    absent: Callable, present: Callable, compiled: Callable[[Callable], Callable] = inlined
) -> Callable[..., Any]:
    """Return a function for kernels that depends on whether its first argument is None.

    With None it returns ``absent`` of the other arguments, else ``present`` of all.

    Numba prunes a branch on an argument that is None, but not the other branch where it is
    something. Here the type decides, so results may differ in type.
    Parameters: absent, present; compiled: how they are compiled, unless they are already.
    """
    from types import FunctionType

    from numba.core import types

    from nmhts.numerics.inner import overload

    without, given = (
        compiled(one) if isinstance(one, FunctionType) else one for one in (absent, present)
    )

    def chosen(what, *others):
        """Return what ``absent`` or ``present`` does."""

    @overload(chosen, nogil=True, error_model="numpy", forceinline=True)
    def choose(what, *others):
        if isinstance(what, types.NoneType):
            return lambda what, *others: without(*others)
        return lambda what, *others: given(what, *others)

    # By these the sources of both are found.
    chosen.parts = (without, given)  # pyright: ignore[reportFunctionMemberAccess]
    return chosen


def entry(function: Callable) -> Callable[..., Any]:
    """Like :func:`kernel`, for the outermost function, whose machine code is kept on disk."""
    import numba

    from nmhts.numerics.kernel_cache import KernelCache

    made = numba.njit(function, nogil=True, fastmath=False, error_model="numpy")
    # Where numba is told not to compile, the function stays as it is and there is nothing to keep.
    if made is not function:
        made._cache = KernelCache(function)  # type: ignore[attr-defined]  (what numba does for cache=True)
    return made
