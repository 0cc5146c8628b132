"""Phase equilibria of alloys with nitrogen, and the magnetic order of every phase."""
