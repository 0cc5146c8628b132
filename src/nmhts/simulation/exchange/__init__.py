"""Exchange interactions fitted to order temperatures, and the magnetic orders they give."""
