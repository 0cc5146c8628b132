"""Refused TDB files.

Mistakes are listed with their lines, phases that cannot be computed are refused by name, files of
another kind at once.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tdb_samples import SOUND, instead, with_line

from nmhts.errors import DatabaseError
from nmhts.materials.tdb.reader import read_tdb, read_tdb_text


def problems(text: str) -> list[str]:
    with pytest.raises(DatabaseError) as caught:
        read_tdb_text(text, "a.tdb")
    head, *found = str(caught.value).split("\n  - ")
    count = len(found)
    assert head == f"a.tdb: {count} error{'s' if count > 1 else ''}"
    return found


HCP = "PARAMETER G(HCP_A3,CO:N;0)"
MISTAKES = {
    "PARAMETR G(FCC_A1,CO:VA;0) 298.15 0; 6000 N !": (
        "line 15: unknown statement 'PARAMETR'; did you mean 'PARAMETER'? (a comment starts with "
        "'$')"
    ),
    "17 !": "line 15: unknown statement '17' (a comment starts with '$')",
    "FUNCTION GB 298.15 +1; 6000 N": "line 15: FUNCTION is not ended by '!': the file is cut off",
    "ELEMENT COBALT HCP_A3 1 2 3 !": "line 15: ELEMENT 'COBALT' is no symbol of an element",
    "ELEMENT MN CBCC_A12 54,9 1 2 !": "line 15: ELEMENT '54,9' is no number",
    "ELEMENT MN CBCC_A12 1 2 3 4 !": (
        "line 15: ELEMENT MN: expected mass, enthalpy and entropy, found '1 2 3 4'"
    ),
    "SPECIES MN2 MN2 !": (
        "line 15: SPECIES MN2: unknown element 'M' (allowed: CO, FE, N, VA) in 'MN2'"
    ),
    "SPECIES N2 !": "line 15: SPECIES expected a name and a formula, found 'N2'",
    "SPECIES NQ N/2 !": "line 15: SPECIES NQ: the charge '2' is not like +2 or -1",
    "TEMPERATURE_LIMITS 6000 298 !": (
        "line 15: TEMPERATURE_LIMITS expected two ascending temperatures, found '6000 298'"
    ),
    "TYPE_DEFINITION !": "line 15: TYPE_DEFINITION expected a letter and what it stands for",
    "PHASE SIGMA !": "line 15: PHASE expected a name, type letters, and the number of sublattices",
    "PHASE SIGMA % 3 8 4 !": (
        "line 15: PHASE SIGMA: the number of sublattices does not fit the sites: '% 3 8 4'"
    ),
    "PHASE SIGMA % 2 8 0 !": "line 15: PHASE SIGMA: a sublattice without sites: 8 0",
    "PHASE HCP_A3 % 1 1 !": "line 15: PHASE HCP_A3: given in line 13 too",
    "PHASE SIGMA % 1 1 !": "line 15: PHASE SIGMA: no CONSTITUENT",
    "CONSTITUENT HCPA3 : CO : N : !": (
        "line 15: CONSTITUENT unknown phase 'HCPA3'; did you mean 'HCP_A3'? (allowed: FCC_A1, "
        "HCP_A3)"
    ),
    "CONSTITUENT HCP_A3 : CO : N : !": "line 15: CONSTITUENT HCP_A3: constituents are given twice",
    "ADD_CONSTITUENT HCP_A3 : CO : !": (
        "line 15: ADD_CONSTITUENT HCP_A3: 2 sublattices in PHASE (line 13), 1 with constituents "
        "here"
    ),
    "ADD_CONSTITUENT HCP_A3 : CO : NN : !": (
        "line 15: ADD_CONSTITUENT HCP_A3: unknown species 'NN'; did you mean 'N'? (allowed: CO, "
        "FE, N, N2, VA)"
    ),
    "PARAMETER FCC_A1,CO:N 298.15 1; 6000 N !": (
        "line 15: PARAMETER expected e.g. G(FCC_A1,CO:N;0) and an expression, found 'FCC_A1,CO:N "
        "298.15 1; 6000 N'"
    ),
    f"{HCP} 298.15 7T; 6000 N !": (
        "line 15: PARAMETER G(HCP_A3,CO:N;0): expected an operator, found 'T' after '7'"
    ),
    f"{HCP} 298.15 ; 6000 N !": (
        "line 15: PARAMETER G(HCP_A3,CO:N;0): no expression between 298.15 K and 6000 K"
    ),
    "PARAMETER G(HCP_A3,CO;0) 298.15 1; 6000 N !": (
        "line 15: PARAMETER G(HCP_A3,CO;0): 2 sublattices in PHASE (line 13), 1 here"
    ),
    "PARAMETER G(HCP_A3,CO:N;X) 298.15 1; 6000 N !": (
        "line 15: PARAMETER G(HCP_A3,CO:N;X): the order 'X' is no number from 0 on"
    ),
    "PARAMETER L(HCP_A3,CO,CO:N;0) 298.15 1; 6000 N !": (
        "line 15: PARAMETER L(HCP_A3,CO,CO:N;0): a species interacts with itself: CO,CO"
    ),
}


@pytest.mark.parametrize("line", MISTAKES)
def test_mistakes_are_named_with_their_line(line: str):
    assert problems(with_line(line)) == [MISTAKES[line]]


def test_all_mistakes_are_listed_in_the_order_of_lines():
    text = instead("+7*T", "+7T").replace("SPECIES N2 N2", "SPECIES N2")
    found = problems(with_line("PHASES X !", text))
    assert [p.split(":")[0] for p in found] == ["line 6", "line 12", "line 15"]


REFUSED = {
    "PHASE ION:Y % 2 1 1 !\nCONSTITUENT ION : CO : N : !": (
        "ION",
        "the ionic two-sublattice liquid is not supported (line 15)",
    ),
    "PHASE B2:F % 2 1 1 !\nCONSTITUENT B2 : CO : N : !": (
        "B2",
        "an ordered fcc phase with permuted parameters (option F) is not supported (line 15)",
    ),
    "PHASE B2:B % 2 1 1 !\nCONSTITUENT B2 : CO : N : !": (
        "B2",
        "an ordered bcc phase with permuted parameters (option B) is not supported (line 15)",
    ),
    "PHASE SLAG:Q % 1 1 !\nCONSTITUENT SLAG : CO : !": (
        "SLAG",
        "a quasichemical model is not supported (line 15)",
    ),
    "PHASE SALT:Z % 1 1 !\nCONSTITUENT SALT : CO : !": (
        "SALT",
        "the option 'Z' is not supported (line 15)",
    ),
    "SPECIES FE+2 FE/+2 !\nPHASE OX % 1 1 !\nCONSTITUENT OX : FE+2 : !": (
        "OX",
        "electroneutrality of charged species (FE+2) is not supported (line 16)",
    ),
    (
        "PHASE B2 %D 2 1 1 !\nCONSTITUENT B2 : CO : N : !\nTYPE_DEF D GES A_P_D B2 DIS_PART "
        "HCP_A3,,, !"
    ): (
        "B2",
        "an order-disorder contribution (DIS_PART) with HCP_A3 is not supported (line 17)",
    ),
    (
        "PHASE B2 %D 2 1 1 !\nCONSTITUENT B2 : CO : N : !\nTYPE_DEF D GES A_P_D B2 NEVER_DIS "
        "HCP_A3 !"
    ): (
        "B2",
        "an order-disorder contribution (NEVER_DISORDER) with HCP_A3 is not supported (line 17)",
    ),
    "PHASE B2 % 2 1 1 !\nCONSTITUENT B2 : CO : N : !\nDISORDERED_PART B2 HCP_A3 !": (
        "B2",
        "an order-disorder contribution (DISORDERED_PART) with HCP_A3 is not supported (line 17)",
    ),
    "PHASE LIQ %E 1 1 !\nCONSTITUENT LIQ : CO : !\nTYPE_DEF E GES A_P_D LIQ EXCESS KOHLER !": (
        "LIQ",
        "EXCESS of TYPE_DEFINITION with KOHLER is not supported (line 17)",
    ),
    (
        "PHASE LIQ %E 1 1 !\nCONSTITUENT LIQ : CO : !\nTYPE_DEF E IF (FE) THEN GES A_P_D LIQ MAG "
        "-3 .28 !"
    ): (
        "LIQ",
        "its type 'IF (FE) THEN GES A_P_D LIQ MAG -3 .28' is not supported (line 17)",
    ),
    "PHASE LIQ %E 1 1 !\nCONSTITUENT LIQ : CO : !\nTYPE_DEF E GES A_P_D LIQ MAG 0 .25 !": (
        "LIQ",
        (
            "MAGNETIC 0 0.25 is not supported: the factor must not be 0, p lies between 0 and 1 "
            "(line 17)"
        ),
    ),
    "PHASE LIQ %E 1 1 !\nCONSTITUENT LIQ : CO : !\nTYPE_DEF E GES A_P_D LIQ MAG -3 !": (
        "LIQ",
        "its MAGNETIC type lacks its two numbers (line 17)",
    ),
    "PAR THETA(HCP_A3,CO:VA;0) 298.15 +LN(300); 6000 N !": (
        "HCP_A3",
        "the Einstein model (THETA) is not supported (line 15)",
    ),
    "PAR GD(HCP_A3,CO:VA;0) 298.15 +1; 6000 N !": (
        "HCP_A3",
        "the two-state model of liquids (GD) is not supported (line 15)",
    ),
    "PAR GG(HCP_A3,CO:VA;0) 298.15 +1; 6000 N !": (
        "HCP_A3",
        "parameters 'GG' are not known; did you mean 'G'? (line 15)",
    ),
    "PAR G(HCP_A3,CO:NN;0) 298.15 +1; 6000 N !": (
        "HCP_A3",
        (
            "line 15: PARAMETER G(HCP_A3,CO:NN;0): unknown species 'NN'; did you mean 'N'? "
            "(allowed: N, VA)"
        ),
    ),
    "PAR G(HCP_A3,CO:N;0) 298.15 +GAA#; 6000 N !": (
        "HCP_A3",
        "line 15: PARAMETER G(HCP_A3,CO:N;0) uses 'GAA', which is not given; did you mean 'GA'?",
    ),
    "FUN GB 298.15 +GAA#; 6000 N !\nPAR G(HCP_A3,CO:N;0) 298.15 +GB#; 6000 N !": (
        "HCP_A3",
        "line 15: FUNCTION GB uses 'GAA', which is not given; did you mean 'GA'?",
    ),
    (
        "FUN GB 298.15 +GC; 6000 N !\nFUN GC 298.15 +GB; 6000 N !\nPAR G(HCP_A3,CO:N;0) 298.15 "
        "+GC#; 6000 N !"
    ): (
        "HCP_A3",
        "line 15: FUNCTION GB uses itself (GC -> GB -> GC)",
    ),
    "PAR L(HCPP_A3,CO:N,VA;0) 298.15 +1; 6000 N !": (
        "HCP_A3",
        (
            "line 15: PARAMETER L(HCPP_A3,CO:N,VA;0): unknown phase 'HCPP_A3'; did you mean "
            "'HCP_A3'? (allowed: FCC_A1, HCP_A3)"
        ),
    ),
}


@pytest.mark.parametrize("lines", REFUSED)
def test_phases_that_cannot_be_computed_are_refused_and_others_stay(lines: str):
    phase, sentence = REFUSED[lines]
    database = read_tdb_text(with_line(lines), "a.tdb")
    assert database.refused[phase] == sentence
    assert phase not in database.phases
    assert all(p.phase != phase for p in database.parameters)
    assert database.phase("fcc_a1").name == "FCC_A1"
    assert len(database.parameters_of("FCC_A1")) == 1
    with pytest.raises(DatabaseError) as caught:
        database.phase(phase.lower())
    assert str(caught.value) == f"a.tdb: phase {phase}: {sentence}"


def test_an_energy_without_its_phase_refuses_all_that_it_may_belong_to():
    far = read_tdb_text(with_line("PAR G(SIGMA,CO:N;0) 298.15 +1; 6000 N !"), "a.tdb")
    assert set(far.refused) == {"SIGMA"}
    text = SOUND.replace("HCP_A3", "FCC_L12")
    both = read_tdb_text(
        with_line(
            "PAR L(FCC,CO:N,VA;0) 298.15 +1; 6000 N !",
            text + "PHASE LIQUID % 1 1 !\nCONST LIQUID : CO : !\n",
        ),
        "a.tdb",
    )
    assert set(both.refused) == {"FCC", "FCC_A1", "FCC_L12"}
    assert "phase 'FCC' may be FCC_A1 or FCC_L12" in both.refused["FCC_A1"]
    assert set(both.phases) == {"LIQUID"}


def test_a_file_with_nothing_to_compute_is_an_error():
    text = SOUND.replace("FCC_A1 %F", "FCC_A1:Y %F").replace("HCP_A3 %", "HCP_A3:Y %")
    with pytest.raises(DatabaseError) as caught:
        read_tdb_text(text, "a.tdb")
    assert str(caught.value).splitlines() == [
        "a.tdb: 2 phases, none can be computed",
        "  - FCC_A1: the ionic two-sublattice liquid is not supported (line 10)",
        "  - HCP_A3: the ionic two-sublattice liquid is not supported (line 13)",
    ]


BAD_FUNCTIONS = {
    "FUNCTION GB 298.15 1; 200 N !": (
        "line 15: FUNCTION GB: limits of temperature do not ascend: 298.15 K, then 200 K"
    ),
    "FUNCTION GB 298.15 1; 500 Y; 6000 N !": (
        "line 15: FUNCTION GB: no expression between 500 K and 6000 K"
    ),
    "FUNCTION GB 298.15 1; +2; 6000 N !": (
        "line 15: FUNCTION GB: a limit of temperature is missing before '+2'"
    ),
    "FUNCTION GB 298.15 1; 6000 N +2*T !": (
        "line 15: FUNCTION GB: text after the end of the last range: '+2*T'"
    ),
    "FUNCTION GB 298.15 +1E999*T; 6000 N !": "line 15: FUNCTION GB: '1E999' is beyond all numbers",
    "FUNCTION GB 298.15 +EXP(1000); 6000 N !": (
        "line 15: FUNCTION GB: a number is beyond all numbers"
    ),
    "FUNCTION GB 298.15 +2**5000; 6000 N !": "line 15: FUNCTION GB: a number is beyond all numbers",
}


@pytest.mark.parametrize("line", BAD_FUNCTIONS)
def test_only_what_uses_a_bad_function_is_refused(line: str):
    idle = read_tdb_text(with_line(line), "a.tdb")
    assert idle.refused == {}
    assert idle.remarks == (f"{BAD_FUNCTIONS[line]}; no parameter needs it",)
    chain = "FUN GC 298.15 +2*GB#; 6000 N !\nPAR G(HCP_A3,CO:N;0) 298.15 +GC#; 6000 N !"
    used = read_tdb_text(with_line(f"{line}\n{chain}"), "a.tdb")
    assert set(used.phases) == {"FCC_A1"}
    sentence = f"line 16: FUNCTION GC uses 'GB', which cannot be read ({BAD_FUNCTIONS[line]})"
    assert used.refused == {"HCP_A3": sentence}
    assert f"{BAD_FUNCTIONS[line]}; what uses it is refused" in used.remarks


def test_a_function_with_two_values_has_none():
    text = with_line(
        "FUNCTION GA 298.15 +200*T; 6000 N !\nPAR G(HCP_A3,CO:N;0) 298.15 +1; 6000 N !"
    )
    database = read_tdb_text(text, "a.tdb")
    assert set(database.phases) == {"HCP_A3"}
    assert (
        "line 15: FUNCTION GA: given in line 7 too, with another value"
        in database.refused["FCC_A1"]
    )


def test_a_function_that_nothing_can_name_is_a_remark():
    database = read_tdb_text(with_line("FUNCTION 2GA 298.15 1; 6000 N !"), "a.tdb")
    assert database.refused == {}
    assert database.remarks == ("line 15: FUNCTION '2GA' is no name of a function, left out",)


def test_functions_deeper_than_anything_real_are_refused():
    """Chained too deep for Python's recursion; given from the last to the first."""
    row = "".join(f"FUNCTION G{k:04d} 298.15 +G{k + 1:04d}; 6000 N !\n" for k in range(3000))
    text = with_line(
        row + "FUNCTION G3000 298.15 1; 6000 N !\nPAR G(HCP_A3,CO:N;0) 298.15 +G0000; 6000 N !"
    )
    database = read_tdb_text(text, "a.tdb")
    assert "more than 60 functions" in database.refused["HCP_A3"]
    deep = with_line(f"FUNCTION GB 298.15 {'(' * 3000}1{')' * 3000}; 6000 N !")
    assert (
        "more than 50 parentheses or signs inside each other"
        in read_tdb_text(deep, "a.tdb").remarks[0]
    )


