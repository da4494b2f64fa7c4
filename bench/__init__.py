"""Measurements of whosays: quality against floors (`python -m bench.quality`), speed beside bare spaCy (`python -m bench.speed`)."""
