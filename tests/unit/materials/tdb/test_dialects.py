"""Dialects of TDB files: each oddity reads like the plain form,
with a remark on a mended statement.
"""

from __future__ import annotations

import time

import pytest
from tdb_samples import SOUND, instead, with_line

from nmhts.errors import DatabaseError
from nmhts.materials.tdb.expressions import parse
from nmhts.materials.tdb.reader import read_tdb_text
from nmhts.materials.tdb.records import Database, MagneticModel, Parameter, Phase, Piece


def read(text: str) -> Database:
    return read_tdb_text(text, "a.tdb")


def last(line: str) -> Parameter:
    """The parameter of a line appended to the valid text."""
    return read(with_line(line)).parameters[-1]


def same(a: Database, b: Database) -> bool:
    values = [
        [(p.kind, p.phase, p.constituents, p.order, p.value) for p in d.parameters] for d in (a, b)
    ]
    return values[0] == values[1] and (a.phases, a.functions, a.species, a.elements) == (
        b.phases,
        b.functions,
        b.species,
        b.elements,
    )


def test_the_sound_text():
    database = read(SOUND)
    assert database.remarks == ()
    assert database.refused == {}
    assert database.phases["FCC_A1"] == Phase(
        "FCC_A1", (1.0, 1.0), (("CO", "FE"), ("N", "VA")), MagneticModel(-3.0, 0.28)
    )
    assert database.phases["HCP_A3"].magnetic is None
    assert database.parameters == (
        Parameter("G", "FCC_A1", (("CO",), ("N",)), 0, (Piece(298.15, 6000.0, parse("7*T+GA")),),
            "REF1", 12),
    )  # fmt: skip
    assert database.elements["CO"].enthalpy == 4765.567
    assert database.species["N2"].atoms == {"N": 2.0}
    assert database.species["VA"].atoms == {}


SAME = {
    "lower case": SOUND.lower(),
    "tabs and Windows lines": SOUND.replace(" ", "\t").replace("\n", "\r\n"),
    "byte order mark": "\ufeff" + SOUND,
    "broken over lines": SOUND.replace(",", ",\n  ")
    .replace(";", "\n;\n")
    .replace("+GA", "\n+ GA\n"),
    "on one line": SOUND.split("\n", 1)[1].replace("\n", " "),
    "statement begins behind a mark": SOUND.replace(
        "6000 N !\nTYPE_DEFINITION % SEQ", "6000 N ! TYPE_DEFINITION % SEQ\n"
    ),
    "comments in lines": SOUND.replace("!\n", "! $ a comment ! with a mark\n").replace(
        "%F 2", "%F $ types\n 2"
    ),
    "text after the mark": SOUND.replace("!\n", "! Huang 1989, see the phase diagram!\n"),
    "short keywords": SOUND.replace("ELEMENT", "ELEM")
    .replace("FUNCTION", "FUN")
    .replace("TYPE_DEFINITION", "TYPE_DEF")
    .replace("PHASE ", "PHA ")
    .replace("CONSTITUENT", "CONST")
    .replace("PARAMETER", "PAR")
    .replace("SPECIES", "SPEC"),
    "hyphens in keywords": SOUND.replace("TYPE_DEFINITION", "TYPE-DEF"),
    "short amendments": SOUND.replace(
        "GES AMEND_PHASE_DESCRIPTION @ MAGNETIC", "GES5 A_P_D FCC_A1 MAG"
    ),
    "state of phase": SOUND.replace("FCC_A1 %F", "FCC_A1:G %F").replace(
        "CONSTITUENT FCC_A1 :", "CONSTITUENT FCC_A1:G :"
    ),
    "spaced state of phase": SOUND.replace("FCC_A1 %F", "FCC_A1 :L  %F").replace(
        "CONSTITUENT FCC_A1 :", "CONSTITUENT FCC_A1 : L :"
    ),
    "major constituents": SOUND.replace("CO,FE : N,VA", "CO%,FE : N,VA%"),
    "spaces between constituents": SOUND.replace("CO,FE : N,VA :", "CO FE:N  VA:"),
    "odd spaces": SOUND.replace("G(FCC_A1,CO:N;0)", "G ( FCC_A1 , CO : N ; 0 )").replace(
        "7*T", "7 * T"
    ),
    "comment of a phase": SOUND.replace("%F 2 1 1", "%F 2 1 1 > metal, and rocksalt"),
    "types apart": SOUND.replace("%F 2", "% F 2"),
    "number without digits": SOUND.replace("+7*T", "+7.*T").replace("0.5", ".5"),
    "exponents": SOUND.replace("298.15", "2.98150E+02")
    .replace("6000", "6.00000E+03")
    .replace("+7*T", "+.07D2*T"),
    "idle statements": (
        "DATABASE_INFO 'Phase diagrams of a company'\n!\nVERSION_DATE 2020-1-1 "
        "!\nASSESSED_SYSTEMS CO-FE !\nDEF_SYS_DEF ELEMENT 2 !\nDEFAULT_COM DEF_SYS_ELEMENT VA "
        "!\nREFERENCE_FILE x.txt !\n"
    )
    + SOUND,
    "order of statements": "\n".join(reversed(SOUND.splitlines())),
    "order left out": SOUND.replace("CO:N;0)", "CO:N)"),
    "no hash": SOUND.replace("GA#", "GA"),
    "colon at the end": SOUND.replace("CO:N;0)", "CO:N:;0)"),
    "end of file mark": SOUND + "\x1a",
}


