"""Exchange between the metals of an alloy, and its change by nitrogen.

    H = - sum_{pairs} J_ij S_i . S_j - mu_B B sum_i m_i S_i^z,   |S_i| = 1

Every pair counts once; J > 0 is ferromagnetic. J in joules, moments in Bohr magnetons per atom, B
in tesla.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nmhts.constants import k_B
from nmhts.errors import MaterialError, nearest
from nmhts.physics.magnetism.spins.collapse import Collapse

CRITICAL_RATIOS = {"sc": 1.4429, "bcc": 2.0542, "fcc": 3.176}
"""k_B T_C / J of the ferromagnet with nearest neighbors, H as above. Source:
ChenFerrenbergLandau1993 for sc and bcc. For fcc the value in common use; crossings of this package
agree with it within their 0.2 %."""
CRITICAL_RATIOS |= dict.fromkeys(("rocksalt", "zincblende"), CRITICAL_RATIOS["fcc"])

TYPE_I_RATIO = 0.446
"""k_B T_N / |J| of the fcc antiferromagnet with nearest neighbors, a first-order transition.
Source: GvozdikovaZhitomirsky2005."""


@dataclass(frozen=True)
class Nitrogen:
    """Effect of an N atom on the bond of the two metals next to it.

        J -> J factor^n + n shift             bent bonds with n occupied common N sites
        J -> J factor^n + n superexchange     straight bonds through N

    Straight bonds have 180 degrees at the N: the second shell of rocksalt. Every number is assumed
    unless the caller knows better.
    Parameters: factor >= 0 weakens the bond, < 0 reverses its sign; shift, superexchange J; quench:
    number of occupied N sites next to a metal at which it loses its moment (None: never).
    """

    factor: float = 1.0
    shift: float = 0.0
    superexchange: float = 0.0
    quench: int | None = None
    status: str = "assumed"


@dataclass(frozen=True)
class Exchange:
    """Exchange of pairs of metals, shell by shell.

    Parameters: pairs: J [J] of the shells, nearest first, for each pair of metals in either order;
    moments [mu_B] of the metals, 0 for a nonmagnetic metal, 1 for metals not named; nitrogen;
    collapses: by metal, the decrease of its moment with composition (pairs and moments are then
    those of full moments; see :class:`Collapse`).
    Errors: MaterialError for pairs that contradict each other, have different numbers of shells, or
    are missing.
    """

    pairs: Mapping[tuple[str, str], tuple[float, ...]]
    moments: Mapping[str, float] = field(default_factory=dict)
    nitrogen: Nitrogen = Nitrogen()
    collapses: Mapping[str, Collapse] = field(default_factory=dict)

    def __post_init__(self):
        if not self.pairs:
            raise MaterialError("pairs: none given (allowed: one entry per pair of metals)")
        first = next(iter(self.pairs))
        for pair, values in self.pairs.items():
            if len(values) != self.shells or not values:
                raise MaterialError(
                    f"pairs[{'-'.join(pair)}]: {len(values)} shells of neighbours (allowed: "
                    f"{self.shells or 1}, as {'-'.join(first)})"
                )
            if not all(math.isfinite(J) for J in values):
                raise MaterialError(f"pairs[{'-'.join(pair)}] = {values} J (allowed: finite)")
            turned = (pair[1], pair[0])
            if self.pairs.get(turned, values) != values:
                raise MaterialError(
                    f"pairs[{'-'.join(pair)}] = {values} J, the other way round "
                    f"{self.pairs[turned]} J (allowed: one value per pair)"
                )
        for metal, moment in self.moments.items():
            if metal not in self.metals:
                raise MaterialError(
                    f"moments: {metal!r} is in no pair{nearest(metal, self.metals)} (allowed: "
                    f"{', '.join(self.metals)})"
                )
            if not (math.isfinite(moment) and moment >= 0):
                raise MaterialError(
                    f"moments[{metal}] = {moment:g} mu_B (allowed: 0 or more; the sign belongs "
                    "into the exchange)"
                )
        for metal, collapse in self.collapses.items():
            for name in (metal, collapse.by):
                if name not in self.metals:
                    raise MaterialError(
                        f"collapses[{metal}]: {name!r} is in no pair{nearest(name, self.metals)} "
                        f"(allowed: {', '.join(self.metals)})"
                    )
        quench = self.nitrogen.quench
        if quench is not None and quench < 1:
            raise MaterialError(
                f"nitrogen.quench = {quench} (allowed: 1 or more, or None; nearest: 1)"
            )

    @property
    def shells(self) -> int:
        """Return the number of shells."""
        return len(next(iter(self.pairs.values())))

    @property
    def metals(self) -> tuple[str, ...]:
        """Return the metals, sorted."""
        return tuple(sorted({metal for pair in self.pairs for metal in pair}))

    def moment(self, metal: str) -> float:
        """Return the moment of a metal, mu_B."""
        return float(self.moments.get(metal, 1.0))

    def at(self, fractions: Mapping[str, float]) -> Exchange:
        """Return the exchange at a composition, with reduced moments and no collapse left to apply.

        Parameters: fractions of the metals.
        """
        if not self.collapses:
            return self
        shares = {
            m: self.collapses[m].share(fractions) if m in self.collapses else 1.0
            for m in self.metals
        }
        pairs = {
            (a, b): tuple(J * shares[a] * shares[b] for J in values)
            for (a, b), values in self.pairs.items()
        }
        moments = {metal: self.moment(metal) * share for metal, share in shares.items()}
        return Exchange(pairs, moments, self.nitrogen)

    def alignment(self, metals: Sequence[str]) -> dict[str, int] | None:
        """Return +1 or -1 for every metal, as the exchange aligns neighbors of different metals.

        None if no assignment satisfies all pairs.
        Parameters: metals, which must be among those of the pairs. The first one, and the first of
        every group without exchange to it, gets +1.
        """
        signs: dict[str, int] = {}
        for first in metals:
            front = [first] if first not in signs else []
            signs.setdefault(first, 1)
            while front:
                a = front.pop()
                for b in metals:
                    J = self.between(a, b)[0]
                    if a == b or J == 0.0:
                        continue
                    wanted = signs[a] * (1 if J > 0.0 else -1)
                    if signs.setdefault(b, 0) == 0:
                        signs[b] = wanted
                        front.append(b)
                    elif signs[b] != wanted:
                        return None
        return signs

    def between(self, a: str, b: str) -> tuple[float, ...]:
        """Return J [J] of the shells of a pair; zero where one of them has no moment.

        Errors: MaterialError for a pair that is not given.
        """
        if self.moment(a) == 0.0 or self.moment(b) == 0.0:
            return (0.0,) * self.shells
        found = self.pairs.get((a, b), self.pairs.get((b, a)))
        if found is None:
            given = ", ".join("-".join(pair) for pair in self.pairs)
            raise MaterialError(f"pairs: {a}-{b} is missing (given: {given})")
        return found


def uniform_exchange(*shells: float, nitrogen: Nitrogen | None = None) -> Exchange:
    """Return the exchange of a single metal ``M``, J [J] shell by shell."""
    return Exchange({("M", "M"): shells}, nitrogen=nitrogen or Nitrogen())


def exchange_of_order(kind: str, temperature: float) -> float:
    """Return the nearest-neighbor exchange of a metal from its order temperature, J per pair.

        J = k_B T_C / r,   r = 1.443 (sc), 2.054 (bcc), 3.176 (fcc)
        J = - k_B T_N / 0.446   (fcc, type I)

    Parameters: kind of lattice; temperature K, negative for a Neel temperature. bcc and sc order in
    a checkerboard with the r of the ferromagnet.
    Errors: none (0 for 0).
    """
    fcc = CRITICAL_RATIOS[kind] == CRITICAL_RATIOS["fcc"]
    ratio = TYPE_I_RATIO if fcc and temperature < 0 else CRITICAL_RATIOS[kind]
    return k_B * temperature / ratio
