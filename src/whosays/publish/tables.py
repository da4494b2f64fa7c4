"""Export a case as tables: one CSV file a kind, flat columns. The form for people with a spreadsheet.

- RFC 4180: comma, double quotes, CRLF, a heading row. UTF-8 with a byte order mark, without which Excel garbles every
  language but English; programs read JSON Lines, or this with Python's `utf-8-sig`.
- A cell that starts with `=`, `+`, `-`, `@`, tab or line end is text that a spreadsheet would run as a formula; it gets an
  apostrophe in front. Words can therefore differ from the document's by that sign, and by white space, which is folded to
  one space: `document`, `start` and `end` lead to the exact words.
- Several values in a cell are parted by "; ", pieces of one text by " … ". Holders in `chain` run from the outermost to the
  innermost, and `holder` is the innermost.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple, cast

from whosays import records
from whosays.derived import is_self_description
from whosays.proof import what_it_proves
from whosays.publish.files import write_whole
from whosays.publish.view import KINDS, CaseView, Leaving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from whosays.publish.view import Kind
    from whosays.records import Anchor, Record

Cell = str | int | float | bool | None
Row = dict[str, Cell]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class Column(NamedTuple):
    """A column of a table: its name, and what its cells are where they are not empty."""

    name: str
    type: type[str] | type[int] | type[float] | type[bool]


class Tables:
    """The exporter `csv`: see the head of this file."""

    name = "csv"

    def __call__(self, view: CaseView, folder: Path) -> Iterator[Path]:
        """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
        return export(view, folder)


def export(view: CaseView, folder: Path) -> Iterator[Path]:
    """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
    leaving = Leaving(view)
    for kind in KINDS:
        yield write_whole(folder / f"{kind}.csv", _lines(leaving, kind))


def columns(kind: Kind) -> tuple[Column, ...]:
    """Return the columns of a kind of record, in their order. They are the same whatever is in the case."""
    _, names = _TABLES[kind]
    numbers, measures = _WHOLE.get(kind, "").split(), _MEASURES.get(kind, "").split()
    return tuple(
        Column(
            name, int if name in (*numbers, "start", "end") else float if name in measures else bool if name in _YES_NO else str
        )
        for name in names.split()
    )


def rows(kind: Kind, leaving: Leaving) -> Iterator[Row]:
    """Yield a row for each record of a kind, with the document's words as they are. Raises BadAnchor as `export` does."""
    to_row, _ = _TABLES[kind]
    for record in leaving.of(kind):
        yield to_row(record, leaving)


def _lines(leaving: Leaving, kind: Kind) -> Iterator[bytes]:
    names = [column.name for column in columns(kind)]
    yield b"\xef\xbb\xbf" + _line(names)
    for row in rows(kind, leaving):
        yield _line([_safe(row.get(name)) for name in names])


