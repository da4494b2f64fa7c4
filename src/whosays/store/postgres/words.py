"""Looking for words on PostgreSQL, with the hits and the order that SQLite gives (see `store/words.py`).

1. the rows that may fit are found by a `tsvector` of their words, made here: PostgreSQL's own dictionaries would cut words
   otherwise, and count no more than 255 places of one;
2. whether they fit, and how often, is read from their folded words, which stand beside it;
3. they are ranked by BM25 as FTS5 counts it, with its constants.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whosays.store.codec import decode_folded
from whosays.store.database import stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.store.database import Database
    from whosays.store.query import Phrase, Query
    from whosays.store.words import Row

_LONGEST = 500  # letters of a word that are looked for in the index; PostgreSQL takes 2,046 bytes
_MOST_BYTES = 900_000  # of the words of a row; PostgreSQL takes 1 MiB
_AT_ONCE = 2_000
# As in FTS5.
_K1, _B, _LEAST = 1.2, 0.75, 1e-6


@dataclass(frozen=True, slots=True)
class _Fitting:
    times: tuple[int, ...]
    size: int
    row: Row
    order: tuple[str, str, int]


class PostgresWords:
    """The words of one case (see `store.words.Words`)."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._rows = self._size = 0  # how many came or went in this transaction

    def put(self, num: int, folded: str) -> None:
        """Take the words of a new row in."""
        words = folded.split()
        self._db.execute(
            "INSERT INTO search VALUES (?, ?, ?, CAST(? AS tsvector))", (num, len(words), _padded(words), lexemes(words))
        )
        self._rows, self._size = self._rows + 1, self._size + len(words)

    def drop(self, num: int, folded: str) -> None:
        """Take the words of a row out."""
        self._db.execute("DELETE FROM search WHERE num = ?", (num,))
        self._rows, self._size = self._rows - 1, self._size - len(folded.split())

    def settle(self) -> None:
        """Write down how many rows and words there are, before the transaction is kept."""
        if self._rows or self._size:
            self._db.execute("UPDATE search_state SET rows = rows + ?, size = size + ?", (self._rows, self._size))
        self.forget()

    def forget(self) -> None:
        """Forget what came and went in a transaction that was not kept."""
        self._rows = self._size = 0

    def best(self, query: Query, *, doc: str | None, most: int, limit: int) -> list[Row]:
        """Return the rows that fit, best first, then in document order."""
        found = list(self._fitting(query, doc, most))
        if not found:
            return []
        rows, size = self._db.execute("SELECT rows, size FROM search_state").fetchone()
        rows, size = rows + self._rows, size + self._size
        worth = [_worth(rows, self._count(phrase)) for phrases in query for phrase in phrases]
        ranked = [(-_score(worth, one.times, one.size, size / rows), *one.order, *one.row[:2], one.row) for one in found]
        ranked.sort(key=lambda told: told[:-1])
        return [told[-1] for told in ranked[:limit]]

    def claims(self, query: Query, most: int) -> list[int]:
        """Return the numbers of so many claims that fit, in the order in which they were put in."""
        found: list[int] = []
        for rows in self._candidates(_CLAIMS, query, None, most):
            found += [row[1] for row in rows if all(any(_times(row[2], one) for one in some) for some in query)]
            if len(found) >= most:
                break
        return found[:most]

    def _fitting(self, query: Query, doc: str | None, most: int) -> Iterator[_Fitting]:
        left = most
        for rows in self._candidates(_ROWS, query, doc, most):
            for _, size, kind, record, start, text, name, one in rows:
                by_group = [tuple(_times(text, phrase) for phrase in phrases) for phrases in query]
                if all(map(any, by_group)):
                    times = tuple(count for counts in by_group for count in counts)
                    yield _Fitting(times, size, (kind, record), (name, one, start))
                    left -= 1
                    if not left:
                        return

    def _candidates(
        self, sql: str, query: Query, doc: str | None, most: int
    ) -> Iterator[list[Any]]:  # Any: what the statement asks for
        """Yield rows that may fit, in the order in which they were put in, some at a time."""
        after, wanted = 0, _told(query)
        at_once = min(most, _AT_ONCE)
        only = "AND d.id = ?" if doc else ""
        while True:
            values = (wanted, after, *([doc] if doc else []), at_once)
            rows = self._db.execute(sql.format(only=only), values).fetchall()
            yield rows
            if len(rows) < at_once:
                return
            after = rows[-1][0]

    def _count(self, phrase: Phrase) -> int:
        """Return how many rows have a phrase."""
        like = f"% {' '.join(phrase.words)}{'%' if phrase.is_prefix else ' %'}"
        wanted = _told(((phrase,),))
        if len(phrase.words) == 1 and len(phrase.words[0]) <= _LONGEST:
            sql = (
                "SELECT (SELECT count(*) FROM search WHERE lexemes @@ CAST(? AS tsquery)) + (SELECT count(*)"
                " FROM search WHERE lexemes IS NULL AND folded LIKE ?)"
            )
        else:
            sql = "SELECT count(*) FROM search WHERE (lexemes @@ CAST(? AS tsquery) OR lexemes IS NULL) AND folded LIKE ?"
        return int(self._db.execute(sql, (wanted, like)).fetchone()[0])


