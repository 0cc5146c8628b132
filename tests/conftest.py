"""Markers come from the path: tests/physics/... is marked ``physics``, and so on."""

from __future__ import annotations

from pathlib import Path

import pytest

import lever_rule

ROOT = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        folder = item.path.relative_to(ROOT).parts[0]
        item.add_marker(getattr(pytest.mark, folder))


@pytest.fixture
def lever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Equilibria by the lever rule."""
    lever_rule.install(monkeypatch.setattr)
