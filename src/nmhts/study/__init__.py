"""Studies from study file to store, and from store to analysis."""
