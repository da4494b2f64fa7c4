"""The names of a large case, looked up in the directory: entities, their members, and the proposals that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from whosays.records import Entry, Mention
from whosays.store import directory, waiting_names
from whosays.store.asking import ACTIVE, batches, marks
from whosays.store.codec import decode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from whosays.store.asking import Asking
    from whosays.store.directory import Kept, Line
    from whosays.store.waiting_names import Waiting


class KnownNames:
    """Answers about names, as all documents were put together last."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    def atoms(self, *, members: bool = True) -> Kept:
        """Return the atoms of the directory, for `resolve.identity.Joined`; without `members`, which is quicker."""
        return directory.kept(self._asking.db, members=members)

    def is_fresh(self) -> bool:
        """Ask whether the directory has all names that are in the case now."""
        return directory.is_fresh(self._asking.db)

    def changes(self) -> int:
        """Return how often something changed that names are made of."""
        return directory.changes(self._asking.db)

    def lines(self, *, kind: str = "", text: str = "", start: int = 0, limit: int) -> tuple[int, list[Line]]:
        """Return how many entities fit, and some of them: the most named first or, with `text`, by name."""
        return directory.lines(self._asking.db, kind=kind, text=text, start=start, limit=limit)

    def kinds(self) -> list[str]:
        """Return the kinds that entities have."""
        return directory.kinds(self._asking.db)

    def find_named(self, words: str, *, limit: int = 8) -> list[str]:
        """Return the ids of entities that go by these words, the most named first."""
        return directory.find_named(self._asking.db, words, limit=limit)

    def find_called(self, words: str) -> list[Line]:
        """Return the entities whose name, or one of whose writings, is exactly this, the most named first."""
        return directory.find_called(self._asking.db, words)

    def numbers_named(self, words: str) -> list[int]:
        """Return the numbers of the entities that have these words in one of their names."""
        return directory.numbers_named(self._asking.db, words)

    def number_of(self, entity: str) -> int | None:
        """Return the number of an entity by its id."""
        row = self._asking.db.execute("SELECT num FROM entities WHERE id = ? AND within IS NULL", (entity,)).fetchone()
        return int(row[0]) if row else None

    def atom_ids(self, entities: Iterable[str]) -> list[str]:
        """Return the ids of the atoms of some entities, by their ids."""
        found: list[str] = []
        for some in batches(sorted(entities)):
            rows = self._asking.db.execute(
                "SELECT a.id FROM entities AS e JOIN entities AS a ON a.within = e.num OR (a.num = e.num AND NOT e.joined)"
                f" WHERE e.id IN ({marks(some)})",
                some,
            )
            found += (one for (one,) in rows)
        return sorted(found)

    def atoms_of(self, entity: str) -> list[int]:
        """Return the numbers of the atoms of an entity."""
        return directory.atoms_of(self._asking.db, entity)

    def times(self, atoms: Sequence[int]) -> int:
        """Return how many mentions and rows are in some atoms."""
        return self._asking.count(f"SELECT COALESCE(sum(times), 0) FROM entities WHERE num IN ({marks(atoms)})", *atoms)

    def lines_of(self, atoms: Collection[int]) -> dict[int, Line]:
        """Return the entity that each atom (by number) is in."""
        return directory.lines_of(self._asking.db, atoms)

    def entity_of(self, records: Collection[str]) -> dict[str, Line]:
        """Return the entity that each of some mentions and rows is in, by their ids."""
        atoms: dict[str, int] = {}
        for some in batches(sorted(records)):
            atoms |= dict(
                self._asking.db.execute(
                    "SELECT r.id, m.entity FROM records AS r JOIN members AS m ON m.record = r.num"
                    f" WHERE r.id IN ({marks(some)})",
                    some,
                ).fetchall()
            )
        lines = self.lines_of(set(atoms.values()))
        return {record: lines[atom] for record, atom in atoms.items()}

    def members(self, atoms: Sequence[int], *, kind: Literal["mention", "entry"], limit: int) -> Iterator[Mention | Entry]:
        """Yield the mentions or the rows that are in some atoms, the first that were put in, at most so many, by document."""
        rows = self._asking.db.execute(
            "SELECT COALESCE(r.kept, r.payload), r.kept IS NOT NULL FROM"
            f" (SELECT record FROM members WHERE entity IN ({marks(atoms)}) AND is_row = ? ORDER BY record LIMIT ?) AS m"
            " JOIN records AS r ON r.num = m.record ORDER BY r.doc, r.start, r.id",
            (*atoms, kind == "entry", limit),
        )
        for raw, is_decided in rows:  # no decision stands on one that was not kept
            if kind == "mention":
                mention = decode(raw, Mention)
                yield self._asking.current(mention) if is_decided else mention
            else:
                entry = decode(raw, Entry)
                yield self._asking.current(entry) if is_decided else entry

    def named_between(self, doc: str, start: int, end: int) -> Iterator[Mention | Entry]:
        """Yield the mentions and rows that begin in a stretch of a document and that nobody rejected."""
        for kind in ("mention", "entry"):
            rows = self._asking.db.execute(
                "SELECT COALESCE(kept, payload) FROM records WHERE doc = (SELECT num FROM documents WHERE id = ?)"
                f" AND kind = ? AND start >= ? AND start < ? AND {ACTIVE} ORDER BY start, id",
                (doc, kind, start, end),
            ).fetchall()
            for (raw,) in rows:
                yield decode(raw, Mention) if kind == "mention" else decode(raw, Entry)

    def waiting(self) -> int:
        """Return how many proposals that two names are one wait."""
        return waiting_names.count(self._asking.db)

    def first_waiting(self, *, after: str = "") -> Waiting | None:
        """Return the first of them or, with `after`, the one behind that link."""
        return waiting_names.first(self._asking.db, after=after)

    def place_waiting(self, one: Waiting) -> int:
        """Return which of those that wait a proposal is, counted from 1."""
        return waiting_names.place(self._asking.db, one)
