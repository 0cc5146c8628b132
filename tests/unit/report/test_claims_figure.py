"""The figure of claims: positions of values in their bands, and a valid picture."""

from __future__ import annotations

import io
import math

import pytest
from matplotlib.image import imread

from nmhts.report.claims import claims_figure, margin
from nmhts.validation.claims import Band, Claim, Finding, judge


@pytest.mark.parametrize(
    ("band", "value", "expected"),
    [
        (Band(min=3, max=5), 4.0, 1.0),
        (Band(min=3, max=5), 3.0, 0.0),
        (Band(min=3, max=5), 4.5, 0.5),
        (Band(min=3, max=5), 2.5, -0.5),
        (Band(min=3, max=5), 100.0, -1.0),
        # A decade beyond one edge counts as much as the middle between two.
        (Band(min=1.3), 13.0, 1.0),
        (Band(min=1.0), 10**0.5, 0.5),
        (Band(max=1e-6), 1e-7, 1.0),
        (Band(below=0.1), 0.0, 1.0),
        (Band(below=0.1), 10**-0.5, -0.5),
        (Band(above=1.0), 0.1, -1.0),
        (Band(above=0.0), 3.0, 1.0),
        (Band(above=0.0), -3.0, -1.0),
        (Band(min=1.0), 1.0, 0.0),
        (Band(min=3, max=5), math.nan, -1.0),
        (Band(max=10.0, above=0.0), 5.0, 1.0),
    ],
)
def test_margins(band: Band, value: float, expected: float):
    assert margin(band, value) == pytest.approx(expected, abs=1e-12)
    assert (margin(band, value) > 0.0) <= band.holds(value)


def test_picture_of_a_pass_a_miss_and_one_that_waits():
    claim = Claim("a-claim", "quantity", "words", {"x": Band(min=1, max=2), "y": Band(above=0.0)},
        "A", ("abstract",))  # fmt: skip
    judged = [
        judge(claim, Finding({"x": 1.5, "y": 2.0}, ""), False),
        judge(claim, Finding({"x": 3.0, "y": 1.0}, ""), True),
        judge(claim, Finding({"x": 1.2}, "", {"y": "a meter"}), True),
    ]
    picture = claims_figure(judged)
    assert picture == claims_figure(judged), "the same verdicts give the same bytes"
    assert picture != claims_figure(judged[:2])
    pixels = imread(io.BytesIO(picture))
    assert pixels.shape[0] > 200
    assert pixels.std() > 0.05
