"""SI unit, display unit, LaTeX symbol and long name of every quantity.

The sheets, the study schema, the attributes of the store, the axis labels and the reference page
use this table.
"""

from __future__ import annotations

from typing import NamedTuple


class Symbol(NamedTuple):
    """One quantity: SI unit, display unit, LaTeX without dollars, long name."""

    unit: str
    display: str
    latex: str
    long_name: str

    @property
    def cf_unit(self) -> str:
        """The SI unit in the form of CF: ``1`` for pure numbers."""
        return self.unit.replace("**", "^") or "1"


SYMBOLS: dict[str, Symbol] = {
    # Film and protocol: what a study sets.
    "thickness": Symbol("m", "nm", "L", "film thickness as grown"),
    "temperature": Symbol("K", "K", "T", "temperature"),
    "gate_voltage": Symbol("V", "V", "V", "voltage of the film against the counter electrode"),
    "time": Symbol("s", "s", "t", "time"),
    "duration": Symbol("s", "s", r"\Delta t", "duration"),
    "frequency": Symbol("Hz", "Hz", "f", "pulse frequency"),
    "sweep_rate": Symbol("V/s", "mV/s", r"\dot V", "sweep rate"),
    # Nitride sheet: transport.
    "metal_site_density": Symbol("1/m**3", "1/nm**3", "n_M", "metal sites per volume as grown"),
    "sites_per_metal": Symbol(
        "", "", "N/M", "anion sites per metal, N/M as grown at full occupancy"
    ),
    "plane_spacing": Symbol("m", "nm", "a", "spacing of N planes"),
    "ion_valence": Symbol("", "", "z", "charge number of the mobile anion, taken positive"),
    "attempt_frequency": Symbol("1/s", "1/s", r"\nu", "attempt frequency of a hop"),
    "migration_barrier": Symbol("J", "eV", "E_m", "barrier of a hop in the bulk"),
    "barrier_floor": Symbol("J", "eV", "E_{fl}", "lowest barrier of an interface step"),
    "exit_barrier": Symbol("J", "eV", "E_s", "barrier film to adsorbed layer at zero Stern drop"),
    "boundary_migration_barrier": Symbol(
        "J", "eV", "E_{gb}", "barrier of a hop along a grain boundary"
    ),
    "boundary_exit_barrier": Symbol(
        "J", "eV", "E_{s,gb}", "barrier film to adsorbed layer at a grain boundary"
    ),
    "interaction_energy": Symbol("J", "eV", r"\Omega", "N-N interaction energy"),
    "gradient_energy": Symbol("J", "eV", r"\kappa", "gradient energy of the N profile"),
    "screening_length_nitride": Symbol("m", "nm", r"\lambda_N", "screening length of the nitride"),
    "carrier_density": Symbol("1/m**3", "1/cm**3", "n_c", "free carriers of the nitride"),
    "resistivity": Symbol("ohm*m", "ohm*cm", r"\rho", "resistivity of the nitride"),
    "carrier_mobility": Symbol("m**2/V/s", "cm**2/V/s", r"\mu_c", "mobility of the carriers"),
    "screening_length_metal": Symbol("m", "nm", r"\lambda_M", "screening length of the metal"),
    "screening_midpoint": Symbol("", "", r"y_\lambda", "occupancy at half crossover of ln(lambda)"),
    "screening_width": Symbol("", "", r"w_\lambda", "width of the crossover of ln(lambda)"),
    "film_permittivity": Symbol("", "", r"\varepsilon_f", "relative permittivity of the film"),
    "initial_occupancy": Symbol("", "", "y_0", "occupied fraction of N sites as grown"),
    "nitrogen_energy": Symbol(
        "J", "eV", "e_N", "mean energy of N in the nitride against 1/2 N2 at 1 bar"
    ),
    # Interface sheet.
    "interface_barrier": Symbol(
        "J", "eV", r"\delta_i", "barrier of an interface above those of its two layers"
    ),
    "interface_exchange": Symbol(
        "", "", "c_i", "share of the exchange that couples across an interface"
    ),
    # Nitride sheet: magnetism.
    "metal_moment": Symbol(
        "A*m**2", "mu_B", "m_0", "moment per metal atom at 0 K without N (< 0: antiparallel)"
    ),
    "moment_extinction": Symbol("", "", "y_m", "N occupancy at which the moment is zero"),
    "moment_exponent": Symbol("", "", "q", "exponent of the moment's fall with N"),
    "curie_temperature": Symbol("K", "K", "T_C", "Curie temperature without N (< 0: -3 T_N)"),
    "curie_extinction": Symbol("", "", "y_c", "N occupancy at which T_C is zero"),
    "curie_exponent": Symbol("", "", "p", "exponent of the fall of T_C with N"),
    "shape_exponent": Symbol("", "", "n", "superellipse exponent of M_s(T)"),
    "ferrimagnetic_temperature": Symbol(
        "K", "K", "T_{fi}", "T_C of the ferrimagnet M4N (< 0: none)"
    ),
    "ferrimagnetic_moment": Symbol(
        "A*m**2", "mu_B", "m_{fi}", "moment per metal of the ferrimagnet M4N"
    ),
    "nitride_neel_temperature": Symbol(
        "K", "K", "T_{N,1}", "Neel temperature at y_N = 1 (< 0: none)"
    ),
    "metal_volume": Symbol("m**3", "nm**3", "V_M", "volume per metal atom without N"),
    "pair_exchange": Symbol(
        "J", "meV", "J_{ij}", "exchange of two neighbouring spins (< 0: antiferromagnetic)"
    ),
    "collapse_composition": Symbol(
        "", "", "x_c", "share of a metal that takes the moment of another one"
    ),
    "collapse_exponent": Symbol(
        "", "", "q_c", "exponent of the fall of a squared moment with composition"
    ),
    "bond_factor": Symbol("", "", "f", "what one N makes of the exchange of its metals"),
    "quenching_neighbours": Symbol(
        "", "", "n_q", "occupied N sites next to a metal that take its moment"
    ),
    "exchange_stiffness": Symbol("J/m", "pJ/m", "A", "exchange stiffness at 0 K without N"),
    "anisotropy": Symbol(
        "J/m**3", "kJ/m**3", "K", "uniaxial anisotropy of a grain at 0 K without N"
    ),
    "pinning_field": Symbol("A/m", "kA/m", "H_p", "field that frees a pinned wall"),
    "exchange_bias_coupling": Symbol(
        "J/m**2", "mJ/m**2", "J_{eb}", "coupling of ferro- to antiferromagnet at 0 K"
    ),
    "blocking_ratio": Symbol("", "", "T_B/T_N", "blocking over Neel temperature"),
    # Gate sheet.
    "stern_thickness": Symbol("m", "nm", "t_S", "thickness of the Stern layer"),
    "stern_permittivity": Symbol("", "", r"\varepsilon_S", "relative permittivity, Stern layer"),
    "area_resistance": Symbol("ohm*m**2", "ohm*m**2", "R_A", "resistance x area, cell and leads"),
    "contact_resistance": Symbol(
        "ohm*m**2", "ohm*m**2", "R_c", "resistance x area that lasts, contact of the film"
    ),
    "contact_distance": Symbol("m", "mm", "w", "farthest way along the film to its contact"),
    "electrolyte_share": Symbol("", "", "f_{el}", "share of R_A that is electrolyte"),
    "conductivity_activation": Symbol(
        "J", "eV", r"E_\Lambda", "activation energy of the electrolyte's conductivity"
    ),
    "transfer_coefficient": Symbol("", "", r"\alpha", "transfer coefficient"),
    "stern_share": Symbol("", "", r"\zeta", "share of the Stern drop film to adsorbed layer"),
    "adsorption_energy": Symbol("J", "eV", "G_s", "energy of the adsorbed layer above the film"),
    "dissolution_barrier": Symbol("J", "eV", "E_d", "barrier adsorbed layer to electrolyte"),
    "readsorption_barrier": Symbol("J", "eV", "E_r", "barrier electrolyte to adsorbed layer"),
    "adsorbed_capacity": Symbol("", "", "s_{max}", "capacity of the adsorbed layer in planes"),
    "pool_half_saturation": Symbol("", "", "r_h", "dissolved N at half re-adsorption, in planes"),
    "leak_rate": Symbol("1/s", "1/s", "k_{leak}", "loss rate of dissolved N"),
    "electrolyte_gap": Symbol("m", "mm", "d_{el}", "electrolyte from film to counter electrode"),
    "molar_conductivity": Symbol("S*m**2/mol", "S*cm**2/mol", r"\Lambda", "molar conductivity"),
    "salt_concentration": Symbol("mol/m**3", "mol/m**3", "c", "salt concentration"),
    "blocking_constant": Symbol("m**3/mol", "m**3/mol", "K_b", "adsorption constant of the salt"),
    "leak_conductance": Symbol("S/m**2", "S/m**2", "G_{leak}", "conductance that moves no N"),
    "bottom_potential_ratio": Symbol(
        "", "", "c_b", "potential below the film over that of its last plane"
    ),
    "bulk_permittivity": Symbol("", "", r"\varepsilon_b", "relative permittivity of the liquid"),
    "breakdown_field": Symbol("V/m", "MV/cm", "E_{bd}", "breakdown field of the layer"),
    # Wireless drive.
    "driving_voltage": Symbol(
        "V", "V", "U", "voltage of the first driven electrode against the other"
    ),
    "conductivity": Symbol("S/m", "mS/cm", r"\sigma", "conductivity of the electrolyte"),
    "exchange_conductance": Symbol(
        "S/m**2", "S/m**2", "G", "conductance of the counter reaction per area"
    ),
    "exchange_current_density": Symbol(
        "A/m**2", "uA/cm**2", "i_0", "exchange current density of the counter reaction"
    ),
    "storage_capacity": Symbol(
        "F/m**2", "mF/cm**2", "C_F", "charge of products held at the film per volt"
    ),
    "electrode_resistance": Symbol(
        "ohm*m**2", "ohm*m**2", "R_e", "resistance x area, driven electrode to electrolyte"
    ),
    "cell_width": Symbol("m", "mm", "", "width of the cell"),
    "cell_height": Symbol("m", "mm", "", "height of the cell"),
    "film_length": Symbol("m", "mm", "L_x", "length of the film"),
    "film_x": Symbol("m", "mm", "x_f", "x of the middle of the film"),
    "film_y": Symbol("m", "mm", "y_f", "y of the middle of the film"),
    "substrate_thickness": Symbol("m", "mm", "", "thickness of the substrate of the film"),
    "film_tilt": Symbol("rad", "deg", r"\theta", "angle of the film against the x axis"),
    "position": Symbol("m", "mm", "x", "position along the film from its middle"),
    "film_potential": Symbol("V", "V", r"\Phi", "potential of the floating film"),
    "interface_voltage": Symbol(
        "V", "V", r"\eta", "voltage of the film against the electrolyte beside it"
    ),
    "electrolyte_potential": Symbol("V", "V", "u", "potential of the electrolyte"),
    "electric_field": Symbol("V/m", "V/mm", "E", "electric field in the electrolyte"),
    "counter_current_density": Symbol(
        "A/m**2", "uA/cm**2", "j_c", "current density of the counter reaction, > 0 into the film"
    ),
    "bare_current_density": Symbol(
        "A/m**2",
        "uA/cm**2",
        "j_b",
        "current density of the counter reaction on bare metal, > 0 into it",
    ),
    "cell_current": Symbol(
        "A/m", "mA/m", "I", "current from the first electrode, per depth of the cell"
    ),
    "film_current": Symbol(
        "A/m", "mA/m", "I_f", "current in at one side of the film and out at the other, per depth"
    ),
    "charge_imbalance": Symbol(
        "",
        "",
        "",
        "net charge passed by the floating film, as a share of that of its counter reaction",
    ),
    "counter_charge": Symbol(
        "C/m**2", "mC/cm**2", "Q_c", "charge of the counter reaction per area, > 0 into the film"
    ),
    # Wear of cycled films: see nmhts.physics.transport.wear.
    "site_loss": Symbol("", "", "k_d", "share of the live area that dies per exchange of N"),
    "barrier_growth": Symbol("J", "eV", "k_b", "growth of the exit barrier per exchange of N"),
    "resistance_growth": Symbol(
        "ohm*m**4/C", "ohm*m**2*cm**2/C", "k_R", "growth of resistance x area per charge passed"
    ),
    # Composition, as fractions of the metal sites.
    "x_Co": Symbol("", "", "x_{Co}", "Co fraction of the metal sites"),
    "x_Fe": Symbol("", "", "x_{Fe}", "Fe fraction of the metal sites"),
    "x_Mn": Symbol("", "", "x_{Mn}", "Mn fraction of the metal sites"),
    # Conditions of an equilibrium.
    "pressure": Symbol("Pa", "bar", "p", "pressure"),
    "nitrogen": Symbol("", "", "N/M", "N atoms per metal atom of all phases together"),
    "nitrogen_chemical_potential": Symbol(
        "J/mol", "eV", r"\mu_N", "chemical potential of N against N2 gas at 1 bar, per atom"
    ),
    "nitrogen_pressure": Symbol("Pa", "bar", r"p_{N_2}", "pressure of N2 in equilibrium"),
    # Equilibria.
    "gibbs_energy": Symbol("J/mol", "kJ/mol", "G", "Gibbs energy per mole of atoms"),
    "phase_amount": Symbol("", "", "f", "share of the atoms in a phase"),
    "constitution": Symbol("", "", "y", "site fractions of a phase"),
    "nitrogen_content": Symbol("", "", "N/M", "N atoms per metal atom of a phase"),
    "chemical_potential": Symbol("J/mol", "kJ/mol", r"\mu", "chemical potential of an element"),
    "driving_force": Symbol(
        "J/mol",
        "kJ/mol",
        r"\Delta G",
        "energy by which an absent phase is too high, per mole of atoms",
    ),
    "net_magnetization": Symbol("A/m", "kA/m", r"\bar M", "magnetization, mean over the volume"),
    "ferromagnetic_fraction": Symbol(
        "", "", "v_{FM}", "volume fraction of ferro- and ferrimagnetic phases"
    ),
    "antiferromagnetic_fraction": Symbol(
        "", "", "v_{AFM}", "volume fraction of antiferromagnetic phases"
    ),
    "paramagnetic_fraction": Symbol("", "", "v_{PM}", "volume fraction of paramagnetic phases"),
    # Outputs.
    "magnetization": Symbol("A/m", "kA/m", "M", "magnetization per as-grown film volume"),
    "plane_magnetization": Symbol(
        "A/m", "kA/m", "M_p", "magnetization of a plane, as-grown volume"
    ),
    "nitrogen_to_metal": Symbol("", "", "N/M", "N atoms per metal atom"),
    "nuclear_scattering_length_density": Symbol(
        "1/m**2", "1e-6 1/angstrom**2", r"\rho_n", "nuclear scattering length density"
    ),
    "magnetic_scattering_length_density": Symbol(
        "1/m**2", "1e-6 1/angstrom**2", r"\rho_m", "magnetic scattering length density"
    ),
    "ferromagnetic_thickness": Symbol("m", "nm", "t_{FM}", "thickness of ferromagnetic planes"),
    "front_position": Symbol("m", "nm", "z_f", "height of the N front above the bottom electrode"),
    "front_width": Symbol("m", "nm", "w_f", "width of the N front, 10 % to 90 %"),
    "column_front": Symbol("m", "nm", "h", "height of the front in a column of sites"),
    "front_roughness": Symbol("m", "nm", "w", "lateral rms of the front height"),
    "front_correlation_length": Symbol(
        "m", "nm", r"\xi", "distance at which the correlation of front heights is 1/e"
    ),
    "grain_size": Symbol("m", "nm", "d_g", "root of the mean area of a grain"),
    "site_occupancy": Symbol("", "", "n", "N on a site, 0 or 1, at the end of the run"),
    "hops": Symbol("", "", "N_h", "hops between sites of the box so far"),
    "nitrogen_occupancy": Symbol("", "", "y_N", "occupied fraction of the N sites"),
    "nitrogen_lost": Symbol("1/m**2", "1/nm**2", "N_l", "N lost from the electrolyte per area"),
    "nitrogen_reservoir": Symbol("1/m**2", "1/nm**2", "N_r", "N at the gate that can return"),
    "nitrogen_extracted": Symbol(
        "1/m**2", "1/nm**2", "N_x", "N that has left the film per area: the gate dose"
    ),
    "nitrogen_surplus": Symbol(
        "1/m**2", "1/nm**2", r"\Delta N", "N in the film beyond two phases in equilibrium, per area"
    ),
    "nitrogen_in_film": Symbol("1/m**2", "1/nm**2", "N_f", "N in the film per area"),
    "nitrogen_dissolved": Symbol(
        "1/m**2", "1/nm**2", "N_d", "N dissolved in the electrolyte per area"
    ),
    "surface_occupancy": Symbol("", "", "y_{top}", "occupied fraction of the plane at the gate"),
    "post_stimulus_change": Symbol(
        "", "", r"\Delta M/M_0", "change of M at rest over M at the end of the train"
    ),
    "train_time": Symbol("s", "s", "t_p", "length of the train up to the level of M"),
    "duty": Symbol("", "", "d", "share of a period with the voltage on"),
    "nitrogen_adsorbed": Symbol("1/m**2", "1/nm**2", "N_s", "N in the adsorbed layer per area"),
    "charge": Symbol("C/m**2", "mC/cm**2", "Q", "charge passed per area, positive for extraction"),
    "current_density": Symbol("A/m**2", "uA/cm**2", "j", "current density, > 0 for extraction"),
    "faradaic_charge": Symbol("C/m**2", "mC/cm**2", "Q_F", "charge carried by ions per area"),
    "capacitive_charge": Symbol("C/m**2", "mC/cm**2", "Q_C", "charge of the Stern layer per area"),
    "stern_drop": Symbol("V", "V", "D", "potential drop over the Stern layer"),
    "order": Symbol("", "", "", "magnetic order"),
    "order_temperature": Symbol("K", "K", "T^*", "highest magnetic order temperature"),
    "saturation_magnetization": Symbol(
        "A/m", "kA/m", "M_s", "saturation magnetization per as-grown volume"
    ),
    "coercivity": Symbol("A/m", "kA/m", "H_c", "coercive field"),
    "remanence": Symbol("A/m", "kA/m", "M_r", "remanent magnetization per as-grown film volume"),
    "exchange_bias": Symbol("A/m", "kA/m", "H_{eb}", "exchange-bias field"),
    "written_remanence": Symbol(
        "A/m", "kA/m", "M_r", "remanence of a film gated without a field, per as-grown film volume"
    ),
    "plane_direction": Symbol("", "", "d", "mean cosine of the domains of a plane along one axis"),
    "plane_thickness": Symbol("m", "nm", "a", "thickness of a plane"),
    "exchange_below": Symbol("", "", "c", "share of the exchange that couples to the plane below"),
    "layer_magnetization": Symbol("A/m", "kA/m", "M_l", "magnetization per volume of the layer"),
    "layer_nitrogen": Symbol("1/m**2", "1/nm**2", r"N_\Lambda", "N in a layer per area"),
    "layer_thickness": Symbol("m", "nm", "L_l", "thickness of a layer as grown"),
    "depth": Symbol("m", "nm", "d", "depth below the gate-side surface"),
    # Outputs of a cycled film.
    "cycle": Symbol("", "", "N", "cycle, counted from 1"),
    "magnetization_on": Symbol("A/m", "kA/m", r"M_{on}", "largest magnetization of a cycle"),
    "magnetization_off": Symbol("A/m", "kA/m", r"M_{off}", "smallest magnetization of a cycle"),
    "window": Symbol("A/m", "kA/m", r"\Delta M", "window between on and off in a cycle"),
    "front_on": Symbol("m", "nm", "z_{on}", "height of the N front where M is largest"),
    "front_off": Symbol("m", "nm", "z_{off}", "height of the N front where M is smallest"),
    "nitrogen_trapped": Symbol("1/m**2", "1/nm**2", "N_t", "N in the part of the area that died"),
    "exchanges": Symbol("", "", "X", "N passed through the gate over that of all sites"),
    "live_share": Symbol("", "", "A", "share of the area that still switches"),
    "series_resistance": Symbol("ohm*m**2", "ohm*m**2", "R", "resistance x area in series, worn"),
    "cycle_error": Symbol("", "", r"\epsilon", "estimated error by the jumps, relative"),
}
