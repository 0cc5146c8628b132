"""Variables common to the stores of all kinds of study of films."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nmhts.simulation.outcomes.regimes import REGIMES
from nmhts.study.variables import Variable, column, measure, named

CODED = ("material", "system", "mixing", "gate")
"""Names in the run table of films that are stored as codes."""


def regime_attributes(text: str = "regimes the film went through") -> dict[str, Any]:
    """Return the attributes of a variable of regime flags."""
    return {
        "long_name": text,
        "flag_masks": [regime.flag for regime in REGIMES],
        "flag_meanings": " ".join(regime.name for regime in REGIMES),
    }


def film_columns(
    names: Mapping[str, Sequence[str]],
    coded: Sequence[str],
    columns: Mapping[str, str],
    own: Sequence[str] = (),
) -> list[Variable]:
    """Return the columns that describe films: names, composition, numbers, varied quantities.

    Parameters: names by their codes; coded: names of coded columns; columns: SI unit of each number
    that the study varies; own: further quantities of the symbol table.
    """
    film = ("x_Co", "x_Fe", "x_Mn", "thickness", "temperature")
    return [
        *(named(name, names[name]) for name in coded),
        *(measure("design", name, ("run",), "float64") for name in (*film, *own)),
        *(column(name, unit, "the protocol") for name, unit in columns.items()),
    ]
