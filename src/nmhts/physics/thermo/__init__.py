"""Thermodynamics of alloys and nitrides in the compound energy formalism.

Gibbs energies, equilibria, and their derivatives.
"""
