"""What waits for a person, a page at a time: rows of lists and problems that nobody has decided on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from whosays.store.asking import batches, marks
from whosays.store.facts import STATUSES
from whosays.store.query import to_query
from whosays.store.words import index_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.store.database import Database

Standing = Literal["shown", "replaced", "words gone", "not there"]

_ACTIVE = "superseded_by IS NULL AND NOT unplaced"
# An undo leaves `kept` of what a reader found, so those are looked at by their judgements as well.
_OPEN = "(kept IS NULL OR run IS NULL)"
OPEN_ROW = f"kind = 'entry' AND doc IS NOT NULL AND {_ACTIVE} AND {_OPEN}"
"""Of which records there is an index of open rows (`store/schema.py`)."""
# So many at most: nobody goes through more in a sitting, and the page stays quick.
_SHOWN_FIRST = 2000
_LOOKED_AT = 300  # claims of which those that were decided on come first
_BEFORE = 1200  # characters; claims and notes that hold a date seldom begin further in front of it


def open_problems(db: Database, codes: Sequence[str]) -> list[tuple[str, bool]]:
    """Return the ids of problems of these codes that wait for a decision, document by document.

    With each it is told whether it has to be asked for: whether somebody decided on it and took that back.
    """
    rows = db.execute(
        f"SELECT id, run IS NULL FROM records WHERE kind = 'problem' AND sort IN ({marks(codes)}) AND {_ACTIVE} AND {_OPEN}"
        f" ORDER BY doc NULLS FIRST, start, id LIMIT {_SHOWN_FIRST}",
        tuple(codes),
    )
    return [(row[0], bool(row[1])) for row in rows]


def open_rows(db: Database, codes: Sequence[str]) -> list[tuple[str, bool]]:
    """Return the ids of rows of lists that wait for a decision, those with the most to look at first; told as of problems.

    1. rows that a problem of one of these codes is about; 2. rows with a remark of the reader's; 3. all others.
    """
    odd = (
        "SELECT DISTINCT entry.id, entry.run IS NULL, entry.doc, entry.start FROM records AS odd JOIN records AS entry"
        " ON entry.doc = odd.doc AND entry.kind = 'entry' AND entry.start = odd.start"
        f" WHERE odd.kind = 'problem' AND odd.sort IN ({marks(codes)}) AND odd.superseded_by IS NULL AND NOT odd.unplaced"
        " AND entry.superseded_by IS NULL AND NOT entry.unplaced AND (entry.kept IS NULL OR entry.run IS NULL)"
        f" ORDER BY entry.doc, entry.start, entry.id LIMIT {_SHOWN_FIRST}"
    )
    rest = (
        f"SELECT id, run IS NULL FROM records INDEXED BY records_rows WHERE {OPEN_ROW}"
        f" ORDER BY odd DESC, doc, start, id LIMIT {_SHOWN_FIRST}"
    )
    found = {row[0]: bool(row[1]) for query, values in ((odd, codes), (rest, ())) for row in db.execute(query, tuple(values))}
    return list(found.items())


def count_rows(db: Database) -> int:
    """Return how many rows of lists nobody has decided on, those left out that have to be asked for."""
    (found,) = db.execute(
        f"SELECT count(*) FROM records INDEXED BY records_rows WHERE {OPEN_ROW} AND run IS NOT NULL"
    ).fetchone()
    return int(found)


def unsure_rows(db: Database) -> list[str]:
    """Return the ids of the rows that have to be asked for."""
    rows = db.execute(f"SELECT id FROM records INDEXED BY records_rows WHERE {OPEN_ROW} AND run IS NULL")
    return [row[0] for row in rows]


def beside(db: Database, record: str, kind: str) -> list[str]:
    """Return the ids of the records of a kind that begin where another record of their document begins."""
    rows = db.execute(
        "SELECT other.id FROM records AS one JOIN records AS other ON other.doc = one.doc AND other.start = one.start"
        " WHERE one.id = ? AND other.kind = ? AND other.superseded_by IS NULL AND NOT other.unplaced ORDER BY other.id",
        (record, kind),
    )
    return [row[0] for row in rows]


def near(db: Database, num: int, start: int, end: int) -> list[str]:
    """Return the ids of what may give a date at a place of a document: what begins there, or not long before."""
    rows = db.execute(
        "SELECT id FROM records WHERE doc = ? AND start BETWEEN ? AND ? AND (superseded_by IS NULL OR kept IS NOT NULL)"
        " AND NOT unplaced AND (kind IN ('claim', 'event', 'citation') OR (kind = 'mention' AND sort = 'date'))"
        " AND kind IN ('claim', 'event', 'citation', 'mention') ORDER BY start, id LIMIT 200",
        (num, max(start - _BEFORE, 0), end),
    )
    return [row[0] for row in rows]


def found_claims(db: Database, words: str, limit: int) -> list[str]:
    """Return the ids of claims whose content holds all these words, those that people decided on first.

    They are not sorted by how well they fit: where thousands do, that takes longer than a person waits.
    """
    query = to_query(words)
    found = index_of(db).claims(query, _LOOKED_AT) if query else []
    rows = db.execute(f"SELECT num, id, kept IS NULL FROM records WHERE num IN ({marks(found)})", found).fetchall()
    return [row[1] for row in sorted(rows, key=lambda row: (row[2], row[0]))][:limit]


def standing(db: Database, record: str) -> Standing:
    """Tell where a record stands that somebody rests on: shown, replaced by a later run, without its words, or removed."""
    row = db.execute(
        "SELECT unplaced, superseded_by IS NULL OR kept IS NOT NULL FROM records WHERE id = ?", (record,)
    ).fetchone()
    if row is None:
        return "not there"
    return "words gone" if row[0] else "shown" if row[1] else "replaced"


def lately_decided(db: Database, limit: int) -> list[str]:
    """Return the ids of the records that were decided on last, latest first, each once."""
    rows = db.execute("SELECT record FROM judgements ORDER BY num DESC LIMIT ?", (limit * 4,))
    return list(dict.fromkeys(row[0] for row in rows))[:limit]


def named_documents(db: Database, limit: int) -> list[tuple[str, str]]:
    """Return id and name of documents by name, so many at most."""
    return [(row[0], row[1]) for row in db.execute("SELECT id, name FROM documents ORDER BY name, id LIMIT ?", (limit,))]


def named_alike(db: Database, limit: int) -> list[list[str]]:
    """Return the ids of documents that have one name, name by name, in the order in which they came into the case."""
    rows = db.execute(
        "SELECT name, id FROM documents WHERE name IN"
        " (SELECT name FROM documents GROUP BY name HAVING count(*) > 1 ORDER BY name LIMIT ?) ORDER BY name, num",
        (limit,),
    )
    found: dict[str, list[str]] = {}
    for name, one in rows:
        found.setdefault(name, []).append(one)
    return list(found.values())


def stamp(db: Database) -> tuple[int, int]:
    """Return numbers that grow when records are added or decided on."""
    row = db.execute("SELECT (SELECT max(num) FROM records), (SELECT max(num) FROM judgements)").fetchone()
    return row[0] or 0, row[1] or 0


def claims_relating(db: Database, relations: Sequence[str]) -> list[bytes]:
    """Return the claims that nobody rejected which tie things together by these relations, as JSON, by place and id."""
    rows = db.execute(
        "SELECT COALESCE(r.kept, r.payload) FROM facts AS f JOIN records AS r ON r.num = f.claim"
        f" WHERE f.relation IN ({marks(relations)}) AND f.status < ? ORDER BY r.doc, r.start, r.id",
        (*relations, STATUSES.index("rejected")),
    )
    return [row[0] for row in rows]


def links_between(db: Database, ids: Sequence[str]) -> list[bytes]:
    """Return the links of which both ends are among some records, as JSON, by place and id."""
    ends = Counter(
        record
        for some in batches(sorted(set(ids)))
        for (record,) in db.execute(f"SELECT record FROM rests_on WHERE target IN ({marks(some)})", some)
    )
    found = [
        row
        for some in batches(sorted(record for record, times in ends.items() if times > 1))
        for row in db.execute(
            "SELECT start, id, COALESCE(kept, payload) FROM records WHERE kind = 'link'"
            f" AND (superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced AND id IN ({marks(some)})",
            some,
        )
    ]
    return [row[2] for row in sorted(found)]
