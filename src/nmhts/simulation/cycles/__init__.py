"""Films cycled many times, by simulated cycles and extrapolation over the cycles between them."""
