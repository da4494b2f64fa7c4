"""Citations and words → Links. Pure."""
