"""An invented document with one record of each kind, exported as the program exports: the examples of the records page."""

from __future__ import annotations

import csv
import json
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from whosays import records as r
from whosays.anchors import Cutter
from whosays.problems import make_problem
from whosays.publish import jsonl, tables
from whosays.publish.view import KINDS, CaseView, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import EllipsisType

    from whosays.records import Record

_TEXT = """The Harbour Museum calls itself a home for old boats.1 It will probably open on 22.5.20.

1 https://museum.example/about, 1.6.20.

1. Harbour Museum, Fiji
"""
DOC = r.Document(
    id=r.DocumentId("doc-1"), capture=r.CaptureId("9f86d081…"), name="report.txt", text=_TEXT, title="A report",
    languages=("en",), date="2020-06-02", made_by="plain 1",
)  # fmt: skip


def _at(words: str, nth: int = 0) -> r.Anchor:
    start = -1
    for _ in range(nth + 1):
        start = _TEXT.index(words, start + 1)
    return Cutter(DOC).cut(start, start + len(words))


_AUTHOR = r.Step(holder=r.Holder(kind="author"), act="assert")
_MUSEUM = r.Holder(kind="named", at=_at("The Harbour Museum"))
_NAMED = r.Mention(id=r.MentionId("men-1"), at=_at("Harbour Museum"), kind="organisation", by="names/head")
_NOTE = _at("https://museum.example/about, 1.6.20.")
_URL = "https://museum.example/about"
EXAMPLES: dict[Kind, Record] = {
    "captures": r.Capture(
        id=DOC.capture, name="report.txt", size=176, media_type="text/plain", method="fetch", url=_URL,
        fetched_at="2026-01-02T03:04:05Z",
    ),
    "visits": r.Visit(
        id=r.VisitId("vis-1"), source=r.SourceId("src-1"), url=_URL, when="2026-01-02T03:04:05Z", outcome="first", status=200,
        headers=(("content-type", "text/plain"),), capture=DOC.capture,
    ),
    "documents": DOC,
    "passages": r.Passage(
        id=r.PassageId("psg-1"), doc=DOC.id, zone="paragraph", pieces=(Cutter(DOC).cut(0, _TEXT.index("\n")),), order=0
    ),
    "mentions": _NAMED,
    "entities": r.Entity(
        id=r.EntityId("ent-1"), kind="organisation", name="Harbour Museum", country="FJ", members=("men-1", "row-1"),
        reasons=("same name",),
    ),
    "claims": r.Claim(
        id=r.ClaimId("clm-1"), doc=DOC.id, content=(_at("a home for old boats"),), about=(_at("The Harbour Museum"),),
        chain=(_AUTHOR, r.Step(holder=_MUSEUM, cue=_at("calls itself"), act="describe")), form="self-description", cites=(1,),
        by="claims/self-description",
    ),
    "citations": r.Citation(
        id=r.CitationId("cit-1"), doc=DOC.id, number=1, anchor=_at("1"), note=_NOTE, marker=_at("1", 1), kind="source",
        urls=(r.CitedUrl(at=_at("https://museum.example/about"), url="https://museum.example/about"),),
        dates=(r.CitedDate(at=_at("1.6.20"), iso="2020-06-01"),), by="citations",
    ),
    "entries": r.Entry(
        id=r.EntryId("row-1"), at=_at("1. Harbour Museum, Fiji"), list="lst-1", row=1, name="Harbour Museum",
        name_at=_at("Harbour Museum", 1), country="FJ", country_basis="column", country_at=_at("Fiji"), by="lists",
    ),
    "events": r.Event(
        id=r.EventId("evt-1"), name="opening", at=_at("open"), when="2020-05-22",
        roles=(r.Role(role="organiser", at=_at("The Harbour Museum")),), by="events/dated",
    ),
    "sources": r.Source(id=r.SourceId("src-1"), kind="page", url=_URL),
    "links": r.Link(id=r.LinkId("lnk-1"), kind="cites", a="cit-1", b="doc-2", evidence=(_NOTE,), by="trace/citations"),
    "judgements": r.Judgement(
        id=r.JudgementId("jdg-1"), record="clm-1", decision="accept", who="Ann Example", when="2026-01-02T03:04:05Z"
    ),
    "problems": make_problem("undated-document", "no date of its own; 2020-06-02 was taken", at=_at("22.5.20")),
}  # fmt: skip


class _View:
    """A case that holds the examples."""

    def captures(self) -> list[r.Capture]:
        return [example for example in EXAMPLES.values() if isinstance(example, r.Capture)]

    def documents(self) -> list[r.Document]:
        return [DOC]

    def status(self, record: str) -> str:
        return "accepted" if record == "clm-1" else "proposed"

    def __getattr__(self, kind: str) -> object:
        if kind not in KINDS:
            raise AttributeError(kind)

        def ask(_doc: r.DocumentId | EllipsisType = ...) -> Iterable[Record]:
            return [EXAMPLES[kind]]

        return ask


@lru_cache(maxsize=1)
def exported() -> dict[Kind, tuple[dict[str, object], list[str]]]:
    """Return each kind's example line of the jsonl export, and the columns of its table."""
    view: CaseView = _View()  # type: ignore[assignment]  # the other questions are answered by __getattr__
    out: dict[Kind, tuple[dict[str, object], list[str]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for lines, rows in zip(jsonl.export(view, Path(folder)), tables.export(view, Path(folder)), strict=True):
            line = json.loads(lines.read_text(encoding="utf-8").splitlines()[0])
            columns = next(csv.reader(rows.read_text(encoding="utf-8-sig").splitlines()))
            kind = next(kind for kind in KINDS if kind == lines.stem)
            out[kind] = (line, columns)
    return out
