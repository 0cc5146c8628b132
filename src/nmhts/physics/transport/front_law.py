"""Statement of the front model: a film as metal below a sharp front and nitride above it.

The profile of the plane model is approximated by a shape with seven unknowns. docs/theory/front.md
derives the equations and states their accuracy. Coefficients, gate and screening are those of the
plane model. Lengths in planes, energies over k_B T. All derivatives are taken from this statement
(``printed``).
"""

from __future__ import annotations

from collections import namedtuple
from functools import partial
from typing import Any, NamedTuple

from nmhts.physics.transport.front_state import PARKED_OCCUPANCY
from nmhts.physics.transport.gate_law import GateState, gate_rows, outer_current

# Shape parameters of the reduced profile. The first five are fitted to the plane model, not to any
# measurement (docs/theory/front.md).
_SHIFT = 0.3  # planes from y = 1/2 down to where the metal begins to screen; fitted
_NUCLEUS = 0.1  # planes of vacancies at the bottom, below which they form a dilute gas; fitted
_ROUNDING = 0.1  # planes over which the end of the nitride is rounded off; fitted
# Fourth power of the thickness [planes] above which the gate sees nitride, and metal screens: 0.74
# planes; fitted.
_EDGE = 0.3
_PARKED = 3.0  # planes of vacancies of which half is parked under the gate, N driven in; fitted
# Numerical: limit of the attraction of vacancies by the front, over k_B T, against overflow. At the
# limit a front already releases all its vacancies.
_MOST_ATTRACTION = 12.0
# Numerical: planes added to the nitride, so that its remainder at the end still holds and passes
# vacancies and no division by zero occurs.
_LEAST_LENGTH = 0.25
# Assumed: rate, over the hop rate, at which N beyond the sites of the nitride converts metal.
_SURPLUS = 20.0
# Numerical: vacant share at the gate that replaces zero, without a corner for the step control.
_FEWEST = 3e-4
# Numerical: driving force over k_B T below which it counts as zero; smaller forces need series.
_LEAST_FORCE = 1e-3

_REACH = 3.0  # half-widths on either side of the front within which it is sampled; numerical
_PER_ROOM = 1.0 / (1.0 - PARKED_OCCUPANCY)

# Lowest rate of diffusion over a length with one closed end, times length^2 / D: (pi / 2)^2, exact.
_SLOWEST = 2.4674011002723395


class FrontState(NamedTuple):
    """Unknowns of a film that change its rates, and the voltage."""

    P: Any  # vacancies in the metal, planes
    W: Any  # vacancies in the nitride, planes
    c: Any  # occupancy of the metal
    s: Any  # adsorbed N, planes
    r: Any  # dissolved N, planes
    D: Any  # Stern drop, V
    voltage: Any  # of the film against the counter electrode, V


class FrontRows(NamedTuple):
    """Rates of which the equations are made."""

    flux: Any  # vacancies into the metal, planes/s
    dilute_rate: Any  # rate of the occupancy of the metal, 1/s
    exit_flux: Any  # J_1, planes/s
    dissolution: Any  # J_2, planes/s
    loss: Any  # of dissolved N, planes/s
    charging: Any  # dD/dt, V/s


FrontSlopes = namedtuple(
    "FrontSlopes",
    [f"{row}_{unknown}" for row in FrontRows._fields for unknown in FrontState._fields[:-1]],
)
"""Derivatives of the rows by the unknowns."""


class Bulk(NamedTuple):
    """State of the film between gate and bottom electrode."""

    flux: Any  # vacancies into the metal, planes/s
    dilute_rate: Any  # rate of the occupancy of the metal, 1/s
    y_top: Any  # occupancy at the gate
    phi: Any  # potential there, V
    metal: Any  # planes of metal h
    nitride: Any  # planes of nitride, parked layer included
    parked: Any  # planes of the layer parked under the gate
    vacancies: Any  # vacant share of the nitride below the parked layer


class Seen(NamedTuple):
    """Quantities of a record that are no unknowns."""

    current: Any  # density, A/m2
    y_top: Any
    metal: Any
    parked: Any
    vacancies: Any


