"""Order temperatures as data of fits of the exchange, and as results of spin simulations."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from nmhts.errors import MaterialError
from nmhts.physics.magnetism.spins.constants import constants_of, is_positive, with_constants
from nmhts.physics.magnetism.spins.exchange import Exchange
from nmhts.physics.magnetism.spins.lattice import FERROMAGNETIC
from nmhts.physics.magnetism.spins.mean_field import mean_field_temperature
from nmhts.physics.magnetism.spins.ordering import (
    NO_ORDER,
    ORDERED,
    OrderTemperature,
    order_temperature,
)
from nmhts.physics.magnetism.spins.system import FERRIMAGNETIC

# Windows of temperature over the scaled mean-field value (numerical): the second one if the first
# is all order or all disorder.
WINDOWS = ((0.35, 1.35), (0.04, 6.0))
STEP = 1e-4  # relative change of a constant, for derivatives in mean field (numerical)


@dataclass(frozen=True)
class OrderPoint:
    """One order temperature of an alloy.

    Parameters: fractions of the metals; temperature K, of the Curie or Neel point; error K, its
    standard error; N occupancy; order of the lattice, metals parallel or antiparallel to each
    other; source and status as in sheets.
    Errors: MaterialError for temperatures or errors that are not above zero, or fractions that do
    not add up to one.
    """

    fractions: Mapping[str, float]
    temperature: float
    error: float
    nitrogen_occupancy: float = 0.0
    order: str = FERROMAGNETIC
    source: str = ""
    status: str = "assumed"

    def __post_init__(self):
        for name, value in (("temperature", self.temperature), ("error", self.error)):
            if not (math.isfinite(value) and value > 0.0):
                raise MaterialError(f"order point {self}: {name} = {value:g} K (allowed: above 0)")
        total = math.fsum(self.fractions.values())
        if abs(total - 1.0) > 1e-9 or min(self.fractions.values(), default=-1.0) < 0.0:
            raise MaterialError(
                f"order point {self}: fractions sum to {total:.9g} (allowed: 1, none below 0)"
            )
        if not 0.0 <= self.nitrogen_occupancy <= 1.0:
            raise MaterialError(
                f"order point {self}: N occupancy {self.nitrogen_occupancy:g} (allowed: 0 to 1)"
            )

    def __str__(self) -> str:
        metals = " ".join(f"{metal} {x:g}" for metal, x in self.fractions.items())
        return f"{metals}, N {self.nitrogen_occupancy:g}"

    @property
    def metals(self) -> tuple[str, ...]:
        """Return the metals with a fraction above 0."""
        return tuple(metal for metal, x in self.fractions.items() if x > 0.0)


@dataclass(frozen=True)
class Calibration:
    """Exchange with the uncertainty of its fitted constants.

    kind of lattice; exchange; names of the constants that were fitted; covariance of them, [k, k]
    in their units (J, 1); points they are fitted to.
    """

    kind: str
    exchange: Exchange
    names: tuple[str, ...] = ()
    covariance: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))
    points: tuple[OrderPoint, ...] = ()

    @property
    def errors(self) -> dict[str, float]:
        """Return the standard errors of the fitted constants, in their units."""
        return dict(zip(self.names, np.sqrt(np.diag(self.covariance)).tolist(), strict=True))

    def spread(self, point: OrderPoint) -> float:
        """Return the relative standard error of an order temperature due to the fitted constants.

            sigma_T / T = sqrt(g C g),   g = d ln T_MF / d constants

        The derivatives are those of mean field; NaN where mean field has no such order.
        Parameters: point, of which fractions, N occupancy and order are used.
        """
        g = slopes(self.kind, self.exchange, self.names, [point])[0]
        # A variance of rounding may be below zero; NaN must stay NaN.
        return float(np.sqrt(np.maximum(g @ self.covariance @ g, 0.0)))


def simulated(
    kind: str,
    exchange: Exchange,
    point: OrderPoint,
    expected: float,
    *,
    sizes: Sequence[int],
    samples: int,
    steps: int,
    seed: int,
) -> OrderTemperature:
    """Return the order temperature of the spins at a point, K, searched around an expected one.

    The search extends to a wider window if it finds no transition. Random numbers are common: one
    seed places the same atoms and draws the same random numbers for all values of the constants.
    Errors: MaterialError, SimulationError.
    """
    order = point.order
    signs = exchange.at(point.fractions).alignment(point.metals)
    if order == FERROMAGNETIC and signs is not None and len(set(signs.values())) > 1:
        order = FERRIMAGNETIC
    random = len(point.metals) > 1 or 0.0 < point.nitrogen_occupancy < 1.0
    found = None
    for low, high in WINDOWS:
        found = order_temperature(
            kind,
            exchange,
            window=(low * expected, high * expected),
            sizes=sizes,
            fractions=dict(point.fractions),
            order=order,
            nitrogen_occupancy=point.nitrogen_occupancy,
            samples=samples if random else 1,
            steps=steps,
            seed=seed,
        )
        if found.status not in (NO_ORDER, ORDERED):
            break
    assert found is not None
    return found


def mean_field_curve(kind: str, exchange: Exchange, points: Sequence[OrderPoint]) -> np.ndarray:
    """Return the order temperatures of points in mean field, K [points]."""
    return np.array(
        [
            mean_field_temperature(kind, exchange, p.fractions, p.nitrogen_occupancy, p.order)
            for p in points
        ]
    )


def slopes(
    kind: str, exchange: Exchange, names: Sequence[str], points: Sequence[OrderPoint]
) -> np.ndarray:
    """Return d ln T_MF / d constant of points, [points, names], per unit of the constants."""
    values = constants_of(exchange)
    largest = max(abs(J) for pair in exchange.pairs.values() for J in pair)
    found = np.zeros((len(points), len(names)))
    for k, name in enumerate(names):
        scale = abs(values[name]) or (1.0 if is_positive(name) or name == "N.factor" else largest)
        ends = [
            with_constants(exchange, {name: values[name] + sign * STEP * scale})
            for sign in (1.0, -1.0)
        ]
        up, down = (mean_field_curve(kind, end, points) for end in ends)
        with np.errstate(divide="ignore", invalid="ignore"):
            found[:, k] = np.log(up / down) / (2.0 * STEP * scale)
    return found


def check_points(exchange: Exchange, points: Sequence[OrderPoint]) -> None:
    """Raise MaterialError for a point whose pairs of metals have no exchange."""
    for point in points:
        for a in point.metals:
            for b in point.metals:
                try:
                    exchange.between(a, b)
                except MaterialError as error:
                    raise MaterialError(f"order point {point}: {error}") from error
