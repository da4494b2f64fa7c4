from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whosays.anchors import BadAnchor, Cutter, anchors_of
from whosays.publish import jsonl, tables
from whosays.publish.view import KINDS, CaseView, Leaving
from whosays.records import (
    Anchor,
    Box,
    Capture,
    CaptureId,
    Citation,
    CitationId,
    CitedDate,
    CitedUrl,
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Entity,
    EntityId,
    Entry,
    EntryId,
    Event,
    EventId,
    Hedge,
    Holder,
    Judgement,
    JudgementId,
    Link,
    LinkId,
    Mention,
    MentionId,
    MentionKind,
    Passage,
    PassageId,
    Problem,
    ProblemId,
    Record,
    Role,
    Source,
    SourceId,
    Step,
    Visit,
    VisitId,
)

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).resolve().parents[1] / "golden"

REPORT = Document(
    id=DocumentId("doc-b"), capture=CaptureId("c0ffee"), name="report.txt", made_by="plain 1", title="Harbour report",
    languages=("en",), date="2020-06-01",
    text="The Harbour Museum describes itself as a home for boats.1\u2028It says that"
         " \u201cit will\nprobably open\u201d on 22.5.20.\n"
         "1 https://example.org/museum, 1.6.20.\n1. Harbour Museum, Fiji\n=1+1 members, said @harbour_post\n",
)  # fmt: skip
STATEMENT = Document(
    id=DocumentId("doc-a"), capture=CaptureId("beef"), name="بيان.txt", made_by="plain 1", languages=("ar",),
    text="قال متحف الميناء: \u202bسنفتح\u202c الأبواب\n",
)  # fmt: skip


def _at(words: str, doc: Document = REPORT) -> Anchor:
    return Cutter(doc).cut(start := doc.text.index(words), start + len(words))


def _mention(name: str, at: Anchor, kind: MentionKind, value: str | None = None) -> Mention:
    return Mention(id=MentionId(name), at=at, kind=kind, value=value, by="names 1")


AUTHOR = Step(holder=Holder(kind="author"), act="assert")
MUSEUM = Holder(kind="named", at=_at("The Harbour Museum"))
IT = Holder(kind="named", at=_at("It"), refers_to=_at("The Harbour Museum"), reason="nearest earlier subject")