def _through(xp: Any, first: Any, second: Any, grow: Any, decay: Any, planes: Any) -> tuple:
    """Return two neighboring potentials ``planes`` further up a layer of uniform screening."""
    fall = 1.0 / grow
    per_span = 1.0 / (grow - fall)
    rising = (second - first * fall) * per_span
    falling = (first * grow - second) * per_span
    far = xp.exp(decay * planes)
    near = 1.0 / far
    return rising * far + falling * near, rising * grow * far + falling * fall * near


class _Carried(NamedTuple):
    """Flux of vacancies to the front, and the conditions at the gate side of the nitride."""

    flux: Any  # planes/s
    vacant: Any  # share at the gate side
    inward: Any  # weight from 0 to 1
    barrier: Any  # energy of the front against the deep metal, over k_B T


def _drift(
    xp: Any, first: Any, last: Any, length: Any, share: Any, held: Any, decay: Any, outward: bool
) -> tuple:
    """Return what vacancies do in nitride of uniform screening.

    Parameters: first, last: driving forces over k_B T at the front and at the gate side, along the
    field; length planes; share vacant; held: vacancies that the metal holds at the front; decay of
    the potential per plane; outward as of ``bulk``.
    Returns: (flux to the front over the hop rate, vacant share at the gate side, inward weight from
    0 to 1).
    """
    # Where the field ends, diffusion takes over for the rest: the force there is sqrt(F / length).
    most = xp.sqrt(last * last + _LEAST_FORCE * _LEAST_FORCE)
    least = xp.sqrt(first * first + most * (1.0 / length))
    # Harmonic mean of the field by Simpson's rule, 6 / (1 / least + 4 / middle + 1 / most) with
    # middle = (least + most) / (far + 1 / far), times the sign of the field, last / most.
    far = xp.exp(0.5 * decay * length)
    both, area = least + most, length * length
    spread = both * both + 4.0 * least * most * (far + 1.0 / far)
    # Less than a plane of nitride has no interior in which a field could drive vacancies.
    force = 6.0 * least * last * both * area * (1.0 / (spread * (area + 1.0)))
    size = xp.sqrt(force * force + _LEAST_FORCE * _LEAST_FORCE)
    boost = xp.exp(0.5 * size)
    mobility = (boost - 1.0 / boost) * (1.0 / size)
    pull = xp.sqrt(force * force * area + _LEAST_FORCE * _LEAST_FORCE)
    tail = xp.exp(-pull)
    # Flux that is the same everywhere.
    reach = pull - 1.0 + tail if outward else 1.0 - tail - pull * tail
    room = length + _LEAST_LENGTH
    driven = share if outward else share * tail
    supply = driven * room * pull - held * (1.0 - tail) * length
    per_room = 1.0 / room
    even = supply * (1.0 / reach) * per_room
    flux = mobility * pull * even * per_room
    # Vacancies block each other. Outward, the flux of a dilute gas is an upper bound; inward, there
    # is no room beyond that of the parked layer.
    crowd = xp.maximum(share, 0.0)
    flux = flux * xp.where(
        flux >= 0.0, 1.0 / (1.0 + crowd), xp.maximum(1.0 - crowd * _PER_ROOM, 0.0)
    )
    there, inward = even + (held - even) * tail, pull * pull * (1.0 / (1.0 + pull * pull))
    if not outward:
        # They pile up: a linear profile without a field, steeper with increasing field.
        straight = 2.0 * share - held
        there = straight + (share * pull + held - straight) * inward
    # Never below zero, and without a corner, because the rates at the gate are too high for one.
    none = _FEWEST * xp.exp(xp.minimum(there, 0.0) * (1.0 / _FEWEST))
    there = xp.where(there < 0.0, none, there + _FEWEST)
    return flux, there, inward


