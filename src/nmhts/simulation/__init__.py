"""Where two physics meet: one simulation per kind of question."""
