"""Filling of the compile cache by one process at a time: several at once can crash."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from nmhts.errors import StoreError
from nmhts.numerics.compiled import cache_folder
from nmhts.study.kinds import kind_of
from nmhts.study.lease import hold_lease

log = logging.getLogger(__name__)

_PATIENCE = 600.0  # s (assumed: a compilation on a busy machine)


def warm_kernels(identity: Mapping[str, Any]) -> None:
    """Compile the kernels of studies of an identity, or load them; nothing is simulated.

    Each is compiled by one process, under a lock of its name in the compile cache: several studies
    compile different kernels side by side.
    """
    folder = cache_folder()
    for name, compile_kernels in kind_of(identity).kernels(identity).items():
        with ExitStack() as held:
            lock = folder.with_name(f"{folder.name}.{name.replace(' ', '-')}.lock")
            try:
                held.enter_context(hold_lease(lock, _PATIENCE))
            except StoreError as error:
                # A cache that cannot be written has no writers to keep apart, and can be read.
                log.info(
                    "%s; compiled kernels are only read there (NMHTS_CACHE_DIR names another "
                    "folder)",
                    error,
                )
            compile_kernels()
