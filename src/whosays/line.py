"""The line for one capture: bytes in; documents, their passages, what was found and what was odd out.

1. pick the reader that is for the capture, and read: documents, or members that become captures of their own;
2. run the extractors over each document in order, each on what those before it found;
3. say what could not be looked for (no reader, no language model), and where whosays itself failed.

Nothing here knows the store or the clock, so a worker process can do it.
"""

from __future__ import annotations

import json
import traceback
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from whosays.capture.media_types import HEAD
from whosays.extract.material import Material
from whosays.members import Inner, MemberKeeper
from whosays.plugins import EXTRACTORS, READERS
from whosays.problems import make_problem
from whosays.read.image import ImageReader
from whosays.read.reading import USUAL, Member, Reading, ReadOptions, UnreadableDocument
from whosays.records import Document, Passage, Placement, Problem, Run, RunId, make_id
from whosays.text.name_model import has_name_model, name_model_version, name_models
from whosays.text.syntax import MODELS, has_model, model_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from whosays.plugins import Extractor, Reader
    from whosays.records import Capture, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one extractor yielded, problems included, under the run that it was."""

    run: Run
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A document, its passages, and all that reader and extractors found in it; problems included, under their runs.

    `faults` are the traces of bugs met on the way; each is a Problem as well.
    """

    document: Document
    passages: tuple[Passage, ...]
    placements: tuple[Placement, ...] = ()
    by_reader: tuple[Record, ...] = ()
    found: tuple[Found, ...] = ()
    faults: tuple[str, ...] = ()

    def records(self) -> Iterator[Record]:
        """Yield the records of the reader and of every extractor."""
        yield from self.by_reader
        for found in self.found:
            yield from found.records


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All that the line made of one capture. `problems` and `own_faults` are of the capture; those of a document are with it.

    `signature` is how a picture looks, in a form that can be compared. `is_lost` says that another try may end otherwise (its
    process was killed).
    """

    capture: Capture
    documents: tuple[ReadDocument, ...] = ()
    inner: tuple[Inner, ...] = ()
    problems: tuple[Problem, ...] = ()
    own_faults: tuple[str, ...] = ()
    signature: str | None = None
    is_lost: bool = False

    @property
    def document(self) -> Document | None:
        """The document, where there is one alone."""
        return self.documents[0].document if len(self.documents) == 1 else None

    @property
    def found(self) -> tuple[Found, ...]:
        """What the extractors yielded, of all documents."""
        return tuple(found for read in self.documents for found in read.found)

    @property
    def faults(self) -> tuple[str, ...]:
        """The traces of bugs met on the way."""
        return (*self.own_faults, *(fault for read in self.documents for fault in read.faults))

    def all_problems(self) -> tuple[Problem, ...]:
        """Return the problems of the capture and of all its documents."""
        records = (record for read in self.documents for record in read.records())
        return (*self.problems, *(record for record in records if isinstance(record, Problem)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A capture whose bytes lie in a file: what is sent to a worker process, instead of the bytes themselves.

    `waiting` is the folder that members are laid in, `depth` how many containers the capture lies in. Without `extract` the
    documents are read and nothing is looked for in them.
    """

    capture: Capture
    path: str
    options: ReadOptions = USUAL
    waiting: str | None = None
    depth: int = 0
    extract: bool = True
    strict: bool = False


def read_original(original: Original) -> Outcome:
    """Read and extract a capture from its file, and lay its members in files of their own."""
    keep = MemberKeeper(original.capture, Path(original.waiting), original.depth) if original.waiting else None
    return read_and_extract(
        original.capture,
        Path(original.path).read_bytes(),
        options=original.options,
        extractors=EXTRACTORS if original.extract else (),
        strict=original.strict,
        keep=keep,
    )


def read_and_extract(
    capture: Capture,
    raw: bytes,
    *,
    options: ReadOptions = USUAL,
    extractors: Sequence[Extractor] = EXTRACTORS,
    strict: bool = False,
    keep: Callable[[Member], Inner | Problem] | None = None,
) -> Outcome:
    """Take one capture through the whole line.

    Args:
        capture: what is known of the bytes.
        raw: the bytes.
        options: what the user wishes of reading.
        extractors: what to run, in order.
        strict: raise when an extractor fails, instead of noting it (for tests and for work on extractors).
        keep: what makes a capture of a member; without it, members are left out.
    """
    reader = reader_for(capture, raw[:HEAD])
    if reader is None:
        return Outcome(capture=capture, problems=(_unknown(capture) if raw else _empty(capture),))
    made = _Made()
    try:
        found = reader(capture, raw, options)
        for item in (found,) if isinstance(found, Reading) else found:
            if isinstance(item, Reading):
                made.documents.append(_extract(item, extractors, options, strict=strict))
            elif isinstance(item, Problem):
                made.problems.append(item)
            elif keep:
                made.add_inner(keep(item))
    except UnreadableDocument as error:
        made.problems.append(make_problem("unreadable-document", str(error)) if raw else _empty(capture))
    return Outcome(
        capture=capture,
        documents=tuple(made.documents),
        inner=tuple(made.inner),
        problems=tuple(dict.fromkeys(made.problems)),
        signature=_signature(reader, raw) if made.documents else None,
    )


