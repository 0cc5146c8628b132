"""Study files: the input of users, checked before any work."""
