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
    "Film": "nmhts.simulation.film",
    "Stack": "nmhts.simulation.stack",
    "simulate": "nmhts.simulation.film",
    "simulate_lattice": "nmhts.simulation.lattice",
    "cycle": "nmhts.simulation.cycling",
    "open_study": "nmhts.study.open",
    "grid_view": "nmhts.study.open",
    "voltammogram": "nmhts.simulation.laboratory",
    "hysteresis": "nmhts.simulation.loops",
    "magnetic_history": "nmhts.simulation.writing",
    "order_map": "nmhts.simulation.order_map",
    "equilibrium": "nmhts.simulation.phase_diagram",
    "phase_diagram": "nmhts.simulation.phase_diagram",
    "nitrogen_interaction": "nmhts.simulation.interaction",
    "scattering_length_density": "nmhts.simulation.laboratory",
    "nitrogen_to_metal": "nmhts.simulation.laboratory",
    "display_units": "nmhts.simulation.laboratory",
    "accumulation": "nmhts.simulation.accumulation",
    "forgetting": "nmhts.simulation.forgetting",
    "post_stimulus_map": "nmhts.simulation.post_stimulus",
    "relaxation": "nmhts.simulation.after",
    "where_nitrogen_is": "nmhts.simulation.after",
    "sensitivities": "nmhts.simulation.sensitivities",
    "Electrode": "nmhts.simulation.wireless_cell",
    "WirelessCell": "nmhts.simulation.wireless_cell",
    "bipolar_polarization": "nmhts.simulation.wireless",
    "simulate_wireless": "nmhts.simulation.wireless",
    "electrolyte_map": "nmhts.simulation.wireless_field",
    "electrolyte_potential": "nmhts.simulation.wireless_field",
    "film_function": "nmhts.simulation.jax_faces",
    "equilibrium_function": "nmhts.simulation.equilibrium_faces",
}

if TYPE_CHECKING:
    from nmhts.simulation.accumulation import accumulation as accumulation
    from nmhts.simulation.after import relaxation as relaxation
    from nmhts.simulation.after import where_nitrogen_is as where_nitrogen_is
    from nmhts.simulation.cycling import cycle as cycle
    from nmhts.simulation.equilibrium_faces import equilibrium_function as equilibrium_function
    from nmhts.simulation.film import Film as Film
    from nmhts.simulation.film import simulate as simulate
    from nmhts.simulation.forgetting import forgetting as forgetting
    from nmhts.simulation.interaction import nitrogen_interaction as nitrogen_interaction
    from nmhts.simulation.jax_faces import film_function as film_function
    from nmhts.simulation.laboratory import display_units as display_units
    from nmhts.simulation.laboratory import nitrogen_to_metal as nitrogen_to_metal
    from nmhts.simulation.laboratory import scattering_length_density as scattering_length_density
    from nmhts.simulation.laboratory import voltammogram as voltammogram
    from nmhts.simulation.lattice import simulate_lattice as simulate_lattice
    from nmhts.simulation.loops import hysteresis as hysteresis
    from nmhts.simulation.order_map import order_map as order_map
    from nmhts.simulation.phase_diagram import equilibrium as equilibrium
    from nmhts.simulation.phase_diagram import phase_diagram as phase_diagram
    from nmhts.simulation.post_stimulus import post_stimulus_map as post_stimulus_map
    from nmhts.simulation.sensitivities import sensitivities as sensitivities
    from nmhts.simulation.stack import Stack as Stack
    from nmhts.simulation.wireless import bipolar_polarization as bipolar_polarization
    from nmhts.simulation.wireless import simulate_wireless as simulate_wireless
    from nmhts.simulation.wireless_cell import Electrode as Electrode
    from nmhts.simulation.wireless_cell import WirelessCell as WirelessCell
    from nmhts.simulation.wireless_field import electrolyte_map as electrolyte_map
    from nmhts.simulation.wireless_field import electrolyte_potential as electrolyte_potential
    from nmhts.simulation.writing import magnetic_history as magnetic_history
    from nmhts.study.open import grid_view as grid_view
    from nmhts.study.open import open_study as open_study

__all__ = ["__version__", *_PUBLIC]  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str):
    if name not in _PUBLIC:
        raise AttributeError(f"module 'nmhts' has no attribute {name!r}")
    return getattr(importlib.import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
