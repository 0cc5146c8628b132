"""Printed functions of one plane of a film, as large as those of a kernel."""

from __future__ import annotations

from typing import Any

from nmhts.numerics.tracing import (
    Graph,
    PrintedFunction,
    keep,
    law,
    number,
    partials,
    printed,
    pull,
    push,
)


def film_plane() -> dict[str, PrintedFunction]:
    """A plane of a film: hop and screening as laws, rows of flux and potential."""

    def meet(a: Any, b: Any) -> Any:
        a_out, b_out = number.minimum(a, 0.0), number.minimum(b, 0.0)
        return a * b - a_out * b_out - 5.0 * (a_out**2 + b_out**2)

    def hop(left: Any, right: Any, force: Any, rate: Any) -> Any:
        up, down = number.exp(0.5 * force), number.exp(-0.5 * force)
        return rate * (up * meet(left, 1.0 - right) - down * meet(right, 1.0 - left))

    def screen(y: Any, q_metal: Any, log_ratio: Any, y_mid: Any, steepness: Any) -> Any:
        return q_metal * number.exp(-2.0 * log_ratio * number.logistic(steepness * (y - y_mid)))

    unknowns = Graph().inputs("y_above", "y", "y_below", "y_next", "phi_above", "phi", "phi_below")
    y_above, y, y_below, y_next, phi_above, phi, phi_below = unknowns
    numbers = y.graph.inputs(
        "z", "omega", "kappa", "rate", "q_metal", "log_ratio", "y_mid", "steepness"
    )
    z, omega, kappa, rate, *screening = numbers
    change = y_below - y
    force = z * (phi - phi_below) - 2.0 * omega * change
    force = force - kappa * (y_next - 3.0 * change - y_above)
    flux = law("hop", hop, left=y_below, right=y, force=force, rate=rate)
    names = ("q_metal", "log_ratio", "y_mid", "steepness")
    q: Any = law("screen", screen, y=y, **dict(zip(names, screening, strict=True)))  # type: ignore[arg-type]
    poisson = phi_above + phi_below - (2.0 + q) * phi
    for key, slope in partials(flux).items():
        keep(f"flux_{key}", slope)
    weights = y.graph.inputs("w_flux", "w_poisson")
    along = [dict(zip(unknowns, y.graph.inputs(*(f"{d}_{u.value}" for u in unknowns)), strict=True))
             for d in ("d", "e")]  # fmt: skip
    bend = push(flux, along[0]) + push(poisson, along[1])
    independent = [*unknowns, *numbers]
    bars = [f"{one.value}_bar" for one in independent]

    def cotangents(nodes: list[Any]) -> dict[str, Any]:
        return dict(zip(bars, nodes, strict=True))

    rows, kept = {"flux": flux, "poisson": poisson}, y.graph.kept
    pulled = cotangents(pull([flux, poisson], weights, independent))
    bent = cotangents(pull([bend], [1.0], independent))
    return {
        "value": printed("plane_value", {**rows, **kept}, "Return the rows.", fused=True),
        "pull": printed("plane_pull", pulled, "Return cotangents.", fused=True),
        "kept": printed("plane_kept", pulled, "Return cotangents.", known=kept, fused=True),
        "bend": printed("plane_bend", bent, "Return their derivative.", fused=True),
    }
