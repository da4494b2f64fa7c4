"""What can still be read of a damaged case, put into a new one: row by row, each checked, and what is lost told by its id.

1. the damaged database is copied; the copy's log is written back, where SQLite still opens it (`copy_database`);
2. every row that is whole goes into the new database under its own number; a record has to be one, of the id that its row says
   (`put_rows`);
3. documents whose words are not what their passages say are left out, as are rows whose document is lost (`leave_out`);
4. when the originals of lost documents were read again, what people decided on or marked in them is put back (`put_back`).

Ids come from content, so a document that is read again has its records under the ids that people decided on.
"""

from __future__ import annotations

import mmap
import re
import shutil
import sqlite3
import zlib
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.anchors import anchors_of
from whosays.errors import WhosaysError
from whosays.records import Capture, Document, Entry, Judgement, Passage, Run, Visit, make_id
from whosays.reports import Report
from whosays.store import addresses, directory, facts, index, places
from whosays.store.base import is_elsewhere
from whosays.store.checkup import Texts
from whosays.store.codec import PROPOSALS, Stored, decode, decode_placements, decode_text, encode_text, home_of, is_odd
from whosays.store.connection import connect
from whosays.store.faults import CannotRead, NoCase, OnServer
from whosays.store.judged import fold_judgements
from whosays.store.originals import Originals
from whosays.store.pages import MAGIC, Row, Unreadable, read_rows
from whosays.store.people import FILE as PEOPLE
from whosays.store.schema import APPLICATION_ID, DATABASE
from whosays.store.turn import turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from whosays.store.connection import Connection
    from whosays.store.pages import Value

KINDS = {
    "doc": "documents", "psg": "passages", "run": "runs", "jdg": "judgements", "vis": "visits", "men": "mentions",
    "clm": "claims", "cit": "citations", "row": "entries", "evt": "events", "lnk": "links", "prb": "problems", "src": "sources",
}  # fmt: skip
"""What is stored under an id, by how the id begins; a capture's is a hash alone."""
_SHAPES: dict[tuple[str, ...], tuple[str, str]] = {
    # What the values of a row are (n nothing, i whole number, s words, b bytes, ? any but bytes) → table, columns.
    ("s", "s", "?", "i", "b"): ("captures", "id, name, parent, held, payload"),
    ("n", "s", "s", "s", "b", "b"): ("documents", "num, id, name, capture, payload, body"),
    ("n", "s", "s", "s", "b", "s"): ("documents", "num, id, name, capture, payload, body"),  # its text, before version 9
    ("s", "i", "i", "b"): ("passages", "id, doc, place, payload"),
    ("s", "s", "b"): ("runs", "id, name, payload"),
    ("n", "s", "s", "?", "i", "?", "?", "b", "k", "?", "i"): (
        "records",
        "num, id, kind, doc, start, sort, run, payload, kept, superseded_by, unplaced",
    ),
    ("n", "s", "s", "?", "i", "?", "?", "b", "k", "?", "i", "i"): (
        "records",
        "num, id, kind, doc, start, sort, run, payload, kept, superseded_by, unplaced, odd",
    ),
    ("n", "b"): ("placements", "doc, payload"),
    ("n", "s", "s", "?", "b"): ("visits", "num, id, source, capture, payload"),
    ("n", "s", "s", "s", "s"): ("settings", "num, name, value, who, at"),
    ("n", "i", "s", "s", "s", "s", "b", "b"): ("answers", "num, doc, question, passage, run, at, request, answer"),
    ("n", "s", "i", "b"): ("reports", "num, id, version, payload"),
    ("n", "i", "s", "s", "s", "s", "?", "s"): ("translations", "num, doc, passage, language, who, at, engine, text"),
}
# What people and other engines wrote beside a document, without its number; the first column is the id of a passage.
_WRITTEN = {
    "translations": "passage, language, who, at, engine, text",
    "answers": "passage, question, run, at, request, answer",
}
_HASH = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[a-z]{3}-[0-9a-f]{16}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*Z")
_ELSEWHERE = frozenset({"captures", "documents", "runs", "judgements", "visits", "sources", "links"})  # of no one document
_TABLES = ("captures", "documents", "passages", "runs", "records", "judgements", "visits")


