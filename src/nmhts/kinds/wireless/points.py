"""Floating films and cells of a checked study: inputs resolved, each film under its run_id."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nmhts.errors import CellError
from nmhts.kinds.wireless.config import WirelessConfig
from nmhts.kinds.wireless.variables import CELL_COLUMNS, CELL_ENTRIES
from nmhts.materials.layouts import Layout, find_layout
from nmhts.materials.records import Quantity, Sheet
from nmhts.schema.combine import Combination
from nmhts.simulation.films.plane_model import KineticsPoint
from nmhts.simulation.wireless.cell import WirelessCell, electrode_of_numbers, si_point
from nmhts.simulation.wireless.course import FloatingFilm, check_drive
from nmhts.simulation.wireless.setup import Surroundings, check_positions, surroundings
from nmhts.simulation.wireless.side_by_side import OUTSIDE
from nmhts.study import film_points as films
from nmhts.study.files import canonical, digest
from nmhts.study.film_points import StudyPoints
from nmhts.study.film_resolver import FilmResolver, resolved_by
from nmhts.study.protocols import Sampled, read_protocols
from nmhts.study.rows import check_run_id
from nmhts.units import SI, shown

# Acts through the conductivity and the counter reaction, if at all.
_UNSEEN = {*OUTSIDE, "area_resistance", "molar_conductivity"}


def plates(file: Any) -> dict[str, Any]:
    """Return electrodes and outline of the cell in SI, shared by all cells of a study."""
    return file.cell.model_dump(include={"electrodes", "outline"})


def cell_of(row: Mapping[str, Any], same: Mapping[str, Any]) -> WirelessCell:
    """Return the cell of a line of the run table.

    Parameters: row; same: electrodes and outline, as ``plates`` gives them.
    Errors: CellError for parts that do not fit.
    """

    def si(name: str) -> SI:
        return SI(row[name])

    electrodes = [electrode_of_numbers(electrode) for electrode in same["electrodes"] or ()]
    outline = same["outline"]
    size = None if outline else (si("cell_width"), si("cell_height"))
    stored = None
    if _is_given(row, "storage_capacity"):
        stored = Quantity(float(row["storage_capacity"]), math.nan, "", "", "")
    numbers = (
        "film_length",
        "film_tilt",
        "substrate_thickness",
        "conductivity",
        "exchange_conductance",
        "exchange_current_density",
    )
    given: dict[str, Any] = {name: si(name) for name in numbers if _is_given(row, name)}
    return WirelessCell(
        film_position=(si("film_x"), si("film_y")),
        size=size,
        outline=[si_point(corner) for corner in outline] if outline else None,
        electrodes=electrodes or None,
        back=row["back"],
        layout=Layout(row["layout"], "", stored, Path()),
        **given,
    )


def _is_given(row: Mapping[str, Any], name: str) -> bool:
    """Return whether a line of the run table has a number; the store says NaN where it has none."""
    return row[name] is not None and not math.isnan(row[name])


def run_id(floating: FloatingFilm) -> str:
    """Return the hash of all inputs that decide a floating film's result: 16 hex digits.

    Liquid, contact and leak of the gate's sheet are left out, as the cell replaces them. The name
    of a layout is left out too.
    """
    film, cell = floating.film, floating.cell
    gate = {name: value for name, value in film.gate.items() if name not in _UNSEEN}
    inputs = {
        "film": films.run_id(replace(film, gate=gate)),
        "cell": [cell.outline, cell.electrodes, cell.electrode_resistance, cell.electrode_bodies],
        "body": [
            cell.film_length,
            cell.film_position,
            cell.film_tilt,
            cell.substrate_thickness,
            cell.back,
        ],
        "around": floating.around,
    }
    return digest(canonical(inputs))[:16]


def resolve_points(config: WirelessConfig, extra: Sequence[Mapping[str, Any]] = ()) -> StudyPoints:
    """Return the films of a study in the order of its axes, then the extra ones.

    The last axis runs fastest.
    Errors: StudyError with every film or cell that cannot be simulated.
    """
    return resolved_by(_Resolver(config), extra)


def read_points(spec: Mapping[str, Any]) -> list[FloatingFilm]:
    """Return the simulation inputs of a shard's spec.

    Errors: StoreError if an input does not give the run_id under which it was planned.
    """
    protocols = read_protocols(spec)
    found = []
    for entry in spec["points"]:
        row = entry["row"]
        point = films.kinetics_point(
            row, entry["values"], protocols[entry["protocol"]], spec["nitrides"], spec["gates"]
        )
        around = Surroundings(*(row[name] for name in Surroundings._fields))
        floating = FloatingFilm(point, cell_of(row, spec["identity"]["cell"]), around)
        check_run_id(spec, entry, run_id(floating))
        found.append(floating)
    return found


@dataclass
class _Resolver(FilmResolver):
    """Resolver and checker of floating films and their cells."""

    own = CELL_COLUMNS
    layouts: dict[str, Layout] = field(default_factory=dict)
    misfits: dict[str, list[str]] = field(default_factory=dict)

    def read(self, text: str) -> Sampled:
        """Return the voltage between the electrodes and the recorded times."""
        drive, times = super().read(text)
        check_drive(drive)
        return drive, times

    def add(self, combination: Combination) -> None:
        """Add a film, or the reason why it or its cell cannot be simulated.

        The same reason in several cells is reported once.
        """
        try:
            super().add(combination)
        except CellError as error:
            key, _, said = str(error).partition(": ")
            key = {"film_position": "film_x, film_y", "size": "cell_width, cell_height"}.get(
                key, key
            )
            axes = [*(a.name for a in self.config.axes), *self.config.sampled, *self.config.derived]
            place = ", ".join(
                f"{name} {shown(value, name)}"
                for name in axes
                if CELL_ENTRIES.get(name) and (value := combination.get(name)) is not None
            )
            alike = self.misfits.setdefault(key, [])
            alike.append(f"cell.{key}: {said}{f', at {place}' if place else ''}")
            more = f" (and {len(alike) - 1} more cells of the study)" if len(alike) > 1 else ""
            for old in [p for p in self.problems if p.startswith(alike[0])]:
                del self.problems[old]
            self.problems[alike[0] + more] = None

    def identify(self, point: KineticsPoint, row: dict[str, Any], gate: Sheet) -> str:
        """Return the hash of all inputs that decide a film's result.

        The surroundings of the film are added to the row.
        """
        name = row["layout"]
        if name not in self.layouts:
            self.layouts[name] = find_layout(name)
        capacity = self.layouts[name].storage_capacity
        row["storage_capacity"] = None if capacity is None else capacity.value
        cell = cell_of(row, plates(self.config.file))
        check_positions(cell, self.config.file.output.positions)
        around = surroundings(gate, point.gate, point.temperature, cell)
        row |= around._asdict()
        return run_id(FloatingFilm(point, cell, around))
