"""Boxes of spins ready to simulate: random metals and N, bonds with couplings, order parameters."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nmhts.constants import k_B, mu_B
from nmhts.errors import MaterialError, nearest
from nmhts.physics.magnetism.spins.exchange import Exchange
from nmhts.physics.magnetism.spins.lattice import FERROMAGNETIC, Lattice

# Metals parallel or antiparallel to each other, as their exchange favors.
FERRIMAGNETIC = "ferrimagnetic"
COLLINEAR = "collinear"  # ground state of bonds without frustration, of any signs
PLACES, NITROGENS = 0, 1  # purpose of a random stream


@dataclass(frozen=True)
class Spins:
    """Magnetic atoms of a box with their bonds.

    The bonds of atom i have the indices start[i] ... start[i + 1] - 1; each bond is listed at both
    of its atoms. start int32 [n + 1]; other int32 [bonds]; coupling J/k_B, K [bonds]; field mu_B m
    B/k_B, K [n]; moments mu_B [n]; sites: indices of the atoms among the metal sites, int [n];
    metal_sites; patterns: by order, weights [waves, n] of the order parameter per metal site.
    """

    start: np.ndarray
    other: np.ndarray
    coupling: np.ndarray
    field: np.ndarray
    moments: np.ndarray
    sites: np.ndarray
    metal_sites: int
    patterns: Mapping[str, np.ndarray]

    @property
    def n(self) -> int:
        """Return the number of spins."""
        return len(self.moments)

    @cached_property
    def gauge(self) -> np.ndarray | None:
        """Return the signs g_i with J_ij g_i g_j >= 0 on all bonds, int8 [n].

        None if the bonds are frustrated. Spins of one connected cluster are found from one another;
        every cluster begins with +1.
        """
        signs = np.zeros(self.n, dtype=np.int8)
        ways = np.sign(self.coupling).astype(np.int8)
        for first in range(self.n):
            if signs[first]:
                continue
            signs[first] = 1
            front = [first]
            while front:
                i = front.pop()
                bonds = slice(self.start[i], self.start[i + 1])
                wanted = signs[i] * ways[bonds]
                others = self.other[bonds]
                if np.any(signs[others] * wanted < 0):
                    return None
                fresh = others[(signs[others] == 0) & (wanted != 0)]
                signs[others[wanted != 0]] = wanted[wanted != 0]
                front.extend(fresh.tolist())
        return signs

    def pattern(self, order: str) -> np.ndarray:
        """Return the weights of an order, [waves, n].

        Errors: MaterialError for an order that the box does not have.
        """
        if order == COLLINEAR:
            if self.gauge is None:
                raise MaterialError(
                    f"order {COLLINEAR!r} needs bonds without frustration (allowed here: "
                    f"{', '.join(self.patterns)})"
                )
            return (self.gauge * self.moments / self.metal_sites)[None]
        if order not in self.patterns:
            raise MaterialError(
                f"unknown order {order!r}{nearest(order, self.patterns)} (allowed: "
                f"{', '.join(self.patterns)})"
            )
        return self.patterns[order]


def _check_fractions(fractions: Mapping[str, float], exchange: Exchange) -> None:
    for metal, x in fractions.items():
        if metal not in exchange.metals:
            raise MaterialError(
                f"fractions: {metal!r} has no exchange{nearest(metal, exchange.metals)} (allowed: "
                f"{', '.join(exchange.metals)})"
            )
        if not 0.0 <= x <= 1.0:
            raise MaterialError(
                f"fractions[{metal}] = {x:g} (allowed: 0 to 1; nearest: "
                f"{min(max(x, 0.0), 1.0) if x == x else 0.0:g})"
            )
    total = math.fsum(fractions.values())
    if abs(total - 1.0) > 1e-9:
        scaled = ", ".join(f"{m}: {x / total:.6g}" for m, x in fractions.items()) if total else "-"
        raise MaterialError(f"fractions sum to {total:.9g} (allowed: 1; nearest: {scaled})")


def _placed(shares: list[float], sites: int, rng: np.random.Generator) -> np.ndarray:
    """Return the kind of every site, with counts as close to the shares as whole atoms allow."""
    ends = np.rint(np.cumsum(shares) * sites).astype(int)
    kinds = np.searchsorted(ends, np.arange(sites), side="right")
    return rng.permutation(np.minimum(kinds, len(shares) - 1))


def alloy(
    lattice: Lattice,
    exchange: Exchange,
    fractions: Mapping[str, float] | None = None,
    *,
    nitrogen_occupancy: float = 0.0,
    magnetic_field: float = 0.0,
    seed: int = 0,
    sample: int = 0,
) -> Spins:
    """Return the spins of one random arrangement of metals and N on a lattice.

    Parameters: fractions of the metal sites (equal ones if None), N occupancy of the N sites;
    magnetic field T; seed and sample number, which decide the arrangement together with the numbers
    of atoms. Numbers of atoms are rounded to integers.
    Errors: MaterialError naming the key, what was given and what is allowed.
    """
    metals = exchange.metals
    shares = dict.fromkeys(metals, 1.0 / len(metals)) if fractions is None else dict(fractions)
    _check_fractions(shares, exchange)
    exchange = exchange.at(shares)
    if len(lattice.shells) != exchange.shells:
        raise MaterialError(
            f"exchange over {exchange.shells} shells on a lattice with {len(lattice.shells)} "
            "(allowed: the same number)"
        )
    if not 0.0 <= nitrogen_occupancy <= 1.0:
        is_nan = nitrogen_occupancy != nitrogen_occupancy
        nearest_y = 0.0 if is_nan else min(max(nitrogen_occupancy, 0.0), 1.0)
        raise MaterialError(
            f"nitrogen_occupancy = {nitrogen_occupancy:g} (allowed: 0 to 1; nearest: {nearest_y:g})"
        )
    if nitrogen_occupancy > 0.0 and not lattice.nitrogen_sites:
        raise MaterialError(
            f"nitrogen_occupancy = {nitrogen_occupancy:g}: {lattice.kind} has no N sites "
            "(allowed: 0; nearest lattices with N: rocksalt, zincblende)"
        )
    names = [metal for metal in metals if shares.get(metal, 0.0) > 0.0]
    rngs = [
        np.random.Generator(
            np.random.Philox(np.random.SeedSequence(seed, spawn_key=(sample, draw)))
        )
        for draw in (PLACES, NITROGENS)
    ]
    sites = len(lattice.sites)
    metal = _placed([shares[name] for name in names], sites, rngs[PLACES])
    full = [1.0 - nitrogen_occupancy, nitrogen_occupancy]
    occupied = _placed(full, lattice.nitrogen_sites, rngs[NITROGENS]) == 1
    moments = np.array([exchange.moment(name) for name in names])[metal]
    if exchange.nitrogen.quench is not None:
        moments = moments * (occupied[lattice.nitrogen].sum(axis=1) < exchange.nitrogen.quench)
    signs = exchange.alignment(names)
    opposed = signs is not None and len(set(signs.values())) > 1
    aligned = np.array([signs[name] for name in names])[metal] if signs and opposed else None
    return _bound(
        lattice, _couplings(lattice, exchange, names, metal, occupied), moments, magnetic_field,
        aligned
    )  # fmt: skip


def _couplings(
    lattice: Lattice, exchange: Exchange, names: list[str], metal: np.ndarray, occupied: np.ndarray
) -> np.ndarray:
    """Return J [J] of every bond, [sites, neighbors of all shells]."""
    nitrogen = exchange.nitrogen
    table = np.array([[exchange.between(a, b) for b in names] for a in names])
    found = []
    for s, shell in enumerate(lattice.shells):
        J = table[metal[:, None], metal[shell.other], s]
        if shell.common.shape[-1]:
            n = occupied[shell.common].sum(axis=-1)
            each = nitrogen.superexchange if shell.straight else nitrogen.shift
            J = J * float(nitrogen.factor) ** n + n * each
        found.append(J)
    return np.concatenate(found, axis=1)


def _bound(
    lattice: Lattice, J: np.ndarray, moments: np.ndarray, magnetic_field: float,
    aligned: np.ndarray | None
) -> Spins:  # fmt: skip
    """Return the spins of the magnetic sites with their bonds, without bonds of zero exchange.

    Parameters: aligned: signs of the ferrimagnet on all metal sites, None if there is none.
    """
    magnetic = np.flatnonzero(moments)
    place = np.full(len(moments), -1, dtype=np.int32)
    place[magnetic] = np.arange(len(magnetic))
    other = place[np.concatenate([shell.other for shell in lattice.shells], axis=1)][magnetic]
    J = J[magnetic]
    kept = (other >= 0) & (J != 0.0)
    start = np.zeros(len(magnetic) + 1, dtype=np.int32)
    start[1:] = np.cumsum(kept.sum(axis=1))
    held = moments[magnetic]
    patterns = {
        order: lattice.signs(order)[:, magnetic] * held / len(moments) for order in lattice.orders
    }
    if aligned is not None:
        patterns[FERRIMAGNETIC] = (aligned[magnetic] * held / len(moments))[None]
    return Spins(
        start,
        other[kept].astype(np.int32),
        J[kept] / k_B,
        mu_B * magnetic_field / k_B * held,
        held,
        magnetic,
        len(moments),
        patterns,
    )


def free_spins(bonds: list[tuple[int, int, float]], n: int, magnetic_field: float = 0.0) -> Spins:
    """Return n spins of one Bohr magneton with bonds given explicitly.

    Parameters: bonds (i, j, J [J]) of clusters, chains or rings.
    Errors: MaterialError for a bond of a spin with itself or with a spin that does not exist.
    """
    for i, j, _ in bonds:
        if i == j or not (0 <= i < n and 0 <= j < n):
            raise MaterialError(f"bond {i}-{j} (allowed: two different spins of 0 to {n - 1})")
    ends = sorted([(i, j, J) for i, j, J in bonds] + [(j, i, J) for i, j, J in bonds])
    start = np.searchsorted([i for i, _, _ in ends], np.arange(n + 1)).astype(np.int32)
    ones = np.ones(n)
    return Spins(
        start,
        np.array([j for _, j, _ in ends], dtype=np.int32),
        np.array([J for _, _, J in ends], dtype=float) / k_B,
        mu_B * magnetic_field / k_B * ones,
        ones,
        np.arange(n),
        n,
        {FERROMAGNETIC: ones[None] / n},
    )
