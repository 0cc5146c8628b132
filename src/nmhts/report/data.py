"""What the figures of every kind of study start from: what a page knows of a study, clauses of its protocol, and why something is not drawn."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

import numpy as np
import xarray as xr

from nmhts.report.numbers import protocol_clauses

# A voltage or a thickness with more values than this is thinned out where each value has a panel or a label of its own.
MOST_PANELS = 4


class PageData(Protocol):
    """What the page of any kind of study starts from: attributes of the store; in words what is the same for all that is shown, and axes of which one value is shown."""

    @property
    def attributes(self) -> dict[Any, Any]: ...  # noqa: D102

    @property
    def fixed(self) -> str: ...  # noqa: D102

    @property
    def left_out(self) -> tuple[str, ...]: ...  # noqa: D102

    @property
    def table(self) -> xr.Dataset:
        """Return a group with the parameters and the status of every run."""
        ...


class AbsentError(Exception):
    """A section cannot be drawn; the message is the sentence the page shows instead."""


def throughout(fixed: str) -> str:
    """Return what is the same for all that a figure shows, in words, as the end of its caption."""
    return f" Throughout: {fixed}." if fixed else ""


class Clause(NamedTuple):
    """One clause of the protocol: first and last recorded step, its words, and whether a logarithm of time suits it."""

    begin: int
    end: int
    text: str
    logarithmic: bool


def clauses_of(attributes: dict[Any, Any], kinetics: xr.Dataset) -> list[Clause]:
    """Return the clauses of a protocol with their recorded steps; one part for all of it if there are many.

    Parameters: attributes of the store; a group over recorded steps.
    """
    texts = protocol_clauses(attributes)
    steps = attributes["identity"]["output"]["steps_per_clause"]
    last = kinetics.sizes["step"] - 1
    if len(texts) > MOST_PANELS or len(texts) * steps != last:
        return [Clause(0, last, "whole protocol", False)]
    steady = [t.lower().startswith(("hold", "rest")) for t in texts]
    return [Clause(k * steps, (k + 1) * steps, text, steady[k]) for k, text in enumerate(texts)]


def evenly(values: np.ndarray, most: int) -> np.ndarray:
    """Return at most so many of the values, evenly over their order, the ends included."""
    if len(values) <= most:
        return values
    return values[np.round(np.linspace(0, len(values) - 1, most)).astype(int)]
