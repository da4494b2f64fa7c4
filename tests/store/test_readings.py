"""What readers give beside text: placements, sources, several documents of one capture; visits and settings of the case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.store.making import RIVER, capture_of, claim_of, document_of, judge, passages_of, place, put, run_of

from whosays.records import Box, Document, DocumentId, Link, LinkId, Placement, Visit, VisitId, make_id
from whosays.sources import source_at
from whosays.store.removal import NAMELESS

if TYPE_CHECKING:
    from whosays.records import Capture, CaptureId, Source
    from whosays.store.store import Store
    from whosays.store.writer import Writer

URL = "https://river.example/weir"


def visit_of(number: int, capture: Capture, *, exchange: CaptureId | None = None) -> Visit:
    return Visit(
        id=VisitId(f"vis-{number}"), source=source_at(URL).id, url=URL, when=f"2026-01-0{number}T00:00:00Z",
        outcome="first" if number == 1 else "same", capture=capture.id, exchange=exchange,
    )  # fmt: skip


def put_parts(writer: Writer, capture: Capture, *texts: str) -> list[Document]:
    docs = []
    for number, text in enumerate(texts, 1):
        doc = replace(document_of(capture, text), id=DocumentId(make_id("doc", capture.id, str(number))), name=f"x#{number}")
        writer.put_document(doc, passages_of(doc))
        docs.append(doc)
    return docs


def links_of(doc: Document, *sources: Source) -> list[Link | Source]:
    at = place(doc, "river")
    links = [
        Link(id=LinkId(make_id("lnk", doc.id, one.id)), kind="links_to", a=doc.id, b=one.id, evidence=(at,), by="r")
        for one in sources
    ]
    return [*sources, *links]


def test_placements_come_back_as_they_were_put_and_go_with_their_document(store: Store) -> None:
    box = Box(page=1, left=0.1, top=0.2, right=0.3, bottom=0.25)
    placed = (Placement(start=0, end=3, box=box), Placement(start=4, end=11, box=box, confidence=0.5))
    with store.write() as writer:
        doc = put(writer)
        writer.put_document(doc, passages_of(doc), (), placed)
    with store.view() as view:
        assert view.placements(doc.id) == placed
    with store.write() as writer:
        writer.put_document(doc, passages_of(doc))
    with store.view() as view:
        assert view.placements(doc.id) == ()
    with store.write() as writer:
        writer.put_document(doc, passages_of(doc), (), placed)
        writer.remove(doc.id)
    assert store._db.execute("SELECT count(*) FROM placements").fetchone() == (0,)


def test_a_source_stays_as_long_as_a_document_links_to_it(store: Store) -> None:
    shared = source_at(URL)
    with store.write() as writer:
        first, second = put(writer, RIVER, "1.txt"), put(writer, f"{RIVER} ", "2.txt")
        for doc in (first, second):
            writer.put_document(doc, passages_of(doc), links_of(doc, shared))
    for doc, left in ((second, [shared]), (first, [])):
        with store.write() as writer:
            writer.put_document(doc, passages_of(doc))
        with store.view() as view:
            assert list(view.sources()) == left


def test_documents_that_a_capture_no_longer_holds_go_unless_a_person_decided_on_them(store: Store) -> None:
    capture = capture_of(b"three posts", "posts.jsonl")
    with store.write() as writer:
        writer.put_capture(capture, b"three posts")
        docs = put_parts(writer, capture, "The weir is open.", "The weir is shut.", "The weir leaks.")
        judged = claim_of(docs[1], "weir is shut")
        writer.put_records(docs[1].id, run_of(), [judged])
        writer.add_judgement(judge(judged.id, "accept"))
    with store.write() as writer:
        writer.drop_documents(capture.id, but={docs[0].id})
    with store.view() as view:
        assert [doc.id for doc in view.documents()] == [docs[0].id, docs[1].id]
        assert view.search("leaks") == []
        assert view.original(capture.id) == b"three posts"


def test_removing_one_document_of_a_capture_tells_that_the_bytes_stay_with_the_others(store: Store) -> None:
    capture = capture_of(b"two posts", "posts.jsonl")
    with store.write() as writer:
        writer.put_capture(capture, b"two posts")
        docs = put_parts(writer, capture, "The weir is open.", "The weir is shut.")
    with store.write() as writer:
        assert writer.remove(docs[0].id).kept_in == (capture.id,)
    with store.write() as writer:
        removed = writer.remove(docs[1].id)
    assert (removed.captures, removed.kept_in) == (1, ())


def test_a_mail_whose_attachment_stays_keeps_neither_bytes_nor_name(store: Store) -> None:
    mail = capture_of(b"mail", "secret subject.eml")
    inner = capture_of(b"attachment", "plan.txt", parent=mail.id)
    with store.write() as writer:
        for capture, raw in ((mail, b"mail"), (inner, b"attachment")):
            writer.put_capture(capture, raw)
            doc = document_of(capture, raw.decode())
            writer.put_document(doc, passages_of(doc))
        assert writer.children(mail.id) == [inner]
    with store.write() as writer:
        writer.remove(document_of(mail, "mail").id)
    with store.view() as view:
        assert sorted(one.name for one in view.captures()) == [NAMELESS, inner.name]
        assert view.original(inner.id) == b"attachment"


def test_visits_come_in_order_and_go_with_what_they_brought(store: Store) -> None:
    page, tape = capture_of(b"page", "weir.html"), capture_of(b"tape", "weir.warc")
    with store.write() as writer:
        writer.put_capture(page, b"page")
        writer.put_capture(tape, b"tape")
        doc = document_of(page, "page")
        writer.put_document(doc, passages_of(doc))
        visits = [visit_of(1, page, exchange=tape.id), visit_of(2, page)]
        assert [writer.put_visit(visit) for visit in (*visits, visits[0])] == [True, True, False]
    with store.view() as view:
        assert list(view.visits()) == list(view.visits(visits[0].source)) == visits
        assert view.record("vis-1") == visits[0]
    with store.write() as writer:
        writer.remove(doc.id)
    with store.view() as view:
        assert (list(view.visits()), list(view.captures())) == ([], [])


def test_the_last_value_of_a_setting_holds_and_the_others_stay_on_record(store: Store) -> None:
    for value in ("no", "yes"):
        with store.write() as writer:
            writer.put_setting("all-accounts", value, who="Ann Example", at="2026-01-01T00:00:00Z")
    with store.view() as view:
        assert view.settings() == {"all-accounts": "yes"}
    assert store._db.execute("SELECT count(*) FROM settings").fetchone() == (2,)
