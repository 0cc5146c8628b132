"""Evaluators of claims about floating films: bipolar polarization and wireless switching."""

from __future__ import annotations

import numpy as np

from nmhts.simulation.wireless.cell import WirelessCell
from nmhts.simulation.wireless.simulate import bipolar_polarization, simulate_wireless
from nmhts.validation.bench import Bench, full_magnetization
from nmhts.validation.claims import EvaluationError, Finding
from nmhts.validation.numbers import straight_line

KI = "propylene carbonate with KI"
POSITIONS = 32
HELD, RESTED = "10 min", "1 h"
VOLTAGES = (12.0, 14.0, 16.0, 18.0, 20.0)  # V between the plates, 20 mm apart
FIRST, FULL = 0.1, 0.5  # shares of the full M at a position (assumed)
# Shares of M after an hour at rest (assumed): a layout below the first is volatile, above the
# second it is not.
VOLATILE, KEPT = 0.5, 0.9


def cell(film_length: float = 10.0, layout: str = "flushed") -> WirelessCell:
    """Return the cell of the claims.

    It is 20 by 10 mm with plates over its short walls and the film in the middle along the field.
    Parameters: film_length in mm; layout by name.
    """
    return WirelessCell(
        f"{film_length} mm", ("10 mm", "5 mm"), size=("20 mm", "10 mm"), layout=layout
    )


def wireless(bench: Bench) -> Finding:
    """Place, time and permanence of the ferromagnetic state of a floating film."""
    film = bench.film("CoN", "20 nm", KI)
    full = full_magnetization(film)
    ends, rises, pole = [], [], []
    for volts in VOLTAGES:
        run = simulate_wireless(
            film,
            cell(),
            f"hold {volts} V for {HELD}",
            positions=POSITIONS,
            spacing="linear",
            steps_per_clause=30,
        )
        mean, M = run["net_magnetization"].values, run["magnetization"].values / full
        ends.append(float(mean[-1]))
        rises.append(bool(np.all(np.diff(mean) >= -1e-3 * full * FIRST) and mean[-1] > mean[0]))
        first = np.flatnonzero((M > FIRST).any(axis=1))
        if first.size == 0:
            raise EvaluationError(
                f"M below {FIRST:.0%} at all positions after {HELD} at {volts:g} V"
            )
        here = np.flatnonzero(M[first[0]] > FIRST)
        # The half at the negative plate never has more than the other, and the first metal touches
        # the end at the positive one.
        half = M[:, : POSITIONS // 2].sum(axis=1) >= M[:, POSITIONS // 2 :].sum(axis=1)
        pole.append(bool(here[0] == 0 and here[-1] < POSITIONS // 2 and half.all()))
    kept = {}
    for layout in ("flushed", "stagnant"):
        drive = f"hold {VOLTAGES[-1]} V for {HELD}; rest {RESTED}"
        run = simulate_wireless(
            film, cell(layout=layout), drive, positions=POSITIONS, steps_per_clause=30
        )
        mean = run["net_magnetization"].values
        if mean[30] < FIRST * FIRST * full:
            raise EvaluationError(
                f"M of {mean[30]:.3g} A/m in the layout {layout}: too little to ask what is kept"
            )
        kept[layout] = float(mean[-1] / mean[30])
    values = {
        "M rises at one pole first": float(all(pole)),
        "M grows with voltage and time": float(all(rises) and bool(np.all(np.diff(ends) > 0))),
        "one layout volatile, the other not": float(
            kept["stagnant"] < VOLATILE and kept["flushed"] > KEPT
        ),
    }
    levels = ", ".join(f"{M / 1e3:.3g}" for M in ends)
    how = (
        f"20 nm of CoN, 10 mm long, in the middle between plates 20 mm apart at {VOLTAGES[0]:g} to "
        f"{VOLTAGES[-1]:g} V for {HELD}: net M {levels} kA/m; after {RESTED} at rest "
        f"{kept['flushed']:.3g} of it is left where the liquid is renewed and "
        f"{kept['stagnant']:.3g} where products of the counter reaction stay (layouts flushed and "
        "stagnant; that these are the published "
        "cell layouts is an assumption, and so is the capacity of the second)"
    )
    return Finding(values, how)


def bipolar_scaling(bench: Bench) -> Finding:
    """Straightness of the voltage between the poles of a film against field times length."""
    film = bench.film("CoN", "20 nm", KI)
    across, product, ratio = [], [], []
    for length in (2.0, 4.0, 6.0, 8.0, 10.0, 12.0):
        for volts in (5.0, 10.0, 20.0):
            found = bipolar_polarization(film, cell(length), f"{volts} V", positions=POSITIONS)
            across.append(float(np.ptp(found["interface_voltage"].values)))
            product.append(volts / 20e-3 * length * 1e-3)
            ratio.append(across[-1] / product[-1])
    how = (
        "films of 2 to 12 mm under 250 to 1000 V/m (driving voltage over the distance of the "
        f"plates), 20 nm of CoN; between its poles a film has {min(ratio):.3g} to {max(ratio):.3g} "
        "times field times length, more than 1 because substrate and film narrow the cell"
    )
    R2 = straight_line(np.array(product), np.array(across))[1]
    return Finding({"R2 of polarization against field x length": R2}, how)
