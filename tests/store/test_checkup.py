"""Every promise of a case that is broken is told by the check that looks at it, and nothing is changed by looking."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest
from tests.making.bases import rows_of
from tests.store.making import claim_of, judge, mention_of, place, put, run_of

from whosays.records import Event, EventId, make_id
from whosays.store.checkup import Finding, check_case
from whosays.store.codec import bare_json
from whosays.store.faults import NewerCase, NoCase
from whosays.store.schema import DATABASE, VERSION
from whosays.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from _pytest.mark.structures import ParameterSet

PAPERS = {
    "river.txt": ("The Harbour Trust says the river is clean.\nIt met in Malta on 3 June 2024.", "the river is clean", "Malta"),
    "library.ar.txt": ("قالت مكتبة التل إن المصعد معطل.", "المصعد معطل", "مكتبة التل"),
    "quay.fa.txt": ("انجمن اسکله می‌گوید که پل باز است.", "پل باز است", "انجمن اسکله"),
}
CHECKS = ["schema", "pages", "keys", "originals", "anchors", "index", "leavings"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.create(tmp_path / "case") as store, store.write() as writer:
        for name, (text, claimed, named) in PAPERS.items():
            doc = put(writer, text, name)
            claim = claim_of(doc, claimed)
            event = Event(id=EventId(make_id("evt", name)), at=place(doc, named), name=named, by="test")
            writer.put_records(doc.id, run_of(), [claim, mention_of(doc, named), event])
            writer.add_judgement(judge(claim.id, "accept"))
        writer.put_seen(10**6)
    with rows_of(tmp_path / "case") as db:
        db.execute("UPDATE directory SET seen = changes")
    return tmp_path / "case"


def states(folder: Path, *, quick: bool = False) -> dict[str, str]:
    """The worst that each check says."""
    told: dict[str, str] = {}
    for finding in check_case(folder, quick=quick):
        told[finding.check] = max(told.get(finding.check, "fine"), finding.state, key=["fine", "note", "wrong"].index)
    return told


def alter(*statements: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        with rows_of(folder) as db:
            for statement in statements:
                assert db.execute(statement).rowcount != 0

    return damage


def say_crete(folder: Path) -> None:
    with rows_of(folder) as db:
        for num, raw in db.execute("SELECT num, payload FROM records").fetchall():
            told = bare_json(raw).replace(b"Malta", b"Crete")
            db.execute("UPDATE records SET payload = ? WHERE num = ?", (told, num))


def original_of(folder: Path) -> Path:
    return next(place for place in sorted((folder / "originals").rglob("*")) if place.is_file())


def leave_a_room(folder: Path) -> None:
    (folder / "waiting" / "old").mkdir(parents=True)
    os.utime(folder / "waiting" / "old", (0, 0))


def test_a_whole_case_is_fine(folder: Path) -> None:
    assert states(folder) == dict.fromkeys(CHECKS, "fine")
    assert states(folder, quick=True) == dict.fromkeys(["schema", "pages", "keys", "originals", "leavings"], "fine")


def in_a_file(*values: object) -> ParameterSet:
    return pytest.param(*values, marks=pytest.mark.in_a_file)


BROKEN: list[tuple[str, str, Callable[[Path], object]] | ParameterSet] = [
    ("originals", "wrong", lambda folder: original_of(folder).write_bytes(b"other bytes")),
    ("originals", "wrong", lambda folder: original_of(folder).unlink()),
    ("originals", "note", lambda folder: original_of(folder).with_name("0" * 64).touch()),
    ("leavings", "note", leave_a_room),
    ("leavings", "note", alter("INSERT INTO unwiped VALUES (1)")),
    in_a_file("keys", "wrong", alter("PRAGMA foreign_keys=OFF", "INSERT INTO placements VALUES (99, x'00')")),
    ("anchors", "wrong", say_crete),
    ("anchors", "wrong", alter("UPDATE records SET payload = substr(payload, 1, 9) WHERE kept IS NULL")),
    in_a_file("anchors", "wrong", alter("UPDATE passages SET payload = x'7b' WHERE doc = 1")),
    ("index", "wrong", alter("DELETE FROM facts WHERE doc = 2")),
    ("index", "wrong", alter("UPDATE facts SET status = 3 WHERE doc = 1")),
    ("index", "wrong", alter("UPDATE facts SET doc = 77 WHERE doc = 1")),
    ("index", "wrong", alter("INSERT INTO places VALUES (9, 'MT', '')", "INSERT INTO lies VALUES (1, 9)")),
    ("index", "wrong", alter("INSERT INTO addresses VALUES ('https://weir.example/', 1)")),
    ("index", "wrong", alter("UPDATE search_rows SET start = start + 1 WHERE num = 1")),
    ("index", "wrong", alter("UPDATE folded SET words = (SELECT words FROM folded WHERE doc = 2) WHERE doc = 1")),
    ("index", "wrong", alter("INSERT INTO folded VALUES (9, (SELECT words FROM folded WHERE doc = 1))")),
    in_a_file("index", "wrong", alter("INSERT INTO search(rowid, folded) VALUES (99, 'tram')")),
    in_a_file("index", "wrong", alter("UPDATE folded SET words = x'00' WHERE doc = 1")),
    ("index", "wrong", alter("DELETE FROM search_claims WHERE claim = (SELECT min(claim) FROM search_claims)")),
    ("index", "wrong", alter("UPDATE search_claims SET claim = claim + 1")),
    in_a_file("index", "wrong", alter("UPDATE shown SET times = times + 1 WHERE kind = 'claim'")),
    ("index", "note", alter("UPDATE directory SET changes = changes + 1")),
]


@pytest.mark.parametrize(("check", "state", "damage"), BROKEN)
def test_what_is_broken_is_told_by_its_check(folder: Path, check: str, state: str, damage: Callable[[Path], object]) -> None:
    damage(folder)
    assert states(folder)[check] == state


def test_what_is_wrong_is_counted_and_shown(folder: Path) -> None:
    original_of(folder).unlink()
    (found,) = [one for one in check_case(folder) if one.check == "originals"]
    assert (found.state, found.told) == ("wrong", "originals that are not what was kept: 1")
    assert "is not there" in found.where[0]


@pytest.mark.in_a_file
def test_damaged_pages_are_told_whichever_they_are(folder: Path) -> None:
    whole = (folder / DATABASE).read_bytes()
    size = 4096
    for page in range(1, len(whole) // size + 1):
        (folder / DATABASE).write_bytes(whole[: (page - 1) * size] + b"\xff" * size + whole[page * size :])
        assert "wrong" in states(folder).values(), page


@pytest.mark.parametrize("quick", [False, True])
def test_looking_changes_nothing(folder: Path, quick: bool) -> None:
    def hashes() -> dict[str, str]:
        files = [place for place in sorted(folder.rglob("*")) if place.is_file()]
        return {place.name: hashlib.sha256(place.read_bytes()).hexdigest() for place in files}

    before = hashes()
    assert [finding for finding in check_case(folder, quick=quick) if not isinstance(finding, Finding)] == []
    assert hashes() == before


def test_the_file_of_people_is_looked_at(folder: Path) -> None:
    (folder / "people.sqlite").write_bytes(b"not a database, though as long as one" * 100)
    assert states(folder)["people"] == "wrong"


@pytest.mark.in_a_file
def test_an_older_case_is_checked_as_far_as_it_goes(folder: Path) -> None:
    alter("PRAGMA user_version=7")(folder)
    told = {finding.check: finding for finding in check_case(folder)}
    assert (told["schema"].state, list(told)) == ("note", ["schema", "pages", "keys", "originals", "leavings"])
    assert f"brought up to {VERSION}" in told["schema"].told


@pytest.mark.in_a_file
def test_where_there_is_no_case_or_a_newer_one_it_says_so(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(NoCase):
        list(check_case(tmp_path))
    alter(f"PRAGMA user_version={VERSION + 1}")(folder)
    with pytest.raises(NewerCase):
        list(check_case(folder))
