"""One film: our kernel against SciPy BDF on the same compiled residual, with the errors of both, and PyBaMM's DFN as a scale."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from scipy.integrate import solve_ivp

from nmhts.materials.library import find_gate, find_nitride
from nmhts.physics.transport.parameters import film_parameters
from nmhts.physics.transport.residual import LOWER, UPPER, assemble, screened_potential
from nmhts.simulation.kinetics import KineticsPoint, simulate_batch
from nmhts.simulation.protocol import parse_protocol
from nmhts.simulation.waveform import output_times

BDF_RTOL = 1e-4
TRUTH_RTOL = 1e-8


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


def bdf(film: KineticsPoint, rtol: float) -> np.ndarray:
    """Return occupancies [t, n] from SciPy BDF on the compiled residual, the potential eliminated by its own compiled solve."""
    p = film_parameters(film.nitride, film.gate, film.temperature)
    n = film.n_planes
    size = 2 * n + 3
    x, f, work = np.zeros(size), np.zeros(size), np.zeros(size)
    rows = np.zeros((size, LOWER + UPPER + 1))
    voltage = film.protocol.v_start[0]
    keep = np.concatenate([np.arange(0, 2 * n, 2), [2 * n, 2 * n + 1, 2 * n + 2]])

    def rhs(_: float, u: np.ndarray) -> np.ndarray:
        x[keep] = u
        screened_potential(p, n, x, work)
        assemble(p, n, x, voltage, f, False, 0.0, rows)
        return f[keep]

    start = np.zeros(n + 3)
    start[:n] = film.nitride["initial_occupancy"]
    done = solve_ivp(
        rhs, (0.0, film.times[-1]), start, method="BDF", t_eval=film.times, rtol=rtol, atol=1e-2 * rtol
    )  # fmt: skip
    if not done.success:
        raise RuntimeError(f"BDF failed: {done.message}")
    return done.y[:n].T


def crossing_times(times: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the time at which each plane passes y = 0.5 (linear between outputs), NaN if it does not."""
    below = y < 0.5
    first = np.argmax(below, axis=0)
    found = below.any(axis=0) & (first > 0)
    k, columns = np.maximum(first, 1), np.arange(y.shape[1])
    share = (0.5 - y[k - 1, columns]) / (y[k, columns] - y[k - 1, columns])
    return np.where(found, times[k - 1] + share * (times[k] - times[k - 1]), np.nan)


def errors(times: np.ndarray, y: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Return the mean |dy| over planes and outputs, and the largest relative error of a plane's crossing time."""
    t, t_true = crossing_times(times, y), crossing_times(times, truth)
    relative = np.abs(t - t_true) / t_true
    return float(np.abs(y - truth).mean()), float(np.nanmax(relative, initial=0.0))


def run() -> None:
    """Print the table of films per CPU second and errors."""
    simulate_batch([point(5e-9, -4.0, "1 s")], max_steps=10)
    print(
        "film kinetics, one film at a time (films per CPU second; errors against this kernel at rtol 1e-8)"
    )
    print(
        f"{'case':34}{'nmhts':>9}{'BDF':>9}{'ratio':>7}   mean |dy| ours, BDF     crossing ours, BDF"
    )
    cases = {
        "front crosses 80 planes, -4 V": point(20e-9, -4.0, "2 min"),
        "front crosses 200 planes, -6 V": point(50e-9, -6.0, "3 min"),
        "below onset, 128 planes, -2 V": point(32e-9, -2.0, "1 h"),
    }
    for name, film in cases.items():
        times = np.asarray(film.times)
        ours = simulate_batch([film])
        cpu = cpu_seconds(lambda film=film: simulate_batch([film]))
        truth = simulate_batch([film], TRUTH_RTOL, 10**8)["nitrogen_occupancy"][0]
        held: list[np.ndarray] = []
        cpu_bdf = cpu_seconds(lambda film=film, held=held: held.append(bdf(film, BDF_RTOL)))
        mine = errors(times, ours["nitrogen_occupancy"][0], truth)
        peer = errors(times, held[0], truth)
        print(
            f"{name:34}{1 / cpu:9.1f}{1 / cpu_bdf:9.3f}{cpu_bdf / cpu:7.0f}   "
            f"{mine[0]:.1e}, {peer[0]:.1e}        {mine[1]:.1e}, {peer[1]:.1e}"
        )
    print()
    _pybamm()


def _pybamm() -> None:
    """Print how fast PyBaMM solves its DFN model (962 states): another equation system, a scale and not a race."""
    try:
        import pybamm  # pyright: ignore[reportMissingImports]  (bench extra only)
    except ImportError:
        print("PyBaMM is not installed (make bench installs it): its DFN figure is left out\n")
        return
    simulation = pybamm.Simulation(pybamm.lithium_ion.DFN(), solver=pybamm.IDAKLUSolver())
    simulation.solve([0, 3600])
    cpu = min(cpu_seconds(lambda: simulation.solve([0, 3600])) for _ in range(5))
    print(f"PyBaMM DFN, one hour discharge: {1 / cpu:.0f} solves per CPU second\n")
