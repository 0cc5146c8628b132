"""The kind of study of a name or of an identity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nmhts.schema.kinds import supplied
from nmhts.study.kind import Kind


def kind_named(name: str) -> Kind:
    """Return a kind of study by its name. Errors: StudyError for an unknown one."""
    return supplied(name, "kind")


def kind_of(identity: Mapping[str, Any]) -> Kind:
    """Return the kind of study of the identity of a store, plan or spec."""
    return kind_named(identity["kind"])
