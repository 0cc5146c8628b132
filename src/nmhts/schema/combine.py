"""From the axes of a study to its combinations of values: products, zips, samples, replicates, derived values, conditions."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from nmhts.errors import UnitError
from nmhts.materials.formula import parse_formula
from nmhts.schema.axes import AxisValues
from nmhts.schema.names import METALS

if TYPE_CHECKING:
    from nmhts.schema.config import StudyConfig
    from nmhts.schema.study import SamplesSection

Combination = dict[str, Any]


def metal_fractions(formula: str, metals: Sequence[str] = METALS) -> dict[str, float]:
    """Return the fractions of some metals on the metal sites of a formula, by their names in the run table."""
    given = dict(parse_formula(formula).metals)
    return {f"x_{metal}": given.get(metal, 0.0) for metal in metals}


def combinations(
    config: StudyConfig, extra: Sequence[Mapping[str, Any]] = ()
) -> Iterator[Combination]:
    """Yield the values of the axes, samples, replicate and derived names of every film or point, the last axis running fastest.

    Parameters: config; extra: further combinations of axis values, as refinement finds them; derived values are added to those too.
    Those for which a condition of ``where`` is not true are left out.
    """
    groups = _groups(config)
    produced = (
        {name: value for part in parts for name, value in part.items()}
        for parts in itertools.product(*groups)
    )
    fixed = config.fixed
    for found in itertools.chain(produced, _still_wanted(config, extra)):
        known = fixed | found
        if config.vocabulary.metals:
            known |= metal_fractions(known["material"], config.vocabulary.metals)
        for name, expression in config.derived.items():
            found[name] = known[name] = _number(expression.value(known), expression.text)
        if all(condition.value(known) for condition in config.where):
            yield found


def _still_wanted(config: StudyConfig, extra: Sequence[Mapping[str, Any]]) -> Iterator[Combination]:
    """Yield the extra combinations whose values of all axes that are not refined are still in the study."""
    if not config.refined_axes or not extra:
        return
    others = _others(config)
    known = [(list(rows[0]), {tuple(row.values()) for row in rows}) for rows in others]
    for film in extra:
        if all(tuple(film.get(n) for n in names) in rows for names, rows in known):
            yield dict(film)


def _others(config: StudyConfig) -> list[list[Combination]]:
    """Return what is multiplied and not refined."""
    refined = set(config.refined_axes)
    return [rows for rows in _groups(config) if not refined & rows[0].keys()]


def families(config: StudyConfig) -> int:
    """Return how many combinations there are of all that is not refined."""
    return math.prod(len(rows) for rows in _others(config))


def _number(value: Any, text: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not np.isfinite(value):
        raise UnitError(f"{text!r} gives {value!r} (expected a finite number)")
    # Twelve digits, as for values that are read: equal inputs are equal points.
    return float(f"{value:.12g}")


def _groups(config: StudyConfig) -> list[list[Combination]]:
    """Return what is multiplied: one list of combinations for each free axis, zip, sample and the replicates."""
    axes = {axis.name: axis for axis in config.axes}
    zipped = {name: tuple(group) for group in config.file.zip for name in group}
    groups: list[list[Combination]] = []
    done: set[str] = set()
    for name in axes:
        if name in done:
            continue
        names = zipped.get(name, (name,))
        done |= set(names)
        rows = zip(*(axes[n].values for n in names), strict=True)
        groups.append([dict(zip(names, row, strict=True)) for row in rows])
    if config.file.samples is not None:
        groups.append(_samples(config.file.samples, config.sampled))
    if config.replicates > 1:
        groups.append([{"replicate": k} for k in range(config.replicates)])
    return groups


def _samples(section: SamplesSection, ranges: Mapping[str, AxisValues]) -> list[Combination]:
    """Return the sample points: values of every sampled name, each within its range (``values`` holds low and high)."""
    from scipy.stats import qmc

    d, n = len(ranges), section.number
    if section.method == "sobol":
        # A power of two, cut: the first n points are the same however many are asked for.
        sampler = qmc.Sobol(d, scramble=True, rng=section.seed)
        unit = sampler.random_base2(max(0, (n - 1).bit_length()))[:n]
    else:
        unit = qmc.LatinHypercube(d, rng=section.seed).random(n)
    columns = {}
    for k, (name, axis) in enumerate(ranges.items()):
        low, high = (float(v) for v in axis.values)
        if section.of[name].spacing == "log":
            values = low * (high / low) ** unit[:, k]
        else:
            values = low + (high - low) * unit[:, k]
        columns[name] = [float(f"{v:.12g}") for v in values]
    return [
        {"sample": i, **{name: column[i] for name, column in columns.items()}} for i in range(n)
    ]
