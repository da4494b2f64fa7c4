"""Read the properties that programs write into their files: who, and on which day."""

from __future__ import annotations

from datetime import date

# What programs write as the author when nobody is named.
_NOBODY = frozenset(
    ["admin", "administrator", "apache poi", "aspose", "author", "default", "docx4j", "libreoffice", "me", "my name", "owner",
     "microsoft office user", "office user", "pandoc", "python-docx", "root", "un-named", "unknown", "unknown author", "user",
     "windows", "windows user"]
)  # fmt: skip


def author_of(name: str | None) -> str | None:
    """Return an author as a file's properties give it; None for what programs write when nobody is named."""
    words = " ".join((name or "").split())[:500]
    return words if words and words.casefold() not in _NOBODY else None


def day_of(stamp: str | None) -> str | None:
    """Return the day of a time stamp (ISO 8601)."""
    try:
        return date.fromisoformat((stamp or "").strip()[:10]).isoformat()
    except ValueError:
        return None
