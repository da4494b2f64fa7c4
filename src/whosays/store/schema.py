"""The database of a case: its tables, and the ordered steps that bring an older one up to date."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from whosays.records import Entry, Judgement
from whosays.store import addresses, changed, directory, facts, index, places, queues, waiting_names
from whosays.store.codec import PROPOSALS, decode, encode_text, is_odd, repack, sort_of
from whosays.store.connection import connect, is_busy
from whosays.store.faults import CaseBusy, DamagedCase, NewerCase, NoCase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DATABASE = "case.sqlite"
APPLICATION_ID = 0x57484F53  # "WHOS"

_FIRST = """
CREATE TABLE captures(
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    parent TEXT,                    -- capture that it was taken out of (mail, archive)
    held INTEGER NOT NULL DEFAULT 1, -- 0: the original had to go with a document that was removed
    payload BLOB NOT NULL
);
CREATE INDEX captures_parent ON captures(parent) WHERE parent IS NOT NULL;

CREATE TABLE done(
    capture TEXT PRIMARY KEY REFERENCES captures(id) ON DELETE CASCADE,
    versions TEXT NOT NULL          -- of reader and extractors that have been over it
);

CREATE TABLE documents(
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    capture TEXT NOT NULL REFERENCES captures(id),
    payload BLOB NOT NULL,          -- all but the text
    text TEXT NOT NULL
);
CREATE INDEX documents_name ON documents(name, id);
CREATE INDEX documents_capture ON documents(capture);

CREATE TABLE passages(
    id TEXT PRIMARY KEY,
    doc INTEGER NOT NULL REFERENCES documents(num),
    place INTEGER NOT NULL,         -- reading order
    payload BLOB NOT NULL
);
CREATE INDEX passages_doc ON passages(doc, place, id);

CREATE TABLE runs(id TEXT PRIMARY KEY, name TEXT NOT NULL, payload BLOB NOT NULL);

-- Mentions, claims, citations, entries, events, links, problems, sources. A record is active (shown) when it is
-- not superseded, or when a person decided on it or marked it (then `kept` is what the person saw).
CREATE TABLE records(
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    doc INTEGER REFERENCES documents(num), -- NULL: of the whole case
    start INTEGER NOT NULL,
    sort TEXT,                      -- kind of a mention, code of a problem
    run TEXT REFERENCES runs(id),   -- NULL: from a reader, or marked by a person
    payload BLOB NOT NULL,          -- what the latest run proposes
    kept BLOB,
    superseded_by TEXT,             -- the run that no longer proposes it
    unplaced INTEGER NOT NULL DEFAULT 0 -- 1: its words are not in the document as it is read now
);
CREATE INDEX records_place ON records(doc, kind, start, id);
CREATE INDEX records_case ON records(kind, start, id) WHERE doc IS NULL;

CREATE TABLE rests_on(
    record TEXT NOT NULL REFERENCES records(id) ON DELETE CASCADE,
    target TEXT NOT NULL,           -- id of a record, document or capture elsewhere
    PRIMARY KEY(record, target)
) WITHOUT ROWID;
CREATE INDEX rests_on_target ON rests_on(target);

CREATE TABLE judgements(num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL, payload BLOB NOT NULL);
CREATE INDEX judgements_record ON judgements(record);

-- Ids on their way out while a document is removed; empty at any other time.
CREATE TABLE removing(id TEXT PRIMARY KEY) WITHOUT ROWID;
-- One row while bytes of a removed document may still be in the files.
CREATE TABLE unwiped(yes INTEGER PRIMARY KEY);

CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE TRIGGER judgements_grow BEFORE DELETE ON judgements WHEN OLD.id NOT IN (SELECT id FROM removing)
BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
"""


_SECOND = """
-- Where words of a document stand on its page images, in one piece: nobody asks for a part of it. zlib over JSON.
CREATE TABLE placements(doc INTEGER PRIMARY KEY REFERENCES documents(num) ON DELETE CASCADE, payload BLOB NOT NULL);

-- Requests for an address, and what came back.
CREATE TABLE visits(
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    capture TEXT,
    payload BLOB NOT NULL
);
CREATE INDEX visits_source ON visits(source, num);
CREATE INDEX visits_capture ON visits(capture) WHERE capture IS NOT NULL;

-- How pictures look, in a form that can be compared (`read/picture_hash.py`).
CREATE TABLE signatures(capture TEXT PRIMARY KEY REFERENCES captures(id) ON DELETE CASCADE, signature TEXT NOT NULL);

