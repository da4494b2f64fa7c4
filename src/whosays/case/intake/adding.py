"""The `add` stage: files into a case, read in worker processes, kept in batches, each whole or not at all.

1. find the files, keep the bytes of those that are new or not yet read by these versions of the line;
2. read and extract them in worker processes, in order;
3. keep what comes back, a batch a transaction; what is reported as done is on the disk;
4. do the same, wave by wave, with the files that were inside of them, and read once more, without looking for anything in it,
   what met a limit;
5. make what rests on several documents (links between citations).

Stopping at any moment, also by `kill -9`, loses the batch at hand at most, and the next `add` reads it again.
"""

from __future__ import annotations

import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from whosays.capture.files import Given, Place, Skipped, Taken, find_files, take_file
from whosays.capture.media_types import HEAD
from whosays.case.settings import columns_name, read_columns, read_options
from whosays.case.together.linking import link_all
from whosays.line import Original, Outcome, heeded, read_original, versions_for
from whosays.problems import make_problem
from whosays.records import Link, LinkId, Problem, make_id
from whosays.store.base import OWN_FILES
from whosays.store.originals import FOLDER as ORIGINALS
from whosays.store.originals import Originals
from whosays.store.waiting import WAITING, waiting_room
from whosays.workers import Answer, run_all

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from whosays.members import Inner
    from whosays.records import Capture, CaptureId, DocumentId
    from whosays.store.codec import Stored
    from whosays.store.store import Store
    from whosays.store.writer import Writer

