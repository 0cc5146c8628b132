"""Evaluators of claims about onset and rate of extraction."""

from __future__ import annotations

import numpy as np

from nmhts.physics.magnetism.intrinsic import magnetic_state
from nmhts.physics.transport.screening import carriers_of, nitride_screening_length
from nmhts.simulation.films.film import Film
from nmhts.simulation.films.magnetization import film_loop
from nmhts.simulation.simulate import simulate
from nmhts.validation.bench import Bench, full_magnetization
from nmhts.validation.claims import Finding
from nmhts.validation.numbers import straight_line, time_to

CO_MN_N = "Co0.9Mn0.1N"
"""Formula of the film that its authors call CoMnN: 10 % Mn."""

ONSET = (
    "M of an 85 nm film reaches 2 % of all its metal after 1 h; bisection of the voltage to 0.02 V"
)


def threshold(bench: Bench) -> Finding:
    """Onset of 85 nm of CoN."""
    return Finding({"onset": bench.onset("CoN")}, ONSET)


def critical_field(bench: Bench) -> Finding:
    """Ratio of the onsets of FeN and CoN under one gate."""
    layer = bench.film("CoN", "85 nm").gate["stern_thickness"] * 1e9
    ratio = bench.onset("FeN") / bench.onset("CoN")
    values = {"onset of FeN over that of CoN": ratio, "double layer": layer}
    return Finding(values, f"{ONSET}; one gate sheet for both")


def nitrogen_over_oxygen(bench: Bench) -> Finding:
    """Ratio of the onsets of CoN and Co3O4 under one gate."""
    nitride, oxide = bench.onset("CoN"), bench.onset("Co3O4")
    how = f"{ONSET}; CoN {nitride:.2f} V, Co3O4 {oxide:.2f} V, one gate sheet for both"
    return Finding({"onset of CoN over that of Co3O4": nitride / oxide}, how)


def rate_exponential(bench: Bench) -> Finding:
    """Straightness of log10(rate) against voltage; the worse of CoN and FeN."""
    volts = np.linspace(2.0, 5.0, 13)
    found = []
    for material in ("CoN", "FeN"):
        film = bench.film(material, "85 nm")
        rates = []
        for v in volts:
            run = simulate(
                film, f"hold -{v} V for 1 s", steps_per_clause=10, spacing="linear", rtol=1e-5
            )
            out = (run["nitrogen_reservoir"] + run["nitrogen_lost"]).values
            rates.append(out[-1] - out[1])
        found.append((straight_line(volts, np.log10(rates))[1], np.ptp(np.log10(rates))))
    values = {
        "R2 of log rate against V": min(R2 for R2, _ in found),
        "decades": min(decades for _, decades in found),
    }
    how = (
        "N out of 85 nm of CoN and FeN between 0.1 and 1 s at 13 voltages from 2 to 5 V; the worse"
    )
    return Finding(values, how)


def half_time(bench: Bench, material: str) -> tuple[float, float]:
    """Return the time [s] to half of the final M, and that M [A/m], of 20 nm at -8 V for 1 h."""
    run = bench.gated(material, "20 nm", "hold -8 V for 1 h")
    M = run["magnetization"].values
    return time_to(0.5 * M[-1], run["time"].values, M), float(M[-1])


def final_coercivity(bench: Bench, material: str) -> float:
    """Return the coercivity [A/m] of that film at the end of the hour, from its last profile."""
    film = bench.film(material, "20 nm")
    profile = bench.gated(material, "20 nm", "hold -8 V for 1 h")["nitrogen_occupancy"].values[-1]
    state = magnetic_state(film.material.values(), profile, film.temperature)
    return float(film_loop(film.material.values(), state, film.temperature)["coercivity"])


