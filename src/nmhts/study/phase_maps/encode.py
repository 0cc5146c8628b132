"""From the arrays of equilibria to the rows of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nmhts.study.encode import padded, table_values
from nmhts.study.variables import Variable


def encode_points(
    variables: Sequence[Variable],
    entries: Sequence[Mapping[str, Any]],
    names: Mapping[str, Sequence[str]],
    result: Mapping[str, np.ndarray],
    sizes: Mapping[str, int],
) -> dict[str, np.ndarray]:
    """Return the stored rows of b points by variable path.

    Parameters: variables declared; entries of the spec; names by code; result of ``equilibrium_batch``; sizes of the dimensions.
    Returns: arrays [b, ...] in the declared dtype, padded with the fill value.
    """
    blocks = {}
    for variable in variables:
        if variable.group == "design":
            values = table_values(variable, entries, names, result)
        else:
            values = result[variable.name]
            # The simulation may have more room than these phases need.
            room = (len(entries), *(sizes[dim] for dim in variable.dims[1:]))
            values = values[tuple(slice(0, n) for n in room)]
        blocks[variable.path] = padded(variable, len(entries), values, sizes)
    return blocks
