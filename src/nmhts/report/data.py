"""Data shared by the pages of all kinds of study: clauses, conditions, and reasons for absence."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

import numpy as np
import xarray as xr

from nmhts.report.numbers import protocol_clauses

# Values of a voltage or thickness beyond this number are thinned out where each would have its own
# panel or label.
MOST_PANELS = 4


class PageData(Protocol):
    """An opened study, as the page of any kind of study reads it.

    ``attributes`` of the store; ``fixed``: conditions shared by everything shown, in words;
    ``left_out``: axes of which a single value is shown.
    """

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
    """A section cannot be drawn; the page shows the message instead."""


def throughout(fixed: str) -> str:
    """Return the conditions shared by everything in a figure, as the end of its caption."""
    return f" Throughout: {fixed}." if fixed else ""


class Clause(NamedTuple):
    """One clause of the protocol: first and last recorded step, its words, and its axis of time.

    ``logarithmic`` says whether a logarithm of time suits it.
    """

    begin: int
    end: int
    text: str
    logarithmic: bool


def clauses_of(attributes: dict[Any, Any], kinetics: xr.Dataset) -> list[Clause]:
    """Return the clauses of a protocol with their recorded steps; a single part if there are many.

    Parameters: attributes of the store; kinetics: a group over recorded steps.
    """
    texts = protocol_clauses(attributes)
    steps = attributes["identity"]["output"]["steps_per_clause"]
    last = kinetics.sizes["step"] - 1
    if len(texts) > MOST_PANELS or len(texts) * steps != last:
        return [Clause(0, last, "whole protocol", False)]
    steady = [t.lower().startswith(("hold", "rest")) for t in texts]
    return [Clause(k * steps, (k + 1) * steps, text, steady[k]) for k, text in enumerate(texts)]


def evenly(values: np.ndarray, most: int) -> np.ndarray:
    """Return at most ``most`` of the values, evenly over their order, the ends included."""
    if len(values) <= most:
        return values
    return values[np.round(np.linspace(0, len(values) - 1, most)).astype(int)]
