"""Positions of the cotangents of coefficients, voltages and step length among the sums."""

from __future__ import annotations

from nmhts.physics.transport.state import N_PARAMETERS, FilmParameters

P = FilmParameters(*range(N_PARAMETERS))
"""Position of every coefficient's cotangent among the sums. Those of combinations that only the
rate of D contains follow."""

CHARGING, BYPASS, PER_PLANE, BEGIN, RISE, LENGTH = range(N_PARAMETERS, N_PARAMETERS + 6)
"""1 / R_A C_S, G_leak / C_S, q_N / C_S, the voltage at the start of the step, its rise over the
step, the length of the step."""

N_SUMS = N_PARAMETERS + 6
