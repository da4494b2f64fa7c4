"""The plug-ins that other packages bring, found by their entry points, beside the built-ins of `plugins`.

A package names what it brings in its `pyproject.toml`, under one of three groups:

    [project.entry-points."whosays.readers"]
    tide = "harbour_tides:TideReader"

1. the entry points of installed packages are listed, by package and name, so that every machine has the same order;
2. each is loaded, made where it is a class, and held against its protocol; what fails is kept with the reason, never raised;
3. readers that were brought stand before the built-ins, which take nearly everything; extractors and exporters behind them.

Worker processes do the same by themselves. With WHOSAYS_PLUGINS=off none is loaded.
"""

from __future__ import annotations

import inspect
import os
import re
import traceback
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from whosays.anchors import Cutter, anchors_of
from whosays.errors import WhosaysError
from whosays.plugins import EXPORTERS, EXTRACTORS, READERS, Exporter, Extractor, Reader
from whosays.problems import CODES
from whosays.read.reading import Member, Reading, ReadOptions
from whosays.records import Citation, Claim, Entry, Event, Link, Mention, Problem, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.metadata import EntryPoint

    from whosays.records import Capture, Record

Kind = Literal["reader", "extractor", "exporter"]
Plug = Reader | Extractor | Exporter
Yielded = Reading | Member | Problem

OFF = "WHOSAYS_PLUGINS"
OFF_HELP = 'Set to "off", it leaves out all plug-ins of other packages.'

