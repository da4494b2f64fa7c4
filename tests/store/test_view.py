from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.store.making import RIVER, claim_of, judge, mention_of, place, put, run_of

from whosays.anchors import BadAnchor
from whosays.problems import make_problem
from whosays.records import (
    Citation,
    CitationId,
    Document,
    DocumentId,
    Entry,
    EntryId,
    Event,
    EventId,
    Link,
    LinkId,
    make_id,
    meant_ids,
)
from whosays.store.codec import decode_text, encode_text
from whosays.store.faults import DamagedCase, NoOriginal, NoSuchDocument, NoSuchRecord
from whosays.store.originals import Originals

if TYPE_CHECKING:
    from whosays.store.store import Store

MUSEUM = "A museum opens. The museum is new."


def _cite(doc: Document) -> Citation:
    return Citation(id=CitationId("cit-1"), doc=doc.id, number=1, note=place(doc, "three maps"), kind="source", by="test")


@pytest.fixture
def docs(store: Store) -> tuple[Document, Document]:
    with store.write() as writer:
        river = put(writer, RIVER, "b river.txt")
        museum = put(writer, MUSEUM, "a museum.txt")
        writer.put_records(
            river.id,
            run_of(),
            [
                claim_of(river, "holds three maps"),
                claim_of(river, "the river is clean"),
                mention_of(river, "Mill Lane"),
                replace(mention_of(river, "Harbour Trust"), kind="group"),
                _cite(river),
                make_problem("empty-document", "it holds no words", doc=river.id),
            ],
        )
        writer.put_records(
            museum.id,
            run_of(),
            [
                claim_of(museum, "museum opens"),
                Entry(
                    id=EntryId("ent-1"),
                    at=place(museum, "The museum"),
                    list="lst-1",
                    row=1,
                    name="The museum",
                    name_at=place(museum, "The museum"),
                    by="test",
                ),
                Event(id=EventId("evt-1"), name="opening", at=place(museum, "opens"), by="test"),
            ],
        )
        writer.put_records(
            None,
            run_of(name="trace"),
            [
                Link(
                    id=LinkId(make_id("lnk", "same")),
                    kind="same",
                    a=claim_of(river, "the river is clean").id,
                    b=claim_of(museum, "museum opens").id,
                    evidence=(place(river, "clean"), place(museum, "new")),
                    by="test",
                )
            ],
        )
        writer.put_problems([make_problem("file-unreadable", "attic.txt could not be opened")])
    return river, museum


def test_records_come_by_document_name_place_and_id(store: Store, docs: tuple[Document, Document]) -> None:
    with store.view() as view:
        assert [doc.name for doc in view.documents()] == ["a museum.txt", "b river.txt"]
        assert [capture.name for capture in view.captures()] == ["a museum.txt", "b river.txt"]
        assert [c.content[0].text for c in view.claims()] == ["museum opens", "the river is clean", "holds three maps"]
        assert [MUSEUM, *RIVER.split("\n")] == [p.pieces[0].text for p in view.passages()]
        assert [m.at.text for m in view.mentions()] == ["Harbour Trust", "Mill Lane"]
        assert [p.code for p in view.problems()] == ["empty-document", "file-unreadable"]
        assert [[one.id for one in some] for some in (view.citations(), view.entries(), view.events())] == [
            ["cit-1"],
            ["ent-1"],
            ["evt-1"],
        ]


def test_records_are_filtered_by_document_and_sort(store: Store, docs: tuple[Document, Document]) -> None:
    river, museum = docs
    with store.view() as view:
        assert [c.content[0].text for c in view.claims(museum.id)] == ["museum opens"]
        assert [m.at.text for m in view.mentions(kind="group")] == ["Harbour Trust"]
        assert list(view.mentions(museum.id, "group")) == []
        assert [p.code for p in view.problems(code="file-unreadable")] == ["file-unreadable"]
        assert [p.code for p in view.problems(river.id)] == ["empty-document"]
        assert [len(list(some)) for some in (view.links(), view.links(river.id), view.links(museum.id))] == [1, 1, 1]


def test_every_kind_is_counted(store: Store, docs: tuple[Document, Document]) -> None:
    with store.view() as view:
        counts = view.counts()
    assert counts == {
        "captures": 2,
        "documents": 2,
        "passages": 3,
        "mentions": 2,
        "claims": 3,
        "citations": 1,
        "entries": 1,
        "events": 1,
        "links": 1,
        "problems": 2,
        "sources": 0,
        "visits": 0,
        "judgements": 0,
        "runs": 3,
    }


