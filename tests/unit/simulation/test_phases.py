"""Equilibria of points and their magnetism, as notebooks get them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import nmhts
from nmhts.constants import mu_B
from nmhts.errors import DatabaseError, MaterialError, UnitError
from nmhts.materials.library import PACKAGED
from nmhts.physics.magnetism.intrinsic import (
    ANTIFERROMAGNETIC,
    FERRIMAGNETIC,
    FERROMAGNETIC,
    PARAMAGNETIC,
)
from nmhts.simulation.phases import database
from nmhts.simulation.phases.database import is_gas, read_database, system_phases
from nmhts.simulation.phases.equilibria import PhasePoint, equilibrium_batch
from nmhts.simulation.phases.status import NO_PHASE, OK, OUTSIDE_ASSESSMENT

METALS = ("Co", "Mn")
ALL = tuple(system_phases(read_database("cofemnn"), METALS))
SOLID = tuple(name for name in ALL if name not in ("GAS", "LIQUID"))


def point(x: float, T: float = 300.0, r: float | None = 0.2, **changes) -> PhasePoint:
    base = PhasePoint("cofemnn", SOLID, {"Co": 1.0 - x, "Mn": x}, T, r)
    return replace(base, **changes)


def names(result: dict, i: int, listed=SOLID) -> list[str]:
    return [listed[k] for k in result["phase"][i] if k >= 0]


def test_amounts_make_the_composition():
    points = [point(x, T, r) for x in (0.1, 0.4, 0.9) for T in (300.0, 900.0) for r in (0.05, 0.4)]
    result = equilibrium_batch(points)
    assert (result["status"] == OK).all()
    n = np.nan_to_num(result["nitrogen_content"])
    atoms = np.nan_to_num(result["phase_amount"])
    metal = atoms / (1.0 + n)
    assert np.allclose(atoms.sum(axis=1), 1.0, rtol=0, atol=1e-12)
    ratio = (metal * n).sum(axis=1) / metal.sum(axis=1)
    assert np.allclose(
        ratio, np.array([p.nitrogen_to_metal for p in points], dtype=float), rtol=0, atol=1e-11
    )


def test_energy_is_the_worth_of_the_elements():
    p = point(0.3, 600.0, 0.4)
    result = equilibrium_batch([p])
    moles = np.array([0.7, 0.3, 0.4]) / 1.4
    assert result["gibbs_energy"][0] == pytest.approx(
        result["chemical_potential"][0] @ moles, rel=1e-12
    )


def test_result_does_not_depend_on_the_batch():
    points = [point(x, T, r) for x in (0.0, 0.2, 1.0) for T in (300.0, 811.0) for r in (0.0, 0.3)]
    together = equilibrium_batch(points)
    for i, p in enumerate(points):
        alone = equilibrium_batch([p])
        for name, values in alone.items():
            assert values[0].tobytes() == together[name][i].tobytes(), (name, p)


def test_elements_that_are_not_there_have_no_potential():
    result = equilibrium_batch([point(0.0), point(0.5, r=0.0), point(0.5)])
    assert np.isnan(result["chemical_potential"]).tolist() == [
        [False, True, False],
        [False, False, True],
        [False, False, False],
    ]


def test_frozen_metals_keep_their_ratio_in_every_phase():
    result = equilibrium_batch([point(0.3, frozen_metals=True)])
    assert result["status"][0] == OK
    own = result["constitution"][0][result["phase"][0] >= 0]
    assert len(own) > 1
    assert np.allclose(own[:, :2], [0.7, 0.3])
    free = equilibrium_batch([point(0.3)])
    assert free["gibbs_energy"][0] < result["gibbs_energy"][0]
    # Phases of Mn alone have no place for Co.
    assert np.isnan(result["driving_force"][0, SOLID.index("MN3N2_ETA")])


@pytest.mark.parametrize("frozen", [False, True])
def test_open_system_at_the_potential_of_a_sealed_one_is_the_same(frozen: bool):
    sealed = point(0.3, 700.0, 0.2, frozen_metals=frozen)
    found = equilibrium_batch([sealed])
    gas = equilibrium_batch([point(0.3, 700.0, None, nitrogen_pressure=1e5, frozen_metals=frozen)])
    offset = float(found["chemical_potential"][0, -1] - gas["chemical_potential"][0, -1])
    again = equilibrium_batch(
        [point(0.3, 700.0, None, nitrogen_chemical_potential=offset, frozen_metals=frozen)]
    )
    # Where phases coexist the potential does not fix their amounts; the potential of the metals is
    # the same.
    assert again["chemical_potential"][0] == pytest.approx(
        found["chemical_potential"][0], rel=1e-9, nan_ok=True
    )


def test_vented_film_gives_off_gas_and_a_sealed_one_cannot():
    listed = (*SOLID, "GAS")
    vented = point(0.0, 600.0, 0.9, phases=listed, gas=True)
    sealed = replace(vented, gas=False)
    found = equilibrium_batch([vented, sealed])
    assert "GAS" in names(found, 0, listed)
    assert "GAS" not in names(found, 1, listed)
    assert found["gibbs_energy"][0] < found["gibbs_energy"][1]
    assert is_gas(read_database("cofemnn"), "GAS")
    assert not is_gas(read_database("cofemnn"), "LIQUID")


def test_composition_that_no_phase_holds_is_coded():
    rich = point(0.2, 300.0, 5.0)
    outside = point(0.2, 250.0)
    result = equilibrium_batch([rich, outside, point(0.2)])
    assert result["status"].tolist() == [NO_PHASE, OUTSIDE_ASSESSMENT, OK]
    assert np.isnan(result["gibbs_energy"][0])
    assert np.isnan(result["net_magnetization"][0])
    assert (result["phase"][0] == -1).all()
    assert np.isfinite(result["gibbs_energy"][1])


def test_phases_that_the_metals_of_a_batch_cannot_make_are_as_if_not_listed():
    cobalt = PhasePoint("cofemnn", (*SOLID,), {"Co": 1.0}, 300.0, 0.2)
    assert "MN3N2_ETA" in SOLID
    assert equilibrium_batch([cobalt])["status"].tolist() == [OK]
    assert equilibrium_batch([replace(cobalt, phases=("MN3N2_ETA",))])["status"].tolist() == [
        NO_PHASE
    ]


def test_orders_of_pure_phases():
    cases = {
        # phase alone, x_Mn, N/M, T: order
        ("HCP_A3", 0.0, 0.0, 300.0): FERROMAGNETIC,
        ("HCP_A3", 0.0, 0.0, 1450.0): PARAMAGNETIC,
        ("HCP_A3", 0.0, 0.5, 300.0): PARAMAGNETIC,  # Co2N
        ("FE4N_LP10", 0.0, 0.25, 300.0): FERROMAGNETIC,  # Co4N
        ("FE4N_LP10", 1.0, 0.25, 300.0): FERRIMAGNETIC,  # Mn4N
        ("FE4N_LP10", 1.0, 0.25, 800.0): PARAMAGNETIC,
        ("MN3N2_ETA", 1.0, 2.0 / 3.0, 300.0): ANTIFERROMAGNETIC,
        ("MN6N5_THETA", 1.0, 5.0 / 6.0, 700.0): PARAMAGNETIC,
        ("CBCC_A12", 1.0, 0.0, 90.0): ANTIFERROMAGNETIC,  # T_N of alpha-Mn is 95 K
        ("CBCC_A12", 1.0, 0.0, 300.0): PARAMAGNETIC,
        ("CUB_A13", 1.0, 0.0, 300.0): PARAMAGNETIC,
        ("FCC_A1", 1.0, 0.0, 300.0): ANTIFERROMAGNETIC,  # T_N of fcc Mn is 540 K
        ("FCC_A1", 0.35, 0.0, 300.0): PARAMAGNETIC,  # T_C of fcc Co-Mn is zero there
        ("ZB", 0.0, 1.0, 300.0): PARAMAGNETIC,  # CoN
        ("ZB", 1.0, 1.0, 300.0): ANTIFERROMAGNETIC,  # MnN
    }
    for (phase, x, r, T), expected in cases.items():
        result = equilibrium_batch([point(x, T, r, phases=(phase,), frozen_metals=r > 0)])
        assert result["order"][0, 0] == expected, (phase, x, r, T)


def test_magnetization_of_cobalt_is_its_moments_in_its_volume():
    result = equilibrium_batch([point(0.0, 1.0, 0.0, phases=("HCP_A3",))])
    # 1.72 mu_B in 0.01114 nm3; Coey2010 gives 1.44 MA/m for hcp Co.
    assert result["saturation_magnetization"][0, 0] == pytest.approx(
        1.72 * mu_B / 0.01114e-27, rel=1e-3
    )
    assert result["net_magnetization"][0] == pytest.approx(1.44e6, rel=0.01)
    assert result["ferromagnetic_fraction"][0] == pytest.approx(1.0, abs=1e-12)


def test_means_go_by_volume():
    result = equilibrium_batch([point(0.0, 300.0, 0.25)])
    k = result["phase"][0] >= 0
    metal = result["phase_amount"][0, k] / (1 + result["nitrogen_content"][0, k])
    # hcp Co, and Co2N with half of the way to the volume of CoN (51.02 per nm3).
    bare, full = 0.01114e-27, 1e-27 / 51.02
    volume = metal * (bare + result["nitrogen_content"][0, k] * (full - bare))
    M = (volume * result["saturation_magnetization"][0, k]).sum() / volume.sum()
    assert result["net_magnetization"][0] == pytest.approx(M, rel=1e-9)
    fractions = [result[f"{name}magnetic_fraction"][0] for name in ("ferro", "antiferro", "para")]
    assert sum(fractions) == pytest.approx(1.0, abs=1e-12)


def test_moment_beyond_the_mixing_rules_is_not_made_up():
    """The rules of Fe-Mn end at one half of Mn:
    the order follows from its temperature, the moment is unknown.
    """
    listed = ("FE4N_LP10",)
    points = [
        PhasePoint("cofemnn", listed, {"Fe": 1.0 - x, "Mn": x}, 300.0, 0.25, frozen_metals=True)
        for x in (0.1, 0.95)
    ]
    result = equilibrium_batch(points)
    assert set(result["order"][:, 0].tolist()) <= {FERROMAGNETIC, FERRIMAGNETIC}
    assert np.isnan(result["saturation_magnetization"][:, 0]).tolist() == [False, True]
    assert np.isnan(result["net_magnetization"]).tolist() == [False, True]


def test_other_databases_order_by_their_own_parameters(tmp_path):
    file = tmp_path / "cov.tdb"
    file.write_text(
        "ELEMENT VA VACUUM 0 0 0 !\nELEMENT CO HCP_A3 58.93 0 0 !\nELEMENT MN A12 54.94 0 0 !\n"
        "TYPE_DEFINITION M GES A_P_D FCC_A1 MAGNETIC -3.0 0.28 !\nPHASE FCC_A1 %M 1 1 "
        "!\nCONSTITUENT FCC_A1 :CO,MN: !\nPARAMETER G(FCC_A1,CO;0) 298.15 -1000; 6000 N "
        "!\nPARAMETER G(FCC_A1,MN;0) 298.15 -900; 6000 N !\nPARAMETER TC(FCC_A1,CO;0) 298.15 "
        "1396; 6000 N !\nPARAMETER BMAGN(FCC_A1,CO;0) 298.15 1.35; 6000 N !\nPARAMETER "
        "TC(FCC_A1,MN;0) 298.15 -1620; 6000 N !\nPARAMETER BMAGN(FCC_A1,MN;0) 298.15 -1.86; 6000 "
        "N !\n",
        encoding="utf-8",
    )
    found = nmhts.equilibrium(
        str(file), {"Co": [1.0, 0.5, 0.0], "Mn": [0.0, 0.5, 1.0]}, ["300 K", "1300 K", "300 K"]
    )
    # Linear mixing: 1396, -112 / 3 and -1620 / 3 K.
    assert found.order_temperature[:, 0].values == pytest.approx([1396.0, 112.0 / 3.0, 540.0])
    expected = [FERROMAGNETIC, PARAMAGNETIC, ANTIFERROMAGNETIC]
    assert found.order[:, 0].values.tolist() == expected
    # No volume, no moment: no number is invented.
    assert np.isnan(found.saturation_magnetization[0, 0])
    assert np.isnan(found.net_magnetization.values).all()


def test_dataset_says_what_it_holds():
    found = nmhts.equilibrium("cofemnn", {"FE": [0.9, 0.8]}, ["673 K", "823 K"], suspended=["GAS"])
    assert found.sizes["point"] == 2
    assert set(found.phase.values[0]) == {"BCC_A2", "FE4N_LP10", ""}
    assert found.gibbs_energy.attrs["units"] == "J/mol"
    assert "BCC_A2: FE(1), N(2), VA(2)" in found.constitution.attrs["sites"]
    assert found.element.values.tolist() == ["Fe", "N"]
    # The rest to 1 is N.
    total = (found.phase_amount * found.nitrogen_content / (1 + found.nitrogen_content)).sum(
        "vertex"
    )
    assert total.values == pytest.approx([0.1, 0.2], abs=1e-11)


def test_diagram_of_one_metal_and_of_two():
    iron = nmhts.phase_diagram("Fe-N", ["673 K", "900 K"], nitrogen=[0.05, 0.2])
    assert dict(iron.sizes)["nitrogen"] == dict(iron.sizes)["temperature"] == 2
    assert set(iron.phase.sel(nitrogen=0.05, temperature=900.0).values) >= {"BCC_A2", "FCC_A1"}
    alloy = nmhts.phase_diagram("Co-Mn-N", compositions=[0.0, 0.5], nitrogen=3)
    assert alloy.net_magnetization.dims == ("x_Mn", "nitrogen")
    assert float(alloy.temperature) == 300.0
    assert alloy.attrs["system"] == "Co-Mn-N"


@pytest.mark.parametrize(
    ("call", "error", "sentence"),
    [
        (lambda: nmhts.equilibrium("cofemn", {"Fe": 1}, "300 K"), DatabaseError,
            "unknown database 'cofemn'; did you mean 'cofemnn'?"),
        (lambda: nmhts.equilibrium("cofemnn", {"Fx": 1}, "300 K"), MaterialError,
            "unknown element 'FX'; did you mean 'FE'?"),
        (lambda: nmhts.equilibrium("cofemnn", {"Fe": 1.2}, "300 K"), MaterialError,
            "Fe = 1.2 (allowed: 0 to 1)"),
        (lambda: nmhts.equilibrium("cofemnn", {"Fe": 0.5, "N": 0.6}, "300 K"), MaterialError,
            "they add up to 1.1"),
        (lambda: nmhts.equilibrium("cofemnn", {"N": 1.0}, "300 K"), MaterialError,
            "no metal given"),
        (lambda: nmhts.equilibrium("cofemnn", {"Fe": [0.2, 0.3]}, ["300 K"] * 3), MaterialError,
            "lists of different lengths"),
        (lambda: nmhts.equilibrium("cofemnn", {"Fe": 0.9}, "300 K", phases=["BCC_A3"]),
            MaterialError, "did you mean 'BCC_A2'?"),
        (lambda: nmhts.equilibrium("cofemnn", {"Fe": 0.9}, "300 K", phases=["MN3N2_ETA"]),
            MaterialError, "cannot be made of Fe and N"),
        (lambda: nmhts.equilibrium("cofemnn", {"Fe": 0.9}, "300"), UnitError, "has no unit"),
        (lambda: nmhts.equilibrium("cofemnn", {"Fe": 1}, "300 K", nitrogen_pressure="1 bar",
            nitrogen_chemical_potential="0 eV"), MaterialError, "exclude each other"),
        (lambda: nmhts.equilibrium("cofemnn", {"Fe": 0.9, "N": 0.1}, "300 K",
            nitrogen_pressure="1 bar"), MaterialError, "N is given twice"),
        (lambda: nmhts.phase_diagram("Co-Fe-Mn-N"), MaterialError,
            "a diagram has one or two metals"),
        (lambda: nmhts.phase_diagram("Fe-N", nitrogen=1), MaterialError,
            "nitrogen: 1 values (allowed: 2 or more)"),
        (lambda: nmhts.phase_diagram("Fe-N", nitrogen=[-0.1]), MaterialError, "nitrogen: -0.1"),
        (lambda: nmhts.phase_diagram("Fe-N", suspended=ALL), MaterialError, "phases: none is left"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence(call, error, sentence: str):
    with pytest.raises(error) as caught:
        call()
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_numbers_behind_a_point_have_a_fingerprint(tmp_path, monkeypatch):
    before = database.fingerprint("cofemnn")
    assert before == database.fingerprint("cofemnn")
    text = (PACKAGED / "orders/cofemnn.yaml").read_text(encoding="utf-8")
    monkeypatch.setenv("NMHTS_MATERIALS", str(tmp_path))
    (tmp_path / "orders").mkdir()
    (tmp_path / "orders" / "cofemnn.yaml").write_text(
        text.replace("value: 920", "value: 921"), encoding="utf-8"
    )
    assert database.fingerprint("cofemnn") != before
