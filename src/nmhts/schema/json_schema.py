"""The JSON Schema of study files, for completion and checks in editors; generated, never written by hand."""

from __future__ import annotations

import json

from nmhts.schema.study import StudyFile


def study_schema() -> str:
    """Return the JSON Schema of a study file as text."""
    schema = StudyFile.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "nmhts study"
    return json.dumps(schema, indent=2) + "\n"
