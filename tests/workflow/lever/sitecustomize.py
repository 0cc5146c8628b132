"""Puts the lever rule in place of the equilibria, in every process of a test whose path leads here."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))

import lever_rule

lever_rule.install()
