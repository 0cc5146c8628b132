"""Printed files: modules of printed functions, committed, and compared with what is printed anew.

A module that generates a file states it as ``PRINTED``, a tuple of ``PrintedFile``. A test asserts
that ``outdated`` of them is empty. The files are written by

    python -m nmhts.numerics.tracing.files MODULE

with the module's name, or with the path of its file.
"""

from __future__ import annotations

import argparse
import importlib
import runpy
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nmhts.numerics.tracing.errors import NamingError
from nmhts.numerics.tracing.layout import INDENT, WIDTH
from nmhts.numerics.tracing.source import PrintedFunction


@dataclass(frozen=True)
class PrintedFile:
    """A generated module.

    Fields: path of the file; stated: name or path of the module that states it, for the command;
    title: first sentence of its docstring; functions: makes its functions.
    """

    path: Path
    stated: str
    title: str
    functions: Callable[[], Sequence[PrintedFunction]]

    @property
    def command(self) -> str:
        """The command that writes the file."""
        return f"python -m nmhts.numerics.tracing.files {self.stated}"

    def text(self) -> str:
        """Return the content, printed anew."""
        return module_text(self.title, self.command, self.functions())


def module_text(title: str, command: str, functions: Sequence[PrintedFunction]) -> str:
    """Return the source of a module with a factory for every function.

    ``module.name(number, compiled)`` returns the function ``name`` over a number module;
    ``compiled`` is ``inlined`` for numba, the identity otherwise.
    """
    head = [
        *textwrap.wrap(f'"""{title}', WIDTH),
        "",
        "Every function is made by a factory, from a number module and a decorator.",
        "Changes made here are lost. The file is written by",
        "",
        f"{INDENT}{command}",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "from collections.abc import Callable",
        "from types import ModuleType",
        "from typing import Any",
        *_imports(functions),
    ]
    return "\n".join([*head, *(line for one in functions for line in _factory(one)), ""])


def _imports(functions: Sequence[PrintedFunction]) -> list[str]:
    """Return the lines that import the classes of returned records."""
    found: dict[str, set[str]] = {}
    for record in (record for one in functions for record in one.records):
        found.setdefault(record.__module__, set()).add(record.__name__)
    lines = [""] if found else []
    for module, names in sorted(found.items()):
        line = f"from {module} import {', '.join(sorted(names))}"
        if len(line) > WIDTH:
            lines += [f"from {module} import (", *(f"{INDENT}{one}," for one in sorted(names)), ")"]
        else:
            lines.append(line)
    return lines


def _factory(function: PrintedFunction) -> list[str]:
    name, used = function.name, function.operations
    inside = "number: ModuleType, compiled: Callable[[Callable], Callable]"
    whole = [f"def {name}({inside}) -> Callable[..., Any]:"]
    split = [f"def {name}(", f"{INDENT}{inside}", ") -> Callable[..., Any]:"]
    taken = [f"{INDENT}{', '.join(used)} = {', '.join(f'number.{one}' for one in used)}", ""]
    if len(taken[0]) > WIDTH:
        lines = [f"{INDENT}{INDENT}number.{one}," for one in used]
        taken = [f"{INDENT}{', '.join(used)} = (", *lines, f"{INDENT})", ""]
    return [
        "",
        "",
        *(whole if len(whole[0]) <= WIDTH else split),
        f'{INDENT}"""Return ``{name}`` for one kind of number."""',
        *(taken if used else [""]),
        f"{INDENT}@compiled",
        *(INDENT + line if line else "" for line in function.text.split("\n")),
        "",
        f"{INDENT}return {name}",
    ]


def outdated(files: Iterable[PrintedFile]) -> list[str]:
    """Return a sentence for every file that differs from what is printed, with the command."""
    return [
        f"{file.path.name} is not what {file.stated} prints; write it anew by: {file.command}"
        for file in files
        if not file.path.is_file() or file.path.read_text(encoding="utf-8") != file.text()
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the files that a module states. Errors: NamingError if it states none."""
    parser = argparse.ArgumentParser(description="Write the files that a module states.")
    parser.add_argument("module", help="name of the module, or path of its file")
    name = parser.parse_args(arguments).module
    stated = runpy.run_path(name) if name.endswith(".py") else vars(importlib.import_module(name))
    if "PRINTED" not in stated:
        raise NamingError(f"module {name}", "no PRINTED", "a tuple of PrintedFile by this name")
    for file in stated["PRINTED"]:
        file.path.write_text(file.text(), encoding="utf-8")


if __name__ == "__main__":
    main()
