"""Classical Heisenberg Monte Carlo of alloys with nitrogen.

Lattices, exchange, updates, averages and ordering temperatures.
"""
