"""Published claims judged against simulated films."""
