"""What the desk holds in memory of a case, as columns of numbers: to narrow and count a large one takes milliseconds.

Each has a `refresh` that reads what changed since the last time. The record itself is never held here, only what finds it.
"""

LONGEST = 5.0
"""Seconds that any of it is left as it was while a case grows, at most."""
