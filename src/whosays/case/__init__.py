"""`Case`: an open case folder. One short method for each stage of the line and for each question; the only writer."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from whosays.case.asking.claim_filter import ClaimFilter, Fits, holds
from whosays.case.asking.showing import Records
from whosays.case.intake.bringing import Brought
from whosays.case.judging.deciding import Signing, appended, decided, undone
from whosays.case.whole import WholeView
from whosays.case.writing.written import Written
from whosays.errors import WhosaysError
from whosays.records import (
    Citation,
    Claim,
    Document,
    DocumentId,
    Entity,
    Entry,
    Event,
    Mention,
    Passage,
    Placement,
    Problem,
)
from whosays.store.base import is_case
from whosays.store.faults import NoCase, NoSuchDocument, NoSuchList
from whosays.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    import pyarrow as pa

    from whosays.analyse.compare import Comparison
    from whosays.analyse.unsourced import Footings
    from whosays.capture.files import Given
    from whosays.capture.web import Fetched, WebSettings
    from whosays.case.asking.analysing import Analysing
    from whosays.case.asking.why import Why, WhyName
    from whosays.case.engines.agreeing import Plan
    from whosays.case.engines.proposing import Proposed
    from whosays.case.intake.adding import Added, Progress
    from whosays.case.intake.watching import Watched
    from whosays.case.judging.marking import ClaimMark, NameMark
    from whosays.case.judging.matching import Candidate, InPlace, Match
    from whosays.case.people import People
    from whosays.case.together.tracing import Check
    from whosays.publish.hidden.view import Told
    from whosays.records import Decision, Judgement, Link, LinkKind, MentionKind
    from whosays.store.answers import Asked
    from whosays.store.copying import Copied
    from whosays.store.removal import Removed
    from whosays.store.search import Hit
    from whosays.trace.lineage import Lineage


class NoSuchFormat(WhosaysError):
    """No exporter goes by the name."""

    code = "no-such-format"

    def __init__(self, name: str, there_are: Sequence[str]) -> None:
        super().__init__(f"there is no format {name!r} to export in; there are {', '.join(there_are)} (`whosays plugins`)")


class OriginalsStay(WhosaysError):
    """Something is hidden, and the original files would show it."""

    code = "originals-stay"

    def __init__(self) -> None:
        super().__init__("something of this case is hidden, and its original files would show it; export without them")


def _check_originals(*, asked: bool, hidden: bool) -> None:
    if asked and hidden:
        raise OriginalsStay


class CannotExport(WhosaysError):
    """The export folder refuses."""

    code = "cannot-export"

    def __init__(self, folder: Path, error: OSError) -> None:
        why = (error.strerror or type(error).__name__).lower()
        super().__init__(f"cannot write the export into {folder} ({why}); name another folder: `whosays export DIR`")


class Case(Written, Brought):
    """An open case folder: makes and opens cases, takes documents in, answers questions, keeps decisions; the only writer.

    Close it, or use it in a `with` block. Questions give what nobody has rejected, as people left it. Several programs may
    read a case at once and one may write: another that waits for more than ten seconds raises CaseBusy.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.folder = store.folder

    # A case

    @classmethod
    def new(cls, folder: Path | str, *, sample: bool = False, on: str | None = None) -> Case:
        """Make a case in a new or empty folder, and open it; with `sample`, lay the sample documents out beside it first.

        Raises CaseExists, NotEmptyFolder, or CannotWrite where the folder refuses; with `on`, BadAddress or CannotReach.

        Args:
            folder: the case folder.
            sample: lay out the sample documents.
            on: the PostgreSQL server that is to keep the rows ("postgresql://desk@db.example/whosays"; None: a file).
        """
        if sample:
            from whosays.sample.lay_out import lay_out

            lay_out(cls.sample_folder(folder))
        return cls(Store.create(Path(folder), on=on))

    @staticmethod
    def sample_folder(folder: Path | str) -> Path:
        """Return where the sample documents of the case in a folder stand: beside it, since it holds its record alone."""
        place = Path(folder).absolute()
        return place.with_name(f"{place.name}-documents")

    @classmethod
    def open(cls, folder: Path | str) -> Case:
        """Open the case in a folder. Raises NoCase, NewerCase or DamagedCase."""
        return cls(Store.open(Path(folder)))

    @classmethod
    def find(cls, folder: Path | str) -> Case:
        """Open the case in a folder, or in the nearest one above it that has one. Raises NoCase."""
        start = Path(folder).absolute()
        for place in (start, *start.parents):
            if is_case(place):
                return cls.open(place)
        raise NoCase(start, or_above=True)

    def close(self) -> None:
        """Close the case."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def view(self, *, kept: bool = False) -> WholeView:
        """Open the case as it is now, for reading; close it, or use it in a `with` block.

        Args:
            kept: take names as they were put together last, which is quick in a large case and may lack those added since.
        """
        return WholeView(self.store.view(), kept=kept)

    def copy(self, to: Path | str, *, on: str | None = None, on_progress: Callable[[str], None] | None = None) -> Copied:
        """Copy all of the case into a new or empty folder, its rows into a file or, with `on`, onto a PostgreSQL server.

        Args:
            to: the folder of the copy.
            on: the server ("postgresql://desk@db.example/whosays").
            on_progress: called with the name of what is copied next.
        """
        from whosays.store.copying import copy_case

        return copy_case(self.folder, Path(to), on=on, on_progress=on_progress)

    def keep_names(self) -> None:
        """Put all names together anew and keep them, where something has changed since the last time."""
        from whosays.case.together.indexing import index_names

        with self.store.view() as view:
            fresh = view.lookup.names.is_fresh()
        if not fresh:
            index_names(self.store)

    # Stages

    def add(
        self,
        paths: Iterable[Path | str | Given],
        *,
        jobs: int | None = None,
        timeout: float = 300.0,
        columns: str | None = None,
        strict: bool = False,
        web: WebSettings | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        link: Callable[[Sequence[DocumentId]], None] | None = None,
        cluster: str | None = None,
    ) -> Added:
        """Take in files, folders, patterns and addresses of the web, and run the line on what is new.

        Args:
            paths: what to add; a `Given` is a file under a name that it was sent with.
            columns: what the columns of the tables among them hold ("name=Organisation,country=Land"); else it is guessed.
            jobs: how many processes (1: this one; None: one a core).
            timeout: seconds for one document.
            strict: raise when an extractor fails, instead of noting it.
            web: how to ask the web (None: as the settings of the case say).
            on_progress: called when files are dealt with and safe on the disk.
            cluster: the address of a Dask scheduler whose workers read instead of processes of this machine ("tcp://host:8786").
            link: brings up to date what rests on all documents together, when some were read (None: here; see `link`).
        """
        from whosays.case.intake.adding import Adding
        from whosays.case.intake.fetching import add_addresses, is_address

        wanted = list(paths)
        urls = [str(one) for one in wanted if is_address(one)]
        adding = Adding(self.store, columns=columns, strict=strict, on_progress=on_progress, link=link, cluster=cluster)
        added = adding.add([one for one in wanted if not is_address(one)], jobs=jobs, timeout=timeout)
        if not urls:
            return added
        add_addresses(adding, urls, self._fetch(web), jobs=jobs, timeout=timeout)
        return adding.added()

    def link(self, changed: Sequence[DocumentId]) -> None:
        """Bring up to date what rests on all documents together: who is who, reuse, what a claim rests on. `add` does it.

        Args:
            changed: the documents that were read anew.
        """
        from whosays.case.together.linking import link_all

        link_all(self.store, changed)

    @contextmanager
    def waiting_room(self) -> Iterator[Path]:
        """Make a folder in the case for files that are on their way into it; it is gone at the end, or with the next run."""
        from whosays.store.waiting import waiting_room

        with waiting_room(self.folder) as room:
            yield room

    def watch(
        self,
        urls: Iterable[str] = (),
        *,
        limit: int = 50,
        jobs: int | None = None,
        timeout: float = 300.0,
        web: WebSettings | None = None,
        on_visit: Callable[[str, int], None] | None = None,
    ) -> Iterator[Watched]:
        """Visit addresses again, and yield what became of each: same, changed, gone, moved, failed, or its first visit.

        Each is visited when it is asked for, so go through all of them.

        Args:
            urls: what to visit (none: every address that was visited before).
            limit: how many new addresses of one feed to visit at most.
            jobs: how many processes read (1: this one; None: one a core).
            timeout: seconds for reading one document.
            web: how to ask the web (None: as the settings of the case say).
            on_visit: called with each address before it is asked, and how many wait behind it.
        """
        from whosays.case.intake.watching import Watching

        watching = Watching(self.store, self._fetch(web), limit=limit, jobs=jobs, timeout=timeout, on_visit=on_visit)
        return watching.watch(urls)

    def plan_claims(self, docs: Iterable[str] = ()) -> Plan:
        """Return what `propose_claims` would send of some documents (none: all), where to, and whether the case lets it."""
        from whosays.case.engines.proposing import plan_claims

        return plan_claims(self.store, list(docs), self.settings())

    def propose_claims(
        self,
        docs: Iterable[str] = (),
        *,
        key: str | None = None,
        again: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Proposed:
        """Let the language model that the case's settings name propose claims. What it answers is kept; see also `plan_claims`.

        Args:
            docs: which documents to ask about, each by its name or id (none: all).
            key: what the endpoint asks for as a key; it is not kept.
            again: ask also what was asked and answered before.
            on_progress: called when a document is dealt with and safe on the disk.

        Raises NoEndpoint, NotAgreed where the settings do not let text be sent, and what `capture.endpoint` raises.
        """
        from whosays.case.engines.proposing import propose_claims

        return propose_claims(self.store, list(docs), self.settings(), key=key, again=again, on_progress=on_progress)

    def propose_names(
        self, model: str, docs: Iterable[str] = (), *, on_progress: Callable[[Progress], None] | None = None
    ) -> Proposed:
        """Let a GLiNER model, by its name or folder, propose names in documents (none: all). Raises NoSuchModel."""
        from whosays.case.engines.models import find_model
        from whosays.case.engines.proposing import propose_names

        return propose_names(self.store, list(docs), find_model(model), on_progress=on_progress)

    def answers(self, docs: Iterable[str] = ()) -> list[Asked]:
        """Return what other engines were asked about documents (none: all), and answered."""
        with self.view() as view:
            ids = [view.stored.find_document(words).id for words in docs] or [doc.id for doc in view.documents()]
            return [asked for doc in ids for asked in view.stored.answers(doc)]

    def web_settings(self) -> WebSettings:
        """Return how the settings of the case wish the web to be asked."""
        from whosays.case.settings import web_settings

        return web_settings(self.settings())

    def _fetch(self, web: WebSettings | None) -> Callable[[str], Fetched]:
        from whosays.capture.web import Web

        return Web(web or self.web_settings()).fetch

    def settings(self) -> dict[str, str]:
        """Return every setting of the case by name: what somebody set, or the default."""
        from whosays.case.settings import SETTINGS, setting_of

        with self.store.view() as view:
            told = view.settings()
        return {setting.name: setting_of(told, setting.name) for setting in SETTINGS}

    def set(self, name: str, value: str, *, who: str | None = None) -> str:
        """Set a setting of the case, by its name (`settings` has them), and return its value as it is kept.

        It holds for what is read from now on. Raises NoSuchSetting or BadSetting.
        """
        from whosays.case.settings import changed_with, check_setting

        kept = check_setting(name, value)
        signing = Signing(who, None)
        with self.store.write() as writer:
            for one, told in {name: kept, **changed_with(name)}.items():
                writer.put_setting(one, told, who=signing.who, at=signing.when)
        return kept

    def find_source(self, words: str) -> tuple[str, str]:
        """Return name and id of a document, or of a file in the case that no document was made of, by name or id."""
        with self.view() as view:
            try:
                doc = view.stored.find_document(words)
            except NoSuchDocument:
                if (capture := view.unread_capture(words)) is None:
                    raise
                return capture.name, capture.id
            return doc.name, doc.id

    def remove(self, words: str) -> Removed:
        """Remove a document, or a file that could not be read, by name or id, and all that rests on it, to the last byte.

        Nothing brings it back but adding it again. Raises NoSuchDocument.
        """
        from whosays.case.together.linking import link_all

        _, found = self.find_source(words)
        with self.view() as view:
            unread = view.unread_capture(found)
            alone = [] if unread else list(view.entities_only_in(DocumentId(found)))
        with self.store.write() as writer:
            removed = writer.remove_capture(unread.id) if unread else writer.remove(DocumentId(found), also=alone)
        link_all(self.store)
        return removed

    def export(self, folder: Path | str, *, format: str = "jsonl", originals: bool = False) -> Iterator[Path]:
        """Write the record into a folder, without what people hid in it, and yield the paths of the files.

        A file is written when its path is asked for, so go through all of them: `list(case.export("record"))`.

        Args:
            folder: where the files go; it is made where it is missing.
            format: the name of an exporter, one of ours or one that a plug-in brings (`whosays plugins`).
            originals: write the bytes of the captures too, each under its SHA-256.

        Raises NoSuchFormat, CannotExport, PlugInFailed where a plug-in stops, and OriginalsStay where something is hidden,
        which the originals would show.
        """
        from whosays.plugged_in import PlugInFailed, all_exporters, plugged_in
        from whosays.publish.hidden.view import tell_hidden, without_hidden
        from whosays.publish.originals import write_originals

        write = next((exporter for exporter in all_exporters() if exporter.name == format), None)
        if write is None:
            raise NoSuchFormat(format, [exporter.name for exporter in all_exporters()])
        try:
            with self.view() as view:
                leaving = without_hidden(view)
                _check_originals(asked=originals, hidden=leaving is not view)
                yield from write(leaving, Path(folder))
                yield from tell_hidden(leaving, Path(folder))
                if originals:
                    yield from write_originals(view.stored.held(), view.stored.original, Path(folder))
        except OSError as error:
            raise CannotExport(Path(folder), error) from error
        except WhosaysError:
            raise
        except Exception as error:
            if plugged_in().package_of(write) is None:
                raise
            raise PlugInFailed(write, error) from error

    def table(self, kind: str) -> pa.Table:
        """Return all records of a kind as an Arrow table: `.to_pandas()`, `polars.from_arrow(…)`.

        `kind` is the name of a file of the export ("claims", "mentions", "documents", …); the columns are those of its CSV
        file, typed and with the document's words as they are. Offsets count Unicode code points. Needs `whosays[arrow]`.
        Raises NoSuchTable, ExtraMissing.
        """
        from whosays.publish.arrow import to_arrow

        with self.view() as view:
            return to_arrow(view, kind)

    def _repr_html_(self) -> str:
        """Return how much there is of the case, for a notebook."""
        from whosays.case.asking.showing import case_table

        with self.store.view() as view:
            return case_table(self.folder.absolute().name, view.counts())

    # Questions

    def documents(self) -> list[Document]:
        """Return the documents by name."""
        with self.view() as view:
            return Records(view.documents(), self)

    def claims(self, wanted: ClaimFilter | None = None) -> list[Claim]:
        """Return the claims that fit `wanted` (None: all), in document order; rejected ones only where they are asked for."""
        wanted = wanted or ClaimFilter()
        with self.view() as view:
            fits = Fits(view, wanted)
            doc = view.stored.find_document(wanted.doc).id if wanted.doc else None
            return Records((claim for claim in view.claims(doc) if fits(claim)), self)

    def claim(self, words: str) -> Claim:
        """Return one claim by its id, or how that begins, as people left it. Raises NoSuchRecord."""
        with self.view() as view:
            return view.stored.current(view.stored.claim(words))

    def why(self, words: str) -> Why:
        """Return why a claim is in the record: rule, run, the words that made it fire, what people decided."""
        from whosays.case.asking.why import why_claim

        with self.view() as view:
            return why_claim(view, view.stored.current(view.stored.claim(words)))

    def why_name(self, words: str) -> WhyName:
        """Return why a name is in the record, by the id of a mention or of an entity."""
        from whosays.case.asking.why import why_name

        with self.view() as view:
            return why_name(view, words)

    def trace(self, words: str) -> Lineage:
        """Return what a claim rests on, by its id, or how that begins."""
        from whosays.case.together.tracing import trace

        self.keep_names()
        with self.view(kept=True) as view:
            return trace(view, view.stored.current(view.stored.claim(words)))

    def check_support(self, words: str) -> list[Check]:
        """Return a claim's citations, each beside the words of the cited document that may say it."""
        from whosays.case.together.tracing import check_support

        self.keep_names()
        with self.view(kept=True) as view:
            return list(check_support(view, view.stored.current(view.stored.claim(words))))

    def support(self, doc: str | None = None) -> list[Footings]:
        """Return for each document (or one) how many claims have which footing, and those without a source."""
        from whosays.case.together.tracing import footings

        with self.view() as view:
            return list(footings(view, view.stored.find_document(doc).id if doc else None))

    def mentions(self, *, doc: str | None = None, kind: MentionKind | None = None, text: str | None = None) -> list[Mention]:
        """Return the places where something is named, in document order: of the kind, with these words in them."""
        with self.view() as view:
            where = view.stored.find_document(doc).id if doc else None
            of_kind = (mention for mention in view.mentions(where) if kind in (None, mention.kind))
            fits = (one for one in of_kind if holds(text, one.at.text) and not _is_rejected(view, one))
            return Records(fits, self)

    def passages(self, words: str) -> list[Passage]:
        """Return the passages of a document, by its name or id, in reading order."""
        with self.view() as view:
            return Records(view.passages(view.stored.find_document(words).id), self)

    def placements(self, words: str) -> tuple[Placement, ...]:
        """Return where the words of a document stand on its page images, and how sure text recognition is of them."""
        with self.view() as view:
            return view.stored.placements(view.stored.find_document(words).id)

    def names(self, *, doc: str | None = None, kind: MentionKind | None = None, text: str | None = None) -> list[Entity]:
        """Return the entities by name: those with a member in the document, of the kind, with the words in a name of theirs."""
        with self.view() as view:
            of_kind = [entity for entity in view.entities() if kind in (None, entity.kind)]
            entities = [entity for entity in of_kind if any(holds(text, name) for name in view.who.names(entity))]
            if doc:
                of_it = view.members_in(view.stored.find_document(doc).id)
                entities = [entity for entity in entities if not of_it.isdisjoint(entity.members)]
        return Records(sorted(entities, key=lambda entity: (entity.name.casefold(), entity.kind, entity.id)), self)

    def entities(self) -> list[Entity]:
        """Return all entities."""
        return self.names()

    def name(self, words: str) -> InPlace:
        """Return one entity with its places: by its id, an earlier id of it, that of a mention or row, or how one begins."""
        from whosays.case.judging.identity import find_entity
        from whosays.case.judging.matching import place

        with self.view() as view:
            return place(view, find_entity(view, words))

    def candidates(self, of: Iterable[str] = ()) -> list[Candidate]:
        """Return the proposals that two names are one which wait for a decision; with `of`, those of these names, by id."""
        from whosays.case.judging.identity import find_entity
        from whosays.case.judging.matching import candidates

        with self.view() as view:
            return candidates(view, of={find_entity(view, words).id for words in of})

    def match_names(self, queries: Sequence[str], *, limit: int = 5, kept: bool = False) -> list[Match]:
        """Look up a list of names (`queries`) in one go: for each, at most `limit` that are like it, why, and all their places.

        `kept` is that of `view`.
        """
        from whosays.case.judging.matching import match_names

        with self.view(kept=kept) as view:
            return match_names(view, queries, limit=limit)

    def lists(self, *, doc: str | None = None, name: str | None = None) -> list[Entry]:
        """Return the rows of lists, in document order; `name` keeps to one list."""
        with self.view() as view:
            where = view.stored.find_document(doc).id if doc else None
            entries = list(view.entries(where))
            called = sorted({entry.list for entry in entries})
            if name is not None and name not in called:
                raise NoSuchList(name, called[:8])
            fits = (entry for entry in entries if name in (None, entry.list) and not _is_rejected(view, entry))
            return Records(fits, self)

    def notes(self, *, doc: str | None = None) -> list[Citation]:
        """Return the footnotes, in document order."""
        with self.view() as view:
            where = view.stored.find_document(doc).id if doc else None
            return Records((cite for cite in view.citations(where) if not _is_rejected(view, cite)), self)

    def events(self, *, doc: str | None = None) -> list[Event]:
        """Return the events, in document order."""
        with self.view() as view:
            where = view.stored.find_document(doc).id if doc else None
            return Records((event for event in view.events(where) if not _is_rejected(view, event)), self)

    def links(self, *, kind: LinkKind | None = None, doc: str | None = None) -> list[Link]:
        """Return the links that nobody has rejected, of a kind, and those that touch a document, where asked."""
        with self.view() as view:
            where = view.stored.find_document(doc).id if doc else None
            links = [link for link in view.links(where) if kind in (None, link.kind)]
            standing = (link for link in links if link.status != "rejected" and view.status(link.id) != "rejected")
            return Records(standing, self)

    def problems(self, *, doc: str | None = None, code: str | None = None) -> list[Problem]:
        """Return what was odd, in document order, what belongs to no document last."""
        with self.view() as view:
            where = view.stored.find_document(doc).id if doc else None
            return Records(view.problems(where, code), self)

    def search(self, words: str, *, limit: int = 20, doc: str | None = None) -> list[Hit]:
        """Find words in passages, claims and names, whatever their letter forms, best first."""
        with self.view() as view:
            where = view.stored.find_document(doc).id if doc else None
            return view.stored.search(words, limit, doc=where)

    def compare(self, before: str, after: str) -> Comparison:
        """Return what differs between two documents, `before` and `after`: by names, or ids of documents, captures, visits."""
        from whosays.analyse.compare import compare
        from whosays.case.asking.comparing import find_version

        with self.view() as view:
            return compare(find_version(view, before), find_version(view, after))

    @contextmanager
    def analysing(self, *, kept: bool = False) -> Iterator[Analysing]:
        """Open the case for questions over the whole of it: dossiers, timelines, networks, places, campaigns, trends.

        Args:
            kept: as `view` takes it.
        """
        from whosays.case.asking.analysing import Analysing

        with self.view(kept=kept) as view:
            yield Analysing(view)

    # People

    @cached_property
    def people(self) -> People:
        """The people who may work on the case as a team."""
        from whosays.case.people import People

        return People(self.folder)

    # Decisions

    def judge(
        self,
        words: str,
        decision: Decision,
        *,
        who: str | None = None,
        changes: Mapping[str, object] | None = None,
        note: str | None = None,
    ) -> Judgement:
        """Decide on a record: accept, edit (with `changes`, field → value) or reject it. Append-only; `undo` takes it back.

        Raises NoSuchRecord, BadEdit, or WhoIsIt where nobody signs.

        Args:
            words: the record's id, or how it begins.
            decision: what is decided.
            who: who decides (default: the login name).
            changes: for an edit, the fields to set.
            note: a remark.
        """
        return self.judge_all([words], decision, who=who, changes=changes, note=note)[0]

    def judge_all(
        self,
        several: Iterable[str],
        decision: Decision,
        *,
        who: str | None = None,
        changes: Mapping[str, object] | None = None,
        note: str | None = None,
    ) -> list[Judgement]:
        """Take one decision on several records as `judge` does: on all of them or, where one cannot take it, on none.

        `changes` are those of an edit.
        """
        sign = Signing(who, note)
        with self.view() as view:
            made = [decided(view, words, decision, changes, sign) for words in several]
        return self._append(made)

    def judge_names(
        self, several: Sequence[str], decision: Decision, *, who: str | None = None, note: str | None = None
    ) -> list[Judgement]:
        """Decide who is who, and return the judgements, one for each two.

        Args:
            several: ids of entities, or how they begin; that of a proposal stands for its two names, that of a mention or row
                for the entity that it is in.
            decision: "same" (the first and each of the others), "different" or "not-sure" (every two), "part-of" (the first is
                part of the second), "split" (each of them leaves the entity that it is in).
            who: who decides (default: the login name).
            note: a remark.

        Raises NoSuchRecord, NoName, OneAlready, NothingToSplit or HowMany.
        """
        from whosays.case.judging.identity import decide_on_two

        signing = Signing(who, note)
        with self._view_of_names() as view:
            made = decide_on_two(view, decision, several, signing)
        return self._append(made)

    def hide(self, words: str, *, note: str, who: str | None = None, span: tuple[int, int] | None = None) -> Judgement:
        """Keep something out of every export, report and published site; in the case it stays. `undo` takes it back.

        Args:
            words: the id of an entity (its name goes, wherever it stands), or of a record (its words go); or how it begins.
            note: the reason.
            who: who decides (default: the login name).
            span: the offsets of a stretch of words; `words` is then a document, by its id or name.
        """
        from whosays.case.judging.deciding import hidden

        with self._view_of_names() as view:
            made = hidden(view, words, Signing(who, note), span=span)
        return self._append([made])[0]

    def hidden(self) -> Told | None:
        """Return how much is hidden of what leaves the case; None: nothing."""
        from whosays.publish.hidden.view import Hides, without_hidden

        with self.view() as view:
            leaving = without_hidden(view)
            return leaving.told() if isinstance(leaving, Hides) else None

    def mark(self, words: str, wanted: ClaimMark | NameMark, *, who: str | None = None) -> Claim | Mention:
        """Mark words of a document, by its name or id, as a claim or a name; the person who marks them stands for them.

        What the line has proposed already is accepted, with what the person says otherwise. `wanted` says where the words are,
        by offsets. Raises BadMark.
        """
        from whosays.case.judging.marking import marked
        from whosays.case.together.indexing import follow_decisions

        with self.view() as view:
            made = marked(view, words, wanted, Signing(who, None))
        with self.store.write() as writer:
            if made.is_new:
                writer.put_marked([made.record])
            judgements = appended(writer, [made.judgement])
        follow_decisions(self.store, judgements)
        return made.record

    def edit(self, words: str, wanted: ClaimMark, *, who: str | None = None) -> Judgement | None:
        """Make a claim, by its id, what a person says it is (`wanted`); None where it is that already (see also `judge`)."""
        from whosays.case.judging.marking import edited

        with self.view() as view:
            made = edited(view, words, wanted, Signing(who, None))
        return self._append([made])[0] if made else None

    def undo(self, words: str, *, who: str | None = None, note: str | None = None) -> Judgement:
        """Take back a judgement, or the latest one that stands on a record, by id. Raises NotDecided."""
        return self.undo_all([words], who=who, note=note)[0]

    def undo_all(self, several: Iterable[str], *, who: str | None = None, note: str | None = None) -> list[Judgement]:
        """Take back several judgements as `undo` does: all of them or, where there is nothing to take back, none."""
        sign = Signing(who, note)
        with self._view_of_names() as view:
            made = [undone(view, words, sign) for words in several]
        return self._append(made)

    def _view_of_names(self) -> WholeView:
        """Open the case for a decision: with the names as they are or, in a large one, as they were put together last."""
        from whosays.case.together.indexing import is_small

        with self.store.view() as view:
            stale = not view.lookup.names.is_fresh()
            small = is_small(view.lookup)
        if stale and small:
            self.keep_names()
        return self.view(kept=True)

    def _append(self, made: list[Judgement]) -> list[Judgement]:
        from whosays.case.together.indexing import follow_decisions

        with self.store.write() as writer:
            made = appended(writer, made)
        follow_decisions(self.store, made)
        return made


def _is_rejected(view: WholeView, record: Mention | Entry | Citation | Event) -> bool:
    return view.status(record.id) == "rejected"
