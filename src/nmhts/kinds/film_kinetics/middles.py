"""Refinement of a study of films: new ones halfway where a quantity crosses a level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from nmhts.kinds.film_kinetics.config import FilmConfig
from nmhts.study.files import canonical


def crossing(config: FilmConfig) -> tuple[str, int]:
    """Return the path of the series that is searched for crossings, and its recorded step."""
    refine = config.file.refine
    assert refine is not None
    return f"kinetics/{refine.quantity}", refine.clause * config.file.output.steps_per_clause


def middles(
    config: FilmConfig, rows: Sequence[Mapping[str, Any]], values: np.ndarray
) -> Iterator[dict[str, Any]]:
    """Yield the axis values of the films that halve the gaps in which the level is crossed.

    A family holds films that differ in the refined axis only. Each of its gaps wider than the
    tolerance gets a film in the middle if the quantity crosses the level between its ends. A family
    on one side of the level adds nothing.
    Parameters: rows of the run table; values [run] of the quantity.
    """
    refine = config.file.refine
    assert refine is not None
    assert config.refinement is not None
    (mesh,) = config.refinement.meshes
    names = [axis.name for axis in config.axes] + [*config.sampled, *config.counters]
    families: dict[str, list[tuple[float, float, dict[str, Any]]]] = {}
    for row, value in zip(rows, values, strict=True):
        mine = {name: row[name] for name in names}
        place = mine.pop(refine.axis)
        families.setdefault(canonical(mine), []).append((place, float(value), mine))
    level = refine.level * float(np.abs(values).max(initial=0.0))
    for family in families.values():
        for (a, low, mine), (b, high, _) in pairwise(sorted(family, key=lambda film: film[0])):
            if (low - level) * (high - level) < 0 and mesh.is_wide((a, b)):
                yield {**mine, refine.axis: mesh.middle(a, b)}
