"""Layout of printed source, as ``ruff format`` leaves it: signatures, docstrings, modules."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

WIDTH = 100
"""Longest line of printed source, characters."""

INDENT = "    "


def definition(name: str, parameters: Sequence[str]) -> list[str]:
    """Return the lines that open a function; they will be indented by 4."""
    line = f"def {name}({', '.join(parameters)}):"
    if len(INDENT + line) <= WIDTH:
        return [line]
    inside = textwrap.wrap(", ".join(parameters), WIDTH - 2 * len(INDENT))
    return [f"def {name}(", *(INDENT + one for one in inside), "):  # fmt: skip"]


def docstring(summary: str, told: Sequence[str]) -> list[str]:
    """Return the lines of a docstring: a summary, then paragraphs."""
    room = WIDTH - 2 * len(INDENT)
    first, *rest = textwrap.wrap(f'"""{summary}', room)
    more = [line for one in told for line in textwrap.wrap(one, room)]
    return [first, *rest, "", *more, '"""'] if more else [first, *rest, '"""']


def result(texts: Sequence[str]) -> list[str]:
    """Return the lines that return some expressions."""
    line = f"return {', '.join(texts)}"
    if len(INDENT + INDENT + line) <= WIDTH:
        return [line]
    return ["return (", *(f"{INDENT}{text}," for text in texts), ")"]


def unpacked(sources: Mapping[str, str]) -> list[str]:
    """Return the lines that give fields of records their names."""
    return [f"{name} = {source}" for name, source in sources.items()]


def call(name: str, function: str, texts: Sequence[str]) -> list[str]:
    """Return the lines that assign what a function gives for some expressions."""
    line = f"{name} = {function}({', '.join(texts)})"
    if len(INDENT + INDENT + line) <= WIDTH:
        return [line]
    inside = textwrap.wrap(", ".join(texts), WIDTH - 3 * len(INDENT), break_long_words=False)
    return [f"{name} = {function}(", *(INDENT + one for one in inside), ")  # fmt: skip"]