def _carry(
    xp: Any, p: Any, outward: bool, below: Any, above: Any, deep: Any, volt: Any,
    low: Any, high: Any, length: Any, share: Any, source: Any
) -> _Carried:  # fmt: skip
    """Return the flux of vacancies through the nitride, and its ends.

    Parameters: outward as of ``bulk``; below, above potentials of the last plane of metal and the
    first of nitride, deep that at the contact, low, high those of the last two planes of the
    nitride, all in units of ``volt``; length planes; share vacant; source vacancies that the metal
    holds at the front.
    """
    zv = p.z_e_kT * volt
    # Vacancies that the metal holds at the front. With the voltage reversed the barrier against
    # their release falls; ``some`` limits them to the room of the parked layer.
    barrier = zv * (0.5 * (below + above) - deep)
    attracted = xp.exp(xp.minimum(xp.maximum(-barrier, 0.0), _MOST_ATTRACTION))
    some = xp.maximum(source, 0.0) * (attracted - 1.0) * _PER_ROOM
    found = xp.law(
        "drift", partial(_drift, xp, outward=outward), order=1,
        first=zv * (above - below),
        last=zv * (high - low), length=length, share=share,
        held=source * attracted * (1.0 / (1.0 + some)), decay=p.decay_nitride
    )  # fmt: skip
    inward = 0.0 if outward else found[2]
    return _Carried(p.hop_rate * found[0], found[1], inward, barrier)


def bulk(xp: Any, p: Any, P: Any, W: Any, c: Any, drop: Any, outward: bool) -> Bulk:
    """Return the state of the film from P, W, c and the Stern drop [V].

    Parameters: xp: number module; outward: whether the field drives N outward (``drop >= 0``) or
    inward: two branches of one law, which meet at a drop of 0.
    """
    metal_share = 1.0 - c
    per_share = 1.0 / metal_share
    left = p.planes - P * per_share
    nitride = 0.5 * (left + xp.sqrt(left * left + 4.0 * _ROUNDING * _ROUNDING))
    metal = p.planes - nitride
    y_metal = c + (left - nitride) * metal_share * (1.0 / p.planes)
    # Two neighboring potentials: in the last plane that screens as a metal, and above it.
    power = nitride * nitride * nitride * nitride
    sees_nitride = power * (1.0 / (power + _EDGE))
    over = metal - _SHIFT * sees_nitride
    power = P * P * P * P
    # Less than a plane of metal does not screen. Otherwise it would be noticed at once in films
    # without a contact below.
    screening = power * (1.0 / (power + _EDGE))
    screening = 0.5 * screening * (over + xp.sqrt(over * over + _ROUNDING * _ROUNDING))
    fall = xp.exp(-p.decay_metal * screening)
    deep = p.contact * (1.0 + p.wall) * fall
    reflected = p.wall * fall * fall
    below = 1.0 / p.grow_metal + reflected * p.grow_metal
    above = 1.0 + reflected
    height = p.planes - screening
    source = p.binodal + (p.spinodal - p.binodal) * xp.exp(-xp.maximum(P, 0.0))
    source = source * P * (1.0 / (xp.maximum(P, 0.0) + _NUCLEUS))
    # First without a parked layer under the gate.
    grow = p.grow_nitride
    top, over_top = _through(xp, below, above, grow, p.decay_nitride, height)
    volt = p.stern_coupling * drop * (1.0 / (over_top - top))
    fall = top * (grow + 1.0 / grow) - over_top
    share = W * (1.0 / (nitride + _LEAST_LENGTH))
    plain = _carry(xp, p, outward, below, above, deep, volt, fall, top, nitride, share, source)
    flux, there, inward, barrier = plain.flux, plain.vacant, plain.inward, plain.barrier
    phi, gathered, parked = volt * top, 0.0, 0.0
    if not outward:
        free = xp.maximum(W, 0.0)
        # Assumed: 0.2, the vacant share at the gate at which half of the layer gathers.
        gathered = inward * free * (1.0 / (free + _PARKED)) * there * (1.0 / (there + 0.2))
        parked = gathered * free * _PER_ROOM
        parked = parked * nitride * (1.0 / (nitride + parked))
        end, over_end = _through(xp, below, above, grow, p.decay_nitride, height - parked)
        top, over_top = _through(xp, end, over_end, p.grow_parked, p.decay_parked, parked)
        volt = p.stern_coupling * drop * (1.0 / (over_top - top))
        fall = end * (grow + 1.0 / grow) - over_end
        rest = nitride - parked
        thin = W * (1.0 - gathered) * (1.0 / (rest + _LEAST_LENGTH))
        slow = _carry(xp, p, outward, below, above, deep, volt, fall, end, rest, thin, source)
        flux, share, barrier, phi = slow.flux, thin, slow.barrier, volt * top
        there = slow.vacant + (thin - slow.vacant) * inward
    # N in excess of the sites of the nitride converts the metal below it. Numerical: 1e-8 rounds
    # off the corner at W = 0.
    flux = flux - _SURPLUS * p.hop_rate * 0.5 * (xp.sqrt(W * W + 1e-8) - W)
    # Vacancies may fill the gate side up to the parked layer while N comes in, and empty it while N
    # leaves.
    room = 1.0 - PARKED_OCCUPANCY * inward
    there = there * room * (1.0 / (room + there))
    there = (1.0 - gathered) * there + gathered * (1.0 - PARKED_OCCUPANCY)
    # The last plane loses its N as the nitride does. Assumed: the fourth power, which leaves
    # nitride with few vacancies unchanged.
    crowd = xp.maximum(W * (1.0 / (nitride + _LEAST_LENGTH)), 0.0)
    y_top = (1.0 - there) * (1.0 - crowd * crowd * crowd * crowd)
    y_top = y_metal + (y_top - y_metal) * sees_nitride
    # N that stays in the metal: left behind by the front, then equilibrated by diffusion.
    # Numerical: the limit 50 prevents overflow.
    kept = p.binodal * xp.exp(xp.minimum(-barrier, 50.0))
    kept = kept * p.spinodal * (1.0 / (p.spinodal + kept))
    # Numerical: a plane, and half a plane below, added to h keep rates of thin metal finite.
    per_depth = 1.0 / (metal + 1.0)
    dilute_rate = (kept - c) * (
        _SLOWEST * p.hop_rate * per_depth * per_depth
        + xp.maximum(flux * per_share, 0.0) * (1.0 / (metal + 0.5))
    )
    return Bulk(flux, dilute_rate, y_top, phi, metal, nitride, parked, share)


