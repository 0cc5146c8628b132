"""Kinetic Monte Carlo of a box through a voltage protocol.

Events happen in a fixed potential, which is updated whenever it has changed too much. Between two
updates every pair of rates obeys detailed balance exactly.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import entry, inlined, kernel
from nmhts.physics.transport.codes import NO_FILM, NOT_FINITE, OK, TIME_LIMIT, TOO_MANY_STEPS
from nmhts.physics.transport.lattice.box import EXCHANGES, HOPS
from nmhts.physics.transport.lattice.events import advance
from nmhts.physics.transport.lattice.poisson import Field
from nmhts.physics.transport.lattice.potential import apply_potential, far_from, solve_potential
from nmhts.physics.transport.lattice.rates import renew
from nmhts.physics.transport.lattice.record import record
from nmhts.physics.transport.lattice.stern import driving_current, drop_after, outward
from nmhts.physics.transport.lattice.sumtree import total

_FIRST_STEP = 1e-9  # s; numerical
_LEAST_SHARE = 1e-13  # numerical: shortest step over the time reached


class Voltage(NamedTuple):
    """Linear pieces of voltage, and the times of the records."""

    nodes: Any  # [k + 1] s
    v_start: Any  # [k] V
    v_end: Any  # [k] V
    t_out: Any  # [t] s, ascending from 0


class Tolerance(NamedTuple):
    """Limits at which rates are computed anew.

    A change of the Stern drop by ``drop`` [V], or of a force f [k_B T] by ``force`` (1 + |f|);
    checked every ``patience`` events.
    """

    drop: float
    force: float
    patience: int


class Work(NamedTuple):
    """Potentials at the last update of the rates and at present, and the Stern drops.

    Potentials in V, of planes [tall] or of sites [sites]; Stern drops in V, of all [1] or of
    columns [columns].
    """

    used: Any
    phi: Any
    drops: Any
    field: Field


@inlined
def _voltage(v, piece, time):
    share = (time - v.nodes[piece]) / (v.nodes[piece + 1] - v.nodes[piece])
    return v.v_start[piece] + share * (v.v_end[piece] - v.v_start[piece])


@kernel
def _renew(p, box, rates, work, top):
    """Use the potential just solved for the rates."""
    for k in range(len(work.phi)):
        work.used[k] = work.phi[k]
    for k in range(len(work.drops)):
        rates.drop[k] = work.drops[k]
    apply_potential(p, rates, work.used, 0.5 * top)
    renew(p, box, rates)


@entry
def integrate(
    p, box, rates, voltage, tolerance, drop, state, records, work, max_hops, at_work, give_up,
    number
):  # fmt: skip
    """Run a box to the last recorded time; return (status, Stern drop [V], updates of the rates).

    Parameters: p FilmParameters; box in its initial state; drop V; state uint64 [4] of the random
    numbers; records are filled up to the time reached; max_hops: events after which the run is
    given up; at_work, give_up int64 [1 or more], shared with another thread. The first entry of
    at_work is set to ``number`` while the box runs. The first of give_up is read at every check of
    the potential.
    """
    at_work[0] = number
    status, drop, renewals = _march(
        p, box, rates, voltage, tolerance, drop, state, records, work, max_hops, give_up, number
    )
    at_work[0] = NO_FILM
    return status, drop, renewals


@kernel
def _march(
    p, box, rates, voltage, tolerance, drop, state, records, work, max_hops, give_up, number
):
    """Run a box as ``integrate`` does."""
    columns = len(rates.exit_lower)
    top = solve_potential(p, box, work.field, drop, columns, work.phi, work.drops)
    ratio = top / drop if drop != 0.0 else _ratio(p, box, columns, work)
    _renew(p, box, rates, work, top)
    used, renewals = drop, 1
    time, piece, step = 0.0, 0, _FIRST_STEP
    for k in range(len(voltage.t_out)):
        while time < voltage.t_out[k]:
            if box.contents[HOPS] + box.contents[EXCHANGES] > max_hops:
                return TOO_MANY_STEPS, drop, renewals
            if give_up[0] == number:
                return TIME_LIMIT, drop, renewals
            if not total(box.hops) < np.inf:
                return NOT_FINITE, drop, renewals
            while piece < len(voltage.v_start) - 1 and voltage.nodes[piece + 1] <= time:
                piece += 1
            goal = min(voltage.t_out[k], voltage.nodes[piece + 1])
            out, back = outward(p, box, columns)
            # Short enough that the drop stays close to that of the rates.
            end = min(goal, time + step)
            while end - time > _LEAST_SHARE * goal:
                volts = _voltage(voltage, piece, end)
                new = drop_after(p, out, back, used, drop, ratio, volts, end - time)
                if abs(new - used) <= 2.0 * tolerance.drop:
                    break
                end = time + 0.5 * (end - time)
            reached, count = advance(p, box, rates, used, state, time, end, tolerance.patience)
            volts = _voltage(voltage, piece, reached)
            out, back = outward(p, box, columns)
            drop = drop_after(p, out, back, used, drop, ratio, volts, reached - time)
            if count < tolerance.patience:
                step = 2.0 * max(reached - time, _FIRST_STEP)
            time = goal if reached >= goal else reached
            top = solve_potential(p, box, work.field, drop, columns, work.phi, work.drops)
            if drop != 0.0:
                ratio = top / drop
            moved = abs(drop - used) > tolerance.drop
            if moved or far_from(p, box, work.phi, work.used) > tolerance.force:
                _renew(p, box, rates, work, top)
                used = drop
                renewals += 1
        volts = _voltage(voltage, piece, time)
        current = driving_current(p, volts, drop, ratio)
        record(box, records, k, columns, drop, current)
    return OK, drop, renewals


@inlined
def _ratio(p, box, columns, work):
    """Return the potential at the gate over the Stern drop, which does not depend on the drop."""
    top = solve_potential(p, box, work.field, 1.0, columns, work.phi, work.drops)
    solve_potential(p, box, work.field, 0.0, columns, work.phi, work.drops)
    return top
