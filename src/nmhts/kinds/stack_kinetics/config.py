"""Checked configuration of a study of stacks, from the sections of its file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nmhts.errors import MaterialError, UnitError, nearest
from nmhts.kinds.stack_kinetics.file import StackKineticsFile, StackSection
from nmhts.kinds.stack_kinetics.names import stack_names
from nmhts.materials.library import DEFAULT_MIXING, find_gate, find_mixing, library, mixing_library
from nmhts.schema.axes import AxisValues, read_axes, read_numbers, read_sampled
from nmhts.schema.config import StudyConfig, Varied
from nmhts.schema.expression import Expression
from nmhts.schema.names import Vocabulary
from nmhts.schema.placeholders import check_free, check_protocol, fill, names_in
from nmhts.schema.relations import check_combining, read_relations
from nmhts.schema.sections import read_sections
from nmhts.simulation.stacks.stack import Stack

FORM = "20 nm CoN / 5 nm MnN / 20 nm CoN"


@dataclass(frozen=True)
class StackConfig(StudyConfig):
    """A checked study of stacks.

    ``parameters`` by number of the gate's sheet, in SI; ``named``: axes of names in the layers.
    """

    file: StackKineticsFile
    parameters: Mapping[str, float]
    named: tuple[str, ...]


def read_study(path: Path, raw: Mapping[str, Any], problems: list[str]) -> StackConfig | None:
    """Return the configuration of a study of stacks.

    If anything is wrong: None, with sentences added to ``problems``.
    """
    sections = read_sections(raw, StackKineticsFile, problems)
    stack: StackSection | None = sections.get("stack")
    given: Mapping[str, Any] = sections.get("axes") or {}
    written = _texts(stack, given)
    texts = list(written.values())
    in_layers = {name for text in texts for name in names_in(text)}
    in_protocol = names_in(sections.get("protocol"))
    built = in_layers - in_protocol
    named = tuple(name for name in given if name in built and _of_names(given[name]))
    vocabulary = stack_names(named, built)
    derived, where = read_relations(sections, vocabulary, problems)
    helpers = {name for expression in (*derived.values(), *where) for name in expression.names}
    axes = read_axes(given, vocabulary, in_protocol, helpers | in_layers, problems)
    samples = sections.get("samples")
    sampled = read_sampled(samples.of, vocabulary, in_protocol, problems) if samples else {}
    parameters = read_numbers(
        "stack.parameters", stack.parameters if stack else {}, problems, vocabulary=vocabulary
    )
    known: dict[str, AxisValues | None] = {**dict.fromkeys(given), **axes}
    _check_entries(raw, stack, known, {*sampled, *derived}, vocabulary, problems)
    units = check_combining(
        sections, vocabulary, known, sampled, derived, problems, in_protocol, parameters
    )
    used = in_layers | in_protocol
    # Missing layers use no placeholder, which does not make an axis unused.
    if texts:
        check_free(
            vocabulary, known | sampled, used, helpers, problems, "stack.layers or the protocol"
        )
    check_protocol(
        vocabulary, sections.get("protocol"), known | sampled, derived, units, path.parent, problems
    )
    _check_layers(written, stack, known | sampled, derived, units, "where" not in raw, problems)
    if problems:
        return None
    file = StackKineticsFile.model_validate(sections)
    varied = Varied(axes, known, sampled, derived, where, units)
    return varied.study(StackConfig, path, file, vocabulary, parameters=parameters, named=named)


def _texts(stack: StackSection | None, axes: Mapping[str, Any]) -> dict[str, str]:
    """Return every text of layers of a study as written, by its place in the file."""
    on_axis = axes.get("layers")
    values = enumerate(on_axis if isinstance(on_axis, list) else [], 1)
    texts = {f"axes.layers, value {k}": item for k, item in values if isinstance(item, str)}
    if stack is not None and stack.layers is not None:
        texts["stack.layers"] = stack.layers
    return texts


def _of_names(axis: Any) -> bool:
    """Return whether the values of an axis are names: text that does not begin like a number."""
    return isinstance(axis, list) and all(
        isinstance(item, str) and item[:1].isalpha() for item in axis
    )


def _check_entries(
    raw: Mapping[str, Any],
    stack: StackSection | None,
    axes: Mapping[str, AxisValues | None],
    elsewhere: Collection[str],
    vocabulary: Vocabulary,
    problems: list[str],
) -> None:
    """Complain about entries that are missing, given twice, or not in the library."""
    written = raw.get("stack")
    written = written if isinstance(written, Mapping) else {}
    for name in vocabulary.entries:
        if name in axes and name in written:
            problems.append(f"stack.{name}: is also an axis (give it in one place)")
        if name in elsewhere and name in written:
            problems.append(f"stack.{name}: is also sampled or derived (give it in one place)")
    if stack is None:
        return
    known = ", ".join(sorted(library("gate")))
    if stack.layers is None and "layers" not in axes:
        problems.append(f"stack.layers: missing (expected e.g. {FORM!r}, or an axis 'layers')")
    if stack.gate is None and "gate" not in axes:
        problems.append(f"stack.gate: missing (allowed: {known}, or an axis 'gate')")
    for name, find in (("gate", find_gate), ("mixing", find_mixing)):
        axis = axes.get(name)
        where, values = (
            ("axes", axis.values if axis else ())
            if name in axes
            else ("stack", (getattr(stack, name),))
        )
        for value in values:
            try:
                if value is not None:
                    find(str(value))
            except MaterialError as error:
                problems.append(f"{where}.{name}: {error}")
    if "temperature" not in axes and not stack.temperature > 0:
        problems.append(f"stack.temperature: {stack.temperature:g} K must be positive")


def _check_layers(
    texts: Mapping[str, str],
    stack: StackSection | None,
    axes: Mapping[str, AxisValues | None],
    derived: Mapping[str, Expression],
    units: Mapping[str, str],
    whole: bool,
    problems: list[str],
) -> None:
    """Complain about placeholders without values, and about unreadable layers.

    Parameters: texts by their place in the file; axes, sampled ones too; units of all that may be
    filled in; whole: whether the first values of all axes make a stack of the study.
    """
    allowed = [*axes, *derived]
    for where, text in texts.items():
        for name in sorted(names_in(text) - set(allowed)):
            problems.append(
                f"{where}: placeholder {{{name}}} has no axis{nearest(name, allowed)} "
                f"(axes for placeholders: {', '.join(allowed) or 'none'})"
            )
    good = {name: axis for name, axis in axes.items() if axis is not None}
    rules = (
        good["mixing"].values[0] if "mixing" in good else stack.mixing if stack else DEFAULT_MIXING
    )
    if not whole or rules not in mixing_library():
        return
    # One value of each axis stands for all here; the plan reads the layers of every run before any
    # run begins.
    first: dict[str, Any] = {name: axis.values[0] for name, axis in good.items()}
    for name in (n for n in derived if n in units and set(derived[n].names) <= first.keys()):
        first[name] = float(f"{derived[name].value(first):.12g}")
    for where, text in texts.items():
        if not names_in(text) <= first.keys():
            continue
        try:
            Stack(fill(text, first, units), mixing=str(rules))
        except (MaterialError, UnitError) as error:
            problems.append(f"{where}: {error}{filled_with(text, first, units)}")


def filled_with(text: str, values: Mapping[str, Any], units: Mapping[str, str]) -> str:
    """Return the axis values that filled in a text of layers, as the end of a sentence.

    Empty for a text without placeholders.
    """
    said = [f"{{{name}}} = {fill(f'{{{name}}}', values, units)}" for name in sorted(names_in(text))]
    return f" (with {', '.join(said)})" if said else ""
