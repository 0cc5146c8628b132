"""How nitrogen moves."""
