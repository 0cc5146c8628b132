"""Thermodynamics of alloys and nitrides: Gibbs energies in the compound energy formalism, equilibria, and their derivatives."""
