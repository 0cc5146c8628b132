"""Filling the compile cache by one process: several that fill it at once can crash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nmhts.numerics.compiled import cache_key, cache_root
from nmhts.study.kinds import kind_of
from nmhts.study.lease import hold_lease

_PATIENCE = 600.0  # seconds: a compilation on a busy machine


def warm_kernels(identity: Mapping[str, Any]) -> None:
    """Compile what studies of an identity need, or load it, while holding the lock of the compile cache; nothing is simulated."""
    with hold_lease(cache_root() / "kernels" / f"{cache_key()}.lock", _PATIENCE):
        kind_of(identity).compile(identity)
