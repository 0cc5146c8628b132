"""Small TDB texts for tests: a valid one, and changes to it."""

from __future__ import annotations

SOUND = """\
$ a sound file of one phase
ELEMENT VA VACUUM 0 0 0 !
ELEMENT CO HCP_A3 58.9332 4765.567 30.04 !
ELEMENT FE BCC_A2 55.845 4489 27.28 !
ELEMENT N 1/2_MOLE_N2(G) 14.0067 4335 95.751 !
SPECIES N2 N2 !
FUNCTION GA 298.15 +100*T; 6000 N !
TYPE_DEFINITION % SEQ * !
TYPE_DEFINITION F GES AMEND_PHASE_DESCRIPTION @ MAGNETIC -3.0 0.28 !
PHASE FCC_A1 %F 2 1 1 !
CONSTITUENT FCC_A1 : CO,FE : N,VA : !
PARAMETER G(FCC_A1,CO:N;0) 298.15 +7*T+GA#; 6000 N REF1 !
PHASE HCP_A3 % 2 1 0.5 !
CONSTITUENT HCP_A3 : CO,FE : N,VA : !
"""


def with_line(line: str, text: str = SOUND) -> str:
    """Return a text with one more line at its end, line 15 of the valid one."""
    return text + line + "\n"


def instead(old: str, new: str) -> str:
    """Return the valid text with one piece replaced."""
    assert SOUND.count(old) == 1, old
    return SOUND.replace(old, new)
