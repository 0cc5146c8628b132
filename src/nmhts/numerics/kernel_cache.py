"""Machine code on disk, sealed: only files written whole, by this version and for this kernel, run.

Numba checks neither its index nor its data files: a truncated one stops the program, a flipped bit
in one is executed. Here every file begins with the hash of its content, of its name and of all that
can change the code. A file that does not fit is as good as none: its kernel is compiled again.
"""

from __future__ import annotations

import functools
import hashlib
import logging
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
from numba.core.caching import (
    CompileResultCacheImpl,
    FunctionCache,
    IndexDataCacheFile,
    _CacheLocator,  # what numba calls the place of a cache
)

from nmhts.numerics.compile_notices import say_that_kernels_are_compiled
from nmhts.numerics.compiled import cache_folder, platform_key
from nmhts.numerics.kernel_sources import sources_hash

log = logging.getLogger(__name__)

_SEAL = hashlib.sha256().digest_size


class KernelCache(FunctionCache):
    """The cache of one kernel in the folder that all share; says when kernels must be compiled."""

    def __init__(self, function: Callable[..., Any]) -> None:
        # Not numba's own, which tries to write into the folder and goes elsewhere if it cannot.
        self._name = repr(function)
        self._py_func = function
        self._impl = _CompiledKernel(function)
        self._cache_path = self._impl.locator.get_cache_path()
        self.enable()

    @functools.cached_property
    def _cache_file(self) -> _SealedFiles:
        """The files of the kernel; what it depends on is known once its module is loaded."""
        sources = sources_hash(self._py_func)
        return _SealedFiles(self._cache_path, f"{self._impl.filename_base}-{sources}", sources)

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return the compiled kernel for a signature, or None, which makes numba compile it."""
        found = super().load_overload(sig, target_context)
        if found is None:
            say_that_kernels_are_compiled(f"{self._py_func.__module__}.{self._py_func.__name__}")
        return found


@functools.cache
def _say_that_nothing_is_kept(folder: str, why: str) -> None:
    log.warning(
        "compiled kernels cannot be kept in %s (%s) and are compiled again by every process; "
        "set NMHTS_CACHE_DIR to a folder that can be written",
        folder, why,
    )  # fmt: skip


class _Folder(_CacheLocator):
    """The folder of compiled kernels, which is named after versions and CPU."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._py_file = function.__code__.co_filename

    def ensure_cache_path(self) -> None:
        """Do nothing: the folder is made by whoever writes; readers need no right to write."""

    def get_cache_path(self) -> str:  # type: ignore[override]  (numba gives no types)
        return str(cache_folder())

    def get_source_stamp(self) -> str:  # type: ignore[override]
        return platform_key()

    def get_disambiguator(self) -> str:  # type: ignore[override]
        return ""

    @classmethod
    def from_function(cls, py_func: Callable[..., Any], py_file: str) -> _Folder:
        return cls(py_func)


class _CompiledKernel(CompileResultCacheImpl):
    """How numba turns a compiled kernel into bytes and back, with our folder and names."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._lineno = function.__code__.co_firstlineno
        self._locator = _Folder(function)
        name = f"{function.__module__}.{function.__qualname__}"
        self._filename_base = name.replace("<", "").replace(">", "")


class _SealedFiles(IndexDataCacheFile):
    """The index and the data files of one kernel."""

    def save(self, key: Any, data: Any) -> None:
        """Keep a compiled kernel; if the folder cannot be written, say so and go on in memory."""
        try:
            Path(self._cache_path).mkdir(parents=True, exist_ok=True)
            # With its key, for two processes at once may give two signatures one data file.
            super().save(key, (key, data))
        except OSError as error:
            _say_that_nothing_is_kept(self._cache_path, error.strerror or str(error))

    def load(self, key: Any) -> Any:
        """Return the compiled kernel of a key, or None if there is none that fits."""
        found = super().load(key)
        return found[1] if found is not None and found[0] == key else None

    def _load_index(self) -> dict[Any, str]:
        content = self._unsealed(self._index_path)
        return {} if content is None else pickle.loads(content)

    def _save_index(self, overloads: dict[Any, str]) -> None:
        self._write_sealed(self._index_path, self._dump(overloads))

    def _load_data(self, name: str) -> Any:
        path = self._data_path(name)
        content = self._unsealed(path)
        if content is None:
            raise FileNotFoundError(path)  # which numba takes for a kernel that is not kept
        return pickle.loads(content)

    def _save_data(self, name: str, data: Any) -> None:
        self._write_sealed(self._data_path(name), self._dump(data))

    def _write_sealed(self, path: str, content: bytes) -> None:
        with self._open_for_write(path) as stream:
            stream.write(self._seal(path, content) + content)

    def _unsealed(self, path: str) -> bytes | None:
        """Return the content of a file, None if there is none or its seal does not fit its name."""
        try:
            whole = Path(path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            log.warning(
                "%s cannot be read (%s); its kernel is compiled again", path, error.strerror
            )
            return None
        content = whole[_SEAL:]
        if whole[:_SEAL] != self._seal(path, content):
            log.warning("%s is damaged or of another version; its kernel is compiled again", path)
            return None
        return content

    def _seal(self, path: str, content: bytes) -> bytes:
        head = f"{platform_key()} {numba.__version__} {Path(path).name} ".encode()
        return hashlib.sha256(head + content).digest()
