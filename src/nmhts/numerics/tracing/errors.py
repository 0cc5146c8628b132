"""Errors of tracing: each says what it is about, what was given and what is allowed."""

from __future__ import annotations

from nmhts.errors import NmhtsError


class TracingError(NmhtsError):
    """A mistake in a traced statement.

    Fields: ``name`` what it is about, ``given``, ``allowed``.
    """

    def __init__(self, name: str, given: object, allowed: str):
        super().__init__(f"{name}: given {given}, allowed {allowed}")
        self.name, self.given, self.allowed = name, given, allowed

    def __reduce__(self) -> tuple:
        return type(self), (self.name, self.given, self.allowed)


class UnknownOperationError(TracingError, AttributeError):
    """An operation that has no node, or not for these operands."""


class MixedGraphsError(TracingError, ValueError):
    """Nodes of two graphs in one expression."""


class NotANodeError(TracingError, TypeError):
    """Something that is neither a node nor a finite number, or a node of the wrong kind."""


class MissingWeightError(TracingError, ValueError):
    """An output without a weight, or a weight without an output."""


class MissingValueError(TracingError, LookupError):
    """An input without a value."""


class NamingError(TracingError, ValueError):
    """A name that printed source cannot use."""


class NotAMultipleError(TracingError, ValueError):
    """An output that does not have the scale as a factor."""
