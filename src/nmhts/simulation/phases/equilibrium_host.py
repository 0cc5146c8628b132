"""Common parts of phase equilibria as functions of JAX arrays.

They are names, shapes, points that fail, and the cotangents of solutions.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from itertools import pairwise

import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.typing import ArrayLike

from nmhts.errors import DatabaseError, SimulationError, unknown_name
from nmhts.physics.thermo.energy import Tables
from nmhts.physics.thermo.equilibrium import MOST_SETS_BEYOND, OK, Shifts
from nmhts.physics.thermo.implicit import Cotangents
from nmhts.physics.thermo.solve import Conditions, Equilibria
from nmhts.physics.thermo.system import System
from nmhts.simulation.derivatives.host_functions import HostFunction, Job

OUTPUTS = ("gibbs_energy", "phase_amount", "chemical_potential", "set_phase", "site_fractions")
BAR = 1e5  # Pa

Values = Mapping[str, np.ndarray]


class AbstractEquilibriumFunction(HostFunction):
    """Equilibria of b points as a function of their conditions, for JAX.

    A subclass defines the equilibria by ``solve`` and ``pull``.
    ``components``: the carriers of chemical potentials; ``tables``: the phases with the amounts of
    those; ``left_out``: phases that the elements can form and that cannot be computed, with the
    reason (not searched for where phases are named).
    """

    WHAT = "equilibria"
    NO_FORWARD_MODE = (
        "equilibria have reverse mode only (jax.grad, jax.vjp, jax.jacrev), no jax.jvp and no "
        "jax.jacfwd: jax.jacrev gives whole tables of derivatives"
    )
    NO_SECOND_ORDER = (
        "gradients of equilibria cannot be differentiated once more: take differences of gradients"
    )

    def __init__(
        self,
        system: System,
        tables: Tables,
        components: Sequence[str],
        potentials: Sequence[str],
        parameters: Sequence[str],
        outputs: Sequence[str],
    ):
        for name in outputs:
            if name not in OUTPUTS:
                raise SimulationError(unknown_name("output", name, OUTPUTS))
        super().__init__(outputs)
        self.system, self.elements, self.phases = system, system.elements, system.phases
        self.left_out = dict(system.refused)
        self.constituents, self.components = system.constituents, tuple(components)
        self.potentials = tuple(name.upper() for name in potentials)
        for name in self.potentials:
            if name not in self.elements:
                raise SimulationError(unknown_name("element", name, self.elements))
        self.bound = tuple(name for name in self.elements if name not in self.potentials)
        if not self.bound:
            raise SimulationError(
                f"potentials of all elements ({', '.join(self.elements)}) leave no amount: give "
                "the moles of one at least"
            )
        places = {parameter.label: k for k, parameter in enumerate(system.parameters)}
        self.parameters = tuple(parameters)
        self._which = np.array([_find(name, places) for name in self.parameters], dtype=np.int64)
        self._free = [self.elements.index(name) for name in self.potentials]
        self._bound = [self.elements.index(name) for name in self.bound]
        self._tables = tables
        self._atoms = np.zeros((len(self.phases), system.most))
        self._there = np.zeros((len(self.phases), system.most), dtype=bool)
        for p, (a, b) in enumerate(pairwise(tables.first)):
            self._atoms[p, : b - a] = tables.amounts[a:b].sum(axis=1)
            self._there[p, : b - a] = True
        self._shapes = {"temperature": (), "pressure": (), "moles": (len(self.bound),)}
        if self.potentials:
            self._shapes["chemical_potentials"] = (len(self.potentials),)
        if self.parameters:
            self._shapes["parameters"] = (len(self.parameters),)

    def __call__(self, inputs: Mapping[str, ArrayLike]) -> dict[str, Array]:
        """Return the outputs of b points by name."""
        arrays = self.arrays(inputs)
        if "temperature" in arrays and "parameters" in arrays and arrays["parameters"].ndim == 1:
            own, count = arrays["parameters"], arrays["temperature"].shape
            arrays["parameters"] = jnp.broadcast_to(own, (*count, *own.shape))
        self._check({name: values.shape for name, values in arrays.items()})
        return self.run(arrays)

    def _check(self, shapes: Mapping[str, tuple[int, ...]]) -> None:
        """Refuse inputs that are unknown, missing, misshapen or of unequal numbers of points."""
        for name, shape in shapes.items():
            if name not in self._shapes:
                raise SimulationError(unknown_name("input", name, self._shapes))
            if len(shape) == 0 or shape[1:] != self._shapes[name]:
                wanted = ", ".join(["points", *map(str, self._shapes[name])])
                raise SimulationError(f"{name}: shape {shape}, not ({wanted})")
        for name in self._shapes:
            if name not in ("pressure", "parameters") and name not in shapes:
                raise SimulationError(f"{name} is missing")
        counts = {name: shape[0] for name, shape in shapes.items()}
        if len(set(counts.values())) != 1:
            raise SimulationError(f"inputs of unequal numbers of points: {counts}")

    # The methods below run on the host, without JAX.

    @abstractmethod
    def has_amount(self, moles: np.ndarray) -> np.ndarray:
        """Return a mask of points with a non-zero amount of the components, [b]."""

    @abstractmethod
    def solve(self, values: Values, P: np.ndarray) -> tuple[Equilibria, Conditions]:
        """Return the equilibria of valid points."""

    @abstractmethod
    def pull(
        self,
        values: Values,
        P: np.ndarray,
        results: Equilibria,
        conditions: Conditions,
        given: Cotangents,
    ) -> dict[str, np.ndarray]:
        """Return the cotangents of all inputs by name."""

    def output_shapes(self, count: int) -> list[tuple[int, ...]]:
        """Return the shapes of the outputs of ``count`` points."""
        most = len(self.components) - len(self.potentials) + MOST_SETS_BEYOND
        shapes = {
            "gibbs_energy": (),
            "phase_amount": (len(self.phases),),
            "chemical_potential": (len(self.components),),
            "set_phase": (most,),
            "site_fractions": (most, self.system.most),
        }
        return [(count, *shapes[name]) for name in self.outputs]

    def on_host(
        self, names: Sequence[str], arrays: Sequence[np.ndarray], job: Job
    ) -> list[np.ndarray]:
        """Return the outputs of points, or the cotangents of their inputs ("pull").

        NaN for points without solution.
        """
        values = dict(zip(names, arrays, strict=False))
        count = len(values["temperature"])
        shapes = (
            [values[name].shape for name in names] if job == "pull" else self.output_shapes(count)
        )
        found = [np.full(shape, np.nan) for shape in shapes]
        rows = np.flatnonzero(_sound(values) & self.has_amount(values["moles"]))
        if len(rows):
            P = values["pressure"][rows] if "pressure" in values else np.full(len(rows), BAR)
            taken = {name: v[rows] for name, v in values.items()}
            results, conditions = self.solve(taken, P)
            solved = results.status == OK
            if job == "pull":
                given = {
                    name: v[rows]
                    for name, v in zip(self.outputs, arrays[len(names) :], strict=True)
                }
                made = self.pull(taken, P, results, conditions, self._weights(results, given))
                solved &= ~self._lost(results, given)
                parts = [made[name] for name in names]
            else:
                made = self._outputs(results)
                parts = [made[name] for name in self.outputs]
            for table, part in zip(found, parts, strict=True):
                table[rows[solved]] = part[solved]
        return found

    def shifts(self, values: Values) -> Shifts | None:
        """Return the shifts of parameters, None if there are none."""
        if not len(self._which):
            return None
        none = np.zeros((len(values["temperature"]), len(self._which)))
        return Shifts(self._which, values.get("parameters", none))

    def _outputs(self, results: Equilibria) -> dict[str, np.ndarray]:
        there = results.phase >= 0
        amount, y = np.where(there, results.amount, 0.0), np.nan_to_num(results.y)
        tables, G = self._tables, np.zeros(len(amount))
        phase_amount = np.zeros((len(amount), len(self.phases)))
        for p in range(len(self.phases)):
            own = amount * (results.phase == p)
            rows = tables.amounts[tables.first[p] : tables.first[p + 1]]
            moles = np.einsum("bv,bvn,ne->be", own, y[:, :, : len(rows)], rows)
            phase_amount[:, p] = moles.sum(axis=1)
            G += (moles * results.mu).sum(axis=1)
        shown = there[:, :, None] & self._there[results.phase]
        return {
            "gibbs_energy": G,
            "phase_amount": phase_amount,
            "chemical_potential": results.mu,
            "set_phase": np.where(there, results.phase, np.nan),
            "site_fractions": np.where(shown, results.y, np.nan),
        }

    def _lost(self, results: Equilibria, given: Values) -> np.ndarray:
        """Return a mask of points without a gradient, [b].

        They have a cotangent on a site fraction that does not exist, or one that is not finite.
        """
        lost = np.zeros(len(results.status), dtype=bool)
        for weight in given.values():
            lost |= ~np.isfinite(weight).reshape(len(lost), -1).all(axis=1)
        if "site_fractions" in given:
            shown = (results.phase >= 0)[:, :, None] & self._there[results.phase]
            lost |= (~shown & (given["site_fractions"] != 0.0)).any(axis=(1, 2))
        return lost

    def _weights(self, results: Equilibria, given: Values) -> Cotangents:
        """Return the cotangents of solutions from those of outputs."""
        there = results.phase >= 0
        y = np.where(there[:, :, None], given.get("site_fractions", 0.0), 0.0)
        amount = np.zeros(results.amount.shape)
        if "phase_amount" in given:
            # Moles of atoms of a set: n sum_i y_i (atoms of i).
            weight = np.where(
                there,
                np.take_along_axis(given["phase_amount"], np.maximum(results.phase, 0), axis=1),
                0.0,
            )
            atoms = self._atoms[results.phase]
            amount += weight * np.nansum(
                np.where(there[:, :, None], results.y, 0.0) * atoms, axis=2
            )
            y = y + (weight * np.where(there, results.amount, 0.0))[:, :, None] * atoms
        mu = np.ascontiguousarray(given.get("chemical_potential", np.zeros(results.mu.shape)))
        G = np.ascontiguousarray(given.get("gibbs_energy", np.zeros(len(there))))
        return Cotangents(amount, y, mu, G)


def _find(name: str, places: Mapping[str, int]) -> int:
    wanted = name.upper().replace(" ", "").replace("L(", "G(", 1)
    if wanted not in places:
        raise DatabaseError(unknown_name("parameter", wanted, places))
    return places[wanted]


def _sound(values: Values) -> np.ndarray:
    """Return a mask of points with valid conditions, [b]."""
    sound = np.ones(len(values["temperature"]), dtype=bool)
    for value in values.values():
        sound &= np.isfinite(value).reshape(len(value), -1).all(axis=1)
    for name in ("temperature", "pressure"):
        if name in values:
            sound &= values[name] > 0.0
    return sound & (values["moles"] >= 0.0).all(axis=1)
