"""A step as it was taken, and its cotangents: input and result of pulling back over it."""

from __future__ import annotations

from typing import Any, NamedTuple

from nmhts.physics.transport.state import N_PARAMETERS, FilmParameters

P = FilmParameters(*range(N_PARAMETERS))
"""Position of every coefficient's cotangent among the sums."""

BEGIN, RISE, LENGTH = range(N_PARAMETERS, N_PARAMETERS + 3)
"""The voltage at the start of the step, its rise over the step, the length of the step."""

N_SUMS = N_PARAMETERS + 3


class Trace(NamedTuple):
    """A step as it was taken."""

    x: Any  # at its start
    u: Any  # [STAGES, unknowns]
    arguments: Any  # [STAGES, unknowns]
    local: Any  # [STAGES, planes, LOCAL] values kept at the arguments
    factors: Any
    series: Any


class Bars(NamedTuple):
    """Cotangents of a step; sums of the coefficients' by ``P``, ``BEGIN``, ``RISE``, ``LENGTH``."""

    after: Any  # of the new state
    between: Any  # [2, unknowns] of the two sums of U in the dense output (DENSE)
    arguments: Any  # [STAGES - 1, unknowns], those of the last two stages together
    stages: Any  # [STAGES, unknowns] of the rows of the stages
    sums: Any  # [N_SUMS]
    own: Any  # [depth + 1, N_PLANE_NUMBERS] of the planes of a stack, added to; None otherwise
    out: Any  # of the state at the start
