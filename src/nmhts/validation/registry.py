"""The function that judges each claim, or the model that the claim waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from nmhts.errors import SimulationError, unknown_name
from nmhts.validation import (
    cells,
    lattice,
    magnetism,
    onset,
    post_stimulus,
    switching,
    wireless,
    writing,
)
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


_MICROMAGNETICS = _waits("micromagnetics of dots")
_EXCHANGE_BIAS = _waits("exchange bias of a stack against its gate dose")
_ARRAY = _waits("cells with noise and spread")

EVALUATORS: dict[str, Evaluator] = {
    "on-off-ferromagnetism": switching.on_off,
    "planar-front-N": lattice.planar_front,
    "channelled-front-O": lattice.channelled_front,
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
    "zero-field-writing": writing.zero_field,
    "dot-states": _MICROMAGNETICS,
    "vortion-analogue": _MICROMAGNETICS,
    "wireless": wireless.wireless,
    "bipolar-scaling": wireless.bipolar_scaling,
    "charge-balance": switching.charge_balance,
    "Ms-ceiling": magnetism.saturation_ceiling,
    "FM-below-half-N": magnetism.order_below_half_nitrogen,
    "MnN-AFM": magnetism.manganese_nitride,
    "MnCoN2": magnetism.half_manganese_nitride,
    "FM-PM-AFM-coexistence": magnetism.three_orders,
    "exchange-bias": _EXCHANGE_BIAS,
}
"""The evaluator of every claim: a function of a bench, with a finding for the measures."""


def judge_claims(names: Iterable[str] = (), bench: Bench | None = None) -> Iterator[Judgement]:
    """Judge claims one after another, in the order of the table.

    Parameters: names of claims (all if empty); bench: films to judge with (those of the sheets if
    None).
    Returns: an iterator of verdicts; films are simulated during iteration.
    Errors: ClaimError for an unknown claim.
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
        # A missing value is a miss with its reason; the other claims are judged nevertheless.
        finding = Finding(dict.fromkeys(claim.bands, float("nan")), f"no value: {error}")
    return judge(claim, finding, fitted)
