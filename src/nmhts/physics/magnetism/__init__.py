"""What the N content does to magnetism."""
