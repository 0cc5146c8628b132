"""Random films and stacks in wild but legal ranges.

``python tests/physics/wild_films.py COUNT`` runs any
number and prints those that end badly or take long.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import numpy as np
import xarray as xr

import nmhts
from nmhts.physics.transport.parameters import plane_density

GATES = (
    "propylene carbonate",
    "propylene carbonate with KI",
    "propylene carbonate, side contact",
    "HfO2",
    "Ta2O5",
    "GdOx",
)
MATERIALS = ("CoN", "FeN", "MnN", "Co3O4", "Co0.5Mn0.5N", "Co0.9Fe0.1N", "Fe0.7Mn0.3N")
LAYERS = ("CoN", "FeN", "Co0.5Mn0.5N", "Co")
VOLTS, KELVIN, THINNEST, THICKEST = 60.0, (200.0, 450.0), 1.0, 300.0


def wild_runs(
    seed: int, count: int, thickest: float = THICKEST
) -> Iterator[tuple[nmhts.Film | nmhts.Stack, str]]:
    """Films and their protocols.

    1 nm to the thickest, up to 60 V of either sign,
    200 to 450 K, every gate; every fifth is a stack.
    """
    chance = np.random.default_rng(seed)

    def volts() -> str:
        return f"{chance.uniform(-VOLTS, VOLTS):.4g} V"

    def seconds() -> str:
        return f"{10.0 ** chance.uniform(-3, 4):.4g} s"

    for k in range(count):
        gate, kelvin = str(chance.choice(GATES)), f"{chance.uniform(*KELVIN):.6g} K"
        thickness = float(np.exp(chance.uniform(np.log(THINNEST), np.log(thickest))))
        clauses = [
            f"hold {volts()} for {seconds()}",
            f"rest {seconds()}",
            f"ramp {volts()} to {volts()} in {seconds()}",
            f"{chance.integers(1, 20)} pulses of {volts()}, 10 ms at 10 Hz",
            f"1 cycles {volts()} to {volts()} at 1 V/s",
        ]
        protocol = "; ".join(chance.permutation(clauses)[: chance.integers(1, 4)])
        if k % 5:
            film = nmhts.Film(
                str(chance.choice(MATERIALS)), f"{thickness:.4g} nm", gate=gate, temperature=kelvin
            )
        else:
            share = chance.dirichlet(np.ones(3)) * max(thickness, 6.0)
            layers = chance.choice(LAYERS, 3)
            text = " / ".join(
                f"{max(s, 1.0):.4g} nm {m}" for s, m in zip(share, layers, strict=True)
            )
            film = nmhts.Stack(text, gate=gate, temperature=kelvin)
        yield film, protocol


def drift(film: nmhts.Film | nmhts.Stack, run: xr.Dataset) -> float:
    """Change of the N in film, electrolyte and lost over a run, as a share of its N sites.

    It counts up to the last record that the run reached.
    """
    outside = run["nitrogen_reservoir"] + run["nitrogen_lost"]
    if isinstance(film, nmhts.Stack):
        inside = run["layer_nitrogen"].sum("layer")
        full = sum(la.n_planes * plane_density(la.material.values()) for la in film.layers)
    else:
        density = plane_density(film.material.values())
        inside = run["nitrogen_occupancy"].sum("depth") * density
        full = run.sizes["depth"] * density
    total = (inside + outside).values[np.isfinite(run["magnetization"].values)]
    return float(np.abs(total - total[0]).max() / full) if len(total) else 0.0


def main(count: int, seed: int) -> None:
    """Run films and print their outcomes."""
    ends: dict[str, int] = {}
    worst, slowest = 0.0, 0.0
    for film, protocol in wild_runs(seed, count):
        begin = time.process_time()
        run = nmhts.simulate(film, protocol, throw=False, steps_per_clause=20)
        cpu = time.process_time() - begin
        off = drift(film, run)
        status = run.attrs["status"]
        ends[status] = ends.get(status, 0) + 1
        worst, slowest = max(worst, off), max(slowest, cpu)
        if off > 1e-9 or cpu > 5.0 or status not in ("ok", "not_conserved"):
            print(
                (
                    f"{film!r}, {protocol!r}: {status}, N off by {off:.1e}, {cpu:.1f} CPU s, "
                    f"{run.attrs['n_steps']} steps"
                ),
                flush=True,
            )
    print(
        f"{count} runs: {ends}; N off by at most {worst:.1e}; the slowest took {slowest:.1f} CPU s"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
