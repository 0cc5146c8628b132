"""Chemical potential of N in a reservoir of N2."""

from __future__ import annotations

import numpy as np

from nmhts.errors import DatabaseError
from nmhts.materials.tdb.records import Database
from nmhts.physics.thermo.system import system_of


def nitrogen_potential(database: Database, T: np.ndarray, P: np.ndarray) -> np.ndarray:
    """Return half the Gibbs energy of N2 gas, J/mol of N, in the reference states of the database.

    Parameters: T [b] K; P [b] Pa of N2.
    Errors: DatabaseError for a database without a phase of N2 molecules alone.
    """
    for phase in database.phases.values():
        names = {name for own in phase.constituents for name in own}
        if (
            len(phase.sites) == 1
            and "N2" in names
            and dict(database.species["N2"].atoms) == {"N": 2.0}
        ):
            system = system_of(database, ("N",), (phase.name,))
            own = [name for _, name in system.constituents[0]]
            # The coefficient of the monomial of N2 alone.
            t = next(
                t
                for t in range(system.tables.terms[0, 0], system.tables.terms[0, 1])
                if system.tables.factors[t, : system.tables.degree[t]].tolist() == [own.index("N2")]
            )
            return 0.5 * system.coefficients(T, P)[:, t] / phase.sites[0]
    raise DatabaseError(
        f"{database.name}: no gas phase with N2: an open system needs the energy of N2 (PHASE "
        "GAS, CONSTITUENT N2)"
    )
