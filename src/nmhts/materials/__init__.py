"""Files and records of material parameters."""
