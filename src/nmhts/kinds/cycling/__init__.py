"""Studies of cycled films: their points, variables and rows."""

from __future__ import annotations

SOURCES = {"planes": "nmhts.simulation.cycles.runs", "front": "nmhts.simulation.cycles.runs"}
"""Modules that simulate, by fidelity.

Together with ``encode`` and everything they import they decide the stored values.
"""
