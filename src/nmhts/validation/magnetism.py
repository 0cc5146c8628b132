"""Evaluators of claims about magnetization and order."""

from __future__ import annotations

import numpy as np

from nmhts.physics.magnetism.intrinsic import (
    ANTIFERROMAGNETIC,
    FERROMAGNETIC,
    ORDER_MEANINGS,
    PARAMAGNETIC,
    MagneticState,
    magnetic_state,
)
from nmhts.simulation.exchange.order_map import order_map
from nmhts.simulation.films.plane_model import plane_magnetization
from nmhts.validation.bench import Bench
from nmhts.validation.claims import Finding
from nmhts.validation.equilibria import manganese_nitride_limit, mixed_order_regions
from nmhts.validation.numbers import bisect

CEILING = 8.1e5
"""M of all Co metallic, per as-grown volume of CoN of 4.28 A, in A/m (derived).

Source: nmhtsClaims (moment count).
"""

CLAIMED_ORDERS = (PARAMAGNETIC, FERROMAGNETIC, ANTIFERROMAGNETIC)
"""Orders named by the claim on Co-Mn-N; the ferrimagnet of Mn4N type is none of them."""


def saturation_ceiling(bench: Bench) -> Finding:
    """Largest M of CoN films at maximal extraction."""
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


def _full_nitride(bench: Bench, material: str) -> MagneticState:
    """Return the magnetic state at 300 K of a nitride with all its N."""
    return magnetic_state(bench.film(material, "5 nm").material.values(), np.ones(1), 300.0)


def manganese_nitride(bench: Bench) -> Finding:
    """Order and Neel temperature of MnN with all its N."""
    state = _full_nitride(bench, "MnN")
    values = {
        "antiferromagnetic at 300 K": float(state.order[0] == ANTIFERROMAGNETIC),
        "Neel temperature": float(state.neel_temperature[0]),
        "loss of stability at 1 bar of N2": manganese_nitride_limit(),
    }
    how = (
        "order and T_N of the MnN sheet, which holds the measured T_N; rocksalt MnN against "
        "alpha-Mn and N2, energies of Qiu1993MnN"
    )
    return Finding(values, how, given=True)


def half_manganese_nitride(bench: Bench) -> Finding:
    """Order and Neel temperature of Co0.5Mn0.5N with all its N."""
    state = _full_nitride(bench, "Co0.5Mn0.5N")
    values = {
        "paramagnetic at 300 K": float(state.order[0] == PARAMAGNETIC),
        "Neel temperature": float(state.neel_temperature[0]),
    }
    waits = {"Weiss temperature": "a law of the susceptibility"}
    return Finding(values, "Co0.5Mn0.5N by the mixing rules, with all its N", waits)


def three_orders(bench: Bench) -> Finding:
    """Number of orders on the map of Co-Mn-N at 300 K, and at once in films under voltage."""
    found = set(np.unique(order_map("Co-Mn-N", "300 K").order.values)) & set(CLAIMED_ORDERS)
    seen = {}
    for material in ("Co0.9Mn0.1N", "Co0.2Mn0.8N"):
        run = bench.gated(material, "20 nm", "hold -6 V for 1 h")
        moments = (set(np.unique(planes)) & set(CLAIMED_ORDERS) for planes in run["order"].values)
        seen[material] = max(moments, key=len)
    values = {
        "orders on the map of Mn share and N content at 300 K": float(len(found)),
        "orders at once in a film under voltage": float(min(map(len, seen.values()))),
        "regions of phases in equilibrium": float(
            min(mixed_order_regions("Co-Mn-N", frozen, CLAIMED_ORDERS) for frozen in (True, False))
        ),
    }
    named = "; ".join(
        f"{material}: {' beside '.join(ORDER_MEANINGS[code] for code in sorted(codes))}"
        for material, codes in seen.items()
    )
    how = (
        f"magnetic orders of one lattice at 300 K; films of 20 nm at -6 V for 1 h: {named}; "
        "phases in equilibrium with metals frozen and mobile"
    )
    return Finding(values, how)