class Everything:
    """Two documents and one record of every kind; the second claim is accepted."""

    def captures(self) -> list[Capture]:
        common = {"media_type": "text/plain", "size": 7}
        return [
            Capture(id=CaptureId("c0ffee"), name="report.txt", method="file", fetched_at="2026-01-01T00:00:00Z", **common),  # type: ignore[arg-type]
            Capture(id=CaptureId("beef"), name="بيان.txt", method="fetch", fetched_at="2026-01-02T00:00:00Z",
                    url="https://example.org/b", **common),  # type: ignore[arg-type]
        ]  # fmt: skip

    def visits(self) -> list[Visit]:
        return [
            Visit(
                id=VisitId("vis-1"), source=SourceId("src-1"), url="http://example.org/b", when="2026-01-02T00:00:00Z",
                outcome="first", status=200, redirects=("https://example.org/b",), headers=(("content-type", "text/plain"),),
                certificate="ab" * 32, capture=CaptureId("beef"),
            )
        ]  # fmt: skip

    def sources(self) -> list[Source]:
        return [Source(id=SourceId("src-1"), kind="page", url="https://example.org/b")]

    def documents(self) -> list[Document]:
        return [REPORT, STATEMENT]

    def passages(self) -> list[Passage]:
        pieces = (_at("It says that"), _at("probably open"))
        box = Box(page=1, left=0.1, top=0.2, right=0.9, bottom=0.25)
        return [
            Passage(
                id=PassageId("pas-1"), doc=REPORT.id, zone="paragraph", pieces=pieces, order=0, page=1, called_at=_at("1"),
                boxes=(box,), author="Ann Example", begins=1.5, ends=2.0,
            )
        ]  # fmt: skip

    def mentions(self) -> list[Mention]:
        return [
            _mention("men-4", _at("@harbour_post"), "handle"),
            _mention("men-3", _at("22.5.20"), "date", "2020-05-22"),
            _mention("men-2", _at("متحف الميناء", STATEMENT), "organisation"),
            _mention("men-1", _at("Harbour Museum"), "organisation"),
        ]

    def entities(self) -> list[Entity]:
        members = ("men-1", "men-2", "ent-1")
        name = "Harbour Museum"
        return [
            Entity(id=EntityId("ety-1"), kind="organisation", name=name, country="FJ", members=members, reasons=("same name",))
        ]

    def claims(self) -> list[Claim]:
        return [
            Claim(
                id=ClaimId("clm-3"), doc=STATEMENT.id, content=(_at("سنفتح", STATEMENT),), form="direct", by="claims 1",
                chain=(AUTHOR, Step(holder=Holder(kind="hidden"), act="promise")), about=(_at("متحف الميناء", STATEMENT),),
            ),
            Claim(
                id=ClaimId("clm-2"), doc=REPORT.id, content=(_at("it will"), _at("probably open")), form="mixed",
                chain=(AUTHOR, Step(holder=IT, cue=_at("says"), act="assert")), modality="probable", said="2020-05",
                hedges=(Hedge(at=_at("probably"), kind="probability"),), by="claims 1",
            ),
            Claim(
                id=ClaimId("clm-1"), doc=REPORT.id, content=(_at("a home for boats"),), form="self-description", cites=(1,),
                chain=(AUTHOR, Step(holder=MUSEUM, cue=_at("describes itself as"), act="describe")),
                about=(_at("Harbour Museum"),), by="claims 1",
            ),
        ]  # fmt: skip

    def citations(self) -> list[Citation]:
        url = CitedUrl(at=_at("https://example.org/museum"), url="https://example.org/museum")
        return [
            Citation(
                id=CitationId("cit-1"), doc=REPORT.id, number=1, anchor=_at("1"), marker=_at("1 "),
                note=_at("https://example.org/museum, 1.6.20."), kind="source", urls=(url,),
                dates=(CitedDate(at=_at("1.6.20"), iso="2020-06-01"),), by="citations 1",
            )
        ]  # fmt: skip

    def entries(self) -> list[Entry]:
        return [
            Entry(
                id=EntryId("ent-1"), at=_at("1. Harbour Museum, Fiji"), list="lst-1", row=1, name="Harbour Museum",
                name_at=_at("Harbour Museum"), country="FJ", country_basis="name", country_at=_at("Fiji"), by="lists 1",
            )
        ]  # fmt: skip

    def events(self) -> list[Event]:
        roles = (Role(role="organiser", at=_at("The Harbour Museum")),)
        return [Event(id=EventId("evt-1"), name="=opening", at=_at("open"), when="2020-05-22", roles=roles, by="events 1")]

    def links(self) -> list[Link]:
        both = (_at("open"), _at("سنفتح", STATEMENT))
        return [Link(id=LinkId("lnk-1"), kind="same", a="clm-2", b="clm-3", evidence=both, by="trace 1")]

    def judgements(self) -> list[Judgement]:
        return [
            Judgement(
                id=JudgementId("jdg-1"), record="clm-2", decision="accept", who="Ann Example", when="2026-01-02T03:04:05Z"
            )
        ]

    def problems(self) -> list[Problem]:
        return [
            Problem(
                id=ProblemId("prb-2"), code="unread-date", message="The day is not known.", doc=REPORT.id, at=_at("22.5.20")
            ),
            Problem(id=ProblemId("prb-1"), code="guessed-language", message="Read as Arabic.", doc=STATEMENT.id),
        ]

    def of(self, kind: str) -> list[Record]:
        return list(getattr(self, kind)())


class TinyCase:
    """The view of a case that holds `everything`."""

    def __init__(self, everything: Everything | None = None) -> None:
        self.everything = everything or Everything()

    def captures(self) -> list[Capture]:
        return self.everything.captures()

    def visits(self) -> list[Visit]:
        return self.everything.visits()

    def sources(self) -> list[Source]:
        return self.everything.sources()

    def documents(self) -> list[Document]:
        return self.everything.documents()

    def passages(self, doc: DocumentId) -> list[Passage]:
        return [passage for passage in self.everything.passages() if passage.doc == doc]

    def mentions(self, doc: DocumentId) -> list[Mention]:
        return [mention for mention in self.everything.mentions() if mention.at.doc == doc]

    def claims(self, doc: DocumentId) -> list[Claim]:
        return [claim for claim in self.everything.claims() if claim.doc == doc]

    def citations(self, doc: DocumentId) -> list[Citation]:
        return [cite for cite in self.everything.citations() if cite.doc == doc]

    def entries(self, doc: DocumentId) -> list[Entry]:
        return [entry for entry in self.everything.entries() if entry.at.doc == doc]

    def events(self, doc: DocumentId) -> list[Event]:
        return [event for event in self.everything.events() if event.at.doc == doc]

    def entities(self) -> list[Entity]:
        return self.everything.entities()

    def links(self) -> list[Link]:
        return self.everything.links()

    def judgements(self) -> list[Judgement]:
        return self.everything.judgements()

    def problems(self) -> list[Problem]:
        return self.everything.problems()

    def status(self, record: str) -> str:
        return "accepted" if record == "clm-2" else "proposed"


