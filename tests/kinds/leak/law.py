"""The law of the toy kind: V(t) = V_0 exp(-t / R C)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Capacitor:
    """A capacitor: voltage at the start V, leak ohm,
    capacitance F; duration s, number of records.
    """

    voltage: float
    resistance: float
    capacitance: float
    until: float
    steps: int


def discharge(capacitors: Sequence[Capacitor]) -> dict[str, np.ndarray]:
    """Return ``time`` s and ``voltage`` V [b, t],
    time ``constant`` s and ``status`` [b] of capacitors.
    """
    constant = np.array([c.resistance * c.capacitance for c in capacitors])
    time = np.array([np.linspace(0.0, c.until, c.steps) for c in capacitors])
    start = np.array([c.voltage for c in capacitors])
    if not (constant > 0.0).all():
        raise ArithmeticError("a leak of no resistance")
    voltage = start[:, None] * np.exp(-time / constant[:, None])
    return {"time": time, "voltage": voltage, "constant": constant, "status": np.zeros(len(start))}
