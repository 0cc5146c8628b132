"""Films that claims are judged with: from the sheets, with single numbers changed."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import MaterialError, unknown_name
from nmhts.materials.library import find_nitride, library, mixing_library
from nmhts.materials.records import Interaction, Quantity, Sheet, screening_ways
from nmhts.simulation.films.film import Film
from nmhts.simulation.films.plane_model import plane_magnetization
from nmhts.simulation.simulate import simulate
from nmhts.simulation.stacks.stack import Stack
from nmhts.symbols import SYMBOLS
from nmhts.units import parse
from nmhts.validation.claims import ClaimError, EvaluationError

if TYPE_CHECKING:
    import xarray as xr

_NAMED = re.compile(r"claim ([\w-]+)")


class Bench:
    """Maker and runner of films.

    Parameters: changes: numbers with units by sheet or alloy, e.g. ``{"CoN": {"exit_barrier": "1.5
    eV"}}``, for every film of that name; changes of end members do not apply to an alloy.
    Errors: ClaimError for a sheet or number that does not exist.
    """

    def __init__(self, changes: Mapping[str, Mapping[str, str]] | None = None):
        self.changes = {sheet: dict(numbers) for sheet, numbers in (changes or {}).items()}
        sheets = {**library("nitride"), **library("gate")}
        for name in self.changes:
            if name in sheets:
                continue
            try:
                find_nitride(name)
            except MaterialError as error:
                raise ClaimError(unknown_name("sheet", name, sheets)) from error
        self.onset = functools.cache(self._onset)
        self.gated = functools.cache(self._gated)

    def film(
        self, material: str, thickness: str, gate: str = "propylene carbonate", **numbers: str
    ) -> Film:
        """Return a film under a gate at 298.15 K, with some numbers of its sheets replaced.

        Parameters: numbers by name, e.g. ``area_resistance="0.02 ohm*m^2"``. ``carrier_density``
        replaces any other numbers of the sheet that give the screening length.
        """
        film = Film(material, thickness, gate=gate)
        for name in numbers:
            known = ("carrier_density", *film.material.quantities, *film.gate.quantities)
            if name not in known:
                raise ClaimError(unknown_name("quantity", name, known))
        film.material = self._changed(film.material, numbers)
        film.gate = self._changed(film.gate, numbers)
        return film

    def stack(self, layers: str, gate: str = "propylene carbonate") -> Stack:
        """Return a stack under a gate at 298.15 K, its layers as of ``Stack``."""
        stack = Stack(layers, gate=gate)
        stack.gate = self._changed(stack.gate, {})
        stack.layers = tuple(
            dataclasses.replace(layer, material=self._changed(layer.material, {}))
            for layer in stack.layers
        )
        return stack

    def _changed(self, sheet: Sheet, numbers: Mapping[str, str]) -> Sheet:
        quantities = dict(sheet.quantities)
        general = self.changes.get(sheet.name, {})
        for name in general:
            if name not in quantities:
                raise ClaimError(f"{sheet.name}: {unknown_name('quantity', name, quantities)}")
        if "carrier_density" in numbers and "carrier_density" not in quantities:
            for way in screening_ways(quantities):
                found = [quantities.pop(name) for name in way]
                quantities["carrier_density"] = dataclasses.replace(found[0], uncertainty=0.0)
        for name, text in {**general, **numbers}.items():
            if name in quantities:
                value = parse(text, SYMBOLS[name].unit)
                quantities[name] = dataclasses.replace(quantities[name], value=value, text=text)
        return dataclasses.replace(sheet, quantities=quantities)

    def _gated(self, material: str, thickness: str, protocol: str) -> xr.Dataset:
        """Return the run of a film with the numbers of its sheets; equal runs are made once."""
        return simulate(self.film(material, thickness), protocol, steps_per_clause=120)

    def _onset(self, material: str) -> float:
        """Return the onset voltage of 85 nm, V (magnitude), by bisection to 0.02 V.

        It is the smallest voltage at which 1 h makes 2 % of the full M.

        Errors: EvaluationError if it is not between 1 and 12 V.
        """
        film = self.film(material, "85 nm")
        full = full_magnetization(film)
        low, high = 1.0, 12.0

        def visible(volts: float) -> bool:
            run = simulate(film, f"hold -{volts} V for 1 h", steps_per_clause=1)
            return float(run["magnetization"][-1]) > 0.02 * full

        if visible(low) or not visible(high):
            raise EvaluationError(f"onset of {material}: not between {low:g} and {high:g} V")
        while high - low > 0.02:
            volts = 0.5 * (low + high)
            low, high = (low, volts) if visible(volts) else (volts, high)
        return 0.5 * (low + high)


def full_magnetization(film: Film) -> float:
    """Return M of a film without N at its temperature, A/m: all its metal."""
    return float(plane_magnetization(film.material.values(), np.zeros(1), film.temperature)[0])


def fitted_claims() -> frozenset[str]:
    """Return the ids of claims that a number of sheets or rules was fitted to, by its note."""
    sheets = [*library("nitride").values(), *library("gate").values()]
    numbers: list[Quantity | Interaction] = [q for s in sheets for q in s.quantities.values()]
    for rules in mixing_library().values():
        numbers += [i for pair in rules.pairs.values() for i in pair.interactions.values()]
    notes = [number.note for number in numbers if number.status == "fitted"]
    return frozenset(claim for note in notes for claim in _NAMED.findall(note))
