"""Pulse trains and the rest after them: accumulation, relaxation, forgetting."""
