"""Read the time stamps of Rich Text files."""

from __future__ import annotations

from datetime import datetime


def read_stamp(packed: int | None) -> str | None:
    """Return the time (ISO 8601) that a tracked change or comment packs into one number; None for one that is no time."""
    value = (packed or 0) & 0xFFFFFFFF
    minute, hour, day = value & 0x3F, value >> 6 & 0x1F, value >> 11 & 0x1F
    month, year = value >> 16 & 0xF, (value >> 20 & 0x1FF) + 1900
    try:
        return datetime(year, month, day, hour, minute).isoformat(timespec="minutes")  # the file names no zone
    except ValueError:
        return None
