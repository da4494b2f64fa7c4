"""The directory of names: the entities as they were when all documents were last put together, and what is in each.

It is derived, so it can always be made anew (`case.together.indexing`). The **atoms**, the entities as proposed, are rows; what
people judged to be one is a row too, and its atoms point at it (`within`). Names that were added since have no row yet;
`is_fresh` tells whether there are any.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import msgspec

from whosays.records import Entity, EntityId
from whosays.store.codec import decode, encode, is_same
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from whosays.records import MentionKind
    from whosays.store.database import Database

_TABLES = (
    "CREATE TABLE entities(num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL,"
    " folded TEXT NOT NULL,"  # all its names, folded, a line each
    " times INTEGER NOT NULL,"  # how many mentions and rows it has
    " joined INTEGER NOT NULL DEFAULT 0,"  # 1: people judged that several are one
    " within INTEGER REFERENCES entities(num),"
    " payload BLOB NOT NULL)",  # the record without its members
    "CREATE INDEX entities_times ON entities(times DESC, folded, num) WHERE within IS NULL",
    "CREATE INDEX entities_folded ON entities(folded, num) WHERE within IS NULL",
    "CREATE INDEX entities_within ON entities(within) WHERE within IS NOT NULL",
    # Which atom a mention or (is_row) a row is in, by its number.
    "CREATE TABLE members(record INTEGER PRIMARY KEY REFERENCES records(num) ON DELETE CASCADE, entity INTEGER NOT NULL,"
    " is_row INTEGER NOT NULL)",
    "CREATE INDEX members_entity ON members(entity, is_row, record)",
    # `changes` counts what atoms depend on, `seen` is what it was when they were made; `apart` is what people split off.
    "CREATE TABLE directory(yes INTEGER PRIMARY KEY CHECK(yes = 1), changes INTEGER NOT NULL, seen INTEGER NOT NULL,"
    " apart BLOB NOT NULL)",
    "INSERT INTO directory VALUES (1, 1, 0, '[{}, {}]')",
    # Documents that hold a name which is in another atom now; what their claims are looked up by has to follow.
    "CREATE TABLE renamed(doc INTEGER PRIMARY KEY REFERENCES documents(num) ON DELETE CASCADE)",
)
_MEMBERS = "SELECT id, num, kind FROM records WHERE kind IN ('mention', 'entry')"
_MANY = 500  # values in one question to SQLite


def make(db: Database) -> None:
    """Make the empty tables (a step of the migrations)."""
    for statement in _TABLES:
        db.execute(statement)


def note_change(db: Database) -> None:
    """Note that something changed which the atoms depend on."""
    db.execute("UPDATE directory SET changes = changes + 1")


def changes(db: Database) -> int:
    """Return how many changes there were."""
    return int(db.execute("SELECT changes FROM directory").fetchone()[0])


def is_fresh(db: Database) -> bool:
    """Ask whether the directory has all names that are in the case now."""
    return bool(db.execute("SELECT changes = seen FROM directory").fetchone()[0])


class Apart(Protocol):
    """Entities as proposed, where some members stand alone (`resolve.exact.Apart`)."""

    @property
    def entities(self) -> Sequence[Entity]:
        """All of them, with their members."""

    @property
    def left(self) -> Mapping[str, EntityId]:
        """By the members that people split off, the entity that their words would put them in."""

    @property
    def own(self) -> Mapping[str, EntityId]:
        """By these, the entity of their own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entity of the directory as a list shows it; `times` is how many mentions and rows it has."""

    id: EntityId
    kind: MentionKind
    name: str
    country: str | None
    times: int

    def entity(self) -> Entity:
        """Return the entity without its members."""
        return Entity(id=self.id, kind=self.kind, name=self.name, country=self.country, members=())


class Atoms(Mapping[str, Entity]):
    """The atoms of the directory by id, each read when it is asked for, with its members or without."""

    def __init__(self, db: Database, *, members: bool) -> None:
        self._db = db
        self._with_members = members
        self._read: dict[str, Entity] = {}

    def __getitem__(self, one: str) -> Entity:
        """Return an atom."""
        if one not in self._read:
            row = self._db.execute("SELECT num, payload FROM entities WHERE id = ? AND NOT joined", (one,)).fetchone()
            if row is None:
                raise KeyError(one)
            atom = decode(row[1], Entity)
            self._read[one] = replace(atom, members=tuple(self._members(row[0]))) if self._with_members else atom
        return self._read[one]

    def __contains__(self, one: object) -> bool:
        """Ask whether there is an atom of this id."""
        return one in self._read or bool(
            self._db.execute("SELECT 1 FROM entities WHERE id = ? AND NOT joined", (one,)).fetchone()
        )

    def __iter__(self) -> Iterator[str]:
        """Yield the ids in order."""
        return (one for (one,) in self._db.execute("SELECT id FROM entities WHERE NOT joined ORDER BY id"))

    def __len__(self) -> int:
        """Return how many there are."""
        return int(self._db.execute("SELECT count(*) FROM entities WHERE NOT joined").fetchone()[0])

    def _members(self, num: int) -> Iterator[str]:
        rows = self._db.execute(
            "SELECT r.id FROM members AS m JOIN records AS r ON r.num = m.record WHERE m.entity = ? ORDER BY r.id", (num,)
        )
        return (one for (one,) in rows)


@dataclass(frozen=True, slots=True)
class Kept:
    """The atoms of the directory, as `resolve.identity.join` takes them."""

    db: Database
    atoms: Atoms
    left: dict[str, EntityId]
    own: dict[str, EntityId]

    def home(self, member: str) -> str | None:
        """Return the atom that a mention or row is in."""
        row = self.db.execute(
            "SELECT e.id FROM records AS r JOIN members AS m ON m.record = r.num JOIN entities AS e ON e.num = m.entity"
            " WHERE r.id = ?",
            (member,),
        ).fetchone()
        return row[0] if row else None


def kept(db: Database, *, members: bool) -> Kept:
    """Return the atoms of the directory, with their members or without, which is quicker."""
    (raw,) = db.execute("SELECT apart FROM directory").fetchone()
    left, own = msgspec.json.decode(raw, type=tuple[dict[str, EntityId], dict[str, EntityId]])
    return Kept(db, Atoms(db, members=members), left, own)


def put_atoms(db: Database, apart: Apart, *, called: Mapping[str, Sequence[str]]) -> None:
    """Make the atoms those given, and note the documents that hold a name which is in another one now (`renamed`).

    Args:
        db: the connection, in a transaction.
        apart: all atoms.
        called: the other writings of each, by id.
    """
    there = {row[1]: row for row in db.execute("SELECT num, id, payload, times, folded FROM entities WHERE NOT joined")}
    records = {one: (num, kind == "entry") for one, num, kind in db.execute(_MEMBERS).fetchall()}
    home = dict(db.execute("SELECT record, entity FROM members").fetchall())
    changed: list[tuple[int, int, bool]] = []
    for atom in apart.entities:
        num = _put(db, atom, _folded([atom.name, *called.get(atom.id, ())]), there.pop(atom.id, None))
        for member in atom.members:
            record, is_row = records.get(member, (None, False))
            if record is not None and home.pop(record, None) != num:
                changed.append((record, num, is_row))
    db.executemany(
        "INSERT INTO members(record, entity, is_row) VALUES (?, ?, ?)"
        " ON CONFLICT(record) DO UPDATE SET entity = excluded.entity, is_row = excluded.is_row",
        changed,
    )
    docs = _documents(db, [record for record, _, _ in changed] + list(home))
    db.executemany("INSERT INTO renamed(doc) VALUES (?) ON CONFLICT DO NOTHING", ((doc,) for doc in docs))
    db.executemany("DELETE FROM members WHERE record = ?", ((record,) for record in home))
    db.executemany("DELETE FROM entities WHERE num = ?", ((row[0],) for row in there.values()))
    db.execute("UPDATE directory SET apart = ?", (msgspec.json.encode((apart.left, apart.own)),))


def take_renamed(db: Database, limit: int) -> list[int]:
    """Return some of the documents whose claims have to follow, and take them off the list."""
    rows = db.execute("DELETE FROM renamed WHERE doc IN (SELECT doc FROM renamed ORDER BY doc LIMIT ?) RETURNING doc", (limit,))
    return [doc for (doc,) in rows.fetchall()]


def put_seen(db: Database, seen: int) -> None:
    """Note that the directory has all that was in the case when `changes` told this number."""
    db.execute("UPDATE directory SET seen = ?", (seen,))


def _put(db: Database, atom: Entity, folded: str, known: tuple[int, str, bytes, int, str] | None) -> int:
    bare, times = replace(atom, members=()), len(atom.members)
    if known is None:
        ((made,),) = db.execute(
            "INSERT INTO entities(id, kind, name, folded, times, payload) VALUES (?, ?, ?, ?, ?, ?) RETURNING num",
            (atom.id, atom.kind, atom.name, folded, times, encode(bare)),
        ).fetchall()
        return int(made)
    if known[3:] != (times, folded) or not is_same(known[2], bare):
        db.execute(
            "UPDATE entities SET kind = ?, name = ?, folded = ?, times = ?, payload = ? WHERE num = ?",
            (atom.kind, atom.name, folded, times, encode(bare), known[0]),
        )
    return known[0]


def put_joined(db: Database, joined: Iterable[Entity]) -> set[int]:
    """Make what people judged to be one those given; return the numbers of the atoms that moved."""
    before = dict(db.execute("SELECT a.num, j.id FROM entities AS a JOIN entities AS j ON j.num = a.within"))
    db.execute("UPDATE entities SET within = NULL WHERE within IS NOT NULL")
    db.execute("DELETE FROM entities WHERE joined")
    after: dict[int, str] = {}
    for entity in joined:
        marks = ",".join("?" * len(entity.joined))
        atoms = db.execute(
            f"SELECT num, times, folded FROM entities WHERE id IN ({marks}) AND NOT joined ORDER BY id = ? DESC, num",
            (*entity.joined, entity.joined[0]),
        ).fetchall()
        ((num,),) = db.execute(
            "INSERT INTO entities(id, kind, name, folded, times, joined, payload) VALUES (?, ?, ?, ?, ?, TRUE, ?)"
            " RETURNING num",
            (
                *(entity.id, entity.kind, entity.name),
                _folded([entity.name, *(name for row in atoms for name in row[2].split("\n") if name)]),
                *(sum(row[1] for row in atoms), encode(replace(entity, members=()))),
            ),
        ).fetchall()
        db.executemany("UPDATE entities SET within = ? WHERE num = ?", ((num, row[0]) for row in atoms))
        after |= dict.fromkeys((row[0] for row in atoms), entity.id)
    return {one for one in {*before, *after} if before.get(one) != after.get(one)}


def forget(db: Database, doc: int) -> None:
    """Take the entities that are named in a document (by number) out, for their spellings may be its words alone.

    Those that are named elsewhere too come back when names are put together anew.
    """
    atoms = "SELECT DISTINCT m.entity FROM records AS r JOIN members AS m ON m.record = r.num WHERE r.doc = ?"
    gone = [num for (num,) in db.execute(atoms, (doc,))]
    whole = [num for one in gone for (num,) in db.execute("SELECT within FROM entities WHERE num = ?", (one,)) if num]
    for num in {*gone, *whole}:
        db.execute("DELETE FROM members WHERE entity = ?", (num,))
        db.execute("UPDATE entities SET within = NULL WHERE within = ?", (num,))
        ids = db.execute("DELETE FROM entities WHERE num = ? RETURNING id", (num,)).fetchall()
        db.executemany("DELETE FROM waiting_names WHERE a = ? OR b = ?", ((one, one) for (one,) in ids))
    note_change(db)


def lines(db: Database, *, kind: str, text: str, start: int, limit: int) -> tuple[int, list[Line]]:
    """Return how many entities fit, and some of them: the most named first or, with `text`, by name."""
    where = "within IS NULL"
    values: list[str] = []
    if kind:
        where, values = f"{where} AND kind = ?", [*values, kind]
    if text:
        where, values = f"{where} AND folded LIKE ? ESCAPE '\\'", [*values, like(text)]
    (total,) = db.execute(f"SELECT count(*) FROM entities WHERE {where}", values).fetchone()
    order = "folded, num" if text else "times DESC, folded, num"
    rows = db.execute(
        f"SELECT payload, times FROM entities WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?", (*values, limit, start)
    )
    return total, [_line(raw, times) for raw, times in rows]


def kinds(db: Database) -> list[str]:
    """Return the kinds that entities have."""
    return [kind for (kind,) in db.execute("SELECT DISTINCT kind FROM entities ORDER BY kind")]


def find_named(db: Database, words: str, *, limit: int) -> list[str]:
    """Return the ids of entities that go by these words, the most named first.

    Those of which they are the name, else one of the writings, else a part of one.
    """
    inside = like(words)
    if inside == "%%":
        return []
    line = f"\n{inside[1:-1]}\n%"
    for pattern in (line, f"%{line}", inside):
        rows = db.execute(
            "SELECT id FROM entities WHERE within IS NULL AND folded LIKE ? ESCAPE '\\' ORDER BY times DESC, num LIMIT ?",
            (pattern, limit),
        ).fetchall()
        if rows:
            return [one for (one,) in rows]
    return []


def find_called(db: Database, words: str) -> list[Line]:
    """Return the entities whose name, or one of whose writings, is exactly this, the most named first."""
    inside = like(words)
    if inside == "%%":
        return []
    rows = db.execute(
        "SELECT payload, times FROM entities WHERE within IS NULL AND folded LIKE ? ESCAPE '\\' ORDER BY times DESC, num",
        (f"%\n{inside[1:-1]}\n%",),
    )
    return [_line(raw, times) for raw, times in rows]


def numbers_named(db: Database, words: str) -> list[int]:
    """Return the numbers of the entities that have these words in one of their names."""
    rows = db.execute("SELECT num FROM entities WHERE within IS NULL AND folded LIKE ? ESCAPE '\\'", (like(words),))
    return [num for (num,) in rows]


def atoms_of(db: Database, entity: str) -> list[int]:
    """Return the numbers of the atoms of an entity, by its id: its own, where nobody joined it to others."""
    rows = db.execute(
        "SELECT a.num FROM entities AS e JOIN entities AS a ON (a.within = e.num OR (a.num = e.num AND NOT e.joined))"
        " WHERE e.id = ? ORDER BY a.num",
        (entity,),
    )
    return [num for (num,) in rows]


def lines_of(db: Database, atoms: Collection[int]) -> dict[int, Line]:
    """Return the entity that each of some atoms (by number) is in."""
    found: dict[int, Line] = {}
    wanted = sorted(atoms)
    for at in range(0, len(wanted), _MANY):
        some = wanted[at : at + _MANY]
        rows = db.execute(
            "SELECT a.num, e.payload, e.times FROM entities AS a JOIN entities AS e ON e.num = COALESCE(a.within, a.num)"
            f" WHERE a.num IN ({','.join('?' * len(some))})",
            some,
        ).fetchall()
        found |= {num: _line(raw, times) for num, raw, times in rows}
    return found


def _line(raw: bytes, times: int) -> Line:
    entity = decode(raw, Entity)
    return Line(entity.id, entity.kind, entity.name, entity.country, times)


def _folded(names: Iterable[str]) -> str:
    """Fold names for looking up, a line each, with a line break before the first and behind the last."""
    return "\n".join(["", *dict.fromkeys(fold_text(" ".join(name.split())) for name in names), ""])


def like(text: str) -> str:
    """Return the pattern for LIKE, with a backslash as its escape, of words that stand somewhere in folded ones."""
    words = fold_text(" ".join(text.split()))
    for sign in ("\\", "%", "_"):
        words = words.replace(sign, f"\\{sign}")
    return f"%{words}%"


def _documents(db: Database, records: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for at in range(0, len(records), _MANY):
        some = records[at : at + _MANY]
        rows = db.execute(f"SELECT DISTINCT doc FROM records WHERE num IN ({','.join('?' * len(some))})", some)
        found |= {doc for (doc,) in rows if doc is not None}
    return found
