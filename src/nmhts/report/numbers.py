"""Numbers behind the figures: the driven clause, the onset, the extraction rate and its slope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import xarray as xr

from nmhts.materials.library import library
from nmhts.symbols import SYMBOLS
from nmhts.units import convert

# A film counts as switched above this share of the largest magnetization: the criterion of the
# published onset (assumed: 2 %).
ONSET_SHARE = 0.02
# N that has left when the mean extraction rate is taken: a tenth of a plane (assumed).
FIRST_NITROGEN = 1.3e18
# Least R^2 of log10(rate) at which a straight line counts as a law (assumed).
STRAIGHT = 0.99
# Rate that defines the threshold voltage: about a plane an hour (assumed).
THRESHOLD_RATE = 3e15

_DRIVEN = re.compile(
    r"\s*(?:hold|(?:\d+\s+)?pulses?\s+of)\s+\{(\w+)\}\s*(?:for\s|at\s|,)", re.IGNORECASE
)


def display(values: np.ndarray, name: str) -> np.ndarray:
    """Return values of a quantity in its display unit."""
    symbol = SYMBOLS[name]
    return values / convert(1.0, symbol.display, symbol.unit)


def protocol_clauses(attributes: dict[Any, Any]) -> list[str]:
    """Return the clauses of the protocol of a study, in words."""
    return [c.strip() for c in re.split(r"[;\n]", attributes.get("protocol", "")) if c.strip()]


def driven_clause(
    attributes: dict[Any, Any], kinetics: xr.Dataset
) -> tuple[str | None, tuple[int, int]]:
    """Return the axis of the driven gate voltage, and the window of its clause.

    The window is the first and last recorded step. Without such a clause: None, and the whole
    protocol.
    """
    steps = attributes["identity"]["output"]["steps_per_clause"]
    for k, clause in enumerate(protocol_clauses(attributes)):
        match = _DRIVEN.match(clause)
        if match and kinetics[match[1]].attrs.get("units") == "V":
            return match[1], (k * steps, (k + 1) * steps)
    return None, (0, kinetics.sizes["step"] - 1)


def families(
    kinetics: xr.Dataset, voltage: str | None, runs: np.ndarray | None = None
) -> dict[tuple, np.ndarray]:
    """Return the runs that differ in the driving voltage only, by their other parameters.

    The runs of a family go from weak to strong extraction. Without a driving voltage all runs are
    one family.
    Parameters: runs: those to group (all that did not fail if None).
    """
    good = np.flatnonzero(kinetics.status.values == 0) if runs is None else runs
    if voltage is None:
        return {(): good} if len(good) else {}
    others = [a for a in kinetics.attrs["axes"] if a != voltage]
    keys: dict[tuple, list[int]] = {}
    for run in good:
        key = tuple((name, kinetics[name].values[run].item()) for name in others)
        keys.setdefault(key, []).append(int(run))
    volts = kinetics[voltage].values
    return {key: np.array(sorted(found, key=lambda r: -volts[r])) for key, found in keys.items()}


def onset_voltage(volts: np.ndarray, M: np.ndarray, level: float) -> float:
    """Return the voltage at which M reaches the level; NaN if it does not.

    Between films log(M) is taken as linear in voltage. A film below a millionth of the level counts
    as that millionth.
    Parameters: volts [V], from weak to strong; M and level in one unit.
    """
    above = np.flatnonzero(level <= M)
    if len(above) == 0 or above[0] == 0:
        return np.nan
    i = above[0]
    low = max(M[i - 1], 1e-6 * level)
    share = np.log(level / low) / np.log(M[i] / low)
    return float(volts[i - 1] + share * (volts[i] - volts[i - 1]))


def no_onset(volts: np.ndarray, M: np.ndarray, level: float) -> str:
    """Return why no onset can be given: all voltages are below it, or all above."""
    return f"weaker than {volts[0]:g} V" if M[0] >= level else f"beyond {volts[-1]:g} V"


def mean_rate(time: np.ndarray, gone: np.ndarray) -> float:
    """Return the mean rate of extraction until a tenth of a plane has left, 1/(m2 s).

    A tenth of a plane is 1.3 N/nm^2. The rate is the N extracted over the time, up to the first
    step beyond it.
    """
    enough = np.flatnonzero(gone >= FIRST_NITROGEN)
    stop = enough[0] if len(enough) else len(gone) - 1
    return float(gone[stop] / time[stop]) if time[stop] > 0 else np.nan


def extraction_rates(kinetics: xr.Dataset, window: tuple[int, int]) -> np.ndarray:
    """Return the mean extraction rate of every run in the driven clause, 1/(m2 s).

    NaN for a film that failed.
    """
    begin, end = window
    gone = (kinetics.nitrogen_reservoir + kinetics.nitrogen_lost).values[:, begin : end + 1]
    time = kinetics.time.values[:, begin : end + 1]
    gone, time = gone - gone[:, :1], time - time[:, :1]
    rates = [mean_rate(t, g) for t, g in zip(time, gone, strict=True)]
    return np.where(kinetics.status.values == 0, rates, np.nan)


def exponential_fit(volts: np.ndarray, rates: np.ndarray) -> tuple[float, float] | None:
    """Return slope (decades per volt) and R^2 of log10(rate); None below three rates.

    The fit covers the lowest five decades of the rate.
    """
    if len(volts) < 4:
        return None
    order = np.argsort(-volts)
    x, y = -volts[order], np.log10(rates[order])
    low = y <= y[0] + 5.0
    if low.sum() < 4 or y[low].max() - y[0] < 3.0:
        return None
    slope, offset = np.polyfit(x[low], y[low], 1)
    residual = y[low] - (slope * x[low] + offset)
    return float(slope), float(1.0 - residual.var() / y[low].var())


def span(seconds: float) -> str:
    """Return a duration in a suitable unit."""
    for unit, length in (("days", 2 * 86400.0), ("h", 3600.0), ("min", 60.0), ("s", 1.0)):
        if seconds >= length:
            return f"{seconds / (86400.0 if unit == 'days' else length):.3g} {unit}"
    return f"{seconds * 1e3:.3g} ms"


def plain_unit(unit: str) -> str:
    """Return a unit as it stands in a sentence: ``ohm*m**2`` as Ω m²."""
    for written, printed in (
        ("**2", "²"),
        ("**3", "³"),
        ("ohm", "Ω"),
        ("mu_B", "µB"),
        ("uA", "µA"),
        ("*", " "),
    ):
        unit = unit.replace(written, printed)
    return unit


def name_of(key: Sequence[tuple[str, Any]]) -> str:
    """Return parameters and their values in words, in display units."""
    parts = []
    for name, value in key:
        if isinstance(value, str):
            parts.append(value)
        elif name in SYMBOLS:
            unit = plain_unit(SYMBOLS[name].display)
            parts.append(f"{display(np.asarray(value), name):g} {unit}".strip())
        else:
            parts.append(f"{name} {value:g}")
    return ", ".join(parts)


def same_for_all(kinetics: xr.Dataset) -> str:
    """Return the parameters that no axis varies, and the gate."""
    names = ("material", "thickness", "temperature", "gate")
    same = [n for n in names if len(np.unique(kinetics[n].values)) == 1]
    return name_of(tuple((n, kinetics[n].values[0].item()) for n in same))


def status_note(kinetics: xr.Dataset) -> str:
    """Return the footnote of the sheet: fitted numbers and failed films."""
    notes = []
    sheets = library("nitride") | library("gate")
    for name in dict.fromkeys([*kinetics.material.values, *kinetics.gate.values]):
        if str(name) in sheets:
            counts = sheets[str(name)].count_by_status()
            notes.append(f"{name}: " + ", ".join(f"{n} {s}" for s, n in counts.items()))
    failed = int((kinetics.status != 0).sum())
    total = kinetics.sizes["run"]
    failures = f"{failed} of {total} films failed and are left out" if failed else "no film failed"
    return f"Numbers behind these figures: {'; '.join(notes)}.\n{failures}."
