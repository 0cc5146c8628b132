"""Magnetism of the sheets against quoted figures and the limits of the laws."""

from __future__ import annotations

import numpy as np
import pytest
from films import ROOM
from scipy import constants
from scipy.optimize import brentq

from nmhts.materials.library import find_nitride
from nmhts.physics.magnetism.intrinsic import (
    order_temperature,
)
from nmhts.simulation.films.plane_model import plane_magnetization

MU_B = constants.physical_constants["Bohr magneton"][0]
FEW_ULPS = 1e-13


def curie(material: str, y: float) -> float:
    sheet = find_nitride(material)
    return float(
        order_temperature(
            y, sheet["curie_temperature"], sheet["curie_extinction"], sheet["curie_exponent"]
        )
    )


def magnetization(material: str, y: float, temperature: float) -> float:
    return float(
        plane_magnetization(find_nitride(material).values(), np.array([y]), temperature)[0]
    )


def moment(material: str, y: float) -> float:
    """Bohr magnetons per metal atom at 1 K."""
    return magnetization(material, y, 1.0) / (find_nitride(material)["metal_site_density"] * MU_B)


@pytest.mark.parametrize(
    ("material", "y", "low", "high"),
    [
        ("FeN", 1 / 4, 716, 769),  # Fe4N: 716 (Dirba 2015) to 761-769 K
        ("FeN", 1 / 3, 560, 575),  # eps-Fe3N
        ("FeN", 1 / 2, 0, 10),  # Fe2N orders below 10 K
        ("CoN", 1 / 4, 700, 830),  # Co4N, extrapolated
        ("CoN", 0, 1386, 1406),  # fcc Co 1396 K
        ("FeN", 0, 1041, 1045),  # bcc Fe 1043 K
    ],
)
def test_curie_temperatures(material: str, y: float, low: float, high: float):
    assert low <= curie(material, y) <= high


@pytest.mark.parametrize(
    ("material", "y", "low", "high"),
    [
        ("FeN", 0, 2.20, 2.24),  # bcc Fe (Coey 2010)
        ("FeN", 1 / 4, 1.98, 2.42),  # Fe4N 2.2 within 10 %
        ("FeN", 1 / 3, 1.79, 2.19),  # Fe3N 1.99 within 10 % (Sifkovits 1999)
        ("CoN", 0, 1.70, 1.74),  # hcp Co (Coey 2010)
        ("CoN", 1 / 4, 1.4, 1.75),  # Co4N (Ito 2015)
        ("CoN", 1 / 2, 0, 1e-6),  # Co2N is not magnetic
    ],
)
def test_moments(material: str, y: float, low: float, high: float):
    assert low <= moment(material, y) <= high


@pytest.mark.parametrize("material", ["CoN", "FeN"])
def test_as_grown_nitrides_are_paramagnetic(material: str):
    grown = find_nitride(material)["initial_occupancy"]
    assert magnetization(material, grown, ROOM) == 0
    assert magnetization(material, 1.0, 1.0) == 0


def test_ferromagnetism_appears_below_half_the_nitrogen():
    """Onset N/Co between 0.25 and 0.5 at 300 K (several Co-N film papers)."""
    onset = brentq(lambda y: curie("CoN", y) - 300.0, 0.0, 0.999)
    assert isinstance(onset, float)
    assert 0.25 <= onset <= 0.5
    assert magnetization("CoN", onset - 1e-3, 300.0) > 0
    assert magnetization("CoN", onset + 1e-3, 300.0) == 0


def test_full_magnetization_of_cobalt_is_the_count_of_moments():
    """8.1e2 emu/cm3 per as-grown volume within 5 %, and not above 1.72 mu_B an atom at 0 K."""
    assert magnetization("CoN", 0.0, ROOM) == pytest.approx(8.1e5, rel=0.05, abs=0)
    sites = find_nitride("CoN")["metal_site_density"]
    assert magnetization("CoN", 0.0, 1e-9) == pytest.approx(sites * 1.72 * MU_B, rel=1e-6, abs=0)


@pytest.mark.parametrize("material", ["CoN", "FeN"])
def test_cold_limit_is_flat_and_warm_limit_is_steep(material: str):
    """The superellipse m^n + (T/T*)^n = 1:
    1 - m -> (T/T*)^n / n when cold, m -> (n t)^(1/n) at t = 1 - T/T* -> 0.
    """
    n = find_nitride(material)["shape_exponent"]
    T_C = curie(material, 0.0)
    full = magnetization(material, 0.0, 1e-9)
    cold, warm = 1e-2, 1e-6
    lost = 1 - magnetization(material, 0.0, cold * T_C) / full
    # The next terms of the two series are of relative order cold^n and warm.
    assert lost == pytest.approx(cold**n / n, rel=1e-3, abs=0)
    left = magnetization(material, 0.0, (1 - warm) * T_C) / full
    assert left == pytest.approx((n * warm) ** (1 / n), rel=1e-5, abs=0)
    assert magnetization(material, 0.0, T_C) == 0
    assert magnetization(material, 0.0, 2 * T_C) == 0


@pytest.mark.parametrize("material", ["CoN", "FeN"])
@pytest.mark.parametrize("y", [0.0, 0.1, 0.3])
def test_magnetization_lies_on_the_superellipse(material: str, y: float):
    n = find_nitride(material)["shape_exponent"]
    T_order, full = curie(material, y), magnetization(material, y, 1e-9)
    for share in (0.2, 0.5, 0.9, 0.99):
        m = magnetization(material, y, share * T_order) / full
        assert m**n + share**n == pytest.approx(1, abs=FEW_ULPS)


@pytest.mark.parametrize("material", ["CoN", "FeN"])
def test_magnetization_falls_with_nitrogen_and_temperature(material: str):
    by_y = [magnetization(material, y, ROOM) for y in np.linspace(0, 0.45, 10)]
    by_T = [magnetization(material, 0.1, T) for T in np.linspace(1, 1500, 16)]
    assert (np.diff(by_y) < 0).all()
    assert (np.diff(by_T) <= 0).all()
    assert by_T[0] > 0 == by_T[-1]
