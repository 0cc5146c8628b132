"""Coefficients of the film equations from the numbers of the sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numpy import exp, log

from nmhts.constants import e, epsilon_0, k_B
from nmhts.physics.transport.screening import nitride_screening_length
from nmhts.physics.transport.state import FilmParameters

REFERENCE_TEMPERATURE = 298.15
"""Temperature at which the sheets state the resistances of a cell, K."""


def film_parameters(
    nitride: Mapping[str, Any], gate: Mapping[str, Any], temperature: Any
) -> FilmParameters:
    """Return the coefficients of the film equations at a temperature [K].

    Parameters: nitride, gate: values in SI by the names of the sheets, numbers or arrays of one
    shape, real or complex. Returns: FilmParameters.
    """
    kT = k_B * temperature
    a = nitride["plane_spacing"]
    E_fl = nitride["barrier_floor"]
    E_s = nitride["exit_barrier"]
    # Sites covered by the salt (Langmuir); a hop out needs its own site and two free ones next to
    # it (assumed exponent).
    covered = gate["blocking_constant"] * gate["salt_concentration"]
    open_sites = 1.0 / (1.0 + covered)
    return FilmParameters(
        hop_rate=nitride["attempt_frequency"] * exp(-nitride["migration_barrier"] / kT),
        z_e_kT=nitride["ion_valence"] * e / kT,
        omega=nitride["interaction_energy"] / kT,
        kappa=nitride["gradient_energy"] / kT,
        q_metal=(a / nitride["screening_length_metal"]) ** 2,
        log_ratio=log(
            nitride_screening_length(nitride, temperature) / nitride["screening_length_metal"]
        ),
        y_mid=nitride["screening_midpoint"],
        y_steepness=1.0 / nitride["screening_width"],
        stern_coupling=gate["stern_permittivity"]
        * a
        / (nitride["film_permittivity"] * gate["stern_thickness"]),
        stern_capacitance=epsilon_0 * gate["stern_permittivity"] / gate["stern_thickness"],
        area_resistance=series_resistance(gate, temperature),
        plane_charge=nitride["ion_valence"] * e * plane_density(nitride),
        floor_rate=nitride["attempt_frequency"] * exp(-E_fl / kT),
        b_exit=(E_s - E_fl) / kT,
        b_return=(E_s - gate["adsorption_energy"] - E_fl) / kT,
        b_dissolve=(gate["dissolution_barrier"] - E_fl) / kT,
        b_adsorb=(gate["readsorption_barrier"] - E_fl) / kT,
        alpha=gate["transfer_coefficient"],
        zeta=gate["stern_share"],
        s_max=gate["adsorbed_capacity"],
        r_half=gate["pool_half_saturation"],
        leak_rate=gate["leak_rate"],
        open_share=open_sites**3,
        leak_conductance=gate["leak_conductance"],
        contact=gate["bottom_potential_ratio"],
    )


def series_resistance(gate: Mapping[str, Any], temperature: Any) -> Any:
    """Return the resistance times area between the voltage source and the Stern layer, ohm m2.

        R_A(T) = R [1 + f_el (g - 1)] + d_el / (Lambda c) g + R_c
        g = exp[ E_Lambda / k_B (1/T - 1/298.15 K) ]

    Parameters: gate: values in SI by the names of the sheet, R its ``area_resistance``;
    temperature, K. At 298.15 K g is exactly 1. Without E_Lambda the result does not depend on T.
    The contact resistance R_c never does.
    """
    conductivity = gate["molar_conductivity"] * gate["salt_concentration"]
    thicker = exp(
        gate["conductivity_activation"] / k_B * (1.0 / temperature - 1.0 / REFERENCE_TEMPERATURE)
    )
    cell = gate["area_resistance"] * (1.0 + gate["electrolyte_share"] * (thicker - 1.0))
    return cell + gate["electrolyte_gap"] / conductivity * thicker + gate["contact_resistance"]


def plane_density(nitride: Mapping[str, Any]) -> Any:
    """Return the anion sites per area of one plane, n_pl = n_M a (N/M), 1/m2."""
    sites = nitride["metal_site_density"] * nitride["sites_per_metal"]
    return sites * nitride["plane_spacing"]
