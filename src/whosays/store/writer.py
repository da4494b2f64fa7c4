"""What may be done to a case inside one transaction (`Store.write`)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.anchors import BadAnchor, Cutter, anchors_of
from whosays.records import Capture, Judgement, Link, Run, RunId, make_id
from whosays.reports import ReportMoved
from whosays.store import addresses, answers, directory, facts, index, places, removal, reports, translations, waiting_names
from whosays.store.codec import (
    KINDS,
    PROPOSALS,
    Stored,
    decode,
    decode_document,
    decode_text,
    encode,
    encode_bare,
    encode_document,
    encode_placements,
    encode_text,
    home_of,
    is_odd,
    is_same,
    sort_of,
    start_of,
    targets_of,
)
from whosays.store.faults import NoSuchDocument
from whosays.store.judged import fold_judgements
from whosays.store.lookup import last_judgement
from whosays.store.moved import moved
from whosays.store.view import View

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from whosays.records import (
        CaptureId,
        Document,
        DocumentId,
        Entity,
        Passage,
        Placement,
        Problem,
        Record,
        SourceId,
        Visit,
    )
    from whosays.reports import Report
    from whosays.store.answers import Asked
    from whosays.store.database import Database
    from whosays.store.directory import Apart
    from whosays.store.originals import Originals
    from whosays.store.removal import Removed
    from whosays.store.translations import Translation
    from whosays.store.waiting_names import Waiting

_New = tuple[Stored, bytes, set[str]]
"""A record to insert, its payload, and the documents that its anchors stand in."""

# Where a record is and what is shown of it; nothing where it is not shown.
_SHOWN = (
    "SELECT doc, COALESCE(kept, payload) FROM records"
    " WHERE id = ? AND (superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced"
)
_INSERT = """
INSERT INTO records(id, kind, doc, start, sort, run, payload, odd) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT(id) DO UPDATE SET
    payload = excluded.payload, odd = excluded.odd,
    doc = excluded.doc, sort = excluded.sort, superseded_by = NULL, unplaced = FALSE,
    run = CASE WHEN records.run IS NULL THEN NULL ELSE excluded.run END,
    start = CASE WHEN records.kept IS NULL OR records.unplaced THEN excluded.start ELSE records.start END,
    kept = CASE WHEN records.kept IS NOT NULL AND records.unplaced THEN excluded.payload ELSE records.kept END
