"""From the arrays of simulated films to the rows of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nmhts.study.variables import Variable


def encode_films(
    variables: Sequence[Variable],
    rows: Sequence[Mapping[str, Any]],
    run_ids: Sequence[str],
    names: Mapping[str, Sequence[str]],
    result: Mapping[str, np.ndarray],
    snapshots: np.ndarray,
    sizes: Mapping[str, int],
) -> dict[str, np.ndarray]:
    """Return the stored rows of b films by variable path.

    Parameters: variables declared; rows of the run table; run_ids as hex; names of materials and gates by code; result of
    ``simulate_batch``; snapshots: steps at which profiles are kept; sizes of the dimensions of the store.
    Returns: arrays [b, ...] in the declared dtype, padded with the fill value.
    """
    blocks: dict[str, np.ndarray] = {}
    for variable in variables:
        shape = (len(rows), *(sizes[dim] for dim in variable.dims[1:]))
        block = np.full(shape, variable.fill, dtype=variable.dtype)
        values = _values(variable, rows, run_ids, names, result, snapshots)
        block[tuple(slice(0, n) for n in values.shape)] = values
        blocks[variable.path] = block
    return blocks


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
