"""Evaluators of claims about switching on and off, retention and endurance."""

from __future__ import annotations

import numpy as np

from nmhts.constants import e, epsilon_0
from nmhts.simulation.cycles.cycle import cycle
from nmhts.simulation.simulate import simulate
from nmhts.validation.bench import Bench, full_magnetization
from nmhts.validation.claims import EvaluationError, Finding
from nmhts.validation.numbers import straight_line, time_to

STAND_IN = "CoN and FeN, the ends of CoFeN, in its place"


def on_off(bench: Bench) -> Finding:
    """M before and after one closed cycle over gated M; worse of full and partial conversion."""
    pristine, residual = [], []
    for thickness, exposure in (("20 nm", "5 min"), ("85 nm", "2 min")):
        film = bench.film("CoN", thickness)
        run = simulate(film, f"hold -6 V for {exposure}; hold +6 V for 10 min", steps_per_clause=1)
        before, gated, after = run["magnetization"].values
        with np.errstate(divide="ignore", invalid="ignore"):
            pristine.append(before / gated)
            residual.append(after / gated)
    values = {
        "pristine share of gated M": max(pristine),
        "residual share after one cycle": max(residual),
    }
    return Finding(values, "CoN, 20 nm at -6 V for 5 min and 85 nm for 2 min, then +6 V for 10 min")


def follows_thickness(bench: Bench) -> Finding:
    """Straightness of M against the ferromagnetic thickness while the front is inside the film."""
    film = bench.film("CoN", "20 nm")
    run = simulate(film, "hold -2.5 V for 100 s", steps_per_clause=100, spacing="linear")
    inside = np.isfinite(run["front_position"].values)
    if inside.sum() < 10:
        raise EvaluationError("no front inside the film to look at")
    chosen = run.isel(time=inside)
    R2 = straight_line(chosen["ferromagnetic_thickness"].values, chosen["magnetization"].values)[1]
    how = f"20 nm of CoN at -2.5 V, {inside.sum()} records with a front inside the film"
    return Finding({"R2 of M against thickness": R2}, how)


def thin_film_speed(bench: Bench) -> Finding:
    """Half times of 5 nm of CoN, on and off, and the gain of N out under a train of pulses."""
    film = bench.film("CoN", "5 nm", area_resistance="0.02 ohm*m^2")
    run = simulate(
        film, "hold -4 V for 2 s; hold +4 V for 1 s", steps_per_clause=400, spacing="linear"
    )
    time, M = run["time"].values, run["magnetization"].values
    half = 0.5 * full_magnetization(film)
    back = time >= 2.0
    off = time_to(-0.5 * M[back][0], time[back] - 2.0, -M[back])
    train = "100 pulses of -6 V, 5 ms at 100 Hz"
    pulsed = simulate(film, train, steps_per_clause=10, spacing="linear")
    out = (pulsed["nitrogen_reservoir"] + pulsed["nitrogen_lost"]).values * 1e-18
    values = {
        "time to half of M, 5 nm": time_to(half, time, M),
        "time back to half of it": off,
        "smallest gain of N out in 0.1 s of pulses at 100 Hz": float(np.diff(out).min()),
    }
    how = f"CoN at -4 V, then +4 V, in a cell of 0.02 ohm m2; {train}"
    return Finding(values, how)


def retention(bench: Bench) -> Finding:
    """Share of M lost at rest for six months; the worst of four written levels of two films."""
    lost, soon, later = {}, {}, {}
    for material, volts in (("CoN", 2.5), ("FeN", 3.0)):
        film = bench.film(material, "20 nm")
        write = f"hold -{volts} V for"
        run = simulate(film, f"{write} 10 min", steps_per_clause=400)
        for level in (0.2, 0.4, 0.6, 0.8):
            goal = level * full_magnetization(film)
            written = time_to(goal, run["time"].values, run["magnetization"].values)
            state = simulate(film, f"{write} {written} s", steps_per_clause=1)
            rest = simulate(film, "rest 1 h; rest 182 day", start=state, steps_per_clause=1)
            begin, hour, end = rest["magnetization"].values
            key = material, level
            lost[key], soon[key], later[key] = 1 - end / begin, 1 - hour / begin, 1 - end / hour
    worst = max(lost, key=lambda key: lost[key])
    kept = max(lost[key] for key in lost if key[1] > 0.2)
    slow = max(later, key=lambda key: later[key])
    how = (
        f"{STAND_IN}; 20 nm written to 20, 40, 60 and 80 % of all its metal, then 182 days at "
        f"rest; the most is lost by {worst[0]} written to {worst[1]:.0%}, {lost[worst]:.3g} of its "
        f"M ({soon[worst]:.3g} in the first hour); written to 40 % or more no film loses above "
        f"{kept:.3g}; counted from 1 h after writing the most is {later[slow]:.3g} "
        f"({slow[0]} at {slow[1]:.0%})"
    )
    return Finding({"share of M lost in 6 months": lost[worst]}, how)


def endurance(bench: Bench) -> Finding:
    """Share of the window lost in a thousand cycles; worst of two materials and two cycles."""
    share, error, simulated = {}, [], []
    for material in ("CoN", "FeN"):
        for thickness, volts, seconds in (("5 nm", 5, 5), ("20 nm", 6, 60)):
            film = bench.film(material, thickness)
            one = f"hold -{volts} V for {seconds} s; hold +{volts} V for {seconds} s"
            run = cycle(film, one, 1000, records_per_decade=1)
            window = run["window"].values
            share[f"{thickness} of {material} at {volts} V for {seconds} s"] = float(
                1 - window[-1] / window[0]
            )
            error.append(run.attrs["cycle_error"])
            simulated.append(int(run["simulated"][-1]))
    worst = max(share, key=lambda key: share[key])
    how = (
        f"{STAND_IN}; 5 nm at -5 V and +5 V for 5 s each, 20 nm at -6 V and +6 V for 60 s each, "
        f"without wear; the most is lost by {worst}; "
        f"{min(simulated)} to {max(simulated)} of 1000 cycles simulated, the others jumped with an "
        f"error below {max(error):.1g} of window and N lost"
    )
    return Finding({"share of the window lost in 1000 cycles": share[worst]}, how)


def charge_balance(bench: Bench) -> Finding:
    """Electrons in the outer circuit against N that left the planes."""
    film = bench.film("CoN", "85 nm")
    run = simulate(film, "hold -5 V for 1 h", steps_per_clause=20)
    sites = film.material["metal_site_density"] * film.material["plane_spacing"]
    capacitance = epsilon_0 * film.gate["stern_permittivity"] / film.gate["stern_thickness"]
    layer = run["stern_drop"].values * capacitance / e
    electrons = (run["charge"].values - run["charge"].values[0]) / e
    inside = run["nitrogen_occupancy"].sum("depth").values * sites
    out = 3 * (inside[0] - inside[-1])
    error = abs(electrons[-1] - (layer[-1] - layer[0]) - out) / out
    nitride = np.abs(layer).max() / 3 / film.material["metal_site_density"] * 1e9
    values = {"relative error of the balance": error, "double layer as thickness of CoN": nitride}
    return Finding(values, "85 nm of CoN at -5 V for 1 h")
