"""Constant parts of a wireless run: liquid, counter reaction and floating conductor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from nmhts.constants import k_B
from nmhts.errors import CellError
from nmhts.materials.records import Sheet
from nmhts.physics.transport.bipolar.boundary import FILM
from nmhts.physics.transport.bipolar.exchange import (
    ButlerVolmer,
    Exchange,
    LinearExchange,
    wagner_number,
)
from nmhts.physics.transport.bipolar.floating import coupling_of
from nmhts.physics.transport.bipolar.liquid import Liquid, solve_liquid
from nmhts.physics.transport.parameters import REFERENCE_TEMPERATURE
from nmhts.simulation.films.film import Film
from nmhts.simulation.wireless.cell import WirelessCell
from nmhts.simulation.wireless.march import Floor

LEAST_POSITIONS, MOST_POSITIONS = 8, 1024  # numerical: resolution of the film; memory and time
THIN = 0.05
"""Least thickness of the substrate, in mean elements of the film.

Numerical: boundary elements do not distinguish the faces of a thinner one.
"""


class Surroundings(NamedTuple):
    """Surroundings of a film in its cell, in numbers.

    conductivity of the electrolyte, S/m; of the counter reaction its exchange_conductance, S/m2, or
    its exchange_current_density, A/m2 (the other is None); storage_capacity of its products, F/m2
    (None where they leave).
    """

    conductivity: float
    exchange_conductance: float | None
    exchange_current_density: float | None
    storage_capacity: float | None

    def law(self, temperature: float) -> Exchange:
        """Return the law of the counter reaction at a temperature, K."""
        if self.exchange_current_density is not None:
            return ButlerVolmer(self.exchange_current_density, temperature)
        assert self.exchange_conductance is not None
        return LinearExchange(self.exchange_conductance)


class Setup(NamedTuple):
    """Liquid and floating conductor of a film in its cell, film positions [p] m, Wagner number."""

    liquid: Liquid
    floor: Floor
    position: np.ndarray
    wagner: float


def set_up(film: Film, cell: WirelessCell, positions: int) -> Setup:
    """Return the parts that are the same in all runs of a film in a cell.

    Errors: CellError for a number of positions out of bounds, a substrate too thin for them, a
    conductivity or counter reaction that neither cell nor gate states.
    """
    check_positions(cell, positions)
    around = surroundings(film.gate, film.gate.values(), film.temperature, cell)
    return floating_setup(cell, around, film.temperature, positions)


def check_positions(cell: WirelessCell, positions: int) -> None:
    """Raise CellError for a number of positions out of bounds, or a substrate too thin for them."""
    if not LEAST_POSITIONS <= positions <= MOST_POSITIONS:
        raise CellError(f"positions: {positions} (allowed: {LEAST_POSITIONS} to {MOST_POSITIONS})")
    least = THIN * cell.film_length / positions
    if cell.substrate_thickness < least:
        raise CellError(
            f"substrate_thickness: {cell.substrate_thickness * 1e6:g} um (allowed: "
            f"{least * 1e6:.3g} um or more with {positions} positions)"
        )


def floating_setup(
    cell: WirelessCell, around: Surroundings, temperature: float, positions: int
) -> Setup:
    """Return the parts that are the same in all runs in a cell, from numbers alone.

    Parameters: cell; around: surroundings, which may come from cell or gate; temperature K;
    positions along the film.
    """
    liquid = solve_liquid(cell.boundary(positions), around.conductivity, cell.electrode_resistance)
    exchange, capacity = around.law(temperature), around.storage_capacity
    floor = Floor(
        coupling_of(liquid), exchange, 0.0 if capacity is None else 1.0 / capacity, positions
    )
    middles = liquid.boundary.middle[liquid.boundary.kind == FILM]
    along = np.array([np.cos(cell.film_tilt), np.sin(cell.film_tilt)])
    position = (middles - np.asarray(cell.film_position)) @ along
    return Setup(
        liquid, floor, position, wagner_number(liquid.conductivity, exchange, cell.film_length)
    )


def surroundings(
    gate: Sheet, numbers: Mapping[str, float], temperature: float, cell: WirelessCell
) -> Surroundings:
    """Return the surroundings of a film: stated by the cell, or else by the gate.

    Parameters: gate; numbers that replace those of its sheet, in SI; temperature K; cell.
    Errors: CellError for a conductivity or counter reaction that neither states.
    """
    conductivity = liquid_conductivity(gate, numbers, temperature, cell)
    capacity = cell.layout.storage_capacity
    products = None if capacity is None else capacity.value
    if cell.exchange_current_density is not None:
        return Surroundings(conductivity, None, cell.exchange_current_density, products)
    conductance = cell.exchange_conductance or numbers["leak_conductance"]
    if conductance == 0.0:
        # Without a counter reaction no nitrogen could leave a floating film.
        raise CellError(
            f"exchange_conductance: missing (the gate {gate.name!r} does not leak, and without a "
            "counter reaction no N leaves a floating film; give exchange_conductance, e.g. '0.2 "
            "S/m^2')"
        )
    return Surroundings(conductivity, conductance, None, products)


def liquid_conductivity(
    gate: Sheet, numbers: Mapping[str, float], temperature: float, cell: WirelessCell
) -> float:
    """Return the conductivity of the electrolyte, S/m.

    It is that of the cell, or of the salt of the gate at the temperature of the film:

        sigma = Lambda c exp[ -(E_Lambda / k_B) (1/T - 1/298.15 K) ]

    Parameters: as of ``surroundings``.
    Errors: CellError where neither states it.
    """
    if cell.conductivity is not None:
        return cell.conductivity
    if "molar_conductivity" not in gate.quantities:
        raise CellError(
            f"conductivity: missing (the gate {gate.name!r} does not state molar_conductivity; "
            "give conductivity, e.g. '1 mS/cm')"
        )
    slower = (
        numbers["conductivity_activation"] / k_B * (1.0 / temperature - 1.0 / REFERENCE_TEMPERATURE)
    )
    return numbers["molar_conductivity"] * numbers["salt_concentration"] * float(np.exp(-slower))
