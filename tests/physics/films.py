"""Films of the reference cell for the tests, run by the kernel and by the reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from reference_film import ReferenceFilm
from scipy import constants

import reference_cell
from nmhts.materials.records import with_numbers
from nmhts.simulation.films.plane_model import FilmState, KineticsPoint, simulate_batch
from nmhts.simulation.protocols.text import parse_protocol
from nmhts.simulation.protocols.waveform import output_times

NM = 1e-9  # m
EV = constants.e  # J
ROOM = 298.15  # K

Run = dict[str, NDArray]


def film_point(
    material: str,
    thickness: float,
    protocol: str,
    *,
    temperature: float = ROOM,
    times: Sequence[float] | NDArray | None = None,
    per_clause: int = 12,
    nitride: Mapping[str, float] | None = None,
    gate: Mapping[str, float] | None = None,
) -> KineticsPoint:
    """A film of ``thickness`` m in the reference cell;
    ``nitride`` and ``gate`` replace its numbers (SI).
    """
    film = with_numbers(reference_cell.nitride(material), nitride or {})
    cell = with_numbers(reference_cell.gate(), gate or {})
    for sheet, new in ((film, nitride), (cell, gate)):
        assert set(new or {}) <= set(sheet), "a change to a number the sheet does not have"
    waveform = parse_protocol(protocol)
    if times is None:
        times = output_times(waveform, per_clause, "mixed")
    return KineticsPoint(film, cell, thickness, temperature, waveform, tuple(times))


def run(point: KineticsPoint, rtol: float, start: FilmState | None = None) -> Run:
    """The series and profiles of one film, [t] and [t, plane], after a check of its status."""
    batch = simulate_batch([point], rtol, starts=None if start is None else [start])
    assert batch["status"][0] == 0
    return {name: values[0] for name, values in batch.items()}


def profile_start(occupancy: NDArray) -> FilmState:
    """A film with the given occupancies [n] and nothing outside it."""
    return FilmState(np.asarray(occupancy, dtype=float), 0.0, 0.0, 0.0, 0.0)


def straight_line(
    x: NDArray | Sequence[float], y: NDArray | Sequence[float]
) -> tuple[float, float]:
    """Slope and R2 of the least-squares line through the points."""
    slope = np.polyfit(x, y, 1)[0]
    return float(slope), float(np.corrcoef(x, y)[0, 1] ** 2)


def plane_sites(point: KineticsPoint) -> float:
    """N sites of one plane, 1/m2."""
    metal = point.nitride["metal_site_density"] * point.nitride["plane_spacing"]
    return metal * point.nitride["sites_per_metal"]


def reference(point: KineticsPoint) -> ReferenceFilm:
    """The same film in the form of the reference."""
    m, g = point.nitride, point.gate
    colder = 1.0 / point.temperature - 1.0 / ROOM
    liquid = np.exp(g["conductivity_activation"] * colder / constants.k)
    column = g["electrolyte_gap"] / (g["molar_conductivity"] * g["salt_concentration"])
    covered = g["blocking_constant"] * g["salt_concentration"]
    return ReferenceFilm(
        n_planes=point.n_planes,
        a=m["plane_spacing"],
        nu=m["attempt_frequency"],
        z=m["ion_valence"],
        alpha=g["transfer_coefficient"],
        E_m=m["migration_barrier"],
        E_fl=m["barrier_floor"],
        Omega=m["interaction_energy"],
        kappa=m["gradient_energy"],
        E_s=m["exit_barrier"],
        G_s=g["adsorption_energy"],
        E_d=g["dissolution_barrier"],
        E_r=g["readsorption_barrier"],
        zeta=g["stern_share"],
        s_max=g["adsorbed_capacity"],
        r_half=g["pool_half_saturation"],
        k_leak=g["leak_rate"],
        t_S=g["stern_thickness"],
        eps_S=g["stern_permittivity"],
        eps_f=m["film_permittivity"],
        lambda_N=m["screening_length_nitride"],
        lambda_M=m["screening_length_metal"],
        y_mid=m["screening_midpoint"],
        y_width=m["screening_width"],
        n_pl=plane_sites(point),
        R_A=g["area_resistance"] * (1.0 - g["electrolyte_share"] + g["electrolyte_share"] * liquid)
        + column * liquid
        + g["contact_resistance"],
        temperature=point.temperature,
        G_leak=g["leak_conductance"],
        contact=g["bottom_potential_ratio"],
        open_share=(1.0 - covered / (1.0 + covered)) ** 3,
    )
