"""Memory and time that the job of a shard asks a scheduler for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from nmhts.study.variables import Variable

BASE_MB = 800
"""Memory of a job besides its results, MB: 240 to 320 for compiling kernels, the rest for xarray,
Zarr and Dask (measured on x86-64)."""

COPIES = 4
"""Times the results of a shard lie in memory: batches, shard, encoded and compressed (assumed)."""

START_MINUTES = 10
"""Time of a job besides its rows, min: start, kernels, locks, a slow file system (assumed)."""

MARGIN = 4.0
"""Time asked for over that of the rows of a slow study (assumed)."""


def shard_resources(
    variables: Sequence[Variable],
    sizes: Mapping[str, int],
    rows: int,
    row_seconds: float,
    max_row_seconds: float | None,
) -> dict[str, int]:
    """Return ``mem_mb`` [MB] and ``runtime`` [min] of the job of a shard.

    Parameters: variables that shards write; sizes of their dimensions; rows of a shard;
    row_seconds: CPU time of a slow row [s]; max_row_seconds: time limit of a row [s], or None.
    """
    per_row = sum(
        np.dtype(v.dtype).itemsize * math.prod(sizes[d] for d in v.dims if d != "run")
        for v in variables
        if "run" in v.dims
    )
    seconds = MARGIN * row_seconds
    if max_row_seconds is not None:
        seconds = min(seconds, max_row_seconds)
    return {
        "mem_mb": BASE_MB + math.ceil(COPIES * rows * per_row / 1e6),
        "runtime": START_MINUTES + math.ceil(rows * seconds / 60.0),
    }
