"""Thermodynamic databases in TDB form: their records and how they are read. What follows from them is physics."""
