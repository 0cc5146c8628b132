"""Cells of floating films: parts that fit together, and one sentence on others."""

from __future__ import annotations

import math

import numpy as np
import pytest

import nmhts
from nmhts.errors import CellError, MaterialError, NmhtsError, UnitError
from nmhts.materials.layouts import find_layout, layouts
from nmhts.physics.transport.bipolar.boundary import BARE, FILM, FIRST_ELECTRODE
from nmhts.physics.transport.bipolar.planar import crosses_itself, inside, segment_distance
from nmhts.simulation.wireless.cell import Electrode, WirelessCell
from nmhts.simulation.wireless.setup import set_up

KI = "propylene carbonate with KI"


def cell(**changes) -> WirelessCell:
    given = {"film_length": "6 mm", "film_position": ("10 mm", "5 mm"), "size": ("20 mm", "10 mm")}
    return WirelessCell(**{**given, **changes})


def plates(*ends: str) -> list[Electrode]:
    """Electrodes from texts such as ``"0 0 0 10"``: ends in mm."""
    numbers = [[f"{v} mm" for v in text.split()] for text in ends]
    return [Electrode(v[:2], v[2:]) for v in numbers]


@pytest.mark.parametrize(
    ("changes", "kind", "said"),
    [
        (
            {"film_position": ("10 mm", "20 mm")},
            CellError,
            (
                "film_position: the film, from (7 mm, 20 mm) to (13 mm, 20 mm) on its substrate, "
                "is not inside the cell"
            ),
        ),
        ({"film_length": "30 mm"}, CellError, "is not inside the cell"),
        ({"film_position": ("10 mm", "0.4 mm")}, CellError, "is not inside the cell"),
        (
            {"film_position": ("10 mm", "9.95 mm")},
            CellError,
            (
                "film_position: the film is 0.05 mm from a wall (allowed: 0.12 mm or more, 2% of "
                "the film's length)"
            ),
        ),
        (
            {"film_position": ("3.05 mm", "5 mm")},
            CellError,
            "film_position: the film is 0.05 mm from the first electrode",
        ),
        (
            {"electrodes": plates("8 5 12 5", "20 0 20 10")},
            CellError,
            "film_position: the film overlaps the first electrode",
        ),
        (
            {"electrodes": plates("0 0 0 10", "10 4.74 11 4.74"), "substrate_thickness": "2 mm"},
            CellError,
            "film_position: the film overlaps the second electrode",
        ),
        (
            {"electrodes": plates("0 0 0 10", "0 5 0 8")},
            CellError,
            "electrodes: the two touch each other",
        ),
        (
            {"electrodes": plates("0 0 0 10", "0 0 20 0")},
            CellError,
            "electrodes: the two touch each other",
        ),
        (
            {"electrodes": plates("2 2 2 8", "1 5 4 5")},
            CellError,
            "electrodes: the two touch each other",
        ),
        (
            {"electrodes": plates("0 0 0 10", "-5 3 5 3")},
            CellError,
            (
                "electrodes: the second one, from (-5 mm, 3 mm) to (5 mm, 3 mm), lies neither on "
                "a wall nor inside the cell"
            ),
        ),
        (
            {"electrodes": plates("0 0 0 10", "30 0 30 10")},
            CellError,
            "lies neither on a wall nor inside",
        ),
        (
            {"electrodes": plates("0 0 0 10", "20 5 20 5")},
            CellError,
            "electrodes: the second one has no length",
        ),
        (
            {"electrodes": []},
            CellError,
            "electrodes: 0 (allowed: 2, the first is driven against the second)",
        ),
        ({"electrodes": plates("0 0 0 10")}, CellError, "electrodes: 1 (allowed: 2"),
        ({"size": None}, CellError, "size, outline: give one of them"),
        (
            {"size": None, "outline": [("0 mm", "0 mm"), ("1 mm", "0 mm")]},
            CellError,
            "outline: 2 corners (allowed: 3 or more)",
        ),
        (
            {"size": None, "outline": [("0 mm", "0 mm"), ("20 mm", "0 mm"), ("20 mm", "10 mm")]},
            CellError,
            "electrodes: none (a cell given by its outline needs two",
        ),
        (
            {
                "size": None,
                "outline": [
                    ("0 mm", "0 mm"),
                    ("20 mm", "10 mm"),
                    ("20 mm", "0 mm"),
                    ("0 mm", "10 mm"),
                ],
                "electrodes": plates("0 0 0 10", "20 0 20 10"),
            },
            CellError,
            "outline: it crosses or touches itself",
        ),
        ({"size": ("20 mm",)}, CellError, "size: ('20 mm',) (expected width and height"),
        ({"size": ("20 mm", "-1 mm")}, CellError, "size: '-1 mm' (allowed: above 0, up to 1000 m)"),
        ({"film_position": "10 mm"}, CellError, "film_position: '10 mm' (expected x and y"),
        (
            {"film_length": "0 mm"},
            CellError,
            "film_length: '0 mm' (allowed: above 0, up to 1000 m)",
        ),
        (
            {"back": "insulting"},
            CellError,
            "back: 'insulting'; did you mean 'insulator'? (allowed: conductor, insulator)",
        ),
        (
            {"layout": "stagnent"},
            MaterialError,
            "unknown layout 'stagnent'; did you mean 'stagnant'? (allowed: flushed, stagnant)",
        ),
        ({"film_tilt": "30"}, UnitError, "'30' has no unit (expected e.g. '30 deg')"),
        (
            {"conductivity": "1 S"},
            UnitError,
            "'S' is not a unit of conductivity (expected e.g. '0.1 S/m')",
        ),
        (
            {"exchange_conductance": "1 S/m^2", "exchange_current_density": "1 A/m^2"},
            CellError,
            "both are given",
        ),
        (
            {
                "electrodes": [
                    Electrode(("0 mm", "0 mm"), ("0 mm", "10 mm"), "-1 ohm*m^2"),
                    *plates("20 0 20 10"),
                ]
            },
            CellError,
            "electrodes: resistance: '-1 ohm*m^2' (allowed: 0 to 1e+12 ohm*m**2)",
        ),
    ],
)
def test_cells_that_do_not_close_are_refused_in_one_sentence(changes, kind, said):
    with pytest.raises(kind) as caught:
        cell(**changes)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("gate", "changes", "positions", "said"),
    [
        (
            "propylene carbonate",
            {},
            16,
            (
                "conductivity: missing (the gate 'propylene carbonate' does not state "
                "molar_conductivity"
            ),
        ),
        (
            "propylene carbonate",
            {"conductivity": "1 mS/cm"},
            16,
            "exchange_conductance: missing (the gate 'propylene carbonate' does not leak",
        ),
        (KI, {}, 4, "positions: 4 (allowed: 8 to 1024)"),
        (
            KI,
            {"substrate_thickness": "1 um"},
            64,
            "substrate_thickness: 1 um (allowed: 4.69 um or more with 64 positions)",
        ),
    ],
)
def test_what_film_and_cell_do_not_say_together_is_named(gate, changes, positions, said):
    film = nmhts.Film("CoN", "5 nm", gate=gate)
    for door in (
        lambda: nmhts.bipolar_polarization(film, cell(**changes), "1 V", positions=positions),
        lambda: nmhts.simulate_wireless(
            film, cell(**changes), "hold 1 V for 1 s", positions=positions
        ),
    ):
        with pytest.raises(CellError) as caught:
            door()
        assert said in str(caught.value)


