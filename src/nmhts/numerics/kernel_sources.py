"""Sources of a kernel: the files that can change its machine code."""

from __future__ import annotations

import functools
import hashlib
import re
import types
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent
_IMPORT = re.compile(
    rb"^[ \t]*(?:from[ \t]+(nmhts[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)"
    rb"|import[ \t]+(nmhts[\w.]*))",
    re.MULTILINE,
)


def kernel_sources(function: Callable[..., Any]) -> list[Path]:
    """Return the files that a kernel depends on, sorted.

    These are the files of all functions that it refers to, by name or through closures, and
    what those files import of this package, at the top or within functions.
    """
    return with_imports(Path(f.__code__.co_filename) for f in _referred(function))


def sources_hash(function: Callable[..., Any]) -> str:
    """Return the hash of the files that a kernel depends on: 20 hex digits."""
    return hash_of(kernel_sources(function))


def with_imports(files: Iterable[Path]) -> list[Path]:
    """Return some files and all that they import of this package, sorted."""
    open_files, seen = list(files), set[Path]()
    while open_files:
        file = open_files.pop()
        if file not in seen and file.is_file():
            seen.add(file)
            open_files += imported_files(file)
    return sorted(seen)


def hash_of(files: Iterable[Path]) -> str:
    """Return the hash of files, of their places in this package and content: 20 hex digits."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(_file_hash(file))
    return digest.hexdigest()[:20]


def _referred(function: Callable[..., Any]) -> Iterator[Any]:
    """Yield the Python functions that a function refers to, itself first.

    A kernel made by a factory calls functions of files that its own file need not import.
    """
    seen: set[int] = set()
    open_ones: list[Any] = [function]
    while open_ones:
        one = open_ones.pop()
        one = getattr(one, "py_func", one)  # of a compiled function
        if isinstance(one, tuple | list):
            open_ones += one
        if not isinstance(one, types.FunctionType) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        named = [one.__globals__.get(name) for name in one.__code__.co_names]
        cells = [cell.cell_contents for cell in one.__closure__ or () if _is_filled(cell)]
        open_ones += [*named, *cells, *vars(one).values()]


def _is_filled(cell: types.CellType) -> bool:
    """Return whether a closure variable has been assigned."""
    try:
        _ = cell.cell_contents
    except ValueError:
        return False
    return True


@functools.cache
def imported_files(file: Path) -> tuple[Path, ...]:
    """Return the files of this package that a file imports."""
    found: list[Path] = []
    for module, names, plain in _IMPORT.findall(file.read_bytes()):
        base = (module or plain).decode()
        wanted = [base]
        if names:
            wanted += [f"{base}.{name}" for name in re.findall(r"[A-Za-z_]\w*", names.decode())]
        found += [path for name in wanted if (path := _file_of(name)) is not None]
    return tuple(found)


def _file_of(module: str) -> Path | None:
    """Return the file of a module of this package, None if it is none (but a name within one)."""
    place = PACKAGE.joinpath(*module.split(".")[1:])
    for path in (place.with_suffix(".py"), place / "__init__.py"):
        if path.is_file():
            return path
    return None


@functools.cache
def _file_hash(file: Path) -> bytes:
    """Return the hash of a file's place in this package (else its name) and of its content."""
    inside = file.relative_to(PACKAGE) if file.is_relative_to(PACKAGE) else Path(file.name)
    return hashlib.sha256(str(inside).encode() + b"\0" + file.read_bytes()).digest()
