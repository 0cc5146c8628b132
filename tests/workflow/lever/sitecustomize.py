"""Puts the lever rule in place of the equilibria,
in every process of a test whose path leads here.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path

_HERE = Path(__file__).resolve()
sys.path.append(str(_HERE.parents[2]))

import lever_rule  # noqa: E402

lever_rule.install()
if "NMHTS_TEST_PAUSE" in os.environ:
    # A process has one such module only.
    runpy.run_path(str(_HERE.parents[1] / "pause" / "sitecustomize.py"))