@dataclass
class Found:
    """What the rows of a damaged database came to, while it is read."""

    unreadable: int = 0  # rows that a page says it has, and rows whose record is not what was written
    pages: set[int] = field(default_factory=set)  # those that cannot be read, or not all of them
    known: set[str] = field(default_factory=set)  # ids that indexes of the database tell of
    homes: dict[str, int] = field(default_factory=dict)  # id of a passage or record → number of its document, likewise
    made_of: dict[int, str] = field(default_factory=dict)  # number of a document → its capture, as an index tells
    # What people and engines wrote that an index tells of: table and number of the row → how it is told when it is lost.
    written: dict[tuple[str, int], str] = field(default_factory=dict)
    to_read: dict[str, str] = field(default_factory=dict)  # what has to be read again: id of the capture → name


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A record of a lost document that a person decided on or marked: it waits until the document is read again."""

    kind: str
    start: int
    sort: str | None
    record: Stored
    payload: bytes
    kept: bytes


def check_is_case(folder: Path) -> None:
    """Raise NoCase where a folder has no database of a case, damaged or not; OnServer where it is not in the folder."""
    if is_elsewhere(folder):
        raise OnServer(folder)
    if not (folder / DATABASE).is_file():
        raise NoCase(folder)
    with (folder / DATABASE).open("rb") as file:
        head = file.read(100)
    if head.startswith(MAGIC) and int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NoCase(folder, f"its {DATABASE} is not one of whosays")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits until its document is read again: records, and rows of translations and answers with their table."""

    records: tuple[Apart, ...]
    written: tuple[tuple[str, tuple[Value, ...]], ...]


