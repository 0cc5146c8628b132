"""Printed kernels of the front model: the statement of ``front_law``, differentiated.

Names of arguments as in ``plane_printing``. Functions that begin with ``outward`` hold for films
whose field drives N outward, those that begin with ``inward`` for all others.
"""

from __future__ import annotations

from typing import Any

from nmhts.numerics.tracing import Graph, Node, PrintedFunction, number, printed, push
from nmhts.numerics.tracing.records import directions_of, inputs_of
from nmhts.physics.transport import front_law
from nmhts.physics.transport.front_law import (
    FrontRows,
    FrontShape,
    FrontSlopes,
    FrontState,
    Sample,
    Seen,
)
from nmhts.physics.transport.front_state import FrontParameters
from nmhts.physics.transport.state import TIME_EXPONENTS


def front_functions() -> list[PrintedFunction]:
    """Return the functions of the front model."""
    return [
        *_functions("outward", True),
        *_functions("inward", False),
        _turn(),
        *_drive(),
        _rescaled(),
        *_samples(),
    ]


def _slopes(rows: FrontRows, x: FrontState) -> FrontSlopes:
    """Return the derivatives of all rows by the unknowns; the voltage is none."""
    return FrontSlopes(*(push(row, {one: 1.0}) for row in rows for one in x[:-1]))


def _functions(name: str, outward: bool) -> list[PrintedFunction]:
    """Return values and derivatives of rows and records."""
    g = Graph()
    p, x = inputs_of(g, FrontParameters), inputs_of(g, FrontState)
    d, d_p = inputs_of(g, FrontState, "d_"), inputs_of(g, FrontParameters, "d_")
    charging, d_charging = g.inputs("charging", "d_charging")
    rows = front_law.front_rows(number, x, p, outward)
    found = front_law.seen(number, x, charging, p, outward)
    record = Seen(*(one if isinstance(one, Node) else g.constant(one) for one in found))
    along = directions_of(x, d) | directions_of(p, d_p)
    slopes = _slopes(rows, x)
    bent = FrontSlopes(*(g.zero if one.op == "zero" else push(one, along) for one in slopes))
    pushed = FrontRows(*(push(row, along) for row in rows))
    seen = Seen(*(push(one, along | {charging: d_charging}) for one in record))

    def function(what: str, outputs: dict[str, Any], told: str, *, moved: bool, **more: Any) -> Any:
        records: dict[str, Any] = {"p": p, "x": x}
        if moved:
            records |= {"d": d, "d_p": d_p}
        return printed(f"{name}_{what}", outputs, told, records=records, fused=True, **more)

    return [
        function("rows", {"rows": rows}, "Return the rows.", moved=False),
        function(
            "linearized",
            {"rows": rows, "by": slopes},
            "Return the rows, and their derivatives by the unknowns.",
            moved=False,
        ),
        function("push", {"rows": pushed}, "Return the changes of the rows along d.", moved=True),
        function(
            "bent", {"bent": bent}, "Return the changes of the derivatives along d.", moved=True
        ),
        function(
            "seen",
            {"seen": record},
            "Return what is recorded besides the unknowns.",
            moved=False,
            arguments=[charging],
        ),
        function(
            "seen_push",
            {"seen": seen},
            "Return the changes along d of what is recorded besides the unknowns.",
            moved=True,
            arguments=[charging, d_charging],
        ),
    ]


def _turn() -> PrintedFunction:
    """Return the product of changed derivatives and a direction; the voltage has none."""
    g = Graph()
    p, x = inputs_of(g, FrontParameters), inputs_of(g, FrontState)
    slopes = _slopes(front_law.front_rows(number, x, p, False), x)
    given = zip(slopes, inputs_of(g, FrontSlopes), strict=True)
    bent = FrontSlopes(*(g.zero if one.op == "zero" else own for one, own in given))
    u = inputs_of(g, FrontState, "u_")
    turned: list[Node] = []
    for first in range(0, len(bent), len(u) - 1):
        total: Any = g.zero
        for change, move in zip(bent[first:], u[:-1], strict=False):
            total = total + change * move
        turned.append(total)
    return printed(
        "front_turn",
        {"rows": FrontRows(*turned)},
        "Return the changes along d of the derivatives of the rows along u.",
        records={"u": u, "bent": bent},
        fused=True,
    )


def _drive() -> list[PrintedFunction]:
    """Return the change of the charging with the voltage, and its change along d."""
    g = Graph()
    p, x = inputs_of(g, FrontParameters), inputs_of(g, FrontState)
    d_p = inputs_of(g, FrontParameters, "d_")
    rise, d_rise = g.inputs("rise", "d_rise")
    charging = front_law.front_rows(number, x, p, True).charging
    drive = push(charging, {x.voltage: rise})
    moved = push(drive, directions_of(p, d_p) | {rise: d_rise})
    return [
        printed(
            "front_drive",
            {"drive": drive},
            "Return the change of the charging with the voltage.",
            records={"p": p},
            arguments=[rise],
        ),
        printed(
            "front_drive_push",
            {"d_drive": moved},
            "Return the change along d of the change of the charging with the voltage.",
            records={"p": p, "d_p": d_p},
            arguments=[rise, d_rise],
        ),
    ]


def _rescaled() -> PrintedFunction:
    """Return the changes of coefficients when all rates grow by a share besides."""
    g = Graph()
    p, d_p = inputs_of(g, FrontParameters), inputs_of(g, FrontParameters, "d_")
    (longer,) = g.inputs("longer")
    moves = [
        move + TIME_EXPONENTS[name] * (value * longer) if name in TIME_EXPONENTS else move
        for name, value, move in zip(p._fields, p, d_p, strict=True)
    ]
    return printed(
        "front_rescaled",
        {"moves": FrontParameters(*moves)},
        "Return the changes of coefficients when all rates grow by a share.",
        records={"p": p, "d_p": d_p},
        arguments=[longer],
    )


def _samples() -> list[PrintedFunction]:
    """Return a sample of the profile, and its change along d."""
    g = Graph()
    f, d = inputs_of(g, FrontShape), inputs_of(g, FrontShape, "d_")
    (point,) = g.inputs("point")
    sample = front_law.front_sample(number, f, point)
    moved = Sample(*(push(one, directions_of(f, d)) for one in sample))
    return [
        printed(
            "front_sample",
            {"sample": sample},
            "Return a sample of the profile.",
            records={"f": f},
            arguments=[point],
        ),
        printed(
            "front_sample_push",
            {"sample": moved},
            "Return the change of a sample of the profile along d.",
            records={"f": f, "d": d},
            arguments=[point],
        ),
    ]
