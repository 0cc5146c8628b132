"""The cell of a floating film: outline, two driven electrodes, the film on its substrate."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nmhts.errors import CellError, nearest
from nmhts.materials.layouts import Layout, find_layout
from nmhts.physics.transport.bipolar.boundary import (
    BARE,
    FILM,
    FIRST_ELECTRODE,
    WALL,
    Boundary,
    loop,
    make_boundary,
)
from nmhts.physics.transport.bipolar.planar import (
    Point,
    Segment,
    edges,
    path_distance,
    point_distance,
    signed_area,
    slab,
)
from nmhts.simulation.html_tables import table
from nmhts.simulation.wireless.cell_checks import check_parts
from nmhts.units import SI, parse

BACKS = {"insulator": WALL, "conductor": BARE}
"""Sides and back of the film's substrate."""
# Distance from a wall at which an electrode end lies on it, over the cell size (numerical).
ON_WALL = 1e-9
_LEAST_ELEMENTS, _MOST_ELEMENTS = 8, 192  # of one piece of the boundary (numerical)
_MOST = {"m": 1e3, "S/m": 1e9, "S/m**2": 1e12, "A/m**2": 1e12, "ohm*m**2": 1e12}
"""Largest inputs, far above any laboratory (assumed).

Far beyond them the matrix of the liquid is singular to rounding.
"""
SIDE_ELEMENTS = _LEAST_ELEMENTS
"""Elements of either narrow side of the substrate (numerical)."""


@dataclass(frozen=True)
class Electrode:
    """A driven plate from ``start`` to ``end`` [x, y], texts with units.

    It lies on a wall, or stands in the liquid with a ``thickness``.

    ``resistance`` is that between metal and liquid times area; 0 is a plate that cannot be
    polarized.
    """

    start: Sequence[str | SI]
    end: Sequence[str | SI]
    resistance: str | SI = "0 ohm*m^2"
    thickness: str | SI = "0.5 mm"