def wrong_words(db: Database) -> Iterator[int]:
    """Yield the numbers of rows whose words are not what they are looked up by."""
    for doc, raw in stream(db, "SELECT doc, words FROM folded ORDER BY doc"):
        there = {
            num: tuple(told)
            for num, *told in db.execute(
                "SELECT num, size, f.folded, CAST(lexemes AS TEXT) FROM search AS f JOIN search_rows USING (num) WHERE doc = ?",
                (doc,),
            )
        }
        for num, folded in decode_folded(raw).items():
            words = folded.split()
            if there.pop(num, None) != (len(words), _padded(words), lexemes(words)):
                yield num
        yield from there
    yield from (num for (num,) in db.execute("SELECT num FROM search WHERE num NOT IN (SELECT num FROM search_rows)"))


def lexemes(words: Sequence[str]) -> str | None:
    """Return words as a tsvector is written, None where they are too many for one."""
    distinct = sorted({word[:_LONGEST] for word in words})
    if sum(len(word.encode()) + 2 for word in distinct) > _MOST_BYTES:
        return None
    return " ".join(f"'{word}'" for word in distinct)


def _told(query: Query) -> str:
    """Return what may fit as a tsquery is written: rows that have all words of one phrase of every group."""
    return " & ".join(f"({' | '.join(map(_all_words, phrases))})" for phrases in query)


def _all_words(phrase: Phrase) -> str:
    *before, last = (f"'{word[:_LONGEST]}'" for word in phrase.words)
    return f"({' & '.join((*before, f'{last}:*' if phrase.is_prefix else last))})"


def _padded(words: Sequence[str]) -> str:
    """Return words with a space around each."""
    return f" {' '.join(words)} "


def _times(text: str, phrase: Phrase) -> int:
    """Return at how many places of padded words a phrase stands."""
    wanted = f" {' '.join(phrase.words)}{'' if phrase.is_prefix else ' '}"
    times, at = 0, text.find(wanted)
    while at >= 0:
        times += 1
        at = text.find(wanted, at + 1)
    return times


def _worth(rows: int, having: int) -> float:
    worth = math.log((rows - having + 0.5) / (having + 0.5))
    return worth if worth > 0 else _LEAST


def _score(worth: Sequence[float], times: Sequence[int], size: int, mean: float) -> float:
    score = 0.0
    for idf, count in zip(worth, times, strict=True):
        score += idf * ((count * (_K1 + 1.0)) / (count + _K1 * (1 - _B + _B * size / mean)))
    return score


_FITS = "(f.lexemes @@ CAST(? AS tsquery) OR f.lexemes IS NULL) AND f.num > ?"
_ROWS = (
    "SELECT f.num, f.size, s.kind, s.record, s.start, f.folded, d.name, d.id FROM search AS f"
    " JOIN search_rows AS s ON s.num = f.num JOIN documents AS d ON d.num = s.doc"
    f" WHERE {_FITS} {{only}} ORDER BY f.num LIMIT ?"
)
_CLAIMS = (
    "SELECT f.num, c.claim, f.folded FROM search AS f JOIN search_claims AS c ON c.num = f.num"
    f" WHERE {_FITS} {{only}} ORDER BY f.num LIMIT ?"
)
