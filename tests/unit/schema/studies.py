"""Small studies for the tests of the schema: written, read, and their complaints."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from nmhts.errors import StudyError
from nmhts.kinds.film_kinetics.config import FilmConfig
from nmhts.schema.load import load_study
from nmhts.study.film_points import StudyPoints
from nmhts.study.film_resolver import resolve_points

HEAD = "kind: film_kinetics\nprotocol: hold {voltage} for 1 s\n"
VOLTAGE = "axes:\n  voltage: [-2 V, -3 V]\n"
TWO = VOLTAGE + "  material: [CoN, FeN]\n"


def study(folder: Path, text: str, head: str = HEAD) -> FilmConfig:
    """Return a checked study: ``head`` and the sections in ``text``."""
    path = folder / "small.yaml"
    path.write_text(head + textwrap.dedent(text) + "\n", encoding="utf-8")
    return film_study(path)


def film_study(path: Path) -> FilmConfig:
    """Return a checked study of film kinetics."""
    config = load_study(path)
    assert isinstance(config, FilmConfig)
    return config


def films(folder: Path, text: str, head: str = HEAD) -> StudyPoints:
    """Return the films of a study."""
    return resolve_points(study(folder, text, head))


def complaint(folder: Path, text: str, head: str = HEAD) -> str:
    """Return the single complaint about a study."""
    with pytest.raises(StudyError) as caught:
        films(folder, text, head)
    assert len(caught.value.problems) == 1, caught.value.problems
    return caught.value.problems[0]
