"""What was made of documents, as rows of Arrow: a row a record, so that both ends need agree on nothing but records as JSON.

`task` is the place of the document in what was sent, `part` says what a row is, `kind` the kind of a record. Rows of one task
stand together, in the order of `_rows_of`; what was found comes after the run that found it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from whosays.line import Found, Outcome, ReadDocument
from whosays.members import Inner
from whosays.records import Capture, Passage, Problem, Run
from whosays.store.codec import (
    KINDS,
    PROPOSALS,
    decode,
    decode_document,
    decode_placements,
    encode,
    encode_bare,
    encode_document,
    encode_placements,
)
from whosays.workers import Answer, Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow as pa

    from whosays.line import Original
    from whosays.records import Placement, Record

_FIELDS = ("task", "part", "kind", "payload")


class _Row(NamedTuple):
    part: str
    payload: bytes
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """What an outcome has that is no record."""

    signature: str | None
    is_lost: bool
    own_faults: tuple[str, ...]


def write_answers(answers: Sequence[Answer[Original, Outcome]]) -> bytes:
    """Return answers as a stream of Arrow, without their tasks; what was inside of a container comes with its bytes."""
    import pyarrow as pa

    rows = [(task, row) for task, answer in enumerate(answers) for row in _rows_of(answer)]
    columns = [
        pa.array([task for task, _ in rows], pa.int32()),
        pa.array([row.part for _, row in rows], pa.string()),
        pa.array([row.kind for _, row in rows], pa.string()),
        pa.array([row.payload for _, row in rows], pa.large_binary()),
    ]
    batch = pa.record_batch(columns, names=list(_FIELDS))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    told: bytes = sink.getvalue().to_pybytes()
    return told


def read_answers(raw: bytes, tasks: Sequence[Original]) -> list[Answer[Original, Outcome]]:
    """Return the answers that were written, each with its task; what was inside of a container is laid where the task says.

    Raises ValueError where they are not the answers to these tasks, DamagedCase where a record is not what it should be.
    """
    import pyarrow as pa

    with pa.ipc.open_stream(raw) as stream:
        table = stream.read_all()
    answers = [
        _answer(tasks[number], [row for _, row in group]) for number, group in groupby(_told(table), key=lambda one: one[0])
    ]
    if [answer.task for answer in answers] != list(tasks):
        raise ValueError(f"{len(answers)} answers came back for {len(tasks)} documents")
    return answers


def _told(table: pa.Table) -> Iterator[tuple[int, _Row]]:
    columns: list[list[Any]] = [table.column(name).to_pylist() for name in _FIELDS]
    for task, part, kind, payload in zip(*columns, strict=True):
        yield task, _Row(part, payload, kind)


def _rows_of(answer: Answer[Original, Outcome]) -> Iterator[_Row]:
    outcome = answer.value
    if outcome is None:
        yield _Row("failure", encode_bare(answer.failure))
        return
    whole = _Whole(signature=outcome.signature, is_lost=outcome.is_lost, own_faults=outcome.own_faults)
    yield _Row("whole", encode_bare(whole))
    yield from (_Row("problem", encode(problem)) for problem in outcome.problems)
    for inner in outcome.inner:
        yield _Row("inner", encode(inner.capture))
        yield _Row("bytes", Path(inner.path).read_bytes())
    for read in outcome.documents:
        yield _Row("document", encode_document(read.document))
        yield _Row("text", read.document.text.encode())
        yield from (_Row("passage", encode(passage)) for passage in read.passages)
        yield _Row("placements", encode_placements(read.placements))
        yield from (_Row("fault", fault.encode()) for fault in read.faults)
        yield from _records("read", read.by_reader)
        for found in read.found:
            yield _Row("run", encode(found.run))
            yield from _records("found", found.records)


def _records(part: str, records: Iterable[Record]) -> Iterator[_Row]:
    for record in records:
        yield _Row(part, encode(record), KINDS[type(record)])  # type: ignore[index]  # a KeyError tells a reader's mistake


def _answer(task: Original, rows: Sequence[_Row]) -> Answer[Original, Outcome]:
    if rows[0].part == "failure":
        return Answer(task=task, failure=decode(rows[0].payload, Failure))
    whole = decode(rows[0].payload, _Whole)
    made = _Made()
    for row in rows[1:]:
        made.take(row, task)
    outcome = Outcome(
        capture=task.capture,
        documents=tuple(one.made() for one in made.documents),
        inner=tuple(made.inner),
        problems=tuple(made.problems),
        own_faults=whole.own_faults,
        signature=whole.signature,
        is_lost=whole.is_lost,
    )
    return Answer(task=task, value=outcome)


@dataclass
class _Read:
    """A document on its way back."""

    raw: bytes
    text: str = ""
    passages: list[Passage] = field(default_factory=list)
    placements: tuple[Placement, ...] = ()
    faults: list[str] = field(default_factory=list)
    by_reader: list[Record] = field(default_factory=list)
    found: list[tuple[Run, list[Record]]] = field(default_factory=list)

    def made(self) -> ReadDocument:
        return ReadDocument(
            document=decode_document(self.raw, self.text),
            passages=tuple(self.passages),
            placements=self.placements,
            by_reader=tuple(self.by_reader),
            found=tuple(Found(run=run, records=tuple(records)) for run, records in self.found),
            faults=tuple(self.faults),
        )


@dataclass
class _Made:
    documents: list[_Read] = field(default_factory=list)
    inner: list[Inner] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, row: _Row, task: Original) -> None:
        """Take in a row."""
        match row.part:
            case "problem":
                self.problems.append(decode(row.payload, Problem))
            case "inner":
                capture = decode(row.payload, Capture)
                self.inner.append(Inner(capture=capture, path=str(Path(task.waiting or "") / capture.id)))
            case "bytes":
                Path(self.inner[-1].path).write_bytes(row.payload)
            case "document":
                self.documents.append(_Read(row.payload))
            case _:
                _take(self.documents[-1], row)


def _take(read: _Read, row: _Row) -> None:
    match row.part:
        case "text":
            read.text = row.payload.decode()
        case "passage":
            read.passages.append(decode(row.payload, Passage))
        case "placements":
            read.placements = decode_placements(row.payload)
        case "fault":
            read.faults.append(row.payload.decode())
        case "read":
            read.by_reader.append(decode(row.payload, PROPOSALS[row.kind]))
        case "run":
            read.found.append((decode(row.payload, Run), []))
        case _:
            read.found[-1][1].append(decode(row.payload, PROPOSALS[row.kind]))
