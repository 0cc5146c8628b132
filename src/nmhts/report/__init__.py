"""Figures, tables and pages of studies."""
