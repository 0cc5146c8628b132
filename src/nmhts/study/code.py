"""The identity of the code that decides results, found without importing it.

A change of an inner kernel must recompute all results that use it. A change of a docstring or
comment must recompute nothing. The code is therefore hashed as a syntax tree without docstrings,
over all modules of this package that the simulation imports.
"""

from __future__ import annotations

import ast
import functools
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nmhts.schema.kinds import kind_folders, supplied

PACKAGE = Path(__file__).resolve().parent.parent
# Error messages change no number.
_EXCLUDED = {"nmhts.errors"}


def _source(module: str) -> Path | None:
    """Return the file of a module of this package, or None if there is none."""
    parts = module.split(".")[1:]
    base = PACKAGE.joinpath(*parts)
    if parts[:1] == ["kinds"] and parts[1:2] and parts[1] in kind_folders():
        base = kind_folders()[parts[1]].joinpath(*parts[2:])
    for path in (base.with_suffix(".py") if parts else base / "__init__.py", base / "__init__.py"):
        if path.is_file():
            return path
    return None


def _statements(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield a module and its statements at any depth, which hold all imports and docstrings."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for name in ("body", "orelse", "finalbody", "handlers", "cases"):
            waiting += getattr(node, name, ())


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in _statements(tree):
        body = getattr(node, "body", None)
        if not isinstance(body, list):
            continue
        # A string alone is a docstring or describes an attribute: it has no effect.
        node.body = [  # type: ignore[attr-defined]
            item
            for item in body
            if not (
                isinstance(item, ast.Expr)
                and isinstance(item.value, ast.Constant)
                and isinstance(item.value.value, str)
            )
        ]
    return tree


def _imports(tree: ast.Module) -> set[str]:
    """Return the modules of this package that a module may import, with enclosing packages."""
    found: set[str] = set()
    for node in _statements(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] == "nmhts" and name != "nmhts"}


def closure(kind: str, fidelity: str | None = None) -> dict[str, Path]:
    """Return the modules that decide the results of a kind of study, by name with their files.

    Parameters: kind; fidelity, if the kind has several.
    """
    found: dict[str, Path] = {}
    own = (f"nmhts.kinds.{kind}.variables", f"nmhts.kinds.{kind}.encode")
    waiting = [supplied(kind, "__init__")[fidelity], "nmhts.study.encode", *own]
    while waiting:
        name = waiting.pop()
        if name in found or name in _EXCLUDED:
            continue
        path = _source(name)
        if path is None:
            continue
        found[name] = path
        waiting.extend(_read(path)[0])
    return dict(sorted(found.items()))


def code_identity(identity: Mapping[str, Any]) -> str:
    """Return the hash of the code that decides the results of an identity (16 hex digits)."""
    digest = hashlib.sha256()
    for name, path in closure(
        identity["kind"], identity.get("numerics", {}).get("fidelity")
    ).items():
        digest.update(name.encode())
        digest.update(_read(path)[1])
    return digest.hexdigest()[:16]


def _read(path: Path) -> tuple[tuple[str, ...], bytes]:
    """Return the imports of a source file and the hash of its code, read once per version."""
    seen = path.stat()
    return _parsed(path, seen.st_mtime_ns, seen.st_size)


@functools.lru_cache(maxsize=1024)
def _parsed(path: Path, _modified: int, _size: int) -> tuple[tuple[str, ...], bytes]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = tuple(_imports(tree))
    return imports, hashlib.sha256(ast.dump(_without_docstrings(tree)).encode()).digest()
