"""Questions about a few records of a large case, answered from indexes: what the desk shows on one page.

What is asked here never goes through all records. Documents, claims and names have a room each (`store.shelf`,
`store.known_claims`, `store.known_names`); the records of other kinds are here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from whosays.records import Document, Entry, Event, Judgement, Link, Mention, Problem
from whosays.store.asking import ACTIVE, Asking, batches, marks
from whosays.store.codec import PROPOSALS, decode
from whosays.store.known_claims import KnownClaims
from whosays.store.known_names import KnownNames
from whosays.store.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from whosays.records import DocumentId
    from whosays.store.database import Database
    from whosays.store.held.columns import Columns
    from whosays.store.held.growing import CatchesUp, Growing
    from whosays.store.judged import Verdict

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHead:
    """A list: its id, the document it stands in, how many rows it has."""

    list: str
    doc: Document
    rows: int


class Lookup:
    """Answers from indexes. Made by a view, and good for as long as it is open."""

    def __init__(self, db: Database, verdict: Callable[[str], Verdict]) -> None:
        self._asking = Asking(db, verdict)
        self.shelf = Shelf(self._asking)
        self.claims = KnownClaims(self._asking, self.shelf)
        self.names = KnownNames(self._asking)

    def counts(self) -> dict[str, int]:
        """Return how many records of each kind are shown, and how many documents there are."""
        rows = dict(self._asking.db.execute("SELECT kind, sum(times) FROM shown GROUP BY kind"))
        return {kind: rows.get(kind, 0) for kind in PROPOSALS} | {
            "document": self._asking.count("SELECT count(*) FROM documents")
        }

    def sorts(self, kind: str) -> dict[str, int]:
        """Return how many records of a kind are shown of each sort: problems by code, links and mentions by kind."""
        return dict(
            self._asking.db.execute(
                "SELECT sort, times FROM shown WHERE kind = ? AND times <> 0 ORDER BY times DESC, sort", (kind,)
            )
        )

    def state(self) -> tuple[int, ...]:
        """Return numbers that stay the same as long as no document, name, claim or decision is added or taken away."""
        return tuple(
            self._asking.db.execute(
                "SELECT (SELECT changes FROM directory), (SELECT seen FROM directory), (SELECT seq FROM facts_state),"
                " (SELECT gone FROM facts_state), (SELECT count(*) FROM documents),"
                " (SELECT COALESCE(max(num), 0) FROM judgements)"
            ).fetchone()
        )

    def refresh(self, columns: Columns) -> None:
        """Bring the claims that are held in memory up to what this view sees."""
        columns.refresh(self._asking.db)

    def of(self, held: Growing[T]) -> T:
        """Return something that is held in memory of a case, as this view sees it."""
        return held.of(self._asking.db)

    def catch_up(self, held: CatchesUp) -> None:
        """Bring it up to what this view sees."""
        held.catch_up(self._asking.db)

    def last_judgement(self) -> int:
        """Return the number of the latest judgement."""
        return last_judgement(self._asking.db)

    def rows(self, numbers: Collection[int]) -> dict[int, Entry]:
        """Return rows of lists by number."""
        return {num: self._asking.current(decode(raw, Entry)) for num, raw in self._by_number("entry", numbers)}

    def mentions(self, numbers: Collection[int]) -> dict[int, Mention]:
        """Return mentions by number."""
        return {num: self._asking.current(decode(raw, Mention)) for num, raw in self._by_number("mention", numbers)}

    def events(self, numbers: Collection[int]) -> dict[int, Event]:
        """Return events by number."""
        return {num: self._asking.current(decode(raw, Event)) for num, raw in self._by_number("event", numbers)}

    def events_beside(self, atoms: Sequence[int], *, limit: int) -> dict[int, Event]:
        """Return the events of documents in which some atoms are named, by number; of so many documents."""
        docs = self._asking.db.execute(
            "SELECT DISTINCT r.doc FROM members AS m JOIN records AS r ON r.num = m.record"
            f" WHERE m.entity IN ({marks(atoms)}) AND EXISTS"
            f" (SELECT 1 FROM records AS e WHERE e.doc = r.doc AND e.kind = 'event' AND {ACTIVE}) ORDER BY r.doc LIMIT ?",
            (*atoms, limit),
        ).fetchall()
        rows = [
            num
            for (doc,) in docs
            for (num,) in self._asking.db.execute(
                f"SELECT num FROM records WHERE doc = ? AND kind = 'event' AND {ACTIVE}", (doc,)
            )
        ]
        return self.events(rows)

    def links_at(self, records: Collection[str], *, but: Collection[str] = ()) -> list[Link]:
        """Return the links that begin or end at some records, or rest on them, each once, by place and id.

        Links whose ids are in `but` are left out: who goes from claim to claim meets the same thousands again.
        """
        found: dict[str, tuple[int, bytes]] = {}
        for some in batches(sorted(records)):
            rows = self._asking.db.execute(
                "SELECT r.id, r.start, COALESCE(r.kept, r.payload) FROM rests_on AS o JOIN records AS r ON r.id = o.record"
                # What is put behind the column keeps SQLite from going through all links for the few ends.
                f" WHERE o.target IN ({marks(some)}) AND r.kind || '' = 'link' AND {ACTIVE}",
                some,
            )
            found |= {one: (start, raw) for one, start, raw in rows if one not in but}
        made = sorted((start, one, raw) for one, (start, raw) in found.items())
        return [self._asking.current(decode(raw, Link)) for _, _, raw in made]

    def links_in(self, doc: str, kinds: Sequence[str], *, but: Collection[str] = ()) -> list[Link]:
        """Return the links of some kinds that have evidence in a document, by place and id; without those of the ids `but`."""
        fits = f"kind || '' = 'link' AND sort || '' IN ({marks(kinds)}) AND {ACTIVE}"
        columns = "start, id, COALESCE(kept, payload)"
        rows = self._asking.db.execute(
            f"SELECT {columns} FROM records WHERE doc = (SELECT num FROM documents WHERE id = ?) AND kind = 'link' AND {fits}"
            f" UNION SELECT {columns} FROM records WHERE id IN (SELECT record FROM rests_on WHERE target = ?) AND {fits}"
            " ORDER BY 1, 2",
            (doc, *kinds, doc, *kinds),
        )
        return [self._asking.current(decode(raw, Link)) for _, one, raw in rows if one not in but]

    def homes(self, records: Collection[str]) -> dict[str, DocumentId]:
        """Return the documents that some records belong to, by id of the record; of those alone that are shown."""
        found: dict[str, DocumentId] = {}
        for some in batches(sorted(records)):
            found |= self._asking.db.execute(
                f"SELECT r.id, d.id FROM records AS r JOIN documents AS d ON d.num = r.doc WHERE r.id IN ({marks(some)})"
                f" AND {ACTIVE}",
                some,
            ).fetchall()
        return found

    def lists(self, *, start: int, limit: int, of: str = "") -> tuple[int, list[ListHead]]:
        """Return how many lists there are, and some of them in document order; with `of`, the one of this id."""
        fits = f"kind = 'entry' AND (:of = '' OR sort = :of) AND {ACTIVE}"
        total = int(self._asking.db.execute(f"SELECT count(DISTINCT sort) FROM records WHERE {fits}", {"of": of}).fetchone()[0])
        rows = self._asking.db.execute(
            f"SELECT sort, min(doc), count(*) FROM records WHERE {fits}"
            " GROUP BY sort ORDER BY 2, min(start), sort LIMIT :limit OFFSET :start",
            {"of": of, "limit": limit, "start": start},
        ).fetchall()
        return total, [ListHead(list=one, doc=self.shelf.head_of(doc), rows=n) for one, doc, n in rows]

    def rows_of(self, list_id: str, *, start: int = 0, limit: int) -> list[Entry]:
        """Return some of the rows of a list, in order."""
        rows = self._asking.db.execute(
            f"SELECT COALESCE(kept, payload) FROM records WHERE kind = 'entry' AND sort = ? AND {ACTIVE}"
            " ORDER BY doc, start, id LIMIT ? OFFSET ?",
            (list_id, limit, start),
        )
        return [self._asking.current(decode(raw, Entry)) for (raw,) in rows]

    def problems(self, code: str | None = None, *, start: int, limit: int) -> list[Problem]:
        """Return some of the problems, those of one code where it is given, by document and place."""
        rows = self._asking.db.execute(
            f"SELECT COALESCE(kept, payload) FROM records WHERE kind = 'problem' {'' if code is None else 'AND sort = ?'}"
            f" AND {ACTIVE} ORDER BY sort NULLS FIRST, doc NULLS FIRST, start, id LIMIT ? OFFSET ?",
            (*(() if code is None else (code,)), limit, start),
        )
        return [decode(raw, Problem) for (raw,) in rows]

    def judgements(self, *, who: str = "", start: int = 0, limit: int) -> list[Judgement]:
        """Return some of the judgements, latest first; with `who`, of those that this person made."""
        fits, values = ("WHERE who = ?", (who,)) if who else ("", ())
        rows = self._asking.db.execute(
            f"SELECT payload FROM judgements {fits} ORDER BY num DESC LIMIT ? OFFSET ?", (*values, limit, start)
        )
        return [decode(raw, Judgement) for (raw,) in rows]

    def hidden_after(self, num: int) -> set[str]:
        """Return the records that somebody hid since a judgement, by its number; of all of them from 0 on."""
        rows = self._asking.db.execute(
            """SELECT record FROM judgements WHERE num > ? AND instr(payload, CAST('"decision":"hide"' AS BLOB)) > 0""", (num,)
        )
        return {record for (record,) in rows}

    def judgements_on(self, records: Collection[str]) -> list[Judgement]:
        """Return all judgements on some records, in the order of their making."""
        rows = [
            row
            for some in batches(sorted(records))
            for row in self._asking.db.execute(f"SELECT num, payload FROM judgements WHERE record IN ({marks(some)})", some)
        ]
        return [decode(raw, Judgement) for _, raw in sorted(rows)]

    def reviewers(self) -> list[str]:
        """Return everybody who made a judgement, by name."""
        # Each step leaps to the next name in the index, however many judgements one made.
        rows = self._asking.db.execute(
            "WITH RECURSIVE people(who) AS (SELECT min(who) FROM judgements UNION ALL"
            " SELECT (SELECT min(who) FROM judgements WHERE who > people.who) FROM people WHERE who IS NOT NULL)"
            " SELECT who FROM people WHERE who IS NOT NULL"
        )
        return [who for (who,) in rows]

    def latest(self, judgements: Collection[str]) -> str | None:
        """Return that of some judgements (by id) which was made last; None of none."""
        rows = [
            row
            for some in batches(sorted(judgements))
            for row in self._asking.db.execute(f"SELECT num, id FROM judgements WHERE id IN ({marks(some)})", some)
        ]
        return max(rows)[1] if rows else None

    def judgements_to_compare(self) -> list[Judgement]:
        """Return the judgements on records that have several, and those on two records, in the order of their making."""
        rows = self._asking.db.execute(
            "SELECT payload FROM judgements WHERE record IN"
            " (SELECT record FROM judgements GROUP BY record HAVING count(*) > 1 OR count(other) > 0) ORDER BY num"
        )
        return [decode(raw, Judgement) for (raw,) in rows]

    def judged_links(self) -> list[str]:
        """Return the ids of the links that people decided on."""
        rows = self._asking.db.execute("SELECT DISTINCT record FROM judgements WHERE record >= 'lnk-' AND record < 'lnk.'")
        return [one for (one,) in rows]

    def judgements_on_two(self) -> list[Judgement]:
        """Return the judgements on records of which somebody decided who is who, in the order in which they were made."""
        rows = self._asking.db.execute(
            "SELECT payload FROM judgements"
            " WHERE record IN (SELECT record FROM judgements WHERE other IS NOT NULL) ORDER BY num"
        )
        return [decode(raw, Judgement) for (raw,) in rows]

    def _by_number(self, kind: str, numbers: Collection[int]) -> Iterator[tuple[int, bytes]]:
        for some in batches(sorted(numbers)):
            yield from self._asking.db.execute(
                f"SELECT num, COALESCE(kept, payload) FROM records WHERE kind = ? AND num IN ({marks(some)})", (kind, *some)
            )


def last_judgement(db: Database) -> int:
    """Return the number of the latest judgement, 0 where there is none."""
    return int(db.execute("SELECT COALESCE(max(num), 0) FROM judgements").fetchone()[0])
