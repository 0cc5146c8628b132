"""Combinations that meet conditions, as nested loops.

Each relation is computed as soon as the outer loops give its names. A condition on outer axes thus
cuts off all inner loops. A condition that is never true is found without a loop over axes that it
does not use. The loops are Python text made from checked expressions, several times faster than
evaluating an expression for every combination.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nmhts.errors import UnitError
from nmhts.schema.expression import ERRORS, GLOBALS, Expression


def number(value: Any, text: str) -> float:
    """Return a derived value rounded to twelve digits, like values that are read.

    Equal inputs are then equal points.
    Errors: UnitError for a value that is no finite number.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise UnitError(f"{text!r} gives {value!r} (expected a finite number)")
    return float(f"{value:.12g}")


def nested(
    groups: Sequence[Mapping[str, Sequence[Any]]],
    derived: Mapping[str, Expression],
    where: Sequence[Expression],
    fixed: Mapping[str, Any],
) -> Iterator[tuple[tuple[int, ...], tuple[float, ...]]]:
    """Yield the places in the groups and the derived values of all allowed combinations.

    The last group runs fastest.
    Parameters: groups of values that vary together, by name; derived values, each after those it
    depends on; where: conditions, of which an earlier one guards the later; fixed: values common to
    all combinations.
    Errors: UnitError for a relation that cannot be computed.
    """
    writer = _Writer(groups, derived, where, fixed)
    exec(compile(writer.source(), "combinations", "exec"), writer.space)
    yield from writer.space["walk0"]()


_DEEPEST = 12
"""Loops of one function: Python allows no more than 20 nested blocks."""


class _Writer:
    """The loops as Python text, and the names they use."""

    def __init__(
        self,
        groups: Sequence[Mapping[str, Sequence[Any]]],
        derived: Mapping[str, Expression],
        where: Sequence[Expression],
        fixed: Mapping[str, Any],
    ):
        self.groups, self.derived = groups, list(derived)
        self.relations = [*derived.values(), *where]
        self.levels = _levels(groups, derived, where)
        self.used = {name for relation in self.relations for name in relation.names}
        self.space: dict[str, Any] = {f"v_{name}": value for name, value in fixed.items()}
        self.space |= GLOBALS
        self.space |= {"__builtins__": {"range": range, "zip": zip}, "_number": number}
        self.space |= {"_errors": ERRORS, "_said": self._said}
        self.bound: list[str] = []
        self.lines = ["def walk0():"]

    def _said(self, error: Exception, k: int) -> Exception:
        return error if isinstance(error, UnitError) else self.relations[k].failed(error)

    def source(self) -> str:
        """Return the text of all loops."""
        self._relate(0, "    ")
        for k, columns in enumerate(self.groups):
            indent = "    " * (k % _DEEPEST + 1)
            if k and k % _DEEPEST == 0:
                names = ", ".join(self.bound)
                self.lines.append(
                    f"{'    ' * (_DEEPEST + 1)}yield from walk{k // _DEEPEST}({names})"
                )
                self.lines.append(f"def walk{k // _DEEPEST}({names}):")
            self._loop(k, columns, indent)
        places = "".join(f"i{k}, " for k in range(len(self.groups)))
        values = "".join(f"v_{name}, " for name in self.derived)
        depth = (len(self.groups) - 1) % _DEEPEST + 2 if self.groups else 1
        self.lines.append(f"{'    ' * depth}yield ({places}), ({values})")
        return "\n".join(self.lines)

    def _loop(self, k: int, columns: Mapping[str, Sequence[Any]], indent: str) -> None:
        names = [name for name in columns if name in self.used]
        self.space[f"_n{k}"] = len(next(iter(columns.values())))
        self.space.update({f"_c{k}_{name}": columns[name] for name in names})
        parts = ", ".join([f"range(_n{k})", *(f"_c{k}_{name}" for name in names)])
        targets = [f"i{k}", *(f"v_{name}" for name in names)]
        self.bound += targets
        self.lines.append(f"{indent}for {', '.join(targets)}, in zip({parts}):")
        self._relate(k + 1, indent + "    ")

    def _relate(self, level: int, indent: str) -> None:
        """Write the relations of a level."""
        for k, relation in enumerate(self.relations):
            if self.levels[k] != level:
                continue
            self.space.update({f"_e{k}{name}": f for name, f in relation.factors.items()})
            body = _renamed(relation, k)
            if k < len(self.derived):
                target = f"v_{self.derived[k]}"
                self.space[f"_text{k}"] = relation.text
                body = f"_number({body}, _text{k})"
                self.bound += [target] if level else []
            else:
                target = "met"
            if k < len(self.derived) and not level:
                self.lines.append(f"{indent}global {target}")
            self.lines += [
                f"{indent}try:",
                f"{indent}    {target} = {body}",
                f"{indent}except _errors as error:",
                f"{indent}    raise _said(error, {k}) from error",
            ]
            if k >= len(self.derived):
                self.lines.append(f"{indent}if not met: {'continue' if level else 'return'}")


def _levels(
    groups: Sequence[Mapping[str, Sequence[Any]]],
    derived: Mapping[str, Expression],
    where: Sequence[Expression],
) -> list[int]:
    """Return the loop in which each relation is computed, 0 outside of all.

    No condition comes before one that is written earlier.
    """
    level_of = {name: k for k, columns in enumerate(groups, 1) for name in columns}
    found = []
    for name, expression in derived.items():
        level_of[name] = max((level_of.get(n, 0) for n in expression.names), default=0)
        found.append(level_of[name])
    level = 0
    for condition in where:
        level = max([level, *(level_of.get(n, 0) for n in condition.names)])
        found.append(level)
    return found


def _renamed(relation: Expression, k: int) -> str:
    """Return the Python text of a relation with unique names: those of a study may be keywords."""
    tree = ast.parse(relation.python, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            if node.id in relation.factors:
                node.id = f"_e{k}{node.id}"
            elif node.id in relation.names:
                node.id = f"v_{node.id}"
    return ast.unparse(tree)