@pytest.mark.parametrize("name", SAME)
def test_dialects_read_as_the_plain_text_does(name: str):
    database = read(SAME[name])
    assert same(database, read(SOUND)), name
    assert database.remarks == ()


@pytest.mark.parametrize(
    ("rest", "pieces", "reference"),
    [
        ("298.15 +1; 500 Y +2; 6000 N REF:1", [(298.15, 500, "1"), (500, 6000, "2")], "REF:1"),
        ("298.15 +1; 500 Y+2; 6000 N", [(298.15, 500, "1"), (500, 6000, "2")], ""),
        ("298.15 1000; 6000 N 91Din", [(298.15, 6000, "1000")], "91DIN"),
        ("298.15-3*T; 6000 N", [(298.15, 6000, "-3*T")], ""),
        (", +1; , N", [(298.15, 6000, "1")], ""),
        (",, +1;,, N", [(298.15, 6000, "1")], ""),
        ("298.15 +1; 6.00000E+03 N REF283", [(298.15, 6000, "1")], "REF283"),
        ("100 +1; 298.15 Y +2;, N", [(100, 298.15, "1"), (298.15, 6000, "2")], ""),
    ],
)
def test_ranges(rest: str, pieces: list, reference: str):
    database = read(with_line(f"PARAMETER G(HCP_A3,CO:N;0) {rest} !"))
    found = database.parameters[-1]
    assert found.value == tuple(Piece(low, high, parse(text)) for low, high, text in pieces)
    assert found.reference == reference
    assert database.remarks == ()


HEAD = "line 15: G(HCP_A3,CO:N;0): "


@pytest.mark.parametrize(
    ("rest", "value", "remark"),
    [
        ("298.15 +1; 6000", "1", ""),
        ("298.15 +1; 6000 REF1", "1", ""),
        ("+5*T; 6000 N", "5*T", "no lower limit, 298.15 K taken"),
        ("5*T; 6000 N", "5*T", "no lower limit, 298.15 K taken"),
        ("298.15 +1; N REF1", "1", "no upper limit, 6000 K taken"),
        ("298.15 +1;", "1", "no upper limit, 6000 K taken"),
        ("298.15 +1", "1", "no upper limit, 6000 K taken"),
        ("298.15 +1; 6000 Y", "1", "the last limit says Y and nothing follows, N taken"),
    ],
)
def test_missing_parts_of_ranges_get_a_remark(rest: str, value: str, remark: str):
    database = read(with_line(f"PARAMETER G(HCP_A3,CO:N;0) {rest} !"))
    assert database.parameters[-1].value == (Piece(298.15, 6000.0, parse(value)),)
    assert database.remarks == ((HEAD + remark,) if remark else ())


