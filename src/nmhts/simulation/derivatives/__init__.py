"""Derivatives of film runs: reverse mode, forward mode, functions of JAX arrays."""
