"""Names and positions of the unknowns and coefficients of a film.

Unknowns of a film of n planes: N lost l, the dissolved N r and the adsorbed layer s [planes],
the Stern drop D [V], then for each plane the occupancy y_j [1] and the potential phi_j [V]:

    x = (l, r, s, D, y_0, phi_0, y_1, phi_1, ..., y_{n-1}, phi_{n-1}),      n_x = 4 + 2 n

Only in this vector inside the kernels is plane 0 at the gate and plane n - 1 at the bottom
electrode. Starts and records are stored from the bottom electrode.
"""

from __future__ import annotations

from typing import Any, NamedTuple

LOST, DISSOLVED, ADSORBED, STERN, PLANES = range(5)
"""Positions of l, r, s, D and of the first plane's y among the unknowns."""

PADDING = 4  # zeros that follow the unknowns
HEAD = 2  # (l, r) and (s, D) take the place of two planes above plane 0 in the matrix


class FilmParameters(NamedTuple):
    """Coefficients of the film equations for one film at one temperature, energies over k_B T."""

    hop_rate: Any  # Gamma = nu exp(-E_m / k_B T), 1/s
    z_e_kT: Any  # z e / k_B T, 1/V
    omega: Any  # N-N interaction Omega
    kappa: Any  # gradient coefficient
    q_metal: Any  # (a / lambda_M)^2
    log_ratio: Any  # ln(lambda_N / lambda_M)
    y_mid: Any  # occupancy at which ln(lambda) is half-way
    y_steepness: Any  # 1 / width of that crossover in occupancy
    stern_coupling: Any  # eps_S a / (eps_f t_S)
    stern_capacitance: Any  # C_S = eps_0 eps_S / t_S, F/m2
    area_resistance: Any  # R_A, ohm m2
    plane_charge: Any  # q_N = z e n_pl, C/m2 per plane
    floor_rate: Any  # nu exp(-E_fl / k_B T), 1/s
    b_exit: Any  # E_s - E_fl
    b_return: Any  # E_s - G_s - E_fl
    b_dissolve: Any  # E_d - E_fl
    b_adsorb: Any  # E_r - E_fl
    alpha: Any  # share of a charge-transfer step's energy that acts on the forward barrier
    zeta: Any  # share of the Stern drop on the step film <-> adsorbed layer
    s_max: Any  # capacity of the adsorbed layer, planes
    r_half: Any  # dissolved N at which re-adsorption is half saturated, planes
    leak_rate: Any  # loss of dissolved N, 1/s
    open_share: Any  # share of the exit sites that the electrolyte leaves open
    leak_conductance: Any  # of the gate, for charge that moves no N, S/m2
    # phi below the film over that of its last plane: 0 on a conducting buffer, 1 without one
    contact: Any


N_PARAMETERS = len(FilmParameters._fields)

TIME_EXPONENTS = {
    "hop_rate": 1.0,
    "floor_rate": 1.0,
    "leak_rate": 1.0,
    "leak_conductance": 1.0,
    "area_resistance": -1.0,
}
"""Exponents of the coefficients in a common factor of all rates; all others do not depend on it."""


class PlaneNumbers(NamedTuple):
    """Coefficients of one plane of a stack; energies in units of k_B T.

    "gate" is the plane at the gate, whose values are also those of ``FilmParameters``.
    """

    hop_rate: Any  # Gamma of the hop to the plane below, 1/s
    level: Any  # energy of N in the full nitride, over that at the gate, plus Omega
    omega: Any  # N-N interaction Omega
    kappa: Any  # gradient coefficient between this plane and the one below
    link: Any  # eps / a between this plane and the one below, over that at the gate
    q_metal: Any  # (eps a / lambda_M^2) over eps / a at the gate
    log_ratio: Any  # as in ``FilmParameters``
    y_mid: Any
    y_steepness: Any
    sites: Any  # N sites per area, over those at the gate


N_PLANE_NUMBERS = len(PlaneNumbers._fields)


class Extent(NamedTuple):
    """Extent of films in planes.

    ``depth`` and ``shallow`` are one integer for all lanes; ``planes`` belongs to each lane.
    """

    depth: Any  # number of planes that the loops visit
    shallow: Any  # planes below which every film has two more, at least 1
    planes: Any  # n, at most ``depth``
    # ``PlaneNumbers`` of the planes of a stack, [(depth + 1) N_PLANE_NUMBERS]; None for films of
    # one material
    layers: Any
