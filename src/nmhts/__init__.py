"""nmhts: high-throughput parameter studies of nitrogen magneto-ionics.

Importing nmhts switches JAX to float64; everything heavy is imported on first use.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING

__version__ = "0.1.0"

# JAX reads this when it is first imported; a JAX that is already there is told directly.
os.environ["JAX_ENABLE_X64"] = "1"
if "jax" in sys.modules:
    sys.modules["jax"].config.update("jax_enable_x64", True)

_PUBLIC = {
    "Film": "nmhts.simulation.films.film",
    "Stack": "nmhts.simulation.stacks.stack",
    "simulate": "nmhts.simulation.simulate",
    "simulate_lattice": "nmhts.simulation.lattice.simulate",
    "cycle": "nmhts.simulation.cycles.cycle",
    "open_study": "nmhts.study.open",
    "grid_view": "nmhts.study.open",
    "voltammogram": "nmhts.simulation.films.laboratory",
    "hysteresis": "nmhts.simulation.films.hysteresis",
    "magnetic_history": "nmhts.simulation.films.magnetic_history",
    "order_map": "nmhts.simulation.exchange.order_map",
    "equilibrium": "nmhts.simulation.phases.diagram",
    "phase_diagram": "nmhts.simulation.phases.diagram",
    "nitrogen_interaction": "nmhts.simulation.phases.nitrogen_interaction",
    "scattering_length_density": "nmhts.simulation.films.laboratory",
    "nitrogen_to_metal": "nmhts.simulation.films.laboratory",
    "display_units": "nmhts.simulation.films.laboratory",
    "accumulation": "nmhts.simulation.pulses.accumulation",
    "forgetting": "nmhts.simulation.pulses.forgetting",
    "post_stimulus_map": "nmhts.simulation.pulses.post_stimulus",
    "relaxation": "nmhts.simulation.pulses.relaxation",
    "where_nitrogen_is": "nmhts.simulation.pulses.relaxation",
    "sensitivities": "nmhts.simulation.derivatives.sensitivities",
    "Electrode": "nmhts.simulation.wireless.cell",
    "WirelessCell": "nmhts.simulation.wireless.cell",
    "bipolar_polarization": "nmhts.simulation.wireless.simulate",
    "simulate_wireless": "nmhts.simulation.wireless.simulate",
    "electrolyte_map": "nmhts.simulation.wireless.electrolyte_field",
    "electrolyte_potential": "nmhts.simulation.wireless.electrolyte_field",
    "film_function": "nmhts.simulation.derivatives.film_function",
    "equilibrium_function": "nmhts.simulation.phases.equilibrium_function",
}

if TYPE_CHECKING:
    from nmhts.simulation.cycles.cycle import cycle as cycle
    from nmhts.simulation.derivatives.film_function import film_function as film_function
    from nmhts.simulation.derivatives.sensitivities import sensitivities as sensitivities
    from nmhts.simulation.exchange.order_map import order_map as order_map
    from nmhts.simulation.films.film import Film as Film
    from nmhts.simulation.films.hysteresis import hysteresis as hysteresis
    from nmhts.simulation.films.laboratory import display_units as display_units
    from nmhts.simulation.films.laboratory import nitrogen_to_metal as nitrogen_to_metal
    from nmhts.simulation.films.laboratory import (
        scattering_length_density as scattering_length_density,
    )
    from nmhts.simulation.films.laboratory import voltammogram as voltammogram
    from nmhts.simulation.films.magnetic_history import magnetic_history as magnetic_history
    from nmhts.simulation.lattice.simulate import simulate_lattice as simulate_lattice
    from nmhts.simulation.phases.diagram import equilibrium as equilibrium
    from nmhts.simulation.phases.diagram import phase_diagram as phase_diagram
    from nmhts.simulation.phases.equilibrium_function import (
        equilibrium_function as equilibrium_function,
    )
    from nmhts.simulation.phases.nitrogen_interaction import (
        nitrogen_interaction as nitrogen_interaction,
    )
    from nmhts.simulation.pulses.accumulation import accumulation as accumulation
    from nmhts.simulation.pulses.forgetting import forgetting as forgetting
    from nmhts.simulation.pulses.post_stimulus import post_stimulus_map as post_stimulus_map
    from nmhts.simulation.pulses.relaxation import relaxation as relaxation
    from nmhts.simulation.pulses.relaxation import where_nitrogen_is as where_nitrogen_is
    from nmhts.simulation.simulate import simulate as simulate
    from nmhts.simulation.stacks.stack import Stack as Stack
    from nmhts.simulation.wireless.cell import Electrode as Electrode
    from nmhts.simulation.wireless.cell import WirelessCell as WirelessCell
    from nmhts.simulation.wireless.electrolyte_field import electrolyte_map as electrolyte_map
    from nmhts.simulation.wireless.electrolyte_field import (
        electrolyte_potential as electrolyte_potential,
    )
    from nmhts.simulation.wireless.simulate import bipolar_polarization as bipolar_polarization
    from nmhts.simulation.wireless.simulate import simulate_wireless as simulate_wireless
    from nmhts.study.open import grid_view as grid_view
    from nmhts.study.open import open_study as open_study

__all__ = ["__version__", *_PUBLIC]  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str):
    if name not in _PUBLIC:
        raise AttributeError(f"module 'nmhts' has no attribute {name!r}")
    return getattr(importlib.import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