def test_last_piece_without_its_limit():
    database = read(with_line("PARAMETER G(HCP_A3,CO:N;0) 298.15 +1; 500 Y +2 !"))
    assert database.parameters[-1].value[1] == Piece(500.0, 6000.0, parse("2"))
    assert database.remarks == (HEAD + "no upper limit, 6000 K taken",)


def test_temperature_limits_stand_for_those_not_given():
    database = read(with_line("TEMP-LIM 300 4000 !\nPAR G(HCP_A3,CO:N;0) , +1; , N !"))
    assert database.parameters[-1].value == (Piece(300.0, 4000.0, parse("1")),)


def test_kinds_of_parameters():
    for kind, read_as in {"L": "G", "G": "G", "TC": "TC", "BM": "BMAGN", "BMAG": "BMAGN",
        "BMAGN": "BMAGN"}.items():  # fmt: skip
        found = last(f"PARAMETER {kind}(FCC_A1,CO,FE:VA;1) 298.15 +5; 6000 N !")
        assert (found.kind, found.order, found.constituents) == (
            read_as,
            1,
            (("CO", "FE"), ("VA",)),
        )


def test_odd_orders_are_meant_in_alphabetical_order():
    database = read(with_line("PARAMETER L(HCP_A3,FE,CO:VA;1) 298.15 +5; 6000 N !"))
    assert database.parameters[-1].constituents == (("CO", "FE"), ("VA",))
    assert database.remarks == (
        (
            "line 15: 1 parameter with species out of alphabetical order, which gives odd orders "
            "their sign: read in that order"
        ),
    )
    assert read(with_line("PARAMETER L(HCP_A3,FE,CO:VA;0) 298.15 +5; 6000 N !")).remarks == ()


def test_a_star_holds_for_every_species_on_top_of_its_own():
    text = with_line(
        "PAR G(HCP_A3,CO:*;0) 298.15 +5; 6000 N !\nPAR G(HCP_A3,CO:N;0) 298.15 +1; 6000 N !"
    )
    own = [p for p in read(text).parameters if p.phase == "HCP_A3"]
    assert [(p.constituents, p.value[0].value[0].coefficient) for p in own] == [
        ((("CO",), ("N",)), 5.0),
        ((("CO",), ("VA",)), 5.0),
        ((("CO",), ("N",)), 1.0),
    ]


def test_abbreviated_names_of_phases_get_a_remark():
    for name in ("FC_A1", "FCC", "FCC_A"):
        database = read(with_line(f"PARAMETER L({name},CO:N,VA;0) 298.15 +5; 6000 N !"))
        assert database.parameters[-1].phase == "FCC_A1"
        assert database.remarks == (f"line 15: L({name},CO:N,VA;0): phase {name!r} read as FCC_A1",)


def test_a_missing_mark_is_mended():
    database = read(instead("6000 N !\nTYPE_DEFINITION %", "6000 N\nTYPE_DEFINITION %"))
    assert same(database, read(SOUND))
    assert database.remarks == ("line 7: FUNCTION without '!' was read up to the next statement",)
    swallowing = read("DATABASE_INFO phase diagrams by no mark\n" + SOUND)
    assert same(swallowing, read(SOUND))
    assert swallowing.remarks == (
        "line 1: DATABASE_INFORMATION without '!' was read up to the next statement",
    )


def test_a_parameter_given_twice():
    twice = (
        "PARAMETER G(HCP_A3,CO:N;0) 298.15 +1; 6000 N !\nPARAMETER G(HCP_A3,CO:N;0) 298.15 +{}; "
        "6000 N !"
    )
    other = read(with_line(twice.format(2)))
    assert [p.value[0].value[0].coefficient for p in other.parameters if p.phase == "HCP_A3"] == [2]
    assert other.remarks == (
        (
            "line 16: G(HCP_A3,CO:N;0) is given in line 15 too, with another value, the last one "
            "is used"
        ),
    )
    assert read(with_line(twice.format(1))).remarks == (
        "line 16: G(HCP_A3,CO:N;0) is given in line 15 too, with the same value",
    )


