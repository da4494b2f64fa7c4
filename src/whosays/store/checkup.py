"""Whether a case folder is what it promises to be: each promise looked at, and told in a sentence.

1. the database: its schema, its pages, its keys;
2. the originals against their hashes;
3. every anchor against the words of its document;
4. what is looked up by, made anew beside the case and compared;
5. what stopped runs left.

Nothing in the case is changed: what has to be written for a question is written into a copy that lasts as long as the question.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal

from whosays.anchors import anchors_of
from whosays.records import Capture, Passage
from whosays.store import addresses, facts, index, places
from whosays.store.base import is_elsewhere, reading
from whosays.store.codec import PROPOSALS, decode, decode_text
from whosays.store.connection import Connection, connect
from whosays.store.database import stream
from whosays.store.faults import DamagedCase, NoCase
from whosays.store.originals import Originals
from whosays.store.people import FILE as PEOPLE
from whosays.store.schema import DATABASE, VERSION, check, migrate
from whosays.store.waiting import left_behind
from whosays.store.words import TOKENS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from whosays.store.database import Database


State = Literal["fine", "note", "wrong"]
_TIMEOUT = 10.0
_SHOWN = 5  # examples of what is wrong
_TEXTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What came of one check: `note` is what a person may want to know and nothing is lost by, `where` are examples."""

    check: str
    state: State
    told: str
    where: tuple[str, ...] = ()


