"""Studies of film kinetics: their points, variables and rows."""
