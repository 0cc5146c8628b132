"""Studies of floating films in wireless cells: their points, variables and rows."""