class WirelessCell:
    """A vessel of electrolyte, in two dimensions, with two driven electrodes and a floating film.

    The film is the face of a substrate. Its middle lies at ``film_position``. It is ``film_length``
    long at an angle ``film_tilt`` against the x axis. Its face looks to the left of that direction
    (up, at 0 deg). Film and metal below it carry current along the film without loss (assumed).

    Parameters: film_length; film_position (x, y); size (width, height) of a rectangle with a corner
    at 0, or outline, the corners of a polygon; electrodes: two, the first of which is driven
    against the second (None: the walls at the least and the largest x of a rectangle, whole);
    film_tilt; substrate_thickness; back ``insulator``, or ``conductor`` for a substrate that is
    bare metal on its other sides, in contact with the film; conductivity of the electrolyte (None:
    that of the salt of the film's gate); exchange_conductance of a linear counter reaction, or
    exchange_current_density of one by Butler and Volmer (None: the leak of the gate); layout
    ``flushed`` or ``stagnant``, a layout file of the user, or a ``Layout``: it decides whether the
    products of the counter reaction stay (docs/theory/wireless.md).
    Errors: CellError for parts that overlap, touch, leave the cell or are missing; MaterialError
    for an unknown layout; UnitError.
    """

    def __init__(
        self,
        film_length: str | SI,
        film_position: Sequence[str | SI],
        size: Sequence[str | SI] | None = None,
        outline: Sequence[Sequence[str | SI]] | None = None,
        electrodes: Sequence[Electrode] | None = None,
        film_tilt: str | SI = "0 deg",
        substrate_thickness: str | SI = "0.5 mm",
        back: str = "insulator",
        conductivity: str | SI | None = None,
        exchange_conductance: str | SI | None = None,
        exchange_current_density: str | SI | None = None,
        layout: str | Layout = "flushed",
    ):
        self.outline = _outline(size, outline)
        self.film_length = _positive("film_length", film_length, "m")
        self.film_position = _point("film_position", film_position)
        self.film_tilt = parse(film_tilt, "rad")
        self.substrate_thickness = _positive("substrate_thickness", substrate_thickness, "m")
        if back not in BACKS:
            raise CellError(
                f"back: {back!r}{nearest(back, BACKS)} (allowed: {', '.join(sorted(BACKS))})"
            )
        self.back = back
        self.conductivity = _optional("conductivity", conductivity, "S/m")
        self.exchange_conductance = _optional(
            "exchange_conductance", exchange_conductance, "S/m**2"
        )
        self.exchange_current_density = _optional(
            "exchange_current_density", exchange_current_density, "A/m**2"
        )
        if self.exchange_conductance is not None and self.exchange_current_density is not None:
            raise CellError(
                "exchange_conductance, exchange_current_density: both are given (one of them says "
                "the law of the counter reaction)"
            )
        self.layout = layout if isinstance(layout, Layout) else find_layout(layout)
        if electrodes is None:
            if size is None:
                raise CellError(
                    "electrodes: none (a cell given by its outline needs two, e.g. Electrode(('0 "
                    "mm', '0 mm'), ('0 mm', '10 mm')))"
                )
            corners = self.outline
            self.electrodes: list[Segment] = [(corners[3], corners[0]), (corners[1], corners[2])]
            self.electrode_resistance, self.electrode_thickness = (0.0, 0.0), (0.0, 0.0)
        else:
            if len(electrodes) != 2:
                raise CellError(
                    f"electrodes: {len(electrodes)} (allowed: 2, the first is driven against the "
                    "second)"
                )
            self.electrodes = [
                (_point("electrodes", e.start), _point("electrodes", e.end)) for e in electrodes
            ]
            self.electrode_resistance = tuple(
                _not_negative("electrodes: resistance", e.resistance) for e in electrodes
            )
            self.electrode_thickness = tuple(
                _positive("electrodes: thickness", e.thickness, "m") for e in electrodes
            )
        self.walls = [_wall_of(electrode, self.outline) for electrode in self.electrodes]
        check_parts(
            self.outline, self.electrodes, self.walls, self.electrode_bodies, self.film_body
        )

    def __repr__(self) -> str:
        corners = ", ".join(f"({x * 1e3:g}, {y * 1e3:g})" for x, y in self.outline)
        x, y = self.film_position
        return (
            f"WirelessCell(outline [{corners}] mm, film of {self.film_length * 1e3:g} mm at "
            f"({x * 1e3:g}, {y * 1e3:g}) mm, "
            f"{math.degrees(self.film_tilt):g} deg, back={self.back!r}, "
            f"layout={self.layout.name!r})"
        )

    def _repr_html_(self) -> str:
        def mm(*numbers: float) -> str:
            return ", ".join(f"{number * 1e3:g}" for number in numbers) + " mm"

        stated = {
            "conductivity": "S/m",
            "exchange_conductance": "S/m**2",
            "exchange_current_density": "A/m**2",
        }
        rows = [
            ("outline", "; ".join(mm(*corner) for corner in self.outline)),
            (
                "film",
                f"{mm(self.film_length)} at {mm(*self.film_position)}, "
                f"{math.degrees(self.film_tilt):g} deg",
            ),
            ("substrate", f"{mm(self.substrate_thickness)}, back: {self.back}"),
            *(
                (f"electrode {k}", "; ".join(mm(*end) for end in ends))
                for k, ends in enumerate(self.electrodes, 1)
            ),
            *(
                (
                    name,
                    "that of the gate"
                    if (value := getattr(self, name)) is None
                    else f"{value:g} {unit}",
                )
                for name, unit in stated.items()
            ),
            ("layout", self.layout.name),
        ]
        if (stored := self.layout.storage_capacity) is not None:
            rows.append(("storage capacity", f"{stored.text} ({stored.status})"))
        return table("Cell of a floating film", (), rows)

    def geometry(self) -> dict[str, Any]:
        """Return the parts of the cell as numbers in SI, the input of ``cell_of_geometry``."""
        names = (
            "outline",
            "film_length",
            "film_position",
            "film_tilt",
            "substrate_thickness",
            "back",
        )
        ends = zip(
            self.electrodes, self.electrode_resistance, self.electrode_thickness, strict=True
        )
        electrodes = [
            {"start": start, "end": end, "resistance": resistance}
            # An electrode on the wall of a cell without electrodes of its own has no thickness.
            | ({"thickness": thickness} if thickness > 0.0 else {})
            for (start, end), resistance, thickness in ends
        ]
        return {name: getattr(self, name) for name in names} | {"electrodes": electrodes}

    @property
    def film_body(self) -> list[Point]:
        """Return the corners of the substrate, clockwise from the first end of the film."""
        return slab(self.film_position, self.film_tilt, self.film_length, self.substrate_thickness)

    @property
    def electrode_bodies(self) -> list[list[Point]]:
        """Return the corners of each electrode in the liquid, clockwise; none for one on a wall."""
        bodies: list[list[Point]] = []
        for (a, b), wall, thick in zip(
            self.electrodes, self.walls, self.electrode_thickness, strict=True
        ):
            if wall is not None:
                bodies.append([])
                continue
            along = math.dist(a, b)
            n = (-(b[1] - a[1]) / along * 0.5 * thick, (b[0] - a[0]) / along * 0.5 * thick)
            middle = (0.5 * (a[0] + b[0]) + n[0], 0.5 * (a[1] + b[1]) + n[1])
            bodies.append(slab(middle, math.atan2(b[1] - a[1], b[0] - a[0]), along, thick))
        return bodies

    def boundary(self, positions: int, refinement: float = 1.0) -> Boundary:
        """Return the boundary of the electrolyte with ``positions`` elements on the film.

        Parameters: positions; refinement: factor on the number of all other elements.
        """
        pieces = self._outline_pieces()
        pieces += [
            (side, FIRST_ELECTRODE + k)
            for k, body in enumerate(self.electrode_bodies)
            for side in (edges(body) if body else [])
        ]
        body = edges(self.film_body)
        others = [side for side, _ in pieces]
        made = []
        for number, (side, kind) in enumerate(pieces):
            # No element is longer than its distance from other parts, to resolve them.
            near = [*others[:number], *others[number + 1 :]]
            apart = [s for s in near if path_distance([s], [side]) > 0.0]
            gap = min(
                [path_distance([side], body), path_distance([side], apart) if apart else math.inf]
            )
            made.append((side, kind, self._elements(side, gap, refinement)))
        back = BACKS[self.back]
        ends = max(SIDE_ELEMENTS, round(SIDE_ELEMENTS * refinement))
        found = [loop([a], [kind], [n])[0]._replace(end=b) for (a, b), kind, n in made]
        # The back has as many elements as the film: in a thin body they face each other.
        found += loop(self.film_body, [FILM, back, back, back], [positions, ends, positions, ends])
        return make_boundary(found)

    def _outline_pieces(self) -> list[tuple[Segment, int]]:
        """Return the sides of the outline, cut at the ends of electrodes, with their kinds."""
        pieces: list[tuple[Segment, int]] = []
        for number, (a, b) in enumerate(edges(self.outline)):
            cuts = []
            for k, (electrode, wall) in enumerate(zip(self.electrodes, self.walls, strict=True)):
                if wall == number:
                    ends = sorted(electrode, key=lambda p, a=a: math.dist(p, a))
                    cuts.append((ends[0], ends[1], FIRST_ELECTRODE + k))
            place = a
            for first, last, kind in sorted(cuts, key=lambda cut, a=a: math.dist(cut[0], a)):
                pieces += [((place, first), WALL), ((first, last), kind)]
                place = last
            pieces.append(((place, b), WALL))
        least = ON_WALL * _extent(self.outline)
        return [piece for piece in pieces if math.dist(*piece[0]) > least]

    def _elements(self, side: Segment, gap: float, refinement: float) -> int:
        length = math.dist(*side)
        longest = min(gap, _extent(self.outline) / 24.0)
        wanted = refinement * 0.5 * math.pi * length / longest
        least, most = _LEAST_ELEMENTS * refinement, _MOST_ELEMENTS * refinement
        return round(min(max(wanted, least), most))


