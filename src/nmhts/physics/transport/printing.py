"""Printed kernels of plane and gate: the laws of ``plane_law`` and ``gate_law``, differentiated.

Names of arguments: p coefficients of a film, c of a plane of a stack, x what plane or gate see, e
exponentials, k kept values, d changes along a direction, v cotangents of rows, ``by`` sums of the
cotangents of coefficients. The files are written by

    python -m nmhts.numerics.tracing.files nmhts.physics.transport.printing
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from nmhts.numerics.tracing import (
    Graph,
    Node,
    PrintedFunction,
    number,
    partials,
    printed,
    pull,
    push,
)
from nmhts.numerics.tracing.files import PrintedFile
from nmhts.numerics.tracing.records import record_functions
from nmhts.physics.transport import gate_law, plane_law
from nmhts.physics.transport.film_laws import (
    floored_pair,
    inverse_screening_squared,
    logistic_share,
    screening_ratio,
)
from nmhts.physics.transport.front_state import FrontParameters
from nmhts.physics.transport.gate_law import GateRows, GateState
from nmhts.physics.transport.plane_law import (
    Bent,
    Exponentials,
    Kept,
    PlaneCoefficients,
    PlaneRows,
    PlaneSlopes,
    ScreeningSeries,
    Window,
)
from nmhts.physics.transport.state import TIME_EXPONENTS, FilmParameters


class _Plane(NamedTuple):
    """The graph of a plane: what it depends on, its rows and what is kept."""

    given: dict[str, tuple]  # coefficients of the film, or of the plane of a stack
    p: FilmParameters
    x: Window
    force: Node
    e: Exponentials
    k: Kept
    rows: PlaneRows


def _record(graph: Graph, kind: Any, prefix: str = "") -> Any:
    """Return a record of inputs named after its fields."""
    return kind(*graph.inputs(*(prefix + name for name in kind._fields)))


def _plane(graph: Graph, p: FilmParameters, x: Window, stack: bool) -> _Plane:
    """Return a plane that sees ``x``: of a stack, or of a film of one material."""
    if stack:
        c = _record(graph, PlaneCoefficients)
        given = {"c": c}
    else:
        c = PlaneCoefficients(
            p.z_e_kT, p.hop_rate, graph.zero, p.omega, graph.zero, p.kappa, graph.zero, graph.zero,
            graph.constant(1.0), p.q_metal, p.log_ratio, p.y_mid, p.y_steepness
        )  # fmt: skip
        given = {}
    force = plane_law.driving_force(x, c)
    share = logistic_share(number, x.y, c.y_mid, c.y_steepness)
    e = Exponentials(number.exp(0.5 * force), share, screening_ratio(number, share, c.log_ratio))
    rows = plane_law.plane_rows(number, x, c)
    by = partials(rows.flux)
    k = Kept(by["left"], by["right"], by["force"], by["rate"], e.share, e.ratio)
    return _Plane({**given, "p": p}, p, x, force, e, k, rows)


def _moved(record: Any, moves: Any) -> dict[Node, Node]:
    """Return the directions of the variables of a record."""
    pairs = zip(record, moves, strict=True)
    return {one: move for one, move in pairs if isinstance(one, Node) and one.op == "input"}


def _plane_functions(name: str, stack: bool) -> list[PrintedFunction]:
    """Return the functions of a plane: values, derivatives by unknowns, expansions."""
    g = Graph()
    p, x = _record(g, FilmParameters), _record(g, Window)
    plane = _plane(g, p, x, stack)
    given = {**plane.given, "x": x}
    rows, e, k = plane.rows, plane.e, plane.k

    def function(what: str, outputs: dict[str, Any], told: str, **records: Any) -> PrintedFunction:
        return printed(f"{name}_{what}", outputs, told, records={**given, **records}, fused=True)

    ratio = [e.ratio]
    share = [e.share]
    for order in (1, 2, 3):
        for terms in (ratio, share):
            terms.append(push(terms[-1], {x.y: 1.0 if order < 1 else g.constant(1.0)}))
    known_share = ScreeningSeries(e.ratio, ratio[1], ratio[2], ratio[3], e.share)
    slopes = PlaneSlopes(
        *pull([rows.flux], [1.0], list(x)),
        *pull([rows.displacement], [1.0], [x.phi, x.phi_below]),
        *pull([rows.charge], [1.0], [x.y, x.phi]),
    )
    return [
        function("force", {"force": plane.force}, "Return the driving force over k_B T."),
        function("exponentials", {"e": e}, "Return the exponentials of a plane."),
        function(
            "series",
            {"s": known_share._replace(ratio_2=0.5 * ratio[2], ratio_3=ratio[3] / 6.0)},
            "Return the Taylor coefficients of the screening by y.",
        ),
        printed(
            f"{name}_share_terms",
            {"share_1": share[1], "share_2": 0.5 * share[2], "share_3": share[3] / 6.0},
            "Return the further Taylor coefficients of the share of the crossover.",
            records=given,
            known={"share": e.share},
            fused=True,
        ),
        function("rows", {"rows": rows}, "Return the rows of a plane.", e=e),
        function(
            "kept", {"rows": rows, "k": k}, "Return the rows, and what derivatives need.", e=e
        ),
        function(
            "linearized",
            {"rows": rows, "k": k, "by": slopes},
            "Return the rows, what derivatives need, and derivatives by the unknowns.",
            e=e,
        ),
    ]


def _plane_derivatives(name: str, stack: bool) -> list[PrintedFunction]:
    """Return the derivatives of a plane by unknowns and coefficients, in both directions.

    Those of a stack return the cotangents of the plane's own coefficients apart, and none along
    directions.
    """
    g = Graph()
    p, x = _record(g, FilmParameters), _record(g, Window)
    plane = _plane(g, p, x, stack)
    rows, e, k = plane.rows, plane.e, plane.k
    v = _record(g, PlaneRows, "v_")
    by = _record(g, FilmParameters, "by_")

    def pulled(what: str, outputs: list[Node], weights: list[Any], told: str, **more: Any) -> Any:
        film = ["z_e_kT"] if stack else FilmParameters._fields
        bars = pull(outputs, weights, [*x, *(getattr(p, one) for one in film)])
        found = dict(zip(film, bars[len(x) :], strict=True))
        sums = [b + found[one] if one in found else b for one, b in zip(p._fields, by, strict=True)]
        results = {"seen": Window(*bars[: len(x)]), "sums": FilmParameters(*sums)}
        if stack:
            own = plane.given["c"]
            results["own"] = PlaneCoefficients(g.zero, *pull(outputs, weights, list(own)[1:]))
        records = {**plane.given, "x": x, **more, "by": by}
        return printed(f"{name}_{what}", results, told, records=records, fused=True)

    f, c = _record(g, Window, "f_"), _record(g, Window, "c_")
    d_field = _record(g, Window, "d_")
    parts = [push(row, _moved(x, way)) for row, way in zip(rows, (f, d_field, c), strict=True)]
    found = [
        pulled("pull", [*rows], [*v], "Return cotangents of unknowns and sums.", k=k, v=v),
        pulled(
            "bend", [parts[0] + parts[1] + parts[2]], [1.0],
            "Return cotangents of the rows' derivatives along directions, one each.",
            e=e, k=k, of_flux=f, of_field=d_field, of_charge=c
        ),
    ]  # fmt: skip
    return found if stack else [*found, *_plane_directions(g, plane, name)]


def _plane_directions(g: Graph, plane: _Plane, name: str) -> list[PrintedFunction]:
    """Return the changes of a plane's rows, and of their derivatives, along a direction."""
    p, x, rows = plane.p, plane.x, plane.rows
    d, d_p, u = _record(g, Window, "d_"), _record(g, FilmParameters, "d_"), _record(g, Window, "u_")
    along = _moved(x, d) | _moved(p, d_p)
    first = PlaneRows(*(push(row, along) for row in rows))
    of_flux, of_charge = partials(rows.flux), partials(rows.charge)
    slopes = [of_flux[one] for one in ("left", "right", "force")]
    slopes += [of_charge[one] for one in ("y", "phi")]
    bent = Bent(*(push(slope, along) for slope in slopes))
    second = PlaneRows(*(push(push(row, _moved(x, u)), along) for row in rows))
    seen = {"x": x, "e": plane.e, "k": plane.k, "d": d, "d_p": d_p}
    return [
        printed(f"{name}_bent", {"bent": bent}, "Return the changes of derivatives along d.",
                records={**plane.given, **seen}, fused=True),
        printed(f"{name}_push", {"rows": first}, "Return the changes of the rows along d.",
                records={**plane.given, "x": x, "k": plane.k, "d": d, "d_p": d_p}, fused=True),
        printed(f"{name}_turn", {"rows": second},
                "Return the changes along d of the derivatives of the rows along u.",
                records={**plane.given, "k": plane.k, "u": u, "bent": bent, "d_p": d_p},
                fused=True),
    ]  # fmt: skip


