"""Studies of stacks under a voltage: their points, variables and rows."""
