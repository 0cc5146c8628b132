"""Ordering temperatures from the crossing of Binder cumulants of boxes of different sizes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nmhts.errors import SimulationError
from nmhts.numerics.lanes import WIDTH
from nmhts.physics.magnetism.spins.crossing import (
    Boxes,
    crossing_of_curves,
    cumulants,
    ordered_share,
    split,
)
from nmhts.physics.magnetism.spins.exchange import Exchange
from nmhts.physics.magnetism.spins.lattice import Lattice
from nmhts.physics.magnetism.spins.sampling import Series
from nmhts.physics.magnetism.spins.statistics import BINS, autocorrelation_time, drift
from nmhts.physics.magnetism.spins.system import COLLINEAR, FERRIMAGNETIC, alloy

CROSSING, NO_ORDER, ORDERED, UNRESOLVED, MOVING = range(5)
STATUS_MEANINGS = (
    "crossing",
    "no order in the window",
    "ordered in the whole window",
    "no single crossing resolved",
    "crossing of boxes that had not come to rest",
)
ADVICE = (
    "",
    "lower the window, or the bonds do not order",
    "raise the window",
    "more steps, samples or larger sizes",
    "more steps; a transition of first order keeps boxes in either phase",
)

SAMPLES = 4  # arrangements of a random alloy per size
ZOOMS = 8  # numerical: largest number of times the window is narrowed
SIGNIFICANT = 3.0  # standard errors; numerical
# Numerical: levels of ``ordered_share`` (0 disordered, 1 ordered); 0.79 at the crossing of a
# ferromagnet.
BARELY, SHALLOW, NEARLY, DEEP = 0.25, 0.4, 0.85, 0.93
# Numerical: allowed standard errors between the two halves of a series, for the largest of about a
# hundred.
AT_REST = 5.0
GRID = 65  # numerical: temperatures at which the curves are compared
# Numerical: half the last window over T is NARROW / sqrt(N), at most WIDEST, so that energies of
# neighboring T still overlap.
NARROW, WIDEST = 3.0, 0.1


@dataclass(frozen=True)
class OrderTemperature:
    """An ordering temperature with its standard error.

    value, error K, of the crossing of the two largest sizes (NaN without one); order: name of the
    order; status: code of ``STATUS_MEANINGS``; crossings: (size, next size, T K, error K) of each
    pair of sizes; binder: U_4 at the crossing; samples: arrangements of the alloy; autocorrelation:
    longest time, steps; drift: largest difference between the two halves of a series, standard
    errors; temperatures K and cumulants [sizes, temperatures] of the last scan.
    """

    value: float
    error: float
    order: str
    status: int
    crossings: tuple[tuple[int, int, float, float], ...]
    binder: float
    samples: int
    autocorrelation: float
    drift: float
    temperatures: np.ndarray
    cumulants: np.ndarray

    @property
    def message(self) -> str:
        """Return the status as a sentence with advice."""
        advice = ADVICE[self.status]
        return STATUS_MEANINGS[self.status] + (f": {advice}" if advice else "")


def order_temperature(
    kind: str,
    exchange: Exchange,
    *,
    window: tuple[float, float],
    sizes: Sequence[int] = (6, 12),
    fractions: Mapping[str, float] | None = None,
    nitrogen_occupancy: float = 0.0,
    order: str | None = None,
    samples: int | None = None,
    steps: int = 4000,
    seed: int = 0,
) -> OrderTemperature:
    """Return the Curie or Neel temperature of an alloy.

    A coarse scan over the window finds where U_4 of the larger box falls below that of the smaller
    one. Scans around it narrow the window. In the last scan the curves of all sizes follow from the
    histograms of all temperatures together.
    Parameters: kind of lattice; exchange; window of temperatures, K; two sizes or more, cells along
    an edge; fractions of the metals and N occupancy of the N sites; order: one of the lattice's,
    ``ferrimagnetic`` for antiparallel metals, ``collinear``, or None for the one that satisfies the
    bonds, else the strongest at the window's low end; samples: random arrangements per size (None:
    4, or 1 where nothing is random); steps per temperature of the last scan; seed.
    Returns: OrderTemperature. Its error is that of a jackknife over samples, or over bins of the
    series for a single sample.
    Errors: MaterialError and SimulationError, naming the key, what was given and what is allowed.
    Source: Binder1981.
    """
    sizes = sorted(int(size) for size in sizes)
    low, high = (float(T) for T in window)
    if len(set(sizes)) < 2 or len(set(sizes)) != len(sizes):
        raise SimulationError(
            f"sizes = {tuple(sizes)} (allowed: two different ones or more; nearest: "
            f"({sizes[0] if sizes else 6}, {2 * (sizes[0] if sizes else 6)}))"
        )
    if not 0.0 < low < high < np.inf:
        raise SimulationError(f"window = ({low:g}, {high:g}) K (allowed: 0 K < low < high)")
    if steps < 10 * BINS:
        raise SimulationError(f"steps = {steps} (allowed: {10 * BINS} or more)")
    shares = fractions or dict.fromkeys(exchange.metals, 1.0 / len(exchange.metals))
    random = max(shares.values(), default=1.0) < 1.0 or 0.0 < nitrogen_occupancy < 1.0
    count = (SAMPLES if random else 1) if samples is None else int(samples)
    if count < 1:
        raise SimulationError(f"samples = {samples} (allowed: 1 or more; nearest: 1)")
    lattices = [Lattice(kind, size, exchange.shells) for size in sizes]
    for lattice in lattices:
        if order not in (None, COLLINEAR, FERRIMAGNETIC):
            lattice.signs(order)  # raises if the box cannot hold the order
    made = [
        [
            alloy(lattice, exchange, fractions, nitrogen_occupancy=nitrogen_occupancy, seed=seed,
                sample=k)
            for k in range(count)
        ]
        for lattice in lattices
    ]  # fmt: skip
    boxes = Boxes(made, sizes, order, seed)
    if all(box.coupling.size for some in made for box in some):
        return _narrowed(boxes, low, high, steps)
    return _without(boxes, NO_ORDER, np.zeros(0), np.zeros((len(sizes), 0)))


def _without(boxes: Boxes, status: int, T: np.ndarray, U: np.ndarray) -> OrderTemperature:
    """Return the answer without a crossing."""
    nan = float("nan")
    return OrderTemperature(
        nan, nan, boxes.order or "", status, (), nan, len(boxes.boxes[0]), nan, nan, T, U
    )


def _narrowed(boxes: Boxes, low: float, high: float, steps: int) -> OrderTemperature:
    """Scan, narrow the window around the crossing, and judge the last scan.

    The crossing is the change of sign of U_4(larger) - U_4(smaller); all windows are in ln T.
    """
    half = min(NARROW / np.sqrt(max(box.n for box in boxes.boxes[-1])), WIDEST)
    least = 0.5 * low  # lower limit for a window that has missed the crossing
    T, U = np.zeros(0), np.zeros((len(boxes.sizes), 0))
    for zoom in range(ZOOMS):
        last = np.log(high / low) <= 2.0 * half * (1.0 + 1e-9)
        T = low * (high / low) ** (np.arange(WIDTH) / (WIDTH - 1))
        found = boxes.scan(T, steps if last else max(steps // 4, 10 * BINS))
        U, errors = np.stack([cumulants(some, str(boxes.order)) for some in found], axis=1)
        D, noise = U[-1] - U[-2], np.hypot(errors[-1], errors[-2])
        share = ordered_share(U[-1], boxes.waves())
        k = split(_evidence(D, noise, share))
        if zoom == 0:
            status = _first_look(D, noise, share)
            if status is not None:
                return _without(boxes, status, T, U)
        inside = 0 < k < WIDTH
        if last and inside:
            answer = _judged(boxes, found, T, U)
            # Curves of disordered boxes cross by chance, at a cumulant near that of disorder. A
            # comparison with NaN is false.
            if ordered_share(np.array(answer.binder), boxes.waves()) > BARELY:
                return answer
        space = np.log(T[1] / T[0])
        middle = max(T[0] * np.exp((k - 0.5) * space), least)
        reach = 0.5 * np.log(high / low) if last or not inside else max(1.5 * space, half)
        low, high = middle * np.exp(-reach), middle * np.exp(reach)
    return _without(boxes, UNRESOLVED, T, U)


def _evidence(D: np.ndarray, noise: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Return how surely a temperature lies below the transition (> 0) or above it, standard errors.

    The value is bounded. Far from the transition the differences of the sizes are noise, but the
    cumulant itself tells.
    """
    held = np.clip(D / np.maximum(noise, 1e-12), -SIGNIFICANT, SIGNIFICANT)
    return np.where(share > DEEP, SIGNIFICANT, np.where(share < SHALLOW, -SIGNIFICANT, held))


