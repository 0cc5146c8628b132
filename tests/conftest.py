"""Markers come from the path: tests/physics/... is marked ``physics``, and so on."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import lever_rule

ROOT = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        folder = item.path.relative_to(ROOT).parts[0]
        item.add_marker(getattr(pytest.mark, folder))


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
