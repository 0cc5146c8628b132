"""A database that costs an equilibrium near 0 K fifty times what the phases of an alloy take: some 50 CPU milliseconds."""

from __future__ import annotations

# Four sublattices have 130,000 samples, and near 0 K without any energies all of them lie near the plane.
HARMFUL = """\
ELEMENT VA VACUUM 0 0 0 !
ELEMENT CO HCP_A3 58.9332 4765.567 30.04 !
ELEMENT FE BCC_A2 55.845 4489 27.28 !
ELEMENT N 1/2_MOLE_N2(G) 14.0067 4335 95.751 !
TYPE_DEFINITION % SEQ * !
PHASE MANY % 4 1 1 1 1 !
CONSTITUENT MANY : CO,FE : CO,FE : CO,FE : N,VA : !
PARAMETER G(MANY,CO:CO:CO:N;0) 298.15 0; 6000 N !
"""
