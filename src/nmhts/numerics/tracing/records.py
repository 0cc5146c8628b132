"""Named tuples of numbers: their inputs and directions, and functions that move them to memory."""

from __future__ import annotations

import re
from typing import Any

from nmhts.numerics.tracing.graph import Graph
from nmhts.numerics.tracing.layout import INDENT, WIDTH
from nmhts.numerics.tracing.node import Node
from nmhts.numerics.tracing.source import PrintedFunction


def inputs_of(graph: Graph, kind: Any, prefix: str = "") -> Any:
    """Return a record of inputs named after its fields."""
    return kind(*graph.inputs(*(prefix + name for name in kind._fields)))


def directions_of(record: Any, moves: Any) -> dict[Node, Node]:
    """Return the changes of the inputs among the fields of a record, as ``push`` takes them."""
    pairs = zip(record, moves, strict=True)
    return {one: move for one, move in pairs if isinstance(one, Node) and one.op == "input"}


def record_functions(record: type) -> list[PrintedFunction]:
    """Return functions of a named tuple of numbers.

    ``load_<name>(memory, k)`` returns the record whose first field is value k of the memory,
    ``store_<name>(memory, k, record)`` writes it there, ``add_<name>(memory, k, record)`` adds it
    to what is there, ``fill_<name>(value)`` returns one whose fields are all ``value``,
    ``spread_<name>(record)`` one whose plain numbers are numbers of the module's kind, and
    ``chosen_<name>(mask, a, b)`` that of a where the mask holds, else b.
    """
    fields, name = list(getattr(record, "_fields")), _lower(record.__name__)  # noqa: B009
    places = ["k" if k == 0 else f"k + {k}" for k in range(len(fields))]
    loads = [f"load(memory, {place})" for place in places]
    stores = [
        f"store(memory, {place}, record.{field})"
        for place, field in zip(places, fields, strict=True)
    ]
    sums = [
        f"store(memory, {place}, load(memory, {place}) + record.{field})"
        for place, field in zip(places, fields, strict=True)
    ]
    into, taken = ("memory", "k", "record"), ("load", "store")
    return [
        _function(
            f"load_{name}", ("memory", "k"), "Return the record that begins at value k.",
            ("load",), _made(record.__name__, loads), (record,)
        ),
        _function(f"store_{name}", into, "Write the record from value k on.", ("store",), stores),
        _function(f"add_{name}", into, "Add the record to values from k on.", taken, sums),
        _function(
            f"fill_{name}", ("value",), "Return a record of equal numbers.", (),
            _made(record.__name__, ["value"] * len(fields)), (record,)
        ),
        _function(
            f"spread_{name}", ("record",), "Return the record in numbers of one kind.", ("splat",),
            _made(record.__name__, [f"splat(record.{one})" for one in fields]), (record,)
        ),
        _function(
            f"chosen_{name}", ("mask", "a", "b"), "Return a where the mask holds, else b.",
            ("where",),
            _made(record.__name__, [f"where(mask, a.{one}, b.{one})" for one in fields]), (record,)
        ),
    ]  # fmt: skip


def _lower(name: str) -> str:
    """Return the name of a class in the style of functions."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _made(name: str, texts: list[str]) -> list[str]:
    """Return the lines that return a record."""
    line = f"return {name}({', '.join(texts)})"
    if len(INDENT + INDENT + line) <= WIDTH:
        return [line]
    return [f"return {name}(", *(f"{INDENT}{text}," for text in texts), ")"]


def _function(
    name: str,
    parameters: tuple[str, ...],
    summary: str,
    operations: tuple[str, ...],
    body: list[str],
    records: tuple[type, ...] = (),
) -> PrintedFunction:
    head = f"def {name}({', '.join(parameters)}):"
    lines = [head, f'{INDENT}"""{summary}"""', *(INDENT + line for line in body)]
    return PrintedFunction(name, parameters, ("record",), operations, "\n".join(lines), records)
