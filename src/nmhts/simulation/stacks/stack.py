"""``Stack``: layers of several materials under one gate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nmhts.errors import MaterialError, UnitError
from nmhts.materials.library import (
    DEFAULT_MIXING,
    find_gate,
    find_interface,
    find_nitride,
)
from nmhts.materials.records import Sheet
from nmhts.physics.transport.stack import StackLayer
from nmhts.simulation.html_tables import sheets_html, table
from nmhts.simulation.stacks.text import LayerText, parse_stack
from nmhts.units import SI, parse, shown

MIN_LAYER_PLANES = 2
"""Least planes of a layer: the exchange of a plane at the gate needs a next one of its kind."""

MIN_STACK_PLANES = 3

METAL_OCCUPANCY = 0.002
"""Occupied share of the N sites of a layer written as a metal.

Assumed: as much N as the nitrides of the sheets lack.
"""

_ENERGY = "nitrogen_energy"
METALS = re.compile(r"((?!N(?![a-z])|O(?![a-z]))[A-Z][a-z]?[\d.]*)+")
"""Formula of a metal, as a seed or sink layer is written."""


@dataclass(frozen=True)
class Layer:
    """One layer of a stack.

    name of its sheet, or of the metal it is written as; its sheet; thickness m; planes; occupied
    share of its N sites as grown; interface to the layer above.
    """

    name: str
    material: Sheet
    thickness: float
    n_planes: int
    occupancy: float
    interface: Sheet | None

    def values(self) -> dict[str, float]:
        """Return the numbers of the layer's sheet in SI, with the layer's occupancy as grown."""
        numbers = self.material.values() | {"initial_occupancy": self.occupancy}
        return numbers | {_ENERGY: self.material[_ENERGY]}

    def numbers(self) -> StackLayer:
        """Return the layer as input of the film equations."""
        interface = None if self.interface is None else self.interface.values()
        return StackLayer(self.values(), self.n_planes, interface)


class Stack:
    """Layers of nitrides, seeds and sinks of nitrogen on a conducting buffer under a gate.

    Parameters: layers in words from the bottom electrode to the gate, e.g. ``"20 nm CoN / 5 nm MnN
    / 20 nm CoN"`` or ``"4 x (10 nm CoN / 2 nm MnN)"``. A material is named as for ``Film``, or by
    its metals alone for a seed or a sink (``5 nm Co`` is CoN with hardly any N). ``with N 0.02``
    sets the occupied share of the N sites as grown. A name between two layers sets their interface
    (``20 nm CoN / oxidised / 5 nm FeN``). gate, temperature, mixing as of ``Film``.
    Errors: MaterialError for text that is no stack, unknown materials or interfaces, a sheet
    without ``nitrogen_energy``, layers that hold different ions; UnitError.
    """

    def __init__(
        self,
        layers: str,
        *,
        gate: str = "propylene carbonate",
        temperature: str | SI = "298.15 K",
        mixing: str = DEFAULT_MIXING,
    ):
        read = parse_stack(layers)
        self.text = layers
        self.gate: Sheet = find_gate(gate)
        self.temperature = parse(temperature, "K")
        if not self.temperature > 0:
            raise UnitError(f"temperature {temperature!r} must be above 0 K")
        self.layers = tuple(
            _layer(layer, mixing, last=k == len(read) - 1) for k, layer in enumerate(read)
        )
        if self.n_planes < MIN_STACK_PLANES:
            raise UnitError(f"stack {layers!r}: fewer than {MIN_STACK_PLANES} planes")
        ions = {layer.material["ion_valence"] for layer in self.layers}
        if len(ions) > 1:
            held = ", ".join(
                f"{la.material.name} {la.material['ion_valence']:g}" for la in self.layers
            )
            raise MaterialError(
                f"stack {layers!r}: ion_valence differs ({held}); one ion moves through all layers"
            )

    @property
    def n_planes(self) -> int:
        """Return the number of N planes."""
        return sum(layer.n_planes for layer in self.layers)

    @property
    def thickness(self) -> float:
        """Return the thickness of all layers, m, in whole planes."""
        return sum(layer.n_planes * layer.material["plane_spacing"] for layer in self.layers)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Return every sheet behind the stack, each once."""
        used = [layer.material for layer in self.layers]
        used += [layer.interface for layer in self.layers if layer.interface is not None]
        by_name: Mapping[tuple[str, str], Sheet] = {(s.kind, s.name): s for s in used}
        return (*by_name.values(), self.gate)

    def __repr__(self) -> str:
        return f"Stack({self.text!r}, gate={self.gate.name!r}, temperature={self.temperature:g} K)"

    def _repr_html_(self) -> str:
        rows = []
        for k, layer in enumerate(reversed(self.layers)):
            above = "the gate" if k == 0 else layer.interface.name if layer.interface else ""
            thick = shown(layer.n_planes * layer.material["plane_spacing"], "thickness")
            rows.append((layer.name, thick, f"{layer.n_planes}", f"{layer.occupancy:g}", above))
        heads = ("layer, from the top", "thickness", "planes", "N as grown", "above it")
        caption = f"Stack under {self.gate.name} at {shown(self.temperature, 'temperature')}"
        return table(caption, heads, rows) + sheets_html(self.sheets)


def _layer(written: LayerText, mixing: str, last: bool) -> Layer:
    metal = METALS.fullmatch(written.material)
    material = find_nitride(f"{written.material}N" if metal else written.material, mixing)
    if _ENERGY not in material.quantities:
        raise MaterialError(
            f"{material.name}: its sheet does not say nitrogen_energy, which a stack needs to know "
            "on which side of an interface N is bound more"
        )
    thickness = parse(written.thickness, "m")
    spacing = material["plane_spacing"]
    n_planes = round(thickness / spacing)
    if n_planes < MIN_LAYER_PLANES:
        raise UnitError(
            f"layer {written.thickness} {written.material}: below {MIN_LAYER_PLANES} planes of "
            f"{spacing * 1e9:g} nm (expected e.g. '{MIN_LAYER_PLANES * spacing * 1e9:g} nm')"
        )
    grown = METAL_OCCUPANCY if metal else material["initial_occupancy"]
    occupancy = grown if written.occupancy is None else written.occupancy
    interface = None if last else find_interface(written.interface)
    name = written.material if metal else material.name
    return Layer(name, material, thickness, n_planes, occupancy, interface)
