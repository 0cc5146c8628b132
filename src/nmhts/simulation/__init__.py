"""Simulations that combine transport and magnetism, one package per kind of question."""
