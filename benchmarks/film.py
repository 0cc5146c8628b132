"""Film kinetics: the kernel of nmhts against IDA of SUNDIALS at equal error.

IDA uses the same compiled residual with a compiled banded Jacobian. For scale the table also has
SciPy's BDF, which takes a dense Jacobian by differences through Python, and PyBaMM's DFN.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.integrate import solve_ivp

from benchmarks.sundials import IdaFilm
from nmhts.materials.library import find_gate, find_nitride
from nmhts.physics.transport.equations import SINGLE
from nmhts.physics.transport.parameters import film_parameters, plane_density
from nmhts.physics.transport.state import (
    ADSORBED,
    DISSOLVED,
    LOST,
    PADDING,
    PLANES,
    STERN,
    Extent,
)
from nmhts.simulation.films.plane_model import KineticsPoint, simulate_batch
from nmhts.simulation.protocols.text import parse_protocol
from nmhts.simulation.protocols.waveform import output_times

BDF_RTOL = 1e-4
TRUTH_RTOL = 1e-9
BATCH = 64  # films: a study hands over batches of this size


class Outcome(NamedTuple):
    """Results on which errors are judged: occupancies [t, n] and N lost [t], planes."""

    occupancy: np.ndarray
    lost: np.ndarray


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of one call."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def point(thickness: float, voltage: float, duration: str) -> KineticsPoint:
    """Return a CoN film under a constant voltage."""
    protocol = parse_protocol(f"hold {voltage} V for {duration}")
    times = tuple(output_times(protocol, 60, "linear").tolist())
    nitride, gate = find_nitride("CoN").values(), find_gate("propylene carbonate").values()
    return KineticsPoint(nitride, gate, thickness, 298.15, protocol, times)


def ours(film: KineticsPoint, rtol: float | None = None) -> Outcome:
    """Return the result of the kernel for one film."""
    tolerance = {} if rtol is None else {"rtol": rtol, "max_steps": 10**8}
    batch = simulate_batch([film], **tolerance)
    lost = batch["nitrogen_lost"][0] / plane_density(film.nitride)
    return Outcome(batch["nitrogen_occupancy"][0], lost)


def by_scipy(film: KineticsPoint, method: str, rtol: float, atol: float) -> Outcome:
    """Return the result of SciPy for the compiled residual.

    A compiled solve eliminates the potential.
    """
    p = film_parameters(film.nitride, film.gate, film.temperature)
    n = film.n_planes
    size = PLANES + 2 * n
    extent = Extent(n, n - 2, float(n), None)
    x, f, work = np.zeros(size + PADDING), np.zeros(size), np.zeros(n)
    voltage = film.protocol.v_start[0]
    keep = np.concatenate([np.arange(PLANES, size, 2), [LOST, DISSOLVED, ADSORBED, STERN]])

    def rhs(_: float, u: np.ndarray) -> np.ndarray:
        x[keep] = u
        SINGLE.screened_potential(p, extent, x, work)
        SINGLE.evaluate(p, extent, x, voltage, f)
        return f[keep]

    start = np.zeros(n + 4)
    start[:n] = film.nitride["initial_occupancy"]
    done = solve_ivp(
        rhs, (0.0, film.times[-1]), start, method=method, t_eval=film.times, rtol=rtol, atol=atol
    )
    if not done.success:
        raise RuntimeError(f"{method} failed: {done.message}")
    return Outcome(done.y[:n][::-1].T, done.y[n])


def crossing_times(times: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the time at which each plane passes y = 0.5, NaN if it does not.

    Between outputs y is taken as linear.
    """
    below = y < 0.5
    first = np.argmax(below, axis=0)
    found = below.any(axis=0) & (first > 0)
    k, columns = np.maximum(first, 1), np.arange(y.shape[1])
    share = (0.5 - y[k - 1, columns]) / (y[k, columns] - y[k - 1, columns])
    return np.where(found, times[k - 1] + share * (times[k] - times[k - 1]), np.nan)


def errors(times: np.ndarray, found: Outcome, truth: Outcome) -> tuple[float, float, float]:
    """Return three errors: mean |dy|, crossing time, and N lost.

    |dy| is averaged over planes and outputs. The crossing time is the largest relative error of any
    plane; N lost is compared at the end.
    """
    t, t_true = crossing_times(times, found.occupancy), crossing_times(times, truth.occupancy)
    crossing = np.nanmax(np.abs(t - t_true) / t_true, initial=0.0)
    lost = abs(found.lost[-1] / truth.lost[-1] - 1.0)
    return float(np.abs(found.occupancy - truth.occupancy).mean()), float(crossing), float(lost)


