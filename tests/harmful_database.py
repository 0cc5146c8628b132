"""A database whose equilibrium near 0 K costs twenty times that of an ordinary alloy.

It takes some 25 CPU milliseconds.
"""

from __future__ import annotations

# Five phases of four sublattices have some 70,000 samples, and near 0 K almost without energies all
# of them lie near the plane.
_PHASE = """\
PHASE MANY{k} % 4 1 1 1 1 !
CONSTITUENT MANY{k} : CO,FE : CO,FE : CO,FE : N,VA : !
PARAMETER G(MANY{k},CO:CO:CO:N;0) 298.15 {k}; 6000 N !
"""
HARMFUL = """\
ELEMENT VA VACUUM 0 0 0 !
ELEMENT CO HCP_A3 58.9332 4765.567 30.04 !
ELEMENT FE BCC_A2 55.845 4489 27.28 !
ELEMENT N 1/2_MOLE_N2(G) 14.0067 4335 95.751 !
TYPE_DEFINITION % SEQ * !
""" + "".join(_PHASE.format(k=k) for k in range(5))