def _signature(reader: Reader, raw: bytes) -> str | None:
    if reader.name != ImageReader.name:
        return None
    from whosays.read.picture_hash import make_signature

    return make_signature(raw)


@dataclass
class _Made:
    documents: list[ReadDocument] = field(default_factory=list)
    inner: list[Inner] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add_inner(self, found: Inner | Problem) -> None:
        """Take in what came of a member."""
        if isinstance(found, Problem):
            self.problems.append(found)
        else:
            self.inner.append(found)


def reader_for(capture: Capture, head: bytes) -> Reader | None:
    """Return the first reader that is for the capture, if there is one."""
    return next((reader for reader in READERS if reader.reads(capture, head)), None)


def versions_for(capture: Capture, head: bytes, options: ReadOptions = USUAL) -> str:
    """Return what the line would be run with, as one line; the same line means that there is nothing new to be found."""
    reader = reader_for(capture, head)
    called = f"{_called(reader)}{_wished(heeded(capture, head), options)}" if reader else "no-reader"
    return " ".join([called, *map(_called, EXTRACTORS), _models()])


def heeded(capture: Capture, head: bytes) -> tuple[str, ...]:
    """Return the options that the reader of a capture heeds, by their names in ReadOptions."""
    return tuple(getattr(reader_for(capture, head), "heeds", ()))


def _wished(names: Iterable[str], options: ReadOptions) -> str:
    """Return a mark of the options that a reader heeds, where the user set one of them."""
    wished = [(name, value) for name in names if (value := getattr(options, name)) != getattr(USUAL, name)]
    told = [f"{name}={sorted(value) if isinstance(value, frozenset) else value}" for name, value in wished]
    return f"/{make_id('opt', *told)}" if told else ""


@lru_cache(maxsize=1)
def _models() -> str:
    models = {**{language: model_version(language) for language in MODELS}, **_name_models()}
    return ",".join(f"{language}:{version}" for language, version in sorted(models.items())).replace(" ", "/")


def _name_models() -> dict[str, str]:
    """Return the models that find names and nothing else, by language."""
    return {language: name_model_version(language) for language in name_models()}


def _called(part: Reader | Extractor) -> str:
    return f"{part.name}/{part.version}"


def _unknown(capture: Capture) -> Problem:
    return make_problem("unknown-kind", f"{capture.name} ({capture.media_type}, {capture.id[:12]}): no reader is for it")


def _empty(capture: Capture) -> Problem:
    return make_problem("empty-document", f"{capture.name}: the file has no bytes")


def _extract(reading: Reading, extractors: Sequence[Extractor], options: ReadOptions, *, strict: bool) -> ReadDocument:
    doc = reading.document
    material = Material(doc, reading.passages, columns=options.columns)
    material.add(reading.found)
    found: list[Found] = []
    faults: list[str] = []
    own: list[Problem] = [] if has_model(material.language) or not extractors else [_no_model(doc, material.language)]
    for extractor in extractors:
        try:
            yielded = tuple(extractor(material))
        except Exception as error:
            if strict or isinstance(error, MemoryError):
                raise
            own.append(_fault(doc, extractor, error))
            faults.append(traceback.format_exc())
            continue
        material.add(yielded)
        found.append(Found(run=_run(extractor.name, extractor.version, material.language), records=yielded))
    found.append(Found(run=_run("line", "1", material.language), records=tuple(own)))
    return ReadDocument(
        document=replace(doc, date=material.date),
        passages=reading.passages,
        placements=reading.placements,
        by_reader=(*reading.problems, *reading.found),
        found=tuple(found),
        faults=tuple(faults),
    )


@lru_cache
def _run(name: str, version: str, language: str) -> Run:
    models = {"model": model_version(language)}
    if language in name_models():
        models["names"] = name_model_version(language)
    settings = json.dumps({"language": language, **models}, sort_keys=True)
    return Run(id=RunId(make_id("run", name, version, settings)), name=name, version=version, settings=settings)


def _no_model(doc: Document, language: str) -> Problem:
    told = (
        "names come from a small model of their own, the rest from rules"
        if has_name_model(language)
        else "only rules were used"
    )
    return make_problem("no-language-model", f"none is installed for {language!r}; {told}", doc=doc.id)


def _fault(doc: Document, extractor: Extractor, error: Exception) -> Problem:
    said = f"the extractor {extractor.name} stopped with {type(error).__name__}"
    return make_problem("reader-crashed", said, doc=doc.id)