def test_refused_phases_keep_what_they_are_made_of():
    lines = (
        "PHASE B2:F % 2 1 1 !\nCONSTITUENT B2 : CO : N : !\nPAR G(SIGMA,CO:N;0) 298.15 +1; 6000 "
        "N !\nPAR G(SIGMA,FE:N;0) 298.15 +1; 6000 N !"
    )
    database = read_tdb_text(with_line(lines), "a.tdb")
    assert database.refused_sites == {"B2": (("CO",), ("N",)), "SIGMA": (("CO", "FE"), ("N",))}


def test_a_file_cut_together_from_two_is_refused_by_line():
    """A parameter before the phase it may be meant for,
    which has no constituents; the last statement is cut off.
    """
    text = (
        "\nPARAMETER L(CBCC_A12,FE,MN:VA;0) 298.15 -10184; 2000 N !\nPHASE BCC_A2 %B 2 1 3 "
        "!\nPARAMETER L(LIQUID,MN,N;1) 298.15 +32906; 2000 N "
    )
    assert problems(text) == [
        "line 3: PHASE BCC_A2: no CONSTITUENT",
        "line 4: PARAMETER is not ended by '!': the file is cut off",
    ]


def test_a_missing_function_that_no_parameter_needs_is_a_remark():
    database = read_tdb_text(with_line("FUNCTION GB 298.15 +GX; 6000 N !"), "a.tdb")
    assert database.refused == {}
    assert database.remarks == (
        (
            "line 15: FUNCTION GB uses 'GX', which is not given; did you mean 'GA'?; no "
            "parameter needs it"
        ),
    )