def cell_of_geometry(geometry: Mapping[str, Any]) -> WirelessCell:
    """Return the cell of a ``geometry``. Errors: CellError for parts that do not fit."""
    return WirelessCell(
        film_length=SI(geometry["film_length"]),
        film_position=si_point(geometry["film_position"]),
        outline=[si_point(corner) for corner in geometry["outline"]],
        electrodes=[electrode_of_numbers(electrode) for electrode in geometry["electrodes"]],
        film_tilt=SI(geometry["film_tilt"]),
        substrate_thickness=SI(geometry["substrate_thickness"]),
        back=geometry["back"],
    )


def electrode_of_numbers(numbers: Mapping[str, Any]) -> Electrode:
    """Return the electrode with ``start``, ``end`` [m] and ``resistance`` [ohm*m^2].

    ``thickness`` [m] is optional.
    """
    given = {"thickness": SI(numbers["thickness"])} if "thickness" in numbers else {}
    return Electrode(
        si_point(numbers["start"]), si_point(numbers["end"]), SI(numbers["resistance"]), **given
    )


def si_point(numbers: Sequence[float]) -> tuple[SI, ...]:
    """Return the coordinates of a point [m] as numbers in SI."""
    return tuple(SI(value) for value in numbers)


def _extent(corners: Sequence[Point]) -> float:
    xs, ys = zip(*corners, strict=True)
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _outline(
    size: Sequence[str | SI] | None, outline: Sequence[Sequence[str | SI]] | None
) -> list[Point]:
    """Return the corners of the cell, counterclockwise."""
    if (size is None) == (outline is None):
        raise CellError("size, outline: give one of them, e.g. size=('20 mm', '10 mm')")
    if size is not None:
        if len(size) != 2:
            raise CellError(f"size: {size!r} (expected width and height, e.g. ('20 mm', '10 mm'))")
        w, h = (_positive("size", text, "m") for text in size)
        return [(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)]
    corners = [_point("outline", corner) for corner in outline or ()]
    for given, corner in zip(outline or (), corners, strict=True):
        if not max(map(abs, corner)) <= _MOST["m"]:
            raise CellError(f"outline: {tuple(given)} (allowed: within {_MOST['m']:g} m of 0)")
    if len(corners) < 3:
        raise CellError(f"outline: {len(corners)} corners (allowed: 3 or more)")
    return corners if signed_area(corners) > 0 else corners[::-1]


