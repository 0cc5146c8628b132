"""The picture of a wireless run: its parts and their places."""

from __future__ import annotations

import numpy as np

import nmhts
from nmhts.kinds.wireless.cell_figure import wireless_figure
from nmhts.report.style import look, png


def test_picture_shows_cell_profile_and_layouts():
    film = nmhts.Film("CoN", "5 nm", gate="propylene carbonate with KI")
    plates = [
        nmhts.Electrode(("2 mm", "3 mm"), ("2 mm", "7 mm")),
        nmhts.Electrode(("20 mm", "0 mm"), ("20 mm", "10 mm")),
    ]
    cell = nmhts.WirelessCell(
        "10 mm", ("11 mm", "5 mm"), size=("20 mm", "10 mm"), electrodes=plates, film_tilt="20 deg"
    )
    run = nmhts.simulate_wireless(
        film, cell, "hold 10 V for 1 min; rest 1 min", positions=8, steps_per_clause=8
    )
    with look():
        figure = wireless_figure(run, cell, {"flushed": run, "again": run})
        drawn = png(figure, dpi=40)
        again = png(wireless_figure(run, cell, {"flushed": run, "again": run}), dpi=40)
    assert drawn == again
    vessel, _, profile, _, layouts = figure.axes
    assert {text.get_text() for text in vessel.texts} == {"10 V", "0 V"}
    ends = [np.asarray(line.get_ydata())[-1] for line in layouts.get_lines()]
    assert np.allclose(ends, float(run.net_magnetization[-1]) / 1e3)
    last = profile.get_lines()[-1]
    assert np.allclose(np.asarray(last.get_ydata()), run.magnetization.values[-1] / 1e3)
    # The electrode in the liquid, the substrate, and a patch for every position.
    assert len(vessel.patches) >= 2 + 8


def test_picture_of_a_run_that_is_not_driven():
    film = nmhts.Film("CoN", "5 nm", gate="propylene carbonate with KI")
    cell = nmhts.WirelessCell("10 mm", ("10 mm", "5 mm"), size=("20 mm", "10 mm"))
    run = nmhts.simulate_wireless(film, cell, "rest 1 s", positions=8, steps_per_clause=2)
    with look():
        assert png(wireless_figure(run, cell), dpi=30)
