"""Uncertainties of the numbers of an alloy against
a Monte Carlo, status and sources of the parts.
"""

from __future__ import annotations

import numpy as np
import pytest
from end_members import COEFFICIENTS, EV, MEMBERS, NAME, alloy, rules, with_value

from nmhts.materials.mixing import mix
from nmhts.materials.records import STATUSES


def test_uncertainties_propagate_as_a_monte_carlo_says():
    """Independent normal inputs, 2e5 draws: three figures of the deviation.

    Small uncertainties, as the propagation is of first order.
    """
    x = {"Co": 0.6, "Fe": 0.1, "Mn": 0.3}
    members = {
        m: with_value(s, NAME, uncertainty=u * EV)
        for (m, s), u in zip(MEMBERS.items(), (0.02, 0.03, 0.05), strict=True)
    }
    for name, scale in (("attempt_frequency", (0.1, 1, 10)), ("metal_site_density", (0.5, 1, 2))):
        for (metal, sheet), factor in zip(list(members.items()), scale, strict=True):
            value = factor * sheet[name]
            members[metal] = with_value(sheet, name, value=value, uncertainty=0.02 * value)
    found = mix(alloy(**x), members, rules(uncertainty=0.1)).quantities
    rng, n = np.random.default_rng(1), 200_000
    draw = {
        name: {
            m: rng.normal(s[name], s.quantities[name].uncertainty, n) for m, s in members.items()
        }
        for name in (NAME, "attempt_frequency", "metal_site_density")
    }
    barrier = sum(x[m] * draw[NAME][m] for m in x)
    for i, j in COEFFICIENTS:
        barrier = barrier + x[i] * x[j] * rng.normal(0, 0.1 * EV, n)
    frequency = np.exp(sum(x[m] * np.log(draw["attempt_frequency"][m]) for m in x))
    density = 1 / sum(x[m] / draw["metal_site_density"][m] for m in x)
    for name, values in (
        (NAME, barrier),
        ("attempt_frequency", frequency),
        ("metal_site_density", density),
    ):
        assert found[name].uncertainty == pytest.approx(np.std(values), rel=0.01, abs=0), name


@pytest.mark.parametrize("cobalt", STATUSES)
@pytest.mark.parametrize("interaction", STATUSES)
def test_the_status_is_the_least_known_of_the_parts(cobalt: str, interaction: str):
    members = {
        "Co": with_value(MEMBERS["Co"], NAME, status=cobalt),
        "Mn": with_value(MEMBERS["Mn"], NAME, status="measured", source="Tan2022"),
    }
    mixed = mix(alloy(Co=0.9, Mn=0.1), members, rules(status=interaction)).quantities[NAME]
    assert STATUSES.index(mixed.status) == max(map(STATUSES.index, (cobalt, interaction)))
    assert mixed.source.split(", ") == [
        members["Co"].quantities[NAME].source,
        "Tan2022",
        "SnowCoMn",
    ]
    assert mixed.note == "linear mixing, own: 0.9 CoN 1.296 eV, 0.1 MnN 1.546 eV, Co-Mn L = by hand"
