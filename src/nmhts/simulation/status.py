"""Status of a simulated film: code, name and a sentence of advice."""

from __future__ import annotations

from typing import NamedTuple

from nmhts.physics.transport import kernel


class Status(NamedTuple):
    """One status: its code as stored, a short name, and what it means for the user."""

    code: int
    name: str
    advice: str


STATUSES = (
    Status(-1, "not_computed", "This row holds no film: padding, or its shard has not run yet."),
    Status(kernel.OK, "ok", "The film reached the end of its protocol."),
    Status(
        kernel.NEWTON_FAILED,
        "newton_failed",
        "Newton's method failed at the smallest step: a stiff interface, often with a very small area_resistance "
        "or barrier_floor. Check those values, or lower numerics.rtol.",
    ),
    Status(
        kernel.STEP_UNDERFLOW,
        "step_underflow",
        "The error could not be met at the smallest step: the protocol asks for times finer than rounding allows. "
        "Shorten the protocol or raise numerics.rtol.",
    ),
    Status(
        kernel.TOO_MANY_STEPS,
        "too_many_steps",
        "The film took numerics.max_steps steps before the end. Raise it, or loosen numerics.rtol.",
    ),
    Status(
        kernel.NOT_FINITE,
        "not_finite",
        "The solution left the range of numbers: look for an extreme parameter or voltage.",
    ),
)

BY_CODE = {status.code: status for status in STATUSES}
