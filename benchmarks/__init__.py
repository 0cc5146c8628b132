"""Benchmarks: one command, ratios against a peer measured in the same run, in CPU seconds."""
