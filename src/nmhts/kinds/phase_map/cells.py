"""Refinement of a map of phases: new points in cells of the grid whose labels differ.

A cell is the product of one piece of each refined axis: an interval of numbers, an interval or
triangle of compositions. It is divided along every axis in which it is wider than the tolerance,
into smaller cells of the same kind.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from nmhts.kinds.phase_map.config import PhaseMapConfig
from nmhts.kinds.phase_map.refinement import canonical_formula
from nmhts.schema.meshes import Mesh, Piece, Value
from nmhts.study.files import canonical

Place = tuple[Value, ...]
"""Values of the refined axes."""

Cell = tuple[Piece, ...]


def missing(
    meshes: Sequence[Mesh], labels: Mapping[Place, object], tried: Collection[Place]
) -> Iterator[Place]:
    """Yield the places that divide the cells in which labels differ, by one further step.

    All points in a cell count, also those on its border that a neighbor may have added. A corner
    without a label (no equilibrium, or left out by a condition) says nothing. A place that was
    tried and has no label does not stop the division.
    Parameters: labels of the points there are; tried: places of earlier rounds.
    """
    given: dict[Place, None] = {}
    waiting = sorted(_filled(meshes, labels).items())
    while waiting:
        numbers, inside = waiting.pop()
        stack = [(tuple(m.pieces[n] for m, n in zip(meshes, numbers, strict=True)), inside)]
        while stack:
            cell, inside = stack.pop()
            wide = [mesh.is_wide(piece) for mesh, piece in zip(meshes, cell, strict=True)]
            if not any(wide) or len({labels[place] for place in inside}) < 2:
                continue
            halves = [
                mesh.halve(piece) if divided else (list(piece), [piece])
                for mesh, piece, divided in zip(meshes, cell, wide, strict=True)
            ]
            corners = set(itertools.product(*cell))
            lattice = itertools.product(*(values for values, _ in halves))
            new = [p for p in lattice if p not in corners and p not in labels and p not in tried]
            given |= dict.fromkeys(new)
            if new:
                continue
            for part in itertools.product(*(pieces for _, pieces in halves)):
                stack.append((part, [p for p in inside if _holds(meshes, part, p)]))
    yield from given


def _holds(meshes: Sequence[Mesh], cell: Cell, place: Place) -> bool:
    return all(mesh.holds(piece, v) for mesh, piece, v in zip(meshes, cell, place, strict=True))


def _filled(
    meshes: Sequence[Mesh], labels: Mapping[Place, object]
) -> dict[tuple[int, ...], list[Place]]:
    """Return the labeled places in every cell of the grid, by the numbers of its pieces."""
    lies_in: list[dict[Value, list[int]]] = []
    for k, mesh in enumerate(meshes):
        values = dict.fromkeys(place[k] for place in labels)
        lies_in.append(
            {v: [n for n, piece in enumerate(mesh.pieces) if mesh.holds(piece, v)] for v in values}
        )
    found: dict[tuple[int, ...], list[Place]] = {}
    for place in labels:
        for numbers in itertools.product(*(own[v] for own, v in zip(lies_in, place, strict=True))):
            found.setdefault(numbers, []).append(place)
    return found


def points_between(
    config: PhaseMapConfig,
    rows: Sequence[Mapping[str, Any]],
    labels: Sequence[object],
    tried: Sequence[Mapping[str, Any]],
) -> Iterator[dict[str, Any]]:
    """Yield the axis values of the points that a round of refinement adds.

    Each family of points that differ in refined axes only is refined separately.
    Parameters: rows of the run table; labels of each, None: without; tried: axis values that
    earlier rounds added.
    """
    assert config.refinement is not None
    meshes, refined = config.refinement.meshes, config.refinement.axes
    names = [axis.name for axis in config.axes] + [*config.sampled, *config.counters]
    others = [name for name in names if name not in refined]
    # The run table has one way to write a formula; the study file may use another.
    written = {
        canonical_formula(str(v)): v
        for axis in config.axes
        if axis.name == "material"
        for v in axis.values
    }
    families: dict[str, tuple[dict[str, Any], dict[Place, object]]] = {}
    for row, label in zip(rows, labels, strict=True):
        mine = {name: row[name] for name in others}
        if "material" in mine:
            mine["material"] = written.get(mine["material"], mine["material"])
        _, points = families.setdefault(canonical(mine), (mine, {}))
        if label is not None:
            points[tuple(row[name] for name in refined)] = label
    done: dict[str, set[Place]] = {}
    for values in tried:
        own = canonical({name: values[name] for name in others if name in values})
        done.setdefault(own, set()).add(tuple(values[name] for name in refined if name in values))
    for key, (mine, points) in families.items():
        for place in missing(meshes, points, done.get(key, set())):
            yield {**mine, **dict(zip(refined, place, strict=True))}
