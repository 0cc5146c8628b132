"""Common reading of studies without films, whose rows are numbers and names of one section."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from nmhts.errors import UnitError, nearest
from nmhts.schema.axes import AxisValues, read_axes, read_sampled
from nmhts.schema.config import StudyConfig, Varied
from nmhts.schema.names import Vocabulary
from nmhts.schema.relations import check_combining, read_relations
from nmhts.schema.sections import read_sections
from nmhts.schema.study import StudyFile


def read_plain(
    path: Path,
    raw: Mapping[str, Any],
    form: type[StudyFile],
    vocabulary: Vocabulary,
    problems: list[str],
) -> StudyConfig | None:
    """Return the configuration of a study, or None with all faults in ``problems``.

    Parameters: form of the file, whose section ``vocabulary.section`` has the entries of the
    vocabulary; an entry that is None there must be an axis.
    """
    sections = read_sections(raw, form, problems)
    varied = read_varied(raw, sections, vocabulary, problems)
    section = sections.get(vocabulary.section)
    for name in vocabulary.entries if section is not None else ():
        if getattr(section, name) is None and name not in varied.given:
            problems.append(f"{vocabulary.section}.{name}: missing (give it here or as an axis)")
    if problems:
        return None
    return varied.study(StudyConfig, path, form.model_validate(sections), vocabulary)


def read_varied(
    raw: Mapping[str, Any], sections: dict[str, Any], vocabulary: Vocabulary, problems: list[str]
) -> Varied:
    """Return the varied names of a study; faults are added to ``problems``.

    Faults of the section with fixed entries are added too.
    Parameters: raw: the file as read from YAML; its sections, as far as they could be read.
    """
    derived, where = read_relations(sections, vocabulary, problems)
    helpers = {name for expression in (*derived.values(), *where) for name in expression.names}
    axes = read_axes(sections.get("axes"), vocabulary, (), helpers, problems)
    samples = sections.get("samples")
    sampled = read_sampled(samples.of, vocabulary, (), problems) if samples else {}
    written: dict[str, AxisValues | None] = {**dict.fromkeys(sections.get("axes") or {}), **axes}
    _check_places(raw, vocabulary, {*written, *sampled, *derived}, problems)
    _check_values(sections, vocabulary, problems)
    _check_free(written, vocabulary, helpers, problems)
    units = check_combining(sections, vocabulary, written, sampled, derived, problems)
    return Varied(axes, written, sampled, derived, where, units)


def _check_places(
    raw: Mapping[str, Any], vocabulary: Vocabulary, given: Collection[str], problems: list[str]
) -> None:
    """Report entries that are given in two places."""
    section = raw.get(vocabulary.section)
    written = section if isinstance(section, Mapping) else {}
    for name in vocabulary.entries:
        if name in written and name in given:
            problems.append(
                f"{vocabulary.section}.{name}: is also an axis, sampled or derived (give it in one "
                "place)"
            )


def _check_values(sections: Mapping[str, Any], vocabulary: Vocabulary, problems: list[str]) -> None:
    """Report entries whose numbers are not allowed for their quantity."""
    section = sections.get(vocabulary.section)
    for name, unit in vocabulary.entries.items() if section else ():
        value = getattr(section, name)
        if unit is not None and value is not None:
            try:
                vocabulary.check(name, value)
            except UnitError as error:
                problems.append(f"{vocabulary.section}.{name}: {error}")


def _check_free(
    axes: Mapping[str, AxisValues | None],
    vocabulary: Vocabulary,
    helpers: Collection[str],
    problems: list[str],
) -> None:
    """Report names that have values and are not used."""
    for name in axes:
        if vocabulary.is_free(name) and name not in helpers and vocabulary.problem(name) is None:
            problems.append(
                f"axes.{name}: neither an entry of {vocabulary.section!r} nor a name in an "
                f"expression{nearest(name, vocabulary.entries)} "
                f"(entries: {', '.join(vocabulary.entries)})"
            )
