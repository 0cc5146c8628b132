"""Maps of phases: their points, variables and rows."""

from __future__ import annotations

SOURCES = {None: "nmhts.simulation.phases.equilibria"}
"""Modules that simulate, by fidelity (None: there is one way): with ``encode`` and all that they import they shape what is stored."""
