"""Films cycled many times, by simulated cycles and jumps between them."""
