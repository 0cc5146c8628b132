"""Checks that the parts of a wireless cell fit together, with a message on the first fault."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from nmhts.errors import CellError
from nmhts.physics.transport.bipolar.planar import (
    Point,
    Segment,
    crosses_itself,
    edges,
    inside,
    path_distance,
    signed_area,
)

CLEARANCE = 0.02
"""Least distance between film and electrodes or walls, as a share of the film's length.

Numerical: boundary elements do not resolve a narrower gap.
"""


def check_parts(
    outline: Sequence[Point],
    electrodes: Sequence[Segment],
    walls: Sequence[int | None],
    bodies: Sequence[Sequence[Point]],
    film: Sequence[Point],
) -> None:
    """Check that a cell closes and that nothing in it overlaps or touches.

    Parameters: outline, its corners; electrodes, their ends; walls: the side of the outline on
    which each lies, or None; bodies: corners of those that stand in the liquid; film: corners of
    the body of the film.
    Errors: CellError.
    """
    if signed_area(outline) == 0.0 or crosses_itself(outline):
        raise CellError(
            "outline: it crosses or touches itself (expected the corners of a polygon in order)"
        )
    length = math.dist(film[0], film[1])
    least = CLEARANCE * length
    for k, (ends, wall, body) in enumerate(zip(electrodes, walls, bodies, strict=True)):
        name = ("first", "second")[k]
        if ends[0] == ends[1]:
            raise CellError(f"electrodes: the {name} one has no length")
        if wall is None and not _within(body, outline):
            raise CellError(
                f"electrodes: the {name} one, from {_text(ends[0])} to {_text(ends[1])}, lies "
                "neither on a wall nor inside the cell"
            )
    one, other = (
        [ends] if wall is not None else edges(body)
        for ends, wall, body in zip(electrodes, walls, bodies, strict=True)
    )
    if path_distance(one, other) <= 1e-6 * length:
        raise CellError("electrodes: the two touch each other (expected liquid or wall between)")
    if not _within(film, outline):
        raise CellError(
            f"film_position: the film, from {_text(film[0])} to {_text(film[1])} on its substrate, "
            "is not inside the cell"
        )
    for k, (ends, wall, body) in enumerate(zip(electrodes, walls, bodies, strict=True)):
        path = [ends] if wall is not None else edges(body)
        gap = path_distance(path, edges(film))
        nested = bool(body) and bool(
            inside(np.array(body[:1]), film)[0] or inside(np.array(film[:1]), body)[0]
        )
        if gap < least or nested:
            name = ("first", "second")[k]
            raise CellError(
                f"film_position: {_near(0.0 if nested else gap)} the {name} electrode (allowed: "
                f"{least * 1e3:.3g} mm or more, {CLEARANCE:.0%} of the film's length)"
            )
    gap = path_distance(edges(outline), edges(film))
    if gap < least:
        raise CellError(
            f"film_position: {_near(gap)} a wall (allowed: {least * 1e3:.3g} mm or more, "
            f"{CLEARANCE:.0%} of the film's length)"
        )


def _within(body: Sequence[Point], outline: Sequence[Point]) -> bool:
    corners_in = bool(inside(np.array(body), outline).all())
    return corners_in and path_distance(edges(body), edges(outline)) > 0.0


def _near(gap: float) -> str:
    return "the film overlaps" if gap == 0.0 else f"the film is {gap * 1e3:.3g} mm from"


def _text(point: Point) -> str:
    return f"({point[0] * 1e3:g} mm, {point[1] * 1e3:g} mm)"
