"""Sheets of alloys from those of end members, by named mixing rules with stated validity."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from nmhts.errors import MaterialError
from nmhts.materials.formula import Formula
from nmhts.materials.records import (
    MIXING,
    STACKED,
    STATUSES,
    WEAR,
    MixingRules,
    Quantity,
    Sheet,
    bounds,
    needed,
    screening_ways,
)
from nmhts.symbols import SYMBOLS
from nmhts.units import shown

_Fraction = TypeVar("_Fraction", float, np.ndarray)


def redlich_kister(x_i: _Fraction, x_j: _Fraction, coefficients: tuple[float, ...]) -> _Fraction:
    """Return the excess of a pair, x_i x_j sum_k L_k (x_i - x_j)^k, in the unit of L.

    Parameters: x_i, x_j fractions of the metal sites; coefficients L_0, L_1, ... Source: Redlich
    and Kister 1948; summed over the pairs of a ternary this is Muggianu's extrapolation
    (Muggianu1975).
    """
    return x_i * x_j * sum(L * (x_i - x_j) ** k for k, L in enumerate(coefficients))


def mix(formula: Formula, members: Mapping[str, Sheet], rules: MixingRules) -> Sheet:
    """Return the sheet of an alloy.

        linear        q = sum_i x_i q_i + sum_{i<j} x_i x_j sum_k L_k (x_i - x_j)^k
        reciprocal    1/q = sum_i x_i / q_i                (volumes add up)
        logarithmic   ln q = sum_i x_i ln q_i

    Parameters: formula with the fractions x_i; members: sheet of the end member of each metal;
    rules of the pairs.
    Returns: Sheet whose numbers name their origin; the status is the least known of its parts.
    Errors: MaterialError for a pair without rules, a composition outside a pair's validity, end
    members that state their screening in different ways, end members of which only some state a
    kind of wear, or a number out of its bounds.
    """
    fractions = dict(formula.metals)
    pairs = [(a, b) for a in fractions for b in fractions if a < b]
    for a, b in pairs:
        if (a, b) not in rules.pairs:
            known = ", ".join("-".join(pair) for pair in rules.pairs)
            raise MaterialError(
                f"{formula}: mixing rules {rules.name!r} have no pair {a}-{b} (pairs: {known})"
            )
        share = fractions[b] / (fractions[a] + fractions[b])
        low, high = rules.pairs[a, b].valid
        if not low <= share <= high:
            raise MaterialError(
                f"{formula}: {b}/({a}+{b}) = {share:.4g} is outside the validity of the {a}-{b} "
                f"rules of {rules.name!r} "
                f"(allowed: {low:g} to {high:g}: {rules.pairs[a, b].note})"
            )
    names = ", ".join(members[metal].name for metal in fractions)
    ways = {
        members[m].name: " with ".join(screening_ways(members[m].quantities)[0]) for m in fractions
    }
    if len(set(ways.values())) > 1:
        stated = ", ".join(f"{name} states {way}" for name, way in ways.items())
        raise MaterialError(f"{formula}: {stated} (an alloy needs the same in all end members)")
    one = members[next(iter(fractions))]
    for name in WEAR["nitride"]:
        silent = [members[m].name for m in fractions if name not in members[m].quantities]
        if 0 < len(silent) < len(fractions):
            raise MaterialError(
                f"{formula}: {name} is stated by some end members and not by {', '.join(silent)} "
                "(state it, 0 for no wear, in all of them or in none)"
            )
    besides = [
        name
        for name in (*STACKED["nitride"], *WEAR["nitride"])
        if all(name in members[m].quantities for m in fractions)
    ]
    quantities = {
        q: _mixed(q, fractions, members, rules)
        for q in (*needed("nitride", one.quantities), *besides)
    }
    for q, number in quantities.items():
        if not bounds(q).hold(number.value):
            raise MaterialError(
                f"{formula}: {SYMBOLS[q].long_name} would be {number.text} by the mixing rules "
                f"{rules.name!r} "
                f"(allowed: {bounds(q).low:g} to {bounds(q).high:g}, SI)"
            )
    note = f"alloy of {names} by the mixing rules {rules.name!r}"
    return Sheet("nitride", str(formula), note, rules.path, quantities)


def alloy_values(
    fractions: Mapping[str, np.ndarray],
    members: Mapping[str, Sheet],
    rules: MixingRules,
    names: Sequence[str],
) -> dict[str, np.ndarray]:
    """Return numbers of many alloys by the rules of :func:`mix`, without their origin.

    Parameters: fractions [k] of the metal sites by metal; names: numbers that the sheets of all end
    members hold. Rules are used beyond their validity: see :func:`outside_validity`.
    """
    found = {}
    for name in names:
        parts = {metal: members[metal].quantities[name].value for metal in fractions}
        value = _by_rule(MIXING.get(name, "linear"), parts, fractions)
        for (a, b), pair in rules.pairs.items():
            if name in pair.interactions and a in fractions and b in fractions:
                x_a, x_b = fractions[a], fractions[b]
                value = value + redlich_kister(x_a, x_b, pair.interactions[name].coefficients)
        found[name] = np.asarray(value, dtype=float)
    return found


def outside_validity(fractions: Mapping[str, np.ndarray], rules: MixingRules) -> np.ndarray:
    """Return for which alloys [k] a pair is outside the validity of its rules, or has none."""
    metals = sorted(fractions)
    outside = np.zeros(len(fractions[metals[0]]), dtype=bool)
    for a, b in ((a, b) for a in metals for b in metals if a < b):
        both = (fractions[a] > 0.0) & (fractions[b] > 0.0)
        low, high = rules.pairs[a, b].valid if (a, b) in rules.pairs else (np.inf, -np.inf)
        share = fractions[b] / np.where(both, fractions[a] + fractions[b], 1.0)
        outside |= both & ((share < low) | (share > high))
    return outside


def _by_rule(rule: str, parts: Mapping[str, float], fractions: Mapping[str, Any]) -> Any:
    """Return a number of an alloy from its end members, without interactions of pairs."""
    if rule == "logarithmic":
        return np.exp(sum(x * math.log(parts[m]) for m, x in fractions.items()))
    if rule == "reciprocal":
        return 1.0 / sum(x / parts[m] for m, x in fractions.items())
    return sum(x * parts[m] for m, x in fractions.items())


def _mixed(
    name: str, fractions: Mapping[str, float], members: Mapping[str, Sheet], rules: MixingRules
) -> Quantity:
    rule = MIXING.get(name, "linear")
    parts = {metal: members[metal].quantities[name] for metal in fractions}
    variance = 0.0
    value = _by_rule(rule, {metal: part.value for metal, part in parts.items()}, fractions)
    slopes = dict.fromkeys(fractions, 1.0)
    if rule == "logarithmic":
        slopes = {m: value / parts[m].value for m in fractions}
    elif rule == "reciprocal":
        slopes = {m: (value / parts[m].value) ** 2 for m in fractions}
    statuses = [part.status for part in parts.values()]
    sources = [part.source for part in parts.values()]
    origin = [f"{x:g} {members[m].name} {parts[m].text}" for m, x in fractions.items()]
    for (a, b), pair in rules.pairs.items():
        found = pair.interactions.get(name)
        if found and a in fractions and b in fractions:
            value += redlich_kister(fractions[a], fractions[b], found.coefficients)
            variance += (fractions[a] * fractions[b] * found.uncertainty) ** 2
            statuses.append(found.status)
            sources.append(found.source)
            origin.append(f"{a}-{b} L = {found.text}")
    same = len({part.value for part in parts.values()}) == 1 and len(statuses) == len(parts)
    value = parts[next(iter(parts))].value if same else float(f"{value:.12g}")
    # The uncertainties of end members are taken as independent.
    variance += sum((fractions[m] * slopes[m] * parts[m].uncertainty) ** 2 for m in fractions)
    return Quantity(
        value,
        math.sqrt(variance),
        shown(value, name),
        max(statuses, key=STATUSES.index),
        ", ".join(dict.fromkeys(sources)),
        "the same in all end members"
        if same
        else f"{rule} mixing, {rules.name}: {', '.join(origin)}",
    )
