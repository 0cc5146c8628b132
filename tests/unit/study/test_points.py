"""The identity of a film: the hash of all its inputs, however they are given."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace

from nmhts.simulation.films.plane_model import KineticsPoint
from nmhts.study.film_points import run_id

MakePoint = Callable[..., KineticsPoint]


def by_hand(point: KineticsPoint) -> str:
    protocol = point.protocol
    inputs = {
        "nitride": dict(point.nitride),
        "gate": dict(point.gate),
        "thickness": point.thickness,
        "temperature": point.temperature,
        "times": point.times,
        "voltage": [protocol.nodes, protocol.v_start, protocol.v_end],
    }
    text = json.dumps(inputs, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def test_run_id_is_the_hash_of_all_inputs(make_point: MakePoint):
    one = make_point(5e-9)
    other = make_point(2e-9, protocol="hold 0 V for 2 s", material="FeN")
    for point in (one, other, one):
        assert run_id(point) == by_hand(point)


def test_numbers_that_are_equal_and_written_otherwise_stay_apart(make_point: MakePoint):
    point = make_point(5e-9, protocol="hold 0 V for 1 s")
    zeros = replace(point.protocol, v_start=(-0.0,), v_end=(0,))
    assert zeros == point.protocol
    negative = replace(point, protocol=zeros)
    assert [run_id(p) for p in (point, negative)] == [by_hand(p) for p in (point, negative)]
    assert run_id(point) != run_id(negative)
