"""Boxes of a checked study by kinetic Monte Carlo: inputs resolved, each box under its run_id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nmhts.errors import SimulationError, UnitError
from nmhts.kinds.lattice.config import LatticeConfig
from nmhts.materials.records import Sheet
from nmhts.schema.combine import Combination
from nmhts.simulation.films.plane_model import KineticsPoint
from nmhts.simulation.lattice.box_model import BOUNDARY, Lattice, check_lattice
from nmhts.simulation.lattice.fidelities import BoxedFilm
from nmhts.study import film_points as films
from nmhts.study.files import canonical, digest
from nmhts.study.film_points import StudyPoint, StudyPoints, nitride_key
from nmhts.study.film_resolver import FilmResolver, resolved_by
from nmhts.study.protocols import read_protocols
from nmhts.study.rows import check_run_id


@dataclass(frozen=True)
class BoxPoints(StudyPoints):
    """All boxes of a study, and the tables they refer to.

    ``boundaries``: barriers at grain boundaries, J by name, of each nitride that states them.
    """

    boundaries: dict[str, dict[str, float]]


def run_id(boxed: BoxedFilm) -> str:
    """Return the hash of all inputs that decide the result of a box: 16 hex digits.

    Barriers at grain boundaries decide nothing in a box without boundaries.
    """
    box = boxed.box
    inputs = {
        "film": films.run_id(boxed.film),
        "size": [int(side) for side in box.size],
        "seed": int(box.seed),
        "grain_size": box.grain_size,
        "boundary_barriers": None if box.grain_size is None else box.boundary_barriers,
        "potential": box.potential,
        "max_hops": box.max_hops,
    }
    return digest(canonical(inputs))[:16]


def make_box(
    settings: Mapping[str, Any], values: Mapping[str, float], stated: Mapping[str, float]
) -> Lattice:
    """Return the box of one line of the run table.

    Parameters: settings of the whole study (``lattice`` of its identity); values: the numbers of
    this film; stated: barriers at boundaries of its sheet.
    """
    barriers = [values.get(name, stated.get(name)) for name in BOUNDARY]
    side = values.get("box_side")
    nx, ny = settings["size"] if side is None else (_whole(side), _whole(side))
    return Lattice(
        size=(nx, ny),
        seed=_whole(values["seed"]),
        grain_size=values.get("grain_size", settings["grain_size"]) or None,
        boundary_barriers=None if None in barriers else tuple(barriers),  # type: ignore[arg-type]
        potential=settings["potential"],
        max_hops=settings["max_hops"],
    )


def _whole(value: float) -> int:
    """Return a number as an integer if it is whole; boxes refuse other numbers later."""
    return int(value) if value == int(value) else value  # type: ignore[return-value]


def resolve_points(config: LatticeConfig, extra: Sequence[Mapping[str, Any]] = ()) -> BoxPoints:
    """Return the boxes of a study in the order of its axes, then the extra ones.

    The last axis runs fastest.
    Errors: StudyError with every film or box that cannot be simulated.
    """
    resolver = _Resolver(config)
    found = resolved_by(resolver, extra)
    boundaries = {key: stated_barriers(sheet) for key, sheet in resolver.nitrides.items()}
    return BoxPoints(**vars(found), boundaries=boundaries)


def stated_barriers(sheet: Sheet) -> dict[str, float]:
    """Return the barriers at grain boundaries that a sheet states, J by name."""
    return {name: sheet.quantities[name].value for name in BOUNDARY if name in sheet.quantities}


def settings_of(config: LatticeConfig) -> dict[str, Any]:
    """Return the settings of every box of a study, as they stand in the identity."""
    return config.file.lattice.model_dump(exclude={"seeds", "compared"})


def boundary_tables(resolved: BoxPoints, points: Sequence[StudyPoint]) -> dict[str, Any]:
    """Return the grain boundaries that some boxes refer to in the spec of their shard."""
    keys = {nitride_key(point.row) for point in points}
    return {
        "boundaries": {key: stated for key, stated in resolved.boundaries.items() if key in keys}
    }


def read_points(spec: Mapping[str, Any]) -> list[BoxedFilm]:
    """Return the simulation inputs of a shard's spec.

    Errors: StoreError if an input does not give the run_id under which it was planned.
    """
    protocols = read_protocols(spec)
    found = []
    for entry in spec["points"]:
        row, values = entry["row"], entry["values"]
        point = films.kinetics_point(
            row, values, protocols[entry["protocol"]], spec["nitrides"], spec["gates"]
        )
        stated = spec["boundaries"][nitride_key(row)]
        box = make_box(spec["identity"]["lattice"], values, stated)
        boxed = BoxedFilm(point, box)
        check_run_id(spec, entry, run_id(boxed))
        found.append(boxed)
    return found


@dataclass
class _Resolver(FilmResolver):
    """Resolver and checker of boxes."""

    combination: Combination = field(default_factory=dict)

    def add(self, combination: Combination) -> None:
        """Add a box, or the reason why it cannot be simulated."""
        # ``identify`` gets the film alone; it reads the numbers of the box from the combination.
        self.combination = combination
        super().add(combination)

    def identify(self, point: KineticsPoint, row: dict[str, Any], gate: Sheet) -> str:
        """Return the hash of all inputs that decide the result of a box.

        Errors: UnitError for an impossible box.
        """
        values = dict(self.config.parameters) | self.combination
        stated = stated_barriers(self.nitrides[nitride_key(row)])
        box = make_box(settings_of(self.config), values, stated)
        try:
            check_lattice(point, box)
        except SimulationError as error:
            raise UnitError(self._placed(str(error), row["material"])) from error
        most = self.config.file.output.max_side
        if max(box.size) > most:
            key = self._place("size")
            raise UnitError(
                f"{key}: {max(box.size)} sites along a side (allowed: up to output.max_side = "
                f"{most})"
            )
        return run_id(BoxedFilm(point, box))

    def _place(self, name: str) -> str:
        """Return the key of the study file that gives a number of the box."""
        axis = {"size": "box_side"}.get(name, name)
        return f"axes.{axis}" if axis in self.combination else f"lattice.{name}"

    def _placed(self, error: str, material: str) -> str:
        name, _, what = error.partition(": ")
        said = f" of {material}" if name == "grain_size" else ""
        return f"{self._place(name)}{said}: {what}"
