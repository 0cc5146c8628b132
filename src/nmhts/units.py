"""Conversion of text with a unit to an SI float and back; the only importer of pint."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence
from typing import Any

from nmhts.constants import N_A
from nmhts.errors import UnitError, clipped
from nmhts.symbols import SYMBOLS

# Accepted text by the SI unit of the quantity; messages use it, so examples come first.
EXAMPLES = {
    "m": "50 nm",
    "V": "-8 V",
    "s": "30 min",
    "K": "298.15 K",
    "V/s": "10 mV/s",
    "Hz": "10 Hz",
    "J": "0.67 eV",
    "1/s": "1e13 1/s",
    "ohm*m**2": "0.1 ohm*m^2",
    "ohm*m": "5 ohm*cm",
    "ohm*m**4/C": "1e-3 ohm*m^2*cm^2/C",
    "m**2/V/s": "1 cm^2/V/s",
    "A/m": "1400 emu/cm^3",
    "A*m**2": "1.72 mu_B",
    "m/s": "1 nm/s",
    "1/m**2": "1e19 1/m^2",
    "C/m**2": "1 mC/cm^2",
    "A/m**2": "1 mA/cm^2",
    "1/m**3": "51 1/nm^3",
    "m**3": "0.011 nm^3",
    "J/m": "31 pJ/m",
    "J/m**2": "0.4 mJ/m^2",
    "J/m**3": "50 kJ/m^3",
    "mol/m**3": "50 mol/m^3",
    "S*m**2/mol": "19 S*cm^2/mol",
    "m**3/mol": "5e-3 m^3/mol",
    "S/m**2": "0.2 S/m^2",
    "V/m": "5 MV/cm",
    "S/m": "0.1 S/m",
    "F/m**2": "10 mF/cm^2",
    "J/mol": "-0.5 eV",
    "Pa": "1 bar",
    "": "0.5",
    # It comes after the pure number: an angle has no dimension either.
    "rad": "30 deg",
}

# A power of ten may come before a unit: reflectometry uses "1e-6 1/angstrom^2".
_SCALED = re.compile(r"1e([-+]?\d+) (.+)")
_CELSIUS = {"c", "°c", "degc", "celsius", "degree_celsius", "℃", "grad", "deg c"}

LONGEST = 200
"""Largest number of letters of a quantity with its unit: a longer one costs time (assumed)."""

_UNIT_LENGTH = 80
_TOKEN = re.compile(
    r"\s*(?:([^\W\d]\w*|%|°\w*)|(\d+\.?\d*(?:[eE][-+]?\d{1,3})?|\.\d+)|(\*\*)|([*/()+-]))"
)
_POWER = re.compile(r"[-+]?(?:\d{1,2}(?:\.\d{1,3})?|\.\d{1,3})(?:/\d{1,2})?")
_SUPERSCRIPTS = re.compile("[⁻⁺]?[⁰¹²³⁴-⁹]+")
_PLAIN = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
# Words that pint reads as powers and that can be nested.
_POWER_WORDS = {"squared", "cubed", "square", "cubic", "sq"}
_QUANTITY = re.compile(r"^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(.*?)\s*$")


@functools.cache
def _registry():
    import pint

    registry = pint.UnitRegistry(cache_folder=None)
    # Magnetization is often given in emu/cm3 (1 emu/cm3 = 1 kA/m).
    registry.define("emu = 1e-3 * ampere * meter ** 2")
    return registry


@functools.cache
def _factor(unit: str, si_unit: str) -> float:
    """Return the factor from ``unit`` to ``si_unit``; raises UnitError."""
    if scaled := _SCALED.fullmatch(unit):
        return float(f"1e{scaled[1]}") * _factor(scaled[2], si_unit)
    registry = _registry()
    try:
        source = registry.Unit(_spelled(unit))
    except UnitError as error:
        raise UnitError(f"{error} (expected e.g. {example_of(si_unit)!r})") from error
    except Exception as error:
        # pint raises many kinds of error for unreadable text; all mean the same to the user.
        raise UnitError(f"unknown unit {unit!r} (expected e.g. {example_of(si_unit)!r})") from error
    target = registry.Unit(si_unit)
    if si_unit == "J/mol" and source.dimensionality == registry.Unit("J").dimensionality:
        # An energy without an amount of substance is the energy of one atom.
        return N_A * _factor(unit, "J")
    if source.dimensionality != target.dimensionality:
        raise UnitError(
            f"{unit!r} is not a unit of {_noun(si_unit)} (expected e.g. {example_of(si_unit)!r})"
        )
    try:
        one, two = (float(registry.Quantity(x, source).to(target).magnitude) for x in (1.0, 2.0))
    except Exception as error:
        # This holds for units such as dBm, and for factors beyond all numbers.
        raise UnitError(
            f"{unit!r} cannot be converted (expected e.g. {example_of(si_unit)!r})"
        ) from error
    if not 0 < one < math.inf:
        raise UnitError(f"{unit!r} is beyond all numbers (expected e.g. {example_of(si_unit)!r})")
    if two != 2 * one:
        raise UnitError(f"{unit!r} has an offset; give the temperature in K")
    return one


def example_of(si_unit: str) -> str:
    """Return an example of text for a quantity of an SI unit."""
    return EXAMPLES.get(si_unit, f"1 {si_unit}")


def _noun(si_unit: str) -> str:
    nouns = {"m": "length", "V": "voltage", "s": "time", "K": "temperature", "J": "energy"}
    nouns |= {"J/mol": "energy per atom or mole", "Pa": "pressure"}
    nouns |= {"rad": "angle", "S/m": "conductivity"}
    nouns |= {"Hz": "frequency", "V/s": "voltage rate", "ohm*m**2": "area resistance"}
    return nouns.get(si_unit, si_unit or "a pure number")


class SI(float):
    """A number in SI, accepted wherever text with a unit is expected."""


def parse(text: object, si_unit: str) -> float:
    """Return the SI value of a quantity written as text, such as ``"50 nm"``.

    Parameters: text with a unit, or an ``SI`` number; si_unit: the expected SI unit, such as ``m``.
    Errors: UnitError for a bare number of a quantity with a dimension, an unknown unit or a wrong
    dimension.
    """
    if isinstance(text, SI) and math.isfinite(text):
        return _rounded(text)
    example = example_of(si_unit)
    if isinstance(text, bool) or not isinstance(text, str | int | float):
        raise UnitError(f"{text!r} is not a quantity (expected text such as {example!r})")
    if isinstance(text, int) and abs(text) > 10**300:
        raise UnitError(f"a number of {text.bit_length()} bits is beyond all numbers")
    if len(str(text)) > LONGEST:
        raise UnitError(
            f"{clipped(str(text), 60)!r} is not a quantity: {len(str(text))} letters (expected "
            f"text such as {example!r})"
        )
    # Papers use the typographic minus sign.
    match = _QUANTITY.match(str(text).replace("\N{MINUS SIGN}", "-"))
    if match is None:
        raise UnitError(f"{text!r} is not a quantity (expected text such as {example!r})")
    number, unit = match.groups()
    if not math.isfinite(float(number)):
        raise UnitError(f"{text!r} is beyond all numbers (expected text such as {example!r})")
    if si_unit == "":
        if unit:
            raise UnitError(f"{text!r}: expected a pure number such as {example!r}")
        return float(number)
    if not unit:
        meant = f"; did you mean {_kelvin(float(number))!r}?" if si_unit == "K" else ""
        raise UnitError(f"{text!r} has no unit (expected e.g. {example!r}){meant}")
    if si_unit == "K" and unit.casefold() in _CELSIUS:
        meant = f"{float(number) + 273.15:g} K"
        raise UnitError(
            f"{unit!r} has an offset; give the temperature in K; did you mean {meant!r}?"
        )
    value = _rounded(float(number) * _factor(unit, si_unit))
    if not math.isfinite(value):
        raise UnitError(f"{text!r} is beyond all numbers (expected text such as {example!r})")
    return value


def _rounded(value: float) -> float:
    """Return a number to twelve digits: 50 nm is 5e-08 m in any spelling, so equal inputs match."""
    return float(f"{value:.12g}")


def _kelvin(number: float) -> str:
    """Return the probable meaning of a temperature without a unit.

    A number too cold for any film is taken as degrees Celsius.
    """
    return f"{number + 273.15 if -100 <= number < 150 else number:g} K"


@functools.cache
def one(unit: str) -> float:
    """Return one of a unit in SI base units, e.g. 1e9 for ``one("V/nm")``.

    Errors: UnitError for an unknown unit or one with an offset.
    """
    registry = _registry()
    try:
        base = registry.Quantity(1.0, registry.Unit(_spelled(unit))).to_base_units()
        two = registry.Quantity(2.0, registry.Unit(_spelled(unit))).to_base_units()
    except UnitError as error:
        raise UnitError(f"{error} (expected e.g. 'V/nm')") from error
    except Exception as error:
        # pint raises many kinds of error for unreadable text; all mean the same to the user.
        raise UnitError(f"unknown unit {unit!r} (expected e.g. 'V/nm')") from error
    if not 0 < base.magnitude < math.inf:
        raise UnitError(f"{unit!r} is beyond all numbers (expected e.g. 'V/nm')")
    if two.magnitude != 2 * base.magnitude:
        raise UnitError(f"{unit!r} has an offset; give the temperature in K")
    return float(base.magnitude)


def dimensional(value: float, unit: str, si: bool = False) -> Any:
    """Return a number with a dimension, for checks of expressions.

    Parameters: value; unit; si: the value is in SI base units already.
    """
    registry = _registry()
    quantity = registry.Quantity(1.0, registry.Unit(_spelled(unit))).to_base_units()
    return registry.Quantity(value, quantity.units) if si else value * quantity


def unit_among(quantity: Any, si_units: Sequence[str]) -> str:
    """Return the one of some SI units with the dimension of a number.

    Errors: UnitError if none has it.
    """
    registry = _registry()
    found = getattr(quantity, "dimensionality", registry.Unit("").dimensionality)
    for unit in si_units:
        if registry.Unit(unit).dimensionality == found:
            return unit
    base = f"{getattr(quantity, 'units', '')}"
    named = (unit for unit in EXAMPLES if registry.Unit(unit).dimensionality == found)
    shown = next(named, base)
    raise UnitError(
        f"it is {f'in {shown}' if shown else 'a pure number'} (allowed: "
        f"{', '.join(u or 'a pure number' for u in si_units)})"
    )


def unlike(error: BaseException | None) -> bool:
    """Return whether an error reports two dimensions that cannot be compared or converted."""
    import pint

    return isinstance(error, pint.DimensionalityError) or "Quantity" in str(error)


def _spelled(unit: str) -> str:
    """Return a unit in the spelling of pint: names, numbers, products, quotients, small powers.

    pint computes powers of any size: ``9**9**9`` would keep it busy for days.
    Errors: UnitError.
    """
    if len(unit) > _UNIT_LENGTH:
        raise UnitError(
            f"unknown unit {clipped(unit, 60)!r}: {len(unit)} letters (allowed: {_UNIT_LENGTH})"
        )
    text = unit.replace("^", "**").replace("\N{MICRO SIGN}", "u").replace("Ω", "ohm")
    text = _SUPERSCRIPTS.sub(lambda m: f"**({m[0].translate(_PLAIN)})", text)
    place, nested = 0, 0
    while place < len(text.rstrip()):
        match = _TOKEN.match(text, place)
        if match is None or match[1] in _POWER_WORDS:
            raise UnitError(f"unknown unit {unit!r}")
        place = match.end()
        if not match[3]:
            continue
        # The power of a bracket that holds a power is a power of powers.
        nested += text[: match.start()].rstrip().endswith(")")
        power = re.match(r"\s*\(\s*([^()]*?)\s*\)|\s*([^\s()*]+)", text[place:])
        said = (power[1] or power[2]) if power else ""
        # Without brackets a slash ends the power: m**2/s.
        said = said.split("/")[0] if power and power[2] else said
        follows = text[place + power.end() :].lstrip() if power else ""
        if not _POWER.fullmatch(said) or follows.startswith("**") or nested > 1:
            raise UnitError(f"unknown unit {unit!r}: a power is a plain number of up to two digits")
    return text


def convert(value: float, unit: str, si_unit: str) -> float:
    """Return ``value`` in ``unit`` converted to ``si_unit``."""
    return value * (_factor(unit, si_unit) if unit not in ("", "1") else 1.0)


def show(value: float, si_unit: str, unit: str) -> str:
    """Return an SI value as text in a display unit, e.g. ``"50 nm"`` for (5e-8, "m", "nm")."""
    return f"{value / _factor(unit, si_unit):.12g} {unit}"


def shown(value: float, name: str) -> str:
    """Return an SI value as text in the display unit of its quantity, six digits."""
    symbol = SYMBOLS[name]
    if not symbol.unit:
        return f"{value:.6g}"
    return f"{value / _factor(symbol.display, symbol.unit):.6g} {symbol.display}"
