"""Where the cotangents of what shapes a step stand, while they are summed up."""

from __future__ import annotations

from nmhts.physics.transport.state import N_PARAMETERS, FilmParameters

P = FilmParameters(*range(N_PARAMETERS))
"""Place of every coefficient's cotangent among the sums; those of combinations that only the rate of D knows follow."""

CHARGING, BYPASS, PER_PLANE, BEGIN, RISE, LENGTH = range(N_PARAMETERS, N_PARAMETERS + 6)
"""1 / R_A C_S, G_leak / C_S, q_N / C_S, the voltage at the start of the step, its rise over the step, the length of the step."""

N_SUMS = N_PARAMETERS + 6