def test_protocols_and_steps_out_of_bounds_are_refused():
    film = nmhts.Film("CoN", "5 nm", gate=KI)
    for said, protocol, options in (
        (
            "20000 pieces of voltage (allowed in a wireless run: 5000)",
            "10000 pulses of 5 V, 1 ms at 10 Hz",
            {},
        ),
        ("largest_change: '0 V' (allowed: above 0)", "hold 1 V for 1 s", {"largest_change": "0 V"}),
        ("rtol: 1.0 (allowed: 1e-10 to 0.1)", "hold 1 V for 1 s", {"rtol": 1.0}),
        ("clause 1", "hod 1 V for 1 s", {}),
    ):
        with pytest.raises(NmhtsError, match=said.replace("(", r"\(").replace(")", r"\)")):
            nmhts.simulate_wireless(film, cell(), protocol, positions=8, **options)  # pyright: ignore[reportArgumentType]


def test_boundary_closes_and_has_every_part():
    """The elements of each closed path sum to zero, and turn by the angle of its sense."""
    standing = cell(electrodes=plates("2 2 2 8", "20 3 20 7"), film_tilt="40 deg", back="conductor")
    boundary = standing.boundary(32)
    assert np.abs((boundary.end - boundary.start).sum(axis=0)).max() < 1e-15
    area = (
        0.5
        * (
            boundary.start[:, 0] * boundary.end[:, 1] - boundary.end[:, 0] * boundary.start[:, 1]
        ).sum()
    )
    # Vessel less plate and substrate, 0.5 mm each.
    assert area == pytest.approx(20e-3 * 10e-3 - 0.5e-3 * (6e-3 + 6e-3), rel=1e-12)
    assert (boundary.kind == FILM).sum() == 32
    assert boundary.length[boundary.kind == FILM].sum() == pytest.approx(6e-3, rel=1e-12)
    assert boundary.length[boundary.kind == BARE].sum() == pytest.approx(7e-3, rel=1e-12)
    assert boundary.length[boundary.kind == FIRST_ELECTRODE].sum() == pytest.approx(
        13e-3, rel=1e-12
    )
    assert boundary.length[boundary.kind == FIRST_ELECTRODE + 1].sum() == pytest.approx(
        4e-3, rel=1e-12
    )


