"""From the arrays of simulated stacks to the rows of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nmhts.simulation.stacks import StackPoint
from nmhts.study.encode import padded, table_values
from nmhts.study.variables import Variable


def encode_stacks(
    variables: Sequence[Variable],
    points: Sequence[StackPoint],
    entries: Sequence[Mapping[str, Any]],
    names: Mapping[str, Sequence[str]],
    result: Mapping[str, np.ndarray],
    sizes: Mapping[str, int],
) -> dict[str, np.ndarray]:
    """Return the stored rows of b stacks by variable path.

    Parameters: variables declared; the stacks' inputs; entries of the spec; names by code; result of ``simulate_stacks``; sizes of the
    dimensions of the store.
    Returns: arrays [b, ...] in the declared dtype, padded with the fill value.
    """
    known = {**result, **_built(points, entries, names)}
    blocks: dict[str, np.ndarray] = {}
    for variable in variables:
        if variable.group == "design":
            values = table_values(variable, entries, names, result)
        else:
            values = known[variable.name]
        blocks[variable.path] = padded(variable, len(points), values, sizes)
    return blocks


def _built(
    points: Sequence[StackPoint],
    entries: Sequence[Mapping[str, Any]],
    names: Mapping[str, Sequence[str]],
) -> dict[str, np.ndarray]:
    """Return what is known of stacks without a run: material and thickness of their layers, the layer of every plane."""
    counts = np.array([len(point.layers) for point in points])
    material = np.full((len(points), counts.max()), -1)
    thickness = np.full(material.shape, np.nan)
    plane_layer = np.full((len(points), max(point.n_planes for point in points)), -1)
    for i, (point, entry) in enumerate(zip(points, entries, strict=True)):
        material[i, : counts[i]] = [names["layer_material"].index(name) for name in entry["names"]]
        thickness[i, : counts[i]] = [
            layer.n_planes * layer.nitride["plane_spacing"] for layer in point.layers
        ]
        plane_layer[i, : point.n_planes] = point.plane_layers()
    return {
        "layer_material": material,
        "layer_thickness": thickness,
        "plane_layer": plane_layer,
    }
