"""The record of a case → answers."""
