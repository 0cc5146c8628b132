"""Influence of the cell on a film: salt, leak, and the contact below it."""

from __future__ import annotations

import numpy as np
import pytest
from films import film_point, run

from nmhts.errors import MaterialError
from nmhts.materials.library import find_gate, load_sheet
from nmhts.materials.records import SALT
from nmhts.physics.transport.parameters import film_parameters
from nmhts.validation.bench import Bench
from nmhts.validation.cells import CONCENTRATIONS, KI, SIDE, course

ROOM = 298.15


def test_rate_has_one_maximum_in_the_concentration():
    bench = Bench()
    times = [
        course(bench.film("CoN", "85 nm", KI, salt_concentration=f"{c} mol/m^3"), -6.0, 1000.0)[0]
        for c in CONCENTRATIONS
    ]
    best = int(np.argmin(times))
    assert 0 < best < len(times) - 1
    assert np.all(np.diff(times[: best + 1]) < 0)
    assert np.all(np.diff(times[best:]) > 0)


def test_salt_acts_by_resistance_and_by_covering_sites():
    """R_A is that of a column of electrolyte, and at 1 / K_b half of the sites are open."""
    gate = find_gate(KI).values()
    nitride = film_point("CoN", 5e-9, "rest 1 s").nitride
    p = film_parameters(nitride, gate | {"salt_concentration": 1 / gate["blocking_constant"]}, ROOM)
    assert p.open_share == pytest.approx(0.5**3, rel=1e-12)
    column = gate["electrolyte_gap"] * gate["blocking_constant"] / gate["molar_conductivity"]
    assert p.area_resistance == pytest.approx(gate["area_resistance"] + column, rel=1e-12)
    # A sheet without salt has neither.
    plain = find_gate("HfO2").values()
    p = film_parameters(nitride, plain, ROOM)
    assert (p.open_share, p.area_resistance) == (1.0, plain["area_resistance"])


def test_leak_takes_its_share_of_the_voltage_and_moves_no_nitrogen():
    """All else at rest, D + phi is V / (1 + G R_A), and the current G times it."""
    G, R, volts = 0.3, 2.0, 0.4
    point = film_point(
        "CoN", 5e-9, f"hold {-volts} V for 10 s", gate={"leak_conductance": G, "area_resistance": R}
    )  # fmt: skip
    film = run(point, 1e-8)
    assert film["current_density"][-1] == pytest.approx(G * volts / (1 + G * R), rel=1e-5)
    dry = run(
        film_point(
            "CoN", 5e-9, f"hold {-volts / (1 + G * R)} V for 10 s", gate={"area_resistance": R}
        ),
        1e-8,
    )
    assert film["stern_drop"][-1] == pytest.approx(dry["stern_drop"][-1], rel=1e-6)
    assert film["nitrogen_reservoir"][-1] == pytest.approx(dry["nitrogen_reservoir"][-1], rel=1e-2)


def test_without_an_electrode_below_the_first_nitrogen_leaves_more_slowly():
    """The screened slab takes more of the voltage,
    by coth / tanh of its thickness over the screening length.
    """
    bench = Bench()
    with_side = bench.film("CoN", "85 nm", SIDE, area_resistance="0.1 ohm*m^2")
    buffer = bench.film(
        "CoN", "85 nm", SIDE, area_resistance="0.1 ohm*m^2", bottom_potential_ratio="0"
    )
    assert course(with_side, -5.5, 2000.0)[0] > 4 * course(buffer, -5.5, 2000.0)[0]


def test_salt_needs_all_its_numbers(tmp_path):
    text = find_gate(KI).path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "molar_conductivity" not in line]
    sheet = tmp_path / "gate.yaml"
    sheet.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(MaterialError, match=f"molar_conductivity: missing.*{', '.join(SALT)}"):
        load_sheet(sheet)
