"""The packaged Co-Fe-Mn-N database against its assessments, and its assumptions.

Enthalpies, Gibbs energies and decomposition temperatures.
"""

from __future__ import annotations

import math
import re

import pytest
from scipy import constants
from scipy.optimize import brentq

from nmhts.materials.library import PACKAGED
from nmhts.materials.records import STATUSES
from nmhts.materials.tdb.expressions import evaluate, range_of
from nmhts.materials.tdb.library import load_database
from nmhts.materials.tdb.records import Database

ROOM = 298.15
BAR = 1e5


@pytest.fixture(scope="module")
def db() -> Database:
    return load_database()


def inden(T, critical: float, moment: float, p: float):
    """Inden-Hillert-Jarl energy [J/mol] of a phase with given critical temperature and moment
    (already divided for antiferromagnets).
    """
    tau = T / critical
    whole = 518 / 1125 + 11692 / 15975 * (1 / p - 1)
    if tau.real < 1:
        order = 79 / (140 * p * tau) + 474 / 497 * (1 / p - 1) * (
            tau**3 / 6 + tau**9 / 135 + tau**15 / 600
        )
        share = 1 - order / whole
    else:
        share = -(tau**-5 / 10 + tau**-15 / 315 + tau**-25 / 1500) / whole
    return constants.R * T * math.log(moment + 1) * share


def value(db: Database, phase: str, where: str, order: int, T, kind: str = "G"):
    species = tuple(tuple(part.split(",")) for part in where.split(":"))
    (found,) = [
        p
        for p in db.parameters_of(phase)
        if (p.kind, p.constituents, p.order) == (kind, species, order)
    ]
    return complex(evaluate(found.value, db.functions, T, BAR))


def elements(db: Database, T) -> dict[str, complex]:
    """G of the elements in their stable states:
    ferromagnetic hcp Co and bcc Fe, antiferromagnetic alpha-Mn, 1/2 N2.
    """
    return {
        "CO": value(db, "HCP_A3", "CO:VA", 0, T) + inden(T, 1396, 1.35, 0.28),
        "FE": value(db, "BCC_A2", "FE:VA", 0, T) + inden(T, 1043, 2.22, 0.4),
        "MN": value(db, "CBCC_A12", "MN:VA", 0, T) + inden(T, 285 / 3, 0.66 / 3, 0.28),
        "N": value(db, "GAS", "N2", 0, T) / 2,
    }


COMPOUNDS = {
    # Phase, end member, atoms, H and G of formation at 298.15 K [kJ/mol], and the
    # temperature at which G is zero [K], by name.
    "CoN": ("FCC_A1", "CO:N", {"CO": 1, "N": 1}, 37.4, 58.7, None),
    "Co2N": ("HCP_A3", "CO:N", {"CO": 1, "N": 0.5}, -1.5, 7.3, None),
    "FeN": ("FCC_A1", "FE:N", {"FE": 1, "N": 1}, -4.8, 23.0, None),
    "Fe2N": ("HCP_A3", "FE:N", {"FE": 1, "N": 0.5}, -4.7, 4.4, None),
    "Fe4N": ("FE4N_LP10", "FE:N", {"FE": 4, "N": 1}, -0.9, 9.3, None),
    "MnN": ("FCC_A1", "MN:N", {"MN": 1, "N": 1}, -59.2, -35.2, 746),
    "Mn2N": ("HCP_A3", "MN:N", {"MN": 1, "N": 0.5}, -48.5, -37.4, 1265),
    "Mn4N": ("FE4N_LP10", "MN:N", {"MN": 4, "N": 1}, -115.9, -97.4, 1518),
    "Mn3N2": ("MN3N2_ETA", "MN:N", {"MN": 3, "N": 2}, -191.9, -145.7, 1232),
    "Mn6N5": ("MN6N5_THETA", "MN:N", {"MN": 6, "N": 5}, -455.7, -337.6, 1162),
    "CoN zincblende": ("ZB", "CO:N", {"CO": 1, "N": 1}, 3.0, 24.4, None),
    "FeN zincblende": ("ZB", "FE:N", {"FE": 1, "N": 1}, -6.2, 21.6, None),
    "MnN zincblende": ("ZB", "MN:N", {"MN": 1, "N": 1}, -62.15, -38.2, None),
    "Co4N": ("FE4N_LP10", "CO:N", {"CO": 4, "N": 1}, 38.3, 50.8, None),
}


def formation(db: Database, name: str, T) -> complex:
    phase, member, atoms, *_ = COMPOUNDS[name]
    energy = value(db, phase, member, 0, T)
    if name in ("FeN",):  # rocksalt FeN has an antiferromagnetic term
        energy += inden(T, 201 / 3, 2.1 / 3, 0.28)
    known = elements(db, T)
    return energy - sum(n * known[element] for element, n in atoms.items())


