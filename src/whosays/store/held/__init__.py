"""What the desk holds in memory of a case, as columns of numbers: to narrow and count a large one takes milliseconds.

Each reads what changed since the last time (`growing.py`). The record itself is never held here, only what finds it.
"""
