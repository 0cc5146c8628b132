"""Maps of phases: their points, variables and rows."""

from __future__ import annotations

SOURCES = {None: "nmhts.simulation.phases.equilibria"}
"""Modules that simulate, by fidelity (None: only one).

Together with ``encode`` and everything they import they decide the stored values.
"""
