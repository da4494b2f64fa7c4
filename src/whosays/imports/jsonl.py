"""Read an export of `publish/jsonl.py` back: one file a kind, one record a line, with what is derived left out.

1. `Folder` finds the files; one that is missing is told before anything is read.
2. `lines` decodes a file line by line, without a record yet, for comparing.
3. `records` makes the record of each line. A field that is missing, unknown or of another kind says which line it is on.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from whosays.errors import WhosaysError
from whosays.records import (
    Anchor,
    Capture,
    Citation,
    Claim,
    Document,
    Entity,
    Entry,
    Event,
    Holder,
    Judgement,
    Link,
    Mention,
    Passage,
    Problem,
    Source,
    Visit,
)
from whosays.reports import Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

R = TypeVar("R")
Json = dict[str, object]

# The files of an export, in its order.
FILES: dict[str, type[object]] = {
    "captures": Capture, "visits": Visit, "documents": Document, "passages": Passage, "mentions": Mention, "entities": Entity,
    "claims": Claim, "citations": Citation, "entries": Entry, "events": Event, "sources": Source, "links": Link,
    "judgements": Judgement, "problems": Problem,
}  # fmt: skip
REPORTS = "reports"
ORIGINALS = "originals"
# What a line has beside the fields of its record: it follows from records, and is made anew.
_DERIVED: dict[type[object], frozenset[str]] = {
    Mention: frozenset({"entity"}), Entry: frozenset({"entity"}), Holder: frozenset({"entity"}),
    Claim: frozenset({"self_description", "status"}), Capture: frozenset({"shows"}), Visit: frozenset({"shows"}),
}  # fmt: skip
_PLACE = ("start", "end", "text")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class NoExport(WhosaysError):
    """A folder that holds no export, or not all of one."""

    code = "no-export"

    def __init__(self, folder: Path, missing: str) -> None:
        super().__init__(f"{folder} is no whole export of whosays: {missing} is not in it; `whosays export DIR` writes one")


class BadExport(WhosaysError):
    """A line of an export that cannot be taken in."""

    code = "bad-export"

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(f"{file}, line {line}: {why}; nothing was imported")
        self.file, self.line = file, line


class Folder:
    """An export in a folder."""

    def __init__(self, folder: Path) -> None:
        """Find the files of an export. Raises NoExport."""
        self.folder = folder
        for kind in FILES:
            if not self.path(kind).is_file():
                raise NoExport(folder, f"{kind}.jsonl")

    def path(self, kind: str) -> Path:
        """Return where the file of a kind is."""
        return self.folder / f"{kind}.jsonl"

    def lines(self, kind: str) -> Iterator[tuple[int, Json]]:
        """Yield the number and the decoded object of each line of a file. Raises BadExport."""
        import msgspec

        name = self.path(kind).name
        try:
            with self.path(kind).open("rb") as file:
                for number, raw in enumerate(file, 1):
                    try:
                        line = msgspec.json.decode(raw)
                    except (msgspec.DecodeError, UnicodeDecodeError) as error:
                        raise BadExport(name, number, f"no whole line of JSON ({error})") from error
                    if not isinstance(line, dict):
                        raise BadExport(name, number, "no JSON object")
                    yield number, line
        except OSError as error:
            raise NoExport(self.folder, f"{name} (it cannot be read: {error.strerror or error})") from error

    def records(self, kind: str, made: type[R], fill: Json | None = None) -> Iterator[tuple[int, R]]:
        """Yield the number and the record of each line of a file. Raises BadExport, also where two lines have one id.

        Args:
            kind: the file.
            made: the class of its records.
            fill: values of fields that an export leaves empty since they are of a machine: when a file was taken in.
        """
        name = self.path(kind).name
        seen: set[object] = set()
        for number, line in self.lines(kind):
            try:
                record = read_record(line | _filled(line, fill), made)
            except ValueError as error:
                raise BadExport(name, number, str(error)) from error
            if (one := getattr(record, "id", None)) in seen:
                raise BadExport(name, number, f"{one} is there already, further up")
            seen.add(one)
            yield number, record

    def reports(self) -> Iterator[tuple[int, Report]]:
        """Yield the reports, where there are any."""
        if self.path(REPORTS).is_file():
            yield from self.records(REPORTS, Report)

    def original(self, capture: str) -> Path | None:
        """Return where the bytes of a capture are, where the export has them. Raises ValueError for what is no SHA-256."""
        if not _SHA256.fullmatch(capture):
            raise ValueError(f"{capture!r} is no SHA-256")
        path = self.folder / ORIGINALS / capture[:2] / capture
        return path if path.is_file() else None


def read_record(line: Json, made: type[R]) -> R:
    """Return the record that a line of an export tells. Raises ValueError with what is wrong with it.

    Args:
        line: the decoded line.
        made: the class of its records.
    """
    import msgspec

    doc = line.get("doc")
    told = _fields(line, made, doc if isinstance(doc, str) else None, is_line=True)
    try:
        return msgspec.convert(told, made)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def _filled(line: Json, fill: Json | None) -> Json:
    return {name: value for name, value in (fill or {}).items() if name in line and line[name] is None}


def _fields(line: Json, made: Any, doc: str | None, *, is_line: bool) -> Json:  # Any: a class of records
    """Return the fields of a record as msgspec takes them, anchors put together. Raises ValueError."""
    left = dict(line)
    out: Json = {}
    for name, hint in _hints(made).items():
        if name == "at":
            out[name] = _place(left, made, doc, is_line=is_line)
            continue
        value = _take(left, made, name)
        out[name] = _value(value, hint, doc)
    for name in _DERIVED.get(made, ()):
        _take(left, made, name)
    if left:
        raise ValueError(
            f"a {made.__name__.lower()} has no field {sorted(left)[0]!r} that this version knows; if a newer whosays wrote the"
            " export, update with `pip install --upgrade whosays`"
        )
    return out


def _take(left: Json, made: type[object], name: str) -> object:
    value = left.pop(name, MISSING)
    if value is MISSING:
        raise ValueError(
            f"the field {name!r} of the {made.__name__.lower()} is missing; if an older whosays wrote the export, write it"
            " again with this one"
        )
    return value


def _place(left: Json, made: Any, doc: str | None, *, is_line: bool) -> Json | None:
    """Return the anchor `at`, whose parts stand beside the other fields."""
    own = "doc" in _hints(made)
    where = doc if own else _take(left, made, "doc") if is_line else left.pop("doc", doc)
    start, end, text = (_take(left, made, name) for name in _PLACE)
    return None if text is None and start is None and end is None else {"doc": where, "start": start, "end": end, "text": text}


def _value(value: object, hint: object, doc: str | None) -> object:
    """Return a value with the anchors in it put together."""
    if get_origin(hint) in (Union, UnionType):
        inner = [one for one in get_args(hint) if one is not NoneType]
        return None if value is None else _value(value, inner[0], doc)
    if get_origin(hint) is tuple:
        inner = list(get_args(hint))
        if isinstance(value, list) and len(inner) == 2 and inner[1] is Ellipsis:
            return [_value(one, inner[0], doc) for one in value]
        return value
    if not (is_dataclass(hint) and isinstance(value, dict)):
        return value
    if hint is Anchor:
        left = cast("Json", dict(value))
        where = left.pop("doc", doc)
        out: Json = {"doc": where} | {name: _take(left, Anchor, name) for name in _PLACE}
        if left:
            raise ValueError(f"a place has no field {sorted(left)[0]!r}")
        return out
    return _fields(cast("Json", value), cast("type[object]", hint), doc, is_line=False)


@cache
def _hints(made: Any) -> dict[str, Any]:  # Any: a class of records, which the cache can tell from another
    """Return the fields of a record and what they hold, in order."""
    hints = get_type_hints(made)
    return {field.name: hints[field.name] for field in fields(made)}
