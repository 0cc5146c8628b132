"""Boxes of films for a study: by kinetic Monte Carlo, and by the plane and front models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nmhts.physics.transport import codes
from nmhts.physics.transport.parameters import plane_density
from nmhts.simulation.films.fidelities import FIDELITIES, simulate_films
from nmhts.simulation.films.plane_model import SERIES, UNKNOWN_STEPS, KineticsPoint
from nmhts.simulation.lattice.box_model import Lattice, grains_of, simulate_boxes
from nmhts.simulation.outcomes.codes import CRASHED
from nmhts.simulation.outcomes.conservation import MOST_DRIFT, NOT_CONSERVED
from nmhts.simulation.outcomes.film_status import BY_CODE, Status

LATERAL = ("front_roughness", "front_correlation_length", "hops")
"""Series of the lateral structure, of boxes only."""

IN_FILM = "nitrogen_in_film"
BOX_SERIES = (*SERIES, IN_FILM, *LATERAL)
"""Outputs of a box over (film, time)."""

COMPARED_SERIES = ("magnetization", "ferromagnetic_thickness", "front_position", IN_FILM)
"""Outputs of the same film by another fidelity."""

BOX_STATUSES = (
    BY_CODE[-1],
    Status(codes.OK, "ok", "The box reached the end of its protocol."),
    Status(
        codes.TOO_MANY_STEPS,
        "too_many_hops",
        "The box made lattice.max_hops events before the end. Raise it, or make the box smaller or "
        "the protocol shorter: at rest too, vacancies hop all the time.",
    ),
    Status(
        codes.NOT_FINITE,
        "not_finite",
        "A rate left the range of numbers: more than about 24 V over the film. Look for an extreme "
        "parameter or voltage.",
    ),
    Status(
        codes.TIME_LIMIT,
        "time_limit",
        "The box took more than execution.max_seconds_per_run of CPU time. Raise it in the study "
        "file, or lower lattice.max_hops, and compute these films "
        "again: nmhts repair --failed STUDY.",
    ),
    BY_CODE[CRASHED],
    Status(
        NOT_CONSERVED,
        "not_conserved",
        f"The box made or lost more than {MOST_DRIFT:g} of its atoms, which are counted: a fault "
        "of nmhts and of no input. Please report it.",
    ),
)
"""Statuses of the run of a box."""


@dataclass(frozen=True)
class BoxedFilm:
    """A film, and the box of it for kinetic Monte Carlo."""

    film: KineticsPoint
    box: Lattice


def simulate_boxed(
    films: Sequence[BoxedFilm],
    compared: Sequence[str],
    rtol: float,
    max_steps: int,
    watches: tuple[np.ndarray, np.ndarray] | None = None,
) -> dict[str, Any]:
    """Simulate boxes of films, and the same films by other fidelities.

    Parameters: films, all with the same number of times; compared: some of
    ``fidelities.FIDELITIES``, with their ``rtol`` and ``max_steps``; watches: one for boxes and one
    for films, because a request to give up a box must not reach the film of the same number (no
    watch if None).
    Returns: as ``plane_model.simulate_batch``, of the boxes; ``nitrogen_in_film`` 1/m2 and each of
    ``LATERAL`` [b, t]; ``column_front`` [b, t, x, y] m and ``grain`` [b, x, y] (0 without grains)
    padded to the largest box with NaN and -1; ``site_occupancy`` [b, x, y, p] (-1 outside the box,
    and where a run did not reach its end); and of each fidelity f each of ``COMPARED_SERIES`` as
    ``<series>_f`` and its status as ``status_f``. A failure in one fidelity of a film does not
    affect the others.
    Errors: SimulationError for invalid inputs, before any simulation.
    """
    points, boxes = [film.film for film in films], [film.box for film in films]
    of_boxes, of_planes = watches or (None, None)
    result = simulate_boxes(points, boxes, watch=of_boxes)
    result[IN_FILM] = _in_film(points, result)
    _pad(films, result)
    for fidelity in compared:
        found = simulate_films(fidelity, points, rtol, max_steps, watch=of_planes)
        found[IN_FILM] = _in_film(points, found)
        result |= {f"{name}_{fidelity}": found[name] for name in COMPARED_SERIES}
        result[f"status_{fidelity}"] = found["status"]
    return result


def no_numbers(film: BoxedFilm) -> dict[str, Any]:
    """Return the outputs of ``simulate_boxed`` for one crashed film, all NaN."""
    nothing = np.full((1, len(film.film.times)), np.nan)
    result: dict[str, Any] = dict.fromkeys(("time", "gate_voltage", *BOX_SERIES), nothing)
    result |= {"nitrogen_occupancy": nothing[:, :, None], "depth": nothing[:, :1]}
    result |= {"column_front": nothing[:, :, None, None], "grain": np.full((1, 1, 1), -1)}
    result |= {"site_occupancy": np.full((1, 1, 1, 1), -1)}
    codes = {"status": CRASHED, "n_planes": -1, "n_steps": UNKNOWN_STEPS, "regime": -1}
    for fidelity in FIDELITIES:
        result |= {f"{name}_{fidelity}": nothing for name in COMPARED_SERIES}
        codes[f"status_{fidelity}"] = CRASHED
    return result | {name: np.array([code]) for name, code in codes.items()}


def _in_film(points: Sequence[KineticsPoint], result: dict[str, Any]) -> np.ndarray:
    """Return the N of all planes of films, 1/m2 [b, t]."""
    density = np.array([plane_density(point.nitride) for point in points])
    n = result["n_planes"]
    inside = np.arange(result["nitrogen_occupancy"].shape[2]) < n[:, None]
    planes = np.where(inside[:, None, :], result["nitrogen_occupancy"], 0.0).sum(axis=2)
    return density[:, None] * planes


def _pad(films: Sequence[BoxedFilm], result: dict[str, Any]) -> None:
    """Join arrays of boxes of different shapes, with padding."""
    fronts, sites = result["column_front"], result["site_occupancy"]
    count, times = result["time"].shape
    nx, ny = np.array([film.box.size for film in films]).max(axis=0)
    result["column_front"] = np.full((count, times, nx, ny), np.nan)
    result["grain"] = np.full((count, nx, ny), -1)
    result["site_occupancy"] = np.full((count, nx, ny, int(result["n_planes"].max())), -1)
    for i, film in enumerate(films):
        x, y = film.box.size
        result["column_front"][i, :, :x, :y] = fronts[i]
        result["grain"][i, :x, :y] = grains_of(film.film, film.box)
        if result["status"][i] == codes.OK:
            result["site_occupancy"][i, :x, :y, : film.film.n_planes] = sites[i]
