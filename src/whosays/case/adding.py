"""The `add` stage: files into a case, read in worker processes, kept in batches, each whole or not at all.

1. find the files, keep the bytes of those that are new or not yet read by these versions of the line;
2. read and extract them in worker processes, in order;
3. keep what comes back, a batch a transaction; what is reported as done is on the disk;
4. make what rests on several documents (links between citations).

Stopping at any moment, also by `kill -9`, loses the batch at hand at most, and the next `add` reads it again.
"""

from __future__ import annotations

import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from whosays.capture.files import HEAD, Place, Skipped, Taken, find_files, take_file
from whosays.case.linking import link_citations
from whosays.line import Original, Outcome, read_original, versions_for
from whosays.problems import make_problem
from whosays.records import Problem
from whosays.store.originals import Originals
from whosays.store.schema import DATABASE
from whosays.workers import Answer, run_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from whosays.records import CaptureId, DocumentId
    from whosays.store.codec import Stored
    from whosays.store.store import Store
    from whosays.store.writer import Writer

# A commit waits for the disk (5 to 50 ms): one for so many documents, or so many seconds or bytes, whichever comes first.
_BATCH, _BATCH_SECONDS, _BATCH_BYTES = 32, 0.5, 16 << 20
_PROBLEM_OF = {"crashed": "reader-crashed", "died": "reader-died", "slow": "reader-slow"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an `add` is: files that are dealt with and safe, of all that were found."""

    done: int
    total: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What an `add` did.

    `new` are the documents that were read, `known` counts files that needed nothing, `records` counts what was found by kind
    ("claim", "mention", …), `faults` are the traces of bugs met on the way, `untold` what is no part of the record: what was
    left out, what came twice, which languages have no model.
    """

    new: tuple[DocumentId, ...]
    known: int
    records: dict[str, int]
    problems: tuple[Problem, ...]
    faults: tuple[str, ...]
    untold: tuple[str, ...]


@dataclass
class _Tally:
    new: list[DocumentId] = field(default_factory=list)
    known: int = 0
    done: int = 0
    records: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    without_model: Counter[str] = field(default_factory=Counter)


class Adding:
    """One `add` on its way."""

    def __init__(self, store: Store, *, strict: bool = False, on_progress: Callable[[Progress], None] | None = None) -> None:
        self.store = store
        self.strict = strict
        self.on_progress = on_progress
        self.tally = _Tally()
        self.versions: dict[CaptureId, str] = {}
        self.names: dict[CaptureId, str] = {}
        self.total = 0

    def add(self, paths: Iterable[Path | str], *, jobs: int | None, timeout: float) -> Added:
        """Add files and folders, and return what that did."""
        places = self._find(paths)
        self.total = len(places)
        with closing(run_all(read_original, self._captured(places), jobs=jobs, timeout=timeout)) as answers:
            for batch in _batches(answers):
                self._keep(batch)
        if self.tally.new:
            link_citations(self.store, self.tally.new)
        tally = self.tally
        return Added(
            new=tuple(tally.new),
            known=tally.known,
            records=dict(sorted(tally.records.items())),
            problems=tuple(tally.problems),
            faults=tuple(tally.faults),
            untold=(*tally.untold, *_languages_told(tally.without_model)),
        )

    def _find(self, paths: Iterable[Path | str]) -> list[Place]:
        folder = self.store.folder
        own = [folder / DATABASE, folder / f"{DATABASE}-wal", folder / f"{DATABASE}-shm", Originals(folder).folder]
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

    def _captured(self, places: Iterable[Place]) -> Iterator[Original]:
        """Keep the bytes of the files, and yield those that are still to be read."""
        for batch in self._taken(places):
            with self.store.write() as writer:
                fresh = [taken for taken in batch if self._is_fresh(writer, taken)]
                for taken in fresh:
                    writer.put_capture(taken.capture, taken.raw)
            originals = Originals(self.store.folder)
            self._tell(len(batch) - len(fresh), batch[-1].capture.name)
            for taken in fresh:
                path = originals.path(taken.capture.id)
                yield Original(capture=taken.capture, path=str(path), strict=self.strict)

    def _taken(self, places: Iterable[Place]) -> Iterator[list[Taken]]:
        batch: list[Taken] = []
        for place in places:
            taken = take_file(place)
            if isinstance(taken, Problem):
                self._note([taken])
                self._tell(1, place.called)
            elif taken.capture.id in self.names:
                self.tally.untold.append(f"{place.path} has the same bytes as {self.names[taken.capture.id]}")
                self._tell(1, place.called)
            else:
                self.names[taken.capture.id] = place.called
                batch.append(taken)
            if len(batch) == _BATCH or sum(len(one.raw) for one in batch) > _BATCH_BYTES:
                yield batch
                batch = []
        if batch:
            yield batch

    def _is_fresh(self, writer: Writer, taken: Taken) -> bool:
        capture = taken.capture
        versions = versions_for(capture, taken.raw[:HEAD])
        if writer.is_done(capture.id, versions):
            self.tally.known += 1
            return False
        self.versions[capture.id] = versions
        return True

    def _keep(self, answers: Sequence[Answer[Original, Outcome]]) -> None:
        outcomes = [answer.value or _lost(answer) for answer in answers]
        with self.store.write() as writer:
            for outcome in outcomes:
                _put(writer, outcome)
                if not outcome.is_lost:
                    writer.mark_done(outcome.capture.id, self.versions[outcome.capture.id])
        for outcome in outcomes:
            self._count(outcome)
            self.versions.pop(outcome.capture.id, None)
        self._tell(len(outcomes), outcomes[-1].capture.name)

    def _count(self, outcome: Outcome) -> None:
        tally = self.tally
        if outcome.document:
            tally.new.append(outcome.document.id)
        for found in outcome.found:
            tally.records.update(type(record).__name__.lower() for record in found.records)
        problems = outcome.all_problems()
        if outcome.document and any(problem.code == "no-language-model" for problem in problems):
            tally.without_model[next(iter(outcome.document.languages), "an unknown language")] += 1
        tally.problems.extend(problems)
        tally.faults.extend(outcome.faults)

    def _tell(self, more: int, name: str) -> None:
        self.tally.done += more
        if self.on_progress and more:
            self.on_progress(Progress(done=self.tally.done, total=self.total, name=name))


def _languages_told(counts: Counter[str]) -> Iterator[str]:
    """Say once a run which languages have no model."""
    if counts:
        listed = ", ".join(f"{language} ({number})" for language, number in sorted(counts.items()))
        yield f"no language model is installed for {listed}: these documents were read by rules only"


def _put(writer: Writer, outcome: Outcome) -> None:
    doc = outcome.document
    if doc is None:
        writer.put_problems(outcome.problems, capture=outcome.capture.id)
        return
    writer.put_document(doc, outcome.passages, outcome.problems)
    for found in outcome.found:
        writer.put_records(doc.id, found.run, cast("tuple[Stored, ...]", found.records))


def _lost(answer: Answer[Original, Outcome]) -> Outcome:
    """Say what a document whose process gave no outcome has instead."""
    failure, capture = answer.failure, answer.task.capture
    if failure is None:
        raise AssertionError("an answer without a value has a failure")
    problem = make_problem(_PROBLEM_OF[failure.kind], f"{capture.name} ({capture.id[:12]}): {failure.message}")
    faults = (failure.trace,) if failure.kind == "crashed" else ()
    return Outcome(capture=capture, problems=(problem,), faults=faults, is_lost=True)


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
