"""How quick the desk is on a large case."""
