"""A conducting film that floats in an electrolyte between two driven plates: bipolar electrochemistry in two dimensions."""
