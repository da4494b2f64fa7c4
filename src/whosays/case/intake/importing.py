"""An export brought back into an empty case: all of it, checked, or nothing.

1. The records of each file, document by document, go into one transaction; the words of each are held against its document.
2. Judgements follow in the order in which they were made. Entities and what else is derived are made anew.
3. What the case would export now is held against what was given, line by line. Where they differ, nothing is kept, unless
   the user wants it nonetheless.

An export does not say which run proposed a record. What stands in one document comes under a run `reading`, so that it gives
way when the file is added and read again; links of the whole case come under the name of their rule, as their stage makes them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from whosays.anchors import BadAnchor
from whosays.case.whole import WholeView
from whosays.errors import WhosaysError
from whosays.imports.jsonl import REPORTS, BadExport, Folder
from whosays.imports.works import BY as BY_SOURCES
from whosays.publish.jsonl import to_json
from whosays.publish.view import KINDS, Leaving
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
    RunId,
    Source,
    Visit,
    make_id,
)
from whosays.resolve.contradictions import CODE as CONTRADICTION
from whosays.rules import tell_rule
from whosays.sources import source_id
from whosays.store.codec import home_of
from whosays.trace.citations import BY as BY_CITATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from whosays.imports.jsonl import Json
    from whosays.store.codec import Stored
    from whosays.store.store import Store
    from whosays.store.writer import Writer

R = TypeVar("R")
_IN_ORDER: dict[str, type[Stored]] = {
    "mentions": Mention, "claims": Claim, "citations": Citation, "entries": Entry, "events": Event,
}  # fmt: skip
# The rules of links that a stage makes over all documents together, under a run of their name.
_OF_THE_CASE = ("trace/", "resolve/")
_OF_A_DOCUMENT = frozenset({"resolve/aliases"})  # … but for this one, which goes through them one by one
_MEMBERS = "capture/members"
_ENGINE, _READER = "engine/", "read/"
_READING, _VERSION = "reading", "imported"
_TOLD = 80  # characters of words that an error tells


class CaseNotEmpty(WhosaysError):
    """An export goes into a case of its own."""

    code = "case-not-empty"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"the case in {folder} is not empty, and an export is brought into an empty one; make one with `whosays new DIR`,"
            " then `whosays import record --case DIR EXPORT`"
        )


class NotTheSame(WhosaysError):
    """What follows from the records of an export is not what the export says."""

    code = "not-the-same"

    def __init__(self, differs: Differs) -> None:
        super().__init__(
            f"{differs}; the export was changed by hand, or written by another version of whosays, so nothing was imported;"
            " `--anyway` takes its records, and makes the rest anew"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Differs:
    """Where an export and what the case would export differ: the first such line of a file, and how many there are in it."""

    file: str
    line: int
    count: int
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return it as a sentence."""
        what = f" ({', '.join(self.fields)})" if self.fields else ""
        more = f", and {self.count - 1:,} more of its lines are" if self.count > 1 else " is"
        return f"{self.file}, line {self.line}{what}{more} otherwise than what follows from the records"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import of an export did: how many records of each file, of how many captures there are bytes, what differs."""

    records: dict[str, int]
    originals: int
    differs: tuple[Differs, ...] = ()


def import_record(store: Store, folder: Path, *, anyway: bool = False) -> Imported:
    """Bring an export into an empty case.

    Args:
        store: the case.
        folder: the export: files in JSON Lines and, where it was written with them, the originals.
        anyway: take the records also where entities or statuses come out otherwise than the export says.

    Raises:
        NoExport: a file is missing.
        BadExport: a line cannot be taken in; file and line are told.
        CaseNotEmpty: there is something in the case.
        NotTheSame: what the case would export is not what was given.
    """
    from whosays.case.together.indexing import index_names

    export = Folder(folder)
    with store.write() as writer:
        if not writer.is_empty():
            raise CaseNotEmpty(store.folder)
        taking = _Taking(writer, export)
        taking.take()
        with WholeView(writer.view()) as view:
            differs = tuple(_differences(view, export))
        if differs and not anyway:
            raise NotTheSame(differs[0])
    index_names(store)
    return Imported(records=dict(taking.counts), originals=taking.originals, differs=differs)


@dataclass
class _Taking:
    """One export on its way into a case."""

    writer: Writer
    export: Folder
    counts: Counter[str] = field(default_factory=Counter)
    originals: int = 0
    deciders: dict[str, str] = field(default_factory=dict)  # who was the first to decide on a record
    lines: dict[str, tuple[str, int]] = field(default_factory=dict)  # file and line of records that are put later
    homes: dict[str, DocumentId] = field(default_factory=dict)  # the first document of each citation and each cited source

    def take(self) -> None:
        """Put all of it into the case. Raises BadExport."""
        judgements = self._judgements()
        for judgement in judgements:
            self.deciders.setdefault(judgement.record, judgement.who)
        captures = self._captures()
        links, problems, sources = self._all("links", Link), self._all("problems", Problem), self._all("sources", Source)
        beside, wide = _parted(links, problems, sources)
        self._documents(captures, beside)
        for records in beside.values():
            raise self._bad(records[0], "its document is not in documents.jsonl")
        self._of_the_case(wide)
        for _, visit in self._told("visits", Visit):
            self.writer.put_visit(visit)
        for judgement in judgements:
            self.writer.add_judgement(judgement)
        for _, report in self.export.reports():
            self.writer.put_report(report)
            self.counts[REPORTS] += 1
        self.counts["entities"] = sum(1 for _ in self.export.lines("entities"))

    def _captures(self) -> set[str]:
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        known: set[str] = set()
        for line, capture in self._told("captures", Capture, {"fetched_at": now}):
            known.add(capture.id)
            try:
                if original := self.export.original(capture.id):
                    self.writer.put_capture(capture, original.read_bytes())
                    self.originals += 1
                else:
                    self.writer.put_known_capture(capture)
            except ValueError as error:
                raise BadExport("captures.jsonl", line, str(error)) from error
        return known

    def _documents(self, captures: set[str], beside: dict[str, list[Stored]]) -> None:
        """Put every document with what stands in it, and take what was put out of `beside`."""
        passages = _Grouped(self._told("passages", Passage), "passages.jsonl", lambda one: one.doc)
        groups = {
            kind: _Grouped(self._told(kind, made), f"{kind}.jsonl", lambda one: str(home_of(one)))
            for kind, made in _IN_ORDER.items()
        }
        for line, document in self._told("documents", Document):
            if document.capture not in captures:
                raise BadExport("documents.jsonl", line, f"its capture {document.capture} is not in captures.jsonl")
            doc = document.id
            self.writer.put_document(document, ())  # first of all the text, which words are held against
            self.writer.put_document(document, [self._checked("passages", *one) for one in passages.of(doc)])
            found = [self._checked(kind, *one) for kind, group in groups.items() for one in group.of(doc)]
            for citation in found:
                if isinstance(citation, Citation):
                    for one in (citation.id, *(source_id(url.url) for url in citation.urls)):
                        self.homes.setdefault(one, doc)
            self._put(doc, [*found, *beside.pop(doc, ())])
        passages.check_done()
        for group in groups.values():
            group.check_done()

    def _put(self, doc: DocumentId, records: Iterable[Stored]) -> None:
        """Put what stands in one document: what people marked, and what was proposed."""
        by_run: dict[str, list[Stored]] = defaultdict(list)
        for record in records:
            by = getattr(record, "by", "")
            if self._is_marked(record):
                self.writer.put_marked([record])
            else:
                by_run[by if by.startswith(_ENGINE) or by in _OF_A_DOCUMENT else _READING].append(record)
        for name, of_run in by_run.items():
            self._put_records(doc, name, of_run)

    def _of_the_case(self, wide: Iterable[Stored]) -> None:
        """Put the records that rest on all documents together, after those."""
        by_run: dict[tuple[str, DocumentId | None], list[Stored]] = defaultdict(list)
        for record in wide:
            if isinstance(record, Problem):
                self._check(record)
                self.writer.put_problems([record])
            elif isinstance(record, Link) and record.by == _MEMBERS:
                self._check(record)
                self.writer.put_links([record])
            elif isinstance(record, Link):
                by_run[record.by, self.homes.get(record.a) if record.by == BY_CITATIONS else None].append(record)
            else:
                home = self.homes.get(record.id)
                by_run[BY_CITATIONS if home else BY_SOURCES, home].append(record)
        for (name, doc), records in by_run.items():
            self._put_records(doc, name, records)

    def _put_records(self, doc: DocumentId | None, name: str, records: list[Stored]) -> None:
        for record in records:
            if record.id in self.lines:
                self._check(record)
        run = Run(id=RunId(make_id("run", name, _VERSION)), name=name, version=_VERSION)
        self.writer.put_records(doc, run, records)

    def _judgements(self) -> list[Judgement]:
        """Return the judgements as they stand in the file: in the order in which they were made, whatever the clock said.

        Earlier versions wrote those of one moment in the order of their ids; an undo goes behind what it takes back.
        """
        made = self._all("judgements", Judgement)
        at = {one.id: number for number, one in enumerate(made)}
        undone = {one.id: at.get(one.supersedes, -1) for one in made if one.decision == "undo" and one.supersedes}
        return sorted(made, key=lambda one: (max(at[one.id], undone.get(one.id, -1)), one.decision == "undo"))

    def _is_marked(self, record: Stored) -> bool:
        """Ask whether a person marked a record by hand: it goes by the name of who was the first to decide on it."""
        by = getattr(record, "by", None)
        return by is not None and self.deciders.get(record.id) == by and tell_rule(by) is None

    def _all(self, kind: str, made: type[R]) -> list[R]:
        """Return all records of a file, and note where each stands."""
        out = []
        for line, record in self._told(kind, made):
            self.lines[cast("Stored", record).id] = (f"{kind}.jsonl", line)
            out.append(record)
        return out

    def _told(self, kind: str, made: type[R], fill: dict[str, object] | None = None) -> Iterator[tuple[int, R]]:
        for line, record in self.export.records(kind, made, fill):
            self.counts[kind] += 1
            yield line, record

    def _checked(self, kind: str, line: int, record: R) -> R:
        """Return a record; raise BadExport unless its words are those of the documents."""
        try:
            self.writer.check(cast("Stored", record))
        except BadAnchor as error:
            raise BadExport(f"{kind}.jsonl", line, _others(error)) from error
        return record

    def _check(self, record: Stored) -> None:
        """Raise BadExport unless the words of a record of `_all` are those of the documents."""
        try:
            self.writer.check(record)
        except BadAnchor as error:
            raise self._bad(record, _others(error)) from error

    def _bad(self, record: Stored, why: str) -> BadExport:
        return BadExport(*self.lines[record.id], why)


class _Grouped(Generic[R]):
    """The records of a file in the order of its documents, those of one document at a time."""

    def __init__(self, told: Iterator[tuple[int, R]], file: str, doc_of: Callable[[R], str]) -> None:
        self._told, self._file, self._doc_of = told, file, doc_of
        self._next = next(told, None)

    def of(self, doc: str) -> Iterator[tuple[int, R]]:
        """Yield line and record of those that stand in a document and come next."""
        while self._next is not None and self._doc_of(self._next[1]) == doc:
            yield self._next
            self._next = next(self._told, None)

    def check_done(self) -> None:
        """Raise BadExport where a line is left over."""
        if self._next is not None:
            line, record = self._next
            raise BadExport(
                self._file,
                line,
                f"its document {self._doc_of(record)} is not in documents.jsonl, or the lines are out of order",
            )


def _parted(
    links: Iterable[Link], problems: Iterable[Problem], sources: Iterable[Source]
) -> tuple[dict[str, list[Stored]], list[Stored]]:
    """Return what is kept with a document, by its id, and what rests on all of them. What is derived is left out."""
    beside: dict[str, list[Stored]] = defaultdict(list)
    wide: list[Stored] = []
    posts: dict[str, str] = {}
    for link in links:
        home = _home_of_link(link)
        if link.by.startswith(_READER) and home:
            posts[link.b] = home
        (beside[home] if home else wide).append(link)
    for problem in problems:
        home = problem.doc or (problem.at.doc if problem.at else None)
        if home or problem.code != CONTRADICTION:
            (beside[home] if home else wide).append(problem)
    for source in sources:
        home = posts.get(source.id)
        (beside[home] if home else wide).append(source)
    return beside, wide


def _home_of_link(link: Link) -> str | None:
    """Return the document that a link is kept with, None for one that a stage of the whole case makes."""
    if link.by == _MEMBERS or (link.by.startswith(_OF_THE_CASE) and link.by not in _OF_A_DOCUMENT):
        return None
    return home_of(link) or (link.a if link.a.startswith("doc-") else None)


def _others(error: BadAnchor) -> str:
    at = error.anchor
    there = f"has {_short(error.found)} there" if error.found else "is not in the export, or has nothing there"
    return f"the words at {at.start}-{at.end} are said to be {_short(at.text)}, and the document {at.doc} {there}"


def _short(words: str) -> str:
    return repr(words if len(words) <= _TOLD else f"{words[:_TOLD]}…")


def _differences(view: WholeView, export: Folder) -> Iterator[Differs]:
    """Yield for each file in which line the case, as it is now, would be exported otherwise than it was given."""
    leaving = Leaving(view)
    for kind in KINDS:
        now = (to_json(record, leaving) for record in leaving.of(kind))
        if found := _compare(f"{kind}.jsonl", export.lines(kind), now):
            yield found


def _compare(file: str, given: Iterator[tuple[int, Json]], now: Iterator[Json]) -> Differs | None:
    import msgspec

    first, count = None, 0
    for number, (told, made) in enumerate(zip_longest((line for _, line in given), now), 1):
        again = msgspec.json.decode(msgspec.json.encode(made))
        if told != again:
            count += 1
            first = first or (number, told, again)
    if first is None:
        return None
    line, told, again = first
    names = (
        tuple(name for name in told if told[name] != again.get(name)) if told and again and told["id"] == again["id"] else ()
    )
    return Differs(file=file, line=line, count=count, fields=names)
