"""Measurements of whosays: quality against floors (`bench.quality`), speed beside bare spaCy (`bench.speed`)."""
