"""Run all benchmarks: ``make bench`` or ``python -m benchmarks``."""

from __future__ import annotations

import platform

from benchmarks import (
    cycling,
    equilibrium,
    film,
    front,
    gradients,
    lattice,
    machinery,
    spins,
    twin,
    wireless,
)


def main() -> None:
    """Print the machine and every table."""
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}\n")
    film.run()
    front.run()
    cycling.run()
    gradients.run()
    twin.run()
    equilibrium.run()
    lattice.run()
    spins.run()
    wireless.run()
    machinery.run()


if __name__ == "__main__":
    main()
