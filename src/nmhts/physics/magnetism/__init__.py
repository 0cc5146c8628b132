"""Magnetism of nitrides and films as a function of N content."""
