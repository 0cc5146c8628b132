"""Observables of given N profiles: magnetization of planes, loops against gate dose."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from nmhts.physics.magnetism.intrinsic import (
    ANTIFERROMAGNETIC,
    FERROMAGNETIC,
    MagneticState,
    magnetic_state,
)
from nmhts.physics.magnetism.loop import interface_coupling, loop_metrics
from nmhts.physics.transport.parameters import plane_density
from nmhts.simulation.films.plane_model import KineticsPoint

LOOP_FIGURES = ("coercivity", "remanence", "exchange_bias")


def observe(
    points: Sequence[KineticsPoint], occupancy: np.ndarray, names: Collection[str]
) -> dict[str, np.ndarray]:
    """Return observables of b films at s snapshots.

    Parameters: points; occupancy [b, s, p], NaN outside a film and after a failure; names of the
    observables.
    Returns: ``saturation_magnetization`` [b, s, p] A/m, ``nitrogen_extracted`` [b, s] 1/m2 (N that
    has left the planes since growth), and each of ``LOOP_FIGURES`` [b, s] A/m if one is named.
    """
    shape = occupancy.shape
    found = {"saturation_magnetization": np.full(shape, np.nan)}
    loops = [name for name in LOOP_FIGURES if name in names]
    for name in ("nitrogen_extracted", *loops):
        found[name] = np.full(shape[:2], np.nan)
    for i, point in enumerate(points):
        n = point.n_planes
        profile = occupancy[i, :, :n]
        state = magnetic_state(point.nitride, profile, point.temperature)
        found["saturation_magnetization"][i, :, :n] = state.saturation_magnetization
        found["nitrogen_extracted"][i] = nitrogen_extracted(point.nitride, profile)
        if loops:
            figures = film_loop(point.nitride, state, point.temperature)
            for name in loops:
                found[name][i] = np.where(np.isnan(profile[:, 0]), np.nan, figures[name])
    return found


def nitrogen_extracted(nitride: Mapping[str, float], occupancy: np.ndarray) -> np.ndarray:
    """Return the gate dose, 1/m2: the N that has left the planes since growth.

    Parameters: nitride numbers in SI; occupancy [..., p]. Returns: [...].
    """
    return (nitride["initial_occupancy"] - occupancy).sum(axis=-1) * plane_density(nitride)


class Ferromagnet(NamedTuple):
    """The magnetic planes of a film as one layer: mean M_s [A/m], mean K [J/m3], their number."""

    magnetization: np.ndarray
    anisotropy: np.ndarray
    planes: np.ndarray


def film_ferromagnet(state: MagneticState) -> Ferromagnet:
    """Return the ferro- and ferrimagnetic planes of films [..., p] as one layer [...].

    Its values are zero where no plane is magnetic.
    """
    M_s = np.nan_to_num(state.saturation_magnetization)
    count = (M_s > 0.0).sum(axis=-1)
    planes = np.maximum(count, 1)
    K = np.where(M_s > 0.0, state.anisotropy, 0.0)
    return Ferromagnet(M_s.sum(axis=-1) / planes, K.sum(axis=-1) / planes, count)


def film_loop(
    nitride: Mapping[str, float], state: MagneticState, temperature: float
) -> dict[str, np.ndarray]:
    """Return coercivity, remanence and exchange bias of a film, A/m [...], in the plane.

    Planes with a magnetization make one layer of equal grains, with their mean M_s and K. Every
    face of a ferromagnetic plane on an antiferromagnetic one couples, below the blocking
    temperature of the latter. A ferrimagnetic plane does not: the coupling was measured on a
    ferromagnet and has no meaning for the small moment of a plane within the front. Remanence is
    per as-grown volume of the whole film.
    Parameters: nitride numbers in SI; state of the planes [..., p]; temperature K.
    Returns: ``coercivity``, ``remanence``, ``exchange_bias``; coercivity and bias are NaN without a
    ferromagnet.
    """
    layer = film_ferromagnet(state)
    J = interface_coupling(
        temperature,
        nitride["exchange_bias_coupling"],
        np.maximum(nitride["blocking_ratio"] * np.nan_to_num(state.neel_temperature), 1e-6),
    )
    J = np.where(state.order == ANTIFERROMAGNETIC, J, 0.0)
    ferro = state.order == FERROMAGNETIC
    faces = J[..., 1:] * ferro[..., :-1] + J[..., :-1] * ferro[..., 1:]
    figures = loop_metrics(
        layer.magnetization,
        layer.anisotropy,
        nitride["pinning_field"],
        layer.planes * nitride["plane_spacing"],
        faces.sum(axis=-1),
    )
    return {
        "coercivity": figures.coercivity,
        "remanence": figures.remanence * layer.planes / state.order.shape[-1],
        "exchange_bias": figures.exchange_bias,
    }