def _plane_file() -> list[PrintedFunction]:
    return [
        *_plane_functions("film", False),
        *_plane_derivatives("film", False),
        *_plane_functions("stack", True),
        *_plane_derivatives("stack", True),
    ]


class _Gate:
    """The graph of the gate: what it depends on, and its rows."""

    def __init__(self) -> None:
        self.graph = Graph()
        self.p, self.x = _record(self.graph, FilmParameters), _record(self.graph, GateState)
        self.rows = gate_law.gate_rows(number, self.x, self.p)
        self.by = _record(self.graph, FilmParameters, "by_")
        self.d = _record(self.graph, GateState, "d_")
        self.d_p = _record(self.graph, FilmParameters, "d_")
        self.along = _moved(self.x, self.d) | _moved(self.p, self.d_p)
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


def _gate_file() -> list[PrintedFunction]:
    """Return the functions of the gate."""
    gate = _Gate()
    g, x, rows, by = gate.graph, gate.x, gate.rows, gate.by
    v = _record(g, GateRows, "v_")
    ways = {key: _record(g, GateState, f"{key}_") for key in GateRows._fields}
    named = list(zip(GateRows._fields, rows, strict=True))
    parts = [push(row, _moved(x, ways[key])) for key, row in named]
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
    u = _record(g, GateState, "u_")
    records: dict[str, Any] = {"u": u}
    turned = []
    for key, row in bent.items():
        zero = [one.op == "zero" or name == "voltage"
                for name, one in zip(GateState._fields, row, strict=True)]  # fmt: skip
        inputs = _record(g, GateState, f"{key}_")
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


def _scalar_file() -> list[PrintedFunction]:
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


def _record_file() -> list[PrintedFunction]:
    used = {
        FilmParameters: ("load", "store", "add", "fill"),
        FrontParameters: ("load", "dual"),
        Kept: ("load", "store"),
        ScreeningSeries: ("load", "store"),
        Bent: ("load", "store"),
        GateState: ("load", "store", "fill"),
    }
    return [
        function
        for kind, ways in used.items()
        for function in record_functions(kind)
        if function.name.startswith(ways)
    ]


_FOLDER = Path(__file__).with_name("printed")

PRINTED = tuple(
    PrintedFile(_FOLDER / f"{name}.py", "nmhts.physics.transport.printing", title, functions)
    for name, title, functions in (
        ("plane", "One plane of a film or stack, and its derivatives.", _plane_file),
        ("gate", "The gate of a film, and its derivatives.", _gate_file),
        ("scalars", "Scalar laws of transport.", _scalar_file),
        ("records", "Records of numbers in memory.", _record_file),
    )
)
