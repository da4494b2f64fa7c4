"""Questions about a few records of a large case, answered from indexes: what the desk shows on one page.

What is asked here never goes through all records. Names are those of the directory, as all documents were put together last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

import msgspec

from whosays.records import Capture, Claim, Document, Entry, Event, Judgement, Link, Mention, Passage, Problem
from whosays.store import addresses, directory, waiting_names
from whosays.store.codec import PROPOSALS, decode
from whosays.store.directory import like
from whosays.store.facts import STATUSES, VOICES
from whosays.store.faults import NoSuchDocument
from whosays.store.judged import current
from whosays.store.search import search_claims

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from whosays.records import DocumentId
    from whosays.store.directory import Kept, Line
    from whosays.store.facts import Voice
    from whosays.store.judged import Status, Verdict
    from whosays.store.waiting_names import Waiting

_ACTIVE = "(superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced"
_MANY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A claim as people left it, with what the case knows of it.

    `doc` is its document without its text. `holders` are the entities of the steps' holders, `about` those of the words that it
    is about, each None where nobody is named.
    """

    number: int
    claim: Claim
    doc: Document
    status: Status
    voice: Voice
    holders: tuple[Line | None, ...]
    about: tuple[Line | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A document on the shelf, without its text, with its capture and how much of what stands in it."""

    doc: Document
    capture: Capture
    words: int
    claims: int
    problems: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHead:
    """A list: its id, the document it stands in, how many rows it has."""

    list: str
    doc: Document
    rows: int


class Stretch(msgspec.Struct, frozen=True):
    """Where a piece of a passage stands."""

    start: int
    end: int


class Outline(msgspec.Struct, frozen=True):
    """What a passage is and where it stands: the few fields of one that can be read of thousands at a time."""

    id: str
    zone: str
    pieces: tuple[Stretch, ...]
    level: int | None = None


_OUTLINE = msgspec.json.Decoder(Outline)


class _Named(msgspec.Struct, array_like=True, frozen=True):
    """The atoms of a claim's holders, step by step, and of what it is about."""

    steps: tuple[int | None, ...]
    about: tuple[int | None, ...]


class Refreshed(Protocol):
    """What holds in memory what it read of a case, and reads what has changed since."""

    def refresh(self, db: sqlite3.Connection) -> None:
        """Read what has changed since the last time."""


class Lookup:
    """Answers from indexes. Made by a view, and good for as long as it is open."""

    def __init__(self, db: sqlite3.Connection, verdict: Callable[[str], Verdict]) -> None:
        self._db = db
        self._verdict = verdict
        self._heads: dict[int, Document] = {}

    # How much there is

    def counts(self) -> dict[str, int]:
        """Return how many records of each kind are shown, and how many documents there are."""
        rows = dict(self._db.execute(f"SELECT kind, count(*) FROM records WHERE {_ACTIVE} GROUP BY kind"))
        return {kind: rows.get(kind, 0) for kind in PROPOSALS} | {"document": self._count("SELECT count(*) FROM documents")}

    def sorts(self, kind: str) -> dict[str, int]:
        """Return how many records of a kind are shown of each sort: problems by code, links and mentions by kind."""
        return dict(
            self._db.execute(
                f"SELECT sort, count(*) FROM records WHERE kind = ? AND {_ACTIVE} GROUP BY sort ORDER BY 2 DESC, 1", (kind,)
            )
        )

    # Documents

    def head(self, doc: str) -> Document:
        """Return a document without its text, by its whole id."""
        row = self._db.execute("SELECT num FROM documents WHERE id = ?", (doc,)).fetchone()
        if row is None:
            raise NoSuchDocument(doc)
        return self._head(row[0])

    def heads(self, docs: Iterable[str]) -> dict[DocumentId, Document]:
        """Return documents without their texts, by id; unknown ids are left out."""
        found: dict[DocumentId, Document] = {}
        for some in _batches(sorted(set(docs))):
            rows = self._db.execute(f"SELECT payload FROM documents WHERE id IN ({_marks(some)})", some)
            found |= {doc.id: doc for (raw,) in rows for doc in (decode(raw, Document),)}
        return found

    def state(self) -> tuple[int, ...]:
        """Return numbers that stay the same as long as no document, name, claim or decision is added or taken away."""
        return tuple(
            self._db.execute(
                "SELECT (SELECT changes FROM directory), (SELECT seen FROM directory), (SELECT seq FROM facts_state),"
                " (SELECT gone FROM facts_state), (SELECT count(*) FROM documents),"
                " (SELECT COALESCE(max(num), 0) FROM judgements)"
            ).fetchone()
        )

    def shelf_stamp(self) -> tuple[int, int]:
        """Return numbers that stay the same as long as no document comes or goes."""
        row = self._db.execute("SELECT count(*), COALESCE(sum(num), 0) FROM documents").fetchone()
        return int(row[0]), int(row[1])

    def documents_count(self) -> int:
        """Return how many documents there are."""
        return self._count("SELECT count(*) FROM documents")

    def first_documents(self, *, limit: int) -> list[Document]:
        """Return the first documents by name, without their texts."""
        rows = self._db.execute("SELECT payload FROM documents ORDER BY name, id LIMIT ?", (limit,))
        return [decode(raw, Document) for (raw,) in rows]

    def shelf(self, *, start: int, limit: int) -> list[Shelved]:
        """Return some of the documents, by name and id."""
        rows = self._db.execute(
            "SELECT d.num, d.payload, d.text, c.payload FROM documents AS d JOIN captures AS c ON c.id = d.capture"
            " ORDER BY d.name, d.id LIMIT ? OFFSET ?",
            (limit, start),
        ).fetchall()
        return [
            Shelved(
                doc=decode(raw, Document),
                capture=decode(captured, Capture),
                words=len(text.split()),
                claims=self._count("SELECT count(*) FROM facts WHERE doc = ? AND status < ?", num, STATUSES.index("rejected")),
                problems=self._count(f"SELECT count(*) FROM records WHERE doc = ? AND kind = 'problem' AND {_ACTIVE}", num),
            )
            for num, raw, text, captured in rows
        ]

    def unread(self, *, limit: int) -> list[Capture]:
        """Return files in the case that no document was made of, by name."""
        rows = self._db.execute(
            "SELECT payload FROM captures AS c WHERE held AND NOT EXISTS (SELECT 1 FROM documents AS d WHERE d.capture = c.id)"
            " ORDER BY name, id"
        )
        found = (decode(raw, Capture) for (raw,) in rows)
        return [one for _, one in zip(range(limit), (one for one in found if not one.url), strict=False)]

    def documents_at(self, urls: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the ids of the documents behind each of some addresses (see `store.addresses`)."""
        return addresses.documents_at(self._db, urls)

    # Passages

    def outline(self, doc: str) -> list[Outline]:
        """Return what each passage of a document is and where it stands, in reading order."""
        rows = self._db.execute(
            "SELECT p.payload FROM documents AS d JOIN passages AS p ON p.doc = d.num WHERE d.id = ? ORDER BY p.place, p.id",
            (doc,),
        )
        return [_OUTLINE.decode(raw) for (raw,) in rows]

    def passages(self, doc: str, *, start: int, limit: int) -> list[Passage]:
        """Return some of the passages of a document, in reading order."""
        rows = self._db.execute(
            "SELECT p.payload FROM documents AS d JOIN passages AS p ON p.doc = d.num WHERE d.id = ?"
            " ORDER BY p.place, p.id LIMIT ? OFFSET ?",
            (doc, limit, start),
        )
        return [decode(raw, Passage) for (raw,) in rows]

    # Claims

    def refresh(self, columns: Refreshed) -> None:
        """Bring what is held in memory of a case up to what this view sees."""
        columns.refresh(self._db)

    def number_of(self, doc: str) -> int:
        """Return the number of a document, as columns have it."""
        row = self._db.execute("SELECT num FROM documents WHERE id = ?", (doc,)).fetchone()
        if row is None:
            raise NoSuchDocument(doc)
        return int(row[0])

    def documents_by_number(self, numbers: Iterable[int]) -> dict[int, Document]:
        """Return documents without their texts, by number."""
        return {number: self._head(number) for number in numbers}

    def claims_found(self, words: str, *, limit: int = 20_000) -> frozenset[int]:
        """Return the numbers of claims whose content holds all these words."""
        return search_claims(self._db, words, limit)

    def claims_worded(self, field: Literal["holder", "about"], words: str) -> frozenset[int]:
        """Return the numbers of claims whose holder, or what they are about, is told in words that have these in them."""
        rows = self._db.execute(f"SELECT claim FROM facts WHERE {field} LIKE ? ESCAPE '\\'", (like(words),))
        return frozenset(num for (num,) in rows)

    def known(self, numbers: Sequence[int]) -> list[Known]:
        """Return claims by number, in the order given."""
        rows: dict[int, tuple[int, int, int, bytes, bytes]] = {}
        for some in _batches(list(numbers)):
            rows |= {
                row[0]: row[1:]
                for row in self._db.execute(
                    "SELECT f.claim, f.doc, f.status, f.voice, f.named, COALESCE(r.kept, r.payload)"
                    f" FROM facts AS f JOIN records AS r ON r.num = f.claim WHERE f.claim IN ({_marks(some)})",
                    some,
                ).fetchall()
            }
        named = {num: msgspec.json.decode(row[3], type=_Named) for num, row in rows.items()}
        lines = directory.lines_of(
            self._db, {atom for told in named.values() for atom in (*told.steps, *told.about) if atom is not None}
        )
        return [
            Known(
                number=number,
                claim=self._current(decode(rows[number][4], Claim)),
                doc=self._head(rows[number][0]),
                status=STATUSES[rows[number][1]],
                voice=VOICES[rows[number][2]],
                holders=tuple(lines.get(atom) if atom else None for atom in named[number].steps),
                about=tuple(lines.get(atom) if atom else None for atom in named[number].about),
            )
            for number in numbers
            if number in rows
        ]

    def claims_between(self, doc: str, start: int, end: int) -> list[int]:
        """Return the numbers of the claims that begin in a stretch of a document and that nobody rejected, in its order."""
        rows = self._db.execute(
            "SELECT f.claim FROM facts AS f JOIN documents AS d ON d.num = f.doc"
            " WHERE d.id = ? AND f.start >= ? AND f.start < ? AND f.status < ? ORDER BY f.start, f.claim",
            (doc, start, end, STATUSES.index("rejected")),
        )
        return [num for (num,) in rows]

    def claims_count(self, doc: str) -> int:
        """Return how many claims of a document nobody rejected."""
        return self._count(
            "SELECT count(*) FROM facts AS f JOIN documents AS d ON d.num = f.doc WHERE d.id = ? AND f.status < ?",
            *(doc, STATUSES.index("rejected")),
        )

    def number_of_claim(self, claim: str) -> int | None:
        """Return the number of a claim by its whole id."""
        row = self._db.execute("SELECT f.claim FROM records AS r JOIN facts AS f ON f.claim = r.num WHERE r.id = ?", (claim,))
        return next((num for (num,) in row), None)

    # Names

    def atoms(self, *, members: bool = True) -> Kept:
        """Return the atoms of the directory, for `resolve.identity.Joined`; without `members`, which is quicker."""
        return directory.kept(self._db, members=members)

    def is_fresh(self) -> bool:
        """Ask whether the directory has all names that are in the case now."""
        return directory.is_fresh(self._db)

    def changes(self) -> int:
        """Return how often something changed that names are made of."""
        return directory.changes(self._db)

    def last_judgement(self) -> int:
        """Return the number of the latest judgement."""
        return last_judgement(self._db)

    def lines(self, *, kind: str = "", text: str = "", start: int = 0, limit: int) -> tuple[int, list[Line]]:
        """Return how many entities fit, and some of them: the most named first or, with `text`, by name."""
        return directory.lines(self._db, kind=kind, text=text, start=start, limit=limit)

    def kinds(self) -> list[str]:
        """Return the kinds that entities have."""
        return directory.kinds(self._db)

    def find_named(self, words: str, *, limit: int = 8) -> list[str]:
        """Return the ids of entities that go by these words, the most named first."""
        return directory.find_named(self._db, words, limit=limit)

    def find_called(self, words: str) -> list[Line]:
        """Return the entities whose name, or one of whose writings, is exactly this, the most named first."""
        return directory.find_called(self._db, words)

    def numbers_named(self, words: str) -> list[int]:
        """Return the numbers of the entities that have these words in one of their names."""
        return directory.numbers_named(self._db, words)

    def number_of_entity(self, entity: str) -> int | None:
        """Return the number of an entity by its id."""
        row = self._db.execute("SELECT num FROM entities WHERE id = ? AND within IS NULL", (entity,)).fetchone()
        return int(row[0]) if row else None

    def rows(self, numbers: Collection[int]) -> dict[int, Entry]:
        """Return rows of lists by number."""
        return {num: self._current(decode(raw, Entry)) for num, raw in self._by_number("entry", numbers)}

    def mentions(self, numbers: Collection[int]) -> dict[int, Mention]:
        """Return mentions by number."""
        return {num: self._current(decode(raw, Mention)) for num, raw in self._by_number("mention", numbers)}

    def atom_ids(self, entities: Iterable[str]) -> list[str]:
        """Return the ids of the atoms of some entities, by their ids."""
        found: list[str] = []
        for some in _batches(sorted(entities)):
            rows = self._db.execute(
                "SELECT a.id FROM entities AS e JOIN entities AS a ON a.within = e.num OR (a.num = e.num AND NOT e.joined)"
                f" WHERE e.id IN ({_marks(some)})",
                some,
            )
            found += (one for (one,) in rows)
        return sorted(found)

    def atoms_of(self, entity: str) -> list[int]:
        """Return the numbers of the atoms of an entity."""
        return directory.atoms_of(self._db, entity)

    def times(self, atoms: Sequence[int]) -> int:
        """Return how many mentions and rows are in some atoms."""
        return self._count(f"SELECT COALESCE(sum(times), 0) FROM entities WHERE num IN ({_marks(atoms)})", *atoms)

    def lines_of(self, atoms: Collection[int]) -> dict[int, Line]:
        """Return the entity that each atom (by number) is in."""
        return directory.lines_of(self._db, atoms)

    def entity_of(self, records: Collection[str]) -> dict[str, Line]:
        """Return the entity that each of some mentions and rows is in, by their ids."""
        atoms: dict[str, int] = {}
        for some in _batches(sorted(records)):
            atoms |= dict(
                self._db.execute(
                    "SELECT r.id, m.entity FROM records AS r JOIN members AS m ON m.record = r.num"
                    f" WHERE r.id IN ({_marks(some)})",
                    some,
                ).fetchall()
            )
        lines = self.lines_of(set(atoms.values()))
        return {record: lines[atom] for record, atom in atoms.items()}

    def members(self, atoms: Sequence[int], *, kind: Literal["mention", "entry"], limit: int) -> Iterator[Mention | Entry]:
        """Yield the mentions or the rows that are in some atoms, the first that were put in, at most so many, by document."""
        rows = self._db.execute(
            "SELECT COALESCE(r.kept, r.payload) FROM"
            f" (SELECT record FROM members WHERE entity IN ({_marks(atoms)}) AND is_row = ? ORDER BY record LIMIT ?) AS m"
            " JOIN records AS r ON r.num = m.record ORDER BY r.doc, r.start, r.id",
            (*atoms, int(kind == "entry"), limit),
        )
        for (raw,) in rows:
            yield self._current(decode(raw, Mention)) if kind == "mention" else self._current(decode(raw, Entry))

    def named_between(self, doc: str, start: int, end: int) -> Iterator[Mention | Entry]:
        """Yield the mentions and rows that begin in a stretch of a document and that nobody rejected."""
        for kind in ("mention", "entry"):
            rows = self._db.execute(
                "SELECT COALESCE(kept, payload) FROM records WHERE doc = (SELECT num FROM documents WHERE id = ?)"
                f" AND kind = ? AND start >= ? AND start < ? AND {_ACTIVE} ORDER BY start, id",
                (doc, kind, start, end),
            ).fetchall()
            for (raw,) in rows:
                yield decode(raw, Mention) if kind == "mention" else decode(raw, Entry)

    # Names that may be one

    def waiting_names(self) -> int:
        """Return how many proposals that two names are one wait."""
        return waiting_names.count(self._db)

    def first_waiting(self, *, after: str = "") -> Waiting | None:
        """Return the first of them or, with `after`, the one behind that link."""
        return waiting_names.first(self._db, after=after)

    def place_waiting(self, one: Waiting) -> int:
        """Return which of those that wait a proposal is, counted from 1."""
        return waiting_names.place(self._db, one)

    # Records

    def events(self, numbers: Collection[int]) -> dict[int, Event]:
        """Return events by number."""
        return {num: self._current(decode(raw, Event)) for num, raw in self._by_number("event", numbers)}

    def events_beside(self, atoms: Sequence[int], *, limit: int) -> dict[int, Event]:
        """Return the events of documents in which some atoms are named, by number; of so many documents."""
        docs = self._db.execute(
            "SELECT DISTINCT r.doc FROM members AS m JOIN records AS r ON r.num = m.record"
            f" WHERE m.entity IN ({_marks(atoms)}) AND EXISTS"
            f" (SELECT 1 FROM records AS e WHERE e.doc = r.doc AND e.kind = 'event' AND {_ACTIVE}) ORDER BY r.doc LIMIT ?",
            (*atoms, limit),
        ).fetchall()
        rows = [
            num
            for (doc,) in docs
            for (num,) in self._db.execute(f"SELECT num FROM records WHERE doc = ? AND kind = 'event' AND {_ACTIVE}", (doc,))
        ]
        return self.events(rows)

    def links_at(self, records: Collection[str]) -> list[Link]:
        """Return the links that begin or end at some records, or rest on them, each once, by place and id."""
        found: dict[str, tuple[int, bytes]] = {}
        for some in _batches(sorted(records)):
            rows = self._db.execute(
                "SELECT r.id, r.start, COALESCE(r.kept, r.payload) FROM rests_on AS o JOIN records AS r ON r.id = o.record"
                # The sign before the column keeps SQLite from going through all links for the few ends.
                f" WHERE o.target IN ({_marks(some)}) AND +r.kind = 'link' AND {_ACTIVE}",
                some,
            )
            found |= {one: (start, raw) for one, start, raw in rows}
        made = sorted((start, one, raw) for one, (start, raw) in found.items())
        return [self._current(decode(raw, Link)) for _, _, raw in made]

    def links_in(self, doc: str, kinds: Sequence[str]) -> list[Link]:
        """Return the links of some kinds that have evidence in a document, by place and id."""
        fits = f"+kind = 'link' AND +sort IN ({_marks(kinds)}) AND {_ACTIVE}"
        columns = "start, id, COALESCE(kept, payload)"
        rows = self._db.execute(
            f"SELECT {columns} FROM records WHERE doc = (SELECT num FROM documents WHERE id = ?) AND kind = 'link' AND {fits}"
            f" UNION SELECT {columns} FROM records WHERE id IN (SELECT record FROM rests_on WHERE target = ?) AND {fits}"
            " ORDER BY 1, 2",
            (doc, *kinds, doc, *kinds),
        )
        return [self._current(decode(raw, Link)) for _, _, raw in rows]

    def lists(self, *, start: int, limit: int, of: str = "") -> tuple[int, list[ListHead]]:
        """Return how many lists there are, and some of them in document order; with `of`, the one of this id."""
        fits = f"kind = 'entry' AND (:of = '' OR sort = :of) AND {_ACTIVE}"
        total = int(self._db.execute(f"SELECT count(DISTINCT sort) FROM records WHERE {fits}", {"of": of}).fetchone()[0])
        rows = self._db.execute(
            f"SELECT sort, min(doc), count(*) FROM records WHERE {fits}"
            " GROUP BY sort ORDER BY 2, min(start), sort LIMIT :limit OFFSET :start",
            {"of": of, "limit": limit, "start": start},
        ).fetchall()
        return total, [ListHead(list=one, doc=self._head(doc), rows=n) for one, doc, n in rows]

    def rows_of(self, list_id: str, *, start: int = 0, limit: int) -> list[Entry]:
        """Return some of the rows of a list, in order."""
        rows = self._db.execute(
            f"SELECT COALESCE(kept, payload) FROM records WHERE kind = 'entry' AND sort = ? AND {_ACTIVE}"
            " ORDER BY doc, start, id LIMIT ? OFFSET ?",
            (list_id, limit, start),
        )
        return [self._current(decode(raw, Entry)) for (raw,) in rows]

    def problems(self, code: str | None = None, *, start: int, limit: int) -> list[Problem]:
        """Return some of the problems, those of one code where it is given, by document and place."""
        rows = self._db.execute(
            f"SELECT COALESCE(kept, payload) FROM records WHERE kind = 'problem' AND (? IS NULL OR sort = ?) AND {_ACTIVE}"
            " ORDER BY sort, doc, start, id LIMIT ? OFFSET ?",
            (code, code, limit, start),
        )
        return [decode(raw, Problem) for (raw,) in rows]

    def judgements(self, *, start: int = 0, limit: int) -> list[Judgement]:
        """Return some of the judgements, latest first."""
        rows = self._db.execute("SELECT payload FROM judgements ORDER BY num DESC LIMIT ? OFFSET ?", (limit, start))
        return [decode(raw, Judgement) for (raw,) in rows]

    def judgements_to_compare(self) -> list[Judgement]:
        """Return the judgements on records that have several, and those on two records, in the order of their making."""
        rows = self._db.execute(
            "SELECT payload FROM judgements WHERE record IN"
            " (SELECT record FROM judgements GROUP BY record HAVING count(*) > 1 OR count(other) > 0) ORDER BY num"
        )
        return [decode(raw, Judgement) for (raw,) in rows]

    def judged_links(self) -> list[str]:
        """Return the ids of the links that people decided on."""
        rows = self._db.execute("SELECT DISTINCT record FROM judgements WHERE record >= 'lnk-' AND record < 'lnk.'")
        return [one for (one,) in rows]

    def judgements_on_two(self) -> list[Judgement]:
        """Return the judgements on records of which somebody decided who is who, in the order in which they were made."""
        rows = self._db.execute(
            "SELECT payload FROM judgements"
            " WHERE record IN (SELECT record FROM judgements WHERE other IS NOT NULL) ORDER BY num"
        )
        return [decode(raw, Judgement) for (raw,) in rows]

    def _current(self, record: R) -> R:
        verdict = self._verdict(record.id)
        return current(record, verdict) if verdict.changes else record

    def _head(self, num: int) -> Document:
        if num not in self._heads:
            (raw,) = self._db.execute("SELECT payload FROM documents WHERE num = ?", (num,)).fetchone()
            self._heads[num] = decode(raw, Document)
        return self._heads[num]

    def _by_number(self, kind: str, numbers: Collection[int]) -> Iterator[tuple[int, bytes]]:
        for some in _batches(sorted(numbers)):
            yield from self._db.execute(
                f"SELECT num, COALESCE(kept, payload) FROM records WHERE kind = ? AND num IN ({_marks(some)})", (kind, *some)
            )

    def _count(self, sql: str, *values: object) -> int:
        return int(self._db.execute(sql, values).fetchone()[0])


def last_judgement(db: sqlite3.Connection) -> int:
    """Return the number of the latest judgement, 0 where there is none."""
    return int(db.execute("SELECT COALESCE(max(num), 0) FROM judgements").fetchone()[0])


def _batches(values: Sequence[K]) -> Iterator[Sequence[K]]:
    for at in range(0, len(values), _MANY):
        yield values[at : at + _MANY]


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


K = TypeVar("K", str, int)
R = TypeVar("R", Event, Claim, Mention, Entry, Link)
