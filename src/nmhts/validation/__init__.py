"""Published claims judged against films simulated on the spot."""
