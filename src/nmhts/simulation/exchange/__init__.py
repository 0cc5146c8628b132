"""Exchange interactions: fitted to order temperatures, and the orders that follow."""
