"""The table of quantities: complete, with readable and convertible units."""

from __future__ import annotations

import pytest

from nmhts.materials.records import AXES, JUDGED, RECORDS
from nmhts.simulation.films.plane_model import SERIES
from nmhts.symbols import SYMBOLS
from nmhts.units import EXAMPLES, convert

SHEETS = [name for names in (AXES, JUDGED, RECORDS) for kind in names.values() for name in kind]
LATTICE = (
    "column_front",
    "front_roughness",
    "front_correlation_length",
    "grain_size",
    "site_occupancy",
    "hops",
)
STUDY = ("thickness", "temperature", "gate_voltage", "time", "depth", "nitrogen_occupancy", "order")


@pytest.mark.parametrize("name", [*SHEETS, *SERIES, *STUDY, *LATTICE])
def test_every_quantity_is_in_the_table(name: str):
    assert name in SYMBOLS
    assert SYMBOLS[name].long_name


@pytest.mark.parametrize("name", SYMBOLS)
def test_units_convert_and_displays_are_powers_or_named(name: str):
    symbol = SYMBOLS[name]
    if not symbol.unit:
        assert symbol.display == ""
        assert symbol.cf_unit == "1"
        return
    assert convert(1.0, symbol.unit, symbol.unit) == 1.0
    assert convert(1.0, symbol.display, symbol.unit) > 0
    assert "**" not in symbol.cf_unit
    assert convert(1.0, symbol.cf_unit, symbol.unit) == 1.0


def test_every_unit_has_an_example_for_messages():
    assert {symbol.unit for symbol in SYMBOLS.values()} <= set(EXAMPLES)


def test_latex_and_long_names_tell_quantities_apart():
    names = [symbol.long_name for symbol in SYMBOLS.values()]
    assert len(set(names)) == len(names)
    for symbol in SYMBOLS.values():
        assert symbol.latex.count("{") == symbol.latex.count("}")
        assert "$" not in symbol.latex
