"""``Film``: material, thickness, gate and temperature."""

from __future__ import annotations

from nmhts.errors import UnitError
from nmhts.materials.library import DEFAULT_MIXING, find_gate, find_nitride
from nmhts.materials.records import Sheet
from nmhts.simulation.films.plane_model import MIN_PLANES
from nmhts.simulation.html_tables import sheets_html, table
from nmhts.units import SI, parse, shown

MOST_PLANES = 100_000
"""Largest number of planes of a film, some 25 um: the limit of what a study stores (assumed)."""


class Film:
    """A nitride film on a conducting buffer under a gate.

    Parameters: material formula of a sheet or of an alloy of end members, e.g. ``"Co0.9Mn0.1N"``;
    thickness, temperature as text with a unit; gate name of a gate sheet; mixing name of the mixing
    rules for alloys.
    Errors: MaterialError, UnitError, each with what is allowed.
    """

    def __init__(
        self,
        material: str,
        thickness: str | SI,
        *,
        gate: str = "propylene carbonate",
        temperature: str | SI = "298.15 K",
        mixing: str = DEFAULT_MIXING,
    ):
        self.material: Sheet = find_nitride(material, mixing)
        self.gate: Sheet = find_gate(gate)
        self.thickness = parse(thickness, "m")
        self.temperature = parse(temperature, "K")
        spacing = self.material["plane_spacing"]
        if round(self.thickness / spacing) < MIN_PLANES:
            raise UnitError(
                f"thickness {thickness!r} is below {MIN_PLANES} planes of {spacing * 1e9:g} nm"
            )
        if self.thickness / spacing > MOST_PLANES:
            raise UnitError(
                f"thickness {thickness!r} is above {MOST_PLANES} planes of {spacing * 1e9:g} nm"
            )
        if not self.temperature > 0:
            raise UnitError(f"temperature {temperature!r} must be above 0 K")

    def __repr__(self) -> str:
        return (
            f"Film({self.material.name!r}, thickness={self.thickness * 1e9:g} nm, "
            f"gate={self.gate.name!r}, temperature={self.temperature:g} K)"
        )

    def _repr_html_(self) -> str:
        rows = [
            ("material", self.material.name),
            ("thickness", shown(self.thickness, "thickness")),
            ("gate", self.gate.name),
            ("temperature", shown(self.temperature, "temperature")),
        ]
        return table("Film", (), rows) + sheets_html((self.material, self.gate))
