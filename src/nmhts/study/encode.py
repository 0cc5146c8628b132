"""Rows of the store from the arrays of a simulation, common to all kinds of study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nmhts.study.variables import Variable


def padded(
    variable: Variable, count: int, values: np.ndarray, sizes: Mapping[str, int]
) -> np.ndarray:
    """Return values in the declared type and size, padded with the fill value."""
    shape = (count, *(sizes[dim] for dim in variable.dims[1:]))
    block = np.full(shape, variable.fill, dtype=variable.dtype)
    block[tuple(slice(0, n) for n in values.shape)] = values
    return block


def rows_of(
    variables: Sequence[Variable],
    entries: Sequence[Mapping[str, Any]],
    names: Mapping[str, Sequence[str]],
    result: Mapping[str, np.ndarray],
    sizes: Mapping[str, int],
) -> dict[str, np.ndarray]:
    """Return the stored rows of b films or points by variable path.

    Parameters: variables declared; entries of the spec; names by their codes; result of the
    simulation, which may have more room than the store; sizes of the dimensions of the store.
    Returns: arrays [b, ...] in the declared dtype, padded with the fill value.
    """
    blocks = {}
    for variable in variables:
        if variable.group == "design":
            values = table_values(variable, entries, names, result)
        else:
            values = result[variable.of or variable.name]
            room = (len(entries), *(sizes[dim] for dim in variable.dims[1:]))
            values = values[tuple(slice(0, n) for n in room)]
        blocks[variable.path] = padded(variable, len(entries), values, sizes)
    return blocks


def table_values(
    variable: Variable,
    entries: Sequence[Mapping[str, Any]],
    names: Mapping[str, Sequence[str]],
    result: Mapping[str, np.ndarray],
) -> np.ndarray:
    """Return a column of the run table.

    Parameters: entries of the spec (run_id, row); names by their codes; result of the simulation.
    """
    name = variable.name
    if name == "run_id":
        return np.array([int(entry["run_id"], 16) for entry in entries], dtype=np.uint64)
    if name in names:
        return np.array([names[name].index(entry["row"][name]) for entry in entries])
    if name in result:
        return result[name]
    values = np.array([entry["row"][name] for entry in entries])
    # A value that a row does not have is None.
    return values.astype(float) if values.dtype == object else values
