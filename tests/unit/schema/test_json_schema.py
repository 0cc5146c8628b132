"""The generated JSON Schema, checked by a validator independent of nmhts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from nmhts.schema.json_schema import study_schema

ROOT = Path(__file__).resolve().parents[3]
SMALL = {"kind": "film_kinetics", "protocol": "rest 1 s"}


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(study_schema())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_file_for_editors_is_up_to_date():
    """``nmhts schema --write config/schema/study.json`` makes it anew."""
    file = (ROOT / "config/schema/study.json").read_text(encoding="utf-8")
    assert json.loads(file) == json.loads(study_schema())


@pytest.mark.parametrize("path", sorted((ROOT / "config/studies").glob("*.yaml")), ids=str)
def test_shipped_studies_are_valid(validator: Draft202012Validator, path: Path):
    assert list(validator.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "study",
    [
        {"kind": "film_kinetics"},
        SMALL | {"kind": "loops"},
        SMALL | {"colour": "red"},
        SMALL | {"film": {"thickness": 50}},
        SMALL | {"numerics": {"rtol": 1.0}},
        SMALL | {"axes": {"voltage": {"start": "1 V", "stop": "2 V"}}},
        SMALL | {"output": {"spacing": "cubic"}},
    ],
    ids=lambda study: str(study)[-40:],
)
def test_mistakes_are_refused(validator: Draft202012Validator, study: dict):
    assert validator.is_valid(SMALL)
    assert not validator.is_valid(study)


def test_every_key_is_described(validator: Draft202012Validator):
    schema = validator.schema
    assert isinstance(schema, dict)
    for section in schema["$defs"].values():
        for key, entry in section["properties"].items():
            assert "description" in entry or "$ref" in entry, key
