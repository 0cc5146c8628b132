"""The film residual on JAX's default device against the compiled lanes on one CPU.

Films per second, and the difference of the two residuals.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import numpy as np

from benchmarks.film import cpu_seconds, point
from nmhts.numerics.compiled import kernel
from nmhts.numerics.lanes import WIDTH, load
from nmhts.physics.transport import twin
from nmhts.physics.transport.equations import LANES
from nmhts.physics.transport.parameters import film_parameters
from nmhts.physics.transport.state import (
    LOST,
    N_PARAMETERS,
    PADDING,
    PLANES,
    STERN,
    Extent,
    FilmParameters,
)
from nmhts.physics.transport.stepping import parameters_of

FILMS = 4096
MANY_FILMS = 65_536
"""Number of films for a GPU only, which a few thousand films do not fill."""

PLANES_OF_FILMS = (80, 320)
REPEATS = 5

_evaluate = LANES.evaluate


@kernel
def evaluate_blocks(table, planes, depth, x, voltage, f):
    """Evaluate blocks of WIDTH films of one depth.

    Parameters: table [k, N_PARAMETERS WIDTH], planes, voltage [k, WIDTH], x, f [k, unknowns WIDTH].
    """
    for k in range(len(x)):
        extent = Extent(depth, max(1, depth - 2), load(planes[k], 0), None)
        _evaluate(parameters_of(table[k], 0), extent, x[k], load(voltage[k], 0), f[k])


def films(n: int, count: int) -> tuple[FilmParameters, np.ndarray, np.ndarray]:
    """Return coefficients [count], unknowns [count, 4 + 2 n] and voltages [count] of CoN films.

    The films have n planes, halfway through their switching.
    """
    rng = np.random.default_rng(n)
    film = point(20e-9, -4.0, "1 s")
    p = film_parameters(film.nitride, film.gate, film.temperature)
    coefficients = FilmParameters(*(value * rng.uniform(0.95, 1.05, count) for value in p))
    x = np.zeros((count, PLANES + 2 * n))
    x[:, LOST:STERN] = rng.uniform(0.1, 1.0, (count, STERN))
    x[:, STERN] = rng.uniform(0.5, 2.0, count)
    depth, front = np.arange(n), rng.uniform(0.2, 0.8, (count, 1)) * n
    x[:, PLANES::2] = 0.01 + 0.98 / (1.0 + np.exp(0.5 * (depth - front)))
    x[:, PLANES + 1 :: 2] = 2.0 * np.exp(-depth / (0.3 * n))
    return coefficients, x, rng.uniform(-6.0, -2.0, count)


def in_blocks(rows: np.ndarray, padding: int = 0) -> np.ndarray:
    """Return films [count, m] as blocks of lanes [count / WIDTH, (m + padding) WIDTH]."""
    wide = np.pad(rows, ((0, 0), (0, padding)))
    lanes = wide.reshape(-1, WIDTH, wide.shape[1]).swapaxes(1, 2)
    return np.ascontiguousarray(lanes).reshape(len(lanes), -1)


def wall_seconds(work: Callable[[], Any]) -> float:
    """Return the seconds until the device is done, the best of some."""
    jax.block_until_ready(work())
    found = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        jax.block_until_ready(work())
        found.append(time.perf_counter() - begin)
    return min(found)


@jax.jit
def residuals(p: FilmParameters, x: jax.Array, voltage: jax.Array) -> jax.Array:
    """Return the residuals of all films."""
    return jax.vmap(twin.residual)(p, x, voltage)


@jax.jit
def residuals_and_cotangents(
    p: FilmParameters, x: jax.Array, voltage: jax.Array, v: jax.Array
) -> tuple[jax.Array, tuple]:
    """Return the residuals of all films, and cotangents of their inputs.

    Cotangents are pulled back to coefficients, unknowns and voltages.
    """
    found, back = jax.vjp(jax.vmap(twin.residual), p, x, voltage)
    return found, back(v)


def compiled_residuals(
    p: FilmParameters, x: np.ndarray, voltage: np.ndarray
) -> tuple[np.ndarray, float]:
    """Return the residuals by the compiled lanes, and their CPU seconds; the best of some."""
    n = (x.shape[1] - PLANES) // 2
    table = in_blocks(np.stack(p, axis=1))
    wide, volts = in_blocks(x, PADDING), in_blocks(voltage[:, None])
    planes, f = np.full(volts.shape, float(n)), np.zeros_like(wide)
    assert table.shape[1] == N_PARAMETERS * WIDTH
    work = partial(evaluate_blocks, table, planes, n, wide, volts, f)
    work()
    cpu = min(cpu_seconds(work) for _ in range(REPEATS))
    lanes = f.reshape(len(f), -1, WIDTH).swapaxes(1, 2)
    return lanes.reshape(len(x), -1)[:, : x.shape[1]], cpu


def run() -> None:
    """Print the table of films per second."""
    (device,) = jax.devices()[:1]
    print(f"Twin of the film residual on {device.device_kind} ({device.platform})")
    if device.platform == "cpu":
        print(
            "  no GPU is visible to JAX: what follows is JAX on this CPU, with as many "
            "threads as it takes"
        )
    for count in (FILMS,) if device.platform == "cpu" else (FILMS, MANY_FILMS):
        for n in PLANES_OF_FILMS:
            compare(n, count, device)
    print()


def compare(n: int, count: int, device: Any) -> None:
    """Print the times of both for some films of n planes, and the difference of their residuals."""
    p, x, voltage = films(n, count)
    compiled, cpu = compiled_residuals(p, x, voltage)
    v = np.random.default_rng(0).normal(size=x.shape)
    on_device = jax.device_put((p, x, voltage, v), device)
    plain = wall_seconds(lambda: residuals(*on_device[:3]))
    back = wall_seconds(lambda: residuals_and_cotangents(*on_device))
    print(f"  {count} films of {n} planes at once")
    print(
        f"    compiled lanes, one CPU: residual              {count / cpu:12,.0f} films per "
        "CPU second"
    )
    print(
        f"    twin, device:            residual              {count / plain:12,.0f} films per "
        f"second of wall time, {cpu / plain:.2f} of the lanes"
    )
    print(
        f"    twin, device:            residual with its vjp {count / back:12,.0f} films per "
        "second of wall time"
    )
    found = np.asarray(residuals(*on_device[:3]))
    apart = np.abs(found - compiled)
    largest = np.maximum(np.abs(compiled).max(axis=1, keepdims=True), 1e-300)
    print(
        f"    largest difference {apart.max():.1e}, over the largest rate of its film "
        f"{(apart / largest).max():.1e}"
    )


if __name__ == "__main__":
    run()
