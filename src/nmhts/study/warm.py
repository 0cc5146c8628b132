"""Filling the compile cache by one process: several that fill it at once can crash."""

from __future__ import annotations

from nmhts.numerics.compiled import cache_key, cache_root
from nmhts.simulation.fidelity import compile_films
from nmhts.study.lease import hold_lease

_PATIENCE = 600.0  # seconds: a compilation on a busy machine


def warm_kernels(fidelity: str) -> None:
    """Compile the kernel of films of a fidelity, or load it, while holding the lock of the compile cache; no film is simulated."""
    with hold_lease(cache_root() / "kernels" / f"{cache_key()}.lock", _PATIENCE):
        compile_films(fidelity)
