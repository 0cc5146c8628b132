"""Points of a checked map of phases: every input resolved, each point under its run_id."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nmhts.errors import StoreError
from nmhts.kinds.phase_map.config import PhaseMapConfig, check_material
from nmhts.kinds.phase_map.names import NITROGEN
from nmhts.materials.formula import formula_of, parse_formula
from nmhts.schema.combine import Combination, metal_fractions
from nmhts.simulation.phases import database as phase_database
from nmhts.simulation.phases.equilibria import PhasePoint
from nmhts.study.files import canonical, digest
from nmhts.study.kind import Resolved
from nmhts.study.rows import Row, added_entries, check_run_id, checked_entries, resolve_rows

_FIELDS = {name: name for name in NITROGEN} | {"nitrogen": "nitrogen_to_metal"}
"""Names that an equilibrium gives to the conditions of the amount of N."""


@dataclass(frozen=True)
class MapPoints(Resolved[Row]):
    """All points of a map, and their alloy.

    The alloy: database with its fingerprint, phases that may form, metals, conditions.
    """

    alloy: dict[str, Any]


def alloy_of(config: PhaseMapConfig) -> dict[str, Any]:
    """Return the inputs that all points of a map share."""
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
    """Return the hash of all physical inputs that decide a point's result.

    Parameters: fingerprint of the database of the point.
    Returns: 16 hex digits, a uint64.
    """
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
    """Return the points of a map in the order of its axes, then the extra ones.

    The last axis runs fastest.
    Parameters: config; extra: combinations of axis values that refinement added.
    Errors: StudyError with every point that has no equilibrium to look for, each sentence once.
    """
    alloy = alloy_of(config)

    def identify(row: Mapping[str, Any]) -> str:
        return run_id(phase_point(row, alloy), alloy["fingerprint"])

    return MapPoints(resolve_rows(config, extra, functools.partial(_row, config), identify), alloy)


@functools.lru_cache(maxsize=4096)
def _alloy(formula: str, metals: tuple[str, ...]) -> dict[str, Any]:
    """Return the columns of a formula in the run table, in its canonical form."""
    check_material(formula, metals)
    material = formula_of(dict(parse_formula(formula).metals), "N")
    return {"material": material, **metal_fractions(material, metals)}


def _row(config: PhaseMapConfig, combination: Combination) -> dict[str, Any]:
    """Return the line of a point in the run table, its values checked."""
    given = config.fixed | combination
    entries = checked_entries(config, given, ("temperature", "pressure", config.nitrogen))
    return {**_alloy(given["material"], config.metals), **entries, **added_entries(config, given)}


def read_points(spec: Mapping[str, Any]) -> list[PhasePoint]:
    """Return the simulation inputs of a shard's spec.

    Errors: StoreError if the database is not the one of the plan, or if an input does not give the
    run_id under which it was planned.
    """
    alloy = spec["alloy"]
    planned = alloy["fingerprint"]
    if phase_database.fingerprint(alloy["database"]) != planned:
        raise StoreError(
            f"database {alloy['database']!r} is not the one that {spec['study']!r} was "
            "planned with; plan the study again, or put it back"
        )
    points = []
    for entry in spec["points"]:
        point = phase_point(entry["row"], alloy)
        check_run_id(spec, entry, run_id(point, planned))
        points.append(point)
    return points
