"""What can be read of a damaged case comes into a new one; what is lost is told, and the damaged case stays as it is."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.case.checkup import check
from whosays.case.judging.marking import ClaimMark
from whosays.case.rescuing import Saved, save
from whosays.store.faults import NoCase, NotEmptyFolder
from whosays.store.schema import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PAPERS = {
    "library.txt": "The library on the hill\n\nThe Larkhill Library calls itself a reading room for all.\n\n"
    "Members:\n- Friends of the Weir (France)\n- Larkhill Tram Society (Malta)\n- Union of Rowers (Malta)\n",
    "harbour.txt": "The harbour board said that the crane is late. It met on 5 June 2024.\n"
    + "The tide was high. " * 600
    + "\n",
    "statement.ar.txt": "قالت مكتبة التل إن المصعد معطل.\nوأعلنت جمعية الميناء أن الرافعة متأخرة.\n",
    "letter.fa.txt": "انجمن اسکله می‌گوید که پل باز است.\nکتاب‌خانهٔ تپه اعلام کرد که آسانسور خراب است.\n",
}  # fiction
WHO = "Ada Example"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case in which people decided, set, wrote: what no machine can make again."""
    papers = tmp_path_factory.mktemp("papers")
    for name, text in PAPERS.items():
        (papers / name).write_text(text, encoding="utf-8")
    folder = tmp_path_factory.mktemp("cases") / "case"
    with Case.new(folder) as case:
        assert case.add([papers], jobs=1, strict=True).faults == ()
        claims = case.claims()
        case.judge(claims[0].id, "accept", who=WHO)
        case.judge(claims[1].id, "edit", who=WHO, changes={"modality": "probable"})
        case.judge(claims[2].id, "reject", who=WHO)
        undone = case.judge(claims[0].id, "reject", who=WHO)
        case.undo(undone.id, who=WHO)
        case.judge(case.lists()[0].id, "accept", who=WHO)
        case.set("web-delay", "7", who=WHO)
        at = PAPERS["harbour.txt"].index("tide was high. The tide")
        case.mark("harbour.txt", ClaimMark(content=((at, at + 13),)), who=WHO)
        first, second = [name.id for name in case.names() if name.kind == "organisation"][:2]
        case.judge_names([first, second], "different", who=WHO)
        case.save_report(None, title="Boats", blocks=[case.make_block("heading", "Boats")], who=WHO)
        passage = case.passages("statement.ar.txt")[0]
        for words in ("The library …", "The hill library said …"):
            case.translate("statement.ar.txt", {passage.id: words}, language="en", who=WHO)
        case.people.add("Ada Example", "owner", "four words in a row")
    return folder


def ids_of(folder: Path) -> set[str]:
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        tables = ("captures", "documents", "passages", "runs", "records", "judgements", "visits")
        return {one for table in tables for (one,) in db.execute(f"SELECT id FROM {table}")}


def decided(folder: Path) -> dict[str, str]:
    with Case.open(folder) as case, case.view() as view:
        claims = {claim.id: view.status(claim.id) for claim in view.claims()}
        return claims | {entry.id: view.status(entry.id) for entry in view.entries()}


def written(folder: Path) -> tuple[object, ...]:
    """What people wrote beside the documents."""
    with Case.open(folder) as case, case.view() as view:
        told = [one.text for one in case.translations("statement.ar.txt", "en").values()]
        return case.reports(), told, case.settings(), list(view.judgements())


def hashes(folder: Path) -> dict[str, str]:
    files = [place for place in folder.rglob("*") if place.is_file()]
    return {str(place.relative_to(folder)): hashlib.sha256(place.read_bytes()).hexdigest() for place in files}


def saved(whole: Path, tmp_path: Path, pages: Iterable[int], sign: bytes = b"\xff") -> tuple[Saved, Path]:
    """Overwrite pages of a copy, save it, and hold that the copy is as it was and the new case is whole."""
    damaged, new = tmp_path / "damaged", tmp_path / "new"
    shutil.copytree(whole, damaged)
    with (damaged / DATABASE).open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * 4096)
            file.write(sign * 4096)
    before = hashes(damaged)
    told = save(damaged, new)
    assert hashes(damaged) == before
    assert [finding for finding in check(new) if finding.state != "fine"] == []
    return told, new


def page_count(folder: Path) -> int:
    return (folder / DATABASE).stat().st_size // 4096


def root_of(folder: Path, name: str) -> int:
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        return int(db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0])


INDEXES = [f"sqlite_autoindex_{table}_1" for table in ("captures", "documents", "passages", "runs", "records", "judgements")]


def pages_of(folder: Path, names: Iterable[str]) -> set[int]:
    """All pages of some indexes."""
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        try:
            rows = db.execute(f"SELECT pageno FROM dbstat WHERE name IN ({','.join('?' * len(list(names)))})", list(names))
            return {page for (page,) in rows}
        except sqlite3.OperationalError:  # a SQLite that was built without this table
            return set(range(1, page_count(folder) + 1))


def lost_ids(told: Saved) -> set[str]:
    return {one for kind, ids in told.lost.items() if kind != "translations" for one in ids}


def test_of_a_whole_case_all_is_saved(whole: Path, tmp_path: Path) -> None:
    told, new = saved(whole, tmp_path, [])
    assert (told.lost, told.read_again, told.unread, told.originals, told.unreadable + told.pages, told.people) == (
        {},
        (),
        (),
        (),
        0,
        True,
    )
    assert ids_of(new) == ids_of(whole)
    assert decided(new) == decided(whole)
    with Case.open(whole) as one, Case.open(new) as other:
        assert (one.documents(), one.claims(), one.names()) == (other.documents(), other.claims(), other.names())
        assert one.people.all() == other.people.all()
    assert written(new) == written(whole)


