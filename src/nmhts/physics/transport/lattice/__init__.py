"""Lattice kinetic Monte Carlo of a film: every N atom on its site, hop by hop."""
