"""Thermodynamic databases in TDB format: records and reader; their evaluation is in physics."""
