"""Declared outputs of a study of stacks: group, dimensions, type and fill of every variable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nmhts.physics.magnetism.intrinsic import ORDER_MEANINGS
from nmhts.simulation.films.plane_model import SERIES
from nmhts.simulation.outcomes.film_status import STATUSES
from nmhts.simulation.stacks.plane_model import LAYER_SERIES
from nmhts.study.film_variables import regime_attributes
from nmhts.study.variables import Variable, code, column, counted, measure, named, run_columns

CODED = ("layers", "mixing", "gate")
"""Names in the run table that are stored as codes, besides axes of names."""


def stack_variables(
    columns: Mapping[str, str],
    of_names: Sequence[str],
    names: Mapping[str, Sequence[str]],
    max_layers: int,
) -> tuple[Variable, ...]:
    """Return the variables of a store of stacks, in the order they are written.

    ``in_study`` is not among them.
    Parameters: columns: SI unit of each number of the run table that the study varies; of_names:
    axes of names in the layers; names: by their code; max_layers: room for layers.
    """
    run, step, layer = ("run",), ("run", "step"), ("run", "layer")
    plane, profile = ("run", "plane"), ("run", "step", "plane")
    order = {-1: "no_plane"} | dict(enumerate(ORDER_MEANINGS))
    table = [
        *run_columns(STATUSES),
        counted("design", "n_steps", "time steps taken"),
        Variable(
            "design",
            "regime",
            run,
            "int16",
            -1,
            regime_attributes("regimes the stack went through"),
        ),
        *(named(name, names[name]) for name in (*CODED, *of_names)),
        Variable("design", "n_layers", run, "int32", -1, {"long_name": "number of layers"}),
        *(measure("design", name, run, "float64") for name in ("thickness", "temperature")),
        *(column(name, unit, "layers and protocol") for name, unit in columns.items()),
    ]
    series = [measure("kinetics", "time", step, "float64")]
    series += [measure("kinetics", name, step) for name in ("gate_voltage", *SERIES)]
    materials = {-1: "no_layer"} | dict(enumerate(names["layer_material"]))
    material = code("layers", "layer_material", layer, "int32", materials, "material of the layer")
    # Layers are counted from the bottom electrode.
    said = {"names": list(names["layer_material"]), "dimension_labels": list(range(max_layers))}
    within = [
        measure("layers", "time", step, "float64"),
        material._replace(attributes=material.attributes | said),
        measure("layers", "layer_thickness", layer, "float64"),
        *(measure("layers", name, ("run", "step", "layer")) for name in LAYER_SERIES),
    ]
    own = {"long_name": "layer of the plane, from the bottom electrode"}
    profiles = [
        measure("profiles", "time", step, "float64"),
        measure("profiles", "depth", plane),
        counted("profiles", "n_planes", "number of N planes"),
        Variable("profiles", "plane_layer", plane, "int16", -1, own),
        measure("profiles", "nitrogen_occupancy", profile),
        measure("profiles", "plane_magnetization", profile),
        code("profiles", "order", profile, "int8", order, "magnetic order"),
    ]
    return (*table, *series, *within, *profiles)
