"""Rows of a study: combinations of axis values, each resolved, checked and named once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nmhts.errors import MaterialError, StoreError, StudyError, UnitError
from nmhts.schema.combine import Combination, combinations
from nmhts.schema.config import StudyConfig
from nmhts.study.kind import MOST_PROBLEMS, ROUND


@dataclass(frozen=True)
class Row:
    """One row of a study.

    ``row`` is its line of the run table, ``run_id`` the hash of its resolved physical inputs,
    ``round`` the round of refinement that added it, 0 for those of the axes.
    """

    run_id: str
    row: dict[str, Any]
    round: int = 0

    def entry(self) -> dict[str, Any]:
        """Return the row as an entry of the spec of its shard."""
        return {"run_id": self.run_id, "row": self.row}


def take_all(
    config: StudyConfig,
    extra: Sequence[Mapping[str, Any]],
    take: Callable[[Combination], None],
    problems: dict[str, None],
    at_end: Callable[[], None] | None = None,
) -> None:
    """Hand every combination of a study to ``take``, in the order of its axes, then the extra ones.

    The last axis runs fastest.
    Parameters: take: adds a row, or what is wrong with it to ``problems``, each sentence once;
    at_end: adds what only all rows show.
    Errors: StudyError with all faults; UnitError of a relation between axes is one of them.
    """
    try:
        for combination in combinations(config, extra):
            take(combination)
            if len(problems) >= MOST_PROBLEMS:
                break
    except UnitError as error:
        # A relation that cannot be computed for the values of this row.
        problems[str(error)] = None
    if at_end is not None:
        at_end()
    if problems:
        raise StudyError(str(config.path), problems)


def resolve_rows(
    config: StudyConfig,
    extra: Sequence[Mapping[str, Any]],
    row_of: Callable[[Combination], dict[str, Any]],
    run_id: Callable[[dict[str, Any]], str],
) -> tuple[Row, ...]:
    """Return the rows of a study in the order of its axes, then the extra rows.

    The last axis runs fastest.
    Parameters: config; extra: combinations of axis values that refinement added; row_of: returns
    the line of a combination in the run table, or raises UnitError or MaterialError; run_id: its
    hash.
    Errors: StudyError with all faults, each message once.
    """
    found: dict[str, Row] = {}
    problems: dict[str, None] = {}
    what = config.vocabulary.what

    def take(combination: Combination) -> None:
        try:
            row = row_of(combination)
            identity = run_id(row)
            if identity in found:
                if ROUND in combination:
                    # The axes now contain a combination that refinement had added.
                    return
                raise UnitError(f"axes: two {what}s are the same: {row} and {found[identity].row}")
            found[identity] = Row(identity, row, combination.get(ROUND, 0))
        except MaterialError as error:
            problems[f"material: {error}"] = None
        except UnitError as error:
            problems[str(error)] = None

    take_all(config, extra, take, problems)
    return tuple(found.values())


def checked_entries(
    config: StudyConfig, given: Mapping[str, Any], names: Sequence[str]
) -> dict[str, Any]:
    """Return some entries of a row.

    Errors: UnitError naming the entry whose value is not allowed for its quantity.
    """
    for name in names:
        if config.vocabulary.is_named(name):
            continue
        try:
            config.vocabulary.check(name, given[name])
        except UnitError as error:
            raise UnitError(f"{name}: {error}") from error
    return {name: given[name] for name in names}


def added_entries(config: StudyConfig, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns and counters that a study adds to a row."""
    return {name: given[name] for name in (*config.columns, *config.counters)}


def check_run_id(spec: Mapping[str, Any], entry: Mapping[str, Any], found: str) -> None:
    """Raise StoreError if the inputs of an entry of a spec do not give its planned run_id."""
    if found != entry["run_id"]:
        raise StoreError(
            f"shard {spec['shard']}: the inputs of run {entry['run_id']} are not those it was "
            "planned with; "
            f"its spec is damaged; mend it with: nmhts repair {spec['study']}"
        )