# A commit waits for the disk (5 to 50 ms): one for so many documents, or so many seconds or bytes, whichever comes first.
_BATCH, _BATCH_SECONDS, _BATCH_BYTES = 4, 0.5, 4 << 20
_PROBLEM_OF = {"crashed": "reader-crashed", "died": "reader-died", "slow": "reader-slow", "large": "reader-too-large"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an `add` is: files that are dealt with and safe, of all that were found, and how many problems were met."""

    done: int
    total: int
    name: str
    problems: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What an `add` did.

    `new` are the documents that were read, `known` counts files that needed nothing, `captured` pages of the web that were
    kept, `records` counts what was found by kind ("claim", "mention", …), `faults` are the traces of bugs met on the way,
    `untold` what is no part of the record: what was left out, what came twice, which languages have no model.
    """

    new: tuple[DocumentId, ...]
    known: int
    captured: int
    records: dict[str, int]
    problems: tuple[Problem, ...]
    faults: tuple[str, ...]
    untold: tuple[str, ...]


@dataclass
class _Tally:
    new: list[DocumentId] = field(default_factory=list)
    known: int = 0
    captured: int = 0
    done: int = 0
    total: int = 0
    records: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    without_model: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A container that was read: what is inside waits until its wave is over. `whole`: nothing of it is to be tried again."""

    task: Original
    inner: tuple[Inner, ...]
    whole: bool


class Adding:
    """One `add` on its way."""

    def __init__(
        self,
        store: Store,
        *,
        columns: str | None = None,
        strict: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
        link: Callable[[Sequence[DocumentId]], None] | None = None,
        cluster: str | None = None,
    ) -> None:
        read_columns(columns or "")
        self.store = store
        self.columns = columns
        self.strict = strict
        self.on_progress = on_progress
        self.cluster = cluster
        self.link = link or partial(link_all, store)
        self.tally = _Tally()
        self.versions: dict[CaptureId, str] = {}
        self.names: dict[CaptureId, str] = {}
        self.next: list[Original] = []
        self.opened: list[_Opened] = []
        self.known: list[Capture] = []
        self.limits: dict[CaptureId, str] = {}
        self.waiting = Path()
        with store.view() as view:
            self.settings = view.settings()

    def add(self, paths: Iterable[Path | str | Given], *, jobs: int | None, timeout: float) -> Added:
        """Add files and folders, and return what that did."""
        places = self._find(paths)
        self.tally.total = len(places)
        return self.take(self._taken(places), jobs=jobs, timeout=timeout)

    def take(self, batches: Iterable[Sequence[Taken]], *, jobs: int | None, timeout: float) -> Added:
        """Keep captures with their bytes, run the line on what is new, and return what that did."""
        before = len(self.tally.new)
        with waiting_room(self.store.folder) as self.waiting:
            wave: Iterable[Original] = self._captured(batches)
            while True:
                with closing(self._read(wave, jobs=jobs, timeout=timeout)) as answers:
                    for batch in _batches(answers):
                        self._keep(batch)
                self._open()
                if not self.next:
                    break
                wave, self.next = self.next, []
        if new := self.tally.new[before:]:
            self.link(new)
        return self.added()

    def _read(
        self, wave: Iterable[Original], *, jobs: int | None, timeout: float
    ) -> Generator[Answer[Original, Outcome], None, None]:
        """Read captures in local processes, or on the machines of a cluster."""
        if self.cluster is None:
            return run_all(read_original, wave, jobs=jobs, timeout=timeout)
        from whosays.cluster.client import read_on_cluster

        return read_on_cluster(self.cluster, wave, timeout=timeout)

    def added(self) -> Added:
        """Return what was done so far."""
        tally = self.tally
        return Added(
            new=tuple(tally.new),
            known=tally.known,
            captured=tally.captured,
            records=dict(sorted(tally.records.items())),
            problems=tuple(tally.problems),
            faults=tuple(tally.faults),
            untold=(*tally.untold, *_languages_told(tally.without_model)),
        )

    def _find(self, paths: Iterable[Path | str | Given]) -> list[Place]:
        folder = self.store.folder
        own = [folder / name for name in (*OWN_FILES, ORIGINALS, WAITING)]
        places: list[Place] = []
        problems: list[Problem] = []
        for found in find_files(paths, leave_out=own):
            if isinstance(found, Place):
                places.append(found)
            elif isinstance(found, Skipped):
                self.tally.untold.append(f"{found.path} is left out ({found.why})")
            else:
                problems.append(found)
        self._note(problems)
        return places

    def _note(self, problems: Sequence[Problem]) -> None:
        """Keep problems of files that never became captures."""
        if problems:
            with self.store.write() as writer:
                writer.put_problems(problems)
            self.tally.problems.extend(problems)

    def _captured(self, batches: Iterable[Sequence[Taken]]) -> Iterator[Original]:
        """Keep the bytes of captures, and yield those that are still to be read."""
        for batch in batches:
            tasks: list[Original] = []
            with self.store.write() as writer:
                for taken in batch:
                    task = self._task(writer, taken.capture, taken.raw[:HEAD], depth=0)
                    if task:
                        writer.put_capture(taken.capture, taken.raw)
                        tasks.append(task)
                    else:
                        self.known.append(taken.capture)
            self._tell(len(batch) - len(tasks), batch[-1].capture.name)
            yield from tasks

    def _taken(self, places: Iterable[Place]) -> Iterator[list[Taken]]:
        batch: list[Taken] = []
        for place in places:
            taken = take_file(place)
            if isinstance(taken, Problem):
                self._note([taken])
                self._tell(1, place.called)
            elif taken.capture.id in self.names:
                where = place.called if place.name else place.path
                self.tally.untold.append(f"{where} has the same bytes as {self.names[taken.capture.id]}")
                self._tell(1, place.called)
            else:
                self.names[taken.capture.id] = place.called
                batch.append(taken)
            if len(batch) == _BATCH or sum(len(one.raw) for one in batch) > _BATCH_BYTES:
                yield batch
                batch = []
        if batch:
            yield batch

    def _task(self, writer: Writer, capture: Capture, head: bytes, *, depth: int) -> Original | None:
        """Return the task of reading a capture, None where these versions of the line have been over it."""
        if self.columns and depth == 0 and "columns" in heeded(capture, head):
            name = columns_name(capture.id)
            self.settings[name] = self.columns
            writer.put_setting(name, self.columns, who="add", at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        options = read_options(self.settings, capture.id)
        versions = versions_for(capture, head, options)
        if writer.is_done(capture.id, versions):
            self.tally.known += 1
            return None
        self.versions[capture.id] = versions
        return Original(
            capture=capture,
            path=str(Originals(self.store.folder).path(capture.id)),
            options=options,
            waiting=str(self.waiting),
            depth=depth,
            strict=self.strict,
        )

    def _resume(self, writer: Writer, capture: Capture, *, depth: int) -> None:
        """Put the files inside of a known capture on the next wave that are not read yet: the run before was cut short."""
        for inner in writer.children(capture.id):
            if inner.id not in self.names:
                self.names[inner.id] = inner.name
                with Originals(self.store.folder).path(inner.id).open("rb") as file:
                    self._queue(writer, inner, file.read(HEAD), depth=depth)

    def _queue(self, writer: Writer, inner: Capture, head: bytes, *, depth: int) -> None:
        self.tally.total += 1
        task = self._task(writer, inner, head, depth=depth)
        if task:
            self.next.append(task)
        else:
            self._tell(1, inner.name)
            self._resume(writer, inner, depth=depth + 1)

    def _keep(self, answers: Sequence[Answer[Original, Outcome]]) -> None:
        """Keep what came of a batch of captures; what met a limit is put on the next wave, to be read alone."""
        kept = [answer for answer in answers if not self._is_tried_again(answer)]
        outcomes = [(answer.task, self._outcome(answer)) for answer in kept]
        with self.store.write() as writer:
            for task, outcome in outcomes:
                _put(writer, outcome)
                whole = not outcome.is_lost and task.extract
                if outcome.inner:
                    self.opened.append(_Opened(task=task, inner=outcome.inner, whole=whole))
                elif whole:
                    writer.mark_done(outcome.capture.id, self.versions.pop(outcome.capture.id))
        for _, outcome in outcomes:
            self._count(outcome)
        if outcomes:
            self._tell(len(outcomes), outcomes[-1][1].capture.name)

    def _is_tried_again(self, answer: Answer[Original, Outcome]) -> bool:
        """Put a capture that met a limit on the next wave, once, so that its text is kept without what is looked for in it."""
        failure, task = answer.failure, answer.task
        if failure is None or failure.kind == "crashed" or not task.extract:
            return False
        self.limits[task.capture.id] = failure.message
        self.next.append(replace(task, extract=False))
        return True

    def _outcome(self, answer: Answer[Original, Outcome]) -> Outcome:
        if answer.value is None:
            return _lost(answer)
        why = self.limits.pop(answer.task.capture.id, None)
        if why is None or not answer.value.documents:
            return answer.value
        said = f"{answer.task.capture.name}: {why}, with looking for names, dates and claims; the text is kept without them"
        return replace(answer.value, problems=(*answer.value.problems, make_problem("extraction-stopped", said)))

    def _open(self) -> None:
        """Keep what was inside of the captures of a wave, in their order, when all files of the wave are known.

        So a file that lies in an archive and beside it is the one beside it, however fast the archive was read. A container is
        done when what is inside of it is kept.
        """
        opened, self.opened = self.opened, []
        for one in opened:
            with self.store.write() as writer:
                self._put_inner(writer, one.task, one.inner)
                if one.whole:
                    writer.mark_done(one.task.capture.id, self.versions.pop(one.task.capture.id))
        for one in opened:
            for inner in one.inner:
                Path(inner.path).unlink(missing_ok=True)
        known, self.known = self.known, []
        if known:
            with self.store.write() as writer:
                for capture in known:
                    self._resume(writer, capture, depth=1)

    def _put_inner(self, writer: Writer, task: Original, found: Iterable[Inner]) -> None:
        """Keep the files that were inside of a capture, and put those to be read on the next wave."""
        links = []
        for inner in found:
            raw = Path(inner.path).read_bytes()
            known = writer.capture(inner.capture.id)
            if known and (known.parent, known.name) != (inner.capture.parent, inner.capture.name):
                links.append(_contains(task.capture, inner))
            if inner.capture.id in self.names:
                self.tally.untold.append(f"{inner.capture.name} has the same bytes as {self.names[inner.capture.id]}")
                continue
            self.names[inner.capture.id] = inner.capture.name
            writer.put_capture(inner.capture, raw)
            self._queue(writer, inner.capture, raw[:HEAD], depth=task.depth + 1)
        writer.put_links(links)

    def _count(self, outcome: Outcome) -> None:
        tally = self.tally
        for read in outcome.documents:
            tally.new.append(read.document.id)
            records = list(read.records())
            tally.records.update(type(record).__name__.lower() for record in records)
            if any(isinstance(record, Problem) and record.code == "no-language-model" for record in records):
                tally.without_model[next(iter(read.document.languages), "an unknown language")] += 1
        for problem in outcome.all_problems():
            if problem.id not in tally.told:  # a plug-in that could not be loaded is told once, not with every file
                tally.told.add(problem.id)
                tally.problems.append(problem)
        tally.faults.extend(outcome.faults)

    def tell_done(self) -> None:
        """Tell that what was counted by others is done."""
        if self.on_progress:
            self.on_progress(self.progress(""))

    def progress(self, name: str) -> Progress:
        """Return how far it is; `name` is the file or address at hand."""
        tally = self.tally
        return Progress(done=tally.done, total=tally.total, name=name, problems=len(tally.problems))

    def _tell(self, more: int, name: str) -> None:
        self.tally.done += more
        if self.on_progress and more:
            self.on_progress(self.progress(name))


def _contains(parent: Capture, inner: Inner) -> Link:
    """Say that a file lies in one more container, or there under one more name."""
    name = inner.capture.name
    return Link(
        id=LinkId(make_id("lnk", "contains", parent.id, inner.capture.id, name)),
        kind="contains",
        a=parent.id,
        b=inner.capture.id,
        status="confirmed",
        reason=f"the same bytes lie there as {name}",
        by="capture/members",
    )


def _languages_told(counts: Counter[str]) -> Iterator[str]:
    """Say once a run which languages have no model."""
    if counts:
        listed = ", ".join(f"{language} ({number})" for language, number in sorted(counts.items()))
        yield f"no language model is installed for {listed}: these documents were read by rules only"


def _put(writer: Writer, outcome: Outcome) -> None:
    capture = outcome.capture.id
    for read in outcome.documents:
        doc = read.document
        writer.put_document(doc, read.passages, cast("tuple[Stored, ...]", read.by_reader), read.placements)
        for found in read.found:
            writer.put_records(doc.id, found.run, cast("tuple[Stored, ...]", found.records))
    unreadable = any(problem.code == "unreadable-document" for problem in outcome.problems)
    if not outcome.is_lost and not unreadable:
        writer.drop_documents(capture, but={read.document.id for read in outcome.documents})
    if not outcome.is_lost:
        writer.put_signature(capture, outcome.signature)
    writer.put_problems(outcome.problems, about=capture)


def _lost(answer: Answer[Original, Outcome]) -> Outcome:
    """Say what a document whose process gave no outcome has instead."""
    failure, capture = answer.failure, answer.task.capture
    if failure is None:
        raise AssertionError("an answer without a value has a failure")
    said = f"{capture.name} ({capture.id[:12]}): {failure.message}"
    return Outcome(
        capture=capture,
        problems=(make_problem(_PROBLEM_OF[failure.kind], said),),
        own_faults=(failure.trace,) if failure.kind == "crashed" else (),
        is_lost=True,
    )


def _batches(answers: Iterator[Answer[Original, Outcome]]) -> Iterator[list[Answer[Original, Outcome]]]:
    """Put answers together until there are enough, or the first has waited long enough. Ctrl-C hands out those at hand."""
    batch: list[Answer[Original, Outcome]] = []
    since = 0.0
    try:
        for answer in answers:
            since = since if batch else time.monotonic()
            batch.append(answer)
            if len(batch) == _BATCH or time.monotonic() - since > _BATCH_SECONDS:
                yield batch
                batch = []
    except KeyboardInterrupt:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
