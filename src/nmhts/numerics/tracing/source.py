"""Printer: straight-line Python source of named nodes, every variable assigned once.

A function computes its outputs and nothing else. Variables stand in the order in which their nodes
were made; those of laws have the laws' names. Nodes that are used once are written where they are
used, as long as that is readable. Arguments that no output depends on drop out. Text and
layout are those of ``ruff format``, with lines of at most 100 characters.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from nmhts.numerics.tracing.errors import NamingError
from nmhts.numerics.tracing.expressions import OPERATIONS, Text, constant_text, text_of
from nmhts.numerics.tracing.graph import LONGEST_NAME, checked_name, graph_of
from nmhts.numerics.tracing.layout import (
    INDENT,
    WIDTH,
    call,
    definition,
    docstring,
    result,
    unpacked,
)
from nmhts.numerics.tracing.node import Node, checked_nodes
from nmhts.numerics.tracing.scales import divided
from nmhts.numerics.tracing.schedule import Schedule, Step, schedule

_INLINE = 40  # characters of an expression that may be written within another one


@dataclass(frozen=True)
class PrintedFunction:
    """Source of one function.

    Fields: name; parameters; results, in order; operations that its number module must offer; text
    without indentation, its lines short enough for an indentation of 4; records: classes of the
    named tuples that it returns.
    """

    name: str
    parameters: tuple[str, ...]
    results: tuple[str, ...]
    operations: tuple[str, ...]
    text: str
    records: tuple[type, ...] = ()


def keep(name: str, node: Node) -> Node:
    """Return the node, and note it in its graph's ``kept`` under a name.

    A function printed with ``known=graph.kept`` takes kept nodes as arguments. Errors: NamingError
    for a name that is taken by another node; NotANodeError.
    """
    (node,) = checked_nodes(f"kept value {name}", [node])
    kept = node.graph.kept
    if kept.setdefault(checked_name("name of a kept value", name), node) is not node:
        raise NamingError("name of a kept value", repr(name), "a name that is not taken yet")
    return node


def printed(
    name: str,
    outputs: Mapping[str, Node | tuple[Node, ...]],
    summary: str,
    *,
    arguments: Sequence[Node] | None = None,
    records: Mapping[str, tuple[Node | float, ...]] | None = None,
    known: Mapping[str, Node] | None = None,
    scales: Mapping[str, Node | float] | None = None,
    fused: bool = False,
) -> PrintedFunction:
    """Return the source of a function that returns the named outputs, in order.

    An output may be a named tuple of nodes: the function returns a tuple of that class.

    Parameters: summary: first sentence of its docstring; arguments: inputs in the order of its
    parameters, by default that of making; records: named tuples that are its first parameters, by
    name, whether they are in use or not; known: nodes that it takes as further arguments, by name;
    scales: common factors by names of outputs, which the caller multiplies by instead; fused:
    whether products that are used once are printed as ``fma``. The first of exp(h) and exp(-h) is
    computed, the other one is its reciprocal.
    Errors: NamingError, NotANodeError, NotAMultipleError, MixedGraphsError.
    """
    known, scales, records = known or {}, scales or {}, records or {}
    flat = _flattened(outputs)
    graph_of([*checked_nodes("output", flat.values()), *known.values()])
    values = {
        key: divided(key, node, scales[key]) if key in scales else node
        for key, node in flat.items()
    }
    if stray := [key for key in scales if key not in flat]:
        raise NamingError("scale", repr(stray[0]), f"names of outputs: {', '.join(flat)}")
    fields = _fields(records)
    kept = {node: key for key, node in known.items() if node.op not in ("constant", "zero")}
    plan = schedule(list(values.values()), [*kept, *fields], fused)
    names = _argument_names(plan, arguments, kept, fields)
    read = {node: name for node, (name, _) in fields.items() if node in plan.leaves}
    for key in (name, *flat, *names.values(), *read.values(), *records):
        checked_name(f"name in {name}", key)
    _refuse_doubles(name, [*records, *names.values(), *read.values(), *flat])
    writer = _Writer(plan, names | read, values)
    body = writer.lines()
    told = [f"Returns: ({', '.join(outputs)})."]
    if scales:
        told.append(f"Without their common factors, by which to multiply: {', '.join(scales)}.")
    returned, made = [], []
    for key, value in outputs.items():
        if isinstance(value, Node):
            returned.append(writer.texts[values[key]].text)
        else:
            texts = [writer.texts[values[f"{one}_{key}"]].text for one in _names_of(value)]
            made += call(f"{key}_", type(value).__name__, texts)
            returned.append(f"{key}_")
    text = [
        *definition(name, [*records, *names.values()]),
        *(INDENT + line if line else "" for line in docstring(summary, told)),
        *(INDENT + line for line in unpacked({read[one]: fields[one][1] for one in read})),
        *(INDENT + line for line in body),
        *(INDENT + line for line in made),
        *(INDENT + line for line in result(returned)),
    ]
    return PrintedFunction(
        name,
        (*records, *names.values()),
        tuple(outputs),
        tuple(sorted(writer.operations)),
        "\n".join(text),
        tuple(dict.fromkeys(type(one) for one in outputs.values() if not isinstance(one, Node))),
    )


def _names_of(record: tuple) -> tuple[str, ...]:
    """Return the fields of a named tuple. Errors: NamingError for a tuple without names."""
    fields = getattr(record, "_fields", None)
    if fields is None:
        raise NamingError("record", repr(record), "a named tuple")
    return fields


def _flattened(outputs: Mapping[str, Node | tuple[Node, ...]]) -> dict[str, Node]:
    """Return all nodes of some outputs, those of a record by the names field_record."""
    found: dict[str, Node] = {}
    for key, value in outputs.items():
        if isinstance(value, Node) or not isinstance(value, tuple):
            found[key] = value
        else:
            parts = zip(_names_of(value), value, strict=True)
            found.update({f"{field}_{key}": node for field, node in parts})
    return found


def _fields(records: Mapping[str, tuple[Node | float, ...]]) -> dict[Node, tuple[str, str]]:
    """Return name and source of the nodes of all records: (variable, record.field).

    An inner node has the name of its field, and if that is taken, field_record.
    """
    found: dict[Node, tuple[str, str]] = {}
    taken: set[str] = set()
    for key, record in records.items():
        for field, node in zip(_names_of(record), record, strict=True):
            if isinstance(node, Node) and node.op not in ("constant", "zero") and node not in found:
                name = str(node.value) if node.op == "input" else field
                name = f"{field}_{key}" if name in taken else name
                taken.add(name)
                found[node] = (name, f"{key}.{field}")
    return found


def _argument_names(
    plan: Schedule,
    arguments: Sequence[Node] | None,
    kept: Mapping[Node, str],
    fields: Collection[Node],
) -> dict[Node, str]:
    """Return the names of the arguments that are in use: inputs, then kept values."""
    leaves = [node for node in plan.leaves if node not in fields]
    used = [node for node in leaves if node.op == "input" and node not in kept]
    used.sort(key=lambda node: node.index)
    order = used if arguments is None else checked_nodes("argument", arguments)
    if missing := [str(node.value) for node in used if node not in order]:
        allowed = ", ".join(str(node.value) for node in order)
        raise NamingError("inputs in use", f"{missing[0]}, which is no argument", allowed)
    names = {node: str(node.value) for node in order if node in used}
    return names | {node: key for node, key in kept.items() if node in leaves}


def _refuse_doubles(name: str, names: Sequence[str]) -> None:
    for key in names:
        if names.count(key) > 1 or key in OPERATIONS:
            allowed = f"names used once, other than {', '.join(OPERATIONS)}"
            raise NamingError(f"name in {name}", repr(key), allowed)


class _Writer:
    """Lines of a function's body.

    Fields: texts: how each node is referred to; operations: names used of the number module.
    """

    def __init__(self, plan: Schedule, names: Mapping[Node, str], outputs: Mapping[str, Node]):
        self.plan, self.operations = plan, set[str]()
        self.texts = {node: Text(name) for node, name in names.items()}
        for node in plan.leaves:
            if node not in self.texts:
                self.texts[node] = constant_text(node)
        self._inline: dict[Node, Text] = {}
        self._taken = {*names.values(), *outputs, *OPERATIONS}
        self._wanted: dict[Node, str] = {}
        for key, node in outputs.items():
            self._wanted.setdefault(node, key)
        self._lines: list[str] = []
        self._count = 0

    def lines(self) -> list[str]:
        """Return the assignments."""
        for step in self.plan.steps:
            text = self._fitting(step)
            once = self.plan.uses[step.node] == 1 and step.node not in self._wanted
            if once and len(text.text) <= _INLINE:
                self._inline[step.node] = text
            else:
                self._assign(step.node, text)
        return self._lines

    def _fitting(self, step: Step) -> Text:
        """Return the text of a step; operands that make it too long become variables."""
        room = WIDTH - 2 * len(INDENT) - LONGEST_NAME - len(" = ")
        while True:
            texts = [self._inline.get(node) or self.texts[node] for node in step.operands]
            text = text_of(step.form, texts, self.operations)
            inside = [node for node in step.operands if node in self._inline]
            if len(text.text) <= room or not inside:
                return text
            longest = max(inside, key=lambda node: len(self._inline[node].text))
            self._assign(longest, self._inline.pop(longest))

    def _assign(self, node: Node, text: Text) -> None:
        """Write the assignment of a variable."""
        name = self._name(node)
        if len(f"{INDENT}{INDENT}{name} = {text.text}") > WIDTH:
            name = self._counted()
        self._lines.append(f"{name} = {text.text}")
        self.texts[node] = Text(name)

    def _name(self, node: Node) -> str:
        if node in self._wanted:
            return self._wanted[node]
        label = node.graph.labels.get(node, "")
        if not label or label in self._taken or len(label) > LONGEST_NAME:
            return self._counted()
        self._taken.add(label)
        return label

    def _counted(self) -> str:
        """Return the next free name of a number."""
        self._count += 1
        while f"t_{self._count}" in self._taken:
            self._count += 1
        return f"t_{self._count}"