def slower_but_stronger(bench: Bench) -> Finding:
    """Half time, final M and final coercivity of FeN against CoN."""
    (slow, strong), (fast, weak) = half_time(bench, "FeN"), half_time(bench, "CoN")
    hard, soft = final_coercivity(bench, "FeN"), final_coercivity(bench, "CoN")
    values = {
        "half time of FeN over that of CoN": slow / fast,
        "final M of FeN over that of CoN": strong / weak,
        "final coercivity of FeN over that of CoN": hard / soft,
    }
    how = (
        f"20 nm at -8 V for 1 h; coercivities {hard / 1e3:.3g} and {soft / 1e3:.3g} kA/m"
        " of the loops in the plane"
    )
    return Finding(values, how)


def rate_order(bench: Bench) -> Finding:
    """Rates at equal high voltage; the rate is that of half the final M."""
    alloy, cobalt, iron = (half_time(bench, name)[0] for name in (CO_MN_N, "CoN", "FeN"))
    values = {
        "rate of CoMnN over that of CoN": cobalt / alloy,
        "rate of CoN over that of FeN": iron / cobalt,
    }
    how = f"one over the time to half of the final M, 20 nm at -8 V; CoMnN is {CO_MN_N}"
    return Finding(values, how)


def manganese_boost(bench: Bench) -> Finding:
    """M, rate and barrier of CoMnN against CoN; measures beyond film law and sheets wait."""
    (alloy, strong), (plain, weak) = half_time(bench, CO_MN_N), half_time(bench, "CoN")
    barriers = [
        bench.film(name, "20 nm").material["migration_barrier"] for name in (CO_MN_N, "CoN")
    ]
    values = {
        "final M of CoMnN over that of CoN": strong / weak,
        "rate of CoMnN over that of CoN": plain / alloy,
        "migration barrier of CoMnN over that of CoN": barriers[0] / barriers[1],
    }
    waits = {
        "window kept by CoMnN over that kept by CoN": "wear by cycling in the film law",
        "amorphous-like": "structure in the sheets",
    }
    how = f"20 nm at -8 V for 1 h; CoMnN is {CO_MN_N}, its barrier a number of the mixing rules"
    return Finding(values, how, waits)


def carriers(film: Film) -> float:
    """Return the carrier density, 1/m3, that gives the nitride of a film its screening length."""
    numbers = film.material.values()
    length = nitride_screening_length(numbers, film.temperature)
    return float(carriers_of(length, numbers["film_permittivity"], film.temperature))


CARRIERS = {"metallic": 1e3, "insulating": 1e-3}  # carriers over those of the sheet (assumed)


def resistivity_optimum(bench: Bench) -> Finding:
    """CoN against films of its sheet with a thousand times, and a thousandth of, its carriers."""
    plain = bench.film("CoN", "85 nm")
    protocol, full, own = "hold -6 V for 1 h", full_magnetization(plain), carriers(plain)
    rate, final, ions = {}, {}, {}
    for kind in ("CoN", *CARRIERS):
        many = f"{own * CARRIERS[kind]:.12g} 1/m^3" if kind in CARRIERS else None
        film = plain if many is None else bench.film("CoN", "85 nm", carrier_density=many)
        run = simulate(film, protocol, steps_per_clause=360, spacing="linear")
        M = run["magnetization"].values / full
        rate[kind], final[kind] = float(np.diff(M).max()), float(M[-1])
        ions[kind] = float(run["nitrogen_reservoir"][1])
    values = {
        f"{what} over that of {article} {kind} film": of["CoN"] / of[kind]
        for what, of in (("rate", rate), ("final M", final))
        for article, kind in (("a", "metallic"), ("an", "insulating"))
    }
    how = (
        f"85 nm at -6 V for 1 h; {CARRIERS['metallic']:g} (metallic) and "
        f"{CARRIERS['insulating']:g} times (insulating) the carriers of CoN, {own * 1e-6:.2g} "
        "1/cm3 for its screening length: as many times less and more resistivity at equal "
        "mobility (assumed); the rate is the largest gain of M in 10 s; counted in N out in the "
        f"first 10 s the metallic film is {ions['metallic'] / ions['CoN']:.2f} times CoN"
    )
    return Finding(values, how)
