"""Loops and their figures: shapes, edges, tables against direct loops;
published figures stand in tests/physics.
"""

from __future__ import annotations

import numpy as np
import pytest

from nmhts.physics.magnetism.ensemble import in_plane_random, isotropic
from nmhts.physics.magnetism.loop import (
    coercivity_ratio,
    exchange_bias_field,
    hysteresis_loop,
    loop_metrics,
)
from nmhts.physics.magnetism.stoner_wohlfarth import (
    anisotropy_field,
    astroid_angle,
    switching_field,
    upper_branch,
)

TEXTURES = [in_plane_random, isotropic]
WIDTHS = [0.0, 0.01, 0.3]
M_S, K = 8e5, 2e4
H_K = float(anisotropy_field(M_S, K))
FIELD = np.linspace(-4, 4, 321) * H_K
# Twelve points a panel, eight a class.
QUADRATURE = 1e-5
TABLE = 1e-4


def test_equilibrium_is_without_torque_and_stable():
    psi = np.linspace(0, np.pi / 2, 181)
    share = np.concatenate([-1 + np.geomspace(1e-12, 1, 40), np.geomspace(1e-12, 1e6, 60)])[:, None]
    h = np.where(share < 0, share * switching_field(psi), share)
    m = upper_branch(h, psi)
    assert (np.abs(m) <= 1).all()
    # The magnetization lies between easy axis and field above zero field, beyond the axis below it.
    phi = np.arccos(m)
    theta = phi - psi
    torque = np.sin(theta) * np.cos(theta) + h * np.sin(phi)
    # arccos loses half the digits at m = +-1.
    bent = np.abs(m) < 1 - 1e-6
    assert (np.abs(torque[bent]) < 1e-9 * (1 + np.abs(h)[bent])).all()
    assert (np.abs(torque) < 1e-7 * (1 + np.abs(h))).all()
    assert (np.cos(2 * theta) + h * m > -1e-6).all()


def test_equilibrium_solves_the_quartic():
    """With c along the easy axis:
    (1 - c^2) (c + h cos psi)^2 = (h sin psi)^2 c^2, by companion matrix.
    """
    rng = np.random.default_rng(3)
    for psi, share in zip(rng.uniform(0.05, 1.5, 200), rng.uniform(-0.95, 3, 200), strict=True):
        h = share * switching_field(psi)
        a, b = h * np.cos(psi), h * np.sin(psi)
        roots = np.roots([-1, -2 * a, 1 - a**2 - b**2, 2 * a, a**2])
        c = roots[np.abs(roots.imag) < 1e-9].real
        s = np.concatenate([np.sqrt(np.maximum(1 - c**2, 0)), -np.sqrt(np.maximum(1 - c**2, 0))])
        c = np.concatenate([c, c])
        states = c * np.cos(psi) - s * np.sin(psi)
        assert np.abs(states - upper_branch(np.array(h), np.array(psi))).min() < 1e-9


def test_astroid_angle_inverts_the_switching_field():
    h = np.linspace(0.5, 1, 101)
    for psi in (astroid_angle(h), np.pi / 2 - astroid_angle(h)):
        np.testing.assert_allclose(switching_field(psi), h, atol=1e-9)


@pytest.mark.parametrize("texture", TEXTURES)
@pytest.mark.parametrize("sigma", WIDTHS)
@pytest.mark.parametrize("h_p", [0.0, 0.1, 0.4, 0.7, np.inf])
def test_branches(texture, sigma, h_p):
    H_eb = 0.5 * H_K
    down, up = hysteresis_loop(FIELD, M_S, K, h_p * H_K, H_eb, texture=texture, sigma=sigma)
    assert (np.diff(down) >= -QUADRATURE * M_S).all()
    assert (np.diff(up) >= -QUADRATURE * M_S).all()
    assert (np.abs(down) <= M_S * (1 + QUADRATURE)).all()
    # With wide classes some grains still flip: the loop only has to run in the right sense.
    assert np.trapezoid(down - up, FIELD) >= -QUADRATURE * M_S * H_K
    # Symmetric about H = -H_eb.
    mirrored, _ = hysteresis_loop(
        -FIELD - 2 * H_eb, M_S, K, h_p * H_K, H_eb, texture=texture, sigma=sigma
    )
    np.testing.assert_allclose(up, -mirrored, atol=1e-9 * M_S)


