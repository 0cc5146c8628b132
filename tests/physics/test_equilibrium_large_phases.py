"""Phases whose full grids are too large to sample, against pycalphad.

Four sublattices of three species with random energies,
which separate into up to three compositions.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pycalphad import Database as Peer
from pycalphad import equilibrium
from pycalphad import variables as v

from nmhts.materials.tdb.reader import read_tdb
from nmhts.physics.thermo.equilibrium import OK, equilibria
from nmhts.physics.thermo.system import system_of

HEAD = """\
ELEMENT VA VACUUM 0 0 0 !
ELEMENT A BLANK 10 0 0 !
ELEMENT B BLANK 10 0 0 !
ELEMENT C BLANK 10 0 0 !
TYPE_DEFINITION % SEQ * !
PHASE SOL % 1 1 !
CONSTITUENT SOL : A,B,C : !
PARAMETER G(SOL,A;0) 298.15 0; 6000 N !
PARAMETER G(SOL,B;0) 298.15 0; 6000 N !
PARAMETER G(SOL,C;0) 298.15 0; 6000 N !
PHASE MU % 4 1 2 4 6 !
CONSTITUENT MU : A,B,C : A,B,C : A,B,C : A,B,C : !
"""
POINTS = np.array([(0.2, 0.3), (0.5, 0.25), (0.1, 0.8), (0.34, 0.33), (0.05, 0.05), (0.7, 0.1)])
PEERS_R = 8.3145


def test_four_sublattices_of_three_species(tmp_path: Path):
    rng = np.random.default_rng(4)
    ends = [
        f"PARAMETER G(MU,{':'.join(end)};0) 298.15 {rng.uniform(-2e5, 2e5):.1f}; 6000 N !\n"
        for end in itertools.product("ABC", repeat=4)
    ]
    path = tmp_path / "mu.tdb"
    path.write_text(HEAD + "".join(ends), encoding="utf-8")
    system = system_of(read_tdb(path), ("A", "B", "C"), gas_constant=PEERS_R)
    assert system.remarks == (
        "phase MU: the search begins from 15,000 constitutions in place of 18,974,736",
    )
    count = len(POINTS)
    x = np.concatenate([POINTS, 1.0 - POINTS.sum(axis=1, keepdims=True)], axis=1)
    found, _ = equilibria(
        system, np.full(count, 1000.0), np.full(count, 1e5), x, np.full(x.shape, np.nan)
    )
    assert (found.status == OK).all()
    peer = Peer(str(path))
    for b, (a_share, b_share) in enumerate(POINTS):
        given = {v.T: 1000.0, v.P: 1e5, v.N: 1.0, v.X("A"): a_share, v.X("B"): b_share}
        theirs: Any = equilibrium(peer, ["A", "B", "C", "VA"], ["MU", "SOL"], given)
        assert found.mu[b] @ x[b] == pytest.approx(float(np.squeeze(theirs.GM)), rel=1e-6)
        names = sorted(str(name) for name in np.squeeze(theirs.Phase.values) if name)
        assert sorted(system.phases[p] for p in found.phase[b] if p >= 0) == names
