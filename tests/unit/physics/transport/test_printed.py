"""Kernels of plane and gate in the repository are those that their statements print."""

from __future__ import annotations

from nmhts.numerics.tracing.files import outdated
from nmhts.physics.transport.printing import PRINTED


def test_printed_kernels_are_current():
    assert outdated(PRINTED) == []
    assert {file.path.name for file in PRINTED} == {
        "plane.py", "gate.py", "scalars.py", "front.py", "records.py"
    }  # fmt: skip