def _line(cells: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()


def _safe(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    formula = cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA[:4])
    return ("'" if formula else "") + " ".join(cell.split())


def _words(*anchors: Anchor | None, between: str = "; ") -> str:
    return between.join(anchor.text for anchor in anchors if anchor)


def _place(leaving: Leaving, *anchors: Anchor | None, doc: records.DocumentId | None = None) -> Row:
    """Return where words stand; of words in several documents, where those in the first one do."""
    given = [anchor for anchor in anchors if anchor]
    where = given[0].doc if given else doc
    out: Row = {"document": leaving.document_name(where)}
    if given:
        out |= {"start": given[0].start, "end": max(anchor.end for anchor in given if anchor.doc == where)}
    return out


def _capture(r: records.Capture, leaving: Leaving) -> Row:
    return {"name": r.name, "size": r.size, "media_type": r.media_type, "method": r.method, "url": r.url,
            "fetched_at": leaving.fetched_at(r), "parent": r.parent, "shows": what_it_proves(r), "id": r.id}  # fmt: skip


def _visit(r: records.Visit, _: Leaving) -> Row:
    return {"url": r.url, "when": r.when, "outcome": r.outcome, "status": r.status, "redirects": "; ".join(r.redirects),
            "certificate": r.certificate, "capture": r.capture, "exchange": r.exchange, "stamp": r.stamp, "note": r.note,
            "shows": what_it_proves(r), "source": r.source, "previous": r.previous, "id": r.id}  # fmt: skip


def _source(r: records.Source, _: Leaving) -> Row:
    return {"kind": r.kind, "name": r.name, "url": r.url, "id": r.id}


def _document(r: records.Document, _: Leaving) -> Row:
    post = r.post
    return {"name": r.name, "title": r.title, "languages": "; ".join(r.languages), "date": r.date, "modified": r.modified,
            "author": r.author, "publisher": r.publisher, "url": r.url, "network": post.network if post else None,
            "posted": post.posted if post else None, "posted_by_id": post.posted_by_id if post else None,
            "characters": len(r.text), "pages": len(r.pages) or None, "capture": r.capture, "id": r.id}  # fmt: skip


def _passage(r: records.Passage, leaving: Leaving) -> Row:
    return {"zone": r.zone, "number": r.number, "level": r.level, "page": r.page, "id": r.id, "author": r.author,
            "date": r.date, "begins": r.begins, "ends": r.ends, "called_at": r.called_at.start if r.called_at else None,
            "words": _words(*r.pieces, between=" … ")} | _place(leaving, *r.pieces, doc=r.doc)  # fmt: skip


def _mention(r: records.Mention, leaving: Leaving) -> Row:
    return {"words": r.at.text, "kind": r.kind, "layer": r.layer, "value": r.value, "roles": _words(*r.roles),
            "entity": leaving.entity_of(r.id), "id": r.id, "by": r.by} | _place(leaving, r.at)  # fmt: skip


def _entity(r: records.Entity, _: Leaving) -> Row:
    return {"name": r.name, "kind": r.kind, "country": r.country, "members": len(r.members),
            "reasons": "; ".join(r.reasons), "joined": "; ".join(r.joined), "part_of": "; ".join(r.part_of),
            "parts": "; ".join(r.parts), "id": r.id}  # fmt: skip


def _holder(r: records.Holder) -> str:
    return r.at.text if r.at else f"({r.kind})"


def _claim(r: records.Claim, leaving: Leaving) -> Row:
    last = r.chain[-1] if r.chain else None
    ends = r.relation_from if r.relation_from and r.relation_from.kind == r.relation else None  # else a person changed it
    row: Row = {
        "holder": _holder(last.holder) if last else None,
        "refers_to": _words(last.holder.refers_to) if last else None,
        "cue": _words(last.cue) if last else None,
        "act": last.act if last else None,
        "content": _words(*r.content, between=" … "),
        "about": _words(*r.about),
        "relation": r.relation,
        "relation_subject": _words(*ends.subject) if ends else None,
        "relation_object": _words(*ends.object) if ends else None,
        "self_description": is_self_description(r, entity_of=leaving.entity_at),
        "hedges": _words(*(hedge.at for hedge in r.hedges)),
        "modality": r.modality,
        "polarity": r.polarity,
        "said": r.said,
        "content_time": r.content_time,
        "form": r.form,
        "cites": "; ".join(map(str, r.cites)),
        "cites_possible": "; ".join(map(str, r.cites_possible)),
        "chain": "; ".join(f"{_holder(step.holder)} {step.act}" for step in r.chain),
        "status": leaving.view.status(r.id),
        "id": r.id,
        "by": r.by,
    }
    return row | _place(leaving, *r.content)


def _citation(r: records.Citation, leaving: Leaving) -> Row:
    row: Row = {"number": r.number, "anchor": r.anchor.start if r.anchor else None, "note": _words(r.note), "kind": r.kind,
                "urls": "; ".join(url.url for url in r.urls), "dates": "; ".join(date.iso for date in r.dates),
                "ibid_of": r.ibid_of, "flags": "; ".join(r.flags), "id": r.id, "by": r.by}  # fmt: skip
    return row | _place(leaving, r.note, doc=r.doc)


def _entry(r: records.Entry, leaving: Leaving) -> Row:
    row: Row = {"list": r.list, "row": r.row, "name": r.name, "repair": r.repair, "acronym": r.acronym, "country": r.country,
                "country_basis": r.country_basis, "description": _words(r.description), "flags": "; ".join(r.flags),
                "entity": leaving.entity_of(r.id), "words": r.at.text, "id": r.id, "by": r.by}  # fmt: skip
    return row | _place(leaving, r.at)


def _event(r: records.Event, leaving: Leaving) -> Row:
    row: Row = {"name": r.name, "when": r.when, "rule": r.rule, "series": r.series, "place": _words(r.place),
                "roles": "; ".join(f"{role.role}: {role.at.text}" for role in r.roles),
                "words": r.at.text, "id": r.id, "by": r.by}  # fmt: skip
    return row | _place(leaving, r.at)


def _link(r: records.Link, leaving: Leaving) -> Row:
    return {"a": r.a, "kind": r.kind, "b": r.b, "evidence": _words(*r.evidence), "status": r.status, "reason": r.reason,
            "id": r.id, "by": r.by} | _place(leaving, *r.evidence)  # fmt: skip


def _judgement(r: records.Judgement, _: Leaving) -> Row:
    return {"when": r.when, "who": r.who, "decision": r.decision, "record": r.record, "other": r.other, "changes": r.changes,
            "note": r.note, "supersedes": r.supersedes, "id": r.id}  # fmt: skip


def _problem(r: records.Problem, leaving: Leaving) -> Row:
    return {"code": r.code, "message": r.message, "words": _words(r.at), "id": r.id} | _place(leaving, r.at, doc=r.doc)


_PLACE = "document start end id"
# Columns that hold no text, by kind: whole numbers beside `start` and `end`, measures, and yes or no.
_WHOLE: dict[Kind, str] = {
    "captures": "size",
    "visits": "status",
    "documents": "characters pages",
    "passages": "level page called_at",
    "entities": "members",
    "citations": "number anchor ibid_of",
    "entries": "row",
}
_MEASURES: dict[Kind, str] = {"passages": "begins ends"}
_YES_NO = ("self_description",)
_TABLES = cast(
    "dict[Kind, tuple[Callable[[Record, Leaving], Row], str]]",
    {
        "captures": (_capture, "name size media_type method url fetched_at parent shows id"),
        "visits": (
            _visit,
            "url when outcome status redirects certificate capture exchange stamp note shows source previous id",
        ),
        "documents": (
            _document,
            "name title languages date modified author publisher url network posted posted_by_id characters pages capture id",
        ),
        "passages": (_passage, f"zone number level page author date begins ends called_at words {_PLACE}"),
        "mentions": (_mention, f"words kind layer value roles entity {_PLACE} by"),
        "entities": (_entity, "name kind country members reasons joined part_of parts id"),
        "claims": (
            _claim,
            "holder refers_to cue act content about relation relation_subject relation_object self_description hedges modality"
            f" polarity said content_time form cites cites_possible chain status {_PLACE} by",
        ),
        "citations": (_citation, f"number anchor note kind urls dates ibid_of flags {_PLACE} by"),
        "entries": (
            _entry,
            f"list row name repair acronym country country_basis description flags entity words {_PLACE} by",
        ),
        "events": (_event, f"name when rule series place roles words {_PLACE} by"),
        "sources": (_source, "kind name url id"),
        "links": (_link, f"a kind b evidence status reason {_PLACE} by"),
        "judgements": (_judgement, "when who decision record other changes note supersedes id"),
        "problems": (_problem, f"code message words {_PLACE}"),
    },
)
