"""Translations of passages in the store: every version of each. They go with their document, to the last byte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.records import Passage
from whosays.store.codec import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.records import DocumentId, PassageId
    from whosays.store.database import Database

_NOT_TEXT = frozenset({"boilerplate", "page_furniture"})
"""Heads and feet of pages, and what stands around a text, are not translated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A passage in other words: never the source's, so nothing can be cited from it.

    `who` typed it, or had `engine` make it (None: a person did). `when` is UTC in ISO 8601. No text: it was taken back.
    """

    doc: DocumentId
    passage: PassageId
    language: str
    text: str
    who: str
    when: str
    engine: str | None = None


def put(db: Database, num: int, one: Translation) -> None:
    """Keep one more version of the translation of a passage."""
    db.execute(
        "INSERT INTO translations(doc, passage, language, who, at, engine, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (num, one.passage, one.language, one.who, one.when, one.engine, one.text.encode("utf-8", "replace").decode()),
    )


def of_document(db: Database, num: int, doc: DocumentId, language: str) -> Iterator[Translation]:
    """Yield the translation of each passage into a language that holds: the last one, where it has words."""
    rows = db.execute(
        "SELECT passage, who, at, engine, text FROM translations WHERE num IN"
        " (SELECT max(num) FROM translations WHERE doc = ? AND language = ? GROUP BY passage) AND text <> '' ORDER BY num",
        (num, language),
    )
    for passage, who, when, engine, text in rows:
        yield Translation(doc=doc, passage=passage, language=language, text=text, who=who, when=when, engine=engine)


def languages(db: Database, num: int) -> list[str]:
    """Return the languages that passages of a document are translated into."""
    rows = db.execute(
        "SELECT DISTINCT language FROM translations WHERE num IN"
        " (SELECT max(num) FROM translations WHERE doc = ? GROUP BY passage, language) AND text <> '' ORDER BY language",
        (num,),
    )
    return [row[0] for row in rows]


def passages(db: Database, num: int, start: int, limit: int) -> tuple[int, list[Passage]]:
    """Return how many passages of a document there are to be translated, and some of them in reading order."""
    rows = db.execute("SELECT payload FROM passages WHERE doc = ? ORDER BY place, id", (num,))
    found = [passage for (raw,) in rows if (passage := decode(raw, Passage)).zone not in _NOT_TEXT]
    return len(found), found[start:] if limit < 0 else found[start : start + limit]
