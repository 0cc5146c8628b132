"""``simulate_lattice``: a film by kinetic Monte Carlo on a lattice, as an xarray Dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import SimulationError
from nmhts.materials.records import Sheet
from nmhts.physics.transport.lattice.potential import PLANES
from nmhts.physics.transport.parameters import plane_density
from nmhts.simulation.films.film import Film
from nmhts.simulation.films.plane_model import KineticsPoint
from nmhts.simulation.films.run import check_status, film_dataset, film_point, series_attributes
from nmhts.simulation.lattice.box_model import (
    BOUNDARY,
    DEFAULT_MAX_HOPS,
    BoxState,
    Lattice,
    check_lattice,
    sides,
    simulate_boxes,
)
from nmhts.units import parse

if TYPE_CHECKING:
    import xarray as xr

LATTICE = "lattice"


def simulate_lattice(
    film: Film,
    protocol: str,
    *,
    start: xr.Dataset | None = None,
    size: tuple[int, int] = (32, 32),
    seed: int = 0,
    grain_size: str | None = None,
    potential: str = PLANES,
    steps_per_clause: int = 60,
    spacing: str = "mixed",
    max_hops: int = DEFAULT_MAX_HOPS,
    throw: bool = True,
) -> xr.Dataset:
    """Drive a box of a film through a voltage protocol by kinetic Monte Carlo.

    Parameters: film, protocol, start, steps_per_clause, spacing, throw as of ``nmhts.simulate``
    (start: a run of this function in a box of the same size); size: columns of sites along x and y,
    a plane spacing apart, periodic; seed: the same seed gives the same bytes; grain_size as text
    with a unit: columnar grains with fast boundaries, for materials that state
    ``boundary_migration_barrier`` and ``boundary_exit_barrier``; potential ``planes`` (lateral
    mean) or ``sites`` (three dimensions, several times slower); max_hops: events after which the
    run is given up.
    Returns: Dataset as of ``simulate``, with ``column_front`` (time, x, y), ``front_roughness``,
    ``front_correlation_length``, ``hops`` (time), and ``site_occupancy`` (x, y, depth) at the end.
    Magnetization is that of the mean occupancy of nine sites around each.
    Errors: ProtocolError, SimulationError, UnitError.
    """
    standing = 0.0 if start is None else float(start["gate_voltage"][-1])
    point = film_point(film, protocol, steps_per_clause, spacing, standing)
    nx, ny = sides(size)
    grains = None if grain_size is None else parse(grain_size, "m")
    lattice = Lattice((nx, ny), seed, grains, boundary_barriers(film.material), potential, max_hops)
    check_lattice(point, lattice)
    state = None if start is None else [_last_state(start, film, point, lattice)]
    batch = simulate_boxes([point], [lattice], state)
    if throw:
        check_status(film, batch)
    begin = 0.0 if start is None else float(start["time"][-1])
    run = film_dataset(film, point, batch, protocol, LATTICE, begin)
    a = point.nitride["plane_spacing"]
    for axis, count in zip("xy", lattice.size, strict=True):
        run.coords[axis] = (axis, a * np.arange(count), {"units": "m", "long_name": axis})
    for name in ("front_roughness", "front_correlation_length", "hops"):
        run[name] = ("time", batch[name][0], series_attributes(name))
    run["column_front"] = (
        ("time", "x", "y"),
        batch["column_front"][0],
        series_attributes("column_front"),
    )
    sites = batch["site_occupancy"][0].astype(np.int8)
    run["site_occupancy"] = (("x", "y", "depth"), sites, series_attributes("site_occupancy"))
    run.attrs.update(
        seed=int(seed),
        potential=potential,
        grain_size="none" if grain_size is None else grain_size,
        runs=1 if state is None else state[0].runs + 1,
    )
    return run


def boundary_barriers(sheet: Sheet) -> tuple[float, float] | None:
    """Return the barriers along grain boundaries and of the exit there, J; None if not stated."""
    if any(name not in sheet.quantities for name in BOUNDARY):
        return None
    migration, out = (sheet.quantities[name].value for name in BOUNDARY)
    return migration, out


def _last_state(run: xr.Dataset, film: Film, point: KineticsPoint, lattice: Lattice) -> BoxState:
    wanted = (*lattice.size, point.n_planes)
    given = run["site_occupancy"].shape if "site_occupancy" in run else None
    if given != wanted or run.attrs.get("material") != film.material.name:
        raise SimulationError(
            f"start: a run of {run.attrs.get('material')} in a box of {given or 'no'} sites cannot "
            f"go on as {film.material.name} in a box of {wanted} sites"
        )
    last = run.isel(time=-1)
    if not np.isfinite(last["magnetization"]):
        raise SimulationError(f"start: that run did not reach its end ({run.attrs['status']})")
    area = lattice.size[0] * lattice.size[1] / float(plane_density(point.nitride))
    adsorbed, dissolved, lost = (
        round(float(n) * area)
        for n in (
            last["nitrogen_adsorbed"],
            last["nitrogen_reservoir"] - last["nitrogen_adsorbed"],
            last["nitrogen_lost"],
        )
    )
    sites = np.asarray(run["site_occupancy"], dtype=bool)
    return BoxState(
        sites, adsorbed, dissolved, lost, float(last["stern_drop"]), int(run.attrs["runs"])
    )
