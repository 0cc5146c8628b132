"""Studies of floating films in wireless cells: their points, variables and rows."""

from __future__ import annotations

SOURCES = {"planes": "nmhts.simulation.wireless.runs"}
"""Modules that simulate, by fidelity (None: there is one way): with ``encode`` and all that they import they shape what is stored."""
