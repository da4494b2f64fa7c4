from __future__ import annotations

import io
import sqlite3
import zipfile
import zlib
from dataclasses import replace
from threading import Timer
from typing import TYPE_CHECKING

import pytest
from tests.making.bases import files_of, rows_of
from tests.store.making import RIVER, capture_of, claim_of, document_of, judge, mention_of, passages_of, place, put, run_of

from whosays.case import Case
from whosays.problems import make_problem
from whosays.records import Capture, Document, Link, LinkId, Source, SourceId, make_id
from whosays.store import removal
from whosays.store.codec import bare_json
from whosays.store.faults import NoOriginal, NoSuchDocument, RemovalUnfinished
from whosays.store.originals import Originals
from whosays.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.store.removal import Removed
    from whosays.store.writer import Writer

# Words that stand in one document only, in two scripts, as typed and as folded in the search index.
SECRET = ["Zanthoryx", "zanthoryx", "Quibblemere", "quibblemere", "الزنبقيّات", "الزنبقیات", "پژواک\u200cرود", "پژواکرود"]
TEXT = "The Zanthoryx Society of Quibblemere opens a museum.\n"
TEXT += "تزور جمعية الزنبقيّات المكتبة.\nانجمن پژواک\u200cرود کتاب می\u200cخواند."


def found_in(folder: Path, words: list[str] = SECRET) -> list[tuple[str, str]]:
    """Return every file of the case in which the bytes of a word stand."""
    return [(place.name, word) for place in files_of(folder) for word in words if word.encode() in place.read_bytes()]


