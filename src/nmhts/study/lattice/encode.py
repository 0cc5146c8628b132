"""From the arrays of boxes to the rows of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nmhts.study.encode import padded, table_values
from nmhts.study.variables import Variable


def encode_boxes(
    variables: Sequence[Variable],
    entries: Sequence[Mapping[str, Any]],
    names: Mapping[str, Sequence[str]],
    result: Mapping[str, np.ndarray],
    sizes: Mapping[str, int],
) -> dict[str, np.ndarray]:
    """Return the stored rows of b boxes by variable path.

    Parameters: variables declared; entries of the spec; names by code; result of ``simulate_boxed``; sizes of the dimensions of the store.
    Returns: arrays [b, ...] in the declared dtype, padded with the fill value.
    """
    blocks: dict[str, np.ndarray] = {}
    for variable in variables:
        if variable.group == "design":
            values = table_values(variable, entries, names, result)
        else:
            values = result[variable.name]
        blocks[variable.path] = padded(variable, len(entries), values, sizes)
    return blocks
