"""Evaluator of the claim about the change of M at rest after a train of pulses."""

from __future__ import annotations

import numpy as np

from nmhts.simulation.pulses.post_stimulus import post_stimulus
from nmhts.simulation.pulses.trains import PulseTrain
from nmhts.validation.bench import Bench
from nmhts.validation.claims import Finding

VOLTAGE, DUTY = -8.0, 0.5  # V; neither is published (assumed)
THICKNESSES = (10.0, 14.0, 20.0, 28.0, 40.0, 56.0, 80.0)  # nm
FREQUENCIES = (20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)  # Hz
THIN = 50.0  # nm; the claim is about thinner films
MOVES = 0.05  # least change of M in a minute that counts (assumed)
NOTHING = 0.01  # largest fall of M that does not count (assumed)


def post_stimulus_sign(bench: Bench) -> Finding:
    """Signs of the change of M at rest over thickness and frequency, and falls without surplus."""
    pairs = [(L, f) for L in THICKNESSES for f in FREQUENCIES]
    films = {L: bench.film("CoN", f"{L} nm") for L in THICKNESSES}
    found = post_stimulus(
        [films[L] for L, _ in pairs], [PulseTrain(VOLTAGE, f, DUTY) for _, f in pairs]
    )
    shape = len(THICKNESSES), len(FREQUENCIES)
    change = found["post_stimulus_change"].reshape(shape)
    # N of the adsorbed layer can only return.
    surplus = (found["nitrogen_surplus"] + found["nitrogen_adsorbed"]).reshape(shape)
    thin = np.array(THICKNESSES) < THIN
    turns = np.array([turning_frequency(FREQUENCIES, row) for row in change[thin]])
    values = {
        "largest change of M in 1 min at rest": float(np.nanmax(change)),
        "smallest change of M in 1 min at rest": float(np.nanmin(change)),
        "frequency of the change of sign": float(np.exp(np.log(turns).mean())),
        "thickness of the boundary": last_thickness(THICKNESSES, change[:, -1]),
        "films that fall without a surplus of N": float(
            ((change < -NOTHING) & ~(surplus > 0)).sum()
        ),
    }
    left_out = int(np.isnan(change).sum())
    how = (
        f"CoN, {VOLTAGE:g} V, duty {DUTY:g}, until M is 10 % of that of all the metal, then 1 min "
        f"at rest; {len(THICKNESSES)} thicknesses from {THICKNESSES[0]:g} to {THICKNESSES[-1]:g} "
        f"nm, {len(FREQUENCIES)} frequencies from {FREQUENCIES[0]:g} to {FREQUENCIES[-1]:g} Hz; "
        f"sign changes at {turns.min():.3g} to {turns.max():.3g} Hz in films below {THIN:g} nm, "
        f"geometric mean; boundary: thickness up to which a train of {FREQUENCIES[-1]:g} Hz "
        f"changes M by more than {MOVES:.0%}; surplus: N in the film beyond two phases in "
        f"equilibrium, and N adsorbed; {left_out} films were not written within 5 min"
    )
    return Finding(values, how)


def turning_frequency(frequencies, change: np.ndarray) -> float:
    """Return the first frequency at which the change of M turns from rise to fall.

    It is linear in log f; NaN without a turn.
    """
    for k in range(1, len(change)):
        if change[k - 1] > 0 >= change[k]:
            share = change[k - 1] / (change[k - 1] - change[k])
            ratio = frequencies[k] / frequencies[k - 1]
            return float(frequencies[k - 1] * ratio**share)
    return float("nan")


def last_thickness(thicknesses, change: np.ndarray) -> float:
    """Return the thickness up to which M changes by more than ``MOVES``, linear in log L.

    A film that is not written does not change. NaN if no film changes, or if all do.
    """
    size = np.nan_to_num(np.abs(change))
    large = np.flatnonzero(size > MOVES)
    if not len(large) or large[-1] + 1 == len(size):
        return float("nan")
    k = int(large[-1])
    share = (size[k] - MOVES) / (size[k] - size[k + 1])
    return float(thicknesses[k] * (thicknesses[k + 1] / thicknesses[k]) ** share)
