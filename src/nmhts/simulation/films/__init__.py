"""Films under one gate: plane model, front model, and what a laboratory reads from a run."""
