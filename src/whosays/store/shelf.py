"""The documents of a large case, looked up a page at a time: what stands on the shelf, and where their passages stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from whosays.records import Capture, Document, Passage
from whosays.store import addresses, changed
from whosays.store.asking import ACTIVE, batches, marks
from whosays.store.codec import bare_json, decode, decode_text
from whosays.store.facts import STATUSES
from whosays.store.faults import NoSuchDocument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.records import DocumentId
    from whosays.store.asking import Asking


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A document on the shelf, without its text, with its capture and how much of what stands in it."""

    doc: Document
    capture: Capture
    words: int
    claims: int
    problems: int


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


Reached = tuple[tuple[int, int, str], ...]
"""How far a case has come: of documents and of captures the last number, how many there are, and the id of the last."""
_KEPT = (("documents", "num"), ("captures", "rowid"))
_OUTLINE = msgspec.json.Decoder(Outline)


class Shelf:
    """Answers about documents and their passages."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._heads: dict[int, Document] = {}

    def head(self, doc: str) -> Document:
        """Return a document without its text, by its whole id."""
        row = self._asking.db.execute("SELECT num FROM documents WHERE id = ?", (doc,)).fetchone()
        if row is None:
            raise NoSuchDocument(doc)
        return self.head_of(row[0])

    def heads(self, docs: Iterable[str]) -> dict[DocumentId, Document]:
        """Return documents without their texts, by id; unknown ids are left out."""
        found: dict[DocumentId, Document] = {}
        for some in batches(sorted(set(docs))):
            rows = self._asking.db.execute(f"SELECT payload FROM documents WHERE id IN ({marks(some)})", some)
            found |= {doc.id: doc for (raw,) in rows for doc in (decode(raw, Document),)}
        return found

    def stamp(self) -> int:
        """Return a number that stays the same as long as no document comes, changes or goes."""
        return changed.times(self._asking.db, "documents")[0]

    def removals(self) -> int:
        """Return a number that stays the same as long as no document goes."""
        return changed.times(self._asking.db, "removed")[0]

    def reached(self) -> Reached:
        """Return how far the case has come: which documents and captures it has by now (`has_all`)."""
        return tuple(self._reached(table, number, None) for table, number in _KEPT)

    def has_all(self, then: Reached) -> bool:
        """Ask whether everything is still there that was there once; what came since does not matter."""
        known = zip(_KEPT, then, strict=True)
        return then == tuple(self._reached(table, number, last) for (table, number), (last, _, _) in known)

    def _reached(self, table: str, number: str, last: int | None) -> tuple[int, int, str]:
        """Return the last number up to a number, how many rows there are so far, and the id of the last."""
        up_to = "" if last is None else f"WHERE {number} <= {last:d}"
        last, many = self._asking.db.execute(f"SELECT COALESCE(max({number}), 0), count(*) FROM {table} {up_to}").fetchone()
        row = self._asking.db.execute(f"SELECT id FROM {table} WHERE {number} = ?", (last,)).fetchone()
        return last, many, row[0] if row else ""

    def count(self) -> int:
        """Return how many documents there are."""
        return self._asking.count("SELECT count(*) FROM documents")

    def latest(self, *, limit: int) -> list[Document]:
        """Return the documents that were added last, latest first, without their texts."""
        rows = self._asking.db.execute("SELECT payload FROM documents ORDER BY num DESC LIMIT ?", (limit,))
        return [decode(raw, Document) for (raw,) in rows]

    def some(self, *, start: int, limit: int) -> list[Shelved]:
        """Return some of the documents, by name and id."""
        rows = self._asking.db.execute(
            "SELECT d.num, d.payload, d.body, c.payload FROM documents AS d JOIN captures AS c ON c.id = d.capture"
            " ORDER BY d.name, d.id LIMIT ? OFFSET ?",
            (limit, start),
        ).fetchall()
        return [
            Shelved(
                doc=decode(raw, Document),
                capture=decode(captured, Capture),
                words=len(decode_text(body).split()),
                claims=self._asking.count(
                    "SELECT count(*) FROM facts WHERE doc = ? AND status < ?", num, STATUSES.index("rejected")
                ),
                problems=self._asking.count(
                    f"SELECT count(*) FROM records WHERE doc = ? AND kind = 'problem' AND {ACTIVE}", num
                ),
            )
            for num, raw, body, captured in rows
        ]

    def unread(self, *, limit: int) -> list[Capture]:
        """Return files in the case that no document was made of, by name."""
        rows = self._asking.db.execute(
            "SELECT payload FROM captures AS c WHERE held AND NOT EXISTS (SELECT 1 FROM documents AS d WHERE d.capture = c.id)"
            " ORDER BY name, id"
        )
        found = (decode(raw, Capture) for (raw,) in rows)
        return [one for _, one in zip(range(limit), (one for one in found if not one.url), strict=False)]

    def at_addresses(self, urls: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the ids of the documents behind each of some addresses (see `store.addresses`)."""
        return addresses.documents_at(self._asking.db, urls)

    def outline(self, doc: str) -> list[Outline]:
        """Return what each passage of a document is and where it stands, in reading order."""
        rows = self._asking.db.execute(
            "SELECT p.payload FROM documents AS d JOIN passages AS p ON p.doc = d.num WHERE d.id = ? ORDER BY p.place, p.id",
            (doc,),
        )
        return [_OUTLINE.decode(bare_json(raw)) for (raw,) in rows]

    def passages(self, doc: str, *, start: int, limit: int) -> list[Passage]:
        """Return some of the passages of a document, in reading order."""
        rows = self._asking.db.execute(
            "SELECT p.payload FROM documents AS d JOIN passages AS p ON p.doc = d.num WHERE d.id = ?"
            " ORDER BY p.place, p.id LIMIT ? OFFSET ?",
            (doc, limit, start),
        )
        return [decode(raw, Passage) for (raw,) in rows]

    def number_of(self, doc: str) -> int:
        """Return the number of a document, as columns have it."""
        row = self._asking.db.execute("SELECT num FROM documents WHERE id = ?", (doc,)).fetchone()
        if row is None:
            raise NoSuchDocument(doc)
        return int(row[0])

    def by_number(self, numbers: Iterable[int]) -> dict[int, Document]:
        """Return documents without their texts, by number."""
        return {number: self.head_of(number) for number in numbers}

    def head_of(self, num: int) -> Document:
        """Return a document without its text, by number."""
        if num not in self._heads:
            (raw,) = self._asking.db.execute("SELECT payload FROM documents WHERE num = ?", (num,)).fetchone()
            self._heads[num] = decode(raw, Document)
        return self._heads[num]
