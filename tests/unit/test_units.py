"""Text with a unit in, SI out; every mistake gets a sentence with an example."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import constants

from nmhts.errors import UnitError
from nmhts.units import EXAMPLES, convert, one, parse, show

ULPS = 1e-15  # a product of two roundings
MU_B = constants.physical_constants["Bohr magneton"][0]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("50 nm", "m", 50e-9),
        ("50nm", "m", 50e-9),
        (" 0.05 um ", "m", 50e-9),
        ("5 \N{MICRO SIGN}m", "m", 5e-6),
        ("5 \N{GREEK SMALL LETTER MU}m", "m", 5e-6),
        ("-8 V", "V", -8.0),
        ("+6V", "V", 6.0),
        ("-.5 mV", "V", -0.5e-3),
        ("3. V", "V", 3.0),
        ("1e3 V", "V", 1000.0),
        ("30 min", "s", 1800.0),
        ("1 h", "s", 3600.0),
        ("6 day", "s", 518400.0),
        ("298.15 K", "K", 298.15),
        ("10 mV/s", "V/s", 0.01),
        ("10 Hz", "Hz", 10.0),
        ("1 kHz", "Hz", 1000.0),
        ("0.67 eV", "J", 0.67 * constants.e),
        ("0.1 Ω*m^2", "ohm*m**2", 0.1),
        ("1000 ohm*cm^2", "ohm*m**2", 0.1),
        ("1400 emu/cm^3", "A/m", 1.4e6),
        ("1 kA/m", "A/m", 1e3),
        ("12.75 1/nm^2", "1/m**2", 12.75e18),
        ("1 mC/cm^2", "C/m**2", 10.0),
        ("0.5", "", 0.5),
    ],
)
def test_quantities_are_read(text: str, unit: str, value: float):
    assert parse(text, unit) == pytest.approx(value, rel=ULPS, abs=0)


def test_bohr_magnetons_are_read():
    # Editions of CODATA differ by 1.4e-9 here.
    assert parse("1.72 mu_B", "A*m**2") == pytest.approx(1.72 * MU_B, rel=2e-9, abs=0)


@pytest.mark.parametrize("unit", EXAMPLES)
def test_examples_of_the_messages_are_themselves_readable(unit: str):
    assert isinstance(parse(EXAMPLES[unit], unit), float)


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("50", "m", "'50' has no unit (expected e.g. '50 nm')"),
        (50, "m", "50 has no unit (expected e.g. '50 nm')"),
        (5e-8, "m", "5e-08 has no unit"),
        ("50 nn", "m", "unknown unit 'nn' (expected e.g. '50 nm')"),
        ("50 nm nm", "m", "unknown unit|is not a unit of length"),
        ("50 s", "m", "'s' is not a unit of length (expected e.g. '50 nm')"),
        ("1 V", "s", "'V' is not a unit of time (expected e.g. '30 min')"),
        ("1 J", "V", "'J' is not a unit of voltage"),
        ("25 degC", "K", "'degC' has an offset; give the temperature in K"),
        ("77 degF", "K", "'degF' has an offset; give the temperature in K"),
        ("0.5 m", "", "'0.5 m': expected a pure number such as '0.5'"),
        ("nm", "m", "'nm' is not a quantity (expected text such as '50 nm')"),
        ("", "m", "'' is not a quantity"),
        ("fifty nm", "m", "'fifty nm' is not a quantity"),
        ("1,5 nm", "m", "unknown unit ',5 nm'"),
        ("1_000 nm", "m", "unknown unit '_000 nm'"),
        (None, "m", "None is not a quantity"),
        (True, "m", "True is not a quantity"),
        ([5, "nm"], "m", "is not a quantity"),
    ],
)
def test_mistakes_are_named(text: object, unit: str, said: str):
    with pytest.raises(UnitError) as caught:
        parse(text, unit)
    assert any(part in str(caught.value) for part in said.split("|"))


def test_a_number_beyond_all_numbers_is_refused():
    with pytest.raises(UnitError):
        parse("1e999 nm", "m")


def test_emu_per_cubic_centimetre_is_a_thousand_ampere_per_metre():
    assert convert(1.0, "emu/cm^3", "A/m") == pytest.approx(1e3, rel=ULPS, abs=0)
    assert convert(1.0, "emu", "A*m**2") == pytest.approx(1e-3, rel=ULPS, abs=0)


def test_convert_takes_pure_numbers_as_they_are():
    assert convert(0.3, "1", "") == 0.3
    assert convert(0.3, "", "") == 0.3


def test_show_gives_twelve_digits():
    assert show(5e-8, "m", "nm") == "50 nm"
    assert show(-2.5e-3, "V", "mV") == "-2.5 mV"
    assert show(1 / 3, "V", "V") == "0.333333333333 V"


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(
    st.floats(-1e12, 1e12, allow_subnormal=False), st.sampled_from(["nm", "um", "m", "angstrom"])
)
def test_what_is_shown_reads_back(value: float, unit: str):
    assert parse(show(value, "m", unit), "m") == pytest.approx(value, rel=1e-11, abs=1e-300)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("3 nm⁻³", "1/m**3", 3e27),
        ("2 1/nm^3", "1/m**3", 2e27),
        ("2 nm**(-3)", "1/m**3", 2e27),
        ("1 ohm*m^2*cm^2/C", "ohm*m**4/C", 1e-4),
        ("4 (m)**2*ohm", "ohm*m**2", 4.0),
        ("4 (1/m)**3", "1/m**3", 4.0),
        ("5 mV**1/s", "V/s", 5e-3),
    ],
)
def test_powers_of_units_are_plain_numbers(text: str, unit: str, value: float):
    assert parse(text, unit) == pytest.approx(value, rel=1e-12, abs=0)


@pytest.mark.parametrize(
    "unit",
    ["s**(9**9**9)", "s**9**9", "s**999", "9**9**9*s", "(((9**20)**20)**20)*s", "s squared squared",
        "s⁹⁹⁹⁹⁹", "s" * 300, "s**m", "s**", "s**(", "Ym**99", "kYm", "1e999*s", "s\0", "s**1e9"],
)  # fmt: skip
def test_units_that_would_never_be_read_are_refused(unit: str):
    with pytest.raises(UnitError):
        parse(f"1 {unit}", "s")
    with pytest.raises(UnitError):
        one(f"2 {unit}")


@pytest.mark.parametrize(
    "text",
    ["1e308 km", "1e300 Ym", "9" * 400 + " m", "5" + " " * 100_000 + "x", float("nan")],
)
def test_quantities_beyond_all_numbers_or_letters_are_refused(text):
    with pytest.raises(UnitError) as caught:
        parse(text, "m")
    assert len(str(caught.value)) < 300


def test_a_whole_number_beyond_all_numbers_is_refused():
    with pytest.raises(UnitError, match="beyond all numbers"):
        parse(10**5000, "")
