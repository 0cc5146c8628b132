"""Maps of phases: their points, variables and rows."""
