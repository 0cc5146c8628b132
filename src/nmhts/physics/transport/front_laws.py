"""Laws of the front model: a film as metal below a sharp front and nitride above it.

The profile of the plane model is approximated by a shape with seven unknowns. docs/theory/front.md
derives the equations and states their accuracy. Every law takes coefficients, gate and screening
from the plane model. Lengths in planes, energies over k_B T. The laws are written for every kind of
number.
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

from nmhts.numerics.compiled import inlined
from nmhts.physics.transport.front_state import PARKED_OCCUPANCY
from nmhts.physics.transport.gate_law import GateState
from nmhts.physics.transport.printed import gate as printed

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

# Lowest rate of diffusion over a length with one closed end, times length^2 / D: (pi / 2)^2, exact.
_SLOWEST = 2.4674011002723395


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


def front_laws(number: ModuleType) -> SimpleNamespace:
    """Return the kernels ``bulk``, ``rates`` and ``current`` for one kind of number.

    Parameters: number: ``nmhts.numerics.single``, ``lanes``, ``duals`` or, for ``bulk`` alone,
    ``jets``.
    """
    exp, sqrt, where = number.exp, number.sqrt, number.where
    maximum, minimum = number.maximum, number.minimum
    gate_rows = printed.gate_rows(number, inlined)
    outer_current = printed.outer_current(number, inlined)

    @inlined
    def through(first, second, grow, decay, planes):
        """Return two neighboring potentials ``planes`` further up a layer of uniform screening."""
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
        """Return the flux of vacancies to the front and the conditions at the gate side.

        Parameters: below, above potentials of the last plane of metal and the first of nitride,
        deep that at the contact, low, high those of the last two planes of the nitride, all in
        units of ``volt``; length planes; share vacant; source vacancies that the metal holds at the
        front.
        Returns: (flux [planes/s], vacant share at the gate side, whether the field drives N
        outward, inward weight from 0 to 1, energy of the front against the deep metal over k_B T).
        """
        zv = p.z_e_kT * volt
        first, last = zv * (above - below), zv * (high - low)
        outward = last >= 0.0
        # Where the field ends, diffusion takes over for the rest: the force there is sqrt(F /
        # length).
        most = sqrt(last * last + _LEAST_FORCE * _LEAST_FORCE)
        least = sqrt(first * first + most / length)
        far = exp(0.5 * p.decay_nitride * length)
        middle = (least + most) / (far + 1.0 / far)
        # Harmonic mean of the field by Simpson's rule.
        mean = 6.0 / (1.0 / least + 4.0 / middle + 1.0 / most)
        # Less than a plane of nitride has no interior in which a field could drive vacancies.
        area = length * length
        force = mean * last / most * (area / (area + 1.0))
        size = sqrt(force * force + _LEAST_FORCE * _LEAST_FORCE)
        boost = exp(0.5 * size)
        mobility = p.hop_rate * (boost - 1.0 / boost) / size
        # Vacancies that the metal holds at the front. With the voltage reversed the barrier against
        # their release falls; ``some`` limits them to the room of the parked layer.
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
        # Vacancies block each other. Outward, the flux of a dilute gas is an upper bound; inward,
        # there is no room beyond that of the parked layer.
        crowd = maximum(share, 0.0)
        flux = flux * where(
            flux >= 0.0, 1.0 / (1.0 + crowd), maximum(0.0, 1.0 - crowd / (1.0 - PARKED_OCCUPANCY))
        )
        inward = where(outward, 0.0 * pull, pull * pull / (1.0 + pull * pull))
        # Inward they pile up: a linear profile without a field, steeper with increasing field.
        straight = 2.0 * share - held
        there = where(
            outward,
            even + (held - even) * tail,
            straight + (share * pull + held - straight) * inward,
        )
        # Never below zero, and without a corner, because the rates at the gate are too high for
        # one.
        none = _FEWEST * exp(minimum(there, 0.0) * (1.0 / _FEWEST))
        there = where(there < 0.0, none, there + _FEWEST)
        return flux, there, outward, inward, barrier

    @inlined
    def bulk(p, P, W, c, drop):
        """Return the ``Bulk`` state from P, W, c and the Stern drop [V]."""
        metal_share = 1.0 - c
        left = p.planes - P / metal_share
        nitride = 0.5 * (left + sqrt(left * left + 4.0 * _ROUNDING * _ROUNDING))
        metal = p.planes - nitride
        y_metal = c + (left - nitride) * metal_share / p.planes
        # Two neighboring potentials: in the last plane that screens as a metal, and above it.
        power = nitride * nitride * nitride * nitride
        sees_nitride = power / (power + _EDGE)
        over = metal - _SHIFT * sees_nitride
        power = P * P * P * P
        # Less than a plane of metal does not screen. Otherwise it would be noticed at once in films
        # without a contact below.
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
        # First without a parked layer under the gate.
        top, over_top = through(below, above, p.grow_nitride, p.decay_nitride, height)
        volt = p.stern_coupling * drop / (over_top - top)
        fall = top * (p.grow_nitride + 1.0 / p.grow_nitride) - over_top
        share = W / (nitride + _LEAST_LENGTH)
        flux, there, outward, inward, barrier = carry(
            p, below, above, deep, volt, fall, top, nitride, share, source
        )
        free = maximum(W, 0.0)
        # Assumed: 0.2, the vacant share at the gate at which half of the layer gathers.
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
            # Selected lane by lane: a film driven outward must not depend on its neighbor's lane.
            flux, share = where(outward, flux, slow), where(outward, share, thin)
            there = where(outward, there, spread + (thin - spread) * inward)
            barrier, phi = where(outward, barrier, lower), where(outward, phi, volt * top)
        # N in excess of the sites of the nitride converts the metal below it. Numerical: 1e-8
        # rounds off the corner at W = 0.
        flux = flux - _SURPLUS * p.hop_rate * 0.5 * (sqrt(W * W + 1e-8) - W)
        # Vacancies may fill the gate side up to the parked layer while N comes in, and empty it
        # while N leaves.
        room = 1.0 - PARKED_OCCUPANCY * inward
        there = there / (1.0 + there / room)
        there = (1.0 - gathered) * there + gathered * (1.0 - PARKED_OCCUPANCY)
        # The last plane loses its N as the nitride does. Assumed: the fourth power, which leaves
        # nitride with few vacancies unchanged.
        crowd = maximum(W / (nitride + _LEAST_LENGTH), 0.0)
        y_top = (1.0 - there) * (1.0 - crowd * crowd * crowd * crowd)
        y_top = y_metal + (y_top - y_metal) * sees_nitride
        # N that stays in the metal: left behind by the front, then equilibrated by diffusion.
        # Numerical: the limit 50 prevents overflow.
        kept = p.binodal * exp(minimum(-barrier, 50.0))
        kept = kept / (1.0 + kept / p.spinodal)
        # Numerical: a plane, and half a plane below, added to h keep rates of thin metal finite.
        depth = metal + 1.0
        dilute_rate = (kept - c) * (
            _SLOWEST * p.hop_rate / (depth * depth)
            + maximum(0.0, flux / metal_share) / (metal + 0.5)
        )
        return Bulk(flux, dilute_rate, y_top, phi, metal, nitride, parked, share)

    @inlined
    def rates(p, x, voltage):
        """Return the rates of the seven unknowns x [planes/s, 1/s for c, V/s for D].

        Parameters: p FrontParameters; x unknowns; voltage of the film against the counter electrode
        [V].
        """
        P, W, c, s, r, _, drop = x
        film = bulk(p, P, W, c, drop)
        gate = gate_rows(p, GateState(r, s, drop, film.y_top, film.phi, film.y_top, voltage))
        return (
            film.flux,
            gate.exit_flux - film.flux,
            film.dilute_rate,
            gate.exit_flux - gate.dissolution,
            gate.dissolution - gate.loss,
            gate.loss,
            gate.charging,
        )

    @inlined
    def current(p, x, charging):
        """Return the current density of the outer circuit [A/m2].

        Parameters: p FrontParameters; x unknowns; charging dD/dt [V/s].
        """
        P, W, c, s, r, _, drop = x
        film = bulk(p, P, W, c, drop)
        gate = GateState(r, s, drop, film.y_top, film.phi, film.y_top, 0.0)
        return outer_current(p, gate, charging)

    return SimpleNamespace(bulk=bulk, rates=rates, current=current)
