"""Accuracy of a film at the default tolerance, as stated in docs/theory/film.md.

The reference is IDA of SUNDIALS on equations written independently.
Every record: M within 1e-3 of that of the metal. Every plane: the times
at which it passes from nitride to metal and back within a relative 1e-4.
"""

from __future__ import annotations

from typing import NamedTuple

import ida_film
import numpy as np
import pytest
from films import reference

from nmhts.materials.library import find_gate, find_nitride
from nmhts.simulation.films.plane_model import KineticsPoint, plane_magnetization, simulate_batch
from nmhts.simulation.protocols.text import parse_protocol
from nmhts.simulation.protocols.waveform import output_times

LIQUID = "propylene carbonate"
OF_M, OF_TIMES = 1e-3, 1e-4


class Case(NamedTuple):
    """A film and its protocol."""

    material: str
    gate: str
    thickness: float  # nm
    protocol: str
    per_clause: int = 121


CASES = [
    Case("CoN", LIQUID, 50, "hold -6 V for 2 min; hold 6 V for 2 min"),
    Case("CoN", LIQUID, 20, "hold -5 V for 40 s; hold 5 V for 60 s"),
    Case("CoN", LIQUID, 20, "hold -4 V for 2 min"),
    Case("CoN", LIQUID, 32, "hold -2 V for 1 h"),
    Case("CoN", LIQUID, 85, "hold -8 V for 3 min; hold 8 V for 3 min"),
    Case("CoN", LIQUID, 5, "hold -4 V for 20 s; hold 1 V for 20 s; rest 60 s"),
    Case("CoN", LIQUID, 30, "hold -5 V for 20 s; rest 10 min; hold 2 V for 60 s; rest 10 min"),
    Case("CoN", LIQUID, 30, "hold -6 V for 60 s; hold 6 V for 5 s; rest 10 min"),
    Case("CoN", LIQUID, 30, "ramp 0 V to -6 V in 60 s; ramp -6 V to 6 V in 2 min; rest 60 s"),
    Case("CoN", LIQUID, 20, "3 cycles -6 V to 6 V at 0.2 V/s"),
    Case(
        "CoN",
        LIQUID,
        20,
        "100 pulses of -6 V, 100 ms at 2 Hz; 100 pulses of +6 V, 100 ms at 2 Hz",
        40,
    ),
    Case("CoN", LIQUID, 20, "hold -5 V for 40 s; hold 3 V for 20 s; hold -5 V for 40 s"),
    Case("CoN", f"{LIQUID} with KI", 30, "hold -6 V for 2 min; hold 6 V for 2 min"),
    Case("CoN", f"{LIQUID}, side contact", 30, "hold -12 V for 10 min; hold 8 V for 10 min"),
    Case("CoN", "HfO2", 20, "hold -6 V for 2 min; hold 6 V for 2 min"),
    Case("CoN", "GdOx", 10, "hold -3 V for 2 min; hold 3 V for 2 min"),
    Case("CoN", "Ta2O5", 10, "hold -3 V for 2 min; hold 3 V for 2 min"),
    Case("FeN", LIQUID, 50, "hold -8 V for 3 min; hold 4 V for 10 min"),
    Case("MnN", LIQUID, 30, "hold -6 V for 2 min; hold 6 V for 2 min"),
    Case("Co3O4", LIQUID, 20, "hold -8 V for 5 min; hold 8 V for 5 min"),
    Case("Co0.8Mn0.2N", LIQUID, 40, "hold -6 V for 2 min; hold 3 V for 5 min"),
    Case("Co0.95Fe0.05N", LIQUID, 20, "hold -5 V for 60 s; hold 6 V for 60 s"),
    Case("Co0.5Fe0.5N", LIQUID, 20, "hold -6 V for 60 s; hold 6 V for 60 s"),
]


def film_of(case: Case) -> KineticsPoint:
    """The film of a case, by the packaged sheets."""
    protocol = parse_protocol(case.protocol)
    times = tuple(output_times(protocol, case.per_clause, "linear").tolist())
    nitride, gate = find_nitride(case.material).values(), find_gate(case.gate).values()
    return KineticsPoint(nitride, gate, 1e-9 * case.thickness, 298.15, protocol, times)


def passages(times: np.ndarray, y: np.ndarray) -> list[float]:
    """Times at which a plane passes 0.5 between 0.4 and 0.6, in either direction [s].

    Linear between records.
    """
    found, side, at = [], 0, np.nan
    for k, value in enumerate(y):
        if k and (y[k - 1] < 0.5) != (value < 0.5):
            at = times[k - 1] + (0.5 - y[k - 1]) / (value - y[k - 1]) * (times[k] - times[k - 1])
        now = -1 if value < 0.4 else 1 if value > 0.6 else side
        if side and now != side:
            found.append(at)
        side = now
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.material} {c.thickness:g} nm {c.gate}")
def test_default_tolerance_keeps_its_promise(case: Case):
    point = film_of(case)
    p = point.protocol
    ours = simulate_batch([point])
    exact = ida_film.solve(
        reference(point),
        point.nitride["initial_occupancy"],
        p.nodes,
        p.v_start,
        p.v_end,
        point.times,
    )
    assert ours["status"][0] == 0

    def magnetization(y: np.ndarray) -> np.ndarray:
        return plane_magnetization(point.nitride, y, point.temperature).mean(axis=-1)

    metal = float(magnetization(np.zeros((1, point.n_planes)))[0])
    y = ours["nitrogen_occupancy"][0]
    # MnN leaves no ferromagnet; its small M is as accurate as its planes.
    of_m = np.abs(magnetization(y) - magnetization(exact.y)).max() / max(metal, 1e4)
    pairs = [
        (passages(ours["time"][0], a), passages(ours["time"][0], b))
        for a, b in zip(y.T, exact.y.T, strict=True)
    ]
    assert all(len(a) == len(b) for a, b in pairs)
    of_times = max(
        (abs(s / t - 1.0) for a, b in pairs for s, t in zip(a, b, strict=True)), default=0
    )
    assert of_m < OF_M
    assert of_times < OF_TIMES


def test_the_matrix_goes_out_and_back():
    """Agreement on films in which nothing happens would prove little."""
    switched = returned = 0
    for case in CASES:
        point = film_of(case)
        y = simulate_batch([point], 1e-2)["nitrogen_occupancy"][0]
        switched += bool(y.min() < 0.1)
        returned += bool((y[-1] > y.min(axis=0) + 0.5).any())
    assert switched > 0.8 * len(CASES)
    assert returned > 0.5 * len(CASES)
