"""Conversion of the arrays of simulated films to the rows of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nmhts.kinds.film_kinetics.snapshots import Snapshots, snapshot_steps
from nmhts.simulation.films.magnetic_history import WRITTEN, write_films
from nmhts.simulation.films.magnetization import observe
from nmhts.simulation.films.plane_model import KineticsPoint
from nmhts.study.encode import padded, table_values
from nmhts.study.variables import Variable


def encode_films(
    variables: Sequence[Variable],
    points: Sequence[KineticsPoint],
    entries: Sequence[Mapping[str, Any]],
    names: Mapping[str, Sequence[str]],
    result: Mapping[str, np.ndarray],
    snapshots: Snapshots,
    sizes: Mapping[str, int],
    fields: Mapping[int, float],
) -> dict[str, np.ndarray]:
    """Return the stored rows of b films by variable path.

    Parameters: variables declared; the films' inputs; entries of the spec; names by code; result of
    ``simulate_batch``; snapshots: how profiles are kept; sizes of the dimensions of the store;
    fields: direction of the field at a snapshot, by its number.
    Returns: arrays [b, ...] in the declared dtype, padded with the fill value.
    """
    blocks: dict[str, np.ndarray] = {}
    gone = result["nitrogen_reservoir"] + result["nitrogen_lost"]
    steps = snapshot_steps(snapshots, (gone, result["magnetization"]))
    for variable in variables:
        if variable.source == "run":
            values = _values(variable, entries, names, result, steps)
            blocks[variable.path] = padded(variable, len(points), values, sizes)
    return blocks | derive_films(variables, points, blocks, sizes, fields)


def derive_films(
    variables: Sequence[Variable],
    points: Sequence[KineticsPoint],
    stored: Mapping[str, np.ndarray],
    sizes: Mapping[str, int],
    fields: Mapping[int, float],
) -> dict[str, np.ndarray]:
    """Return the rows of those variables that follow from stored profiles, by path.

    They are computed from the profiles as stored, in single precision. They are then the same
    whether computed with the film or years later.
    Parameters: stored: blocks [b, ...] of ``profiles/nitrogen_occupancy`` and ``profiles/time``.
    """
    wanted = [v for v in variables if v.source == "profiles"]
    if not wanted:
        return {}
    occupancy = stored["profiles/nitrogen_occupancy"].astype(float)
    names = {v.name for v in wanted}
    found = observe(points, occupancy, names)
    if names.intersection(WRITTEN):
        found |= write_films(points, occupancy, fields)
    found["time"] = stored["profiles/time"]
    return {v.path: padded(v, len(points), found[v.name], sizes) for v in wanted}


def _values(variable, entries, names, result, steps) -> np.ndarray:
    if variable.group == "design":
        return table_values(variable, entries, names, result)
    if variable.group == "profiles" and "snapshot" in variable.dims:
        values = result[variable.name]
        # A film has its own times: those at which its nitrogen moves.
        own = steps.reshape(*steps.shape, *(1,) * (values.ndim - 2))
        return np.take_along_axis(values, own, axis=1)
    return result[variable.name]
