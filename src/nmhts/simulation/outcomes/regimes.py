"""Regimes of a film's run that its user must know, as flags with advice."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nmhts.simulation.films.surroundings import CellSeen

# Thresholds of the warnings below; all are assumed.
METAL = 0.5  # occupancy below which a plane counts as converted
_SOME_NITRIDE = 3.0  # planes below which the gate of the front model sees the metal through them
_RETURNED = 1.0  # planes of N that must have come back to count as a return
# Interfaces of nitride and metal: a front is one, and a rest of a phase at gate or bottom one more.
_STRIPES = 3
_CLOSE = 0.7  # share of the vacancies at which the nitride becomes unstable
TOO_WARM = 1.0  # estimated heating, K
LATERAL_SHARE = 0.1
"""Share of the voltage above which a lateral loss along the film is reported."""


class Regime(NamedTuple):
    """One regime: its flag as stored, a short name, and advice for the user."""

    flag: int
    name: str
    advice: str


REGIMES = (
    Regime(
        1,
        "front_at_gate",
        "The metal formed at the gate first and not at the bottom electrode: N left faster than "
        "the bulk carries it. The front is then not planar from below. A lower voltage or a higher "
        "area_resistance starts it at the bottom.",
    ),
    Regime(
        2,
        "front_inside",
        "The metal formed inside the film first, between two layers of nitride: the field ends "
        "above the bottom, as in films much thicker than their screening length or without an "
        "electrode below.",
    ),
    Regime(
        4,
        "screened",
        "While N was drawn out the gate side was metal above nitride: the metal screens the bulk, "
        "so that more voltage can give less magnetization.",
    ),
    Regime(
        8,
        "breakdown",
        "The field in the gate layer exceeded its breakdown_field: a real layer would have failed. "
        "Lower the voltage or make the layer thicker.",
    ),
    Regime(
        16,
        "heated",
        f"Current times voltage would have warmed the film by more than {TOO_WARM:g} K (1 mm of "
        "glass below it assumed), which the run leaves out: rates are those of its temperature.",
    ),
    Regime(
        32,
        "lateral_loss",
        "Before any plane was metal, the current on its way along the film to the contact would "
        f"have lost more than {LATERAL_SHARE:.0%} of the voltage, which the run leaves out: the "
        "first nitrogen leaves later and the film does not switch evenly. The metal shunts the "
        "loss afterwards. A thicker film or a nearer contact loses less.",
    ),
    Regime(
        64,
        "beyond_front",
        "Vacancies under the gate came close to condensing there while N was drawn out. The front "
        "model, which runs on as if they could not, then gives too much magnetization: use the "
        "plane model (fidelity: planes).",
    ),
    Regime(
        128,
        "decomposes_on_return",
        "While N came back the metal parted into stripes of nitride and metal (spinodal "
        "decomposition). Where they lie depends on small changes of film and voltage, and in a "
        "real film, which is not flat, on place: M on the way back is one of many courses.",
    ),
    Regime(
        256,
        "stripes_left_out",
        "N came back, and a film that takes N up can part into stripes of nitride and metal. The "
        "front model, which knows one front, leaves them out: use the plane model "
        "(fidelity: planes) for the way back.",
    ),
)

BY_NAME = {regime.name: regime for regime in REGIMES}


def regimes_of(flags: int) -> tuple[Regime, ...]:
    """Return the regimes of a stored value."""
    return tuple(regime for regime in REGIMES if flags & regime.flag)


def find_regimes(occupancy: np.ndarray, n_planes: np.ndarray, cell: CellSeen) -> np.ndarray:
    """Return the regimes of films as flags [b], as far as their records show them.

    Parameters: occupancy [b, t, p] from the bottom, NaN outside a film and after its failure;
    n_planes [b]; cell: records of the cell around the films.
    """
    count, n_times, _ = occupancy.shape
    metal = occupancy < METAL
    nitride = occupancy >= METAL
    top = metal[np.arange(count)[:, None], np.arange(n_times), n_planes[:, None] - 1]
    some_nitride = np.any(nitride, axis=2)
    mixed = np.any(metal, axis=2) & some_nitride
    # The first partly metallic record shows where the metal began; a film that starts so does not.
    first = np.argmax(mixed, axis=1)
    seen = np.any(mixed, axis=1) & (first > 0)
    begun = np.take_along_axis(metal, first[:, None, None], axis=1)[:, 0]
    begun_top = np.take_along_axis(top, first[:, None], axis=1)[:, 0]
    off_bottom = seen & ~begun[:, 0]
    # Metal at the gate with nitride somewhere below it, while N is drawn out.
    screened = np.any(top & some_nitride & (cell.voltage < 0.0), axis=1)
    found = {
        "front_at_gate": off_bottom & begun_top,
        "front_inside": off_bottom & ~begun_top,
        "screened": screened,
        "decomposes_on_return": _striped(metal, occupancy, n_planes),
    }
    return _flags(found, cell)


def _striped(metal: np.ndarray, occupancy: np.ndarray, n_planes: np.ndarray) -> np.ndarray:
    """Return a mask [b] of films with stripes of nitride and metal after N had come back.

    Parameters: metal [b, t, p]; the others as of ``find_regimes``.
    """
    last = np.arange(1, metal.shape[2]) < n_planes[:, None]
    interfaces = ((metal[:, :, 1:] != metal[:, :, :-1]) & last[:, None]).sum(axis=2)
    there = np.isfinite(occupancy[:, :, 0])
    content = np.nansum(occupancy, axis=2)  # 0 after a failure
    returned = there & (content - np.minimum.accumulate(content, axis=1) > _RETURNED)
    return np.any(returned & (interfaces >= _STRIPES), axis=1)


def find_front_regimes(
    y_top: np.ndarray,
    nitride: np.ndarray,
    vacant: np.ndarray,
    spinodal: np.ndarray,
    cell: CellSeen,
) -> np.ndarray:
    """Return the regimes of films of the front model as flags [b].

    In this model a front always begins at the bottom, and the film neither screens itself nor forms
    stripes, so their flags are never set.
    Parameters: y_top occupancy at the gate, nitride: planes of nitride left, vacant: planes of
    vacant N sites, all [b, t], NaN after a failure; spinodal [b] vacancy share at which the nitride
    becomes unstable; cell: records of the cell around the films.
    """
    limit = (1.0 - _CLOSE * spinodal)[:, None]
    depleted = (y_top < limit) & (nitride > _SOME_NITRIDE) & (cell.voltage < 0.0)
    most = np.maximum.accumulate(np.nan_to_num(vacant), axis=1)
    returned = most - vacant > _RETURNED
    found = {
        "beyond_front": np.any(depleted, axis=1),
        "stripes_left_out": np.any(returned, axis=1),
    }
    return _flags(found, cell)


def find_stack_regimes(
    occupancy: np.ndarray, grown: np.ndarray, n_planes: np.ndarray, cell: CellSeen
) -> np.ndarray:
    """Return the regimes of stacks as flags [b].

    Where a stack begins to switch depends on its materials, so no flag tells it. ``screened`` has
    the meaning it has for a film, among planes that were nitride.
    Parameters: occupancy [b, t, p] from the bottom, grown [b, p] occupancy as grown, both NaN
    outside a stack; n_planes [b]; cell: records of the cell around the stacks.
    """
    was_nitride = (grown >= METAL)[:, None]
    metal, nitride = (occupancy < METAL) & was_nitride, (occupancy >= METAL) & was_nitride
    count, n_times, _ = occupancy.shape
    top = metal[np.arange(count)[:, None], np.arange(n_times), n_planes[:, None] - 1]
    screened = np.any(top & np.any(nitride, axis=2) & (cell.voltage < 0.0), axis=1)
    return _flags({"screened": screened}, cell)


def _flags(found: dict[str, np.ndarray], cell: CellSeen) -> np.ndarray:
    """Return flags [b] of the regimes found, with those that all models share."""
    driven = np.maximum.accumulate(np.abs(cell.voltage), axis=1)
    lateral = (cell.along_film > LATERAL_SHARE * driven) & (driven > 0.0)
    field = np.nanmax(np.abs(np.nan_to_num(cell.stern_drop)), axis=1) / cell.stern_thickness
    found = found | {
        "breakdown": field > cell.breakdown_field,
        "heated": cell.warming > TOO_WARM,
        "lateral_loss": np.any(lateral, axis=1),
    }
    flags = np.zeros(len(field), dtype=np.int16)
    for name, of in found.items():
        flags[of] |= BY_NAME[name].flag
    return flags
