"""Measurements of whosays: quality against floors (`bench.quality`), speed beside bare spaCy (`bench.speed`)
and, format by format, beside the bare libraries (`bench.speed.formats`)."""
