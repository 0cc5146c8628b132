"""A wireless cell: CPU seconds of a run, and the effect of finer positions and steps."""

from __future__ import annotations

from benchmarks.film import cpu_seconds
from nmhts.simulation.films.film import Film
from nmhts.simulation.wireless.cell import WirelessCell
from nmhts.simulation.wireless.simulate import bipolar_polarization, simulate_wireless

DRIVE = "hold 20 V for 10 min; rest 1 h"
CASES = (
    ("20 nm", 64, "100 mV"),
    ("20 nm", 32, "100 mV"),
    ("20 nm", 128, "100 mV"),
    ("20 nm", 64, "50 mV"),
    ("85 nm", 64, "100 mV"),
)


def run() -> None:
    """Print the table."""
    cell = WirelessCell("10 mm", ("10 mm", "5 mm"), size=("20 mm", "10 mm"))
    print(
        f"wireless cell, CoN of 10 mm, {DRIVE} (CPU seconds; M is the mean of the film at the "
        "end of the drive)"
    )
    print(
        f"{'film':8}{'positions':>10}{'largest change':>16}{'cell':>8}"
        f"{'run':>8}{'M kA/m':>9}{'net charge':>12}"
    )
    warm = Film("CoN", "20 nm", gate="propylene carbonate with KI")
    simulate_wireless(warm, cell, "hold 1 V for 1 s", positions=8, steps_per_clause=1)
    for thickness, positions, change in CASES:
        film = Film("CoN", thickness, gate="propylene carbonate with KI")
        found = []
        alone = cpu_seconds(
            lambda f=film, p=positions: bipolar_polarization(f, cell, "20 V", positions=p)
        )
        cpu = cpu_seconds(
            lambda f=film, p=positions, c=change, out=found: out.append(
                simulate_wireless(f, cell, DRIVE, positions=p, largest_change=c)
            )
        )
        (seen,) = found
        width = seen["position_width"]
        net = float(abs(((seen["charge"] + seen["counter_charge"]) * width).sum("position")).max())
        passed = float((abs(seen["charge"]) * width).sum("position").max())
        M = float(seen["net_magnetization"][60]) / 1e3
        print(
            f"{thickness:8}{positions:10}{change:>16}{alone:8.2f}{cpu:8.1f}"
            f"{M:9.1f}{net / passed:12.0e}"
        )
    print()
