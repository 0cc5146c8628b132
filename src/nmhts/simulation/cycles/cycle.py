"""``cycle``: one film through many equal cycles, as an xarray Dataset over cycles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import SimulationError, UnitError, unknown_name
from nmhts.materials.records import WEAR, bounds
from nmhts.numerics.envelope import Pace
from nmhts.physics.transport.cycle_state import EXTRA
from nmhts.simulation.cycles.jumps import CYCLE_SERIES, CYCLE_STATUSES, cycle_batch
from nmhts.simulation.cycles.protocol import (
    MOST_CYCLES,
    MOST_TOLERANCE,
    check_whole,
    read_after,
    read_cycle,
    recorded_cycles,
)
from nmhts.simulation.cycles.runs import WITHIN, courses
from nmhts.simulation.cycles.samples import NO_REGIME
from nmhts.simulation.films.fidelities import PLANES
from nmhts.simulation.films.film import Film
from nmhts.simulation.films.plane_model import DEFAULT_MAX_STEPS, DEFAULT_RTOL, KineticsPoint
from nmhts.simulation.films.run import last_state, provenance, series_attributes
from nmhts.simulation.outcomes.film_status import BY_CODE, Status
from nmhts.simulation.outcomes.regimes import regimes_of
from nmhts.simulation.protocols.waveform import output_times
from nmhts.symbols import SYMBOLS
from nmhts.units import parse

if TYPE_CHECKING:
    import xarray as xr

RECORDS_PER_DECADE = 6
WORN_NUMBERS = (*WEAR["nitride"], *WEAR["gate"])


def cycle(
    film: Film,
    protocol: str,
    cycles: int,
    *,
    then: str | None = None,
    series: Sequence[int] = (),
    start: xr.Dataset | None = None,
    wear: Mapping[str, str] | None = None,
    records_per_decade: int = RECORDS_PER_DECADE,
    steps_per_clause: int = 12,
    fidelity: str = PLANES,
    rtol: float = DEFAULT_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
    tolerance: float = 1e-3,
    max_simulated: int = 50_000,
    throw: bool = True,
) -> xr.Dataset:
    """Drive one film through many equal cycles, of which only some are simulated.

    docs/theory/cycling.md states the method.
    Parameters: film; protocol of one cycle in words (see ``nmhts.simulation.protocols.text``);
    cycles, 1 or more; then: protocol after the last cycle, e.g. ``"rest 183 days"``; series: cycles
    whose time series are returned as well; start: a run of ``simulate`` to begin with (else as
    grown); wear: numbers of ``site_loss``, ``barrier_growth`` and ``resistance_growth`` in place of
    those of the sheets (without any the film does not wear, see ``nmhts.physics.transport.wear``);
    records_per_decade of cycles, spread logarithmically; steps_per_clause recorded within a cycle;
    fidelity, rtol, max_steps of each simulated cycle as in ``simulate``; tolerance of one jump
    against two, relative to the window and to the N lost; max_simulated cycles after which the film
    is given up; throw: raise if it does not reach the last cycle (else it is NaN from there on and
    coded).
    Returns: Dataset over ``cycle``: magnetization and front on and off, window, nitrogen lost, in
    the film, in the reservoir and in dead area at the end of the cycle [1/m2 of the whole area],
    exchanges, worn numbers of the film, ``simulated`` cycles so far, ``regime`` in words (empty for
    a cycle not reached), and ``cycle_error``: the differences between one jump and two, summed up
    to that cycle. With series also over (``shown_cycle``, ``cycle_time``): ``magnetization_within``
    and so on. With then also over ``time_after``: ``magnetization_after`` and so on. Attributes:
    ``status``, ``cycle_error`` at the end, ``sampling_error`` (change of the last cycle with a
    hundredth of rtol), ``wear``, ``provenance``.
    Errors: ProtocolError, SimulationError, UnitError.
    """
    import xarray as xr

    wanted = recorded_cycles(cycles, records_per_decade, series)
    check_whole("max_simulated", max_simulated, 1, MOST_CYCLES)
    if not 0.0 < tolerance <= MOST_TOLERANCE:
        raise SimulationError(f"tolerance: {tolerance} (allowed: above 0, up to {MOST_TOLERANCE})")
    point = cycle_point(film, protocol, steps_per_clause, wear or {})
    after = None if then is None else _after(point, then)
    begin = None if start is None else [last_state(start, film, point, fidelity)]
    pace = Pace(tolerance=tolerance, most=max_simulated)
    batch = cycle_batch(
        [point], wanted, begin, fidelity=fidelity, rtol=rtol, max_steps=max_steps, pace=pace
    )
    status = next(s for s in CYCLE_STATUSES if s.code == batch["status"][0])
    if throw and status.name != "ok":
        raise SimulationError(f"{film!r}: {status.name}: {status.advice}")
    data, coords = _over_cycles(point, wanted, batch)
    shown = [wanted.index(number) for number in series]
    if shown:
        states = batch["before"][0, shown]
        within, axes = _within_cycles(point, series, states, fidelity, rtol, max_steps)
        data, coords = data | within, coords | axes
    if after is not None:
        run = _course(after, batch["state"][0, -1], fidelity, rtol, max_steps)
        for name in (*WITHIN, "gate_voltage"):
            data[f"{name}_after"] = ("time_after", run[name], series_attributes(name))
        coords["time_after"] = ("time_after", np.asarray(after.times), series_attributes("time"))
        ended = BY_CODE[int(run["status"])]
        if ended.name != "ok":
            if throw:
                raise SimulationError(
                    f"{film!r}: after the last cycle: {ended.name}: {ended.advice}"
                )
            status = ended if status.name == "ok" else status
    words = {"protocol": protocol, "then": then or "", "fidelity": fidelity}
    attributes = _film_attributes(film) | words | _outcome(status, batch)
    attributes["wear"] = _wear_words(film, point, wear or {})
    attributes["provenance"] = provenance(film.material, film.gate)
    return xr.Dataset(data, coords, attributes)


def _over_cycles(
    point: KineticsPoint, wanted: Sequence[int], batch: Mapping[str, np.ndarray]
) -> tuple[dict[str, tuple], dict[str, tuple]]:
    """Return variables and coordinates over ``cycle`` and ``depth``."""
    data: dict[str, tuple] = {
        name: ("cycle", batch[name][0], series_attributes(name)) for name in CYCLE_SERIES
    }
    data["simulated"] = ("cycle", batch["simulated"][0], {"long_name": "cycles simulated so far"})
    words = [regime_words(int(flags)) for flags in batch["regime"][0]]
    data["regime"] = ("cycle", words, {"long_name": "regimes of the cycle"})
    data["nitrogen_occupancy"] = (
        ("cycle", "depth"),
        batch["state"][0, :, : point.n_planes],
        series_attributes("nitrogen_occupancy"),
    )
    depth = (point.n_planes - 0.5 - np.arange(point.n_planes)) * point.nitride["plane_spacing"]
    coords: dict[str, tuple] = {
        "cycle": ("cycle", np.asarray(wanted), series_attributes("cycle")),
        "time": ("cycle", np.asarray(wanted) * point.protocol.duration, series_attributes("time")),
        "depth": ("depth", depth, series_attributes("depth")),
    }
    return data, coords


def _within_cycles(
    point: KineticsPoint,
    numbers: Sequence[int],
    states: np.ndarray,
    fidelity: str,
    rtol: float,
    max_steps: int,
) -> tuple[dict[str, tuple], dict[str, tuple]]:
    """Return variables and coordinates over (``shown_cycle``, ``cycle_time``).

    Parameters: numbers of k cycles; states [k, n + EXTRA] at their starts.
    """
    runs = [_course(point, x, fidelity, rtol, max_steps) for x in states]
    data: dict[str, tuple] = {}
    for name in (*WITHIN, "gate_voltage"):
        values = np.array([run[name] for run in runs])
        data[f"{name}_within"] = (("shown_cycle", "cycle_time"), values, series_attributes(name))
    coords: dict[str, tuple] = {
        "shown_cycle": ("shown_cycle", np.asarray(numbers), series_attributes("cycle")),
        "cycle_time": ("cycle_time", np.asarray(point.times), series_attributes("time")),
    }
    return data, coords


def _film_attributes(film: Film) -> dict[str, str | float]:
    """Return sheets, thickness m and temperature K of a film, by name."""
    return {
        "material": film.material.name,
        "gate": film.gate.name,
        "thickness": film.thickness,
        "temperature": film.temperature,
    }


def _outcome(status: Status, batch: Mapping[str, np.ndarray]) -> dict[str, str | float]:
    """Return status, regimes and errors of a cycled film, by name."""
    flags = int(
        np.bitwise_or.reduce(batch["regime"][0][batch["regime"][0] != NO_REGIME], initial=0)
    )
    return {
        "status": status.name,
        "status_advice": status.advice,
        "regime": ", ".join(regime.name for regime in regimes_of(flags)) or "none",
        "regime_advice": " ".join(regime.advice for regime in regimes_of(flags)),
        "cycle_error": float(batch["cycle_error"][0, -1]),
        "sampling_error": float(batch["sampling_error"][0]),
    }


def regime_words(flags: int) -> str:
    """Return the regimes of a cycle in words, empty for a cycle that the film did not reach."""
    if flags == NO_REGIME:
        return ""
    return ", ".join(regime.name for regime in regimes_of(flags)) or "none"


def cycle_point(
    film: Film, protocol: str, steps_per_clause: int, wear: Mapping[str, str]
) -> KineticsPoint:
    """Return the inputs of each cycle of a film; the protocol is that of one cycle.

    Errors: ProtocolError for a protocol that cannot be read, or does not say at which voltage it
    begins; UnitError for wear that cannot be read.
    """
    read = read_cycle(protocol)
    nitride, gate = film.material.values(), film.gate.values()
    for name, text in wear.items():
        if name not in WORN_NUMBERS:
            raise UnitError(unknown_name("kind of wear", name, WORN_NUMBERS))
        value = parse(text, SYMBOLS[name].unit)
        if not bounds(name).hold(value):
            raise UnitError(f"wear: {name}: {text!r} (allowed: 0 or more)")
        (nitride if name in WEAR["nitride"] else gate)[name] = value
    times = output_times(read, steps_per_clause, "mixed")
    return KineticsPoint(nitride, gate, film.thickness, film.temperature, read, tuple(times))


def _after(point: KineticsPoint, protocol: str) -> KineticsPoint:
    """Return the inputs of the run after the last cycle."""
    read, times = read_after(protocol, point.protocol)
    return replace(point, protocol=read, times=times)


def _course(
    point: KineticsPoint, x: np.ndarray, fidelity: str, rtol: float, max_steps: int
) -> dict[str, np.ndarray]:
    """Return ``WITHIN``, voltage and status of a run from a state; see ``courses``."""
    found = courses([point], [x[: point.n_planes + EXTRA]], fidelity, rtol, max_steps)
    return {name: values[0] for name, values in found.items()}


def _wear_words(film: Film, point: KineticsPoint, given: Mapping[str, str]) -> str:
    """Return the numbers that wear a film, with the origin of each."""
    words = []
    for sheet, numbers in ((film.material, point.nitride), (film.gate, point.gate)):
        for name in WEAR[sheet.kind]:
            if numbers.get(name, 0.0) == 0.0:
                continue
            origin = "given with the call" if name in given else sheet.quantities[name].status
            text = given[name] if name in given else sheet.quantities[name].text
            words.append(f"{name} {text} ({origin})")
    return "; ".join(words) or "none"
