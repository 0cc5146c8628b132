"""Positions of the cotangents of coefficients, voltages and step length among the sums."""

from __future__ import annotations

from nmhts.physics.transport.state import N_PARAMETERS, FilmParameters

P = FilmParameters(*range(N_PARAMETERS))
"""Position of every coefficient's cotangent among the sums."""

BEGIN, RISE, LENGTH = range(N_PARAMETERS, N_PARAMETERS + 3)
"""The voltage at the start of the step, its rise over the step, the length of the step."""

N_SUMS = N_PARAMETERS + 3
