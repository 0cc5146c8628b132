"""Reading of user files, limited to regular files of plausible size."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import ComposerError
from yaml.constructor import ConstructorError

MOST_BYTES = 1_000_000
"""Largest size of a YAML file, bytes; study files and sheets are below a hundredth of it."""

MOST_DATABASE_BYTES = 50_000_000
"""Largest size of a thermodynamic database, bytes; large ones have a few million."""

MOST_NODES = 200_000
"""Largest number of values in a YAML file, with repetitions by aliases counted."""

DEEPEST = 50
"""Largest number of levels of a YAML file."""


def read_bytes(path: Path, most: int) -> bytes:
    """Return the bytes of a file.

    Errors: OSError with the reason in ``strerror``; also for a folder, a pipe or a device, and for
    a file of more than ``most`` bytes.
    """
    # Without O_NONBLOCK a pipe without a writer would block.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"))
            what = next((name for holds, name in kinds if holds(mode)), "a device")
            raise OSError(errno.EINVAL, f"it is {what}, not a file", str(path))
        with os.fdopen(handle, "rb", closefd=False) as stream:
            found = stream.read(most + 1)
    finally:
        os.close(handle)
    if len(found) > most:
        raise OSError(errno.EFBIG, f"it has more than {most} bytes", str(path))
    return found


class UniqueKeyLoader(yaml.SafeLoader):
    """YAML loader that refuses content never intended in study files or sheets.

    A key given twice; an invalid scalar that looks like a number or date; recursive or excessive
    aliases; texts that cannot be written in UTF-8.
    """

    def get_single_node(self) -> Any:
        """Return the root node; raise ComposerError for more values than a file may hold."""
        node = super().get_single_node()
        if node is not None:
            _count(node, {}, ())
        return node

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Return the next node; raise ComposerError below the deepest level."""
        self.level = getattr(self, "level", 0) + 1
        if self.level > DEEPEST:
            mark = self.peek_event().start_mark
            raise ComposerError(
                None, None, f"more than {DEEPEST} levels (line {mark.line + 1})", mark
            )
        node = super().compose_node(parent, index)
        self.level -= 1
        return node

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        """Return the value of a node; raise ConstructorError for an unreadable scalar."""
        if not isinstance(node, yaml.ScalarNode):
            return super().construct_object(node, deep)
        kind = node.tag.rsplit(":", 1)[-1]
        try:
            if len(node.value) > 400 and kind in ("int", "float"):
                raise ValueError("too long")
            found = super().construct_object(node, deep)
            if isinstance(found, str):
                found.encode("utf-8")
            return found
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
            shown = node.value[:40] + ("..." if len(node.value) > 40 else "")
            raise ConstructorError(
                None,
                None,
                f"{shown!a} cannot be read as {_KINDS.get(kind, kind)}; quotes make it text (line "
                f"{node.start_mark.line + 1})",
                node.start_mark,
            ) from error

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        """Return the mapping of a node; raise ConstructorError for a key given twice."""
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = str(key_node.value)[:200]
            if key in seen:
                line = key_node.start_mark.line + 1
                raise ConstructorError(
                    None, None, f"key {key!r} is given twice (line {line})", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


_KINDS = {
    "int": "a whole number",
    "float": "a number",
    "timestamp": "a date",
    "binary": "bytes in base 64",
    "str": "text",
    "bool": "true or false",
}


def _count(node: Any, known: dict[int, int], above: tuple[int, ...]) -> int:
    """Return the number of values of a node, with repetitions by aliases counted."""
    if id(node) in known:
        return known[id(node)]
    if id(node) in above:
        raise ComposerError(
            None, None, f"an alias holds itself (line {node.start_mark.line + 1})", node.start_mark
        )
    total = 1
    if not isinstance(node, yaml.ScalarNode):
        inside = (*above, id(node))
        children = node.value if isinstance(node, yaml.SequenceNode) else sum(node.value, ())
        for child in children:
            total += _count(child, known, inside)
    known[id(node)] = total
    if total > MOST_NODES:
        raise ComposerError(
            None,
            None,
            f"it stands for more than {MOST_NODES} values (line {node.start_mark.line + 1})",
            node.start_mark,
        )
    return total


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file.

    Errors: OSError as of :func:`read_bytes`, UnicodeDecodeError, yaml.YAMLError.
    """
    return yaml.load(read_bytes(path, MOST_BYTES).decode("utf-8"), Loader=UniqueKeyLoader)


def why_unreadable(error: OSError | UnicodeDecodeError | yaml.YAMLError) -> str:
    """Return the reason why :func:`read_yaml` cannot read a file, without its path."""
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror}"
    if isinstance(error, UnicodeDecodeError):
        return "cannot be read: it is not text in UTF-8"
    return f"not readable as YAML: {' '.join(str(error).split())}"
