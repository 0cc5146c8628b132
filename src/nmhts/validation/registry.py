"""Which function judges which claim, and what the others wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from nmhts.errors import SimulationError, unknown_name
from nmhts.validation import cells, magnetism, onset, post_stimulus, switching
from nmhts.validation.bench import Bench, fitted_claims
from nmhts.validation.claims import (
    Claim,
    ClaimError,
    EvaluationError,
    Finding,
    Judgement,
    Waits,
    judge,
    load_claims,
)

Evaluator = Callable[[Bench], Finding]


def _waits(reason: str) -> Evaluator:
    def evaluate(bench: Bench) -> Finding:
        raise Waits(reason)

    return evaluate


_FILM_3D = _waits("a film model in three dimensions")
_GATES = _waits("the cell of a film that is not contacted")
_MICROMAGNETICS = _waits("micromagnetics of dots")
_STACKS = _waits("stacks with exchange at interfaces")
_ARRAY = _waits("cells with noise and spread")

EVALUATORS: dict[str, Evaluator] = {
    "on-off-ferromagnetism": switching.on_off,
    "planar-front-N": _FILM_3D,
    "channelled-front-O": _FILM_3D,
    "M-follows-thickness": switching.follows_thickness,
    "threshold-CoN": onset.threshold,
    "threshold-ratio-N-O": onset.nitrogen_over_oxygen,
    "critical-field": onset.critical_field,
    "FeN-slower-but-stronger": onset.slower_but_stronger,
    "rate-order": onset.rate_order,
    "Mn-boost": onset.manganese_boost,
    "resistivity-optimum": onset.resistivity_optimum,
    "capacitor-vs-side-contact": cells.side_contact,
    "electrolyte-boost": cells.electrolyte_boost,
    "thin-film-speed": switching.thin_film_speed,
    "rate-exponential-in-V": onset.rate_exponential,
    "post-stimulus-sign": post_stimulus.post_stimulus_sign,
    "retention": switching.retention,
    "endurance": switching.endurance,
    "multilevel": _ARRAY,
    "zero-field-writing": _STACKS,
    "dot-states": _MICROMAGNETICS,
    "vortion-analogue": _MICROMAGNETICS,
    "wireless": _GATES,
    "bipolar-scaling": _GATES,
    "charge-balance": switching.charge_balance,
    "Ms-ceiling": magnetism.saturation_ceiling,
    "FM-below-half-N": magnetism.order_below_half_nitrogen,
    "MnN-AFM": magnetism.manganese_nitride,
    "MnCoN2": magnetism.half_manganese_nitride,
    "FM-PM-AFM-coexistence": magnetism.three_orders,
    "exchange-bias": _STACKS,
}
"""The evaluator of every claim; a new one is a function of a bench that returns a finding for the measures of its band."""


def judge_claims(names: Iterable[str] = (), bench: Bench | None = None) -> Iterator[Judgement]:
    """Judge claims one after the other, in the order of the table.

    Parameters: names of claims (all if empty); bench the films to judge with (those of the sheets if None).
    Returns: an iterator of verdicts; films are simulated as it goes. Errors: ClaimError for an unknown claim.
    """
    claims = load_claims()
    wanted = list(names)
    for name in wanted:
        if name not in claims:
            raise ClaimError(unknown_name("claim", name, claims))
    tools, fitted = bench or Bench(), fitted_claims()
    for name in claims:
        if not wanted or name in wanted:
            yield _judged(claims[name], tools, name in fitted)


def _judged(claim: Claim, bench: Bench, fitted: bool) -> Judgement:
    try:
        finding = EVALUATORS[claim.id](bench)
    except Waits as reason:
        finding = Finding({}, "", dict.fromkeys(claim.bands, str(reason)))
    except (SimulationError, EvaluationError) as error:
        # No value is a miss with its reason, and no reason to leave the other claims unjudged.
        finding = Finding(dict.fromkeys(claim.bands, float("nan")), f"no value: {error}")
    return judge(claim, finding, fitted)
