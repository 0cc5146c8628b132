"""Studies of film kinetics: their points, variables and rows."""

from __future__ import annotations

SOURCES = {
    "planes": "nmhts.simulation.films.plane_model",
    "front": "nmhts.simulation.films.front_model",
}
"""Modules that simulate, by fidelity.

Together with ``encode`` and everything they import they decide the stored values.
"""
