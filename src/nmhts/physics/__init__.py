"""The laws, one point at a time."""
