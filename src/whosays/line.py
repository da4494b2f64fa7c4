"""The line for one capture: bytes in; documents, their passages, what was found and what was odd out.

1. pick the reader that is for the capture, and read: documents, or members that become captures of their own; where a plug-in
   fails, the next reader that is for it;
2. run the extractors over each document in order, each on what those before it found;
3. say what could not be looked for (no reader, no language model), and where whosays itself failed.

Nothing here knows the store or the clock, so a worker process can do it.
"""

from __future__ import annotations

import json
import sys
import traceback
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from whosays.capture.media_types import HEAD
from whosays.extract.material import Material
from whosays.members import Inner, MemberKeeper
from whosays.plugged_in import PlugInFailed, all_extractors, all_readers, checked_reading, checked_records, plugged_in
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
        extractors=None if original.extract else (),
        strict=original.strict,
        keep=keep,
    )


def read_and_extract(
    capture: Capture,
    raw: bytes,
    *,
    options: ReadOptions = USUAL,
    extractors: Sequence[Extractor] | None = None,
    strict: bool = False,
    keep: Callable[[Member], Inner | Problem] | None = None,
) -> Outcome:
    """Take one capture through the whole line.

    Args:
        capture: what is known of the bytes.
        raw: the bytes.
        options: what the user wishes of reading.
        extractors: what to run, in order (None: all there are, plug-ins included).
        strict: raise when an extractor or a plug-in fails, instead of noting it (for tests and for work on extractors).
        keep: what makes a capture of a member; without it, members are left out.
    """
    run = all_extractors() if extractors is None else extractors
    made = _Made(problems=_left_out())
    reader = None
    for reader in _readers_for(capture, raw[:HEAD], made.problems):
        try:
            for item in _read(reader, capture, raw, options):
                if isinstance(item, Reading):
                    made.documents.append(_extract(item, run, options, strict=strict))
                elif isinstance(item, Problem):
                    made.problems.append(item)
                elif keep:
                    made.add_inner(keep(item))
        except UnreadableDocument as error:
            made.problems.append(make_problem("unreadable-document", str(error)) if raw else _empty(capture))
        except PlugInFailed as error:
            if strict:
                raise
            made.problems.append(make_problem("plug-in-failed", f"{capture.name}: {error}"))
            if not (made.documents or made.inner):
                continue  # the next reader that says the file is for it
        break
    if reader is None:
        made.problems.append(_unknown(capture) if raw else _empty(capture))
    return Outcome(
        capture=capture,
        documents=tuple(made.documents),
        inner=tuple(made.inner),
        problems=tuple(dict.fromkeys(made.problems)),
        signature=_signature(reader, raw) if reader and made.documents else None,
    )


def _read(reader: Reader, capture: Capture, raw: bytes, options: ReadOptions) -> Iterator[Reading | Member | Problem]:
    """Yield what a reader makes of the bytes. What a plug-in makes is checked; where it fails, PlugInFailed is raised."""
    if not _is_plugged(reader):
        found = reader(capture, raw, options)
        yield from (found,) if isinstance(found, Reading) else found
        return
    try:
        found = reader(capture, raw, options)
        for item in (found,) if isinstance(found, Reading) else found:
            yield checked_reading(item, reader, capture)
    except (UnreadableDocument, MemoryError):
        raise
    except Exception as error:
        raise PlugInFailed(reader, error) from error


def _is_plugged(plug: Reader | Extractor) -> bool:
    return plugged_in().package_of(plug) is not None


def _left_out() -> list[Problem]:
    """Say which plug-ins are installed and could not be loaded, so that what they would have read or found is missing."""
    return [
        make_problem("plug-in-failed", f"{one.name} of {one.package} is not used: {one.fault}")
        for one in plugged_in().faults("reader", "extractor")
    ]


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
    return next(_readers_for(capture, head, []), None)


def _readers_for(capture: Capture, head: bytes, problems: list[Problem]) -> Iterator[Reader]:
    """Yield the readers that are for the capture, in order; a plug-in that cannot be asked is none, and a Problem says so."""
    for reader in all_readers():
        try:
            is_for_it = reader.reads(capture, head)
        except Exception as error:
            if not _is_plugged(reader):
                raise
            problems.append(make_problem("plug-in-failed", f"{capture.name}: {PlugInFailed(reader, error)}"))
            continue
        if is_for_it:
            yield reader


def versions_for(capture: Capture, head: bytes, options: ReadOptions = USUAL) -> str:
    """Return what the line would be run with, as one line; the same line means that there is nothing new to be found."""
    reader = reader_for(capture, head)
    called = f"{_called(reader)}{_wished(heeded(capture, head), options)}" if reader else "no-reader"
    missing = [f"not:{one.package}/{one.name}".replace(" ", "/") for one in plugged_in().faults("reader", "extractor")]
    return " ".join([called, *map(_called, all_extractors()), _models(), *missing])


def line_versions() -> str:
    """Return what this machine would read any document with, as one line: where it is the same, so is what is found.

    Python is part of it, for its tables of characters are.
    """
    python = ".".join(map(str, sys.version_info[:2]))
    missing = [f"not:{one.package}/{one.name}".replace(" ", "/") for one in plugged_in().faults("reader", "extractor")]
    parts = (*map(_called, all_readers()), *map(_called, all_extractors()), _models(), *missing)
    return " ".join((f"whosays/{version('whosays')}", f"python/{python}", *parts))


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
        is_plugged = _is_plugged(extractor)
        try:
            yielded = tuple(extractor(material))
            if is_plugged:
                yielded = checked_records(yielded, extractor, material.cutter, (record.id for record in material.found))
        except Exception as error:
            if strict or isinstance(error, MemoryError):
                raise
            if is_plugged:
                own.append(make_problem("plug-in-failed", str(PlugInFailed(extractor, error)), doc=doc.id))
                continue
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
