"""Studies of films that are cycled: their points, variables and rows."""
