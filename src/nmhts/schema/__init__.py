"""Study files: what a user may write."""