def _first_look(D: np.ndarray, noise: np.ndarray, share: np.ndarray) -> int | None:
    """Return the status that a coarse scan already decides, or None if there is a crossing to find.

    A temperature counts as ordered if the larger box is nearly fully ordered, or clearly more
    ordered than the smaller one.
    """
    clearer = (D - SIGNIFICANT * noise > 0.0) & (share > 0.5)
    if not np.any((share > NEARLY) | clearer):
        return NO_ORDER
    return ORDERED if share[-1] > 0.5 and D[-1] > -SIGNIFICANT * noise[-1] else None


def _judged(
    boxes: Boxes, found: list[list[Series]], T: np.ndarray, U: np.ndarray
) -> OrderTemperature:
    """Return the answer of the last scan."""
    order = str(boxes.order)
    grid = np.linspace(T[0], T[-1], GRID)
    pairs = [
        (*sizes, *crossing_of_curves(*some, order, T, grid))
        for sizes, some in zip(pairwise(boxes.sizes), pairwise(found), strict=True)
    ]
    rows = [row for some in found for s in some for row in (s.energy, s.square[order])]
    apart = float(max(np.abs(drift(row)).max() for row in rows))
    tau = float(max(autocorrelation_time(row).max() for row in rows))
    _, _, value, error, level = pairs[-1]
    status = MOVING if apart > AT_REST else CROSSING
    listed = tuple(pair[:4] for pair in pairs)
    return OrderTemperature(
        value, error, order, status, listed, level, len(found[0]), tau, apart, T, U
    )
