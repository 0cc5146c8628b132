"""Conversion between profiles of planes and the unknowns of the front model.

    y(z) = c + (1 - v - c) [1 + tanh((z - h) / w)] / 2

In the layer parked under the gate y = 0.4. z planes above the bottom electrode, h planes of metal,
c its occupancy, v the vacant share of the nitride, w half the width of the front.
"""

from __future__ import annotations

import numpy as np

from nmhts.numerics import single
from nmhts.numerics.compiled import entry, inlined
from nmhts.numerics.straight import straight
from nmhts.physics.transport.front_law import FrontShape
from nmhts.physics.transport.front_records import METAL_OUT, PARKED_OUT, VACANT_OUT
from nmhts.physics.transport.front_state import (
    DILUTE,
    METAL,
    N_FRONT_PARAMETERS,
    NITRIDE,
    PARKED_OCCUPANCY,
    FrontParameters,
)
from nmhts.physics.transport.printed import front as printed

_sample = printed.front_sample(single, straight)
_sample_push = printed.front_sample_push(single, straight)
_P = FrontParameters(*range(N_FRONT_PARAMETERS))

_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(10)
SAMPLES = len(_POINTS) + 2
"""Number of occupancy samples per film that replace the sum over all planes."""

_LEAST_METAL, _LEAST_NITRIDE = 0.5, 1.0  # planes below which there is no front; assumed
_TEN_TO_NINETY = 2.0 * np.arctanh(0.8)
_INSIDE = 3  # planes from the front excluded from the occupancy of the metal; assumed


@inlined
def _shape(parameters, record):
    """Return what a profile follows from."""
    return FrontShape(
        record[METAL_OUT], record[DILUTE], record[VACANT_OUT], record[PARKED_OUT],
        parameters[_P.half_width], parameters[_P.planes]
    )  # fmt: skip


@entry
def fill_samples(parameters, records, occupancy, weights):
    """Fill occupancies and weights [planes], both [b, t, SAMPLES], of the magnetic part of films.

    A sum over planes of a function of occupancy is the weighted sum over the samples. Nitride more
    than three half-widths above the front is left out.
    Parameters: parameters [b, N_FRONT_PARAMETERS]; records [b, t, N_OUT].
    """
    for i in range(len(records)):
        for k in range(records.shape[1]):
            f = _shape(parameters[i], records[i, k])
            y, weight = occupancy[i, k], weights[i, k]
            # The metal below the samples is one sample more.
            y[0], weight[0] = f.dilute, _sample(f, 0.0).low
            for j in range(len(_POINTS)):
                found = _sample(f, _POINTS[j])
                y[1 + j], weight[1 + j] = found.y, found.half * _WEIGHTS[j]
            y[SAMPLES - 1], weight[SAMPLES - 1] = PARKED_OCCUPANCY, f.parked


@entry
def push_samples(parameters, by_parameters, records, moved, by_occupancy, by_weights):
    """Fill the tangents [b, m, t, SAMPLES] of the samples along m directions.

    Parameters: as in ``fill_samples``, with their tangents by_parameters [b, m,
    N_FRONT_PARAMETERS], moved [b, m, t, N_OUT].
    """
    for i in range(len(records)):
        for k in range(records.shape[1]):
            f = _shape(parameters[i], records[i, k])
            for j in range(len(_POINTS)):
                for m in range(moved.shape[1]):
                    d = _shape(by_parameters[i, m], moved[i, m, k])
                    found = _sample_push(f, d, _POINTS[j])
                    by_occupancy[i, m, k, 1 + j] = found.y
                    by_weights[i, m, k, 1 + j] = found.half * _WEIGHTS[j]
                    by_occupancy[i, m, k, 0], by_weights[i, m, k, 0] = d.dilute, found.low
                    by_occupancy[i, m, k, SAMPLES - 1] = 0.0
                    by_weights[i, m, k, SAMPLES - 1] = d.parked


@entry
def fill_profiles(records, n_planes, half_width, occupancy):
    """Fill the occupancies [b, t, p] of films from their records, plane 0 at the bottom electrode.

    The profiles hold exactly the vacancies of the record.
    Parameters: records [b, t, N_OUT]; n_planes [b]; half_width [b] planes.
    """
    for i in range(len(n_planes)):
        n = n_planes[i]
        for k in range(occupancy.shape[1]):
            out, y = records[i, k], occupancy[i, k]
            if np.isnan(out[METAL]):
                y[:n] = np.nan
                continue
            h, c, v = out[METAL_OUT], out[DILUTE], out[VACANT_OUT]
            nitride = max(n - h, 1e-3)
            width = half_width[i] * nitride / (nitride + half_width[i])
            missing, room = -(out[METAL] + out[NITRIDE]), 1e-300
            for j in range(n):
                crossed = 0.5 * (1.0 + np.tanh((j + 0.5 - h) / width))
                value = c + (1.0 - v - c) * crossed
                within = min(1.0, max(0.0, out[PARKED_OUT] - (n - 1 - j)))
                y[j] = min(1.0, max(0.0, value + (PARKED_OCCUPANCY - value) * within))
                missing += 1.0 - y[j]
                room += y[j] * (1.0 - y[j])
            # A sum over planes differs from the integral. The difference goes to the front, where
            # there is room, ...
            lift = min(1.0, max(-1.0, missing / room))
            held = 0.0
            for j in range(n):
                y[j] += lift * y[j] * (1.0 - y[j])
                held += y[j]
            # ... and the rest to all planes alike, so that no occupancy leaves [0, 1].
            wanted = n - out[METAL] - out[NITRIDE]
            for j in range(n):
                if wanted < held:
                    y[j] *= max(0.0, wanted) / held
                elif held < n:
                    y[j] = 1.0 - (1.0 - y[j]) * (n - wanted) / (n - held)


def front_position(metal: np.ndarray, planes: np.ndarray) -> np.ndarray:
    """Return the position of the front in planes from the bottom; NaN without metal or nitride."""
    seen = (np.real(metal) > _LEAST_METAL) & (np.real(planes - metal) > _LEAST_NITRIDE)
    return np.where(seen, metal, np.nan)


def front_width(half_width: np.ndarray) -> np.ndarray:
    """Return the distance in planes from 10 % to 90 % occupancy."""
    return _TEN_TO_NINETY * half_width


def split_profile(occupancy: np.ndarray) -> tuple[float, float, float]:
    """Return P, W [planes] and c that represent a profile [p], plane 0 at the bottom electrode.

    P and W are the vacancies in metal and nitride, c the occupancy of the metal. Metal is the part
    below the first crossing of one half from the bottom; all vacancies above it belong to the
    nitride.
    """
    vacancies = float(np.sum(1.0 - occupancy))
    n = len(occupancy)
    nitride = np.flatnonzero(occupancy >= 0.5)
    if nitride.size == 0:
        return vacancies, 0.0, max(0.0, 1.0 - vacancies / n)
    first = int(nitride[0])
    if first == 0:
        # A nucleus below half a plane: the N that the bottom plane lacks compared with its
        # neighbor.
        inside = max(0.0, float(occupancy[1] - occupancy[0]))
        return inside, vacancies - inside, 0.0
    low, high = occupancy[first - 1], occupancy[first]
    height = first - 0.5 + (0.5 - low) / (high - low)
    deep = occupancy[: max(1, first - _INSIDE)]
    dilute = float(np.clip(np.mean(deep), 0.0, 0.2)) if first > _INSIDE else 0.0
    metal = min(vacancies, height * (1.0 - dilute))
    return metal, vacancies - metal, dilute
