"""Laws of the front model: a film as metal below a sharp front and nitride above it, for every kind of number.

The plane model's profile is given a shape, so that seven numbers describe a film: docs/theory/front.md derives the equations and says how far they carry.
Every law takes what it needs from the plane model: its coefficients, its gate, its screening. Lengths in planes, energies over k_B T.
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

from nmhts.numerics.compiled import inlined
from nmhts.physics.transport.front_state import PARKED_OCCUPANCY
from nmhts.physics.transport.gate import film_gate

# Shapes of the reduced profile; fitted to the plane model, not to any measurement.
_SHIFT = 0.3  # planes from y = 1/2 down to where the metal begins to screen
_NUCLEUS = 0.1  # vacancies at the bottom below which they are a dilute gas there, planes
_ROUNDING = 0.1  # planes within which the nitride ends
_EDGE = 0.3  # fourth power of the planes of nitride that make the gate see nitride
_PARKED = 3.0  # planes of vacancies half of which are parked under the gate when N is driven in
_MOST_ATTRACTION = (
    12.0  # of the potential of the front, beyond which it holds back no vacancy anyway
)
# planes added to the nitride, so that what is left of it at the end holds vacancies and lets them
# pass
_LEAST_LENGTH = 0.25
_SURPLUS = 20.0  # hops in which it does so
_FEWEST = 3e-4  # vacant share at the gate below which it counts as none
_LEAST_FORCE = 1e-3  # below which a driving force counts as none: series would be needed there

# Of relaxation by diffusion over a length with one closed end, the slowest: (pi / 2)^2.
_SLOWEST = 2.4674011002723395


class Bulk(NamedTuple):
    """What the film does between gate and bottom."""

    flux: Any  # vacancies into the metal, planes/s
    dilute_rate: Any  # of the occupancy of the metal, 1/s
    y_top: Any  # occupancy at the gate
    phi: Any  # potential there, V
    metal: Any  # planes of metal h
    nitride: Any  # planes of nitride, parked layer included
    parked: Any  # planes of the layer parked under the gate
    vacancies: Any  # vacant share of the nitride below that


def front_laws(number: ModuleType) -> SimpleNamespace:
    """Return the kernels ``bulk`` and ``rates`` for one kind of number.

    Parameters: number: ``nmhts.numerics.single``, ``lanes``, ``duals`` or, for ``bulk`` alone, ``jets``.
    """
    exp, sqrt, where = number.exp, number.sqrt, number.where
    maximum, minimum = number.maximum, number.minimum
    exchange = film_gate(number).exchange

    @inlined
    def through(first, second, grow, decay, planes):
        """Return the potentials of two neighbours ``planes`` further up a layer that screens evenly."""
        fall = 1.0 / grow
        span = grow - fall
        rising = (second - first * fall) / span
        falling = (first * grow - second) / span
        far = exp(decay * planes)
        near = 1.0 / far
        return (
            rising * far + falling * near,
            rising * grow * far + falling * fall * near,
        )

    @inlined
    def carry(p, below, above, deep, volt, low, high, length, share, source):
        """Return flux of vacancies to the front, what they do at the gate side, and the driving force times length.

        Parameters: below, above potentials of the last plane of metal and the first of nitride, deep that at the contact, low, high of the last two planes of the nitride, all in units of
        ``volt``; length planes; share vacant; source vacancies that the metal holds against it.
        """
        zv = p.z_e_kT * volt
        first, last = zv * (above - below), zv * (high - low)
        outward = last >= 0.0
        # Where the field ends, diffusion over the rest takes over: a force of sqrt(F / length)
        # there.
        most = sqrt(last * last + _LEAST_FORCE * _LEAST_FORCE)
        least = sqrt(first * first + most / length)
        far = exp(0.5 * p.decay_nitride * length)
        middle = (least + most) / (far + 1.0 / far)
        # Harmonic mean of the field by Simpson's rule.
        mean = 6.0 / (1.0 / least + 4.0 / middle + 1.0 / most)
        # Less than a plane of nitride has no inside for a field to drive vacancies through.
        area = length * length
        force = mean * last / most * (area / (area + 1.0))
        size = sqrt(force * force + _LEAST_FORCE * _LEAST_FORCE)
        boost = exp(0.5 * size)
        mobility = p.hop_rate * (boost - 1.0 / boost) / size
        # What reaches a wall at which the field holds the vacancies, or pushes them off.
        barrier = zv * (0.5 * (below + above) - deep)
        attracted = exp(minimum(maximum(-barrier, 0.0), _MOST_ATTRACTION))
        some = maximum(source, 0.0) * (attracted - 1.0) / (1.0 - PARKED_OCCUPANCY)
        held = source * attracted / (1.0 + some)
        pull = sqrt(force * force * length * length + _LEAST_FORCE * _LEAST_FORCE)
        tail = exp(-pull)
        reach = where(outward, pull - 1.0 + tail, 1.0 - tail - pull * tail) / (pull * pull)
        room = length + _LEAST_LENGTH
        supply = share * where(outward, 1.0, tail) - held * (1.0 - tail) / pull * (length / room)
        flux = mobility * supply / (room * reach)
        even = flux * room / (mobility * pull)
        # Vacancies hinder each other: outward the flux of a dilute gas is an upper bound, inward
        # there is no room beyond that of the parked layer.
        crowd = maximum(share, 0.0)
        flux = flux * where(
            flux >= 0.0, 1.0 / (1.0 + crowd), maximum(0.0, 1.0 - crowd / (1.0 - PARKED_OCCUPANCY))
        )
        inward = where(outward, 0.0 * pull, pull * pull / (1.0 + pull * pull))
        # Inward they pile up: a straight line without a field, ever steeper with it.
        straight = 2.0 * share - held
        there = where(
            outward,
            even + (held - even) * tail,
            straight + (share * pull + held - straight) * inward,
        )
        # Never below none, and without a corner: rates at the gate are far too high for one.
        none = _FEWEST * exp(minimum(there, 0.0) * (1.0 / _FEWEST))
        there = where(there < 0.0, none, there + _FEWEST)
        return flux, there, outward, inward, barrier

    @inlined
    def bulk(p, P, W, c, drop):
        """Return what the film does between gate and bottom, from P, W, c and the Stern drop [V]."""
        metal_share = 1.0 - c
        left = p.planes - P / metal_share
        nitride = 0.5 * (left + sqrt(left * left + 4.0 * _ROUNDING * _ROUNDING))
        metal = p.planes - nitride
        y_metal = c + (left - nitride) * metal_share / p.planes
        # Two neighbouring potentials, in the last plane that screens as a metal and above it.
        power = nitride * nitride * nitride * nitride
        sees_nitride = power / (power + _EDGE)
        over = metal - _SHIFT * sees_nitride
        power = P * P * P * P
        # Less than a plane does not screen: without a contact below it would be seen at once.
        screening = power / (power + _EDGE)
        screening = 0.5 * screening * (over + sqrt(over * over + _ROUNDING * _ROUNDING))
        fall = exp(-p.decay_metal * screening)
        deep = p.contact * (1.0 + p.wall) * fall
        reflected = p.wall * fall * fall
        below = 1.0 / p.grow_metal + reflected * p.grow_metal
        above = 1.0 + reflected
        height = p.planes - screening
        source = p.binodal + (p.spinodal - p.binodal) * exp(-maximum(P, 0.0))
        source = source * P / (maximum(P, 0.0) + _NUCLEUS)
        # As if nothing were parked under the gate.
        top, over_top = through(below, above, p.grow_nitride, p.decay_nitride, height)
        volt = p.stern_coupling * drop / (over_top - top)
        fall = top * (p.grow_nitride + 1.0 / p.grow_nitride) - over_top
        share = W / (nitride + _LEAST_LENGTH)
        flux, there, outward, inward, barrier = carry(
            p, below, above, deep, volt, fall, top, nitride, share, source
        )
        free = maximum(W, 0.0)
        gathered = inward * free / (free + _PARKED) * there / (there + 0.2)
        parked = gathered * free / (1.0 - PARKED_OCCUPANCY)
        parked = parked / (1.0 + parked / nitride)
        phi = volt * top
        if not number.all_lanes(outward):
            end, over_end = through(below, above, p.grow_nitride, p.decay_nitride, height - parked)
            top, over_top = through(end, over_end, p.grow_parked, p.decay_parked, parked)
            volt = p.stern_coupling * drop / (over_top - top)
            fall = end * (p.grow_nitride + 1.0 / p.grow_nitride) - over_end
            thin = W * (1.0 - gathered) / (nitride - parked + _LEAST_LENGTH)
            slow, spread, _, _, lower = carry(
                p, below, above, deep, volt, fall, end, nitride - parked, thin, source
            )
            # Lane by lane: a film driven outward must not see that its neighbour is not.
            flux, share = where(outward, flux, slow), where(outward, share, thin)
            there = where(outward, there, spread + (thin - spread) * inward)
            barrier, phi = where(outward, barrier, lower), where(outward, phi, volt * top)
        # N beyond what the nitride holds makes nitride of the metal it lies on.
        flux = flux - _SURPLUS * p.hop_rate * 0.5 * (sqrt(W * W + 1e-8) - W)
        # Vacancies may fill the gate side as far as the parked layer while N comes in, and empty it
        # while N leaves.
        room = 1.0 - PARKED_OCCUPANCY * inward
        there = there / (1.0 + there / room)
        there = (1.0 - gathered) * there + gathered * (1.0 - PARKED_OCCUPANCY)
        # As the nitride runs out of N, so does its last plane.
        crowd = maximum(W / (nitride + _LEAST_LENGTH), 0.0)
        y_top = (1.0 - there) * (1.0 - crowd * crowd * crowd * crowd)
        y_top = y_metal + (y_top - y_metal) * sees_nitride
        # N that stays in the metal: what the front leaves, then diffusion.
        kept = p.binodal * exp(minimum(-barrier, 50.0))
        kept = kept / (1.0 + kept / p.spinodal)
        depth = metal + 1.0
        dilute_rate = (kept - c) * (
            _SLOWEST * p.hop_rate / (depth * depth)
            + maximum(0.0, flux / metal_share) / (metal + 0.5)
        )
        return Bulk(flux, dilute_rate, y_top, phi, metal, nitride, parked, share)

    @inlined
    def rates(p, x, voltage):
        """Return the rates of the seven unknowns x [planes/s, 1/s for c, V/s for D] under a voltage [V]."""
        P, W, c, s, r, _, drop = x
        film = bulk(p, P, W, c, drop)
        j_1, j_2 = exchange(p, r, s, drop, film.y_top, film.y_top)
        leak = p.leak_rate * r
        gate = film.phi + drop
        charging = (-voltage - gate) / p.area_resistance - p.leak_conductance * gate
        return (
            film.flux,
            j_1 - film.flux,
            film.dilute_rate,
            j_1 - j_2,
            j_2 - leak,
            leak,
            (charging - p.plane_charge * j_1) / p.stern_capacitance,
        )

    @inlined
    def current(p, x, charging):
        """Return the current density of the outer circuit [A/m2], from the unknowns and dD/dt [V/s]."""
        P, W, c, s, r, _, drop = x
        film = bulk(p, P, W, c, drop)
        j_1, _ = exchange(p, r, s, drop, film.y_top, film.y_top)
        leak = p.leak_conductance * (film.phi + drop)
        return p.plane_charge * j_1 + leak + p.stern_capacitance * charging

    return SimpleNamespace(bulk=bulk, rates=rates, current=current)
