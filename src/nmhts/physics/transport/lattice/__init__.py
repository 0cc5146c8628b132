"""Lattice kinetic Monte Carlo of a film, which follows every hop of every N atom."""
