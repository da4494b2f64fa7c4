"""Mentions and entries → proposed entities, with readable reasons. Pure."""