def _wall_of(electrode: Segment, outline: Sequence[Point]) -> int | None:
    """Return the side of the outline on which an electrode lies, None if it is in the liquid."""
    near = ON_WALL * _extent(outline)
    for number, side in enumerate(edges(outline)):
        if all(point_distance(end, side) <= near for end in electrode):
            return number
    return None


def _point(key: str, given: Sequence[str | SI]) -> Point:
    if isinstance(given, str) or len(given) != 2:
        raise CellError(f"{key}: {given!r} (expected x and y, e.g. ('10 mm', '5 mm'))")
    return parse(given[0], "m"), parse(given[1], "m")


def _positive(key: str, text: str | SI, unit: str) -> float:
    value = parse(text, unit)
    if not 0 < value <= _MOST[unit]:
        raise CellError(f"{key}: {text!r} (allowed: above 0, up to {_MOST[unit]:g} {unit})")
    return value


def _not_negative(key: str, text: str | SI) -> float:
    value = parse(text, "ohm*m**2")
    if not 0 <= value <= _MOST["ohm*m**2"]:
        raise CellError(f"{key}: {text!r} (allowed: 0 to {_MOST['ohm*m**2']:g} ohm*m**2)")
    return value


def _optional(key: str, text: str | SI | None, unit: str) -> float | None:
    return None if text is None else _positive(key, text, unit)
