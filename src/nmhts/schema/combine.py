"""Combinations of a study's values: products, zips, samples, replicates, relations."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nmhts.errors import UnitError
from nmhts.materials.formula import parse_formula
from nmhts.schema.axes import AxisValues
from nmhts.schema.config import StudyConfig
from nmhts.schema.names import METALS
from nmhts.schema.nesting import nested, number
from nmhts.schema.study import SamplesSection

Combination = dict[str, Any]

MOST_SAMPLED = 10_000_000
"""Largest number of sampled numbers of one study."""


def metal_fractions(formula: str, metals: Sequence[str] = METALS) -> dict[str, float]:
    """Return the fractions of metals on the metal sites of a formula, by column name."""
    given = dict(parse_formula(formula).metals)
    return {f"x_{metal}": given.get(metal, 0.0) for metal in metals}


@dataclass(frozen=True)
class Group:
    """Values that vary together, equally many by name: an axis, a zip, samples or replicates."""

    columns: Mapping[str, Sequence[Any]]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def row(self, at: int) -> Combination:
        """Return the values at a place of the group."""
        return {name: values[at] for name, values in self.columns.items()}


def combinations(
    config: StudyConfig, extra: Sequence[Mapping[str, Any]] = ()
) -> Iterator[Combination]:
    """Yield all varied values of every film or point, the last axis running fastest.

    They are those of axes, samples, replicate and derived names. Combinations that fail a condition
    of ``where`` are left out.
    Parameters: config; extra: further combinations of axis values by refinement, which also get
    derived values.
    """
    groups = _groups(config)
    for places, derived in produced(config, groups):
        found: Combination = {}
        for group, at in zip(groups, places, strict=True):
            found |= group.row(at)
        yield found | dict(zip(config.derived, derived, strict=True))
    for found in _still_wanted(config, extra):
        known = config.fixed | found
        if config.vocabulary.metals:
            known |= metal_fractions(known["material"], config.vocabulary.metals)
        for name, expression in config.derived.items():
            found[name] = known[name] = number(expression.value(known), expression.text)
        if all(condition.value(known) for condition in config.where):
            yield found


def produced(
    config: StudyConfig, groups: Sequence[Group]
) -> Iterator[tuple[tuple[int, ...], tuple[float, ...]]]:
    """Yield places in the groups and derived values of all combinations that meet conditions."""
    metals = config.vocabulary.metals
    columns = []
    fixed = config.fixed
    if (
        metals
        and fixed["material"] is not None
        and not any("material" in g.columns for g in groups)
    ):
        fixed |= metal_fractions(fixed["material"], metals)
    for group in groups:
        own = dict(group.columns)
        if metals and "material" in own:
            rows = [metal_fractions(formula, metals) for formula in own["material"]]
            own |= {name: [row[name] for row in rows] for name in config.vocabulary.fractions}
        columns.append(own)
    yield from nested(columns, config.derived, config.where, fixed)


def check_size(config: StudyConfig) -> None:
    """Raise UnitError for too many combinations, from products of sizes without a count."""
    samples = config.file.samples
    if samples is not None and (drawn := samples.number * len(config.sampled)) > MOST_SAMPLED:
        raise UnitError(
            f"samples: {samples.number} points of {len(config.sampled)} numbers are {drawn:.6g} "
            f"numbers (allowed: {MOST_SAMPLED})"
        )
    most, what = config.file.execution.max_films, config.vocabulary.what
    sizes = {axis.name: len(axis.values) for axis in config.axes if axis.name in config.dimensions}
    sizes |= {"samples": samples.number} if samples is not None else {}
    sizes |= {"replicates": config.replicates} if config.replicates > 1 else {}
    if (count := math.prod(sizes.values())) > most:
        listed = " x ".join(f"{name} {size}" for name, size in sizes.items())
        raise UnitError(
            f"axes: {listed} are {count:.6g} {what}s before any condition "
            f"(allowed: execution.max_films = {most}; fewer values, samples instead of axes, or "
            "several studies)"
        )


def _still_wanted(config: StudyConfig, extra: Sequence[Mapping[str, Any]]) -> Iterator[Combination]:
    """Yield the extra combinations whose values on all unrefined axes are still in the study."""
    if not config.refined_axes or not extra:
        return
    others = _others(config)
    known = [
        (list(group.columns), set(zip(*group.columns.values(), strict=True))) for group in others
    ]
    for film in extra:
        if all(tuple(film.get(n) for n in names) in rows for names, rows in known):
            yield dict(film)


def _others(config: StudyConfig) -> list[Group]:
    """Return the groups that are multiplied and not refined."""
    refined = set(config.refined_axes)
    return [group for group in _groups(config) if not refined & group.columns.keys()]


def families(config: StudyConfig) -> int:
    """Return the number of combinations of all values that are not refined."""
    return math.prod(len(group) for group in _others(config))


def is_empty(config: StudyConfig) -> bool:
    """Return whether no combination meets all conditions.

    Errors: UnitError for a relation that cannot be computed.
    """
    groups = _groups(config)
    # Names that no relation uses do not matter.
    spoken = {name for one in (*config.derived.values(), *config.where) for name in one.names}
    also = {"material"} if spoken & set(config.vocabulary.fractions) else set()
    kept = [group for group in groups if group.columns.keys() & (spoken | also)]
    return next(produced(config, kept), None) is None


def _groups(config: StudyConfig) -> list[Group]:
    """Return the groups that are multiplied: free axes, zips, samples and replicates."""
    axes = {axis.name: axis for axis in config.axes}
    zipped = {name: tuple(group) for group in config.file.zip for name in group}
    groups: list[Group] = []
    done: set[str] = set()
    for name in axes:
        if name in done:
            continue
        names = zipped.get(name, (name,))
        done |= set(names)
        groups.append(Group({n: axes[n].values for n in names}))
    if config.file.samples is not None:
        groups.append(_samples(config.file.samples, config.sampled))
    if config.replicates > 1:
        groups.append(Group({"replicate": range(config.replicates)}))
    return groups


class _Spread(Sequence[float]):
    """Sampled numbers, spread over their range on access, with twelve digits like read values."""

    def __init__(self, unit: np.ndarray, low: float, high: float, spacing: str):
        self.unit, self.low, self.high, self.spacing = unit, low, high, spacing

    def __len__(self) -> int:
        return len(self.unit)

    def __getitem__(self, at: Any) -> Any:
        share = float(self.unit[at])
        if self.spacing == "log":
            value = self.low * (self.high / self.low) ** share
        else:
            value = self.low + (self.high - self.low) * share
        return float(f"{value:.12g}")


def _samples(section: SamplesSection, ranges: Mapping[str, AxisValues]) -> Group:
    """Return the sample points: values of every sampled name within its range.

    ``values`` of a range are its low and high end.
    """
    from scipy.stats import qmc

    d, n = len(ranges), section.number
    if section.method == "sobol":
        # Draw a power of two and cut: the first n points are the same for any number of points.
        sampler = qmc.Sobol(d, scramble=True, rng=section.seed)
        unit = sampler.random_base2(max(0, (n - 1).bit_length()))[:n]
    else:
        unit = qmc.LatinHypercube(d, rng=section.seed).random(n)
    columns: dict[str, Sequence[Any]] = {"sample": range(n)}
    for k, (name, axis) in enumerate(ranges.items()):
        low, high = (float(v) for v in axis.values)
        columns[name] = _Spread(unit[:, k], low, high, section.of[name].spacing)
    return Group(columns)


def rows_of_study(config: StudyConfig) -> int:
    """Return the number of films or points, without those that refinement adds."""
    return sum(1 for _ in combinations(config))


def most_rows_of_study(config: StudyConfig) -> int:
    """Return the number of films or points if refinement divides every piece in every round."""
    if config.refinement is None:
        return rows_of_study(config)
    meshes = config.refinement.meshes
    full = math.prod(mesh.most(config.rounds) for mesh in meshes)
    whole = math.prod(len(mesh.values) for mesh in meshes)
    return rows_of_study(config) + families(config) * (full - whole)
