"""The JSON Schema of study files, for completion and checks in editors; generated, never written by hand."""

from __future__ import annotations

import json
from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from nmhts.schema.kinds import FILES


def study_schema() -> str:
    """Return the JSON Schema of a study file of any kind as text."""
    files: Any = reduce(or_, FILES.values())
    schema = TypeAdapter(Annotated[files, Field(discriminator="kind")]).json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "nmhts study"
    return json.dumps(schema, indent=2) + "\n"