class Texts:
    """The texts of the documents of a case, a few in memory at a time."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._read: dict[str, str] = {}

    def have(self, record: object) -> bool:
        """Ask whether every anchor of a record has exactly the words of its document at its place."""
        return all(
            0 <= at.start < at.end and self._text(at.doc)[at.start : at.end] == at.text and bool(at.text)
            for at in anchors_of(record)
        )

    def _text(self, doc: str) -> str:
        if doc not in self._read:
            row = self._db.execute("SELECT body FROM documents WHERE id = ?", (doc,)).fetchone()
            if len(self._read) >= _TEXTS:
                del self._read[next(iter(self._read))]
            self._read[doc] = decode_text(row[0]) if row else ""
        return self._read[doc]


def check_case(folder: Path, *, quick: bool = False) -> Iterator[Finding]:
    """Yield what each check of a case finds.

    Args:
        folder: the case folder. Raises NoCase where there is none in it.
        quick: leave out what takes long in a large case: the bytes of originals, every anchor, what is looked up by.
    """
    if is_elsewhere(folder):
        yield from _check_server(folder, quick=quick)
        return
    path = folder / DATABASE
    if not path.is_file():
        raise NoCase(folder)
    try:
        db = connect(path, timeout=_TIMEOUT)
    except DamagedCase as error:
        yield Finding(check="pages", state="wrong", told=f"the database cannot be opened: {error}")
        return
    with closing(db):
        try:
            version = check(db, folder)
        except DamagedCase as error:
            yield Finding(check="pages", state="wrong", told=f"the database cannot be read: {error}")
            return
        db.execute("BEGIN")  # everything is asked of one moment
        yield _schema(version)
        yield from _told("pages", _pages(db, "quick_check" if quick else "integrity_check"))
        yield from _told("keys", _keys(db))
        yield from _told("originals", _originals(db, folder, quick=quick))
        if version == VERSION and not quick:
            yield from _told("anchors", _anchors(db))
            yield from _told("index", _derived(db.backup, path))
        if version == VERSION:
            yield from _told("leavings", _unwiped(db))
        yield from _told("leavings", _leavings(folder))
    if (folder / PEOPLE).is_file():
        yield from _told("people", _people(folder))


def _check_server(folder: Path, *, quick: bool) -> Iterator[Finding]:
    """Yield what each check finds of a case whose rows are on a server, which looks after its own files and keys."""
    db, version = reading(folder, _TIMEOUT)
    with closing(db):
        yield _schema(version)
        yield Finding(check="pages", state="fine", told="the server looks after its own files; `pg_amcheck` goes through them")
        yield Finding(check="keys", state="fine", told="the server holds every row to what it points at")
        yield from _told("originals", _originals(db, folder, quick=quick))
        if version == VERSION and not quick:
            yield from _told("anchors", _anchors(db))
            yield from _told("index", _derived(lambda copy: _copied(db, copy), folder, also=_server_differing(db)))
        if version == VERSION:
            yield from _told("leavings", _unwiped(db))
        yield from _told("leavings", _leavings(folder))
    if (folder / PEOPLE).is_file():
        yield from _told("people", _people(folder))


def _schema(version: int) -> Finding:
    old = "" if version == VERSION else f"; it is brought up to {VERSION} when it is opened, and checked in full after that"
    return Finding(check="schema", state="note" if old else "fine", told=f"version {version}{old}")


def _told(name: str, found: Iterator[Finding]) -> Iterator[Finding]:
    """Yield what a check finds; where it comes upon damage, that is what it found."""
    try:
        yield from found
    except (DamagedCase, sqlite3.DatabaseError) as error:
        yield Finding(check=name, state="wrong", told=f"this cannot be read: {error}")


def _finding(name: str, wrong: Sequence[str], fine: str, told: str) -> Finding:
    """Return what a check found: what is wrong, counted, with some examples, or that all is fine."""
    if not wrong:
        return Finding(check=name, state="fine", told=fine)
    return Finding(check=name, state="wrong", told=f"{told}: {len(wrong):,}", where=tuple(wrong[:_SHOWN]))


def _pages(db: Connection, pragma: str) -> Iterator[Finding]:
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    rows = [str(row[0]) for row in db.execute(f"PRAGMA {pragma}(100)").fetchall()]
    yield _finding("pages", [row for row in rows if row != "ok"], f"{pages:,} pages, all whole", "faults in the database")


def _keys(db: Connection) -> Iterator[Finding]:
    rows = [f"{table} {number} → {parent}" for table, number, parent, _ in db.execute("PRAGMA foreign_key_check").fetchall()]
    yield _finding("keys", rows, "every row has what it points at", "rows that point at nothing")


def _originals(db: Database, folder: Path, *, quick: bool) -> Iterator[Finding]:
    originals = Originals(folder)
    wrong: list[str] = []
    held: set[str] = set()
    for one, name, raw in stream(db, "SELECT id, name, payload FROM captures WHERE held ORDER BY name, id"):
        held.add(one)
        if why := _fault_of(originals.path(one), one, decode(raw, Capture).size, quick=quick):
            wrong.append(f"{name} ({one[:12]}…) {why}")
    done = "there" if quick else "what their hashes say"
    yield _finding("originals", wrong, f"{len(held):,} originals, all {done}", "originals that are not what was kept")
    others = [place.name for place in originals.files() if place.name not in held]
    if others:
        told = f"{len(others):,} files among the originals belong to no capture; a removal clears them away"
        yield Finding(check="originals", state="note", told=told, where=tuple(others[:_SHOWN]))


def _fault_of(place: Path, capture: str, size: int, *, quick: bool) -> str:
    try:
        if quick:
            return "" if place.stat().st_size == size else "has another length"
        with place.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == capture
    except FileNotFoundError:
        return "is not there"
    except OSError as error:
        return f"cannot be read ({(error.strerror or str(error)).lower()})"
    return "" if same else "has other bytes"


def _anchors(db: Database) -> Iterator[Finding]:
    texts = Texts(db)
    wrong: list[str] = []
    seen = 0
    passages = ((Passage, one, raw) for one, raw in stream(db, "SELECT id, payload FROM passages ORDER BY doc, place, id"))
    records = (
        (PROPOSALS[kind], one, raw)
        for one, kind, raw in stream(
            db,
            "SELECT id, kind, COALESCE(kept, payload) FROM records WHERE (superseded_by IS NULL OR kept IS NOT NULL)"
            " AND NOT unplaced ORDER BY doc, kind, start, id",
        )
    )
    for kind, one, raw in chain(passages, records):
        try:
            record = decode(raw, kind)
        except DamagedCase:
            wrong.append(f"{one} cannot be read")
            continue
        seen += len(anchors_of(record))
        if not texts.have(record):
            wrong.append(one)
    yield _finding(
        "anchors",
        wrong,
        f"{seen:,} anchors, each with the words of its document",
        "records with other words than their document",
    )


# What is looked up by, as it can be made anew document by document: its rows, and those whose documents are gone.
_ROWS = {
    "search index": "SELECT doc, kind, record, start FROM search_rows",
    "words of the search index": "SELECT doc, words FROM folded",
    "index of claims": f"SELECT {facts.COLUMNS} FROM facts",
    "names of claims": "SELECT claim, role, entity FROM claim_names",
    "places": "SELECT l.record, p.country, p.place FROM lies AS l JOIN places AS p ON p.num = l.place",
    "addresses": "SELECT doc, address FROM addresses",
}
_HOMELESS = ("search_rows", "folded", "addresses", "facts")
_COUNTS = (
    "SELECT kind, COALESCE(sort, ''), count(*) FROM records"
    " WHERE (superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced GROUP BY 1, 2"
)
_SEARCHED = "SELECT s.num, r.num FROM search_rows AS s JOIN records AS r ON r.id = s.record WHERE s.kind = 'claim'"


def _derived(fill: Callable[[Connection], object], what: Path, also: Sequence[str] = ()) -> Iterator[Finding]:
    """Make anew what is looked up by, in a copy, and compare.

    Args:
        fill: fills an empty database with the rows of the case.
        what: what is damaged where they cannot be read.
        also: rows that are known to differ.
    """
    # SQLite keeps it in memory, and in a file without a name once it is large.
    with closing(sqlite3.connect("", factory=Connection, isolation_level=None)) as copy:
        copy.path = what
        fill(copy)
        wrong = [*also, *_words(copy)]
        (lagging,) = copy.execute("SELECT changes <> seen OR EXISTS (SELECT 1 FROM renamed) FROM directory").fetchone()
        for at, rows in enumerate(_ROWS.values()):
            copy.execute(f"CREATE TEMP TABLE before_{at} AS {rows}")
        for (num,) in copy.execute("SELECT num FROM documents ORDER BY num").fetchall():
            for part in (index, places, addresses) if lagging else (index, facts, places, addresses):
                part.follow(copy, num)
        wrong += [
            f"{name}: {', '.join(str(value) for value in row[:3] if not isinstance(value, bytes))}"
            for at, (name, rows) in enumerate(_ROWS.items())
            for row in _differing(copy, f"SELECT * FROM before_{at}", rows)
        ]
        for table in _HOMELESS:
            gone = copy.execute(f"SELECT DISTINCT doc FROM {table} WHERE doc NOT IN (SELECT num FROM documents)").fetchall()
            wrong += [f"{table}: document {num} is gone" for (num,) in gone]
        searched = _differing(copy, "SELECT num, claim FROM search_claims", _SEARCHED)
        wrong += [f"claims of the search index: {claim}" for _, claim in searched]
        counts = _differing(copy, "SELECT * FROM shown WHERE times", _COUNTS)
        wrong += [f"counts: {kind} {sort}".rstrip() for kind, sort, _ in counts]
        yield _finding(
            "index",
            wrong,
            "what is looked up by is what the records say",
            "rows of the index that are not what the records say",
        )
        if lagging:
            told = "names changed since they were put together last; `whosays names` shows them, the next `whosays add` follows"
            yield Finding(check="index", state="note", told=told)


def _words(copy: Connection) -> list[str]:
    """Return the words of the search index that are counted otherwise where the index is made anew of what was put in."""
    copy.execute("INSERT INTO search(search) VALUES ('integrity-check')")
    copy.execute(f"CREATE VIRTUAL TABLE temp.anew USING fts5(folded, content='', {TOKENS})")
    for (doc,) in copy.execute("SELECT doc FROM folded").fetchall():
        copy.executemany("INSERT INTO anew(rowid, folded) VALUES (?, ?)", index.words_of(copy, doc).items())
    copy.execute("CREATE VIRTUAL TABLE temp.there_words USING fts5vocab('main', 'search', 'row')")
    copy.execute("CREATE VIRTUAL TABLE temp.anew_words USING fts5vocab('temp', 'anew', 'row')")
    rows = _differing(copy, "SELECT term, doc, cnt FROM there_words", "SELECT term, doc, cnt FROM anew_words")
    return [f"search index: {term}" for term, _, _ in rows]


def _differing(copy: Connection, one: str, other: str) -> list[tuple[object, ...]]:
    return [
        row
        for a, b in ((one, other), (other, one))
        for row in copy.execute(f"SELECT * FROM ({a}) EXCEPT SELECT * FROM ({b})").fetchall()
    ]


def _copied(db: Database, copy: Connection) -> None:
    from whosays.store.copying import copy_rows

    migrate(copy)
    copy_rows(db, copy)


def _server_differing(db: Database) -> list[str]:
    """Return what the server itself looks up by and that is not what its rows say."""
    from whosays.store.postgres.words import wrong_words

    counted = f"SELECT kind, sort, times FROM shown WHERE times <> 0 EXCEPT {_COUNTS} "
    missed = f"{_COUNTS} EXCEPT SELECT kind, sort, times FROM shown "
    wrong = [f"counts: {kind} {sort}".rstrip() for kind, sort, _ in (*db.execute(counted), *db.execute(missed))]
    return wrong + [f"words of the search index: row {num}" for num in wrong_words(db)]


def _unwiped(db: Database) -> Iterator[Finding]:
    if db.execute("SELECT 1 FROM unwiped").fetchone():
        told = "bytes of a removed document may still be in the files; any command on the case wipes them"
        yield Finding(check="leavings", state="note", told=told)


def _leavings(folder: Path) -> Iterator[Finding]:
    left = left_behind(folder)
    if left:
        told = f"{len(left):,} waiting rooms of stopped runs; the next `whosays add` clears them away"
        yield Finding(check="leavings", state="note", told=told, where=tuple(place.name for place in left[:_SHOWN]))
    else:
        yield Finding(check="leavings", state="fine", told="no run left anything")


def _people(folder: Path) -> Iterator[Finding]:
    with closing(connect(folder / PEOPLE, timeout=_TIMEOUT)) as db:
        rows = [str(row[0]) for row in db.execute("PRAGMA integrity_check(100)").fetchall()]
    yield _finding(
        "people", [row for row in rows if row != "ok"], "the file of people is whole", "faults in the file of people"
    )
