"""Declared outputs of a study of floating films: group, dimensions, type and fill."""

from __future__ import annotations

from collections.abc import Mapping

from nmhts.simulation.wireless.course import WIRELESS_STATUSES
from nmhts.simulation.wireless.runs import ALONG_SERIES, DRIVE_SERIES, NO_REGIME
from nmhts.study import film_variables as films
from nmhts.study.film_variables import film_columns, regime_attributes
from nmhts.study.variables import Variable, counted, measure, run_columns

CELL_ENTRIES: dict[str, str | None] = {
    "cell_width": "m",
    "cell_height": "m",
    "film_length": "m",
    "film_x": "m",
    "film_y": "m",
    "film_tilt": "rad",
    "substrate_thickness": "m",
    "conductivity": "S/m",
    "exchange_conductance": "S/m**2",
    "exchange_current_density": "A/m**2",
    "back": None,
    "layout": None,
}
"""Entries of the cell that a study of floating films may vary."""

CELL_COLUMNS = (*CELL_ENTRIES, "storage_capacity")
"""Columns of the run table that describe the cell of a film."""

CODED = (*films.CODED, "back", "layout")
"""Names in the run table that are stored as codes."""


def wireless_variables(
    columns: Mapping[str, str], names: Mapping[str, list[str]], bare: bool
) -> tuple[Variable, ...]:
    """Return the variables of a store of floating films, in the order they are written.

    ``in_study`` is not among them.
    Parameters: columns: SI unit of each number of the run table that the study varies; names: by
    their code; bare: whether any substrate is bare metal.
    """
    run, step, place, along = ("run",), ("run", "step"), ("run", "place"), ("run", "step", "place")
    table = [
        *run_columns(WIRELESS_STATUSES),
        Variable(
            "design",
            "n_steps",
            run,
            "int32",
            -1,
            {"long_name": "time steps taken by the films at all positions"},
        ),
        Variable("design", "regime", run, "int16", NO_REGIME, regime_attributes()),
    ]
    table += film_columns(names, CODED, columns, [n for n in CELL_COLUMNS if n not in CODED])
    drive = [measure("drive", "time", step, "float64")]
    drive += [measure("drive", name, step) for name in ("driving_voltage", *DRIVE_SERIES)]
    about = {
        "feedback": (
            (
                "largest change of an interface voltage by the nitrogen that moves, over the "
                "largest interface voltage"
            ),
            "1",
        ),
        "disagreement": ("largest voltage by which films and cell disagreed", "V"),
        "wagner_number": (
            "polarization resistance over resistance of the liquid along the film",
            "1",
        ),
    }
    for name, (text, unit) in about.items():
        said = {"long_name": text, "units": unit}
        drive.append(Variable("drive", name, run, "float32", float("nan"), said))
    width = {"units": "m", "long_name": "length of film that a position stands for"}
    found = [
        measure("along", "time", step, "float64"),
        measure("along", "position", place),
        Variable("along", "position_width", place, "float32", float("nan"), width),
        *(measure("along", name, along) for name in ALONG_SERIES),
    ]
    if bare:
        found.append(measure("along", "bare_current_density", ("run", "step", "bare")))
    final = [
        measure("final", "position", place),
        measure("final", "depth", ("run", "plane")),
        counted("final", "n_planes", "number of N planes"),
        measure("final", "nitrogen_occupancy", ("run", "place", "plane")),
    ]
    return (*table, *drive, *found, *final)
