"""Studies of films atom by atom, beside the models without sides: their points, variables and rows."""
