"""Full-text search: words as people type them → places in documents.

All words must occur in a passage, claim or name; "a phrase" in quotation marks; the start of a word with a star (riv*). Nothing
else has a meaning, so no input is wrong. Letters are folded (`text.fold`) on both sides.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.records import Anchor, Claim, DocumentId, Mention, Passage
from whosays.store.codec import decode
from whosays.store.index import GAP, pieces_of, shown
from whosays.store.query import to_query
from whosays.store.words import TOKENS, HitKind, index_of, to_fts
from whosays.text.fold import Folded, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from whosays.store.database import Database
    from whosays.store.query import Query

Span = tuple[int, int]

# The folding leaves no private-use characters in a text, so these can mark what was found.
_OPEN, _CLOSE = "\ue000", "\ue001"
_CONTEXT = 70
# Places that are ranked. To rank takes 2.5 µs a place, and of words that stand in so many the first ones are as good as any.
_MOST_RANKED = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where the words were found: `words` are the document's own from `start` to `end`.

    `matches` are the places of all words of the query in this passage, claim or name, the first one included.
    """

    kind: HitKind
    record: str
    doc: DocumentId
    start: int
    end: int
    words: str
    snippet: str
    matches: tuple[Span, ...]


def search(db: Database, words: str, text_of: Callable[[str], str], *, limit: int = 20, doc: str | None = None) -> list[Hit]:
    """Find words, best hits first (BM25), ties in document order.

    Args:
        db: a connection in a read transaction.
        words: what was typed.
        text_of: returns the text of a document by id.
        limit: how many hits at most.
        doc: id of the only document to search.
    """
    query = to_query(words)
    if not query:
        return []
    found = index_of(db).best(query, doc=doc, most=_MOST_RANKED, limit=limit)
    pieces = [_pieces(db, kind, record) for kind, record in found]
    marked = _mark(query, [(at, shown(of_it)) for at, of_it in enumerate(pieces)])
    hits = (_hit(kind, record, pieces[at], marked.get(at, ""), text_of) for at, (kind, record) in enumerate(found))
    return [hit for hit in hits if hit is not None]


def _mark(query: Query, rows: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Return the words of rows with marks around what the query finds.

    They are marked in an index of these rows alone: in that of the case, every row would be looked for anew among all hits.
    """
    with closing(sqlite3.connect(":memory:")) as few:
        few.execute(f"CREATE VIRTUAL TABLE search USING fts5(folded, {TOKENS})")
        few.executemany("INSERT INTO search(rowid, folded) VALUES (?, ?)", rows)
        return dict(
            few.execute(
                "SELECT rowid, highlight(search, 0, ?, ?) FROM search WHERE search MATCH ?", (_OPEN, _CLOSE, to_fts(query))
            )
        )


def search_claims(db: Database, words: str, limit: int) -> frozenset[int]:
    """Return the numbers (of their records) of at most so many claims whose content holds all words."""
    query = to_query(words)
    return frozenset(index_of(db).claims(query, limit) if query else ())


def _hit(kind: HitKind, record: str, pieces: Sequence[Anchor], marked: str, text_of: Callable[[str], str]) -> Hit | None:
    folded = fold(GAP.join(piece.text for piece in pieces))
    matches = [span for start, end in _marks(marked) for span in _places(pieces, folded, start, end)]
    if not matches:
        return None
    start, end = matches[0]
    text = text_of(pieces[0].doc)
    return Hit(
        kind=kind,
        record=record,
        doc=pieces[0].doc,
        start=start,
        end=end,
        words=text[start:end],
        snippet=_snippet(text, start, end),
        matches=tuple(matches),
    )


def _pieces(db: Database, kind: HitKind, record: str) -> tuple[Anchor, ...]:
    if kind == "passage":
        (raw,) = db.execute("SELECT payload FROM passages WHERE id = ?", (record,)).fetchone()
        return pieces_of(decode(raw, Passage))
    (raw,) = db.execute("SELECT COALESCE(kept, payload) FROM records WHERE id = ?", (record,)).fetchone()
    return pieces_of(decode(raw, Claim) if kind == "claim" else decode(raw, Mention))


def _marks(marked: str) -> Iterator[Span]:
    """Yield where the marks stood before they were put in."""
    at = start = 0
    for part in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if part == _OPEN:
            start = at
        elif part == _CLOSE:
            yield start, at
        else:
            at += len(part)


def _places(pieces: Sequence[Anchor], folded: Folded, start: int, end: int) -> Iterator[Span]:
    """Yield where a stretch of the folded pieces stands in the document, one place a piece."""
    low, high = folded.to_origin(start, end)
    at = 0
    for piece in pieces:
        first, last = max(low, at), min(high, at + len(piece.text))
        if first < last:
            yield piece.start + first - at, piece.start + last - at
        at += len(piece.text) + len(GAP)


def _snippet(text: str, start: int, end: int) -> str:
    """Return the words with some context, cut between words, on one line."""
    low, high = max(start - _CONTEXT, 0), min(end + _CONTEXT, len(text))
    before, after = text[low:start], text[end:high]
    if low and " " in before:
        before = "… " + before.partition(" ")[2]
    if high < len(text) and " " in after:
        after = after.rpartition(" ")[0] + " …"
    return " ".join(f"{before}{text[start:end]}{after}".split())
