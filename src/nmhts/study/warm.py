"""Filling the compile cache by one process: several that fill it at once can crash."""

from __future__ import annotations

from nmhts.numerics.compiled import cache_key, cache_root
from nmhts.simulation.kinetics import KineticsPoint, simulate_batch
from nmhts.study.lease import hold_lease

_PATIENCE = 600.0  # seconds: a compilation on a busy machine


def warm_kernels(point: KineticsPoint) -> None:
    """Compile the film kernel, or load it, while holding the lock of the compile cache.

    Parameters: point: any film; it is stopped after one step.
    """
    with hold_lease(cache_root() / "kernels" / f"{cache_key()}.lock", _PATIENCE):
        simulate_batch([point], max_steps=1)
