"""Evaluators of claims about writing without a magnetic field."""

from __future__ import annotations

from nmhts.simulation.films.magnetic_history import magnetic_history
from nmhts.simulation.simulate import simulate
from nmhts.validation.bench import Bench
from nmhts.validation.claims import Finding

_STACK = "5 nm Co0.5Fe0.5 / 20 nm Co0.5Fe0.5N"
_PROTOCOL = "hold -6 V for 30 s"


def zero_field(bench: Bench) -> Finding:
    """Gain of M_R over gain of M_S, of a film on a seed of its metal, gated without a field."""
    run = simulate(bench.stack(_STACK), _PROTOCOL)
    values = {}
    for state, direction in (("magnetized", 1.0), ("demagnetized", 0.0)):
        history = magnetic_history(run, {"0 s": direction})
        remanence, saturation = (
            float(history[name][-1] - history[name][0]) for name in ("remanence", "magnetization")
        )
        values[f"gain of M_R over gain of M_s, {state} seed"] = remanence / saturation
    how = (
        f"{_STACK}, {_PROTOCOL}; new planes inherit the direction of their neighbours, remanence "
        "of grains with random axes in the plane"
    )
    return Finding(values, how)