"""


# How the ids of mentions and rows begin: what names are made of.
_NAMING = ("men-", "row-")


def _touches_atoms(judgement: Judgement, made: Sequence[Judgement]) -> bool:
    """Ask whether a decision on a mention or row changes what names are proposed: it takes it away, or splits it off."""
    undone = next((one for one in made if one.id == judgement.supersedes), judgement)
    return undone.decision not in {"same", "different", "part-of", "not-sure", "hide"}


def _given(num: int | None) -> tuple[int, ...]:
    return () if num is None else (num,)


class Writer:
    """Adds to a case. Made by `Store.write`; everything done through one writer is kept together, or not at all."""

    def __init__(self, db: Database, originals: Originals) -> None:
        self._db = db
        self._originals = originals
        self._changed: set[int] = set()  # numbers of documents whose search rows and facts must follow
        self._moved: set[int] = set()  # numbers of documents whose addresses must follow
        self._texts: dict[str, str] = {}
        self.has_removed = False

    def is_empty(self) -> bool:
        """Ask whether nothing was ever put into the case; settings do not count."""
        tables = ("captures", "documents", "records", "judgements", "visits", "reports")
        return not any(self._db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in tables)

    def view(self) -> View:
        """Look at the case as it is in this transaction (`View.inside`)."""
        return View.inside(self._originals.folder.parent, self._db)

    def check(self, record: Stored | Passage) -> None:
        """Raise BadAnchor unless all words of a record are those of the documents that are in the case."""
        self._check_all(record)

    def put_capture(self, capture: Capture, raw: bytes) -> bool:
        """Keep a capture and its bytes; return False where both are there already."""
        row = self._db.execute("SELECT held FROM captures WHERE id = ?", (capture.id,)).fetchone()
        if row and row[0] and self._originals.has(capture.id):
            return False
        self._originals.write(capture.id, raw)
        if row:
            if not row[0]:  # what a removal left of it says neither its name nor where it came from
                self._db.execute(
                    "UPDATE captures SET held = TRUE, name = ?, parent = ?, payload = ? WHERE id = ?",
                    (capture.name, capture.parent, encode(capture), capture.id),
                )
            return True
        self._db.execute(
            "INSERT INTO captures(id, name, parent, payload) VALUES (?, ?, ?, ?)",
            (capture.id, capture.name, capture.parent, encode(capture)),
        )
        return True

    def put_known_capture(self, capture: Capture) -> None:
        """Keep a capture whose bytes are not at hand; `put_capture` brings them, whenever somebody adds the file."""
        self._db.execute(
            "INSERT INTO captures(id, name, parent, held, payload) VALUES (?, ?, ?, FALSE, ?) ON CONFLICT DO NOTHING",
            (capture.id, capture.name, capture.parent, encode(capture)),
        )

    def is_done(self, capture: CaptureId, versions: str) -> bool:
        """Ask whether reader and extractors of these versions have been over a capture."""
        row = self._db.execute("SELECT versions FROM done WHERE capture = ?", (capture,)).fetchone()
        return bool(row and row[0] == versions)

    def mark_done(self, capture: CaptureId, versions: str) -> None:
        """Note that reader and extractors of these versions have been over a capture."""
        self._db.execute(
            "INSERT INTO done(capture, versions) VALUES (?, ?) ON CONFLICT(capture) DO UPDATE SET versions = excluded.versions",
            (capture, versions),
        )

    def put_document(
        self,
        document: Document,
        passages: Sequence[Passage],
        found: Iterable[Record] = (),
        placements: Sequence[Placement] = (),
    ) -> None:
        """Keep what a reader made of a capture that is in the case; an earlier reading of it gives way.

        `found` are the problems that the reader met and the records that the file itself holds.

        Where the text is another one, what machines proposed on the old text is superseded. What a person decided is found
        again by its words; where they are gone, the record is kept apart (`View.unplaced`).
        """
        run = Run(id=RunId(make_id("run", "reading", document.made_by)), name="reading", version=document.made_by)
        row = self._db.execute("SELECT num, payload, body FROM documents WHERE id = ?", (document.id,)).fetchone()
        if row is None:
            ((num,),) = self._db.execute(
                "INSERT INTO documents(id, name, capture, payload, body) VALUES (?, ?, ?, ?, ?) RETURNING num",
                (document.id, document.name, document.capture, encode_document(document), encode_text(document.text)),
            ).fetchall()
        else:
            num = row[0]
            before = decode_document(row[1], decode_text(row[2]))
            if not is_same(row[1], replace(document, text="")) or document.text != before.text:
                self._db.execute(
                    "UPDATE documents SET name = ?, payload = ?, body = ? WHERE num = ?",
                    (document.name, encode_document(document), encode_text(document.text), num),
                )
            if document.text != before.text:
                self._move_records(num, before, document, run)
        self._moved.add(num)
        self._drop_problems(document.capture)
        self._remember(document.id, document.text)
        for passage in passages:
            self._check_all(passage)
        self._put_passages(num, passages)
        self._put_placements(num, placements)
        self.put_records(document.id, run, found)

    def put_records(self, doc: DocumentId | None, run: Run, records: Iterable[Record]) -> None:
        """Keep all that one run proposes on a document (None: on the whole case), in one go.

        What an earlier run of the same name (`Run.name`) proposed and this one does not is superseded: never shown again,
        unless a person decided on it. Such a record stays as the person saw it, whatever is proposed under its id.
        """
        num = self._number(doc)
        self._db.execute(
            "INSERT INTO runs(id, name, payload) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (run.id, run.name, encode(run))
        )
        known = self._known(num, run)
        seen: set[str] = set()
        new: list[_New] = []
        for record in records:
            if record.id in seen:
                continue
            if not isinstance(record, Stored):
                raise TypeError(f"no run proposes a {type(record).__name__}")
            seen.add(record.id)
            there = known.get(record.id)
            if there is None or there[1:] != (run.id, None, 0) or not is_same(there[0], record):
                new.append((record, encode(record), self._check_all(record)))
        self._insert(new, num, run)
        gone = [(run.id, one) for one, (_, _, superseded, _) in known.items() if one not in seen and superseded is None]
        gone = [(by, one) for by, one in gone if not self._handed_over(one, num)]
        self._db.executemany("UPDATE records SET superseded_by = ? WHERE id = ?", gone)
        if num is not None and (new or gone):
            self._changed.add(num)
        if any(record_id.startswith(_NAMING) for record_id in (*(r.id for r, _, _ in new), *(one for _, one in gone))):
            directory.note_change(self._db)

    def put_differing(self, run: Run, records: Iterable[Stored], gone: Iterable[str] = ()) -> None:
        """Keep some of what a run proposes on the whole case, and supersede what it does not propose any more, by id.

        They are what `View.differing` told, or a part of it; what else the run proposed stays. A record is passed over whose
        words are not in the case any more: since it was found, somebody removed its document or read it anew.
        """
        self._db.execute(
            "INSERT INTO runs(id, name, payload) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (run.id, run.name, encode(run))
        )
        made: list[_New] = []
        for record in records:
            with suppress(BadAnchor):
                made.append((record, encode(record), self._check_all(record)))
        self._insert(made, None, run)
        self._db.executemany("UPDATE records SET superseded_by = ? WHERE id = ?", [(run.id, one) for one in gone])

    def _handed_over(self, record: str, num: int | None) -> bool:
        """Give a source that its document no longer names to another one that has a link to it; say whether there is one."""
        if not record.startswith("src-"):
            return False
        heir = self._db.execute(
            "SELECT r.doc, r.run FROM rests_on JOIN records AS r ON r.id = rests_on.record"
            f" WHERE target = ? AND {'r.doc IS NOT NULL' if num is None else '(r.doc IS NULL OR r.doc <> ?)'}"
            " AND r.superseded_by IS NULL AND r.run IS NOT NULL ORDER BY r.doc NULLS FIRST LIMIT 1",
            (record, *_given(num)),
        ).fetchone()
        if heir:
            self._db.execute("UPDATE records SET doc = ?, run = ? WHERE id = ?", (*heir, record))
        return heir is not None

    def put_signature(self, capture: CaptureId, signature: str | None) -> None:
        """Keep how a picture looks, or that it is no picture."""
        if signature is None:
            self._db.execute("DELETE FROM signatures WHERE capture = ?", (capture,))
        else:
            self._db.execute(
                "INSERT INTO signatures(capture, signature) VALUES (?, ?)"
                " ON CONFLICT(capture) DO UPDATE SET signature = excluded.signature",
                (capture, signature),
            )

    def put_visit(self, visit: Visit) -> bool:
        """Keep a visit; return False where it is there already."""
        added = self._db.execute(
            "INSERT INTO visits(id, source, capture, payload) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (visit.id, visit.source, visit.capture, encode(visit)),
        ).rowcount
        rows = self._db.execute("SELECT num FROM documents WHERE capture = ?", (visit.capture,))
        self._moved |= {num for (num,) in rows}
        return bool(added)

    def put_setting(self, name: str, value: str, *, who: str, at: str) -> None:
        """Set a setting of the case; what it was before stays on record."""
        self._db.execute("INSERT INTO settings(name, value, who, at) VALUES (?, ?, ?, ?)", (name, value, who, at))

    def put_answer(self, run: Run, asked: Asked) -> None:
        """Keep what another engine was asked and answered, with the run; an earlier answer to the question gives way."""
        num = self._number(asked.doc)
        assert num is not None
        self._db.execute(
            "INSERT INTO runs(id, name, payload) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (run.id, run.name, encode(run))
        )
        answers.put(self._db, num, asked)

    def put_report(self, report: Report) -> None:
        """Keep one more version of a report. Raises ReportMoved where there is one of that number already."""
        if self._db.execute("SELECT 1 FROM reports WHERE id = ? AND version >= ?", (report.id, report.version)).fetchone():
            raise ReportMoved(report.id)
        reports.put(self._db, report)

    def put_translation(self, one: Translation) -> None:
        """Keep one more version of the translation of a passage."""
        num = self._number(one.doc)
        assert num is not None
        translations.put(self._db, num, one)

    def capture(self, capture: CaptureId) -> Capture | None:
        """Return a capture whose bytes are there."""
        row = self._db.execute("SELECT payload FROM captures WHERE id = ? AND held", (capture,)).fetchone()
        return decode(row[0], Capture) if row else None

    def children(self, capture: CaptureId) -> list[Capture]:
        """Return the captures that were taken out of one, whose bytes are there."""
        rows = self._db.execute("SELECT payload FROM captures WHERE parent = ? AND held ORDER BY name, id", (capture,))
        return [decode(raw, Capture) for (raw,) in rows]

    def drop_documents(self, capture: CaptureId, *, but: Collection[str]) -> None:
        """Remove the documents that a capture's reader finds there no more, unless a person decided on or translated in one."""
        rows = self._db.execute("SELECT num, id FROM documents WHERE capture = ?", (capture,)).fetchall()
        for num, doc in rows:
            kept = "SELECT 1 FROM records WHERE doc = ? AND kept IS NOT NULL UNION SELECT 1 FROM translations WHERE doc = ?"
            if doc not in but and not self._db.execute(kept, (num, num)).fetchone():
                removal.remove_document(self._db, doc, with_capture=False)
                self._forget(num)
                self._texts.pop(doc, None)
                self.has_removed = True

    def put_problems(self, problems: Iterable[Problem], *, about: CaptureId | SourceId | None = None) -> None:
        """Keep problems that belong to no run.

        Those that are `about` a capture and not a document in it, or about a source that could not be captured, go with it, and
        give way to what is told of it next.
        """
        if about is not None:
            self._drop_problems(about)
        for problem in problems:
            self._put_alone(problem)
            if about is not None:
                self._db.execute(
                    "INSERT INTO rests_on(record, target) VALUES (?, ?) ON CONFLICT DO NOTHING", (problem.id, about)
                )

    def put_links(self, links: Iterable[Link]) -> None:
        """Keep links that belong to no run (which archive holds a file too); they go with what they link."""
        for link in links:
            self._put_alone(link)

    def _put_alone(self, record: Problem | Link) -> None:
        row = self._db.execute("SELECT num FROM documents WHERE id = ?", (getattr(record, "doc", None),)).fetchone()
        self._insert([(record, encode(record), self._check_all(record))], row[0] if row else None, None)

    def put_marked(self, records: Iterable[Stored]) -> None:
        """Keep records that a person marked by hand; no run supersedes them."""
        for record in records:
            docs = self._check_all(record)
            home = home_of(record)
            num = self._number(home)
            raw = encode(record)
            if not self._db.execute("SELECT 1 FROM records WHERE id = ?", (record.id,)).fetchone():
                self._insert([(record, raw, docs)], num, None)
            self._db.execute("UPDATE records SET kept = ?, unplaced = FALSE WHERE id = ?", (raw, record.id))
            if num is not None:
                self._changed.add(num)
            directory.note_change(self._db)

    def add_judgement(self, judgement: Judgement) -> bool:
        """Append a judgement; return False where it is there already."""
        added = self._db.execute(
            "INSERT INTO judgements(id, record, other, who, payload) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (judgement.id, judgement.record, judgement.other, judgement.who, encode_bare(judgement)),
        ).rowcount
        if not added:
            return False
        before = self._db.execute(_SHOWN, (judgement.record,)).fetchone()
        rows = self._db.execute("SELECT payload FROM judgements WHERE record = ? ORDER BY num", (judgement.record,))
        made = [decode(raw, Judgement) for (raw,) in rows]
        verdict = fold_judgements(made)
        # A record that a person marked is theirs from the start; a proposal, as long as a person stands for it.
        self._db.execute(
            "UPDATE records SET kept = CASE WHEN ? THEN COALESCE(kept, payload) WHEN run IS NULL THEN kept END WHERE id = ?",
            (verdict.is_kept, judgement.record),
        )
        if judgement.record.startswith(_NAMING) and _touches_atoms(judgement, made):
            directory.note_change(self._db)
        after = self._db.execute(_SHOWN, (judgement.record,)).fetchone()
        if after and after[0] is not None and (after != before or any(one.changes for one in made)):
            self._changed.add(after[0])
        elif judgement.record.startswith("clm-"):
            facts.judge(self._db, judgement.record, verdict)
        return True

    # The directory of names

    def put_atoms(self, apart: Apart, called: Mapping[str, Sequence[str]]) -> None:
        """Make the entities as proposed those given (see `store.directory.put_atoms`); `follow_names` is to come after it."""
        directory.put_atoms(self._db, apart, called=called)

    def follow_names(self, limit: int) -> bool:
        """Bring what claims are looked up by up to the new names in at most so many documents; say whether there were any."""
        docs = directory.take_renamed(self._db, limit)
        for num in docs:
            facts.follow(self._db, num)
        return bool(docs)

    def put_seen(self, seen: int) -> None:
        """Note that the directory has all that was in the case when `Lookup.changes` told this number."""
        directory.put_seen(self._db, seen)

    def last_judgement(self) -> int:
        """Return the number of the latest judgement, as it is in this transaction."""
        return last_judgement(self._db)

    def put_joined(self, joined: Iterable[Entity]) -> None:
        """Make what people judged to be one those given; the voice of claims follows."""
        if moved := directory.put_joined(self._db, joined):
            facts.revoice(self._db, moved)

    def put_waiting(self, waiting: Iterable[Waiting], *, of: Iterable[str] | None = None) -> None:
        """Make the proposals of names that wait those given: all or, with `of`, those of these links."""
        waiting_names.put(self._db, waiting, of=of)

    def remove(self, doc: DocumentId, *, also: Iterable[str] = ()) -> Removed:
        """Remove a document and all that rests on it; no byte of it is left once `Store.write` has ended without an error.

        Args:
            doc: the document.
            also: ids of derived records (entities) that go with it, so that judgements on them go too.
        """
        num = self._number(doc)
        assert num is not None
        removed = removal.remove_document(self._db, doc, also=also)
        self._forget(num)
        self._texts.pop(doc, None)
        self.has_removed = True
        return removed

    def remove_capture(self, capture: CaptureId) -> Removed:
        """Remove a capture that could not be read, with the problems that tell of it."""
        if not self._db.execute("SELECT 1 FROM captures WHERE id = ?", (capture,)).fetchone():
            raise NoSuchDocument(capture)
        self.has_removed = True
        return removal.remove_capture(self._db, capture)

    def finish(self) -> None:
        """Bring what is looked up by up to date and make the originals lasting; `Store.write` commits after this."""
        for num in sorted(self._changed):
            index.follow(self._db, num)
            facts.follow(self._db, num)
            places.follow(self._db, num)
        for num in sorted(self._moved):
            addresses.follow(self._db, num)
        self._changed.clear()
        self._moved.clear()
        self._originals.settle()

    def _forget(self, num: int) -> None:
        for numbers in (self._changed, self._moved):
            numbers.discard(num)

    def _number(self, doc: str | None) -> int | None:
        if doc is None:
            return None
        row = self._db.execute("SELECT num FROM documents WHERE id = ?", (doc,)).fetchone()
        if row is None:
            raise NoSuchDocument(doc)
        return int(row[0])

    def _known(self, num: int | None, run: Run) -> dict[str, tuple[bytes, str, str | None, int]]:
        rows = self._db.execute(
            "SELECT id, payload, run, superseded_by, unplaced FROM records"
            f" WHERE doc {'IS NULL' if num is None else '= ?'} AND run IN (SELECT id FROM runs WHERE name = ?)",
            (*_given(num), run.name),
        )
        return {row[0]: row[1:] for row in rows}

    def _insert(self, records: Sequence[_New], num: int | None, run: Run | None) -> None:
        by = run.id if run else None
        self._db.executemany(
            _INSERT, [(r.id, KINDS[type(r)], num, start_of(r), sort_of(r), by, raw, int(is_odd(r))) for r, raw, _ in records]
        )
        home = self._db.execute("SELECT id FROM documents WHERE num = ?", (num,)).fetchone() if num is not None else None
        pairs = [(r.id, target) for r, _, docs in records for target in sorted((targets_of(r) | docs) - set(home or ()))]
        self._db.executemany("INSERT INTO rests_on(record, target) VALUES (?, ?) ON CONFLICT DO NOTHING", pairs)

    def _drop_problems(self, about: str) -> None:
        """Supersede what was told of a capture as long as it had no document, or of a source that could not be captured."""
        self._db.execute(
            "UPDATE records SET superseded_by = 'reading' WHERE kind = 'problem' AND run IS NULL"
            " AND id IN (SELECT record FROM rests_on WHERE target = ?)",
            (about,),
        )

    def _put_passages(self, num: int, passages: Sequence[Passage]) -> None:
        wanted = {passage.id: passage for passage in passages}
        there = self._db.execute("SELECT id, place, payload FROM passages WHERE doc = ?", (num,)).fetchall()
        same = {one for one, place, raw in there if (new := wanted.get(one)) and place == new.order and is_same(raw, new)}
        if len(same) == len(there) == len(wanted):
            return
        self._db.executemany("DELETE FROM passages WHERE id = ?", [(one,) for one, _, _ in there if one not in same])
        fresh = [(one, num, passage.order, encode(passage)) for one, passage in wanted.items() if one not in same]
        self._db.executemany("INSERT INTO passages(id, doc, place, payload) VALUES (?, ?, ?, ?)", fresh)
        self._changed.add(num)

    def _move_records(self, num: int, old: Document, new: Document, run: Run) -> None:
        """Supersede what stands on the old text, and find again in the new one what a person decided."""
        self._changed.add(num)
        directory.note_change(self._db)
        before, after = Cutter(old), Cutter(new)
        self._db.execute("UPDATE records SET superseded_by = ?, unplaced = TRUE WHERE doc = ? AND kept IS NULL", (run.id, num))
        rows = self._db.execute("SELECT num, kind, kept FROM records WHERE doc = ? AND kept IS NOT NULL", (num,)).fetchall()
        for row, kind, raw in rows:
            record = moved(decode(raw, PROPOSALS[kind]), before, after)
            if record is None:
                self._db.execute("UPDATE records SET superseded_by = ?, unplaced = TRUE WHERE num = ?", (run.id, row))
            else:
                self._db.execute(
                    "UPDATE records SET superseded_by = ?, unplaced = FALSE, kept = ?, start = ? WHERE num = ?",
                    (run.id, encode(record), start_of(record), row),
                )

    def _put_placements(self, num: int, placements: Sequence[Placement]) -> None:
        if placements:
            raw = encode_placements(placements)
            self._db.execute(
                "INSERT INTO placements(doc, payload) VALUES (?, ?) ON CONFLICT(doc) DO UPDATE SET payload = excluded.payload",
                (num, raw),
            )
        else:
            self._db.execute("DELETE FROM placements WHERE doc = ?", (num,))

    def _check_all(self, record: Stored | Passage) -> set[str]:
        """Check the words of a record's anchors, and return the documents that they stand in."""
        docs: set[str] = set()
        for anchor in anchors_of(record):
            docs.add(anchor.doc)
            if self._text(anchor.doc)[anchor.start : anchor.end] != anchor.text or not 0 <= anchor.start < anchor.end:
                raise BadAnchor(anchor, self._text(anchor.doc)[anchor.start : anchor.end])
        return docs

    def _text(self, doc: str) -> str:
        if doc not in self._texts:
            row = self._db.execute("SELECT body FROM documents WHERE id = ?", (doc,)).fetchone()
            self._remember(doc, decode_text(row[0]) if row else "")
        return self._texts[doc]

    def _remember(self, doc: str, text: str) -> None:
        self._texts.pop(doc, None)
        while len(self._texts) >= 8:
            del self._texts[next(iter(self._texts))]
        self._texts[doc] = text
