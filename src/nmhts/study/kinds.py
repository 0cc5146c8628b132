"""The kind of study that something belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nmhts.schema.kinds import supplied
from nmhts.study.kind import Kind


def kind_named(name: str) -> Kind:
    """Return a kind of study by its name. Errors: StudyError for one that is not there."""
    return supplied(name, "kind")


def kind_of(identity: Mapping[str, Any]) -> Kind:
    """Return the kind of the study that a store, plan or spec of an identity belongs to."""
    return kind_named(identity["kind"])
