"""Printed kernels of the gate: the laws of ``gate_law``, differentiated.

Names of arguments as in ``plane_printing``; x what the gate sees.
"""

from __future__ import annotations

from typing import Any

from nmhts.numerics.tracing import Graph, Node, PrintedFunction, number, printed, pull, push
from nmhts.numerics.tracing.records import directions_of, inputs_of
from nmhts.physics.transport import gate_law
from nmhts.physics.transport.gate_law import GateRows, GateState
from nmhts.physics.transport.state import TIME_EXPONENTS, FilmParameters


class _Gate:
    """The graph of the gate: what it depends on, and its rows."""

    def __init__(self) -> None:
        self.graph = Graph()
        self.p, self.x = (
            inputs_of(self.graph, FilmParameters),
            inputs_of(self.graph, GateState),
        )
        self.rows = gate_law.gate_rows(number, self.x, self.p)
        self.by = inputs_of(self.graph, FilmParameters, "by_")
        self.d = inputs_of(self.graph, GateState, "d_")
        self.d_p = inputs_of(self.graph, FilmParameters, "d_")
        self.along = directions_of(self.x, self.d) | directions_of(self.p, self.d_p)
        self.slopes = {
            key: GateState(*pull([row], [1.0], list(self.x)))
            for key, row in zip(GateRows._fields, self.rows, strict=True)
        }

    def printed(self, name: str, outputs: dict[str, Any], told: str, **more: Any) -> Any:
        """Return the source of a function of p, x and what is given besides."""
        arguments = more.pop("arguments", None)
        records = {"p": self.p, "x": self.x, **more}
        return printed(name, outputs, told, records=records, arguments=arguments, fused=True)

    def pulled(self, outputs: list[Node], weights: list[Any]) -> dict[str, Any]:
        """Return the cotangents of what the gate sees, and the sums of those of coefficients."""
        bars = pull(outputs, weights, [*self.x, *self.p])
        seen, of_p = bars[: len(self.x)], bars[len(self.x) :]
        sums = FilmParameters(*(b + bar for b, bar in zip(self.by, of_p, strict=True)))
        return {"seen": GateState(*seen), "sums": sums}


def gate_functions() -> list[PrintedFunction]:
    """Return the functions of the gate."""
    gate = _Gate()
    g, x, rows, by = gate.graph, gate.x, gate.rows, gate.by
    v = inputs_of(g, GateRows, "v_")
    ways = {key: inputs_of(g, GateState, f"{key}_") for key in GateRows._fields}
    named = list(zip(GateRows._fields, rows, strict=True))
    parts = [push(row, directions_of(x, ways[key])) for key, row in named]
    bend = parts[0] + parts[1] + parts[2] + parts[3] + parts[4]
    (rise,) = g.inputs("rise")
    return [
        gate.printed("gate_rows", {"rows": rows}, "Return the rows of the gate."),
        gate.printed("gate_linearized", {"rows": rows, **gate.slopes},
                     "Return the rows of the gate, and their derivatives by what it sees."),
        gate.printed("gate_drive", {"drive": push(rows.charging, {x.voltage: rise})},
                     "Return the change of the charging with the voltage.", arguments=[rise]),
        gate.printed("gate_pull", gate.pulled([*rows], [*v]),
                     "Return cotangents of what the gate sees, and sums.", v=v, by=by),
        gate.printed("gate_bend", gate.pulled([bend], [1.0]),
                     "Return cotangents of the rows' derivatives along directions, one each.",
                     **ways, by=by),
        *_gate_directions(gate),
        *_currents(gate),
        *_time_units(gate),
    ]  # fmt: skip


