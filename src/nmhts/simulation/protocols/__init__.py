"""Voltage protocols: from words to voltage against time and recorded times."""