def packed(folder: Path) -> list[bytes]:
    """Return the second half of everything packed in the database that holds a word: what shows that it is still there."""
    pieces: list[bytes] = []
    with rows_of(folder) as db:
        for table, column in (("documents", "body"), ("folded", "words")):
            rows = db.execute(f"SELECT {column} FROM {table}").fetchall()
            pieces += [raw[len(raw) // 2 :] for (raw,) in rows if holds(zlib.decompress(raw))]
        for table, column in (("documents", "payload"), ("passages", "payload"), ("records", "payload"), ("records", "kept")):
            rows = db.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL").fetchall()
            pieces += [raw[len(raw) // 2 :] for (raw,) in rows if holds(bare_json(raw))]
    return pieces


def holds(told: bytes) -> bool:
    return any(word.encode() in told for word in SECRET)


def still_there(folder: Path, pieces: list[bytes]) -> list[bytes]:
    raw = b"".join(place.read_bytes() for place in files_of(folder))
    return [piece for piece in pieces if piece in raw]


def put_secret(writer: Writer) -> Document:
    doc = put(writer, TEXT, "Zanthoryx minutes.txt")
    claims = [claim_of(doc, "Quibblemere opens a museum"), claim_of(doc, "جمعية الزنبقيّات المكتبة")]
    mentions = [mention_of(doc, "Zanthoryx Society"), mention_of(doc, "پژواک\u200cرود")]
    writer.put_records(doc.id, run_of(), [*claims, *mentions])
    writer.put_records(doc.id, run_of("2"), [*claims, mentions[0], make_problem("empty-document", "Zanthoryx", doc=doc.id)])
    writer.add_judgement(judge(claims[0].id, "edit", 1, changes='{"relation": "Quibblemere"}'))
    writer.add_judgement(judge(claims[0].id, "undo", 2))
    writer.mark_done(doc.capture, "1")
    return doc


def fill(writer: Writer, start: int = 0, end: int = 60) -> None:
    for number in range(start, end):
        text = f"The orchestra of harbour {number} plays.\n" + f"A library holds map {number}. " * 20
        doc = put(writer, text, f"{number}.txt")
        writer.put_records(doc.id, run_of(), [claim_of(doc, f"harbour {number} plays"), mention_of(doc, f"harbour {number}")])


def test_nothing_of_a_removed_document_is_left_in_any_file(store: Store) -> None:
    for step in (lambda w: fill(w, 0, 30), put_secret, lambda w: fill(w, 30, 60)):
        with store.write() as writer:
            step(writer)
    with store.view() as view:
        doc = view.find_document("zanthoryx")
        assert view.search("zanthoryx")
    assert {"Zanthoryx", "الزنبقيّات", "پژواک\u200cرود"} <= {word for _, word in found_in(store.folder)}
    pieces = packed(store.folder)
    assert len(pieces) >= 10
    assert still_there(store.folder, pieces) == pieces
    with store.write() as writer:
        removed = writer.remove(doc.id)
    assert still_there(store.folder, pieces) == []
    assert removal.Removed(documents=1, passages=3, records=5, judgements=2, captures=1) == removed
    assert found_in(store.folder) == []
    with store.view() as view:
        assert [view.search("zanthoryx"), view.search("الزنبقيات"), list(view.judgements())] == [[]] * 3
        assert (view.counts()["documents"], view.counts()["captures"]) == (60, 60)
        assert len(view.search("orchestra", 100)) == 60
    if isinstance(store._db, sqlite3.Connection):
        store._db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search, row)")
        terms = {row[0] for row in store._db.execute("SELECT term FROM temp.words")}
        store._db.execute("INSERT INTO search(search) VALUES ('integrity-check')")
    else:
        terms = {word for (word,) in store._db.execute("SELECT word FROM ts_stat('SELECT lexemes FROM search')")}
    assert (True, set()) == ("orchestra" in terms, terms & set(SECRET))
    store.close()
    assert found_in(store.folder) == []


def test_nothing_is_left_either_when_it_had_been_changed_and_many_go_at_once(store: Store) -> None:
    with store.write() as writer:
        fill(writer)
        doc = put_secret(writer)
    with store.write() as writer:
        other = replace(doc, text="Notes\n" + TEXT.replace("museum", "library"), title="Zanthoryx")
        writer.put_document(other, passages_of(other))
        writer.put_records(doc.id, run_of("3"), [claim_of(other, "Quibblemere opens a library")])
    pieces = packed(store.folder)
    with store.view() as view:
        docs = [one.id for one in view.documents() if one.name != "7.txt"]
    with store.write() as writer:
        for one in docs:
            writer.remove(one)
    assert found_in(store.folder, [*SECRET, "harbour 11", "map 12"]) == []
    assert still_there(store.folder, pieces) == []
    with store.view() as view:
        assert [one.name for one in view.documents()] == ["7.txt"]
        assert view.search("orchestra")


def test_what_rests_on_a_document_goes_with_it_and_nothing_else(store: Store) -> None:
    with store.write() as writer:
        river, doc = put(writer), put_secret(writer)
        # One link ends in the removed document, one stays, one ends in the first link, one has its evidence there.
        own, gone = claim_of(river, "the river is clean"), claim_of(doc, "Quibblemere opens a museum")
        links = [
            Link(id=LinkId(make_id("lnk", 1)), kind="same", a=own.id, b=gone.id, by="test"),
            Link(id=LinkId(make_id("lnk", 2)), kind="same", a=own.id, b="src-1", evidence=(place(river, "river"),), by="test"),
            Link(id=LinkId(make_id("lnk", 3)), kind="narrower", a=own.id, b=make_id("lnk", 1), by="test"),
            Link(id=LinkId(make_id("lnk", 4)), kind="same", a=own.id, b="src-1", evidence=(place(doc, "opens"),), by="test"),
        ]
        writer.put_records(river.id, run_of(), [own])
        writer.put_records(river.id, run_of(name="trace"), links)
        kept, merge = judge(own.id, "accept", 1), judge(own.id, "edit", 2, changes=f'{{"same_as": "{gone.id}"}}')
        of_link, of_entity = judge(links[2].id, "accept", 3), judge("ety-0123456789abcdef", "accept", 4)
        for judgement in (kept, merge, of_link, of_entity, judge(own.id, "undo", 5, supersedes=merge.id)):
            writer.add_judgement(judgement)
    with store.write() as writer:
        writer.remove(doc.id, also=["ety-0123456789abcdef"])
    with store.view() as view:
        assert ([own], [links[1]], [kept]) == (list(view.claims()), list(view.links()), list(view.judgements()))


def test_a_source_that_other_documents_cite_stays_with_one_of_them(store: Store) -> None:
    shared, own = (Source(id=SourceId(f"src-{number}"), kind="page", url=f"https://example.org/{number}") for number in (1, 2))
    with store.write() as writer:
        doc, river = put_secret(writer), put(writer)
        links = [
            Link(id=LinkId(f"lnk-{number}"), kind="cites", a=f"cit-{number}", b=source.id, by="test")
            for number, source in ((1, shared), (2, own), (3, shared))
        ]
        writer.put_records(doc.id, run_of(name="trace"), [shared, own, *links[:2]])
        writer.put_records(river.id, run_of(name="trace"), links[2:])
        judgement = judge(links[2].id, "accept")
        writer.add_judgement(judgement)
    with store.write() as writer:
        writer.remove(doc.id)
    with store.view() as view:
        assert ([shared], links[2:], [judgement]) == (list(view.sources()), list(view.links()), list(view.judgements()))
    with store.write() as writer:
        writer.remove(river.id)
    with store.view() as view:
        assert (list(view.sources()), list(view.links()), list(view.judgements())) == ([], [], [])


def test_removing_what_is_not_there_says_so(store: Store) -> None:
    doc = document_of(capture_of(b"x"), "x")
    with pytest.raises(NoSuchDocument), store.write() as writer:
        writer.remove(doc.id)
    with pytest.raises(NoSuchDocument), store.write() as writer:
        writer.remove_capture(doc.capture)


def test_a_removal_that_is_rolled_back_removes_nothing(store: Store) -> None:
    with store.write() as writer:
        doc = put_secret(writer)
    with pytest.raises(ZeroDivisionError), store.write() as writer:
        writer.remove(doc.id)
        raise ZeroDivisionError
    with store.view() as view:
        assert (TEXT.encode(), 2) == (view.original(doc.capture), len(list(view.claims())))


def test_a_removed_document_can_be_added_again(store: Store) -> None:
    with store.write() as writer:
        doc = put_secret(writer)
    for _ in range(2):
        with store.write() as writer:
            writer.remove(doc.id)
            assert not writer.is_done(doc.capture, "1")
        with store.write() as writer:
            assert doc == put_secret(writer)
    with store.view() as view:
        assert view.search("zanthoryx")


def test_a_reader_of_an_older_state_puts_the_wipe_off(store: Store) -> None:
    with store.write() as writer:
        fill(writer, 0, 3)
        doc = put_secret(writer)
    folder = store.folder
    with Store.open(folder, timeout=0.1) as hasty:
        with hasty.view() as old:
            with pytest.raises(RemovalUnfinished, match="close the others"), hasty.write() as writer:
                writer.remove(doc.id)
            assert doc == old.document(doc.id)
            with pytest.raises(NoOriginal):
                old.original(doc.capture)
            with store.view() as view:
                assert view.search("zanthoryx") == []
            with Store.open(folder):
                assert found_in(folder)
        with Store.open(folder):
            assert found_in(folder) == []


def test_a_removal_waits_for_a_reader_who_soon_goes(store: Store) -> None:
    with store.write() as writer:
        doc = put_secret(writer)
    with store.view() as view:
        if isinstance(view._db, sqlite3.Connection):
            view._db.execute("PRAGMA busy_timeout=0")
        timer = Timer(0.3, view.close)
        timer.start()
        with store.write() as writer:
            writer.remove(doc.id)
        timer.join()
    assert found_in(store.folder) == []


def test_leavings_of_a_killed_process_are_swept(store: Store) -> None:
    with store.write() as writer:
        fill(writer, 0, 3)
        doc = put_secret(writer)
    originals = Originals(store.folder)
    for name in ("ab" + "0" * 62, "ab" + "1" * 62 + ".new"):
        path = originals.path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"Zanthoryx")
    with store.write() as writer:
        writer.remove(doc.id)
    assert found_in(store.folder) == []
    with store.view() as view:
        assert len([view.original(capture.id) for capture in view.captures()]) == 3


def box_bytes() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in (("a.txt", TEXT), ("b.txt", RIVER)):
            archive.writestr(zipfile.ZipInfo(name), text)
    return made.getvalue()


def mail_box(writer: Writer) -> tuple[Capture, Document, Document]:
    """An archive that two documents came out of."""
    raw = box_bytes()
    box = capture_of(raw, "box.zip")
    writer.put_capture(box, raw)
    docs = []
    for name, text in (("a.txt", TEXT), ("b.txt", RIVER)):
        member = capture_of(text.encode(), name, parent=box.id)
        writer.put_capture(member, text.encode())
        doc = document_of(member, text)
        writer.put_document(doc, passages_of(doc))
        docs.append(doc)
    return box, docs[0], docs[1]


def test_the_bytes_of_a_container_go_with_the_first_of_its_documents(store: Store) -> None:
    with store.write() as writer:
        box, one, other = mail_box(writer)
    removed: list[Removed] = []
    for doc in (one, other):
        with store.write() as writer:
            removed.append(writer.remove(doc.id))
        assert found_in(store.folder, ["PK\x03\x04"]) == []
        with store.view() as view, pytest.raises(NoOriginal):
            view.original(box.id)
    assert [one.captures for one in removed] == [1, 2]
    with store.write() as writer:
        assert writer.put_capture(box, box_bytes())


def test_a_mail_with_a_document_of_its_own_keeps_its_bytes_and_is_told_of(store: Store) -> None:
    with store.write() as writer:
        mail = put(writer, RIVER, "mail.eml")
        raw = TEXT.encode()
        member = capture_of(raw, "enclosed.txt", parent=mail.capture)
        writer.put_capture(member, raw)
        doc = document_of(member, TEXT)
        writer.put_document(doc, passages_of(doc))
    with store.write() as writer:
        removed = writer.remove(doc.id)
    assert ((mail.capture,), 1) == (removed.kept_in, removed.captures)
    with store.view() as view:
        assert RIVER.encode() == view.original(mail.capture)


def test_a_capture_that_could_not_be_read_can_be_removed(store: Store) -> None:
    raw = b"Zanthoryx \xff"
    capture = capture_of(raw, "Zanthoryx.bin")
    with store.write() as writer:
        writer.put_capture(capture, raw)
        writer.put_problems([make_problem("unreadable-document", "Zanthoryx.bin cannot be read")], about=capture.id)
    with store.write() as writer:
        assert removal.Removed(records=1, captures=1) == writer.remove_capture(capture.id)
    assert found_in(store.folder) == []


def test_a_wipe_that_was_cut_short_is_finished_on_opening(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.write() as writer:
        doc = put_secret(writer)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "wipe", lambda self: None)
        with store.write() as writer:
            writer.remove(doc.id)
    store.close()
    assert found_in(store.folder)
    Store.open(store.folder).close()
    assert found_in(store.folder) == []


def test_a_case_knows_whether_it_lost_a_document_that_it_had(tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d"):
        (tmp_path / f"{name}.txt").write_text(f"Fiction.\n\nThe {name} lock is shut.\n", encoding="utf-8")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / "a.txt", tmp_path / "b.txt"], jobs=1)
        with case.view() as view:
            two = view.stored.lookup.shelf.reached()
        case.add([tmp_path / "c.txt"], jobs=1)
        with case.view() as view:
            assert view.stored.lookup.shelf.has_all(two)
            three = view.stored.lookup.shelf.reached()
        case.remove("c.txt")
        case.add([tmp_path / "d.txt"], jobs=1)  # it may be given the number that the other one had
        with case.view() as view:
            assert view.stored.lookup.shelf.has_all(two)
            assert not view.stored.lookup.shelf.has_all(three)