def test_an_unknown_phase_is_an_error_with_the_nearest_name():
    database = read_tdb_text(SOUND, "a.tdb")
    with pytest.raises(DatabaseError) as caught:
        database.phase("FCC_A2")
    assert (
        str(caught.value)
        == "a.tdb: unknown phase 'FCC_A2'; did you mean 'FCC_A1'? (allowed: FCC_A1, HCP_A3)"
    )


NO_DATABASE = {
    b"": "it is empty",
    b"  \n \n": "it is empty",
    b"ELEMENT\0CO": "it is binary",
    b"\x89PNG\r\n\x1a\n\0": "it is binary",
    b"<!DOCTYPE html><html>PHASE X!</html>": "it is HTML or XML (download the file itself)",
    b"\n<html><body>404!</body></html>": "it is HTML or XML (download the file itself)",
    b"kind: nitride\nname: CoN\n": (
        "no statement like ELEMENT, FUNCTION, PHASE or PARAMETER, ended by '!'"
    ),
    b"hello world! this is prose!\n": (
        "no statement like ELEMENT, FUNCTION, PHASE or PARAMETER, ended by '!'"
    ),
    b"$ comments only\n": "no statement like ELEMENT, FUNCTION, PHASE or PARAMETER, ended by '!'",
    b'{"phases": []}': "no statement like ELEMENT, FUNCTION, PHASE or PARAMETER, ended by '!'",
}


@pytest.mark.parametrize("raw", NO_DATABASE)
def test_files_of_another_kind_get_one_sentence(raw: bytes, tmp_path: Path):
    path = tmp_path / "a.tdb"
    path.write_bytes(raw)
    with pytest.raises(DatabaseError) as caught:
        read_tdb(path)
    assert str(caught.value) == f"{path}: no TDB file: {NO_DATABASE[raw]}"


def test_files_are_read_in_old_encodings(tmp_path: Path):
    path = tmp_path / "a.tdb"
    path.write_bytes(("$ Gröbner, Zeitschrift für Metallkunde\n" + SOUND).encode("latin-1"))
    assert read_tdb(path).name == str(path)


def test_a_missing_file(tmp_path: Path):
    with pytest.raises(DatabaseError) as caught:
        read_tdb(tmp_path / "none.tdb")
    assert str(caught.value) == f"{tmp_path / 'none.tdb'}: not readable: No such file or directory"
