"""End members of alloys and rules between them, for tests of mixing."""

from __future__ import annotations

import dataclasses
from itertools import combinations
from pathlib import Path
from typing import Any

from scipy import constants

from nmhts.materials.formula import Formula, formula_of, parse_formula
from nmhts.materials.library import find_nitride
from nmhts.materials.records import Interaction, MixingRules, Pair, Sheet

EV = constants.e
MEMBERS = {metal: find_nitride(f"{metal}N") for metal in ("Co", "Fe", "Mn")}
COEFFICIENTS = {("Co", "Fe"): (0.3, -0.2), ("Co", "Mn"): (0.5, 0.4, -0.7), ("Fe", "Mn"): (-0.2,)}
NAME = "exit_barrier"


def rules(
    coefficients: dict = COEFFICIENTS, status: str = "assessed", uncertainty: float = 0.0
) -> MixingRules:
    """Rules of all pairs with Redlich-Kister coefficients in eV for the exit barrier."""
    pairs = {}
    for pair in combinations(("Co", "Fe", "Mn"), 2):
        interactions = {}
        if pair in coefficients:
            terms = tuple(c * EV for c in coefficients[pair])
            interactions = {
                NAME: Interaction(terms, uncertainty * EV, "by hand", status, "SnowCoMn")
            }
        pairs[pair] = Pair((0.0, 1.0), "", interactions)
    return MixingRules("own", "", Path("own.yaml"), pairs)


def with_value(sheet: Sheet, name: str, **changes: Any) -> Sheet:
    quantities = dict(sheet.quantities)
    quantities[name] = dataclasses.replace(quantities[name], **changes)
    return dataclasses.replace(sheet, quantities=quantities)


def alloy(**fractions: float) -> Formula:
    return parse_formula(formula_of(fractions, "N"))
