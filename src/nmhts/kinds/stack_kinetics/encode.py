"""Stored values of stacks that need no simulation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nmhts.simulation.stacks.plane_model import StackPoint


def layers_of(
    points: Sequence[StackPoint],
    entries: Sequence[Mapping[str, Any]],
    names: Mapping[str, Sequence[str]],
) -> dict[str, np.ndarray]:
    """Return material and thickness of the layers of stacks, and the layer of every plane."""
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
