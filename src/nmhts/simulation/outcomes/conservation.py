"""Conservation of nitrogen in ended runs: film, adsorbed layer, electrolyte and lost N together."""

from __future__ import annotations

import numpy as np

from nmhts.physics.transport import kernel
from nmhts.physics.transport.state import PlaneNumbers
from nmhts.physics.transport.stepping import ADSORBED_OUT, DISSOLVED_OUT, LOST_OUT
from nmhts.simulation.outcomes.codes import OK

NOT_CONSERVED = 9
"""Status of a run that made or lost nitrogen."""

MOST_DRIFT = 1e-9
"""Largest relative change of N over a run, per N site (numerical: rounding leaves 1e-12)."""

_SITES = PlaneNumbers._fields.index("sites")


def nitrogen_drift(films: kernel.Films, results: kernel.Results) -> np.ndarray:
    """Return the change of nitrogen of films since their start, per N site [b, t].

    It is NaN from the failure of a film on.
    Parameters: films [b] as they ran; their results.
    """
    occupancy = np.nan_to_num(results.occupancy)
    n_max = occupancy.shape[2]
    sites = (np.arange(n_max) < films.n_planes[:, None]).astype(float)
    if films.layers is not None:
        # Layers are counted from the gate, occupancies from the bottom.
        for i, n in enumerate(films.n_planes):
            sites[i, :n] = films.layers[i, :n, _SITES][::-1]
    outside = results.scalars[:, :, [ADSORBED_OUT, DISSOLVED_OUT, LOST_OUT]].sum(axis=2)
    now = np.einsum("btp,bp->bt", occupancy, sites) + outside
    begun = np.zeros(len(films.n_planes))
    for i, n in enumerate(films.n_planes):
        begun[i] = films.start[i, :n] @ sites[i, :n] + films.start[i, n : n + 3].sum()
    return (now - begun[:, None]) / sites.sum(axis=1)[:, None]


def code_drift(films: kernel.Films, results: kernel.Results) -> None:
    """Cut films that made or lost nitrogen, see ``cut_drift``."""
    cut_drift(nitrogen_drift(films, results), results.status, results.occupancy, results.scalars)


def cut_drift(drift: np.ndarray, status: np.ndarray, *records: np.ndarray) -> None:
    """Fill records with NaN from the first one on at which a film had made or lost nitrogen.

    A film that reached its end gets the status ``NOT_CONSERVED``.
    Parameters: drift [b, t] per N site; status [b]; records [b, t, ...].
    """
    with np.errstate(invalid="ignore"):
        off = np.abs(drift) > MOST_DRIFT
    for i in np.flatnonzero(off.any(axis=1)):
        for values in records:
            values[i, int(np.argmax(off[i])) :] = np.nan
        if status[i] == OK:
            status[i] = NOT_CONSERVED