CASE: CaseView = TinyCase()


def _rows(folder: Path, kind: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("export", [jsonl.export, tables.export], ids=["jsonl", "csv"])
def test_an_export_is_the_golden_one(export: Callable[[CaseView, Path], object], tmp_path: Path, update: bool) -> None:
    golden = GOLDEN / ("jsonl" if export is jsonl.export else "csv")
    paths = list(export(CASE, golden if update else tmp_path))  # type: ignore[call-overload]
    assert [path.stem for path in paths] == list(KINDS)
    for path in paths:
        assert (golden / path.name).read_bytes() == path.read_bytes()


def test_the_order_of_records_in_the_case_does_not_matter(tmp_path: Path) -> None:
    class Turned(Everything):
        def claims(self) -> list[Claim]:
            return super().claims()[::-1]

        def mentions(self) -> list[Mention]:
            return super().mentions()[::-1]

    for one, other in zip(jsonl.export(CASE, tmp_path / "a"), jsonl.export(TinyCase(Turned()), tmp_path / "b/c"), strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_every_exported_span_is_verbatim(tmp_path: Path) -> None:
    list(jsonl.export(CASE, tmp_path))
    texts = {row["id"]: row["text"] for row in _rows(tmp_path, "documents")}
    spans = 0

    def walk(value: object, doc: object) -> None:
        nonlocal spans
        if isinstance(value, list):
            for part in value:
                walk(part, doc)
        elif isinstance(value, dict):
            doc = value.get("doc", doc)
            if value.get("start") is not None:
                assert str(texts[doc])[value["start"] : value["end"]] == value["text"]
                spans += 1
            for part in value.values():
                walk(part, doc)

    for kind in KINDS[1:]:
        for row in _rows(tmp_path, kind):
            walk(row, None)
    assert sum(len(anchors_of(record)) for kind in KINDS for record in Everything().of(kind)) == spans


def test_words_that_are_not_the_documents_stop_an_export_and_leave_no_half_file(tmp_path: Path) -> None:
    class Broken(Everything):
        def mentions(self) -> list[Mention]:
            good, *_ = super().mentions()
            return [good, replace(good, at=replace(good.at, text="another"))]

    with pytest.raises(BadAnchor):
        list(jsonl.export(TinyCase(Broken()), tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"{kind}.jsonl" for kind in ("captures", "documents", "passages", "visits")
    ]


def test_words_in_a_document_that_is_not_there_stop_an_export(tmp_path: Path) -> None:
    class Short(Everything):
        def documents(self) -> list[Document]:
            return [REPORT]

    with pytest.raises(BadAnchor):
        list(jsonl.export(TinyCase(Short()), tmp_path))
    assert not (tmp_path / "links.jsonl").exists()


def test_a_holder_has_the_entity_that_stands_there_or_that_it_refers_to(tmp_path: Path) -> None:
    list(jsonl.export(CASE, tmp_path))
    holders = {row["id"]: row["chain"][-1]["holder"] for row in _rows(tmp_path, "claims")}  # type: ignore[index]
    found = {claim: (holder["start"], holder["entity"]) for claim, holder in holders.items()}
    assert found == {"clm-1": (0, "ety-1"), "clm-2": (58, "ety-1"), "clm-3": (None, None)}


def test_self_description_and_status_are_derived(tmp_path: Path) -> None:
    list(jsonl.export(CASE, tmp_path))
    found = {row["id"]: (row["self_description"], row["status"]) for row in _rows(tmp_path, "claims")}
    assert found == {"clm-1": (True, "proposed"), "clm-2": (False, "accepted"), "clm-3": (False, "proposed")}


def test_of_mentions_at_a_place_the_one_that_shares_most_gives_the_entity() -> None:
    class Nested(Everything):
        def mentions(self) -> list[Mention]:
            return [*super().mentions(), _mention("men-0", _at("The Harbour"), "place")]

        def entities(self) -> list[Entity]:
            return [*super().entities(), Entity(id=EntityId("ety-2"), kind="place", name="Harbour", members=("men-0",))]

    leaving = Leaving(TinyCase(Nested()))
    assert leaving.entity_at(_at("The Harbour Museum describes")) == "ety-1"
    assert leaving.entity_at(_at("The")) == "ety-2"
    assert leaving.entity_at(_at("boats")) is None


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path) -> None:
    for path in tables.export(CASE, tmp_path):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))] == []


def test_a_cell_holds_no_line_end(tmp_path: Path) -> None:
    list(tables.export(CASE, tmp_path))
    with (tmp_path / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert rows["clm-2"]["content"] == "it will … probably open"
    assert (rows["clm-1"]["holder"], rows["clm-1"]["self_description"]) == ("The Harbour Museum", "yes")
