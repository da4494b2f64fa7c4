"""The search index: which words of a document are in it, and how it follows the records.

The index itself keeps no text (it is contentless). To take a row out it wants the words that were put in, so the words of a
document are kept together, packed: claims and names repeat its passages, and leave next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.records import Claim, Mention, Passage
from whosays.store.codec import decode, decode_folded, encode_folded
from whosays.store.words import TOKENS, index_of
from whosays.text.fold import fold_text, words_only

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.records import Anchor
    from whosays.store.database import Database

# Layers of mentions that are names or like names; pronouns and nominals are found in their passages.
NAMING = frozenset({"name", "adjective", "epithet"})
GAP = " "
"""What stands between two pieces of the same record in the index."""


def make(db: Database) -> None:
    """Make the index of a database and fill it (also the migration step that every change of the folding needs)."""
    db.execute("DROP TABLE IF EXISTS search")
    db.execute("DROP TABLE IF EXISTS search_rows")
    db.execute("DROP TABLE IF EXISTS search_claims")
    db.execute("DROP TABLE IF EXISTS folded")
    db.execute(
        "CREATE TABLE search_rows(num INTEGER PRIMARY KEY, doc INTEGER NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL,"
        " start INTEGER NOT NULL)"
    )
    # The words of all rows of a document, by the numbers of the rows.
    db.execute("CREATE TABLE folded(doc INTEGER PRIMARY KEY, words BLOB NOT NULL)")
    db.execute("CREATE INDEX search_rows_doc ON search_rows(doc)")
    # Which rows are claims, by number of the record: thousands of hits are looked up in it, so it is kept small.
    db.execute("CREATE TABLE search_claims(num INTEGER PRIMARY KEY, claim INTEGER NOT NULL)")
    db.execute(f"CREATE VIRTUAL TABLE search USING fts5(folded, content='', {TOKENS})")
    for (doc,) in db.execute("SELECT num FROM documents ORDER BY num").fetchall():
        follow(db, doc)


def follow(db: Database, doc: int) -> None:
    """Bring the index of one document (by number) up to date with its passages and records."""
    wanted = {row[1]: row for row in _rows(db, doc)}
    words = words_of(db, doc)
    stale = []
    for num, kind, record, start in db.execute("SELECT num, kind, record, start FROM search_rows WHERE doc = ?", (doc,)):
        if wanted.get(record) == (kind, record, start, words.get(num)):
            del wanted[record]
        else:
            stale.append((num, words.pop(num, "")))
    if not stale and not wanted:
        return
    _drop(db, stale)
    numbers = dict(db.execute("SELECT id, num FROM records WHERE doc = ? AND kind = 'claim'", (doc,))) if wanted else {}
    there = index_of(db)
    for kind, record, start, folded in wanted.values():
        ((at,),) = db.execute(
            "INSERT INTO search_rows(doc, kind, record, start) VALUES (?, ?, ?, ?) RETURNING num", (doc, kind, record, start)
        ).fetchall()
        words[at] = folded
        there.put(at, folded)
        if kind == "claim":
            db.execute("INSERT INTO search_claims VALUES (?, ?)", (at, numbers[record]))
    db.execute(
        "INSERT INTO folded(doc, words) VALUES (?, ?) ON CONFLICT(doc) DO UPDATE SET words = excluded.words",
        (doc, encode_folded(words)),
    )


def forget(db: Database, doc: int) -> None:
    """Take a document (by number) out of the index."""
    words = words_of(db, doc)
    rows = db.execute("SELECT num FROM search_rows WHERE doc = ?", (doc,)).fetchall()
    _drop(db, [(num, words.get(num, "")) for (num,) in rows])
    db.execute("DELETE FROM folded WHERE doc = ?", (doc,))


def words_of(db: Database, doc: int) -> dict[int, str]:
    """Return the words of the rows of a document (by number) as they were put into the index, by the numbers of the rows."""
    row = db.execute("SELECT words FROM folded WHERE doc = ?", (doc,)).fetchone()
    return decode_folded(row[0]) if row else {}


def shown(anchors: Iterable[Anchor]) -> str:
    """Return the folded words of a record's pieces, as they stand in the index."""
    return words_only(fold_text(GAP.join(anchor.text for anchor in anchors)))


def pieces_of(record: Passage | Claim | Mention) -> tuple[Anchor, ...]:
    """Return the words of a record that are searched."""
    match record:
        case Passage():
            return record.pieces
        case Claim():
            return record.content
        case Mention():
            return (record.at,)


def _drop(db: Database, rows: Iterable[tuple[int, str]]) -> None:
    there = index_of(db)
    for num, folded in rows:
        there.drop(num, folded)
        db.execute("DELETE FROM search_rows WHERE num = ?", (num,))
        db.execute("DELETE FROM search_claims WHERE num = ?", (num,))


def _rows(db: Database, doc: int) -> Iterator[tuple[str, str, int, str]]:
    for (raw,) in db.execute("SELECT payload FROM passages WHERE doc = ? ORDER BY place, id", (doc,)):
        yield _row("passage", decode(raw, Passage))
    for (raw,) in db.execute(_ACTIVE, (doc, "claim")):
        yield _row("claim", decode(raw, Claim))
    seen: set[str] = set()  # a name is one hit a document, its first mention; its others are `View.mentions`
    for (raw,) in db.execute(_ACTIVE, (doc, "mention")):
        mention = decode(raw, Mention)
        if mention.layer in NAMING and mention.kind != "date":
            row = _row("mention", mention)
            if row[3] not in seen:
                seen.add(row[3])
                yield row


def _row(kind: str, record: Passage | Claim | Mention) -> tuple[str, str, int, str]:
    pieces = pieces_of(record)
    return kind, record.id, pieces[0].start if pieces else 0, shown(pieces)


_ACTIVE = (
    "SELECT COALESCE(kept, payload) FROM records WHERE doc = ? AND kind = ?"
    " AND (superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced ORDER BY start, id"
)
