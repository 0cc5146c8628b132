"""Studies of films that are cycled: their points, variables and rows."""

from __future__ import annotations

SOURCES = {"planes": "nmhts.simulation.cycles.runs", "front": "nmhts.simulation.cycles.runs"}
"""Modules that simulate, by fidelity (None: there is one way): with ``encode`` and all that they import they shape what is stored."""
