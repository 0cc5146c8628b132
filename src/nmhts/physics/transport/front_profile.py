"""Conversion between profiles of planes and the unknowns of the front model.

    y(z) = c + (1 - v - c) [1 + tanh((z - h) / w)] / 2

In the layer parked under the gate y = 0.4. z planes above the bottom electrode, h planes of metal,
c its occupancy, v the vacant share of the nitride, w half the width of the front.
"""

from __future__ import annotations

import numpy as np

from nmhts.numerics.compiled import entry
from nmhts.physics.transport.front_records import METAL_OUT, PARKED_OUT, VACANT_OUT
from nmhts.physics.transport.front_state import DILUTE, METAL, NITRIDE, PARKED_OCCUPANCY

_REACH = 3.0  # half-widths on either side of the front within which it is sampled; numerical
_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(10)
SAMPLES = len(_POINTS) + 2
"""Number of occupancy samples per film that replace the sum over all planes."""

_LEAST_METAL, _LEAST_NITRIDE = 0.5, 1.0  # planes below which there is no front; assumed
_TEN_TO_NINETY = 2.0 * np.arctanh(0.8)
_INSIDE = 3  # planes from the front excluded from the occupancy of the metal; assumed


def front_samples(
    metal: np.ndarray, dilute: np.ndarray, vacancies: np.ndarray, parked: np.ndarray,
    width: np.ndarray, planes: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Return occupancies and weights [planes], both [..., SAMPLES], of the magnetic part of a film.

    A sum over planes of a function of occupancy is the weighted sum over the samples.
    Parameters: metal h, dilute c, vacancies v, parked planes, half-width w and planes of the film,
    arrays of one shape, real or complex. Nitride more than three half-widths above the front is
    left out.
    """
    width = _narrowed(width, planes - metal)
    low = np.where(np.real(metal) > _REACH * np.real(width), metal - _REACH * width, 0.0 * metal)
    high = metal + _REACH * width
    high = np.where(np.real(high) < np.real(planes - parked), high, planes - parked)
    high = np.where(np.real(high) > np.real(low), high, low)
    half = 0.5 * (high - low)[..., None]
    z = low[..., None] + half * (1.0 + _POINTS)
    y = _shape(z, metal[..., None], dilute[..., None], vacancies[..., None], width[..., None])
    still = 0.0 * y[..., :1]
    occupancy = np.concatenate([dilute[..., None], y, still + PARKED_OCCUPANCY], axis=-1)
    weights = np.concatenate([low[..., None], half * _WEIGHTS, parked[..., None] + still], axis=-1)
    return occupancy, weights


def _narrowed(width, nitride):
    """Return the half-width of a front with little nitride left."""
    return width * nitride / (nitride + width)


def _shape(z, metal, dilute, vacancies, width):
    return dilute + (1.0 - vacancies - dilute) * 0.5 * (1.0 + np.tanh((z - metal) / width))


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
