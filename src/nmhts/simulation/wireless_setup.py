"""A film in its wireless cell: what of liquid, counter reaction and floating conductor does not change in a run."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nmhts.constants import k_B
from nmhts.errors import CellError
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
from nmhts.simulation.film import Film
from nmhts.simulation.wireless_cell import WirelessCell
from nmhts.simulation.wireless_march import Floor

LEAST_POSITIONS, MOST_POSITIONS = 8, 1024
THIN = 0.05
"""Thickness of the substrate, in mean elements of the film, below which its two faces are told apart no longer."""


class Setup(NamedTuple):
    """Liquid and floating conductor of a film in its cell, and the middles of the films along it [p] m."""

    liquid: Liquid
    floor: Floor
    position: np.ndarray
    wagner: float


def set_up(film: Film, cell: WirelessCell, positions: int) -> Setup:
    """Return what stays the same in all runs of a film in a cell.

    Errors: CellError for a number of positions out of bounds, a substrate too thin for them, a conductivity or counter reaction that neither cell nor gate states.
    """
    if not LEAST_POSITIONS <= positions <= MOST_POSITIONS:
        raise CellError(f"positions: {positions} (allowed: {LEAST_POSITIONS} to {MOST_POSITIONS})")
    least = THIN * cell.film_length / positions
    if cell.substrate_thickness < least:
        raise CellError(
            f"substrate_thickness: {cell.substrate_thickness * 1e6:g} um (allowed: {least * 1e6:.3g} um or more with {positions} positions)"
        )
    liquid = solve_liquid(
        cell.boundary(positions), liquid_conductivity(film, cell), cell.electrode_resistance
    )
    exchange = counter_reaction(film, cell)
    capacity = cell.layout.storage_capacity
    floor = Floor(coupling_of(liquid), exchange, 0.0 if capacity is None else 1.0 / capacity.value, positions)  # fmt: skip
    middles = liquid.boundary.middle[liquid.boundary.kind == FILM]
    along = np.array([np.cos(cell.film_tilt), np.sin(cell.film_tilt)])
    position = (middles - np.asarray(cell.film_position)) @ along
    return Setup(liquid, floor, position, wagner_number(liquid.conductivity, exchange, cell.film_length))  # fmt: skip


def liquid_conductivity(film: Film, cell: WirelessCell) -> float:
    """Return the conductivity of the electrolyte, S/m: that of the cell, or of the salt of the gate at the temperature of the film.

        sigma = Lambda c exp[ -(E_Lambda / k_B) (1/T - 1/298.15 K) ]

    Errors: CellError where neither states it.
    """
    if cell.conductivity is not None:
        return cell.conductivity
    stated = film.gate.quantities
    if "molar_conductivity" not in stated:
        raise CellError(
            f"conductivity: missing (the gate {film.gate.name!r} does not state molar_conductivity; give e.g. conductivity='1 mS/cm')"
        )
    gate = film.gate.values()
    slower = gate["conductivity_activation"] / k_B * (1.0 / film.temperature - 1.0 / REFERENCE_TEMPERATURE)  # fmt: skip
    return gate["molar_conductivity"] * gate["salt_concentration"] * float(np.exp(-slower))


def counter_reaction(film: Film, cell: WirelessCell) -> Exchange:
    """Return the law of the counter reaction: that of the cell, or the leak of the gate.

    Errors: CellError where neither states one: without it no nitrogen could leave a floating film.
    """
    if cell.exchange_current_density is not None:
        return ButlerVolmer(cell.exchange_current_density, film.temperature)
    conductance = cell.exchange_conductance or film.gate.values()["leak_conductance"]
    if conductance == 0.0:
        raise CellError(
            f"exchange_conductance: missing (the gate {film.gate.name!r} does not leak, and without a counter reaction no N leaves a floating film; give e.g. exchange_conductance='0.2 S/m^2')"
        )
    return LinearExchange(conductance)