def test_a_record_is_found_by_its_id_or_the_start_of_it(store: Store, docs: tuple[Document, Document]) -> None:
    river, museum = docs
    claim = claim_of(museum, "museum opens")
    judgement = judge(claim.id, "accept")
    with store.write() as writer:
        writer.add_judgement(judgement)
    with store.view() as view:
        capture, passage, run = next(view.captures()), next(view.passages()), next(view.runs())
        for record in (river, claim, judgement, capture, passage, run, next(view.entries())):
            assert record == view.record(record.id)
        assert [claim, claim, capture] == [view.record(claim.id[:-4]), view.claim(claim.id[:-4]), view.record(capture.id[:12])]
        with pytest.raises(NoSuchRecord, match="did you mean clm-"):
            view.record("clm-")
        with pytest.raises(NoSuchRecord, match=f"did you mean {capture.id}"):
            view.record(capture.id[:3])
        for words in ("", "clm-x", "é", "%", "'", "\0", "\ud800"):
            with pytest.raises(NoSuchRecord):
                view.record(words)
        with pytest.raises(NoSuchRecord):
            view.claim(river.id)
        assert capture == view.capture(capture.id)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("clm-0", ["clm-0"]),
        ("clm-1", []),
        ("clm-", []),
        ("", []),
        ("clm-12f", []),
        ("clm-12f0", ["clm-12f01", "clm-12f02"]),
        ("clm-12f01", ["clm-12f01"]),
        ("9ac", []),
        ("9ac0", ["9ac0bb"]),
        ("clm-12f0199", []),
    ],
)
def test_the_start_of_an_id_has_four_digits_at_least(words: str, meant: list[str]) -> None:
    assert meant_ids(words, ["clm-0", "clm-12f01", "clm-12f02", "9ac0bb"]) == meant


def test_a_document_is_found_by_id_name_or_part_of_it(store: Store, docs: tuple[Document, Document]) -> None:
    river, _ = docs
    with store.view() as view:
        for words in (river.id, river.id[:10], "b river.txt", "B RIVER.TXT", "river"):
            assert river == view.find_document(words)
        with pytest.raises(NoSuchDocument, match=r"a museum\.txt") as error:
            view.find_document("txt")
        assert len(error.value.candidates) == 2
        with pytest.raises(NoSuchDocument, match=r"b river\.txt"):
            view.find_document("b rivver.txt")
        for words in ("", "no such name", "\ud800", "doc-"):
            with pytest.raises(NoSuchDocument):
                view.find_document(words)


def test_unknown_documents_are_said_to_be_unknown(store: Store) -> None:
    with store.view() as view:
        with pytest.raises(NoSuchDocument):
            view.document(DocumentId("doc-0"))
        for ask in (view.claims, view.links, view.passages):
            with pytest.raises(NoSuchDocument):
                list(ask(DocumentId("doc-0")))


def test_an_anchor_that_is_not_the_documents_is_never_shown(store: Store, docs: tuple[Document, Document]) -> None:
    for num, body in store._db.execute("SELECT num, body FROM documents").fetchall():
        other = encode_text(decode_text(body).replace("clean", "brown"))
        store._db.execute("UPDATE documents SET body = ? WHERE num = ?", (other, num))
    with store.view() as view:
        for ask in (view.claims, view.passages, view.links):
            with pytest.raises(BadAnchor, match="whosays add"):
                list(ask())


def test_what_people_decided_holds(store: Store, docs: tuple[Document, Document]) -> None:
    river, museum = docs
    claim, other = claim_of(river, "the river is clean"), claim_of(museum, "museum opens")
    made = [
        judge(claim.id, "edit", 1, changes='{"modality": "probable"}'),
        judge(claim.id, "accept", 2),
        judge(claim.id, "undo", 3),
        judge("ety-1", "reject", 4),
    ]
    with store.write() as writer:
        for judgement in made:
            writer.add_judgement(judgement)
    with store.view() as view:
        assert [view.status(one) for one in (claim.id, other.id, "ety-1")] == ["edited", "proposed", "rejected"]
        assert (replace(claim, modality="probable"), other) == (view.current(claim), view.current(other))
        assert (made, made[:3]) == (list(view.judgements()), list(view.judgements(claim.id)))


def test_an_edit_cannot_bring_in_other_words(store: Store, docs: tuple[Document, Document]) -> None:
    river, _ = docs
    claim = claim_of(river, "the river is clean")
    typed = json.dumps({"content": [{"doc": river.id, "start": 0, "end": 5, "text": "typed"}]})
    with store.write() as writer:
        writer.add_judgement(judge(claim.id, "edit", changes=typed))
    with store.view() as view, pytest.raises(BadAnchor):
        view.current(claim)


def test_originals_are_checked(store: Store, docs: tuple[Document, Document]) -> None:
    river, museum = docs
    path = Originals(store.folder).path
    path(river.capture).write_bytes(b"brown")
    path(museum.capture).unlink()
    with store.view() as view:
        with pytest.raises(DamagedCase, match="backup"):
            view.original(river.capture)
        with pytest.raises(NoOriginal, match="whosays add"):
            view.original(museum.capture)


def test_a_view_writes_nothing(store: Store) -> None:
    with store.view() as view, pytest.raises(Exception, match=r"read-?only"):
        view._db.execute("DELETE FROM documents")


def test_the_run_that_proposed_a_record_is_told(store: Store, docs: tuple[Document, Document]) -> None:
    river, _ = docs
    with store.view() as view:
        (claim, *_) = view.claims(river.id)
        assert view.run_of(claim.id) == run_of()
        assert view.run_of("clm-nothing") is None
