"""Markers come from the path: tests/physics/... is marked ``physics``, and so on.

Slow ones, by folder or file, are left out by ``make quick``.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import lever_rule

ROOT = Path(__file__).parent
SLOW = {
    "workflow",
    "test_accuracy.py",
    "test_published_claims.py",
    "test_equilibrium_faces.py",
    "test_equilibrium_gradients.py",
    "test_front_derivatives.py",
    "test_jax_faces.py",
    "test_lattice_page.py",
    "test_sensitivities.py",
    "test_spin_monte_carlo.py",
    "test_twin.py",
    "test_wild_films.py",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        folder = item.path.relative_to(ROOT).parts[0]
        item.add_marker(getattr(pytest.mark, folder))
        if SLOW & {folder, item.path.name}:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="module", autouse=True)
def _give_memory_back() -> Iterator[None]:
    """Forget compiled JAX functions after a module, and return freed memory to the system."""
    yield
    if "jax" in sys.modules:
        sys.modules["jax"].clear_caches()
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)


@pytest.fixture
def lever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Equilibria by the lever rule."""
    lever_rule.install(monkeypatch.setattr)
