"""Library: the documents of the case, and how each was captured and read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.desk.app import Desk

pages = Pages()


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
    """The documents by name, and the captures that no document was made of."""

    documents: tuple[Shelved, ...]
    unread: tuple[tuple[str, str, str], ...]


@pages.page("/library", "library.html")
def library(desk: Desk) -> Library:
    """Show the documents of the case."""
    with desk.ask() as ask:
        captures = {capture.id: capture for capture in ask.view.captures()}
        claims = Counter(claim.doc for claim in ask.claims)
        odd = Counter(problem.doc for problem in ask.view.problems() if problem.doc)
        shelved = tuple(
            Shelved(
                id=doc.id,
                name=doc.name,
                title=doc.title,
                date=doc.date,
                author=doc.author or doc.publisher,
                languages=doc.languages,
                words=len(doc.text.split()),
                claims=claims[doc.id],
                problems=odd[doc.id],
                media_type=captures[doc.capture].media_type,
                url=captures[doc.capture].url or doc.url,
                captured=captures[doc.capture].fetched_at[:10],
                capture=doc.capture,
            )
            for doc in ask.documents.values()
        )
        read = {doc.capture for doc in ask.documents.values()}
        unread = tuple((one.id, one.name, one.media_type) for one in captures.values() if one.id not in read and not one.url)
        return Library(documents=shelved, unread=unread)