@pytest.mark.parametrize("name", COMPOUNDS)
def test_enthalpies_and_gibbs_energies_of_formation(db: Database, name: str):
    *_, enthalpy, gibbs, zero = COMPOUNDS[name]
    step = 1e-20
    found = formation(db, name, ROOM)
    slope = formation(db, name, ROOM + 1j * step).imag / step
    assert found.real / 1e3 == pytest.approx(gibbs, abs=0.06)
    assert (found.real - ROOM * slope) / 1e3 == pytest.approx(enthalpy, abs=0.06)
    if zero:
        root = brentq(lambda T: formation(db, name, T).real, 400, 1900)
        assert root == pytest.approx(zero, abs=2)


def test_gas_follows_its_pressure(db: Database):
    (gas,) = db.parameters_of("GAS")
    double = evaluate(gas.value, db.functions, 500.0, 2 * BAR) - evaluate(
        gas.value, db.functions, 500.0, BAR
    )
    assert double == pytest.approx(constants.R * 500 * math.log(2), rel=1e-9)


def test_zincblende_without_nitrogen_is_fcc_term_by_term(db: Database):
    def terms(phase: str):
        return {
            (p.kind, p.constituents, p.order): float(evaluate(p.value, db.functions, 700.0, BAR))
            for p in db.parameters_of(phase)
            if p.constituents[1] == ("VA",)
        }

    zincblende, fcc = terms("ZB"), terms("FCC_A1")
    assert len(zincblende) == 24
    for key, value in fcc.items():
        # End members lie 1 J/mol higher, so that bare metal goes by one name.
        apart = 1.0 if key[0] == "G" and len(key[1][0]) == 1 else 0.0
        assert zincblende.pop(key) == pytest.approx(value + apart, abs=1e-9), key
    assert not zincblende
    assert db.phases["ZB"].magnetic == db.phases["FCC_A1"].magnetic
    assert db.phases["ZB"].sites == db.phases["FCC_A1"].sites


@pytest.mark.parametrize(("metal", "share"), [("FE", 0.04), ("MN", 0.04)])
def test_four_percent_of_vacancies_turn_zincblende_into_rocksalt(
    db: Database, metal: str, share: float
):
    def preference(vacancies: float) -> float:
        """G of zincblende less that of rocksalt at one composition;
        the magnetic terms of Fe:N (below 1 J/mol) are left out.
        """
        y = 1 - vacancies
        member = value(db, "ZB", f"{metal}:N", 0, ROOM) - value(db, "FCC_A1", f"{metal}:N", 0, ROOM)
        mixed = value(db, "ZB", f"{metal}:N,VA", 0, ROOM) - value(
            db, "FCC_A1", f"{metal}:N,VA", 0, ROOM
        )
        return (y * member + y * vacancies * mixed).real

    assert -5000 < preference(0.0) < 0
    assert brentq(preference, 0.0, 0.5) == pytest.approx(share, abs=0.0015)
    assert preference(share) > 0
    assert abs(inden(ROOM, 201 / 3, 2.1 / 3, 0.28)) < 1.0


def test_cobalt_nitride_prefers_zincblende_at_any_content(db: Database):
    member = value(db, "ZB", "CO:N", 0, ROOM) - value(db, "FCC_A1", "CO:N", 0, ROOM)
    mixed = value(db, "ZB", "CO:N,VA", 0, ROOM) - value(db, "FCC_A1", "CO:N,VA", 0, ROOM)
    assert all((y * member + y * (1 - y) * mixed).real < 0 for y in (0.01, 0.25, 0.5, 0.75, 1.0))


def test_every_parameter_has_a_status_and_a_reference(db: Database):
    assert db.remarks == ()
    assert db.refused == {}
    counts: dict[str, int] = dict.fromkeys(STATUSES, 0)
    for parameter in db.parameters:
        counts[db.status(parameter)] += 1
    assert counts == {"measured": 0, "assessed": 153, "dft": 1, "fitted": 1, "assumed": 14}
    assert {p.reference for p in db.parameters} == set(db.references)
    keys = re.findall(r"^@\w+\{([^,\s]+),", (PACKAGED / "references.bib").read_text(), re.MULTILINE)
    known = {key.upper() for key in keys}
    for key, text in db.references.items():
        if text.startswith("assessed"):
            assert key in known


def test_what_is_assumed_is_in_phases_and_terms_without_assessment(db: Database):
    weak = {
        (p.phase, ":".join(map(",".join, p.constituents)), db.status(p))
        for p in db.parameters
        if db.status(p) != "assessed"
    }
    assert {w for w in weak if w[0] not in ("ZB", "FE4N_LP10")} == {
        ("BCC_A2", "CO:N", "assumed"),
        ("CBCC_A12", "CO:N", "assumed"),
        ("CUB_A13", "CO:N", "assumed"),
    }
    assert ("FE4N_LP10", "CO:N", "dft") in weak
    assert ("ZB", "CO:N,VA", "fitted") in weak
    assert all("N" in where for phase, where, _ in weak if phase == "ZB")


def test_ranges_say_where_the_nitrides_hold(db: Database):
    ranges = {
        p.phase: range_of(p.value, db.functions)
        for p in db.parameters
        if p.constituents[1:] == (("N",),)
    }
    assert set(ranges.values()) == {(298.15, 2000.0)}