def test_outline_may_be_any_polygon_in_either_sense():
    corners = ["0 0", "30 0", "30 10", "20 10", "20 20", "0 20"]
    outline = [tuple(f"{v} mm" for v in text.split()) for text in corners]
    both = [
        cell(size=None, outline=way, electrodes=plates("0 0 0 20", "30 0 30 10")).boundary(16)
        for way in (outline, outline[::-1])
    ]
    for boundary in both:
        assert boundary.length[boundary.kind == 0].sum() == pytest.approx(0.07 + 0.007, rel=1e-9)


def test_conductivity_is_that_of_the_salt_and_falls_with_the_cold():
    film = nmhts.Film("CoN", "5 nm", gate=KI)
    assert set_up(film, cell(), 16).liquid.conductivity == pytest.approx(50 * 19e-4, rel=1e-12)
    cold = nmhts.Film("CoN", "5 nm", gate=KI, temperature="273.15 K")
    slower = math.exp(0.13 / 8.617333262e-5 * (1 / 273.15 - 1 / 298.15))
    assert set_up(cold, cell(), 16).liquid.conductivity == pytest.approx(
        50 * 19e-4 / slower, rel=1e-9
    )
    assert set_up(film, cell(conductivity="2 mS/cm"), 16).liquid.conductivity == 0.2
    assert set_up(film, cell(), 16).wagner == pytest.approx(0.095 / 0.24 / 6e-3, rel=1e-12)


def test_layouts_say_what_they_rest_on(tmp_path, monkeypatch):
    assert find_layout("flushed").storage_capacity is None
    capacity = find_layout("stagnant").storage_capacity
    assert capacity is not None
    assert capacity.status == "assumed"
    (tmp_path / "layouts").mkdir()
    own = tmp_path / "layouts" / "mine.yaml"
    own.write_text(
        "kind: layout\nname: mine\nquantities:\n  storage_capacity: {value: 1, unit: "
        "mF/cm^2, uncertainty: 1, status: assumed, source: Ma2023}\n"
    )
    monkeypatch.setenv("NMHTS_MATERIALS", str(tmp_path))
    assert layouts()["mine"].storage_capacity.value == pytest.approx(10.0)  # pyright: ignore[reportOptionalMemberAccess]
    for text, said in (
        ("kind: layot\nname: mine\n", "expected kind: layout"),
        (
            "kind: layout\nname: mine\nquantity: {}\n",
            "unknown key 'quantity'; did you mean 'quantities'",
        ),
        ("kind: layout\nname: mine\nquantities: {capacity: 1}\n", "unknown quantity 'capacity'"),
        (
            "kind: layout\nname: mine\nquantities: {storage_capacity: 1}\n",
            "quantities.storage_capacity: 1 (expected a mapping",
        ),
        ("kind: [", "not readable as YAML"),
    ):
        own.write_text(text)
        with pytest.raises(MaterialError, match=said.replace("(", r"\(")):
            layouts()


def test_points_and_distances():
    square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    assert inside(np.array([[0.5, 0.5], [1.5, 0.5], [-0.1, 0.2]]), square).tolist() == [
        True,
        False,
        False,
    ]
    assert segment_distance(((0, 0), (1, 0)), ((0, 1), (1, 2))) == 1.0
    assert segment_distance(((0, 0), (1, 1)), ((0, 1), (1, 0))) == 0.0
    assert not crosses_itself(square)
    assert crosses_itself([square[0], square[2], square[1], square[3]])
