"""Evaluators of claims about the cell: contact of the film, salt in the electrolyte."""

from __future__ import annotations

import numpy as np

from nmhts.simulation.films.film import Film
from nmhts.simulation.simulate import simulate
from nmhts.validation.bench import Bench, full_magnetization
from nmhts.validation.claims import EvaluationError, Finding
from nmhts.validation.numbers import time_to

SIDE, KI, PLAIN = (
    "propylene carbonate, side contact",
    "propylene carbonate with KI",
    "propylene carbonate",
)
ONSET = 0.02  # share of the full M; a rate is one over the time to it (assumed)
CONCENTRATIONS = (0.5, 5, 20, 50, 100, 200, 500)  # mol/m3


def course(film: Film, volts: float, seconds: float) -> tuple[float, np.ndarray, np.ndarray]:
    """Return time to ``ONSET`` [s], times [t] s, M over full M [t] at constant voltage."""
    run = simulate(film, f"hold {volts} V for {seconds} s", steps_per_clause=400, spacing="linear")
    M = run["magnetization"].values / full_magnetization(film)
    times = run["time"].values
    if M[-1] < ONSET:
        raise EvaluationError(f"{film!r} at {volts:g} V: M below {ONSET:.0%} after {seconds:g} s")
    return time_to(ONSET, times, M), times, M


def side_contact(bench: Bench) -> Finding:
    """A conducting buffer below the film against an insulator and a contact at its side."""
    volts, exposure = -5.5, 2000.0
    side = bench.film("CoN", "85 nm", SIDE)
    without = {"contact_resistance": "0 ohm*m^2", "bottom_potential_ratio": "0"}
    buffer = bench.film("CoN", "85 nm", SIDE, **without)
    slow, _, weak = course(side, volts, exposure)
    fast, _, strong = course(buffer, volts, exposure)
    values = {
        "M over that with a side contact": float(strong[-1] / weak[-1]),
        "rate over that with a side contact": slow / fast,
    }
    how = (
        f"85 nm of CoN at {volts:g} V, M after {exposure:g} s, rate one over the time to "
        f"{ONSET:.0%} of the full M; nitrogen for oxygen, both films under the "
        "same leaking liquid; the ratio of M falls with the exposure, because a film that is full "
        "waits for the other"
    )
    return Finding(values, how)


def electrolyte_boost(bench: Bench) -> Finding:
    """Propylene carbonate with KI against traces of salt, and the salt with the largest rate."""
    volts, exposure = -6.0, 1000.0
    rates, final = {}, {}
    for salt in CONCENTRATIONS:
        film = bench.film("CoN", "85 nm", KI, salt_concentration=f"{salt} mol/m^3")
        onset, _, M = course(film, volts, exposure)
        rates[salt], final[salt] = 1.0 / onset, float(M[-1])
    bare, *inner, most = CONCENTRATIONS
    best = max(inner, key=rates.__getitem__)
    values = {
        "M over that of the bare solvent": final[best] / final[bare],
        "rate over that of the bare solvent": rates[best] / rates[bare],
        "largest rate between the ends of the concentrations": rates[best]
        / max(rates[bare], rates[most]),
    }
    how = (
        f"85 nm of CoN at {volts:g} V, M after {exposure:g} s, rate one over the time to "
        f"{ONSET:.0%} of the full M, bare is {bare:g} mol/m3; the rate is largest at "
        f"{best:g} mol/m3 and {rates[best] / rates[most]:.2g} times that at {most:g}; nitrogen for "
        "oxygen; the ratio of M falls with the exposure"
    )
    return Finding(values, how)