def test_what_shapes_no_energy_is_counted():
    text = with_line(
        "PAR V0(FCC_A1,CO:VA;0) 298.15 +1; 6000 N !\nPAR V0(FCC_A1,FE:VA;0) 298.15 +1; 6000 "
        "N !\nPAR MQ(FCC_A1&CO,CO:VA;0) 298.15 +1; 6000 N !"
    )
    database = read(text)
    assert len(database.parameters) == 1
    assert database.remarks == (
        "line 15: 2 V0 statements skipped: no part of G at 1 bar",
        "line 17: 1 MQ statement skipped: no part of G at 1 bar",
    )


def test_parameters_of_species_that_the_phase_lacks():
    database = read(with_line("PARAMETER G(HCP_A3,N:VA;0) 298.15 +1; 6000 N !"))
    assert len(database.parameters) == 1
    assert database.remarks == (
        "line 15: G(HCP_A3,N:VA;0): it does not act: PHASE has no such constituent",
    )


def test_magnetism_that_does_nothing_gets_a_remark():
    database = read(with_line("PARAMETER TC(HCP_A3,CO:VA;0) 298.15 +1396; 6000 N !"))
    assert database.remarks == (
        "line 13: PHASE HCP_A3: TC and BMAGN do nothing without a MAGNETIC type",
    )
    lost = read(SOUND.replace("TYPE_DEFINITION F", "TYPE_DEFINITION G"))
    assert lost.remarks == ("line 10: PHASE FCC_A1: type 'F' has no TYPE_DEFINITION",)
    other = read(SOUND.replace("@ MAGNETIC", "HCP_A3 MAGNETIC"))
    assert other.phases["FCC_A1"].magnetic is not None
    assert other.phases["HCP_A3"].magnetic is None
    assert other.remarks == (
        (
            "line 9: TYPE_DEFINITION names HCP_A3, and PHASE FCC_A1 (line 10) has its letter: "
            "taken for FCC_A1"
        ),
    )


def test_functions_that_other_programs_know():
    database = read(SOUND.replace("+7*T+GA#", "+R*T+RTLNP"))
    assert {"R", "RTLNP"} <= set(database.functions)
    assert database.remarks == (
        "function R is not given, taken as other programs know it",
        "function RTLNP is not given, taken as other programs know it",
    )


def test_references():
    text = with_line("""LIST_OF_REFERENCES
NUMBER SOURCE
REF1 'W. Huang, O'Brien''s assessment,
   Calphad 13 (1989)'
91Din 'assessed: A. T. Dinsdale (1991)' !""")
    database = read(text.replace("N REF1", "N REF:1"))
    assert database.references == {
        "REF1": "W. Huang, O'Brien''s assessment, Calphad 13 (1989)",
        "91DIN": "assessed: A. T. Dinsdale (1991)",
    }
    assert database.parameters[0].reference == "REF1"
    assert database.status(database.parameters[0]) == "unstated"
    assert database.status(read(text.replace("N REF1", "N 91Din")).parameters[0]) == "assessed"


@pytest.mark.parametrize(
    ("formula", "atoms", "charge"),
    [
        ("N2", {"N": 2.0}, 0.0),
        ("FE2CO3", {"FE": 2.0, "CO": 3.0}, 0.0),
        ("FE/+2", {"FE": 1.0}, 2.0),
        ("N/-", {"N": 1.0}, -1.0),
        ("N/3-", {"N": 1.0}, -3.0),
        ("FE1N1.5", {"FE": 1.0, "N": 1.5}, 0.0),
        ("VA", {}, 0.0),
    ],
)
def test_formulas_of_species(formula: str, atoms: dict, charge: float):
    found = read(with_line(f"SPECIES Q {formula} !")).species["Q"]
    assert (found.atoms, found.charge) == (atoms, charge)


def test_constituents_may_be_added_and_the_vacancy_left_undeclared():
    added = read(with_line("ADD_CONSTITUENT HCP_A3 : N : N : !"))
    assert added.phases["HCP_A3"].constituents == (("CO", "FE", "N"), ("N", "VA"))
    bare = read(SOUND.replace("ELEMENT VA VACUUM 0 0 0 !\n", ""))
    assert bare.species["VA"].atoms == {}
    assert bare.remarks == ("line 10: no ELEMENT VA, taken as the vacancy",)


