"""Labels of points of a map: set of phases, magnetic orders, or the side of a level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from nmhts.simulation.phases.equilibrium_results import VOLUME_MEANS

TRACE = 1e-6
"""Shares of atoms or volume below this are rounding."""

ORDER_FRACTIONS = ("ferromagnetic_fraction", "paramagnetic_fraction", "antiferromagnetic_fraction")
"""Meaning of bits 0, 1 and 2 of the orders of a point."""

_SETS = ("phases/phase", "phases/phase_amount")


def phase_sets(phase: np.ndarray, amount: np.ndarray) -> list[tuple[int, ...]]:
    """Return the set of phases of every point, as sorted codes.

    A phase that separates into two compositions counts twice.
    Parameters: phase, amount [run, vertex].
    """
    there = (phase >= 0) & (np.nan_to_num(amount) > TRACE)
    return [
        tuple(sorted(row[mine].tolist()))
        for row, mine in zip(phase.astype(int), there, strict=True)
    ]


def order_bits(fractions: Sequence[np.ndarray]) -> np.ndarray:
    """Return the magnetic orders that coexist at every point, a bit for each fraction, [run].

    Bits follow ``ORDER_FRACTIONS``; 0: nothing solid.
    """
    there = [np.nan_to_num(values) > TRACE for values in fractions]
    return np.sum([mask.astype(int) << k for k, mask in enumerate(there)], axis=0)


def labelled_from(quantity: str) -> tuple[str, ...]:
    """Return the paths of the variables that decide a quantity of a refinement."""
    if quantity == "order":
        return tuple(f"phases/{name}" for name in ORDER_FRACTIONS)
    return (f"phases/{quantity}",) if quantity in VOLUME_MEANS else _SETS


def labels_of(
    quantity: str, level: float, phases: Sequence[str], stored: Mapping[str, np.ndarray]
) -> list[object]:
    """Return the label of every point; None where the quantity has no value.

    Parameters: quantity and level of a refinement; phases by their code; stored: the variables of
    ``labelled_from``.
    """
    values = [stored[path] for path in labelled_from(quantity)]
    if quantity == "phases":
        return list(phase_sets(*values))
    if quantity == "order":
        return list(order_bits(values).tolist())
    if len(values) == 2:
        mine = values[0] == list(phases).index(quantity)
        number = np.where(mine, np.nan_to_num(values[1]), 0.0).sum(axis=1)
    else:
        number = values[0]
    known = np.isfinite(number)
    high = np.abs(number[known]).max(initial=0.0)
    return [
        bool(v > level * high) if there else None for v, there in zip(number, known, strict=True)
    ]
