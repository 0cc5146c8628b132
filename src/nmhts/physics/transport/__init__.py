"""Transport of nitrogen in films: plane model, front model, lattice model and their derivatives."""
