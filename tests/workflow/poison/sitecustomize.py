"""Poison for one film, for tests of its effect on other films.

A process whose environment says how and which (``kill:run_id``) fails as soon as it is to simulate
that film: by an error, or by killing itself.
"""

from __future__ import annotations

import os
import signal

_POISON = os.environ.get("NMHTS_TEST_POISON")

if _POISON:
    from nmhts.kinds.film_kinetics import kind as films
    from nmhts.study.film_points import run_id

    _HOW, _FILM = _POISON.split(":")

    _simulate = films.simulate_films

    def simulate_films(fidelity, points, *arguments, **options):
        for point in points:
            if run_id(point) == _FILM:
                if _HOW == "kill":
                    os.kill(os.getpid(), signal.SIGKILL)
                raise ValueError("this film is poisoned")
        return _simulate(fidelity, points, *arguments, **options)

    films.simulate_films = simulate_films