CASES = {
    "front crosses 80 planes, -4 V": (20e-9, -4.0, "2 min"),
    "front crosses 200 planes, -6 V": (50e-9, -6.0, "3 min"),
    "below onset, 128 planes, -2 V": (32e-9, -2.0, "1 h"),
}


class Peer(NamedTuple):
    """IDA at the loosest tolerance at which its mean |dy| is no larger than ours."""

    rtol: float
    cpu: float  # s a film
    errors: tuple[float, float, float]


def by_ida(film: KineticsPoint, truth: Outcome, mean: float) -> Peer:
    """Return IDA at equal mean |dy|; absolute tolerances are a hundredth of the relative one.

    Errors: RuntimeError where no tolerance is small enough.
    """
    times, peer = np.asarray(film.times), IdaFilm(film)
    peer.solve(1e-3, 1e-5)
    for rtol in 10.0 ** np.arange(-3.0, -9.1, -0.5):
        states = peer.solve(rtol, 1e-2 * rtol)
        found = errors(times, Outcome(states.occupancy, states.lost), truth)
        if found[0] <= mean:
            cpu = min(
                cpu_seconds(lambda rtol=rtol: peer.solve(rtol, 1e-2 * rtol)) for _ in range(3)
            )
            return Peer(rtol, cpu, found)
    raise RuntimeError(f"IDA does not come to a mean |dy| of {mean:.1e}")


def run() -> None:
    """Print the table of CPU times and errors, and the cost against the number of films."""
    print(
        f"film kinetics (CPU ms a film; errors against this kernel at rtol {TRUTH_RTOL:g}: mean "
        "|dy|, crossing times, N lost), IDA one film at a time at a mean |dy| no larger than "
        f"ours, BDF at rtol {BDF_RTOL:g}"
    )
    print(
        f"{'case':32}{f'{BATCH} films':>10}{'one film':>10}{'IDA':>8}"
        f"{'ratio':>7}{'of one':>8}{'BDF':>9}{'ratio':>7}   {'errors of nmhts':27}errors of "
        "IDA (rtol)"
    )
    for name, case in CASES.items():
        film = point(*case)
        times = np.asarray(film.times)
        simulate_batch([film])
        cpu = min(cpu_seconds(lambda film=film: simulate_batch([film] * BATCH)) for _ in range(3))
        one = min(cpu_seconds(lambda film=film: simulate_batch([film])) for _ in range(5))
        truth = ours(film, TRUTH_RTOL)
        mine = errors(times, ours(film), truth)
        peer = by_ida(film, truth, mine[0])
        bdf = cpu_seconds(lambda film=film: by_scipy(film, "BDF", BDF_RTOL, 1e-2 * BDF_RTOL))
        each = cpu / BATCH
        print(
            f"{name:32}{1e3 * each:10.2f}{1e3 * one:10.2f}{1e3 * peer.cpu:8.1f}"
            f"{peer.cpu / each:7.1f}{peer.cpu / one:8.2f}{1e3 * bdf:9.0f}{bdf / each:7.0f}   "
            f"{', '.join(f'{e:.1e}' for e in mine):27}"
            f"{', '.join(f'{e:.1e}' for e in peer.errors)} ({peer.rtol:.0e})"
        )
    print()
    _growth()
    _pybamm()


def _growth() -> None:
    """Print the cost of a film against the number of films in a batch."""
    film = point(5e-9, -2.0, "1 min")
    simulate_batch([film])
    print("cost of one 20-plane film below onset against the number of films:")
    for count in (1_000, 10_000, 100_000):
        cpu = cpu_seconds(
            lambda count=count: [simulate_batch([film] * 1000) for _ in range(count // 1000)]
        )
        print(f"  {count:7} films: {1e6 * cpu / count:.0f} us each")
    print()


def _pybamm() -> None:
    """Print the speed of PyBaMM for its DFN model (962 states).

    The system of equations differs: a scale, not a race.
    """
    try:
        import pybamm  # pyright: ignore[reportMissingImports]  (bench extra only)
    except ImportError:
        print("PyBaMM is not installed (make bench installs it): its DFN figure is left out\n")
        return
    simulation = pybamm.Simulation(pybamm.lithium_ion.DFN(), solver=pybamm.IDAKLUSolver())
    simulation.solve([0, 3600])
    cpu = min(cpu_seconds(lambda: simulation.solve([0, 3600])) for _ in range(5))
    print(f"PyBaMM DFN, one hour discharge: {1 / cpu:.0f} solves per CPU second\n")
