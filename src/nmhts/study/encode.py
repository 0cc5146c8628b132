"""From the arrays of simulated films to the rows of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nmhts.simulation.kinetics import KineticsPoint
from nmhts.simulation.observe import observe
from nmhts.study.variables import Variable


def encode_films(
    variables: Sequence[Variable],
    points: Sequence[KineticsPoint],
    rows: Sequence[Mapping[str, Any]],
    run_ids: Sequence[str],
    names: Mapping[str, Sequence[str]],
    result: Mapping[str, np.ndarray],
    snapshots: np.ndarray,
    sizes: Mapping[str, int],
) -> dict[str, np.ndarray]:
    """Return the stored rows of b films by variable path.

    Parameters: variables declared; the films' inputs; rows of the run table; run_ids as hex; names by code; result of
    ``simulate_batch``; snapshots: steps at which profiles are kept; sizes of the dimensions of the store.
    Returns: arrays [b, ...] in the declared dtype, padded with the fill value.
    """
    blocks: dict[str, np.ndarray] = {}
    for variable in variables:
        if variable.source == "run":
            values = _values(variable, rows, run_ids, names, result, snapshots)
            blocks[variable.path] = _padded(variable, len(rows), values, sizes)
    return blocks | derive_films(variables, points, blocks, sizes)


def derive_films(
    variables: Sequence[Variable],
    points: Sequence[KineticsPoint],
    stored: Mapping[str, np.ndarray],
    sizes: Mapping[str, int],
) -> dict[str, np.ndarray]:
    """Return the rows of those variables that follow from stored profiles, by path.

    They are computed from the profiles as stored, in single precision, so that they are the same whether computed with the film or years later.
    Parameters: stored: blocks [b, ...] of ``profiles/nitrogen_occupancy`` and ``profiles/time``.
    """
    wanted = [v for v in variables if v.source == "profiles"]
    if not wanted:
        return {}
    occupancy = stored["profiles/nitrogen_occupancy"].astype(float)
    found = observe(points, occupancy, {v.name for v in wanted})
    found["time"] = stored["profiles/time"]
    return {v.path: _padded(v, len(points), found[v.name], sizes) for v in wanted}


def _padded(
    variable: Variable, count: int, values: np.ndarray, sizes: Mapping[str, int]
) -> np.ndarray:
    shape = (count, *(sizes[dim] for dim in variable.dims[1:]))
    block = np.full(shape, variable.fill, dtype=variable.dtype)
    block[tuple(slice(0, n) for n in values.shape)] = values
    return block


def _values(variable, rows, run_ids, names, result, snapshots) -> np.ndarray:
    name = variable.name
    if name == "run_id":
        return np.array([int(r, 16) for r in run_ids], dtype=np.uint64)
    if variable.group == "design" and name in names:
        return np.array([names[name].index(row[name]) for row in rows])
    if variable.group == "design" and name not in result:
        return np.array([row[name] for row in rows])
    if variable.group == "profiles" and "snapshot" in variable.dims:
        return result[name][:, snapshots]
    return result[name]
