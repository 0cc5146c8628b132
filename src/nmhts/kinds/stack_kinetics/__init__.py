"""Studies of stacks under a voltage: their points, variables and rows."""

from __future__ import annotations

SOURCES = {None: "nmhts.simulation.stacks.plane_model"}
"""Modules that simulate, by fidelity (None: there is one way): with ``encode`` and all that they import they shape what is stored."""