-- What the user wishes of this case. Grows: the last row of a name holds.
CREATE TABLE settings(num INTEGER PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX settings_name ON settings(name, num);
"""


_THIRD = """
-- What other engines were asked about a document, and answered; zlib over text. They go with the document.
CREATE TABLE answers(
    num INTEGER PRIMARY KEY,
    doc INTEGER NOT NULL REFERENCES documents(num) ON DELETE CASCADE,
    question TEXT NOT NULL,
    passage TEXT NOT NULL,
    run TEXT NOT NULL REFERENCES runs(id),
    at TEXT NOT NULL,
    request BLOB NOT NULL,
    answer BLOB NOT NULL,
    UNIQUE(doc, question)
);
"""

_REPORTS_AND_TRANSLATIONS = """
-- What people compose from claims. Grows: the last version of an id holds. No words of documents stand in it.
CREATE TABLE reports(
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    payload BLOB NOT NULL,
    UNIQUE(id, version)
);

-- Passages in another language, typed by a person or made by an engine. Grows: the last row of a passage and language holds.
CREATE TABLE translations(
    num INTEGER PRIMARY KEY,
    doc INTEGER NOT NULL REFERENCES documents(num) ON DELETE CASCADE,
    passage TEXT NOT NULL,
    language TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    engine TEXT,
    text TEXT NOT NULL
);
CREATE INDEX translations_doc ON translations(doc, language, passage, num);

-- Rows that wait for a person, and claims that say that one thing took another's place (`store/queues.py`).
CREATE INDEX records_rows ON records(doc, start, id) WHERE kind = 'entry';
CREATE INDEX facts_relation ON facts(relation) WHERE relation IS NOT NULL;
"""


def _tables(db: sqlite3.Connection) -> None:
    _run_script(db, _FIRST)


def _pages_and_visits(db: sqlite3.Connection) -> None:
    _run_script(db, _SECOND)


def _other_engines(db: sqlite3.Connection) -> None:
    _run_script(db, _THIRD)


_STAY = """
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
"""

_FOURTH = """
-- What is shown, by kind and sort: counting and listing need not go through all records.
CREATE INDEX records_sort ON records(kind, sort, doc, start, id)
    WHERE (superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced;

-- The documents of an address: the one they give as their own, those they were fetched from, those that these led over.
CREATE TABLE addresses(address TEXT NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY(address, doc)) WITHOUT ROWID;
CREATE INDEX addresses_doc ON addresses(doc);

-- The second record of a judgement on two; which two people decided on is asked for often, among many other judgements.
DROP TRIGGER judgements_stay;
ALTER TABLE judgements ADD COLUMN other TEXT;
CREATE INDEX judgements_other ON judgements(other) WHERE other IS NOT NULL;
"""


def _looking_up(db: sqlite3.Connection) -> None:
    """Make what the desk looks up: claims by holder and status, names by spelling, lists and links by kind."""
    _run_script(db, _FOURTH)
    for num, raw in db.execute("SELECT num, payload FROM judgements").fetchall():
        if other := decode(raw, Judgement).other:
            db.execute("UPDATE judgements SET other = ? WHERE num = ?", (other, num))
    _run_script(db, _STAY)
    for kind in ("entry", "link"):
        rows = db.execute("SELECT num, payload FROM records WHERE kind = ?", (kind,)).fetchall()
        sorts = ((sort_of(decode(raw, PROPOSALS[kind])), num) for num, raw in rows)
        db.executemany("UPDATE records SET sort = ? WHERE num = ?", sorts)
    directory.make(db)
    facts.make(db)
    waiting_names.make(db)
    addresses.make(db)


def _placing(db: sqlite3.Connection) -> None:
    """Make where records lie."""
    places.make(db)


def _reports_and_translations(db: sqlite3.Connection) -> None:
    _run_script(db, _REPORTS_AND_TRANSLATIONS)


_SHOWN = """
-- How many records of each kind and sort are shown; kept by triggers, so that no page has to count them.
CREATE TABLE shown(kind TEXT NOT NULL, sort TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY(kind, sort)) WITHOUT ROWID;
INSERT INTO shown SELECT kind, COALESCE(sort, ''), count(*) FROM records
    WHERE (superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced GROUP BY 1, 2;
CREATE TRIGGER shown_more AFTER INSERT ON records WHEN (NEW.superseded_by IS NULL OR NEW.kept IS NOT NULL) AND NOT NEW.unplaced
BEGIN {more} END;
CREATE TRIGGER shown_less AFTER DELETE ON records WHEN (OLD.superseded_by IS NULL OR OLD.kept IS NOT NULL) AND NOT OLD.unplaced
BEGIN {less} END;
CREATE TRIGGER shown_not AFTER UPDATE OF kind, sort, superseded_by, kept, unplaced ON records
WHEN (OLD.superseded_by IS NULL OR OLD.kept IS NOT NULL) AND NOT OLD.unplaced
BEGIN {less} END;
CREATE TRIGGER shown_now AFTER UPDATE OF kind, sort, superseded_by, kept, unplaced ON records
WHEN (NEW.superseded_by IS NULL OR NEW.kept IS NOT NULL) AND NOT NEW.unplaced
BEGIN {more} END;
""".format(
    more="INSERT INTO shown VALUES (NEW.kind, COALESCE(NEW.sort, ''), 1) ON CONFLICT DO UPDATE SET times = times + 1;",
    less="UPDATE shown SET times = times - 1 WHERE kind = OLD.kind AND sort = COALESCE(OLD.sort, '');",
)


def _counting(db: sqlite3.Connection) -> None:
    """Make search tell of claims by number, and what waits and who decided be told without reading it all."""
    index.make(db)
    changed.make(db)
    _run_script(db, _SHOWN)
    db.execute("DROP INDEX records_rows")
    is_plain = "instr(payload, CAST('\"flags\":[]' AS BLOB)) > 0"  # payloads were JSON as it is
    db.execute(f"CREATE INDEX records_rows ON records({is_plain}, doc, start, id, run) WHERE {queues.OPEN_ROW}")
    db.execute("DROP TRIGGER judgements_stay")
    db.execute("ALTER TABLE judgements ADD COLUMN who TEXT")
    made = [(decode(raw, Judgement).who, num) for num, raw in db.execute("SELECT num, payload FROM judgements").fetchall()]
    db.executemany("UPDATE judgements SET who = ? WHERE num = ?", made)
    db.execute("CREATE INDEX judgements_who ON judgements(who, num)")
    _run_script(db, _STAY)


_SHORTER = """
-- Ids are long; what begins at one place is few enough to be sorted by id when it is asked for. `records_place` keeps them: by
-- it a damaged case tells what was in a document (`store/rescue.py`).
DROP INDEX records_case;
DROP INDEX records_sort;
CREATE INDEX records_case ON records(kind, start) WHERE doc IS NULL;
CREATE INDEX records_sort ON records(kind, sort, doc, start)
    WHERE (superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced;
"""
_PACKED = (
    *((table, "num", "payload") for table in ("documents", "records", "visits", "entities")),
    *((table, "id", "payload") for table in ("captures", "passages", "runs")),
    ("records", "num", "kept"),
)


def _packing(db: sqlite3.Connection) -> None:
    """Pack what was JSON or text as it is; make the search index without the text that it kept, and others without ids."""
    db.execute("DROP INDEX records_rows")
    # 1: a row of a list on which its reader left a remark.
    db.execute("ALTER TABLE records ADD COLUMN odd INTEGER NOT NULL DEFAULT 0")
    for table, key, column in _PACKED:
        for one, raw in db.execute(f"SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL").fetchall():
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (repack(raw), one))
    for num, raw in db.execute("SELECT num, payload FROM records WHERE kind = 'entry'").fetchall():
        db.execute("UPDATE records SET odd = ? WHERE num = ?", (int(is_odd(decode(raw, Entry))), num))
    db.execute(f"CREATE INDEX records_rows ON records(odd DESC, doc, start, id, run) WHERE {queues.OPEN_ROW}")
    db.execute("ALTER TABLE documents ADD COLUMN body BLOB NOT NULL DEFAULT x''")  # its text, compressed
    for num, text in db.execute("SELECT num, text FROM documents").fetchall():
        db.execute("UPDATE documents SET body = ? WHERE num = ?", (encode_text(text), num))
    db.execute("ALTER TABLE documents DROP COLUMN text")
    index.make(db)
    _run_script(db, _SHORTER)
    # Whoever opens the case now has the database rewritten without the space that became free.
    db.execute("INSERT INTO unwiped VALUES (1) ON CONFLICT DO NOTHING")


# Step i brings a database from version i to i + 1. Never edit a step that was released: append another one.
MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _tables,
    index.make,
    _pages_and_visits,
    _other_engines,
    _looking_up,
    _placing,
    _reports_and_translations,
    _counting,
    _packing,
)
VERSION = len(MIGRATIONS)


def create(path: Path) -> None:
    """Make the database of a new case, all of it or nothing."""
    path.touch()
    db = connect(path, timeout=10)
    try:
        db.execute("PRAGMA journal_mode=WAL")
        migrate(db)
    finally:
        db.close()


def check(db: sqlite3.Connection, folder: Path) -> int:
    """Return the schema version of an open database; raise where it is none of ours, or a newer one."""
    try:
        (application,), (version,) = (db.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version"))
    except sqlite3.DatabaseError as error:
        if is_busy(error):
            raise CaseBusy(folder) from error
        raise DamagedCase(folder / DATABASE, str(error)) from error
    if application != APPLICATION_ID:
        raise NoCase(folder, f"its {DATABASE} is not one of whosays")
    if version > VERSION:
        raise NewerCase(folder, version, VERSION)
    return int(version)


def migrate(db: sqlite3.Connection) -> None:
    """Bring a database up to date in one transaction; another process may have been quicker."""
    db.execute("BEGIN IMMEDIATE")
    try:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        for step in MIGRATIONS[version:]:
            step(db)
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        db.execute(f"PRAGMA user_version={VERSION}")
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def _run_script(db: sqlite3.Connection, script: str) -> None:
    """Run statements one by one; `executescript` would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""
