"""Films side by side on one floating conductor, and their currents at constant voltage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from nmhts.numerics.watch import TurnWatch
from nmhts.physics.transport import kernel
from nmhts.physics.transport.parameters import film_parameters
from nmhts.physics.transport.state import FilmParameters
from nmhts.simulation.films.plane_model import integrate

OUTSIDE: dict[str, float] = {
    "electrolyte_gap": 0.0,
    "contact_resistance": 0.0,
    "electrolyte_share": 0.0,
    "conductivity_activation": 0.0,
    "leak_conductance": 0.0,
}
"""Numbers of a gate that a wireless cell leaves out: electrolyte, contact and leak.

There is no contact, and liquid and counter reaction are solved for.
"""


class Drawn(NamedTuple):
    """Currents of p films of n planes in a step, and their states at its end."""

    current: np.ndarray  # [p] mean current density into the film, A/m2, > 0 for extraction
    state: np.ndarray  # [p, n + 4]: y from the bottom, s, r, lost [planes], D [V]
    density: np.ndarray  # [p] current density at the end, A/m2
    status: np.ndarray  # [p]
    steps: np.ndarray  # [p]


class SideBySide:
    """p equal films, each fed through a separate resistance.

    Parameters: nitride, gate: numbers of the sheets by name; temperature K; planes n; resistance
    [p] ohm m2; watch over all their integrations (no watch if None).
    """

    def __init__(
        self,
        nitride: Mapping[str, float],
        gate: Mapping[str, float],
        temperature: float,
        planes: int,
        resistance: np.ndarray,
        watch: TurnWatch | None = None,
    ):
        count = len(resistance)
        self.watch = watch
        self.planes, self.resistance, self.nitride = planes, resistance, nitride
        self.gate = {**gate, **OUTSIDE, "area_resistance": float(resistance[0])}
        one = film_parameters(nitride, self.gate, temperature)
        self.parameters = np.tile(np.array([float(v) for v in one]), (count, 1))
        self.parameters[:, FilmParameters._fields.index("area_resistance")] = resistance
        self.plane_charge = float(one.plane_charge)
        self.stern_capacitance = float(one.stern_capacitance)
        self.pristine = np.zeros((count, planes + 4))
        self.pristine[:, :planes] = nitride["initial_occupancy"]

    @property
    def given_up(self) -> bool:
        """Return whether the watch has given up the run of these films."""
        return self.watch is not None and self.watch.over

    def charge(self, state: np.ndarray) -> np.ndarray:
        """Return the charge behind ions and Stern layer, q_N (s + r + l) + C_S D, [p] C/m2."""
        s, r, lost, drop = state[:, self.planes :].T
        return self.plane_charge * (s + r + lost) + self.stern_capacitance * drop

    def draw(
        self,
        state: np.ndarray,
        voltage: np.ndarray,
        duration: float,
        rtol: float,
        max_steps: int,
        rows: np.ndarray | None = None,
    ) -> Drawn:
        """Integrate films at constant voltages [p] V behind their resistances for a duration, s.

        Parameters: state [p, n + 4]; rtol, max_steps of the integrator; rows: the films, where they
        are not all or some come twice.
        Returns: their currents and states.
        """
        chosen = self.parameters if rows is None else self.parameters[rows]
        count = len(voltage)
        ones, times = np.ones(count, dtype=np.int64), np.tile([0.0, duration], (count, 1))
        volts = np.ascontiguousarray(voltage[:, None])
        films = kernel.Films(
            np.ascontiguousarray(chosen),
            self.planes * ones,
            np.ascontiguousarray(state),
            ones,
            times,
            volts,
            volts,
            times,
            None,
        )
        found = integrate(films, rtol, max_steps, None, None, self.watch and self.watch.turn())
        after = np.concatenate([found.occupancy[:, 1], found.scalars[:, 1, :4]], axis=1)
        mean = (self.charge(after) - self.charge(state)) / duration
        return Drawn(mean, after, found.scalars[:, 1, 4], found.status, found.steps)
