"""The identity of the code that shapes results, found without importing it.

A change of an inner kernel must recompute what it touches; a change of a docstring or a comment
must recompute nothing. So the code is hashed as a syntax tree without docstrings, over everything
the simulation imports from this package.
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
# Sentences of errors shape no number.
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
    """Yield a module and its statements, at any depth, with what holds them; expressions hold neither imports nor docstrings."""
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
        # A string standing alone is a docstring or a comment on an attribute: no effect.
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
    """Return the modules of this package that a module may import, packages along the way included."""
    found: set[str] = set()
    for node in _statements(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] == "nmhts" and name != "nmhts"}


def closure(kind: str, fidelity: str | None = None) -> dict[str, Path]:
    """Return the modules (by name, with their files) that shape the results of a kind of study at a fidelity, if it has several."""
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
    """Return the hash of the code that shapes the results of studies of an identity (16 hex digits)."""
    digest = hashlib.sha256()
    for name, path in closure(
        identity["kind"], identity.get("numerics", {}).get("fidelity")
    ).items():
        digest.update(name.encode())
        digest.update(_read(path)[1])
    return digest.hexdigest()[:16]


def _read(path: Path) -> tuple[tuple[str, ...], bytes]:
    """Return the modules a source file imports and the hash of what it does, read once per version of the file."""
    seen = path.stat()
    return _parsed(path, seen.st_mtime_ns, seen.st_size)


@functools.lru_cache(maxsize=1024)
def _parsed(path: Path, _modified: int, _size: int) -> tuple[tuple[str, ...], bytes]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = tuple(_imports(tree))
    return imports, hashlib.sha256(ast.dump(_without_docstrings(tree)).encode()).digest()
