"""Library: the documents of the case, and how each was captured and read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.desk.app import Desk

pages = Pages()
AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A document on the shelf."""

    id: str
    name: str
    title: str | None
    date: str | None
    author: str | None
    languages: tuple[str, ...]
    words: int
    claims: int
    problems: int
    media_type: str
    url: str | None
    captured: str
    capture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Some of the documents, by name, of how many; and captures that no document was made of."""

    total: int
    documents: tuple[Shelved, ...]
    unread: tuple[tuple[str, str, str], ...]
    more: int | None


@pages.page("/library", "library.html")
def library(desk: Desk, start: int = 0) -> Library:
    """Show the documents of the case."""
    start = max(start, 0)
    with desk.browse() as browse:
        total = browse.lookup.shelf.count()
        return Library(
            total=total,
            documents=tuple(
                Shelved(
                    id=one.doc.id,
                    name=one.doc.name,
                    title=one.doc.title,
                    date=one.doc.date,
                    author=one.doc.author or one.doc.publisher,
                    languages=one.doc.languages,
                    words=one.words,
                    claims=one.claims,
                    problems=one.problems,
                    media_type=one.capture.media_type,
                    url=one.capture.url or one.doc.url,
                    captured=one.capture.fetched_at[:10],
                    capture=one.doc.capture,
                )
                for one in browse.lookup.shelf.some(start=start, limit=AT_ONCE)
            ),
            unread=tuple((one.id, one.name, one.media_type) for one in browse.lookup.shelf.unread(limit=AT_ONCE))
            if not start
            else (),
            more=start + AT_ONCE if start + AT_ONCE < total else None,
        )
