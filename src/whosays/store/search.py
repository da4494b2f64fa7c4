"""Full-text search: words as people type them → places in documents.

All words must occur in a passage, claim or name; "a phrase" in quotation marks; the start of a word with a star (riv*). Nothing
else has a meaning, so no input is wrong. Letters are folded (`text.fold`) on both sides.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING, Literal

from whosays.records import Anchor, Claim, DocumentId, Mention, Passage
from whosays.store.codec import decode
from whosays.store.index import GAP, TOKENS, pieces_of
from whosays.text.fold import Folded, fold, fold_text, words_only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from whosays.store.database import Database

HitKind = Literal["passage", "claim", "mention"]
Span = tuple[int, int]

_CHUNK = re.compile(r'["“”„«»]([^"“”„«»]*)(?:["“”„«»](\*?)|$)|([^\s"“”„«»]+)')
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_JOINER = re.compile("\u200c")
_MOST_TERMS = 32  # more words than anybody types; keeps a pasted page from becoming a huge query
_MOST_GAPS = 4
_MOST_JOINED = 3  # Persian words of more than three parts (کتاب‌خانه‌ها) are rare
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
    only = "AND rowid IN (SELECT num FROM search_rows WHERE doc = (SELECT num FROM documents WHERE id = ?))" if doc else ""
    values = (query, *([doc] if doc else []), _MOST_RANKED, limit)
    found = db.execute(_FIND.format(only=only), values).fetchall()
    marked = _mark(query, [(num, folded) for _, _, num, folded in found])
    hits = (_hit(db, kind, record, marked[num], text_of) for kind, record, num, _ in found)
    return [hit for hit in hits if hit is not None]


def _mark(query: str, rows: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Return the words of rows with marks around what the query finds.

    They are marked in an index of these rows alone: in that of the case, every row would be looked for anew among all hits.
    """
    with closing(sqlite3.connect(":memory:")) as few:
        few.execute(f"CREATE VIRTUAL TABLE search USING fts5(folded, {TOKENS})")
        few.executemany("INSERT INTO search(rowid, folded) VALUES (?, ?)", rows)
        return dict(
            few.execute("SELECT rowid, highlight(search, 0, ?, ?) FROM search WHERE search MATCH ?", (_OPEN, _CLOSE, query))
        )


def search_claims(db: Database, words: str, limit: int) -> frozenset[int]:
    """Return the numbers (of their records) of at most so many claims whose content holds all words."""
    query = to_query(words)
    if not query:
        return frozenset()
    rows = db.execute(
        "SELECT c.claim FROM search JOIN search_claims AS c ON c.num = search.rowid WHERE search MATCH ? LIMIT ?",
        (query, limit),
    )
    return frozenset(num for (num,) in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    """One word or phrase that was typed: its words as typed, and in `parts` cut at joiners too.

    `solid` is an Arabic or Persian word that may be one with its neighbours.
    """

    tokens: tuple[str, ...]
    parts: tuple[str, ...]
    is_prefix: bool
    solid: str | None


def to_query(words: str) -> str:
    """Return the FTS5 query for what was typed, "" where nothing in it can be searched."""
    terms: list[_Term] = []
    for chunk in _CHUNK.finditer(words):
        phrase, star, word = chunk.groups()
        text = word if phrase is None else phrase
        tokens = _tokens(text)
        if tokens and len(terms) < _MOST_TERMS:
            is_prefix = star == "*" or (phrase is None and text.endswith("*"))
            is_solid = phrase is None and not is_prefix and len(tokens) == 1 and bool(_ARABIC.search(tokens[0]))
            parts = _tokens(_JOINER.sub(" ", text))
            terms.append(_Term(tokens=tokens, parts=parts, is_prefix=is_prefix, solid=tokens[0] if is_solid else None))
    return " AND ".join(f"({' OR '.join(dict.fromkeys(_ways(terms, at)))})" for at in range(len(terms)))


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(words_only(fold_text(text)).split())


def _ways(terms: Sequence[_Term], at: int) -> Iterator[str]:
    """Yield the ways in which one term may stand in the text.

    Parts of an Arabic or Persian word may be written apart, with a joiner between, or as one (می شود, می‌شود, میشود). The
    folding drops joiners, so in the index they stand apart or as one, whichever of the three was typed.
    """
    term = terms[at]
    star = " *" if term.is_prefix else ""
    yield f'"{" ".join(term.tokens)}"{star}'
    gaps = [(" ", "") if _ARABIC.search(a) and _ARABIC.search(b) else (" ",) for a, b in pairwise(term.parts)]
    if sum(len(gap) > 1 for gap in gaps) <= _MOST_GAPS:
        for joins in product(*gaps):
            yield '"' + "".join(part + join for part, join in zip(term.parts, (*joins, ""), strict=True)) + '"' + star
    for first in range(max(at - _MOST_JOINED + 1, 0), at + 1):
        for end in range(max(at + 1, first + 2), min(first + _MOST_JOINED, len(terms)) + 1):
            parts = [one.solid for one in terms[first:end]]
            if all(parts):
                yield '"' + "".join(part or "" for part in parts) + '"'


def _hit(db: Database, kind: HitKind, record: str, marked: str, text_of: Callable[[str], str]) -> Hit | None:
    pieces = _pieces(db, kind, record)
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


# A document's claims and names repeat its passages, so all three kinds compete by rank alone.
_FIND = """
SELECT s.kind, s.record, s.num, s.folded
FROM (SELECT rowid AS num, rank FROM search WHERE search MATCH ? {only} LIMIT ?) AS found
JOIN search_rows AS s ON s.num = found.num JOIN documents AS d ON d.num = s.doc
ORDER BY found.rank, d.name, d.id, s.start, s.kind, s.record LIMIT ?
"""
