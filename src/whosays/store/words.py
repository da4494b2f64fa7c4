"""Looking for words in the search index, best rows first; in SQLite, which brings FTS5 along.

A database that looks for words by itself has them in `words` (`store/postgres/words.py`). The order is that of BM25 as FTS5
counts it, whichever it is: a case gives the same hits on both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

if TYPE_CHECKING:
    from whosays.store.database import Database
    from whosays.store.query import Phrase, Query

HitKind = Literal["passage", "claim", "mention"]
Row = tuple[HitKind, str]
"""Kind and id of a record."""

# The text is folded by us; unicode61 has only to cut it at spaces.
TOKENS = """tokenize="unicode61 remove_diacritics 0 categories 'L* N* M*'\""""


class Words(Protocol):
    """The words of the rows of `search_rows`."""

    def put(self, num: int, folded: str) -> None:
        """Take the words of a new row in."""

    def drop(self, num: int, folded: str) -> None:
        """Take the words of a row out, before it goes."""

    def best(self, query: Query, *, doc: str | None, most: int, limit: int) -> list[Row]:
        """Return the rows that fit, best first, then in document order.

        Args:
            query: what is looked for.
            doc: the id of the only document to look in.
            most: how many rows are ranked, the first that were put in.
            limit: how many rows to return.
        """

    def claims(self, query: Query, most: int) -> list[int]:
        """Return the numbers (of their records) of so many claims that fit, in the order in which they were put in."""


@runtime_checkable
class _HasWords(Protocol):
    @property
    def words(self) -> Words:
        """How the database looks for words."""


def index_of(db: Database) -> Words:
    """Return how a database looks for words."""
    return db.words if isinstance(db, _HasWords) else _Fts(db)


class _Fts:
    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, num: int, folded: str) -> None:
        self._db.execute("INSERT INTO search(rowid, folded) VALUES (?, ?)", (num, folded))

    def drop(self, num: int, folded: str) -> None:
        self._db.execute("INSERT INTO search(search, rowid, folded) VALUES ('delete', ?, ?)", (num, folded))

    def best(self, query: Query, *, doc: str | None, most: int, limit: int) -> list[Row]:
        only = "AND rowid IN (SELECT num FROM search_rows WHERE doc = (SELECT num FROM documents WHERE id = ?))" if doc else ""
        values = (to_fts(query), *([doc] if doc else []), most, limit)
        return self._db.execute(_BEST.format(only=only), values).fetchall()

    def claims(self, query: Query, most: int) -> list[int]:
        rows = self._db.execute(
            "SELECT c.claim FROM search JOIN search_claims AS c ON c.num = search.rowid WHERE search MATCH ? LIMIT ?",
            (to_fts(query), most),
        )
        return [num for (num,) in rows]


def to_fts(query: Query) -> str:
    """Return a query as FTS5 reads it."""
    return " AND ".join(f"({' OR '.join(map(_told, phrases))})" for phrases in query)


def _told(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"{" *" if phrase.is_prefix else ""}'


# A document's claims and names repeat its passages, so all three kinds compete by rank alone.
_BEST = """
SELECT s.kind, s.record
FROM (SELECT rowid AS num, rank FROM search WHERE search MATCH ? {only} LIMIT ?) AS found
JOIN search_rows AS s ON s.num = found.num JOIN documents AS d ON d.num = s.doc
ORDER BY found.rank, d.name, d.id, s.start, s.kind, s.record LIMIT ?
"""
