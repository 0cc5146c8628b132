"""Studies of floating films in wireless cells: their points, variables and rows."""

from __future__ import annotations

SOURCES = {"planes": "nmhts.simulation.wireless.runs"}
"""Modules that simulate, by fidelity.

Together with ``encode`` and everything they import they decide the stored values.
"""
