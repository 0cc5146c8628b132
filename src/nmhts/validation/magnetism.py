"""Evaluators of claims about magnetization and order."""

from __future__ import annotations

import numpy as np

from nmhts.simulation.kinetics import plane_magnetization
from nmhts.validation.bench import Bench
from nmhts.validation.claims import Finding
from nmhts.validation.numbers import bisect

CEILING = 8.1e5
"""All Co metallic per as-grown volume of CoN of 4.28 A, A/m; derived. Source: nmhtsClaims (moment count)."""


def saturation_ceiling(bench: Bench) -> Finding:
    """Largest M of CoN films extracted as far as they go."""
    runs = [bench.gated("CoN", "20 nm", f"hold -{volts} V for 1 h") for volts in (6, 12)]
    largest = max(float(run["magnetization"].max()) for run in runs)
    values = {"largest M over the ceiling": largest / CEILING}
    return Finding(values, "20 nm of CoN at -6 and -12 V for 1 h, against 810 emu/cm3")


def order_below_half_nitrogen(bench: Bench) -> Finding:
    """N per Co at which M appears at 300 K."""
    nitride = bench.film("CoN", "5 nm").material.values()

    def ferromagnetic(y: float) -> bool:
        return float(plane_magnetization(nitride, np.array([y]), 300.0)[0]) > 0

    onset = bisect(0.0, 1.0, ferromagnetic, 1e-6)
    return Finding({"N/Co at the onset at 300 K": onset}, "M_s(y, 300 K) of the CoN sheet")
