"""A case as it is at one moment: the only way to read it.

Records come back in a fixed order (document name and id, place in the document, id), each anchor checked against the text.
Lists are streams: one document is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Self, TypeVar

from whosays.anchors import BadAnchor, anchors_of
from whosays.records import (
    Capture,
    Citation,
    Claim,
    Document,
    DocumentId,
    Entry,
    Event,
    Judgement,
    Link,
    Mention,
    Passage,
    Problem,
    Run,
    Source,
    Visit,
    meant_ids,
)
from whosays.reports import NoSuchReport
from whosays.store import answers, captured, find, proposed, queues, reports, translations
from whosays.store.base import reading
from whosays.store.codec import PROPOSALS, decode, decode_document, decode_placements, decode_text
from whosays.store.database import stream
from whosays.store.faults import NoOriginal, NoSuchDocument, NoSuchRecord
from whosays.store.judged import Verdict, current, fold_judgements
from whosays.store.lookup import Lookup
from whosays.store.originals import Originals
from whosays.store.search import Hit, search

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from whosays.records import CaptureId, MentionKind, Placement, Record, SourceId
    from whosays.reports import Report
    from whosays.store.answers import Asked
    from whosays.store.captured import Captured
    from whosays.store.codec import Stored
    from whosays.store.database import Database
    from whosays.store.judged import Status
    from whosays.store.queues import Standing
    from whosays.store.translations import Translation

T = TypeVar("T", bound="Stored")

_ACTIVE = "(superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced"
_FEW = 400  # records of which decisions are looked up one by one; it takes as long as to read 2,000 decisions
_TEXTS = 8  # texts of the documents last asked for; links go to and fro between a few


class View:
    """A read-only snapshot: whatever is written meanwhile, all its answers agree. Made by `Store.view`; close it."""

    def __init__(self, folder: Path, *, timeout: float) -> None:
        self._db, self._version = reading(folder, timeout)
        self._begin(folder)

    @classmethod
    def inside(cls, folder: Path, db: Database) -> View:
        """Look at the case in `folder` from inside the transaction of whoever writes it over `db`: all that was written so far.

        It is for looking at once: what is written after the view was asked may be missing. Closing it closes nothing.
        """
        view = cls.__new__(cls)
        view._db = db
        view._begin(folder, is_own=False)
        return view

    def _begin(self, folder: Path, *, is_own: bool = True) -> None:
        self._is_own = is_own
        self._originals = Originals(folder)
        self._texts: dict[str, str] = {}
        self._verdicts: dict[str, Verdict] = {}
        self._all_verdicts = False

    def version(self) -> int:
        """Return the version of the schema that the case has."""
        return self._version

    def close(self) -> None:
        """Let the snapshot go, so that the log can be cut."""
        if self._is_own:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Captures and documents

    def captures(self) -> Iterator[Capture]:
        """Yield the captures by name and id."""
        for (raw,) in self._db.execute("SELECT payload FROM captures ORDER BY name, id"):
            yield decode(raw, Capture)

    def capture(self, capture: CaptureId) -> Capture:
        """Return one capture."""
        row = self._db.execute("SELECT payload FROM captures WHERE id = ?", (capture,)).fetchone()
        if row is None:
            raise NoSuchRecord(capture)
        return decode(row[0], Capture)

    def captured(self, words: str) -> Captured:
        """Return a capture, by its id or the start of it, with what belongs to it."""
        found = captured.captured(self._db, find.capture_id(self._db, words))
        if found is None:
            raise NoSuchRecord(words)
        return found

    def titles(self, docs: Iterable[str]) -> dict[str, str]:
        """Return the titles of documents by id; an id of no document is left out."""
        return captured.titles(self._db, docs)

    def original(self, capture: CaptureId) -> bytes:
        """Return the bytes of a capture, checked against their hash."""
        row = self._db.execute("SELECT held FROM captures WHERE id = ?", (capture,)).fetchone()
        if row is None or not row[0]:
            raise NoOriginal(capture)
        return self._originals.read(capture)

    def held(self) -> Iterator[CaptureId]:
        """Yield the ids of the captures whose bytes are kept, in order."""
        for (one,) in self._db.execute("SELECT id FROM captures WHERE held ORDER BY id"):
            yield one

    def is_done(self, capture: CaptureId, versions: str) -> bool:
        """Ask whether reader and extractors of these versions have been over a capture."""
        row = self._db.execute("SELECT versions FROM done WHERE capture = ?", (capture,)).fetchone()
        return bool(row and row[0] == versions)

    def documents(self) -> Iterator[Document]:
        """Yield the documents by name and id."""
        for raw, body in stream(self._db, "SELECT payload, body FROM documents ORDER BY name, id"):
            yield decode_document(raw, decode_text(body))

    def documents_by_id(self) -> Mapping[DocumentId, Document]:
        """Return the documents by id, each read when it is asked for."""
        return _Documents(self)

    def document(self, doc: DocumentId) -> Document:
        """Return one document by its whole id."""
        row = self._db.execute("SELECT payload, body FROM documents WHERE id = ?", (doc,)).fetchone()
        if row is None:
            raise NoSuchDocument(doc)
        return decode_document(row[0], decode_text(row[1]))

    def find_document(self, words: str) -> Document:
        """Return the one document that goes by these words: id, start of an id, name, or part of a name."""
        return self.document(self.find_document_id(words))

    def find_document_id(self, words: str) -> DocumentId:
        """Return the id of the one document that goes by these words, as `find_document` does."""
        return find.document_id(self._db, words)

    def passages(self, doc: DocumentId | None = None) -> Iterator[Passage]:
        """Yield passages in reading order."""
        for num, _ in self._documents(doc):
            for (raw,) in self._db.execute("SELECT payload FROM passages WHERE doc = ? ORDER BY place, id", (num,)).fetchall():
                yield self._checked(decode(raw, Passage))

    def placements(self, doc: DocumentId) -> tuple[Placement, ...]:
        """Return where the words of a document stand on its page images, in the order of the text."""
        row = self._db.execute("SELECT payload FROM placements WHERE doc = ?", (self._number(doc),)).fetchone()
        return decode_placements(row[0]) if row else ()

    def visits(self, source: SourceId | None = None) -> Iterator[Visit]:
        """Yield visits, of one source or all, in the order in which they were made."""
        for (raw,) in self._db.execute(
            f"SELECT payload FROM visits {'WHERE source = ?' if source else ''} ORDER BY num", (source,) if source else ()
        ):
            yield decode(raw, Visit)

    def signatures(self) -> dict[CaptureId, str]:
        """Return how the pictures of the case look, by capture."""
        return dict(self._db.execute("SELECT capture, signature FROM signatures ORDER BY capture"))

    def settings(self) -> dict[str, str]:
        """Return the settings of the case that somebody set."""
        return dict(self._db.execute("SELECT name, value FROM settings ORDER BY num"))

    # What was proposed, marked and decided

    def mentions(self, doc: DocumentId | None = None, kind: MentionKind | None = None) -> Iterator[Mention]:
        """Yield mentions."""
        return self._stored(Mention, doc, kind)

    def claims(self, doc: DocumentId | None = None) -> Iterator[Claim]:
        """Yield claims."""
        return self._stored(Claim, doc)

    def claim(self, words: str) -> Claim:
        """Return one claim by its id or the start of it."""
        record = self.record(words)
        if not isinstance(record, Claim):
            raise NoSuchRecord(words)
        return record

    def citations(self, doc: DocumentId | None = None) -> Iterator[Citation]:
        """Yield citations."""
        return self._stored(Citation, doc)

    def entries(self, doc: DocumentId | None = None) -> Iterator[Entry]:
        """Yield entries of lists."""
        return self._stored(Entry, doc)

    def events(self, doc: DocumentId | None = None) -> Iterator[Event]:
        """Yield events."""
        return self._stored(Event, doc)

    def sources(self) -> Iterator[Source]:
        """Yield sources."""
        return self._stored(Source, None)

    def links(self, doc: DocumentId | None = None) -> Iterator[Link]:
        """Yield links; with `doc`, those that begin, end or have their evidence in it."""
        if doc is None:
            yield from self._stored(Link, None)
            return
        self._number(doc)
        for (raw,) in self._db.execute(_LINKS, {"doc": doc}):
            yield self._checked(decode(raw, Link))

    def problems(self, doc: DocumentId | None = None, code: str | None = None) -> Iterator[Problem]:
        """Yield problems, those of no document last."""
        return self._stored(Problem, doc, code)

    def judgements(self, record: str | None = None) -> Iterator[Judgement]:
        """Yield judgements, on one record by its id or all, in the order in which they were made."""
        where, values = ("WHERE record = ?", (record,)) if record is not None else ("", ())
        rows = self._db.execute(f"SELECT payload FROM judgements {where} ORDER BY num", values)
        for (raw,) in rows:
            yield decode(raw, Judgement)

    def runs(self) -> Iterator[Run]:
        """Yield the runs that proposals come from."""
        for (raw,) in self._db.execute("SELECT payload FROM runs ORDER BY name, id"):
            yield decode(raw, Run)

    def answers(self, doc: DocumentId) -> Iterator[Asked]:
        """Yield what other engines were asked about a document and answered, in the order in which they were asked."""
        return answers.of_document(self._db, self._number(doc), doc)

    def found_by(self, run: str, doc: DocumentId) -> set[str]:
        """Return the ids of what runs of a name were the last to propose in a document, superseded or not."""
        rows = self._db.execute(
            "SELECT id FROM records WHERE doc = ? AND run IN (SELECT id FROM runs WHERE name = ?)", (self._number(doc), run)
        )
        return {row[0] for row in rows}

    def record(self, words: str) -> Record:
        """Return the one record of any kind whose id is, or starts with, `words`."""
        table, found = find.record_id(self._db, words)
        if table == "documents":
            return self.document(found)  # type: ignore[arg-type]
        if table == "records":
            kind, raw = self._db.execute("SELECT kind, COALESCE(kept, payload) FROM records WHERE id = ?", (found,)).fetchone()
            return self._checked(decode(raw, PROPOSALS[kind]))
        (raw,) = self._db.execute(f"SELECT payload FROM {table} WHERE id = ?", (found,)).fetchone()
        return decode(raw, _TABLES[table])

    def unplaced(self, doc: DocumentId | None = None) -> Iterator[Stored]:
        """Yield records that a person decided on, whose words the document as read now has not (their anchors are stale)."""
        for num, _ in self._documents(doc):
            rows = self._db.execute(
                "SELECT kind, kept FROM records WHERE doc = ? AND unplaced AND kept IS NOT NULL ORDER BY start, id", (num,)
            )
            for kind, raw in rows:
                yield decode(raw, PROPOSALS[kind])

    def run_of(self, record: str) -> Run | None:
        """Return the run that proposed a record last; None for what a reader found or a person marked."""
        row = self._db.execute(
            "SELECT runs.payload FROM runs JOIN records ON records.run = runs.id WHERE records.id = ?", (record,)
        ).fetchone()
        return decode(row[0], Run) if row else None

    def is_orphaned(self, record: str) -> bool:
        """Ask whether a record is there only because a person decided on it: the latest run does not propose it."""
        row = self._db.execute("SELECT superseded_by IS NOT NULL FROM records WHERE id = ?", (record,))
        return bool((row.fetchone() or (0,))[0])

    def is_shown(self, record: str) -> bool:
        """Ask whether a record is among those that the view yields by kind."""
        return self._db.execute(f"SELECT 1 FROM records WHERE id = ? AND {_ACTIVE}", (record,)).fetchone() is not None

    # What people write beside the documents, and what waits for them

    def reports(self) -> Iterator[Report]:
        """Yield the reports as they stand, in the order in which they were begun; those that were dropped are left out."""
        return (report for report in reports.latest(self._db) if not report.dropped)

    def report(self, words: str) -> list[Report]:
        """Return the versions of the one report whose id is, or starts with, `words`, oldest first."""
        meant = meant_ids(words, reports.starting(self._db, words))
        if len(meant) != 1:
            raise NoSuchReport(words)
        return list(reports.versions(self._db, meant[0]))

    def translations(self, doc: DocumentId, language: str) -> Iterator[Translation]:
        """Yield the translations of a document's passages into a language."""
        return translations.of_document(self._db, self._number(doc), doc, language)

    def to_translate(self, doc: DocumentId, *, start: int = 0, limit: int = -1) -> tuple[int, list[Passage]]:
        """Return how many passages of a document are text to be translated, and some of them (all: -1) in reading order."""
        total, found = translations.passages(self._db, self._number(doc), start, limit)
        return total, [self._checked(passage) for passage in found]

    def translated_into(self, doc: DocumentId) -> list[str]:
        """Return the languages that passages of a document are translated into."""
        return translations.languages(self._db, self._number(doc))

    def open_problems(self, codes: Sequence[str]) -> list[str]:
        """Return the ids of problems of these codes that nobody has decided on, document by document."""
        return self._open(queues.open_problems(self._db, codes))

    def open_rows(self, codes: Sequence[str]) -> list[str]:
        """Return the ids of rows of lists that nobody has decided on, those with a problem of these codes or a remark first."""
        return self._open(queues.open_rows(self._db, codes))

    def count_open_rows(self) -> int:
        """Return how many rows of lists nobody has decided on."""
        unsure = sum(self.status(one) == "proposed" for one in queues.unsure_rows(self._db))
        return queues.count_rows(self._db) + unsure

    def _open(self, found: list[tuple[str, bool]]) -> list[str]:
        return [one for one, is_unsure in found if not is_unsure or self.status(one) == "proposed"]

    def beside(self, record: str, kind: str) -> list[str]:
        """Return the ids of the records of a kind ("problem") that begin where another record of their document begins."""
        return queues.beside(self._db, record, kind)

    def near(self, doc: DocumentId, start: int, end: int) -> list[str]:
        """Return the ids of what may give a date from `start` to `end` of a document: dates, events, claims, citations."""
        return queues.near(self._db, self._number(doc), start, end)

    def found_claims(self, words: str, limit: int) -> list[str]:
        """Return the ids of claims whose content holds all these words, those that people decided on first."""
        return queues.found_claims(self._db, words, limit)

    def lately_decided(self, limit: int) -> list[str]:
        """Return the ids of the records that were decided on last, latest first."""
        return queues.lately_decided(self._db, limit)

    def standing(self, record: str) -> Standing:
        """Tell where a record stands that somebody rests on: shown, replaced, without its words, or not there any more."""
        return queues.standing(self._db, record)

    def named_documents(self, limit: int) -> list[tuple[str, str]]:
        """Return id and name of documents by name, so many at most, without reading their texts."""
        return queues.named_documents(self._db, limit)

    def named_alike(self, limit: int) -> list[list[str]]:
        """Return the ids of documents that have one name, name by name."""
        return queues.named_alike(self._db, limit)

    def claims_relating(self, relations: Collection[str]) -> list[Claim]:
        """Return the claims that nobody rejected which tie things together by some relations, as people left them."""
        found = (decode(raw, Claim) for raw in queues.claims_relating(self._db, sorted(relations)))
        return [self.current(self._checked(claim)) for claim in found]

    def links_between(self, ids: Sequence[str]) -> list[Link]:
        """Return the links of which both ends are among some records, by their ids, as people left them."""
        found = (decode(raw, Link) for raw in queues.links_between(self._db, ids))
        return [self.current(self._checked(link)) for link in found]

    def stamp(self) -> tuple[int, int]:
        """Return numbers that grow when records are added or decided on."""
        return queues.stamp(self._db)

    # What holds

    def verdict(self, record: str) -> Verdict:
        """Return what people's judgements on a record come to."""
        if record not in self._verdicts and not self._all_verdicts:
            if len(self._verdicts) < _FEW:
                self._verdicts[record] = fold_judgements(list(self.judgements(record)))
            else:
                self._read_verdicts()
        return self._verdicts.get(record, _UNDECIDED)

    def _read_verdicts(self) -> None:
        """Fold all judgements: who asks for so many will ask for more."""
        grouped: dict[str, list[Judgement]] = {}
        for judgement in self.judgements():
            grouped.setdefault(judgement.record, []).append(judgement)
        self._verdicts = {one: fold_judgements(judgements) for one, judgements in grouped.items()}
        self._all_verdicts = True

    def status(self, record: str) -> Status:
        """Return "proposed", or what people's judgements on a record come to."""
        return self.verdict(record).status

    def current(self, record: T) -> T:
        """Return a record with people's edits applied."""
        verdict = self.verdict(record.id)
        return self._checked(current(record, verdict)) if verdict.changes else record

    # Questions over all of it

    @cached_property
    def lookup(self) -> Lookup:
        """What answers questions about a few records of many."""
        return Lookup(self._db, self.verdict)

    def search(self, words: str, limit: int = 20, *, doc: DocumentId | None = None) -> list[Hit]:
        """Find words in passages, claims and names, best first (see `store.search` for what may be typed)."""
        return search(self._db, words, self._text, limit=limit, doc=doc)

    def differing(self, run: Run, found: Mapping[str, Stored]) -> tuple[list[Stored], list[str]]:
        """Return what a run proposes of the whole case that is not kept so, and the ids of what it does not propose any more.

        Args:
            run: the run.
            found: all that it proposes now, by id.
        """
        return proposed.differing(self._db, run, found)

    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind of record, in the plural ("claims")."""
        counts = {table: self._count(f"SELECT count(*) FROM {table}") for table in ("captures", "documents", "passages")}
        rows = dict(self._db.execute("SELECT kind, sum(times) FROM shown GROUP BY kind"))
        counts |= {_PLURALS.get(kind, f"{kind}s"): rows.get(kind, 0) for kind in PROPOSALS}
        return counts | {table: self._count(f"SELECT count(*) FROM {table}") for table in ("judgements", "runs", "visits")}

    def _count(self, sql: str) -> int:
        return int(self._db.execute(sql).fetchone()[0])

    def _documents(self, doc: DocumentId | None) -> Iterator[tuple[int, str]]:
        if doc is None:
            return iter(self._db.execute("SELECT num, id FROM documents ORDER BY name, id"))
        return iter([(self._number(doc), doc)])

    def _number(self, doc: DocumentId) -> int:
        row = self._db.execute("SELECT num FROM documents WHERE id = ?", (doc,)).fetchone()
        if row is None:
            raise NoSuchDocument(doc)
        return int(row[0])

    def _stored(self, made: type[T], doc: DocumentId | None, sort: str | None = None) -> Iterator[T]:
        sql = (
            "SELECT COALESCE(kept, payload) FROM records"
            f" WHERE {{}} AND kind = ? {'' if sort is None else 'AND sort = ?'} AND {_ACTIVE} ORDER BY start, id"
        )
        fits = (_kind(made),) if sort is None else (_kind(made), sort)
        homes: list[int | None] = [] if doc else [None]
        for num in (*(num for num, _ in self._documents(doc)), *homes):
            where, values = ("doc IS NULL", fits) if num is None else ("doc = ?", (num, *fits))
            for (raw,) in self._db.execute(sql.format(where), values).fetchall():
                yield self._checked(decode(raw, made))

    def _checked(self, record: R) -> R:
        for anchor in anchors_of(record):
            text = self._text(anchor.doc)
            if text[anchor.start : anchor.end] != anchor.text or not 0 <= anchor.start < anchor.end:
                raise BadAnchor(anchor, text[anchor.start : anchor.end])
        return record

    def _text(self, doc: str) -> str:
        if doc not in self._texts:
            row = self._db.execute("SELECT body FROM documents WHERE id = ?", (doc,)).fetchone()
            if len(self._texts) >= _TEXTS:
                del self._texts[next(iter(self._texts))]
            self._texts[doc] = decode_text(row[0]) if row else ""
        return self._texts[doc]


class _Documents(Mapping[DocumentId, Document]):
    def __init__(self, view: View) -> None:
        self._view = view
        self._read: dict[DocumentId, Document] = {}
        self._all = False

    def __getitem__(self, doc: DocumentId) -> Document:
        if doc not in self._read:
            try:
                self._read[doc] = self._view.document(doc)
            except NoSuchDocument as error:
                raise KeyError(doc) from error
        return self._read[doc]

    def __iter__(self) -> Iterator[DocumentId]:
        if not self._all:
            self._read = {doc.id: doc for doc in self._view.documents()}
            self._all = True
        return iter(self._read)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _kind(made: type[T]) -> str:
    return next(kind for kind, one in PROPOSALS.items() if one is made)


R = TypeVar("R")
_UNDECIDED = Verdict()
_TABLES: dict[str, type[Capture | Passage | Judgement | Run | Visit]] = {
    "captures": Capture,
    "passages": Passage,
    "judgements": Judgement,
    "runs": Run,
    "visits": Visit,
}
_PLURALS = {"entry": "entries"}
_LINKS = f"""
SELECT COALESCE(kept, payload) FROM records
WHERE kind = 'link' AND {_ACTIVE} AND (
    doc = (SELECT num FROM documents WHERE id = :doc)
    OR id IN (SELECT record FROM rests_on WHERE target = :doc OR target IN (
        SELECT id FROM records WHERE doc = (SELECT num FROM documents WHERE id = :doc))))
ORDER BY start, id
"""
