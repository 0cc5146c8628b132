"""Classical Heisenberg Monte Carlo on alloys with nitrogen: lattices, exchange, updates, averages, ordering temperatures."""
