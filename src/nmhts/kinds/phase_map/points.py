"""From a checked map of phases to its points: every input resolved, each point under its run_id."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nmhts.errors import MaterialError, StoreError, StudyError, UnitError
from nmhts.kinds.phase_map.config import PhaseMapConfig, check_material
from nmhts.kinds.phase_map.names import NITROGEN
from nmhts.materials.formula import formula_of, parse_formula
from nmhts.schema.combine import Combination, combinations, metal_fractions
from nmhts.simulation import phase_database
from nmhts.simulation.phases import PhasePoint
from nmhts.study.files import canonical, digest
from nmhts.study.kind import MOST_PROBLEMS, ROUND, Resolved

_FIELDS = {name: name for name in NITROGEN} | {"nitrogen": "nitrogen_to_metal"}
"""What an equilibrium calls the condition that says how much N there is."""


@dataclass(frozen=True)
class MapPoint:
    """One point of a map.

    ``row`` is its line of the run table, ``run_id`` the hash of its resolved physical inputs, ``round`` the round of refinement that added it, 0
    for points of the axes.
    """

    run_id: str
    row: dict[str, Any]
    round: int = 0

    def entry(self) -> dict[str, Any]:
        """Return the point as the spec of its shard has it."""
        return {"run_id": self.run_id, "row": self.row}


@dataclass(frozen=True)
class MapPoints(Resolved[MapPoint]):
    """All points of a map, and the alloy they are about: database with its fingerprint, phases that may form, metals, conditions."""

    alloy: dict[str, Any]


def alloy_of(config: PhaseMapConfig) -> dict[str, Any]:
    """Return what all points of a map share."""
    conditions = config.file.conditions
    return {
        "database": config.database,
        "fingerprint": phase_database.fingerprint(config.database),
        "phases": list(config.phases),
        "metals": list(config.metals),
        "nitrogen": config.nitrogen,
        "gas": conditions.atmosphere == "vented",
        "frozen_metals": conditions.frozen_metals,
        **({"left_out": list(config.left_out)} if config.left_out else {}),
    }


def phase_point(row: Mapping[str, Any], alloy: Mapping[str, Any]) -> PhasePoint:
    """Return the simulation input of one line of the run table."""
    nitrogen = alloy["nitrogen"]
    return PhasePoint(
        alloy["database"],
        tuple(alloy["phases"]),
        {metal: row[f"x_{metal}"] for metal in alloy["metals"]},
        row["temperature"],
        gas=alloy["gas"],
        frozen_metals=alloy["frozen_metals"],
        pressure=row["pressure"],
        left_out=tuple(alloy.get("left_out", ())),
        **{_FIELDS[nitrogen]: row[nitrogen]},
    )


def run_id(point: PhasePoint, fingerprint: str) -> str:
    """Return the hash of everything physical that decides a point's result, ``fingerprint`` of its database: 16 hex digits, a uint64."""
    inputs = {
        "database": fingerprint,
        "phases": point.phases,
        "metals": dict(point.metals),
        "temperature": point.temperature,
        "pressure": point.pressure,
        "gas": point.gas,
        "frozen_metals": point.frozen_metals,
        **{field: getattr(point, field) for field in _FIELDS.values()},
        **({"left_out": point.left_out} if point.left_out else {}),
    }
    return digest(canonical(inputs))[:16]


def resolve_points(config: PhaseMapConfig, extra: Sequence[Mapping[str, Any]] = ()) -> MapPoints:
    """Return the points of a map in the order of its axes, the last axis running fastest; then the extra ones.

    Parameters: config; extra: combinations of axis values that refinement added.
    Errors: StudyError with every point that has no equilibrium to look for, each sentence once.
    """
    alloy = alloy_of(config)
    found: dict[str, MapPoint] = {}
    problems: dict[str, None] = {}
    try:
        for combination in combinations(config, extra):
            try:
                row = _row(config, combination)
                identity = run_id(phase_point(row, alloy), alloy["fingerprint"])
                if identity in found:
                    if ROUND in combination:
                        # The axes have since been given what a round of refinement had added.
                        continue
                    raise UnitError(
                        f"axes: two points are the same: {row} and {found[identity].row}"
                    )
                found[identity] = MapPoint(identity, row, combination.get(ROUND, 0))
            except MaterialError as error:
                problems[f"material: {error}"] = None
            except UnitError as error:
                problems[str(error)] = None
            if len(problems) >= MOST_PROBLEMS:
                break
    except UnitError as error:
        # A relation that cannot be computed for the values of this point.
        problems[str(error)] = None
    if problems:
        raise StudyError(str(config.path), problems)
    return MapPoints(tuple(found.values()), alloy)


@functools.lru_cache(maxsize=4096)
def _alloy(formula: str, metals: tuple[str, ...]) -> dict[str, Any]:
    """Return the columns of a formula in the run table; it may be written in several ways, of which the table knows one."""
    check_material(formula, metals)
    material = formula_of(dict(parse_formula(formula).metals), "N")
    return {"material": material, **metal_fractions(material, metals)}


def _row(config: PhaseMapConfig, combination: Combination) -> dict[str, Any]:
    """Return the line of a point in the run table, its values checked."""
    given = config.fixed | combination
    row: dict[str, Any] = {**_alloy(given["material"], config.metals)}
    for name in ("temperature", "pressure", config.nitrogen):
        try:
            config.vocabulary.check(name, given[name])
        except UnitError as error:
            raise UnitError(f"{name}: {error}") from error
        row[name] = given[name]
    row |= {name: given[name] for name in config.columns}
    return row | {name: given[name] for name in config.counters}


def read_points(spec: Mapping[str, Any]) -> list[PhasePoint]:
    """Return the simulation inputs of a shard's spec.

    Errors: StoreError if the database is not the one the study was planned with, or an input does not give the run_id under which it was.
    """
    alloy = spec["alloy"]
    planned = alloy["fingerprint"]
    if phase_database.fingerprint(alloy["database"]) != planned:
        raise StoreError(
            f"database {alloy['database']!r} is not the one that {spec['study']!r} was planned with; plan the study again, or put it back"
        )
    points = []
    for entry in spec["points"]:
        point = phase_point(entry["row"], alloy)
        if run_id(point, planned) != entry["run_id"]:
            raise StoreError(
                f"shard {spec['shard']}: the inputs of run {entry['run_id']} are not those it was planned with; "
                f"its spec is damaged; mend it with: nmhts repair {spec['study']}"
            )
        points.append(point)
    return points
