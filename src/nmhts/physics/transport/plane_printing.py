"""Printed kernels of a plane: the laws of ``plane_law``, differentiated.

Names of arguments: p coefficients of a film, c of a plane of a stack, x what the plane sees, e
exponentials, k kept values, d changes along a direction, v cotangents of rows, ``by`` sums of the
cotangents of coefficients.
"""

from __future__ import annotations

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
from nmhts.numerics.tracing.records import directions_of, inputs_of
from nmhts.physics.transport import plane_law
from nmhts.physics.transport.film_laws import logistic_share, screening_ratio
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
from nmhts.physics.transport.state import FilmParameters


class _Plane(NamedTuple):
    """The graph of a plane: what it depends on, its rows and what is kept."""

    given: dict[str, tuple]  # coefficients of the film, or of the plane of a stack
    p: FilmParameters
    x: Window
    force: Node
    e: Exponentials
    k: Kept
    rows: PlaneRows


def _plane(graph: Graph, p: FilmParameters, x: Window, stack: bool) -> _Plane:
    """Return a plane that sees ``x``: of a stack, or of a film of one material."""
    if stack:
        c = inputs_of(graph, PlaneCoefficients)
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


def _plane_functions(name: str, stack: bool) -> list[PrintedFunction]:
    """Return the functions of a plane: values, derivatives by unknowns, expansions."""
    g = Graph()
    p, x = inputs_of(g, FilmParameters), inputs_of(g, Window)
    plane = _plane(g, p, x, stack)
    given = {**plane.given, "x": x}
    rows, e, k = plane.rows, plane.e, plane.k

    def function(what: str, outputs: dict[str, Any], told: str, **records: Any) -> PrintedFunction:
        return printed(f"{name}_{what}", outputs, told, records={**given, **records}, fused=True)

    ratio, share = [e.ratio], [e.share]
    for _ in range(3):
        for terms in (ratio, share):
            terms.append(push(terms[-1], {x.y: 1.0}))
    series = ScreeningSeries(e.ratio, ratio[1], 0.5 * ratio[2], ratio[3] / 6.0, e.share)
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
            {"s": series},
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

    Those of a stack return the cotangents of the plane's own coefficients apart.
    """
    g = Graph()
    p, x = inputs_of(g, FilmParameters), inputs_of(g, Window)
    plane = _plane(g, p, x, stack)
    rows, e, k = plane.rows, plane.e, plane.k
    v = inputs_of(g, PlaneRows, "v_")
    by = inputs_of(g, FilmParameters, "by_")

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

    f, c = inputs_of(g, Window, "f_"), inputs_of(g, Window, "c_")
    d_field = inputs_of(g, Window, "d_")
    parts = [
        push(row, directions_of(x, way)) for row, way in zip(rows, (f, d_field, c), strict=True)
    ]
    found = [
        pulled("pull", [*rows], [*v], "Return cotangents of unknowns and sums.", k=k, v=v),
        pulled(
            "bend", [parts[0] + parts[1] + parts[2]], [1.0],
            "Return cotangents of the rows' derivatives along directions, one each.",
            e=e, k=k, of_flux=f, of_field=d_field, of_charge=c
        ),
    ]  # fmt: skip
    return [*found, *_plane_directions(g, plane, name)]


def _plane_directions(g: Graph, plane: _Plane, name: str) -> list[PrintedFunction]:
    """Return the changes of a plane's rows, and of their derivatives, along a direction.

    Those of a stack take the changes of the plane's own coefficients too.
    """
    p, x, rows = plane.p, plane.x, plane.rows
    d, d_p, u = (
        inputs_of(g, Window, "d_"),
        inputs_of(g, FilmParameters, "d_"),
        inputs_of(g, Window, "u_"),
    )
    along, moved = directions_of(x, d) | directions_of(p, d_p), {"d_p": d_p}
    if "c" in plane.given:
        moved["d_c"] = inputs_of(g, PlaneCoefficients, "d_c_")
        along |= directions_of(plane.given["c"], moved["d_c"])
    first = PlaneRows(*(push(row, along) for row in rows))
    of_flux, of_charge = partials(rows.flux), partials(rows.charge)
    slopes = [of_flux[one] for one in ("left", "right", "force")]
    slopes += [of_charge[one] for one in ("y", "phi")]
    bent = Bent(*(push(slope, along) for slope in slopes))
    second = PlaneRows(*(push(push(row, directions_of(x, u)), along) for row in rows))
    seen = {"x": x, "e": plane.e, "k": plane.k, "d": d, **moved}
    return [
        printed(f"{name}_bent", {"bent": bent}, "Return the changes of derivatives along d.",
                records={**plane.given, **seen}, fused=True),
        printed(f"{name}_push", {"rows": first}, "Return the changes of the rows along d.",
                records={**plane.given, "x": x, "k": plane.k, "d": d, **moved}, fused=True),
        printed(f"{name}_turn", {"rows": second},
                "Return the changes along d of the derivatives of the rows along u.",
                records={**plane.given, "k": plane.k, "u": u, "bent": bent, **moved},
                fused=True),
    ]  # fmt: skip


def plane_functions() -> list[PrintedFunction]:
    """Return the functions of planes of films and of stacks."""
    return [
        *_plane_functions("film", False),
        *_plane_derivatives("film", False),
        *_plane_functions("stack", True),
        *_plane_derivatives("stack", True),
    ]