_GROUPS: dict[Kind, str] = {
    "reader": "whosays.readers",
    "extractor": "whosays.extractors",
    "exporter": "whosays.exporters",
}
_BUILT_IN: dict[Kind, tuple[Plug, ...]] = {"reader": READERS, "extractor": EXTRACTORS, "exporter": EXPORTERS}
# Names of runs that are no plug-in's: the line's own, and that of reading.
_TAKEN = frozenset({"line", "reading", "engine"})
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What an extractor may make, and how the ids of it begin: the store tells kinds apart by that.
_MADE: dict[type, str] = {
    Mention: "men-", Claim: "clm-", Citation: "cit-", Entry: "row-",
    Event: "evt-", Link: "lnk-", Source: "src-", Problem: "prb-",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PlugIn:
    """One reader, extractor or exporter as it is listed; `fault` says why it is not used, None where it is.

    `package` is what brings it, with its version: "whosays-example 0.1". `what` is the first line of its docstring.
    """

    kind: Kind
    name: str
    version: str | None
    package: str
    what: str = ""
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PluggedIn:
    """What other packages bring: the plug-ins that are used, and all of them as they are listed."""

    readers: tuple[Reader, ...] = ()
    extractors: tuple[Extractor, ...] = ()
    exporters: tuple[Exporter, ...] = ()
    listed: tuple[PlugIn, ...] = ()

    def faults(self, *kinds: Kind) -> list[PlugIn]:
        """Return the plug-ins of some kinds that are not used."""
        return [one for one in self.listed if one.fault and one.kind in kinds]

    def package_of(self, plug: Plug) -> str | None:
        """Return the package that brings a plug-in, None for a built-in."""
        if not any(plug is one for one in (*self.readers, *self.extractors, *self.exporters)):
            return None
        return next((one.package for one in self.listed if one.name == plug.name and not one.fault), None)


class _Unfit(ValueError):
    """What an entry point leads to is no plug-in, or gave what no plug-in may give."""


class PlugInFailed(WhosaysError):
    """A plug-in stopped, or gave what cannot be kept."""

    code = "plug-in-failed"

    def __init__(self, plug: Plug, error: Exception) -> None:
        where = traceback.extract_tb(error.__traceback__)
        line = f" ({Path(where[-1].filename).name}, line {where[-1].lineno})" if where else ""
        said = str(error) if isinstance(error, _Unfit) else f"it stopped with {_said(error)}{line}"
        super().__init__(f"{plug.name} of {plugged_in().package_of(plug) or 'whosays'}: {said}; tell who made it")


@lru_cache(maxsize=1)
def plugged_in() -> PluggedIn:
    """Return the plug-ins of the packages that are installed. They are looked for once in a process."""
    if os.environ.get(OFF, "").casefold() == "off":
        return PluggedIn()
    found: dict[Kind, list[Plug]] = {kind: [] for kind in _GROUPS}
    listed: list[PlugIn] = []
    for kind, group in _GROUPS.items():
        for point in sorted(entry_points(group=group), key=_order):
            plug, told = _load(kind, point, [*_BUILT_IN[kind], *found[kind]])
            listed.append(told)
            if plug is not None:
                found[kind].append(plug)
    return PluggedIn(
        readers=tuple(cast("list[Reader]", found["reader"])),
        extractors=tuple(cast("list[Extractor]", found["extractor"])),
        exporters=tuple(cast("list[Exporter]", found["exporter"])),
        listed=tuple(listed),
    )


def all_readers() -> tuple[Reader, ...]:
    """Return all readers, in the order in which they are asked."""
    return (*plugged_in().readers, *READERS)


def all_extractors() -> tuple[Extractor, ...]:
    """Return all extractors, in the order in which they run."""
    return (*EXTRACTORS, *plugged_in().extractors)


def all_exporters() -> tuple[Exporter, ...]:
    """Return all exporters."""
    return (*EXPORTERS, *plugged_in().exporters)


def all_plug_ins() -> tuple[PlugIn, ...]:
    """Return every reader, extractor and exporter as it is listed: those of whosays, then those that packages bring."""
    own = [
        PlugIn(kind=kind, name=one.name, version=_version(one), package=f"whosays {version('whosays')}", what=_what(one))
        for kind, several in _BUILT_IN.items()
        for one in several
    ]
    return (*own, *plugged_in().listed)


def checked_reading(item: Yielded, reader: Reader, capture: Capture) -> Yielded:
    """Return what a plug-in read where it may be kept; raise ValueError with the reason where it may not."""
    if isinstance(item, Member) or (isinstance(item, Problem) and item.code in CODES):
        return item
    if not isinstance(item, Reading):
        raise _Unfit(f"it gave a {type(item).__name__}; a reader gives a Reading, Members and Problems")
    doc = item.document
    if doc.capture != capture.id:
        raise _Unfit("its document says that it is of another file; make documents with `make_document`")
    if doc.made_by != f"{reader.name} {reader.version}":
        raise _Unfit(f"its document says that it was made by {doc.made_by!r}, not by {reader.name} {reader.version}")
    if not _is_text(doc.text):
        raise _Unfit("the text of its document holds half characters (surrogates)")
    cutter = Cutter(doc)
    for record in (*item.passages, *item.problems, *item.found):
        _check_words(record, cutter)
    for record in item.found:
        _check_kind(record)
    return item


def checked_records(
    records: Iterable[Record], extractor: Extractor, cutter: Cutter, known: Iterable[str]
) -> tuple[Record, ...]:
    """Return what a plug-in found, without what is `known` by its id; raise ValueError where it may not be kept.

    It may yield what it says in `makes`, signed with its name (`tide-levels`, `tide-levels/row`), in the document's own words.
    """
    seen = set(known)
    out: list[Record] = []
    for record in records:
        _check_kind(record)
        if type(record).__name__ not in extractor.makes:
            raise _Unfit(f"it yielded a {type(record).__name__}, which its `makes` does not name")
        by = getattr(record, "by", extractor.name)
        if by != extractor.name and not by.startswith(f"{extractor.name}/"):
            raise _Unfit(f"it signed a record with {by!r} instead of {extractor.name!r} or '{extractor.name}/RULE'")
        _check_words(record, cutter)
        if record.id not in seen:
            seen.add(record.id)
            out.append(record)
    return tuple(out)


def _order(point: EntryPoint) -> tuple[str, str, str]:
    return (point.dist.name if point.dist else "", point.name, point.value)


def _load(kind: Kind, point: EntryPoint, before: list[Plug]) -> tuple[Plug | None, PlugIn]:
    """Load one entry point, and tell what became of it."""
    package = f"{point.dist.name} {point.dist.version}" if point.dist else "a package without a name"
    try:
        given = point.load()
        plug = cast("Plug", given() if inspect.isclass(given) else given)
        _check_plug(kind, plug, before)
        told = PlugIn(kind=kind, name=plug.name, version=_version(plug), package=package, what=_what(plug))
    except (Exception, SystemExit) as error:  # a module of somebody else may do anything; it costs that plug-in alone
        fault = str(error) if isinstance(error, _Unfit) else f"{point.value} cannot be loaded: {_said(error)}"
        return None, PlugIn(kind=kind, name=point.name, version=None, package=package, fault=fault)
    return plug, told


def _check_plug(kind: Kind, plug: Plug, before: list[Plug]) -> None:
    name = getattr(plug, "name", None)
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise _Unfit(f"its name is {name!r}; a name is small letters, digits and single hyphens")
    if name in _TAKEN or any(one.name == name for one in before):
        raise _Unfit(f"there is {'an' if kind != 'reader' else 'a'} {kind} {name} already; give it another name")
    if not callable(plug):
        raise _Unfit("it cannot be called")
    if kind != "exporter" and not (
        isinstance(version := getattr(plug, "version", None), str) and version.strip() == version != ""
    ):
        raise _Unfit("it has no version, by which whosays could tell when to read documents again")
    if kind == "reader" and not callable(getattr(plug, "reads", None)):
        raise _Unfit("it has no method `reads`, which says which files are for it")
    if unknown := set(getattr(plug, "heeds", ())) - {field.name for field in fields(ReadOptions)}:
        raise _Unfit(f"it heeds {', '.join(sorted(map(str, unknown)))}, which is no option of reading")
    if kind == "extractor":
        makes = getattr(plug, "makes", None)
        can = {made.__name__ for made in _MADE}
        if not isinstance(makes, tuple) or not makes or not can.issuperset(makes):
            raise _Unfit(f"its `makes` is {makes!r}; it is a tuple of some of {', '.join(sorted(can))}")


def _check_kind(record: object) -> None:
    begins = _MADE.get(type(record))
    if begins is None:
        raise _Unfit(f"it yielded a {type(record).__name__}, which is no record that a case keeps")
    one = cast("Record", record)
    if not isinstance(one.id, str) or not one.id.startswith(begins):
        raise _Unfit(
            f"the id of its {type(record).__name__} is {one.id!r} and should begin with {begins!r} (`records.make_id`)"
        )
    if isinstance(one, Problem) and one.code not in CODES:
        raise _Unfit(f"it yielded a Problem with the code {one.code!r}, which whosays does not know")


def _check_words(record: object, cutter: Cutter) -> None:
    doc = getattr(record, "doc", None)
    if doc not in (None, cutter.doc.id):
        raise _Unfit("it yielded a record of another document")
    for anchor in anchors_of(record):
        stands = cutter.doc.text[anchor.start : anchor.end]
        if anchor.doc != cutter.doc.id or not 0 <= anchor.start < anchor.end or stands != anchor.text:
            raise _Unfit(
                f"it gave words that do not stand at {anchor.start}-{anchor.end} of the document; cut them with `Cutter`"
            )


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _version(plug: Plug) -> str | None:
    return getattr(plug, "version", None)


def _what(plug: Plug) -> str:
    lines: Iterator[str] = iter((inspect.getdoc(type(plug)) or "").splitlines())
    return next(lines, "")


def _said(error: BaseException) -> str:
    words = " ".join(str(error).split())
    return f"{type(error).__name__}{f': {words[:200]}' if words else ''}"
