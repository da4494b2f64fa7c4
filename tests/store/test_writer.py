from __future__ import annotations

import sqlite3
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.store.making import (
    REFUSED,
    RIVER,
    capture_of,
    claim_of,
    document_of,
    judge,
    mention_of,
    passages_of,
    place,
    put,
    run_of,
)

from whosays.anchors import BadAnchor
from whosays.problems import make_problem
from whosays.records import Claim, Link, LinkId, Source, SourceId, make_id
from whosays.store.codec import NEWEST, PACKING, bare_json
from whosays.store.copying import TABLES
from whosays.store.faults import NoOriginal, NoSuchDocument

if TYPE_CHECKING:
    from whosays.records import Document, DocumentId
    from whosays.store.store import Store

CLEAN, MAPS, TRUST = "the river is clean", "holds three maps", "Harbour Trust"


def dump(store: Store) -> list[str]:
    rows = ((table, row) for table in TABLES for row in store._db.execute(f"SELECT * FROM {table}").fetchall())
    return sorted(f"{table} {row}" for table, row in rows if not table.startswith("search"))


def claims(store: Store, doc: DocumentId | None = None) -> list[str]:
    with store.view() as view:
        return [claim.content[0].text for claim in view.claims(doc)]


def fill(store: Store) -> Document:
    with store.write() as writer:
        doc = put(writer)
        writer.put_records(doc.id, run_of(), [claim_of(doc, CLEAN), claim_of(doc, MAPS), mention_of(doc, TRUST)])
        writer.mark_done(doc.capture, "1")
    return doc


def test_putting_twice_changes_nothing(store: Store) -> None:
    fill(store)
    before = dump(store)
    fill(store)
    assert before == dump(store)


def test_what_another_zlib_packed_is_not_written_again(store: Store) -> None:
    fill(store)
    for table in ("documents", "passages", "records"):
        for row, raw in store._db.execute(f"SELECT id, payload FROM {table}").fetchall():
            packing = zlib.compressobj(1, zlib.DEFLATED, -15, zdict=PACKING.joinpath(f"{NEWEST}.txt").read_bytes())
            other = bytes((NEWEST,)) + packing.compress(bare_json(raw)) + packing.flush()
            store._db.execute(f"UPDATE {table} SET payload = ? WHERE id = ?", (other, row))
    before = dump(store)
    fill(store)
    assert before == dump(store)


def test_a_capture_is_put_once(store: Store) -> None:
    raw = b"a map of the harbour"
    put_before = []
    for _ in range(3):
        with store.write() as writer:
            put_before.append(not writer.put_capture(capture_of(raw), raw))
    assert put_before == [False, True, True]


def test_a_capture_whose_file_is_lost_gets_it_back(store: Store) -> None:
    raw = b"a map of the harbour"
    for _ in range(2):
        with store.write() as writer:
            assert writer.put_capture(capture_of(raw), raw)
        (place,) = (store.folder / "originals").glob("*/*")
        place.unlink()


def test_bytes_that_are_not_the_captures_are_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="SHA-256"), store.write() as writer:
        writer.put_capture(capture_of(b"one"), b"other")


def test_a_document_needs_its_capture(store: Store) -> None:
    doc = document_of(capture_of(RIVER.encode()), RIVER)
    with pytest.raises(REFUSED), store.write() as writer:
        writer.put_document(doc, passages_of(doc))


def test_only_what_is_new_is_to_be_done(store: Store) -> None:
    doc = fill(store)
    with store.write() as writer, store.view() as view:
        for one in (writer, view):
            assert (one.is_done(doc.capture, "1"), one.is_done(doc.capture, "2")) == (True, False)


def test_what_a_run_no_longer_proposes_is_not_shown(store: Store) -> None:
    doc = fill(store)
    with store.write() as writer:
        writer.put_records(doc.id, run_of("2"), [claim_of(doc, MAPS)])
    assert claims(store) == [MAPS]
    with store.view() as view:
        assert list(view.mentions()) == []
        assert {"passage"} == {hit.kind for hit in view.search("river clean")}


