"""Parameters of a phase as monomials in its site fractions.

Everything in the compound energy formalism except entropy and magnetism is a polynomial in the site
fractions y. A parameter of Redlich-Kister order k on one sublattice stands for

    prod y_i (y_A - y_B)^k                                       of a pair
    prod y_i v_k,   v_k = y_k + (1 - y_A - y_B - y_C) / 3        of three (Muggianu)

A single ternary parameter of order 0 has v = 1. Where two sublattices mix, order 1 is the
difference on the last of them and order 2 that on the first (Lukas2007, 5.8).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nmhts.errors import DatabaseError
from nmhts.materials.tdb.records import Parameter

Monomials = dict[tuple[int, ...], float]
"""From the site fractions of a product, with multiplicity, to its coefficient."""

MOST_ORDER = 99
"""Largest Redlich-Kister order; higher ones have no meaning and would take hours to expand."""

Place = Mapping[tuple[int, str], int]
"""From a sublattice and a species on it to the index of its site fraction."""


def multiply(left: Monomials, right: Monomials) -> Monomials:
    """Return the product of two polynomials."""
    product: Monomials = {}
    for a, p in left.items():
        for b, q in right.items():
            key = tuple(sorted(a + b))
            product[key] = product.get(key, 0.0) + p * q
    return {key: value for key, value in product.items() if value != 0.0}


def expand(parameter: Parameter, place: Place, alone: bool) -> Monomials:
    """Return the factor of a parameter in the energy, as monomials.

    Parameters: alone: no ternary parameter of another order exists for these species.
    Errors: DatabaseError for an order or a mixing that the formalism does not define.
    """
    species = [sorted(names) for names in parameter.constituents]
    mixing = [s for s, names in enumerate(species) if len(names) > 1]
    k = parameter.order
    if k > MOST_ORDER:
        raise _unsupported(parameter, f"order {k} (allowed: 0 to {MOST_ORDER})")
    result: Monomials = {(): 1.0}
    for s, names in enumerate(species):
        places = [place[s, name] for name in names]
        result = multiply(result, {tuple(sorted(places)): 1.0})
        if s in mixing:
            result = _bend(parameter, result, places, mixing, s, k, alone)
    return result


def _bend(
    parameter: Parameter,
    result: Monomials,
    places: Sequence[int],
    mixing: Sequence[int],
    s: int,
    k: int,
    alone: bool,
) -> Monomials:
    """Multiply by the factor of the parameter's order on sublattice s."""
    if len(mixing) > 1 and len(places) > 2:
        raise _unsupported(parameter, "three species that mix beside another sublattice that mixes")
    if len(places) == 2 and k > 0:
        difference = {(places[0],): 1.0, (places[1],): -1.0}
        if len(mixing) == 1:
            for _ in range(k):
                result = multiply(result, difference)
        elif len(mixing) == 2 and k <= 2:
            if s == mixing[-k]:
                result = multiply(result, difference)
        else:
            raise _unsupported(parameter, f"order {k} where {len(mixing)} sublattices mix")
    elif len(places) == 3 and not (k == 0 and alone):
        if k > 2:
            raise _unsupported(parameter, f"order {k} of three species (allowed: 0, 1, 2)")
        share: Monomials = {(): 1.0 / 3.0}
        for i, at in enumerate(places):
            share[(at,)] = (1.0 if i == k else 0.0) - 1.0 / 3.0
        result = multiply(result, share)
    elif len(places) > 3 and k > 0:
        raise _unsupported(parameter, f"order {k} of {len(places)} species (allowed: 0)")
    return result


def _unsupported(parameter: Parameter, what: str) -> DatabaseError:
    return DatabaseError(f"line {parameter.line}: {parameter.label}: {what} is not supported")
