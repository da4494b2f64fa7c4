"""The line for one document: bytes of a capture in; a document, its passages, what was found and what was odd out.

1. pick the reader that is for the capture, and read;
2. run the extractors in order, each on what those before it found;
3. say what could not be looked for (no reader, no language model), and where whosays itself failed.

Nothing here knows the store or the clock, so a worker process can do it.
"""

from __future__ import annotations

import json
import traceback
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from whosays.extract.material import Material
from whosays.plugins import EXTRACTORS, READERS
from whosays.problems import make_problem
from whosays.read.reading import Reading, UnreadableDocument
from whosays.records import Document, Passage, Problem, Run, RunId, make_id
from whosays.text.syntax import MODELS, has_model, model_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.plugins import Extractor, Reader
    from whosays.records import Capture, Record

HEAD = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one extractor yielded, problems included, under the run that it was."""

    run: Run
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All that the line made of one capture.

    `problems` are those of the reader, or of the capture where there is no document. `faults` are the traces of bugs met on the
    way; each is a Problem as well. `is_lost` says that another try may end otherwise (its process was killed).
    """

    capture: Capture
    document: Document | None = None
    passages: tuple[Passage, ...] = ()
    found: tuple[Found, ...] = ()
    problems: tuple[Problem, ...] = ()
    faults: tuple[str, ...] = ()
    is_lost: bool = False

    def all_problems(self) -> tuple[Problem, ...]:
        """Return the problems of the reader and of every extractor."""
        own = (record for found in self.found for record in found.records if isinstance(record, Problem))
        return (*self.problems, *own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A capture whose bytes lie in a file: what is sent to a worker process, instead of the bytes themselves."""

    capture: Capture
    path: str
    strict: bool = False


def read_original(original: Original) -> Outcome:
    """Read and extract a capture from its file."""
    return read_and_extract(original.capture, Path(original.path).read_bytes(), strict=original.strict)


def read_and_extract(
    capture: Capture, raw: bytes, *, extractors: Sequence[Extractor] = EXTRACTORS, strict: bool = False
) -> Outcome:
    """Take one capture through the whole line.

    Args:
        capture: what is known of the bytes.
        raw: the bytes.
        extractors: what to run, in order.
        strict: raise when an extractor fails, instead of noting it (for tests and for work on extractors).
    """
    reader = reader_for(capture, raw[:HEAD])
    if reader is None:
        return Outcome(capture=capture, problems=(_unknown(capture) if raw else _empty(capture),))
    try:
        reading = reader(capture, raw)
        assert isinstance(reading, Reading)
    except UnreadableDocument as error:
        return Outcome(capture=capture, problems=(make_problem("unreadable-document", str(error)) if raw else _empty(capture),))
    return _extract(capture, reading, extractors, strict=strict)


def reader_for(capture: Capture, head: bytes) -> Reader | None:
    """Return the first reader that is for the capture, if there is one."""
    return next((reader for reader in READERS if reader.reads(capture, head)), None)


def versions_for(capture: Capture, head: bytes) -> str:
    """Return what the line would be run with, as one line; the same line means that there is nothing new to be found."""
    reader = reader_for(capture, head)
    return " ".join([_called(reader) if reader else "no-reader", *map(_called, EXTRACTORS), _models()])


@lru_cache(maxsize=1)
def _models() -> str:
    return ",".join(f"{language}:{model_version(language)}" for language in sorted(MODELS)).replace(" ", "/")


def _called(part: Reader | Extractor) -> str:
    return f"{part.name}/{part.version}"


def _unknown(capture: Capture) -> Problem:
    return make_problem("unknown-kind", f"{capture.name} ({capture.media_type}, {capture.id[:12]}): no reader is for it")


def _empty(capture: Capture) -> Problem:
    return make_problem("empty-document", f"{capture.name}: the file has no bytes")


def _extract(capture: Capture, reading: Reading, extractors: Sequence[Extractor], *, strict: bool) -> Outcome:
    doc = reading.document
    material = Material(doc, reading.passages)
    found: list[Found] = []
    faults: list[str] = []
    own: list[Problem] = [] if has_model(material.language) else [_no_model(doc, material.language)]
    for extractor in extractors:
        try:
            yielded = tuple(extractor(material))
        except Exception as error:
            if strict:
                raise
            own.append(_fault(doc, extractor, error))
            faults.append(traceback.format_exc())
            continue
        material.add(yielded)
        found.append(Found(run=_run(extractor.name, extractor.version, material.language), records=yielded))
    found.append(Found(run=_run("line", "1", material.language), records=tuple(own)))
    return Outcome(
        capture=capture,
        document=replace(doc, date=material.date),
        passages=reading.passages,
        found=tuple(found),
        problems=reading.problems,
        faults=tuple(faults),
    )


@lru_cache
def _run(name: str, version: str, language: str) -> Run:
    settings = json.dumps({"language": language, "model": model_version(language)}, sort_keys=True)
    return Run(id=RunId(make_id("run", name, version, settings)), name=name, version=version, settings=settings)


def _no_model(doc: Document, language: str) -> Problem:
    return make_problem("no-language-model", f"none is installed for {language!r}; only rules were used", doc=doc.id)


def _fault(doc: Document, extractor: Extractor, error: Exception) -> Problem:
    said = f"the extractor {extractor.name} stopped with {type(error).__name__}"
    return make_problem("reader-crashed", said, doc=doc.id)
