"""Printed kernels: laws and their derivatives, written by ``printing``."""
