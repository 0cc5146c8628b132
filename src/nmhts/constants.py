"""Physical constants in SI, CODATA 2018/2022 (exact or to the digits given)."""

k_B = 1.380649e-23
"""Boltzmann constant, J/K (exact)."""

e = 1.602176634e-19
"""Elementary charge, C (exact)."""

N_A = 6.02214076e23
"""Avogadro constant, 1/mol (exact)."""

epsilon_0 = 8.8541878188e-12
"""Vacuum electric permittivity, F/m (CODATA 2022)."""

mu_0 = 1.25663706127e-6
"""Vacuum magnetic permeability, N/A2 = T m/A (CODATA 2022)."""

mu_B = 9.2740100657e-24
"""Bohr magneton, J/T = A m2 (CODATA 2022)."""

r_e = 2.8179403205e-15
"""Classical electron radius, m (CODATA 2022)."""

gamma_n = 1.91304276
"""Magnetic moment of the neutron in nuclear magnetons, taken positive (CODATA 2022)."""

k_B_eV = k_B / e
"""Boltzmann constant, eV/K."""

R = k_B * N_A
"""Gas constant, J/mol/K (exact)."""
