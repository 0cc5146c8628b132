"""Rows, derivatives and records of front-model films in lanes, for any direction of the field.

The law has two branches, for films whose field drives N outward and for others. Where films of both
kinds stand side by side, both are computed and each film takes its own.
"""

from __future__ import annotations

from nmhts.numerics import lanes
from nmhts.numerics.compiled import inlined
from nmhts.numerics.lanes import all_lanes, load, splat
from nmhts.numerics.straight import straight
from nmhts.physics.transport.front_law import FrontState
from nmhts.physics.transport.printed import front as printed


def in_lanes(name: str):
    """Return a printed function of the front model for lanes."""
    return getattr(printed, name)(lanes, straight)


_outward_rows, _inward_rows = in_lanes("outward_rows"), in_lanes("inward_rows")
_outward_linearized, _inward_linearized = (
    in_lanes("outward_linearized"),
    in_lanes("inward_linearized"),
)
_outward_seen, _inward_seen = in_lanes("outward_seen"), in_lanes("inward_seen")
_fill_rows, _fill_slopes = in_lanes("fill_front_rows"), in_lanes("fill_front_slopes")
_fill_seen = in_lanes("fill_seen")
spread_rows, chosen_rows = in_lanes("spread_front_rows"), in_lanes("chosen_front_rows")
spread_slopes, chosen_slopes = in_lanes("spread_front_slopes"), in_lanes("chosen_front_slopes")
spread_seen, chosen_seen = in_lanes("spread_seen"), in_lanes("chosen_seen")


@inlined
def state_of(x, at, voltage):
    """Return the state whose unknowns begin at value ``at`` of ``x``."""
    return FrontState(
        load(x, at), load(x, at + 1), load(x, at + 2), load(x, at + 3), load(x, at + 4),
        load(x, at + 6), voltage
    )  # fmt: skip


@inlined
def rows_of(p, x):
    """Return the ``FrontRows`` of films."""
    out = inside = _fill_rows(splat(0.0))
    if not all_lanes(x.D < 0.0):
        out = spread_rows(_outward_rows(p, x))
    if not all_lanes(x.D >= 0.0):
        inside = spread_rows(_inward_rows(p, x))
    return chosen_rows(x.D >= 0.0, out, inside)


@inlined
def linearized(p, x):
    """Return the ``FrontRows`` and ``FrontSlopes`` of films."""
    out = inside = _fill_rows(splat(0.0))
    by_out = by_inside = _fill_slopes(splat(0.0))
    if not all_lanes(x.D < 0.0):
        found, slopes = _outward_linearized(p, x)
        out, by_out = spread_rows(found), spread_slopes(slopes)
    if not all_lanes(x.D >= 0.0):
        found, slopes = _inward_linearized(p, x)
        inside, by_inside = spread_rows(found), spread_slopes(slopes)
    outward = x.D >= 0.0
    return chosen_rows(outward, out, inside), chosen_slopes(outward, by_out, by_inside)


@inlined
def seen_of(p, x, charging):
    """Return what is recorded of films besides the unknowns; charging dD/dt, V/s."""
    out = inside = _fill_seen(splat(0.0))
    if not all_lanes(x.D < 0.0):
        out = spread_seen(_outward_seen(p, x, charging))
    if not all_lanes(x.D >= 0.0):
        inside = spread_seen(_inward_seen(p, x, charging))
    return chosen_seen(x.D >= 0.0, out, inside)
