"""Outcomes of runs: status codes, conservation, regimes, time limits, plausible inputs."""
