"""From a study file to a store and back."""
