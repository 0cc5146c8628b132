"""Statuses of an equilibrium: code, name and advice."""

from __future__ import annotations

from nmhts.simulation.outcomes.codes import CRASHED, NOT_COMPUTED, OK, Status

NOT_CONVERGED = 1
OUTSIDE_ASSESSMENT = 2
NO_PHASE = 3
PHASES_LEFT_OUT = 4
TIME_LIMIT = 5

PHASE_STATUSES = (
    Status(
        NOT_COMPUTED,
        "not_computed",
        "This row holds no point: padding, or its shard has not run yet.",
    ),
    Status(OK, "ok", "The equilibrium was found, inside what the parameters were assessed for."),
    Status(
        NOT_CONVERGED,
        "not_converged",
        "The phases did not come to equal chemical potentials. Move the point a little, or look "
        "for conditions at the edge of a phase.",
    ),
    Status(
        OUTSIDE_ASSESSMENT,
        "outside_assessment",
        "An equilibrium, and its values are kept; but the temperature lies outside of what a "
        "parameter of a stable phase is given for, so it is an extrapolation.",
    ),
    Status(
        NO_PHASE,
        "no_phase",
        "No combination of the allowed phases has this composition. Allow more phases, or let gas "
        "form (conditions.atmosphere: vented).",
    ),
    Status(
        PHASES_LEFT_OUT,
        "phases_left_out",
        "An equilibrium of the phases that can be computed, and its values are kept; but these "
        "elements can make phases of the database that cannot (left_out names them), and with "
        "those the energy may lie lower by thousands of J/mol. Name the phases that may form, or "
        "suspend those that cannot be computed, to say that they do not. Comes before "
        "outside_assessment.",
    ),
    Status(
        TIME_LIMIT,
        "time_limit",
        "The point took more than execution.max_seconds_per_run of CPU time. Raise it in the study "
        "file and compute these points again: nmhts repair --failed STUDY.",
    ),
    Status(
        CRASHED,
        "crashed",
        "The point raised an error or ended the process it ran in (memory, a fault of a library); "
        "nmhts status and the receipt say which. Once the cause is gone: "
        "nmhts repair --failed STUDY.",
    ),
)

VALUES_KEPT = (OK, OUTSIDE_ASSESSMENT, PHASES_LEFT_OUT)
"""Codes of points that have an equilibrium; all but ``OK`` are warnings."""
