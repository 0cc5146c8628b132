"""Films under one gate: plane model, front model, and laboratory quantities of a run."""
