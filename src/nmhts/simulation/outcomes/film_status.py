"""Statuses of a simulated film: code, name and advice."""

from __future__ import annotations

from nmhts.physics.transport import codes
from nmhts.simulation.outcomes.codes import CRASHED, NOT_COMPUTED, Status
from nmhts.simulation.outcomes.conservation import MOST_DRIFT, NOT_CONSERVED

NO_FRONT = 7
"""Code by the front model: the film does not separate into nitride and metal."""


STATUSES = (
    Status(
        NOT_COMPUTED,
        "not_computed",
        "This row holds no film: padding, or its shard has not run yet.",
    ),
    Status(codes.OK, "ok", "The film reached the end of its protocol."),
    Status(
        codes.OUT_OF_RANGE,
        "out_of_range",
        "Occupancies left [0, 1] even at the smallest step: a stiff interface, often with a very "
        "small area_resistance or barrier_floor. Check those values, or lower numerics.rtol.",
    ),
    Status(
        codes.STEP_UNDERFLOW,
        "step_underflow",
        "The error could not be met at the smallest step: the protocol asks for times finer than "
        "rounding allows. Shorten the protocol or raise numerics.rtol.",
    ),
    Status(
        codes.TOO_MANY_STEPS,
        "too_many_steps",
        "The film took numerics.max_steps steps before the end. Raise it, or loosen numerics.rtol.",
    ),
    Status(
        codes.NOT_FINITE,
        "not_finite",
        "The solution left the range of numbers: look for an extreme parameter or voltage.",
    ),
    Status(
        codes.TIME_LIMIT,
        "time_limit",
        "The film took more than execution.max_seconds_per_run of CPU time (of a single run: "
        "max_seconds). Raise it in the study file and compute these films again: "
        "nmhts repair --failed STUDY.",
    ),
    Status(
        CRASHED,
        "crashed",
        "The film raised an error or ended the process it ran in (memory, a fault of a library); "
        "nmhts status and the receipt say which. Once the cause is gone: "
        "nmhts repair --failed STUDY.",
    ),
    Status(
        NO_FRONT,
        "no_front",
        "interaction_energy is below 2.05 k_B T: N leaves without a front, which the front model "
        "cannot follow. Use the plane model (fidelity: planes).",
    ),
    Status(
        NOT_CONSERVED,
        "not_conserved",
        f"The film made or lost more than {MOST_DRIFT:g} of its nitrogen: planes exchange it at "
        "rates that the digits of a number cannot hold, in fields of volts per plane. Lower the "
        "voltage, or make the film thicker.",
    ),
)

OF_CIRCUMSTANCES = ("time_limit", "crashed")
"""Statuses that depend on the machine as well as the film: computing again may succeed."""

BY_CODE = {status.code: status for status in STATUSES}
