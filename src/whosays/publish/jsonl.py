"""Export a case as JSON Lines: one file a kind, one record a line, everything that the case holds. The form for programs.

- Field names are the records' own, in their order; a field without a value is null.
- A field named `at` is written as `doc`, `start`, `end` and `text` beside the others (inside another record without `doc`).
  Any other anchor is `{start, end, text}`; one that stands in another document than its line says `doc` too.
- Derived, at the end of the line: `entity` of mentions and entries, `self_description` and `status` of claims. A claim's
  holders have `entity`: that of the mention which stands there, or of whom the words refer to. Captures and visits have
  `shows`: what their hashes, certificate and time stamp show, and what they do not.
- How weakly something is found is told by its `by`, and has no field of its own: `names/small-model` is a name that a small
  model found, `claims/table-…` a claim found by the tables of its language, without a parser.
- Files are UTF-8 with LF, keys and lines always in the same order; nothing of the clock or the folder enters them. The
  signs beside LF that some programs take for line ends (U+0085, U+2028, U+2029) are written as escapes.
- reports.jsonl is there where somebody wrote a report: its last version, with the person's own words, and of each claim that it
  cites the id and the hashes of what it said then.
- documents.jsonl holds the full text, so that an export can be checked by itself: about as large as all documents together.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, cast

from whosays.derived import is_self_description
from whosays.proof import what_it_proves
from whosays.publish.files import json_line, write_whole
from whosays.publish.view import KINDS, CaseView, HasReports, Leaving
from whosays.records import Anchor, Capture, Claim, Entry, Holder, Mention, Record, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.publish.view import Kind

Json = dict[str, object]


class JsonLines:
    """The exporter `jsonl`: see the head of this file."""

    name = "jsonl"

    def __call__(self, view: CaseView, folder: Path) -> Iterator[Path]:
        """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
        return export(view, folder)


def export(view: CaseView, folder: Path) -> Iterator[Path]:
    """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
    leaving = Leaving(view)
    for kind in KINDS:
        yield write_whole(folder / f"{kind}.jsonl", _lines(leaving, kind))
    if isinstance(view, HasReports) and (reports := tuple(view.reports())):
        yield write_whole(folder / "reports.jsonl", (json_line(report) for report in reports))


def to_json(record: Record, leaving: Leaving) -> Json:
    """Return what a record's line says."""
    out = _Line(record, leaving).line
    if isinstance(record, Mention | Entry):
        out["entity"] = leaving.entity_of(record.id)
    if isinstance(record, Capture):
        out["fetched_at"] = leaving.fetched_at(record)
    if isinstance(record, Capture | Visit):
        out["shows"] = what_it_proves(record)
    if isinstance(record, Claim):
        out["self_description"] = is_self_description(record, entity_of=leaving.entity_at)
        out["status"] = leaving.view.status(record.id)
    return out


def _lines(leaving: Leaving, kind: Kind) -> Iterator[bytes]:
    return (json_line(to_json(record, leaving)) for record in leaving.of(kind))


class _Line:
    """Turns one record into plain values."""

    def __init__(self, record: Record, leaving: Leaving) -> None:
        self.leaving = leaving
        at = getattr(record, "at", None)
        own = getattr(record, "doc", None)
        self.doc = own or (at.doc if at else None)
        self.line = self._fields(record, before_place={} if own else {"doc": self.doc})

    def _fields(self, record: object, before_place: Json | None = None) -> Json:
        out: Json = {}
        for field in fields(cast("Record", record)):
            value = getattr(record, field.name)
            if field.name != "at":
                out[field.name] = self._value(value)
                continue
            out |= before_place or {}
            out |= self._anchor(value) if value else {"start": None, "end": None, "text": None}
            if isinstance(record, Holder):
                out["entity"] = self._entity(record)
        return out

    def _value(self, value: object) -> object:
        if value is None or isinstance(value, str | int | float):
            return value
        if isinstance(value, tuple):
            return [self._value(part) for part in value]
        return self._anchor(value) if isinstance(value, Anchor) else self._fields(value)

    def _anchor(self, anchor: Anchor) -> Json:
        elsewhere: Json = {} if anchor.doc == self.doc else {"doc": anchor.doc}
        return elsewhere | {"start": anchor.start, "end": anchor.end, "text": anchor.text}

    def _entity(self, holder: Holder) -> str | None:
        spots = (holder.at, holder.refers_to)
        return next((entity for spot in spots if spot and (entity := self.leaving.entity_at(spot))), None)
