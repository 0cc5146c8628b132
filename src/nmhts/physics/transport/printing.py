"""Printed files of transport: kernels that follow from the statements of the laws.

They are written by

    python -m nmhts.numerics.tracing.files nmhts.physics.transport.printing
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from nmhts.numerics.tracing import Graph, PrintedFunction, number, printed
from nmhts.numerics.tracing.files import PrintedFile
from nmhts.numerics.tracing.records import record_functions
from nmhts.physics.transport.film_laws import floored_pair, inverse_screening_squared
from nmhts.physics.transport.front_law import FrontRows, FrontSlopes, FrontState, Seen
from nmhts.physics.transport.front_printing import front_functions
from nmhts.physics.transport.front_state import FrontParameters
from nmhts.physics.transport.gate_law import GateState
from nmhts.physics.transport.gate_printing import gate_functions
from nmhts.physics.transport.plane_law import Bent, Kept, ScreeningSeries
from nmhts.physics.transport.plane_printing import plane_functions
from nmhts.physics.transport.state import FilmParameters


def _scalar_functions() -> list[PrintedFunction]:
    """Return the scalar laws that other models than the film of planes use."""
    g = Graph()
    barriers = g.inputs("b_forward", "b_backward", "floor_rate")
    out, back = floored_pair(number, *barriers)
    screening = g.inputs("y", "q_metal", "log_ratio", "y_mid", "y_steepness")
    q = inverse_screening_squared(number, *screening)
    return [
        printed("floored_pair", {"out": out, "back": back},
                "Return the rates of an activated pair whose barriers are limited by a floor.",
                arguments=barriers),
        printed("screening", {"q": q}, "Return (a / lambda)^2 of a plane.", arguments=screening),
    ]  # fmt: skip


def _record_functions() -> list[PrintedFunction]:
    """Return the functions that load, store and add records, those that kernels use."""
    return _used(
        {
            FilmParameters: ("load", "store", "add", "fill"),
            Kept: ("load", "store"),
            ScreeningSeries: ("load", "store"),
            Bent: ("load", "store"),
            GateState: ("load", "store", "fill"),
        }
    )


def _front_functions() -> list[PrintedFunction]:
    records = {
        FrontParameters: ("load", "store"),
        FrontState: ("load", "store"),
        FrontRows: ("load", "store", "fill", "spread", "chosen"),
        FrontSlopes: ("load", "store", "fill", "spread", "chosen"),
        Seen: ("fill", "spread", "chosen"),
    }
    return [*_used(records), *front_functions()]


def _used(kinds: Mapping[type, tuple[str, ...]]) -> list[PrintedFunction]:
    return [
        function
        for kind, ways in kinds.items()
        for function in record_functions(kind)
        if function.name.startswith(ways)
    ]


_FOLDER = Path(__file__).with_name("printed")

PRINTED = tuple(
    PrintedFile(_FOLDER / f"{name}.py", "nmhts.physics.transport.printing", title, functions)
    for name, title, functions in (
        ("plane", "One plane of a film or stack, and its derivatives.", plane_functions),
        ("gate", "The gate of a film, and its derivatives.", gate_functions),
        ("scalars", "Scalar laws of transport.", _scalar_functions),
        ("front", "The front model, its derivatives, and its records in memory.", _front_functions),
        ("records", "Records of numbers in memory.", _record_functions),
    )
)