def copy_database(folder: Path, room: Path) -> Path:
    """Copy the database of a case into a folder, with its log written back where SQLite opens it. Changes nothing in the case.

    Raises CannotRead where the disk does not give the file.
    """
    copy = room / DATABASE
    try:
        with turn(folder, 10):
            for end in ("", "-wal"):
                if (folder / f"{DATABASE}{end}").exists():
                    shutil.copyfile(folder / f"{DATABASE}{end}", room / f"{DATABASE}{end}")
    except OSError as error:
        raise CannotRead(folder, (error.strerror or str(error)).lower()) from error
    with suppress(sqlite3.Error, WhosaysError), closing(connect(copy, timeout=10)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return copy


def put_rows(copy: Path, into: Path) -> Found:
    """Put every whole row of a database file into the new, empty case in a folder."""
    found = Found()
    with closing(connect(into / DATABASE, timeout=10)) as db:
        db.execute("PRAGMA foreign_keys=OFF")
        db.execute("BEGIN IMMEDIATE")
        for row in _read(copy):
            if isinstance(row, Row) and row.number is None:
                _note_entry(db, row.values, found)
            elif isinstance(row, Unreadable) or not _put(db, row):
                found.pages.add(row.page)
                found.unreadable += not (isinstance(row, Unreadable) and row.is_page)
        # Rows of before version 9 do not tell.
        rows = db.execute("SELECT num, payload FROM records WHERE kind = 'entry'").fetchall()
        db.executemany(
            "UPDATE records SET odd = ? WHERE num = ?", ((int(is_odd(decode(raw, Entry))), num) for num, raw in rows)
        )
        db.execute("COMMIT")
        for table in ("translations", "answers", "reports"):
            for (num,) in db.execute(f"SELECT num FROM {table}"):
                found.written.pop((table, num), None)
    with suppress(sqlite3.Error, WhosaysError), closing(connect(copy, timeout=10)) as old:
        for num, capture in old.execute("SELECT num, capture FROM documents INDEXED BY documents_capture"):
            found.made_of[num] = capture
    return found


def _read(copy: Path) -> Iterator[Row | Unreadable]:
    if copy.stat().st_size == 0:
        return
    with copy.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
        yield from read_rows(raw)


def _note_entry(db: Connection, values: tuple[Value, ...], found: Found) -> None:
    """Take from an index which ids there were, and what a record rests on (a table that is kept as an index)."""
    match values:
        case (str(one), int()) if _HASH.fullmatch(one) or (_ID.fullmatch(one) and one[:3] in KINDS):
            found.known.add(one)
        case (int(), str(), str(passage), int(num), *_) if passage.startswith("psg-"):
            found.written["translations", num] = passage
        case (int(), str(question), int(num)) if question.startswith("qst-"):
            found.written["answers", num] = question
        case (str(report), int(version), int(num)) if report.startswith("rep-"):
            found.written["reports", num] = f"{report}, version {version}"
        case (int(doc), int() | str(), *_, str(one), int()) if len(values) in {4, 5} and _ID.fullmatch(one):
            found.homes[one] = doc
        case (str(one), str(target)) if _ID.fullmatch(one) and (_ID.fullmatch(target) or _HASH.fullmatch(target)):
            db.execute("INSERT OR IGNORE INTO rests_on(record, target) VALUES (?, ?)", values)


def _put(db: Connection, row: Row) -> bool:
    """Put one row; False for one that says it is a record and is none. A row of what is derived is passed over."""
    values = row.values
    match values:
        case (None, str(one), str(), bytes(raw), *rest) if len(rest) in {0, 1, 2} and one.startswith("jdg-"):
            return _put_judgement(db, row.number, one, raw)
        case (str(one), str(told)) if _HASH.fullmatch(one):
            table, column = ("done", "versions") if " " in told else ("signatures", "signature")
            db.execute(f"INSERT OR IGNORE INTO {table}(capture, {column}) VALUES (?, ?)", values)
            return True
    shape = next((shape for shape in _SHAPES if _fits(values, shape)), None)
    if shape is None:
        return True
    table, columns = _SHAPES[shape]
    if table in {"placements", "settings"} and not _is_ours(table, values):
        return True
    if table == "answers" and not str(values[2]).startswith("qst-"):
        return True
    if not _is_whole(table, values):
        return False
    put = (row.number, *values[1:]) if shape[0] == "n" else values
    if table == "documents" and isinstance(put[-1], str):
        put = (*put[:-1], encode_text(put[-1]))
    db.execute(f"INSERT OR IGNORE INTO {table}({columns}) VALUES ({','.join('?' * len(put))})", put)
    return True


def _put_judgement(db: Connection, number: int | None, one: str, raw: bytes) -> bool:
    try:
        judgement = decode(raw, Judgement)
    except WhosaysError:
        return False
    if judgement.id != one:
        return False
    db.execute(
        "INSERT OR IGNORE INTO judgements(num, id, record, other, who, payload) VALUES (?, ?, ?, ?, ?, ?)",
        (number, one, judgement.record, judgement.other, judgement.who, raw),
    )
    return True


def _fits(values: tuple[Value, ...], shape: tuple[str, ...]) -> bool:
    kinds: dict[str, Callable[[Value], bool]] = {
        "n": lambda one: one is None,
        "i": lambda one: isinstance(one, int),
        "s": lambda one: isinstance(one, str),
        "b": lambda one: isinstance(one, bytes),
        "k": lambda one: one is None or isinstance(one, bytes),
        "?": lambda one: not isinstance(one, bytes),
    }
    return len(values) == len(shape) and all(kinds[kind](one) for kind, one in zip(shape, values, strict=True))


def _is_ours(table: str, values: tuple[Value, ...]) -> bool:
    """Ask whether a row of a shape that other tables have too is of this one."""
    if table == "settings":
        return bool(_TIME.fullmatch(str(values[4])))
    try:
        decode_placements(bytes(values[1]))  # type: ignore[arg-type]  # the shape says that it is bytes
    except WhosaysError:
        return False
    return True


def _is_whole(table: str, values: tuple[Value, ...]) -> bool:
    """Ask whether the record in a row can be read, and is the one that the row says it is."""
    try:
        match table, values:
            case "captures", (one, *_, bytes(raw)):
                return decode(raw, Capture).id == one
            case "documents", (_, one, _, capture, bytes(raw), body):
                made = decode(raw, Document)
                if isinstance(body, bytes):
                    decode_text(body)
                return (made.id, made.capture) == (one, capture)
            case "passages", (one, *_, bytes(raw)):
                return decode(raw, Passage).id == one
            case "runs", (one, _, bytes(raw)):
                return decode(raw, Run).id == one
            case "visits", (_, one, *_, bytes(raw)):
                return decode(raw, Visit).id == one
            case "reports", (_, one, version, bytes(raw)):
                report = decode(raw, Report)
                return (report.id, report.version) == (one, version)
            case "records", (_, one, str(kind), _, _, _, _, bytes(raw), kept, *_):
                held = [raw, kept] if isinstance(kept, bytes) else [raw]
                return all(decode(each, PROPOSALS[kind]).id == one for each in held)
            case "answers", (*_, bytes(request), bytes(answer)):
                return bool(zlib.decompress(request) or zlib.decompress(answer) or True)
    except (WhosaysError, KeyError, zlib.error):
        return False
    return True


def leave_out(into: Path, found: Found) -> Waiting:
    """Take out what lacks what it stands on, and return what waits for its document.

    A document goes where its capture is lost, or where its words are not those of its passages. `found.to_read` then has the
    captures that have to be read again: those that lack a document, and those whose documents lack a passage or a record.
    """
    with closing(connect(into / DATABASE, timeout=10)) as db:
        db.execute("PRAGMA foreign_keys=OFF")
        db.execute("BEGIN IMMEDIATE")
        _leave_out_documents(db, found)
        db.execute("UPDATE records SET run = NULL WHERE run NOT IN (SELECT id FROM runs) AND kept IS NOT NULL")
        db.execute("DELETE FROM records WHERE run NOT IN (SELECT id FROM runs)")
        db.execute("DELETE FROM answers WHERE run NOT IN (SELECT id FROM runs)")
        _note_to_read(db, found)
        apart = list(_other_words(db))
        gone = "doc NOT IN (SELECT num FROM documents)"
        written = [
            (table, row)
            for table, columns in _WRITTEN.items()
            for row in db.execute(f"SELECT {columns} FROM {table} WHERE {gone} ORDER BY num").fetchall()
        ]
        db.executemany("DELETE FROM records WHERE num = ?", ((num,) for num, _ in apart))
        for table in ("passages", "placements", *_WRITTEN):
            db.execute(f"DELETE FROM {table} WHERE {gone}")
        db.execute("DELETE FROM rests_on WHERE record NOT IN (SELECT id FROM records)")
        db.execute("DELETE FROM signatures WHERE capture NOT IN (SELECT id FROM captures)")
        db.execute("COMMIT")
    return Waiting(records=tuple(one for _, one in apart if one), written=tuple(written))


def _leave_out_documents(db: Connection, found: Found) -> None:
    """Take out the documents that cannot stand."""
    captures = {one for (one,) in db.execute("SELECT id FROM captures")}
    for num, name, capture, body in db.execute("SELECT num, name, capture, body FROM documents ORDER BY num").fetchall():
        if capture not in captures or not _has_its_words(db, num, decode_text(body)):
            found.to_read[capture] = name
            db.execute("DELETE FROM documents WHERE num = ?", (num,))


def _note_to_read(db: Connection, found: Found) -> None:
    """Note which captures have to be read again, and that they are not done."""
    names = dict(db.execute("SELECT id, name FROM captures WHERE held").fetchall())
    there = dict(db.execute("SELECT num, capture FROM documents").fetchall())
    wanted = {capture for num, capture in found.made_of.items() if num not in there}
    ids = {one for (one,) in db.execute("SELECT id FROM passages UNION ALL SELECT id FROM records")}
    lost = {one for one in found.known - ids if kind_of(one) not in _ELSEWHERE}
    homes = {found.homes.get(one) for one in lost}
    # Where nothing tells of which document one was, it may have been of any.
    wanted |= {capture for num, capture in there.items() if num in homes or None in homes}
    # Where that index is lost too: what was read, or has the id of a document that was made of it.
    read = {one for (one,) in db.execute("SELECT capture FROM done")}
    told = {one for (one,) in db.execute("SELECT target FROM rests_on UNION SELECT parent FROM captures")}
    bare = names.keys() - set(there.values())
    wanted |= {one for one in bare if make_id("doc", one) in found.known or (one in read and one not in told)}
    for capture in sorted(wanted):
        found.to_read.setdefault(capture, names.get(capture, ""))
    db.executemany("DELETE FROM done WHERE capture = ?", ((one,) for one in found.to_read))
    db.execute("DELETE FROM done WHERE capture NOT IN (SELECT id FROM captures)")


def _has_its_words(db: Connection, num: int, text: str) -> bool:
    for (raw,) in db.execute("SELECT payload FROM passages WHERE doc = ?", (num,)):
        for anchor in anchors_of(decode(raw, Passage)):
            if text[anchor.start : anchor.end] != anchor.text:
                return False
    return True


def _other_words(db: Connection) -> Iterator[tuple[int, Apart | None]]:
    """Yield the records that have no document, or words that are in none: by number, with what a person decided on in full."""
    texts = Texts(db)
    rows = db.execute(
        "SELECT r.num, r.kind, r.start, r.sort, r.payload, r.kept, r.unplaced, r.doc IS NOT NULL AND d.num IS NULL"
        " FROM records AS r LEFT JOIN documents AS d ON d.num = r.doc ORDER BY r.doc, r.num"
    ).fetchall()
    for num, kind, start, sort, payload, kept, unplaced, is_homeless in rows:
        record = decode(kept or payload, PROPOSALS[kind])
        if is_homeless or not (unplaced or texts.have(record)):
            part = Apart(kind=kind, start=start, sort=sort, record=record, payload=payload, kept=kept) if kept else None
            yield num, part


def put_originals(folder: Path, into: Path) -> tuple[str, ...]:
    """Copy the originals that are what their hashes say; return the names of captures whose bytes are lost.

    Such a capture stays, with what was made of it, as one whose bytes are not kept any more.
    """
    damaged = Originals(folder)
    lost: list[str] = []
    with closing(connect(into / DATABASE, timeout=10)) as db:
        for one, name in db.execute("SELECT id, name FROM captures WHERE held ORDER BY name, id").fetchall():
            try:
                raw = damaged.read(one)
            except (WhosaysError, OSError):
                lost.append(name)
                db.execute("UPDATE captures SET held = 0 WHERE id = ?", (one,))
                continue
            new = Originals(into)
            new.write(one, raw)
            new.settle()
    return tuple(lost)


def copy_people(folder: Path, into: Path) -> bool | None:
    """Take the file of people along where it is whole; None where there is none."""
    if not (folder / PEOPLE).is_file():
        return None
    try:
        with closing(connect(folder / PEOPLE, timeout=10)) as db:
            if [row[0] for row in db.execute("PRAGMA integrity_check").fetchall()] != ["ok"]:
                return False
        shutil.copy2(folder / PEOPLE, into / PEOPLE)  # with its permissions: for this account's eyes only
    except (WhosaysError, sqlite3.Error, OSError):
        return False
    return True


def put_back(into: Path, waiting: Waiting) -> dict[str, list[str]]:
    """Put back what people decided on, marked or wrote in documents that were read again, and look everything up anew.

    A record that has its words no more is kept apart, as after any new reading (`View.unplaced`). Returns the passages whose
    translations and answers have no place, by the table that they were in.
    """
    lost: dict[str, list[str]] = {}
    with closing(connect(into / DATABASE, timeout=10)) as db:
        db.execute("BEGIN IMMEDIATE")
        numbers = dict(db.execute("SELECT id, num FROM documents").fetchall())
        texts = Texts(db)
        for one in waiting.records:
            home = home_of(one.record)
            is_placed = texts.have(one.record)
            if (home or "") not in numbers and (home or not is_placed):
                continue
            db.execute(
                "INSERT INTO records(id, kind, doc, start, sort, payload, kept, unplaced, odd)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT(id) DO UPDATE SET kept = excluded.kept, unplaced = excluded.unplaced",
                (
                    *(one.record.id, one.kind, numbers.get(home or ""), one.start),
                    *(one.sort, one.payload, one.kept, int(not is_placed), int(is_odd(one.record))),
                ),
            )
        for table, row in waiting.written:
            home = db.execute("SELECT doc FROM passages WHERE id = ?", row[:1]).fetchone()
            if home is None:
                lost.setdefault(table, []).append(str(row[0]))
                continue
            marks = ", ".join("?" * (len(row) + 1))
            db.execute(f"INSERT OR IGNORE INTO {table}(doc, {_WRITTEN[table]}) VALUES ({marks})", (*home, *row))
        _keep_decided(db)
        for num in numbers.values():
            index.follow(db, num)
            facts.follow(db, num)
            places.follow(db, num)
            addresses.follow(db, num)
        directory.note_change(db)
        db.execute("COMMIT")
    return lost


def _keep_decided(db: Connection) -> None:
    """Keep what a person decided on and that was proposed anew, as `Writer.add_judgement` does."""
    made: dict[str, list[Judgement]] = {}
    for (raw,) in db.execute("SELECT payload FROM judgements ORDER BY num"):
        judgement = decode(raw, Judgement)
        made.setdefault(judgement.record, []).append(judgement)
    kept = [(one,) for one, judgements in made.items() if fold_judgements(judgements).is_kept]
    db.executemany("UPDATE records SET kept = payload WHERE id = ? AND kept IS NULL", kept)


def kind_of(one: str) -> str:
    """Return what is stored under an id, in the plural ("claims")."""
    return KINDS.get(one[:3], "records") if "-" in one else "captures"


def ids_in(into: Path) -> set[str]:
    """Return the ids of everything that is stored in a case."""
    with closing(connect(into / DATABASE, timeout=10)) as db:
        return {one for table in _TABLES for (one,) in db.execute(f"SELECT id FROM {table}")}
