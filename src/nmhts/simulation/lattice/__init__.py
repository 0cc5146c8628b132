"""Films by kinetic Monte Carlo on a lattice."""
