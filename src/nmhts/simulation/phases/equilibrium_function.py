"""Phase equilibria as functions of JAX arrays, with reverse mode.

Gradients follow from the implicit function theorem; ``host_functions`` holds the interface to JAX.
No result is kept between a batch and its gradient. The backward pass solves the points once more,
and one linear system per point gives all derivatives.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nmhts.errors import SimulationError
from nmhts.materials.tdb.library import load_database
from nmhts.materials.tdb.records import Database
from nmhts.physics.thermo.derivatives import pull_back
from nmhts.physics.thermo.equilibrium import equilibria
from nmhts.physics.thermo.frozen import NITROGEN, frozen_equilibria, lattice_of, pull_back_frozen
from nmhts.physics.thermo.implicit import Cotangents
from nmhts.physics.thermo.solve import Conditions, Equilibria
from nmhts.physics.thermo.system import System, system_of
from nmhts.simulation.phases.equilibrium_host import OUTPUTS, AbstractEquilibriumFunction, Values


class EquilibriumFunction(AbstractEquilibriumFunction):
    """Equilibria of b points as a function of their conditions, for JAX.

        found = solve({"temperature": [b], "moles": [b, m], ...})

    A call takes, in SI: ``temperature`` [b] K; ``moles`` [b, m] of ``bound`` elements;
    ``chemical_potentials`` [b, f] J/mol of ``potentials``, the elements whose potential is given;
    ``pressure`` [b] Pa (1 bar where not given); ``parameters`` [b, k], or [k] for all points, added
    to the values of the named parameters, in their units (zeros where not given).
    Returns, by name: ``gibbs_energy`` [b] J, of all phases together; ``phase_amount`` [b, p] moles
    of atoms in every one of ``phases``; ``chemical_potential`` [b, e] J/mol of ``components``, the
    elements; ``set_phase`` [b, v] place in ``phases`` of every composition set, and
    ``site_fractions`` [b, v, n] of its constituents (``constituents``), NaN where there is none. A
    phase with a miscibility gap has two sets; sets are in the order of phases. ``left_out`` names
    phases that the elements can form and that cannot be computed.
    Limits: derivatives hold as long as the phases stay the same. At the end of that range they are
    those of the side of the solution, and an absent phase has none. A point without solution is NaN
    and its gradient is NaN; so are those of invalid conditions (a temperature or pressure that is
    not above 0, a negative amount, zero amounts). A cotangent on a site fraction that a point does
    not have makes its gradient NaN: leave it out (``jnp.where``). ``set_phase`` has no derivative.
    Errors: SimulationError for unknown names and wrong shapes; TypeError for forward mode and
    second derivatives.
    """

    def __init__(
        self,
        system: System,
        potentials: Sequence[str],
        parameters: Sequence[str],
        outputs: Sequence[str],
    ):
        super().__init__(system, system.tables, system.elements, potentials, parameters, outputs)

    def has_amount(self, moles: np.ndarray) -> np.ndarray:
        """Return a mask of points with a non-zero amount of an element, [b]."""
        return moles.max(axis=1) > 0.0

    def solve(self, values: Values, P: np.ndarray) -> tuple[Equilibria, Conditions]:
        """Return the equilibria of valid points."""
        moles = np.full((len(P), len(self.elements)), np.nan)
        mu = moles.copy()
        moles[:, self._bound] = values["moles"]
        if self._free:
            mu[:, self._free] = values["chemical_potentials"]
        return equilibria(
            self.system, values["temperature"], P, moles, mu, shifts=self.shifts(values)
        )

    def pull(
        self,
        values: Values,
        P: np.ndarray,
        results: Equilibria,
        conditions: Conditions,
        given: Cotangents,
    ) -> dict[str, np.ndarray]:
        """Return the cotangents of all inputs by name."""
        pulled = pull_back(self.system, P, results, conditions, given)
        return {
            "temperature": pulled.T,
            "pressure": pulled.P,
            "moles": pulled.moles[:, self._bound],
            "chemical_potentials": pulled.mu[:, self._free],
            "parameters": pulled.parameters[:, self._which],
        }


class FrozenEquilibriumFunction(AbstractEquilibriumFunction):
    """Equilibria of b points in which only N moves (paraequilibrium), for JAX.

    Every phase holds the metals in the ratio of their ``moles``.

        x_i = n_i / sum_j n_j        dx_j / dn_i = (1_ij - x_j) / sum_j n_j

    Inputs, outputs and failures are those of ``EquilibriumFunction``, but ``chemical_potential``
    [b, 2] is that of ``components``: of the metal atoms in their ratio, and of N. Only N may have
    its potential given. The derivative of the energy by the amount of a metal is therefore the mean
    of its potentials in the phases, weighted by their metal content; potentials in single phases
    differ. NaN is the derivative by the amount of an absent metal, at points with a phase that has
    no place for it. A point without metals is NaN with all its outputs.
    Errors: SimulationError, for a system without N or metals too; TypeError for forward mode and
    second derivatives.
    """

    def __init__(
        self,
        system: System,
        potentials: Sequence[str],
        parameters: Sequence[str],
        outputs: Sequence[str],
    ):
        self._lattice = lattice_of(system)
        super().__init__(
            system, self._lattice.tables, ("METAL", NITROGEN), potentials, parameters, outputs
        )
        for name in self.potentials:
            if name != NITROGEN:
                raise SimulationError(
                    f"potential of {name}: metals that are frozen have none of their own (allowed: "
                    "N)"
                )
        self._metals = [self.bound.index(name) for name in self._lattice.metals]

    def has_amount(self, moles: np.ndarray) -> np.ndarray:
        """Return a mask of points with metal, [b]."""
        return moles[:, self._metals].max(axis=1) > 0.0

    def solve(self, values: Values, P: np.ndarray) -> tuple[Equilibria, Conditions]:
        """Return the equilibria of valid points."""
        total, x = self._ratio(values)
        moles = np.stack([total, np.full(len(P), np.nan)], axis=1)
        mu = np.full(len(P), np.nan)
        if self._free:
            mu = values["chemical_potentials"][:, 0]
        else:
            moles[:, 1] = values["moles"][:, self.bound.index(NITROGEN)]
        return frozen_equilibria(
            self._lattice, values["temperature"], P, x, moles, mu, shifts=self.shifts(values)
        )

    def pull(
        self,
        values: Values,
        P: np.ndarray,
        results: Equilibria,
        conditions: Conditions,
        given: Cotangents,
    ) -> dict[str, np.ndarray]:
        """Return the cotangents of all inputs by name."""
        pulled = pull_back_frozen(self._lattice, P, results, conditions, given)
        total, x = self._ratio(values)
        # An absent metal has no weight in the mean, not even if its own derivative is NaN.
        mean = np.where(x > 0.0, x * pulled.fractions, 0.0).sum(axis=1, keepdims=True)
        moles = np.repeat(pulled.moles[:, 1:], len(self.bound), axis=1)
        moles[:, self._metals] = pulled.moles[:, :1] + (pulled.fractions - mean) / total[:, None]
        return {
            "temperature": pulled.T,
            "pressure": pulled.P,
            "moles": moles,
            "chemical_potentials": pulled.mu[:, None],
            "parameters": pulled.parameters[:, self._which],
        }

    def _ratio(self, values: Values) -> tuple[np.ndarray, np.ndarray]:
        """Return the moles of metal [b], and the fractions of the metals in it [b, metals]."""
        metals = values["moles"][:, self._metals]
        total = metals.sum(axis=1)
        return total, metals / total[:, None]


def equilibrium_function(
    database: Database | str | Path | None,
    elements: Sequence[str],
    phases: Sequence[str] = (),
    *,
    potentials: Sequence[str] = (),
    parameters: Sequence[str] = (),
    frozen_metals: bool = False,
    outputs: Sequence[str] = OUTPUTS,
) -> EquilibriumFunction | FrozenEquilibriumFunction:
    """Return phase equilibria as a function of conditions and database parameters, for JAX.

    Parameters: database, or a name or path as for ``load_database``; elements and phases as for
    ``system_of``; potentials, elements whose chemical potential is given in place of their amount;
    parameters that calls may shift, as ``Parameter.label`` says them: ``G(FCC_A1,CO,MN:VA;1)``;
    frozen_metals: only N moves, every phase holds the metals in the same ratio
    (``FrozenEquilibriumFunction``); outputs of those of ``EquilibriumFunction``.
    Errors: DatabaseError, SimulationError.
    """
    held = database if isinstance(database, Database) else load_database(database)
    made = FrozenEquilibriumFunction if frozen_metals else EquilibriumFunction
    return made(system_of(held, elements, phases), potentials, parameters, outputs)