# The page that leads to all rows of a table, or to all its ids; the head of the file.
@pytest.mark.parametrize(
    "name", ["documents", "records", "judgements", "captures", "passages", "translations", "sqlite_autoindex_records_1", ""]
)
def test_what_leads_to_the_rows_is_not_needed(whole: Path, tmp_path: Path, name: str) -> None:
    told, new = saved(whole, tmp_path, [root_of(whole, name) if name else 1])
    there = ids_of(new)
    missing = ids_of(whole) - there
    assert missing <= lost_ids(told)
    assert lost_ids(told) & there == set()
    if name in told.lost:  # so few rows that they are on that page
        assert len(told.lost[name]) == {"judgements": 8, "translations": 2}[name]
    else:
        assert (decided(new), written(new)) == (decided(whole), written(whole))
    assert {doc for doc in there if doc.startswith("doc-")} == {doc for doc in ids_of(whole) if doc.startswith("doc-")}


@pytest.mark.parametrize(("seed", "sign"), [(1, b"\0"), (2, b"\xff"), (3, b"\x0d")])
def test_whatever_pages_are_damaged_documents_are_there_and_what_is_lost_is_told(
    whole: Path, tmp_path: Path, seed: int, sign: bytes
) -> None:
    pages = random.Random(seed).sample(range(2, page_count(whole) + 1), 25)
    told, new = saved(whole, tmp_path, pages, sign)
    with Case.open(new) as case, Case.open(whole) as before:
        assert {doc.text for doc in case.documents()} == {doc.text for doc in before.documents()}
    there = ids_of(new)
    assert lost_ids(told) & there == set()
    assert told.pages > 0
    # Where an index still tells of everything, what is not there is told by its id; a decision that is there holds.
    missing = ids_of(whole) - there
    if pages_of(whole, INDEXES).isdisjoint(pages):
        assert missing <= lost_ids(told)
    if not any(one.startswith("jdg-") for one in missing):
        assert decided(new) == {record: status for record, status in decided(whole).items() if record not in missing}


def test_a_row_that_nothing_tells_of_is_counted(whole: Path, tmp_path: Path) -> None:
    damaged, new = tmp_path / "damaged", tmp_path / "new"
    shutil.copytree(whole, damaged)
    raw = (damaged / DATABASE).read_bytes()
    (damaged / DATABASE).write_bytes(raw.replace(b'"decision":"reject"', b'"decision":\xff\xffeject"'))
    told = save(damaged, new)
    assert told.unreadable == 2
    assert len(told.lost["judgements"]) == 2


def test_an_original_that_is_damaged_too_is_told(whole: Path, tmp_path: Path) -> None:
    damaged, new = tmp_path / "damaged", tmp_path / "new"
    shutil.copytree(whole, damaged)
    with Case.open(damaged) as case:
        doc = next(doc for doc in case.documents() if doc.name == "letter.fa.txt")
    (damaged / "originals" / doc.capture[:2] / doc.capture).write_bytes(b"no letter")
    told = save(damaged, new)
    assert told.originals == ("letter.fa.txt",)
    with Case.open(new) as case:
        assert "letter.fa.txt" in {one.name for one in case.documents()}
    assert [finding for finding in check(new) if finding.state != "fine"] == []


def test_what_is_in_the_log_alone_is_saved(whole: Path, tmp_path: Path) -> None:
    own, damaged, new = tmp_path / "own", tmp_path / "damaged", tmp_path / "new"
    shutil.copytree(whole, own)  # no test changes what all of them are given
    with Case.open(own) as case:
        other = sqlite3.connect(own / DATABASE)  # keeps the log from being written back
        other.execute("SELECT count(*) FROM records").fetchone()
        case.judge(case.claims()[0].id, "accept", who=WHO)
        shutil.copytree(own, damaged)
        other.close()
        with case.view() as view:
            count = view.stored.counts()["judgements"]
    assert (damaged / f"{DATABASE}-wal").stat().st_size
    assert save(damaged, new).kept["judgements"] == count


def test_a_place_for_it_is_needed(whole: Path, tmp_path: Path) -> None:
    with pytest.raises(NotEmptyFolder):
        save(whole, whole.parent)
    with pytest.raises(NoCase):
        save(tmp_path, tmp_path / "new")
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db:
        db.execute("CREATE TABLE recipes(name)")
        db.commit()
    with pytest.raises(NoCase, match="not one of whosays"):
        save(tmp_path, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_of_a_database_that_is_gone_nothing_is_made_up(whole: Path, tmp_path: Path) -> None:
    told, new = saved(whole, tmp_path, range(1, page_count(whole) + 1))
    assert ("documents" in told.kept, told.pages, told.lost) == (False, page_count(whole), {})
    assert not [place for place in (new / "originals").rglob("*") if place.is_file()]


def test_what_was_removed_is_not_found_again(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "less"
    shutil.copytree(whole, folder)
    with Case.open(folder) as case:
        (doc,) = [one for one in case.documents() if one.name == "letter.fa.txt"]
        case.remove(doc.id)
    raw = doc.text.encode()
    (folder / "originals" / doc.capture[:2]).mkdir(exist_ok=True)
    (folder / "originals" / doc.capture[:2] / doc.capture).write_bytes(raw)  # as a wipe that was cut short leaves it
    told, new = saved(folder, tmp_path, [root_of(folder, "documents")])
    assert "letter.fa.txt" not in told.read_again
    assert all("انجمن اسکله".encode() not in place.read_bytes() for place in new.rglob("*") if place.is_file())
