"""The Rosenbrock method: conditions of order and stability, and its error on a film."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from films import NM, film_point, reference, run
from reference_film import solve

from nmhts.numerics.rosenbrock import DENSE, GAMMA, NODES, SLOPES, STAGES, A, C

# Published with 16 digits, as sums of numbers up to 35.
ROUNDING = 1e-13

# Conversion from the form without products with the Jacobian back to the classical one (Hairer and
# Wanner 1996, IV.7, eq. 7.25).
COUPLING = np.linalg.inv(np.eye(STAGES) / GAMMA - C)
ALPHA = A @ COUPLING
BETA = ALPHA + COUPLING
LAST = np.append(A[-1, :-1], 1.0)
WEIGHTS = LAST @ COUPLING
EMBEDDED = A[-1] @ COUPLING


def conditions(b: np.ndarray) -> dict[int, list[tuple[Any, float]]]:
    """Order conditions of a Rosenbrock method (Hairer
    and Wanner 1996, table IV.7.1), found and due.
    """
    one = np.ones(STAGES)
    c, d = ALPHA @ one, BETA @ one
    return {
        1: [(b @ one, 1)],
        2: [(b @ d, 1 / 2)],
        3: [(b @ c**2, 1 / 3), (b @ BETA @ d, 1 / 6)],
        4: [
            (b @ c**3, 1 / 4),
            (b @ (c * (ALPHA @ d)), 1 / 8),
            (b @ BETA @ c**2, 1 / 12),
            (b @ BETA @ BETA @ d, 1 / 24),
        ],
    }


def test_stages_stand_at_their_nodes():
    np.testing.assert_allclose(ALPHA.sum(axis=1), NODES, rtol=0, atol=ROUNDING)
    np.testing.assert_allclose(COUPLING.sum(axis=1), SLOPES, rtol=0, atol=ROUNDING)
    np.testing.assert_allclose(np.diag(COUPLING), GAMMA, rtol=0, atol=ROUNDING)


@pytest.mark.parametrize(("weights", "order"), [(WEIGHTS, 4), (EMBEDDED, 3)])
def test_order_conditions(weights: np.ndarray, order: int):
    due = conditions(weights)
    for p in range(1, order + 1):
        for found, expected in due[p]:
            assert found == pytest.approx(expected, abs=ROUNDING)
    if order == 3:
        assert max(abs(f - e) for f, e in due[4]) > 1e-3, "an estimate of order 4 sees no error"


def test_both_formulas_hold_the_algebraic_equations():
    """Stiffly accurate: the weights are a row of beta.

    The Poisson equation therefore holds at the end of a step.
    """
    np.testing.assert_allclose(WEIGHTS, BETA[-1], rtol=0, atol=ROUNDING)
    np.testing.assert_allclose(EMBEDDED, BETA[-2], rtol=0, atol=ROUNDING)


def growth(weights: np.ndarray, z: complex) -> float:
    """|R(z)| = |1 + z b (1 - z beta)^-1 1|."""
    return float(
        abs(1 + z * (weights @ np.linalg.solve(np.eye(STAGES) - z * BETA, np.ones(STAGES))))
    )


@pytest.mark.parametrize("weights", [WEIGHTS, EMBEDDED])
def test_both_formulas_are_l_stable(weights: np.ndarray):
    """Bounded on the imaginary axis, poles to the right of it, and zero at infinity."""
    assert max(growth(weights, 1j * w) for w in np.geomspace(1e-3, 1e6, 400)) <= 1 + ROUNDING
    assert GAMMA > 0
    for z in (-1e8, 1e8j, -1e8 + 1e8j):
        assert growth(weights, z) < 1e-6


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_dense_output_is_of_order_three(share: float):
    """The conditions of order up to three, at a fraction of the step."""
    bend = np.append(DENSE[0] + share * DENSE[1], 0.0)
    b = (share * (LAST + (1 - share) * bend)) @ COUPLING
    one = np.ones(STAGES)
    c, d = ALPHA @ one, BETA @ one
    for found, due in (
        (b @ one, share),
        (b @ d, share**2 / 2),
        (b @ c**2, share**3 / 3),
        (b @ BETA @ d, share**3 / 6),
    ):
        assert found == pytest.approx(due, abs=ROUNDING)


def test_error_of_a_film_falls_in_proportion_to_the_tolerance():
    """A local error of rtol a step leaves a global error in proportion to rtol,
    if all states share one tolerance.

    The film decomposes, and is followed at a thousandth of rtol above 1e-7.
    """
    times = np.linspace(0, 0.89, 13)
    point = film_point("CoN", 4 * NM, "hold -4 V for 0.6 s; hold 3 V for 0.3 s", times=times)
    p = point.protocol
    exact = solve(
        reference(point), 0.998, p.nodes, p.v_start, p.v_end, point.times, rtol=1e-10, atol=1e-13
    )
    tolerances = np.array([1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 3e-8, 1e-8, 3e-9])
    errors = [
        np.abs(run(point, float(rtol))["nitrogen_occupancy"] - exact.y).max() for rtol in tolerances
    ]
    alike = tolerances <= 1e-7
    slope = np.polyfit(np.log(tolerances[alike]), np.log(np.array(errors)[alike]), 1)[0]
    assert (np.array(errors) < tolerances).all()
    assert 0.75 < slope < 1.1
