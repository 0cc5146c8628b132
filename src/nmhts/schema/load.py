"""Reading of a study file: a checked StudyConfig, or all errors of the file at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

import yaml

from nmhts.errors import StudyError, UnitError, unknown_name
from nmhts.materials.text_files import read_yaml, why_unreadable
from nmhts.schema.combine import check_size, is_empty
from nmhts.schema.config import StudyConfig
from nmhts.schema.kinds import kind_folders, nearest_kind, supplied
from nmhts.schema.names import NAME
from nmhts.schema.study import StudyFile

MOST_PROBLEMS = 100
"""Number of messages after which a file is not checked further."""


class _TooManyError(Exception):
    """The limit of messages is reached."""


class _Problems(list[str]):
    """Faults of a file, up to a limit."""

    def append(self, sentence: str) -> None:
        super().append(sentence)
        if len(self) >= MOST_PROBLEMS:
            raise _TooManyError

    def __iadd__(self, sentences: Iterable[str]) -> Self:
        for sentence in sentences:
            self.append(sentence)
        return self


def load_study(path: Path) -> StudyConfig:
    """Return the checked :class:`StudyConfig` of a YAML file.

    Errors: StudyError with all faults of the file, each naming the key, the given value, allowed
    values and the nearest right one.
    """
    shown = str(path)
    try:
        raw = read_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise StudyError(shown, [why_unreadable(error)]) from error
    if not isinstance(raw, dict):
        keys = ", ".join(StudyFile.model_fields)
        raise StudyError(
            shown, [f"a study is a mapping with the keys {keys} and those of its kind"]
        )
    problems = _Problems()
    if not NAME.fullmatch(path.stem):
        problems.append(
            f"file name {path.stem!r}: a study is named by letters, digits and '_' (it becomes a "
            "folder)"
        )
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in kind_folders():
        if "kind" in raw:
            unknown = unknown_name("value", str(kind), kind_folders())
            nothing = f"nothing given (allowed: {', '.join(sorted(kind_folders()))})"
            problems.append(f"kind: {nothing if kind is None else unknown}")
        # Check the rest as a file of the most similar kind.
        kind = nearest_kind(raw)
    try:
        config = supplied(kind, "config")(path, raw, problems)
    except _TooManyError:
        config = None
    if config is None:
        raise StudyError(shown, problems)
    return _with_points(config)


def _with_points(config: StudyConfig) -> StudyConfig:
    """Return the study if its relations can be computed and leave at least one film or point."""
    try:
        check_size(config)
        empty = is_empty(config)
    except UnitError as error:
        raise StudyError(str(config.path), [str(error)]) from error
    if empty:
        what = config.vocabulary.what
        raise StudyError(
            str(config.path), [f"where: no {what} meets all conditions; the study would be empty"]
        )
    return config
