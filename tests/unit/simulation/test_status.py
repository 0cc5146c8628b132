"""Every outcome of a film has a code, a name and a sentence."""

from __future__ import annotations

from nmhts.physics.transport import codes
from nmhts.simulation.outcomes.film_status import BY_CODE, STATUSES

CODES = {"NOT_FINITE", "OK", "OUT_OF_RANGE", "STEP_UNDERFLOW", "TIME_LIMIT", "TOO_MANY_STEPS"}


def test_every_code_of_the_kernel_has_a_name_of_its_own():
    for code in CODES:
        assert BY_CODE[getattr(codes, code)].name == code.lower()
    assert len({s.code for s in STATUSES}) == len({s.name for s in STATUSES}) == len(CODES) + 4


def test_every_status_gives_a_sentence_of_advice():
    for status in STATUSES:
        assert status.advice.endswith(".")
        assert len(status.advice.split()) > 5