def test_what_is_proposed_again_comes_back_in_its_row(store: Store) -> None:
    doc = fill(store)
    before = store._db.execute("SELECT id, num FROM records ORDER BY id").fetchall()
    for version, words in (("2", [MAPS]), ("3", [CLEAN, MAPS])):
        with store.write() as writer:
            writer.put_records(doc.id, run_of(version), [claim_of(doc, one) for one in words])
    assert claims(store) == [CLEAN, MAPS]
    assert before == store._db.execute("SELECT id, num FROM records ORDER BY id").fetchall()


def test_a_run_supersedes_runs_of_its_own_name_only(store: Store) -> None:
    doc = fill(store)
    with store.write() as writer:
        writer.put_records(doc.id, run_of("1", "other"), [claim_of(doc, "The library of Mill Lane")])
        writer.put_records(doc.id, run_of("2"), [claim_of(doc, CLEAN)])
    assert claims(store) == [CLEAN, "The library of Mill Lane"]


def test_a_run_supersedes_nothing_on_other_documents(store: Store) -> None:
    doc = fill(store)
    with store.write() as writer:
        other = put(writer, "A museum opens.", "museum.txt")
        writer.put_records(other.id, run_of("2"), [claim_of(other, "museum opens")])
    assert claims(store) == ["museum opens", CLEAN, MAPS]
    assert claims(store, doc.id) == [CLEAN, MAPS]


def test_a_better_reading_of_the_same_words_replaces_the_proposal(store: Store) -> None:
    doc = fill(store)
    with store.write() as writer:
        writer.put_records(doc.id, run_of("2"), [replace(claim_of(doc, CLEAN), modality="probable")])
    with store.view() as view:
        assert [claim.modality for claim in view.claims()] == ["probable"]


@pytest.mark.parametrize("decision", ["accept", "edit"])
def test_what_a_person_decided_is_kept_as_they_saw_it(store: Store, decision: str) -> None:
    doc = fill(store)
    claim = claim_of(doc, CLEAN)
    with store.write() as writer:
        writer.add_judgement(judge(claim.id, "accept" if decision == "accept" else "edit", changes='{"said":"2020"}'))
        writer.put_records(doc.id, run_of("2"), [replace(claim, modality="probable"), claim_of(doc, MAPS)])
    with store.view() as view:
        assert [claim, claim_of(doc, MAPS)] == list(view.claims())
        assert not view.is_orphaned(claim.id)
    with store.write() as writer:
        writer.put_records(doc.id, run_of("3"), [])
    with store.view() as view:
        assert [claim] == list(view.claims())
        assert view.is_orphaned(claim.id)
        assert {"passage", "claim"} == {hit.kind for hit in view.search("river clean")}


def test_an_undo_lets_the_latest_proposal_through_again(store: Store) -> None:
    doc = fill(store)
    claim, better = claim_of(doc, CLEAN), replace(claim_of(doc, CLEAN), modality="probable")
    with store.write() as writer:
        writer.add_judgement(judge(claim.id, "accept", 1))
        writer.put_records(doc.id, run_of("2"), [better])
        writer.add_judgement(judge(claim.id, "undo", 2))
    with store.view() as view:
        assert [better] == list(view.claims())


def test_an_undo_takes_an_orphan_away_and_its_undo_brings_it_back(store: Store) -> None:
    doc = fill(store)
    claim = claim_of(doc, CLEAN)
    first, undo = judge(claim.id, "accept", 1), judge(claim.id, "undo", 2)
    with store.write() as writer:
        writer.add_judgement(first)
        writer.put_records(doc.id, run_of("2"), [])
        writer.add_judgement(undo)
    assert claims(store) == []
    with store.write() as writer:
        writer.add_judgement(judge(claim.id, "undo", 3, supersedes=undo.id))
    assert claims(store) == [CLEAN]


def test_a_rejected_proposal_stays_rejected_through_new_runs(store: Store) -> None:
    doc = fill(store)
    claim = claim_of(doc, CLEAN)
    with store.write() as writer:
        writer.add_judgement(judge(claim.id, "reject"))
        writer.put_records(doc.id, run_of("2"), [])
        writer.put_records(doc.id, run_of("3"), [claim])
    with store.view() as view:
        assert [(claim, "rejected")] == [(one, view.status(one.id)) for one in view.claims()]