def _gate_state(film: Bulk, x: FrontState) -> GateState:
    """Return what the gate sees: the film through its last plane only."""
    return GateState(x.r, x.s, x.D, film.y_top, film.phi, film.y_top, x.voltage)


def front_rows(xp: Any, x: FrontState, p: Any, outward: bool) -> FrontRows:
    """Return the rates of which the equations are made; parameters as of ``bulk``."""
    film = bulk(xp, p, x.P, x.W, x.c, x.D, outward)
    gate = gate_rows(xp, _gate_state(film, x), p)
    return FrontRows(
        film.flux, film.dilute_rate, gate.exit_flux, gate.dissolution, gate.loss, gate.charging
    )


def seen(xp: Any, x: FrontState, charging: Any, p: Any, outward: bool) -> Seen:
    """Return what is recorded besides the unknowns.

    Parameters: charging dD/dt [V/s]; the others as of ``bulk``.
    """
    film = bulk(xp, p, x.P, x.W, x.c, x.D, outward)
    current = outer_current(xp, _gate_state(film, x), charging, p)
    return Seen(current, film.y_top, film.metal, film.parked, film.vacancies)


class FrontShape(NamedTuple):
    """Numbers that the profile of a film follows from; lengths in planes."""

    metal: Any  # h
    dilute: Any  # c, occupancy of the metal
    vacancies: Any  # v, vacant share of the nitride
    parked: Any
    width: Any  # half the width of the front
    planes: Any


class Sample(NamedTuple):
    """One sample of a profile around the front."""

    y: Any  # occupancy
    low: Any  # where the samples begin, planes from the bottom
    half: Any  # half of the range of all samples, planes


def front_sample(xp: Any, f: FrontShape, point: Any) -> Sample:
    """Return the occupancy of a profile at a point of the range around the front.

        y(z) = c + (1 - v - c) / (1 + exp(-2 (z - h) / w))

    Parameters: xp: number module; point from -1 to 1 of the range.
    """
    nitride = f.planes - f.metal
    # A front with little nitride left is narrower.
    width = f.width * nitride / (nitride + f.width)
    low = xp.where(f.metal > _REACH * width, f.metal - _REACH * width, 0.0)
    high = xp.maximum(low, xp.minimum(f.planes - f.parked, f.metal + _REACH * width))
    half = 0.5 * (high - low)
    z = low + half * (1.0 + point)
    crossed = xp.logistic(2.0 * (z - f.metal) / width)
    return Sample(f.dilute + (1.0 - f.vacancies - f.dilute) * crossed, low, half)
