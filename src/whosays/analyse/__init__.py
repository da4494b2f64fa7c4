"""View → answers."""