def test_what_a_person_marked_is_never_superseded(store: Store) -> None:
    doc = fill(store)
    mine = claim_of(doc, "The library of Mill Lane", by="Ada Example")
    with store.write() as writer:
        writer.put_marked([mine])
        writer.add_judgement(judge(mine.id, "reject", 1))
        writer.add_judgement(judge(mine.id, "undo", 2))
        writer.put_records(doc.id, run_of("2"), [])
    with store.view() as view:
        assert [mine] == list(view.claims())


def test_judgements_are_append_only(store: Store) -> None:
    with store.write() as writer:
        doc = put(writer)
        judgement = judge(claim_of(doc, CLEAN).id, "accept")
        assert [writer.add_judgement(judgement) for _ in range(2)] == [True, False]
    statements = ["UPDATE judgements SET record = 'x'", "DELETE FROM judgements"]
    if isinstance(store._db, sqlite3.Connection):
        statements.append("REPLACE INTO judgements VALUES (1,'a','b',x'',NULL,NULL)")
    for statement in statements:
        with pytest.raises(REFUSED, match="append-only"):
            store._db.execute(statement)
    with store.view() as view:
        assert [judgement] == list(view.judgements())


def test_a_new_reading_finds_what_was_decided_by_its_words(store: Store) -> None:
    doc = fill(store)
    claim = claim_of(doc, CLEAN)
    with store.write() as writer:
        writer.add_judgement(judge(claim.id, "accept"))
        again = replace(doc, text="Page 1\n" + RIVER, made_by="text 2")
        writer.put_document(again, passages_of(again))
    with store.view() as view:
        (found,) = view.claims()
        assert (claim.id, place(again, CLEAN)) == (found.id, found.content[0])
        assert view.is_orphaned(claim.id)
    with store.write() as writer:
        writer.put_records(doc.id, run_of("2"), [claim_of(again, CLEAN), claim_of(again, MAPS)])
    with store.view() as view:
        assert [claim_of(again, CLEAN), claim_of(again, MAPS)] == list(view.claims())
        assert not view.is_orphaned(claim.id)


def test_a_decision_whose_words_are_gone_is_kept_apart(store: Store) -> None:
    doc = fill(store)
    claim = claim_of(doc, CLEAN)
    with store.write() as writer:
        writer.add_judgement(judge(claim.id, "accept"))
        short = replace(doc, text=RIVER.split("\n")[1], made_by="text 2")
        writer.put_document(short, passages_of(short))
    with store.view() as view:
        assert ([], [claim]) == (list(view.claims()), list(view.unplaced()))
    with store.write() as writer:
        again = replace(doc, text="\n" + RIVER, made_by="text 3")
        writer.put_document(again, passages_of(again))
    with store.view() as view:
        assert ([place(again, CLEAN)], []) == ([claim.content[0] for claim in view.claims()], list(view.unplaced()))


def test_problems_of_a_reading_go_with_it(store: Store) -> None:
    doc = fill(store)
    odd = make_problem("guessed-encoding", "read as windows-1252", doc=doc.id)
    told = []
    for problems in ([odd], [odd], []):
        with store.write() as writer:
            writer.put_document(doc, passages_of(doc), problems)
        with store.view() as view:
            told.append(list(view.problems()))
    assert [[odd], [odd], []] == told


def test_a_problem_of_a_capture_without_a_document_ends_when_it_is_read(store: Store) -> None:
    raw = RIVER.encode()
    capture = capture_of(raw)
    slow, died = make_problem("reader-slow", "river.txt took too long"), make_problem("reader-died", "river.txt ended it")
    told = []
    for problem in (slow, died, died):
        with store.write() as writer:
            writer.put_capture(capture, raw)
            writer.put_problems([problem], about=capture.id)
        with store.view() as view:
            told.append(list(view.problems()))
    fill(store)
    with store.view() as view:
        assert ([[slow], [died], [died]], []) == (told, list(view.problems()))