@pytest.mark.parametrize(
    ("written", "value"),
    [("8.89059+01", 88.9059), ("8.89059E+01", 88.9059), ("8.89059D1", 88.9059), ("5-3", 5e-3)],
)
def test_fortran_may_leave_out_the_letter_of_an_exponent(written: str, value: float):
    database = read(instead("58.9332 4765", f"{written} 4765"))
    assert database.elements["CO"].mass == value
    assert database.remarks == ()


@pytest.mark.parametrize("written", ["1_0", "nan", "inf", "1E999", "٣", "1e", "+"])
def test_what_only_python_takes_for_a_number_is_none(written: str):
    with pytest.raises(
        DatabaseError, match=r"line 3: ELEMENT .* is (no number|beyond all numbers)"
    ):
        read(instead("58.9332 4765", f"{written} 4765"))


REFERENCES = "LIST_OF_REFERENCES\nREF1 'Someone'\nREF2 'Somebody'"


def test_references_that_no_mark_ends():
    database = read(with_line(REFERENCES))
    assert same(database, read(SOUND))
    assert database.references == {"REF1": "Someone", "REF2": "Somebody"}
    assert database.remarks == (
        "line 15: LIST_OF_REFERENCES without '!' was read up to the end of the file",
    )


@pytest.mark.parametrize(
    "quoted",
    [
        "On the\nPHASE diagram of 3 metals",
        "A\nFUNCTION of 3 variables",
        "A\nPARAMETER G(FCC_A1,CO:N;0) of theirs",
        "Look! Again",
        "Look! A\nPHASE diagram 2 of O'Brien's",
    ],
)
def test_quotations_that_begin_like_a_keyword_or_hold_a_mark(quoted: str):
    first, second = "LIST_OF_REFERENCES\nREF1 '", "'\nREF2 'Somebody' !"
    for text in (with_line(first + quoted + second), first + quoted + second + "\n" + SOUND):
        database = read(text)
        assert same(database, read(SOUND))
        assert database.references == {"REF1": " ".join(quoted.split()), "REF2": "Somebody"}
        assert database.remarks == ()


def test_a_quotation_that_never_ends_swallows_no_parameter():
    text = with_line(
        "LIST_OF_REFERENCES\nREF1 'Someone\nPARAMETER G(HCP_A3,CO:N;0) 298.15 +5; 6000 N !"
    )
    database = read(text)
    assert database.parameters[-1].phase == "HCP_A3"
    assert database.remarks == (
        "line 15: LIST_OF_REFERENCES without '!' was read up to the next statement",
    )


@pytest.mark.parametrize("action", ["COMP_SETS,,N:", "MAJOR_CON 1 CO:N:", "C_S , CO:N:"])
def test_conditional_composition_sets_are_hints(action: str):
    lines = (
        f"TYPE_DEFINITION Z IF ((CO OR FE) AND N) THEN\n  GES AMEND_PHASE_DESCRIPTION @ {action} !"
    )
    database = read(with_line(lines, SOUND.replace("HCP_A3 % 2", "HCP_A3 %Z 2")))
    assert same(database, read(SOUND))
    assert database.remarks == (
        (
            "line 15: a TYPE_DEFINITION under a condition is a hint about composition sets, "
            "which nothing here needs"
        ),
    )


@pytest.mark.parametrize(
    "body",
    [
        "REF1 'x' " * 20000 + "abc",
        "REF1 'x\n" * 20000,
        "'a " * 40000,
        "'a\n" * 40000,
        "REF1 'x'\n" * 20000 + "abc !",
        " " * 100_000 + "'",
        "X" * 100_000 + " '" + "\n" * 50_000,
    ],
    ids=[
        "one line",
        "never closed",
        "one quote after the other",
        "lines",
        "many",
        "blanks",
        "long",
    ],
)
def test_quotations_cost_what_their_length_does(body: str):
    """A pattern that was tried from every quote took minutes for a hundred thousand characters."""
    begin = time.process_time()
    database = read(with_line(f"LIST_OF_REFERENCES\n{body}"))
    assert time.process_time() - begin < 5.0
    assert same(database, read(SOUND))
