"""Stacks of layers under one gate."""
