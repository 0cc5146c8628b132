"""Studies of films by kinetic Monte Carlo, beside the plane model and the front model: their points, variables and rows."""

from __future__ import annotations

SOURCES = {None: "nmhts.simulation.lattice.fidelities"}
"""Modules that simulate, by fidelity (None: there is one way): with ``encode`` and all that they import they shape what is stored."""