def _gate_directions(gate: _Gate) -> list[PrintedFunction]:
    """Return the changes of the gate's rows, and of their derivatives, along a direction."""
    g, d, d_p = gate.graph, gate.d, gate.d_p
    first = GateRows(*(push(row, gate.along) for row in gate.rows))
    bent = {
        key: GateState(
            *(g.zero if one.op in ("zero", "constant") else push(one, gate.along) for one in row)
        )
        for key, row in gate.slopes.items()
    }
    return [
        gate.printed("gate_push", {"rows": first}, "Return the changes of the rows along d.",
                     d=d, d_p=d_p),
        gate.printed("gate_bent", bent, "Return the changes of the derivatives along d.",
                     d=d, d_p=d_p),
        _gate_turn(bent),
    ]  # fmt: skip


def _gate_turn(bent: dict[str, GateState]) -> PrintedFunction:
    """Return the product of changed derivatives and a direction; the voltage has none."""
    g = Graph()
    u = inputs_of(g, GateState, "u_")
    records: dict[str, Any] = {"u": u}
    turned = []
    for key, row in bent.items():
        zero = [one.op == "zero" or name == "voltage"
                for name, one in zip(GateState._fields, row, strict=True)]  # fmt: skip
        inputs = inputs_of(g, GateState, f"{key}_")
        records[key] = GateState(
            *(g.zero if no else one for no, one in zip(zero, inputs, strict=True))
        )
        total: Any = g.zero
        for change, move in zip(records[key], u, strict=True):
            total = total + change * move
        turned.append(total)
    return printed(
        "gate_turn", {"rows": GateRows(*turned)},
        "Return the changes along d of the derivatives of the rows along u.",
        records=records, fused=True,
    )  # fmt: skip


def _currents(gate: _Gate) -> list[PrintedFunction]:
    """Return the current density of a record and of a start, and their derivatives."""
    g, p, x, d, d_p = gate.graph, gate.p, gate.x, gate.d, gate.d_p
    charging, weight, d_charging = g.inputs("charging", "weight", "d_charging")
    current = gate_law.outer_current(number, x, charging, p)
    # At a start the Stern drop changes as its law says.
    start = gate_law.outer_current(number, x, gate.rows.charging, p)
    (by_charging,) = pull([current], [weight], [charging])
    moved = {"d_current": push(current, gate.along | {charging: d_charging})}
    pulled = {"by_charging": by_charging, **gate.pulled([current], [weight])}
    return [
        gate.printed("outer_current", {"current": current}, "Return the current density.",
                     arguments=[charging]),
        gate.printed("current_pull", pulled, "Return cotangents of the current density.",
                     by=gate.by, arguments=[charging, weight]),
        gate.printed("current_push", moved, "Return the change of the current density along d.",
                     d=d, d_p=d_p, arguments=[charging, d_charging]),
        gate.printed("start_pull", gate.pulled([start], [weight]),
                     "Return cotangents of the current density at a start.",
                     by=gate.by, arguments=[weight]),
        gate.printed("start_push", {"d_current": push(start, gate.along)},
                     "Return the change of the current density at a start along d.", d=d, d_p=d_p),
    ]  # fmt: skip


def _time_units(gate: _Gate) -> list[PrintedFunction]:
    """Return how coefficients change with the unit of time."""
    g, p, by, d_p = gate.graph, gate.p, gate.by, gate.d_p
    (longer,) = g.inputs("longer")
    faster: Any = g.zero
    moves = []
    for name, value, bar, move in zip(p._fields, p, by, d_p, strict=True):
        power = TIME_EXPONENTS.get(name)
        if power is not None:
            faster = faster + power * (value * bar)
            move = move + power * (value * longer)
        moves.append(move)
    return [
        printed("by_time_unit", {"faster": faster},
                "Return the cotangent of a common factor of all rates.",
                records={"p": p, "by": by}, fused=True),
        printed("rescaled", {"moves": FilmParameters(*moves)},
                "Return the changes of coefficients when all rates grow by a share.",
                records={"p": p, "d_p": d_p}, arguments=[longer], fused=True),
    ]  # fmt: skip
