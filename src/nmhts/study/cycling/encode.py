"""From the arrays of cycled films to the rows of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nmhts.study.cycling.variables import RENAMED
from nmhts.study.encode import padded, table_values
from nmhts.study.variables import Variable


def encode_cycled(
    variables: Sequence[Variable],
    entries: Sequence[Mapping[str, Any]],
    names: Mapping[str, Sequence[str]],
    result: Mapping[str, np.ndarray],
    sizes: Mapping[str, int],
) -> dict[str, np.ndarray]:
    """Return the stored rows of b films by variable path.

    Parameters: variables declared; entries of the spec; names by code; result of ``simulate_cycled``; sizes of the dimensions of the store.
    Returns: arrays [b, ...] in the declared dtype, padded with the fill value.
    """
    blocks: dict[str, np.ndarray] = {}
    for variable in variables:
        if variable.group == "design":
            values = table_values(variable, entries, names, result)
        elif variable.group == "after":
            values = result[f"{variable.name}_after"]
        else:
            values = result[RENAMED.get(variable.name, variable.name)]
        blocks[variable.path] = padded(variable, len(entries), values, sizes)
    return blocks
