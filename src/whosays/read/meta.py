"""What a file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day

# What programs write as the author when nobody is named.
_NOBODY = frozenset(
    "user admin administrator owner author unknown root windows python-docx docx4j aspose pandoc libreoffice default me".split()
    + ["microsoft office user", "windows user", "apache poi", "un-named", "unknown author", "my name", "office user"]
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """Title, author, publisher, dates (EDTF), address and language (ISO 639-1) as the file itself gives them."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: str | None = None
    modified: str | None = None
    url: str | None = None
    language: str | None = None


NOTHING = Meta()


def author_of(name: str | None) -> str | None:
    """Return an author as a file's properties give it; None for what programs write when nobody is named."""
    words = " ".join((name or "").split())
    return words if words and words.casefold() not in _NOBODY else None


def day_of(stamp: str | None) -> str | None:
    """Return the day of a time stamp (ISO 8601)."""
    try:
        return Day.fromisoformat((stamp or "")[:10]).isoformat()
    except ValueError:
        return None
