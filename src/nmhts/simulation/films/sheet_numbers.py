"""Numbers of films by name: those of their sheets, and the temperature."""

from __future__ import annotations

from collections.abc import Sequence

from nmhts.simulation.films.plane_model import KineticsPoint

TEMPERATURE = "temperature"


def sheet_numbers(points: Sequence[KineticsPoint]) -> tuple[str, ...]:
    """Return the names of the numbers that the sheets of all films hold, nitride first."""
    first = points[0]
    # Most films have sheets with the same numbers, which are compared once.
    others = {(tuple(point.nitride), tuple(point.gate)) for point in points}
    return tuple(
        name
        for name in (*first.nitride, *first.gate)
        if all(name in nitride or name in gate for nitride, gate in others)
    )


def number_of(point: KineticsPoint, name: str) -> float:
    """Return a number of the sheets of a film, or its temperature."""
    if name == TEMPERATURE:
        return point.temperature
    return point.nitride[name] if name in point.nitride else point.gate[name]
