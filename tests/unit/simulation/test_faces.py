"""Films, stacks and cells as objects: copies, pickles, and their display in notebooks."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from html.parser import HTMLParser
from multiprocessing import get_context
from typing import Any

import pytest

from nmhts.errors import CellError, MaterialError, StudyError, UnitError
from nmhts.simulation.films.film import Film
from nmhts.simulation.stacks.stack import Stack
from nmhts.simulation.wireless.cell import WirelessCell

MAKE: dict[str, Callable[[], Any]] = {
    "film": lambda: Film("Co0.9Mn0.1N", "5 nm", temperature="310 K"),
    "solid gate": lambda: Film("CoN", "5 nm", gate="HfO2"),
    "stack": lambda: Stack("20 nm CoN / oxidised / 5 nm MnN / 5 nm Co"),
    "cell": lambda: WirelessCell(
        "6 mm", ("12 mm", "8 mm"), size=("24 mm", "16 mm"), layout="stagnant"
    ),
}


# Numbers in place of text, which a type checker would refuse as well.
BARE: dict[str, Any] = {"length": 50, "SI": 50e-9, "celsius": 25, "kelvin": 300}


def state(made: Any) -> dict[str, Any]:
    """Return the content of an object."""
    return vars(made)


@pytest.mark.parametrize("name", MAKE)
@pytest.mark.parametrize(
    "through",
    [
        copy.copy,
        copy.deepcopy,
        *(lambda made, p=p: pickle.loads(pickle.dumps(made, p)) for p in range(2, 6)),
    ],
    ids=["copy", "deepcopy", "pickle2", "pickle3", "pickle4", "pickle5"],
)
def test_copies_hold_the_same(name: str, through: Callable[[Any], Any]):
    made = MAKE[name]()
    copied = through(made)
    assert type(copied) is type(made)
    assert repr(copied) == repr(made)
    assert state(copied) == state(made)


def test_a_copied_sheet_cannot_be_changed():
    sheet = copy.deepcopy(Film("CoN", "5 nm").material)
    assert sheet == Film("CoN", "5 nm").material
    with pytest.raises(TypeError):
        sheet.quantities["exit_barrier"] = None  # type: ignore[index]


def test_films_travel_to_other_processes():
    made = [make() for make in MAKE.values()]
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        assert list(pool.map(repr, made)) == [repr(one) for one in made]


class Tables(HTMLParser):
    """Parser of HTML: its tags, and the cells of its tables."""

    def __init__(self, text: str):
        super().__init__()
        self.open: list[str] = []
        self.scopes: list[str] = []
        self.words: list[str] = []
        self.captions = 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.captions += tag == "caption"
        if tag == "th":
            self.scopes.append(str(dict(attrs).get("scope")))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "film",
            ["Co0.9Mn0.1N", "5 nm", "310 K", "propylene carbonate", "fitted", "assumed", "1.0 nm"],
        ),
        ("solid gate", ["HfO2", "10 nm", "5 MV/cm"]),
        ("stack", ["CoN", "20 nm", "MnN", "Co", "oxidised", "the gate", "fitted", "assumed"]),
        ("cell", ["6 mm at 12, 8 mm, 0 deg", "stagnant", "that of the gate"]),
    ],
)
def test_tables_say_units_and_status(name: str, said: list[str]):
    tables = Tables(MAKE[name]()._repr_html_())
    assert tables.open == []
    assert tables.captions >= 1
    assert {*tables.scopes} <= {"row", "col"}
    for word in said:
        assert word in tables.words, word


def test_a_stack_is_shown_from_the_top():
    words = Tables(MAKE["stack"]()._repr_html_()).words
    assert words.index("Co") < words.index("MnN") < words.index("CoN")


@pytest.mark.parametrize(
    ("make", "kind", "said"),
    [
        (lambda: Film("CoN", BARE["length"]), UnitError, "50 has no unit (expected e.g. '50 nm')"),
        (lambda: Film("CoN", BARE["SI"]), UnitError, "5e-08 has no unit (expected e.g. '50 nm')"),
        (
            lambda: Film("CoN", "5 nm", temperature=BARE["celsius"]),
            UnitError,
            "25 has no unit (expected e.g. '298.15 K'); did you mean '298.15 K'?",
        ),
        (lambda: Film("CoN", "5 nm", temperature="25"), UnitError, "did you mean '298.15 K'?"),
        (
            lambda: Film("CoN", "5 nm", temperature=BARE["kelvin"]),
            UnitError,
            "did you mean '300 K'?",
        ),
        (
            lambda: Film("CoN", "5 nm", temperature="25 degC"),
            UnitError,
            "give the temperature in K; did you mean '298.15 K'?",
        ),
        (lambda: Film("CoN", "5 nm", temperature="25 °C"), UnitError, "did you mean '298.15 K'?"),
        (lambda: Film("CoN", "5 nm", temperature="-10 C"), UnitError, "did you mean '263.15 K'?"),
        (lambda: Film("CoN", "0 nm"), UnitError, "thickness '0 nm' is below 3 planes of 0.25 nm"),
        (lambda: Film("CoN", "-10 nm"), UnitError, "thickness '-10 nm' is below 3 planes"),
        (lambda: Film("CoN", "1e30 nm"), UnitError, "thickness '1e30 nm' is above"),
        (lambda: Stack("0 nm CoN / 5 nm MnN"), UnitError, "layer 0 nm CoN: below 2 planes"),
        (
            lambda: WirelessCell("0 mm", ("1 mm", "1 mm"), size=("2 mm", "2 mm")),
            CellError,
            "'0 mm'",
        ),
    ],
)
def test_messages_say_what_was_typed(make: Callable[[], Any], kind: type[Exception], said: str):
    with pytest.raises(kind) as caught:
        make()
    assert said in str(caught.value)


def test_the_folders_that_were_searched_are_named(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MaterialError) as caught:
        Film("CoN", "5 nm", gate="water")
    assert f"(looked in: {tmp_path / 'config/materials'})" in str(caught.value)


def test_errors_travel_as_they_are():
    error = StudyError("a.yaml", ["one", "two"])
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    assert pickle.loads(pickle.dumps(error)).problems == ("one", "two")
