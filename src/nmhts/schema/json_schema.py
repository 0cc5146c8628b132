"""The generated JSON Schema of study files, for completion and checks in editors."""

from __future__ import annotations

import json

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from nmhts.schema.kinds import forms


def study_schema() -> str:
    """Return the JSON Schema of a study file of any kind as text."""
    asked: list[tuple[type[BaseModel], JsonSchemaMode]] = [
        (form, "validation") for form in forms().values()
    ]
    places, definitions = models_json_schema(asked)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "nmhts study",
        "type": "object",
        "oneOf": [places[form] for form in asked],
        **definitions,
    }
    return json.dumps(schema, indent=2) + "\n"
