"""Status codes of films, and the length of their first step."""

from __future__ import annotations

from nmhts.numerics.watch import NOBODY

# The sentences a user sees stand in simulation/outcomes/film_status.py.
OK = 0
OUT_OF_RANGE = 1
STEP_UNDERFLOW = 2
TOO_MANY_STEPS = 3
NOT_FINITE = 4
TIME_LIMIT = 5
RUNNING = -1

NO_FILM = NOBODY
"""Stands for a film in a lane that has none."""

# Numerical: the error of a step scales with its fourth power. A first change of this times
# rtol^(1/4), in D after a voltage jump or in all unknowns at the start, keeps it well within the
# tolerance.
FIRST_MOVE = 0.03
