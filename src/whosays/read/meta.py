"""What a file says of itself."""

from __future__ import annotations

from dataclasses import dataclass


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
