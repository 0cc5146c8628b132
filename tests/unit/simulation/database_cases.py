"""Small databases, one for each way in which one fell short of its own statements."""

from __future__ import annotations

HEAD = """\
ELEMENT /- ELECTRON_GAS 0 0 0 !
ELEMENT VA VACUUM 0 0 0 !
ELEMENT A BLANK 10 0 0 !
ELEMENT B BLANK 10 0 0 !
ELEMENT C BLANK 10 0 0 !
TYPE_DEFINITION % SEQ * !
DEFINE_SYSTEM_DEFAULT ELEMENT 2 !
"""


def phase(name: str, sites: str, constituents: str, *energies: str, types: str = "%") -> str:
    """Return a phase with its constituents and parameters: species and value of each."""
    lines = [f"PHASE {name} {types} {sites} !", f"CONSTITUENT {name} :{constituents}: !"]
    for energy in energies:
        species, value = energy.split("=")
        lines.append(f"PARAMETER G({name},{species};0) 298.15 {value}; 6000 N !")
    return "\n".join(lines) + "\n"


SOLUTION = phase("SOL", "1 1", "A,B,C", "A=+0", "B=+0", "C=+0")

REFERENCES_NO_MARK = HEAD + SOLUTION + "LIST_OF_REFERENCES\nREF1 'someone'\n"

CONDITIONAL_SETS = (
    HEAD
    + (
        "TYPE_DEFINITION Z IF ((A OR B) AND C) THEN\n  GES AMEND_PHASE_DESCRIPTION @ "
        "COMP_SETS,,A B:C: !\n"
    )
    + phase("SOL", "2 1 1", "A,B:C,VA", "A:C=-1000", "B:C=-3000", "A:VA=+0", "B:VA=+0", types="%Z")
)

NO_ENERGIES = HEAD + SOLUTION + phase("CPD", "2 1 1", "A,B,C:A,B,C", "A:B=-20000", "B:A=-20000")

FORTRAN_MASS = HEAD.replace("B BLANK 10", "B BLANK 8.89059+01") + phase(
    "SOL", "1 1", "A,B", "A=+1.+2.E1*T", "B=+.5D2"
)

SIX = "".join(f"ELEMENT {e} BLANK 10 0 0 !\n" for e in "DEF")
SIX_PHASES = HEAD + SIX + "".join(phase(f"P_{e}", "1 1", e, f"{e}=-1000") for e in "ABCDEF")

REFUSED_ORDER = (
    HEAD
    + "TYPE_DEFINITION O GES A_P_D ORD DIS_PART SOL !\n"
    + phase("SOL", "1 1", "A,B", "A=+0", "B=+0")
    + phase("ORD", "2 .5 .5", "A,B:A,B", "A:B=-20000", "B:A=-20000", types="%O")
)

FOUR_SUBLATTICES = HEAD + phase("MU", "4 1 2 4 6", "A,B,C:A,B,C:A,B,C:A,B,C", "*:*:*:*=+0")
