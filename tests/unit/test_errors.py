"""The sentences of errors."""

from __future__ import annotations

import pytest

from nmhts import errors
from nmhts.errors import NmhtsError, StudyError, nearest, unknown_name

NAMES = ("thickness", "temperature", "gate", "Material")


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("thicknes", "; did you mean 'thickness'?"),
        ("tempreature", "; did you mean 'temperature'?"),
        ("THICKNESS", "; did you mean 'thickness'?"),
        ("material", "; did you mean 'Material'?"),
        ("thick", "; did you mean 'thickness'?"),
        ("temperature_of_film", "; did you mean 'temperature'?"),
        ("xyz", ""),
    ],
)
def test_nearest(given: str, hint: str):
    assert nearest(given, NAMES) == hint


def test_nearest_of_nothing_is_nothing():
    assert nearest("thickness", ()) == ""


def test_nearest_to_nothing_is_nothing():
    assert nearest("", NAMES) == ""


def test_the_closer_of_two_names_wins():
    assert nearest("gate_voltag", ("gate", "gate_voltage")) == "; did you mean 'gate_voltage'?"


def test_nearest_takes_an_iterator_once():
    assert nearest("gat", iter(NAMES)) == "; did you mean 'gate'?"


def test_unknown_name_says_what_was_given_what_is_meant_and_what_is_allowed():
    sentence = unknown_name("key", "thicknes", NAMES)
    assert sentence == (
        "unknown key 'thicknes'; did you mean 'thickness'? "
        "(allowed: Material, gate, temperature, thickness)"
    )


def test_study_error_lists_every_problem():
    one = StudyError("a.yaml", ["bad"])
    assert str(one) == "a.yaml: 1 error, nothing was computed\n  - bad"
    two = StudyError("a.yaml", iter(["bad", "worse"]))
    assert str(two) == "a.yaml: 2 errors, nothing was computed\n  - bad\n  - worse"
    assert two.problems == ("bad", "worse")
    assert two.path == "a.yaml"


def test_all_errors_have_one_root():
    kinds = [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, Exception)]
    assert len(kinds) > 5
    assert all(issubclass(kind, NmhtsError) for kind in kinds)
