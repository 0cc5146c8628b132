"""Studies of stacks under a voltage: their points, variables and rows."""

from __future__ import annotations

SOURCES = {None: "nmhts.simulation.stacks.plane_model"}
"""Modules that simulate, by fidelity (None: only one).

Together with ``encode`` and everything they import they decide the stored values.
"""