def test_words_that_are_not_the_documents_are_refused(store: Store) -> None:
    doc = fill(store)
    claim = claim_of(doc, CLEAN)
    bad = replace(claim, content=(replace(claim.content[0], text="the river is foul!"),))
    with pytest.raises(BadAnchor), store.write() as writer:
        writer.put_records(doc.id, run_of("2"), [bad])
    assert claims(store) == [CLEAN, MAPS]


def test_records_of_an_unknown_document_and_derived_ones_are_refused(store: Store) -> None:
    doc = document_of(capture_of(b"x"), "x")
    with pytest.raises(NoSuchDocument), store.write() as writer:
        writer.put_records(doc.id, run_of(), [])
    with pytest.raises(TypeError, match="Document"), store.write() as writer:
        writer.put_records(None, run_of(), [doc])


def test_records_of_the_whole_case_are_put_under_no_document(store: Store) -> None:
    fill(store)
    source = Source(id=SourceId("src-1"), kind="work", name="A History of the Harbour")
    with store.write() as writer:
        other = put(writer, "A museum opens.", "museum.txt")
        link = Link(id=LinkId(make_id("lnk", 1)), kind="same", a="src-1", b=other.id, by="test")
        writer.put_records(None, run_of(name="trace"), [source, link])
    with store.view() as view:
        assert ([source], [link], [link]) == (list(view.sources()), list(view.links()), list(view.links(other.id)))
    with store.write() as writer:
        writer.put_records(None, run_of("2", name="trace"), [source])
    with store.view() as view:
        assert ([source], []) == (list(view.sources()), list(view.links()))


def test_the_same_record_twice_in_a_run_is_one(store: Store) -> None:
    doc = fill(store)
    with store.write() as writer:
        writer.put_records(doc.id, run_of("2"), [claim_of(doc, CLEAN)] * 2)
    with store.view() as view:
        assert [Claim] == [type(one) for one in view.claims()]


def test_a_case_is_empty_until_something_is_put_into_it(store: Store) -> None:
    with store.write() as writer:
        assert writer.is_empty()
        writer.put_setting("columns", "", who="Ann Example", at="2024-01-02T03:04:05Z")
        assert writer.is_empty()
        writer.put_known_capture(capture_of(b"a map of the harbour"))
        assert not writer.is_empty()


def test_a_view_inside_of_a_transaction_sees_what_is_not_kept_yet(store: Store) -> None:
    with store.write() as writer:
        doc = put(writer)
        writer.put_records(doc.id, run_of(), [claim_of(doc, CLEAN)])
        with writer.view() as view:
            assert [claim.content[0].text for claim in view.claims()] == [CLEAN]
        assert claims(store) == []
        writer.put_records(doc.id, run_of(), [claim_of(doc, MAPS)])  # closing the view has closed nothing
    assert claims(store) == [MAPS]


def test_a_capture_known_without_its_bytes_gets_them_when_they_come(store: Store) -> None:
    raw = b"a map of the harbour"
    capture = capture_of(raw)
    with store.write() as writer:
        writer.put_known_capture(capture)
        writer.put_known_capture(capture)
    with store.view() as view:
        assert (list(view.captures()), list(view.held())) == ([capture], [])
        with pytest.raises(NoOriginal):
            view.original(capture.id)
    with store.write() as writer:
        assert writer.put_capture(capture, raw)
        writer.put_known_capture(capture)
    with store.view() as view:
        assert (list(view.held()), view.original(capture.id)) == ([capture.id], raw)


def test_words_that_the_document_does_not_have_are_told_when_they_are_checked(store: Store) -> None:
    with store.write() as writer:
        doc = put(writer)
        writer.check(claim_of(doc, CLEAN))
        claim = claim_of(doc, CLEAN)
        other = replace(claim, content=(replace(claim.content[0], text="the river is clear"),))
        with pytest.raises(BadAnchor) as told:
            writer.check(other)
    assert (told.value.anchor, told.value.found) == (other.content[0], CLEAN)