@pytest.mark.parametrize("texture", TEXTURES)
@pytest.mark.parametrize("sigma", WIDTHS)
def test_table_against_direct_loops(texture, sigma):
    """At H = -H_eb -+ H_c a direct loop crosses zero:
    M changes sign within the error of the table.
    """
    h_p = np.concatenate([np.linspace(0.003, 0.6, 41), [np.inf]])
    figures = loop_metrics(M_S, K, h_p * H_K, 1e-8, 1e-4, texture=texture, sigma=sigma)
    error = TABLE * H_K
    around = np.array([-error, 0.0, error])
    H = -figures.exchange_bias[:, None] - figures.coercivity[:, None] + around
    down, _ = hysteresis_loop(
        H, M_S, K, h_p * H_K, figures.exchange_bias, texture=texture, sigma=sigma
    )
    assert (down[:, 0] < 0).all()
    assert (down[:, 2] > 0).all()
    middle, _ = hysteresis_loop(
        -figures.exchange_bias[:, None], M_S, K, h_p * H_K, figures.exchange_bias,
        texture=texture, sigma=sigma,
    )  # fmt: skip
    np.testing.assert_allclose(middle[:, 0], figures.remanence, atol=1e-9 * M_S)


@pytest.mark.parametrize("sigma", WIDTHS)
def test_coercivity_is_continuous_and_grows_with_pinning(sigma):
    h_p = np.linspace(0, 0.7, 20001)
    h_c = coercivity_ratio(h_p, sigma=sigma)
    assert h_c[0] == 0
    # The steepest slope is the one of the Kondorsky limit, 2 / sqrt(3).
    assert (np.diff(h_c) >= 0).all()
    assert (np.diff(h_c) <= 1.16 * h_p[1]).all()


def test_width_goes_to_zero_smoothly():
    h_p = np.linspace(0.01, 0.7, 50)
    for texture in TEXTURES:
        narrow = coercivity_ratio(h_p, texture=texture, sigma=1e-6)
        np.testing.assert_allclose(narrow, coercivity_ratio(h_p, texture=texture), atol=TABLE)


def test_films_without_ferromagnet():
    figures = loop_metrics(
        np.array([0.0, -1.0, M_S, M_S, M_S, np.nan]), K, 1e3, np.array([1, 1, 0, 1, 1, 1]) * 1e-8,
        1e-4,
    )  # fmt: skip
    assert np.isnan(figures.coercivity).tolist() == [True, True, True, False, False, True]
    assert np.isnan(figures.exchange_bias).tolist() == [True, True, True, False, False, True]
    assert (figures.remanence[:3] == 0).all()
    assert np.isnan(figures.remanence[5])
    down, up = hysteresis_loop(FIELD, np.array([0.0, -1.0, np.nan]), K, 1e3, np.nan)
    assert down.shape == up.shape == (3, FIELD.size)
    assert (down[:2] == 0).all()
    assert (up[:2] == 0).all()
    assert np.isnan(down[2]).all()


def test_films_without_anisotropy_have_no_coercivity():
    figures = loop_metrics(M_S, np.array([0.0, -1.0]), 1e3, 1e-8, 0.0)
    assert figures.coercivity[0] == 0
    assert np.isnan(figures.coercivity[1])
    assert figures.remanence[0] == pytest.approx(2 / np.pi * M_S)
    down, up = hysteresis_loop(np.array([-10.0, 10.0]), M_S, np.array([0.0, -1.0]), 1e3, 0.0)
    np.testing.assert_allclose(down[0], [-M_S, M_S], rtol=1e-9)
    np.testing.assert_allclose(up[0], [-M_S, M_S], rtol=1e-9)
    assert np.isnan(down[1]).all()


@pytest.mark.parametrize("sigma", [0.0, 0.3])
def test_a_film_does_not_depend_on_its_neighbours(sigma):
    rng = np.random.default_rng(5)
    M_s, anisotropy = rng.uniform(1e5, 1e6, (3, 4)), rng.uniform(1e3, 1e5, (3, 4))
    H_p, H_eb = rng.uniform(0, 5e4, (3, 4)), rng.uniform(-1e5, 1e5, 4)
    field = FIELD[::8]
    down, up = hysteresis_loop(field, M_s, anisotropy, H_p, H_eb, sigma=sigma)
    assert down.shape == (3, 4, field.size)
    figures = loop_metrics(M_s, anisotropy, H_p, 1e-8, 1e-4, sigma=sigma)
    assert figures.coercivity.shape == (3, 4)
    for i, j in np.ndindex(3, 4):
        inputs = M_s[i, j], anisotropy[i, j], H_p[i, j]
        alone = hysteresis_loop(field, *inputs, H_eb[j], sigma=sigma)
        np.testing.assert_array_equal(alone, (down[i, j], up[i, j]))
        one = loop_metrics(*inputs, 1e-8, 1e-4, sigma=sigma)
        assert one.coercivity == figures.coercivity[i, j]


def test_negative_coupling_shifts_the_other_way():
    assert exchange_bias_field(-1e-4, M_S, 1e-8) == -exchange_bias_field(1e-4, M_S, 1e-8)
