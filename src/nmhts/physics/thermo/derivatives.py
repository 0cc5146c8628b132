"""Derivatives of equilibria by all inputs: temperature, pressure, amounts, potentials, parameters.

The kernel (``implicit``) gives cotangents of the coefficients of monomials. Here they become those
of the database's parameters, of the total temperature dependence and of pressure.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nmhts.physics.thermo.implicit import Cotangents, new_answers, pull_equilibria
from nmhts.physics.thermo.solve import OK, Conditions, Equilibria
from nmhts.physics.thermo.system import System


class PulledBack(NamedTuple):
    """Cotangents of the inputs of b points; 0 for a point without a solution."""

    T: np.ndarray  # [b] 1/K
    P: np.ndarray  # [b] 1/Pa
    moles: np.ndarray  # [b, e] of the elements whose amount is given, else 0
    mu: np.ndarray  # [b, e] of the elements whose potential is given, else 0
    parameters: np.ndarray  # [b, k] of ``System.parameters``, in their units
    # [b, c] of the frozen site fractions, along changes at which every sublattice stays full; else
    # 0
    fill: np.ndarray


def pull_back(
    system: System,
    P: np.ndarray,
    results: Equilibria,
    conditions: Conditions,
    given: Cotangents,
) -> PulledBack:
    """Return the derivatives of one scalar of every point.

        d/dtheta_k = sum_t w_tk d/dc_t
        d/dT = (d/dT)_c + sum_t d/dc_t dc_t/dT        d/dP = sum_t d/dc_t dc_t/dP

    c_t(T, P, theta) are the coefficients of the monomials, w their weights. The derivatives hold
    while the set of phases of a point stays the same. Where a phase appears or vanishes, they are
    those of the side of the solution.
    Parameters: P [b] Pa; results and conditions as of ``equilibria``; given, cotangents of the
    results: the derivatives of that scalar by them, finite. Those of site fractions count along
    changes at which every sublattice stays full. A given potential counts as a result equal to its
    input.
    Errors: none.
    """
    count, e = results.mu.shape
    answers = new_answers(conditions, results)
    pull_equilibria(system.tables, conditions, results, given, answers)
    solved = results.status == OK
    moles = np.zeros((count, e))
    moles[:, conditions.bound] = answers.moles
    free = np.ones(e, dtype=bool)
    free[conditions.bound] = False
    by_T = system.slopes(conditions.T, P)
    by_P = system.slopes_by_pressure(conditions.T, P)
    return PulledBack(
        answers.T + (answers.coefficients * by_T).sum(axis=1),
        (answers.coefficients * by_P).sum(axis=1),
        moles,
        answers.mu + np.where(free & solved[:, None], given.mu, 0.0),
        answers.coefficients @ system.weights,
        answers.fill,
    )
