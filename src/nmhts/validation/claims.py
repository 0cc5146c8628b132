"""Published claims: the table, its bands, and the verdict on a finding."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from nmhts.errors import NmhtsError, unknown_name

TABLE = Path(__file__).parent / "claims.yaml"
KINDS = ("quantity", "sign")
BASES = ("abstract", "secondary", "derived", "choice")
_KEYS = ("id", "kind", "claim", "band", "source", "basis")
_EDGES = ("min", "max", "above", "below")


class ClaimError(NmhtsError, ValueError):
    """An unreadable table of claims, an unknown claim, or a finding that does not fit its claim."""


class EvaluationError(NmhtsError, RuntimeError):
    """An evaluation without a value, because no film shows the effect; the claim is missed."""


class Waits(Exception):  # noqa: N818 - an answer, not an error
    """Raised by an evaluator of a claim that cannot be judged yet; the text gives the reason."""


@dataclass(frozen=True)
class Band:
    """Allowed values of one measure, with ``min`` and ``max``, without ``above`` and ``below``."""

    min: float = -math.inf
    max: float = math.inf
    above: float = -math.inf
    below: float = math.inf
    unit: str = ""

    def holds(self, value: float) -> bool:
        """Return whether a value lies inside; NaN never does."""
        inside = self.min <= value <= self.max
        lower = value > self.above or self.above == -math.inf
        upper = value < self.below or self.below == math.inf
        return bool(inside and lower and upper)

    def __str__(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        if math.isfinite(self.min) and math.isfinite(self.max):
            return f"{self.min:g} to {self.max:g}{unit}"
        signs = {"min": ">=", "max": "<=", "above": ">", "below": "<"}
        parts = [
            f"{sign} {getattr(self, edge):g}"
            for edge, sign in signs.items()
            if math.isfinite(getattr(self, edge))
        ]
        return " and ".join(parts) + unit


@dataclass(frozen=True)
class Claim:
    """One published claim: ``bands`` by measure; ``basis``: origin of claim and band."""

    id: str
    kind: str
    claim: str
    bands: Mapping[str, Band]
    source: str
    basis: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """Result of an evaluator.

    values by measure, in the units of the bands; how they were found; waits: the missing model, by
    measure.
    """

    values: Mapping[str, float]
    how: str
    waits: Mapping[str, str] = field(default_factory=dict)
    given: bool = False
    """Whether the values are numbers of a sheet: neither fitted nor predicted."""


@dataclass(frozen=True)
class Judgement:
    """The verdict on a claim: ``pass``, ``miss`` or ``waits``.

    ``origin`` is ``fitted``, ``predicted`` or ``sheet`` where there is a value.
    """

    claim: Claim
    verdict: str
    origin: str
    values: Mapping[str, float]
    waits: Mapping[str, str]
    how: str


def judge(claim: Claim, finding: Finding, fitted: bool) -> Judgement:
    """Return the verdict: a miss if one value is outside its band, waits without any value.

    Parameters: claim; finding; fitted: whether a number of the sheets was fitted to this claim.
    Errors: ClaimError if values and waits together are not the measures of the claim.
    """
    given = [*finding.values, *finding.waits]
    if sorted(given) != sorted(claim.bands):
        raise ClaimError(
            f"{claim.id}: measures {', '.join(given)} (expected: {', '.join(claim.bands)})"
        )
    if not finding.values:
        return Judgement(claim, "waits", "", {}, finding.waits, "")
    held = all(claim.bands[name].holds(value) for name, value in finding.values.items())
    origin = "sheet" if finding.given else "fitted" if fitted else "predicted"
    verdict = "pass" if held else "miss"
    return Judgement(claim, verdict, origin, finding.values, finding.waits, finding.how)


@functools.cache
def load_claims(path: Path = TABLE) -> dict[str, Claim]:
    """Return the claims of a table by id, in its order.

    Errors: ClaimError with every fault: unknown and missing keys, empty bands, edges that are no
    numbers, two claims of one id.
    """
    problems: list[str] = []
    claims: dict[str, Claim] = {}
    for raw in yaml.safe_load(path.read_text(encoding="utf-8")):
        name = str(raw.get("id"))
        found = _problems(raw)
        if name in claims:
            found.append("stands twice")
        problems += [f"{name}: {problem}" for problem in found]
        if not found:
            bands = {str(measure): _band(band) for measure, band in raw["band"].items()}
            claims[name] = Claim(
                name, raw["kind"], raw["claim"], bands, raw["source"], tuple(raw["basis"])
            )
    if problems:
        raise ClaimError("\n".join([f"{path}:", *(f"  - {p}" for p in problems)]))
    return claims


def _band(raw: Mapping[str, Any]) -> Band:
    edges = {edge: float(raw[edge]) for edge in _EDGES if edge in raw}
    return Band(**edges, unit=str(raw.get("unit", "")))


def _problems(raw: Mapping[str, Any]) -> list[str]:
    problems = [unknown_name("key", str(k), _KEYS) for k in raw if k not in _KEYS]
    problems += [f"{k}: missing" for k in _KEYS if not raw.get(k)]
    if problems:
        return problems
    if raw["kind"] not in KINDS:
        problems.append(unknown_name("kind", str(raw["kind"]), KINDS))
    problems += [unknown_name("basis", str(b), BASES) for b in raw["basis"] if b not in BASES]
    for measure, band in raw["band"].items():
        allowed = (*_EDGES, "unit")
        problems += [
            f"{measure}: {unknown_name('edge', k, allowed)}" for k in band if k not in allowed
        ]
        edges = [band[k] for k in _EDGES if k in band]
        if not edges or not all(isinstance(v, int | float) and math.isfinite(v) for v in edges):
            problems.append(
                f"{measure}: {band!r} (expected one or more of {', '.join(_EDGES)}, numbers)"
            )
        elif len(edges) == 2 and "min" in band and "max" in band and band["min"] > band["max"]:
            problems.append(f"{measure}: min {band['min']} is above max {band['max']}")
    return problems
