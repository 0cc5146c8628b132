"""Rates of single events: an N hops to an empty neighbor, leaves the top plane or returns.

    k(i -> j) = nu exp(-E_m / k_B T) exp(f_ij / 2)
    f_ij = [ H(before) - H(after) + z e (phi_j - phi_i) ] / k_B T

The ratio of forward and backward rates of every pair of states is exactly that of their Boltzmann
factors.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics import single
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.straight import straight
from nmhts.physics.transport.lattice.box import ADSORBED, AROUND, DISSOLVED, height_of
from nmhts.physics.transport.lattice.interaction import Couplings, field_table, surface_couplings
from nmhts.physics.transport.lattice.sumtree import COLUMN, settle, sum_up, touch
from nmhts.physics.transport.printed import scalars
from nmhts.physics.transport.state import FilmParameters

_floored_pair = scalars.floored_pair(single, straight)

WAYS = 5  # four to the sides, one for up and down


class Rates(NamedTuple):
    """Factors of the rates of a box; ``boost``, ``relief``, ``drop`` follow the potential."""

    field: Any  # [CODES] attraction of the neighbors over k_B T
    pull: Any  # [CODES] exp(field / 2)
    push: Any  # [CODES] exp(-field / 2)
    side: Any  # [tall] rate of a hop within a plane between equal neighborhoods, 1/s
    climb: Any  # rate of a hop between planes and equal neighborhoods, 1/s
    faster: Any  # [columns * WAYS] factor of fast paths
    boost: Any  # exp(z e phi / 2 k_B T), of planes [tall] or of sites [sites]
    relief: Any  # its inverse
    drop: Any  # Stern drop, of all [1] or of columns [columns], V
    # [columns] reduction of exit and entry barriers and of their floor, over k_B T: net of the
    # floor
    exit_lower: Any
    floor_gain: Any  # [columns] factor of the rate at the floor


class FastPaths(NamedTuple):
    """Columns on grain boundaries, and the reduction of their barriers over k_B T."""

    columns: np.ndarray  # bool [nx, ny]
    migration: float
    exit: float


def no_paths(nx: int, ny: int) -> FastPaths:
    """Return an empty set of fast paths."""
    return FastPaths(np.zeros((nx, ny), dtype=bool), 0.0, 0.0)


def new_rates(
    p: FilmParameters, couplings: Couplings, paths: FastPaths, n: int, by_site: bool
) -> Rates:
    """Return the rates of a box of n planes without a field.

    Parameters: by_site: whether the potential will be one of sites instead of planes.
    """
    field = field_table(couplings)
    tall = height_of(n)
    inner = np.full(tall, couplings.nearest)
    inner[[1, n]] = surface_couplings(couplings)[0]
    climb = float(p.hop_rate * np.exp(-0.5 * couplings.nearest))
    fast = paths.columns
    both = [
        fast & np.roll(fast, -1, 0),
        fast & np.roll(fast, 1, 0),
        fast & np.roll(fast, -1, 1),
        fast & np.roll(fast, 1, 1),
        fast,
    ]
    faster = np.where(np.stack(both, axis=-1), np.exp(paths.migration), 1.0)
    columns = fast.size if by_site else 1
    places = tall * columns
    return Rates(
        field, np.exp(0.5 * field), np.exp(-0.5 * field), p.hop_rate * np.exp(-0.5 * inner), climb,
        faster.ravel(),
        np.ones(places), np.ones(places), np.zeros(columns),
        np.where(fast, paths.exit - paths.migration, 0.0).ravel(),
        np.where(fast, np.exp(paths.migration), 1.0).ravel(),
    )  # fmt: skip


@inlined
def way_rate(box, rates, way, site, c, z, by_site):
    """Return the rate of the N of a site to hop in one direction, over ``place_rate`` of its site.

    Directions: 0-3 sideways, 4 up, 5 down.
    """
    if way < 4:
        there = box.around[AROUND * c + 1 + way] * len(box.real) + z
        gain = rates.pull[box.code[there]] * rates.side[z] * rates.faster[WAYS * c + way]
        return gain * rates.boost[there if by_site else z]
    rise = 1 if way == 4 else -1
    gain = rates.pull[box.code[site + rise]] * rates.climb * rates.faster[WAYS * c + 4]
    return gain * rates.boost[(site if by_site else z) + rise]


@inlined
def place_rate(box, rates, site, z, by_site):
    """Return the factor of the site of an N in all its rates.

    exp[(-field - z e phi / k_B T) / 2]
    """
    return rates.push[box.code[site]] * rates.relief[site if by_site else z]


@inlined
def leave_rate(box, rates, site, c):
    """Return the total hop rate of the N of a site in column c, 1/s; 0 for an empty site."""
    mask = box.mask[site]
    if mask == 0 or box.occupied[site] == 0:
        return 0.0
    z = site - c * len(box.real)
    by_site = len(rates.drop) > 1
    ways = 0.0
    for way in range(6):
        ways += ((mask >> way) & 1) * way_rate(box, rates, way, site, c, z, by_site)
    return ways * place_rate(box, rates, site, z, by_site)


@inlined
def gate_rate(p, box, rates, c):
    """Return the rates of the top site of a column to lose its N and to be filled, 1/s.

        B+ = E_s - mu/2 - alpha z e zeta D,   B- = E_s - G_s + mu/2 + (1 - alpha) z e zeta D
        mu = Omega - field of the site

    The first holds for an empty adsorbed layer, the second for a full one.
    """
    site = c * len(box.real) + box.n
    half_mu = 0.5 * (p.omega - rates.field[box.code[site]])
    step = p.z_e_kT * p.zeta * rates.drop[c if len(rates.drop) > 1 else 0]
    lower = rates.exit_lower[c]
    out, back = _floored_pair(
        p.b_exit - lower - half_mu - p.alpha * step,
        p.b_return - lower + half_mu + (1.0 - p.alpha) * step,
        p.floor_rate * p.open_share * rates.floor_gain[c],
    )
    return (out, 0.0) if box.occupied[site] else (0.0, back)


@kernel
def update(box, rates, count):
    """Compute the rates of the ``count`` marked N, and their sums."""
    for m in range(count):
        site, c = box.hops.touched[m] & (COLUMN - 1), box.hops.touched[m] >> 32
        box.hops.sums[site] = leave_rate(box, rates, site, c)
    settle(box.hops, count)


@kernel
def update_gate(p, box, rates, c, beyond):
    """Compute the rates at the gate of the columns around one, and their sums.

    Parameters: beyond: a second column; the columns around it are updated too (-1: none).
    """
    out = back = 0
    for m in range(AROUND):
        column = box.around[AROUND * c + m]
        out = touch(box.exits, column, column, out)
        if beyond >= 0:
            column = box.around[AROUND * beyond + m]
            out = touch(box.exits, column, column, out)
    for m in range(out):
        column = box.exits.touched[m] >> 32
        back = touch(box.entries, column, column, back)
        box.exits.sums[column], box.entries.sums[column] = gate_rate(p, box, rates, column)
    settle(box.exits, out)
    settle(box.entries, back)


@kernel
def renew(p, box, rates):
    """Compute all rates and sums."""
    tall = len(box.real)
    for c in range(len(rates.exit_lower)):
        for site in range(c * tall, (c + 1) * tall):
            box.hops.sums[site] = leave_rate(box, rates, site, c)
        box.exits.sums[c], box.entries.sums[c] = gate_rate(p, box, rates, c)
    sum_up(box.hops)
    sum_up(box.exits)
    sum_up(box.entries)


@inlined
def layer_rates(p, box, columns, drop):
    """Return the rates of adsorbed -> dissolved, dissolved -> adsorbed and dissolved -> lost, 1/s.

    They hold for the whole box; drop: mean Stern drop, V.
    """
    step = p.z_e_kT * (1.0 - p.zeta) * drop
    out, back = _floored_pair(
        p.b_dissolve - p.alpha * step, p.b_adsorb + (1.0 - p.alpha) * step, p.floor_rate
    )
    share = box.contents[ADSORBED] / (p.s_max * columns)
    r = box.contents[DISSOLVED] / columns
    return (
        out * share * columns,
        back * r / (r + p.r_half) * (1.0 - share) * columns,
        p.leak_rate * box.contents[DISSOLVED],
    )
