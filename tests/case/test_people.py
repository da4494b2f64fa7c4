"""The people of a case: names that sign, passwords, sessions that end."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.case.people import IDLE, LONGEST, BadName, BadPassword, LastOwner, NameTaken, NoSuchPerson, NoSuchRole, People
from whosays.store.people import FILE

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "four words in a row"


@dataclass
class Clock:
    """A clock that a test turns."""

    at: datetime = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def turn(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(tmp_path: Path, clock: Clock) -> People:
    return People(tmp_path, now=clock)


def test_there_is_no_file_of_people_before_there_are_people(people: People, tmp_path: Path) -> None:
    assert people.all() == []
    assert people.whose("x") is None
    assert people.sign_ins() == []
    assert people.check("Ann", WORDS) is None
    assert not (tmp_path / FILE).exists()


def test_only_this_account_may_read_the_file(people: People, tmp_path: Path) -> None:
    people.add("Ann", "owner", WORDS)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_password_is_kept_as_something_to_check_against_and_no_token_is_kept(people: People, tmp_path: Path) -> None:
    token = people.begin(people.add("Ann", "owner", WORDS))
    raw = (tmp_path / FILE).read_bytes()
    assert b"$argon2id$" in raw
    assert WORDS.encode() not in raw
    assert token.encode() not in raw


@pytest.mark.parametrize("name", ["ann", "ANN", "  Ann ", "A\N{ZERO WIDTH JOINER}nn", "\N{FULLWIDTH LATIN CAPITAL LETTER A}nn"])
def test_no_two_names_read_the_same(people: People, name: str) -> None:
    people.add("Ann", "owner", WORDS)
    with pytest.raises(NameTaken):
        people.add(name, "reader", WORDS)
    assert people.check(name, WORDS) is not None


@pytest.mark.parametrize(
    "name", ["", "  ", "x" * 61, "Ann\x00", "Ann\N{RIGHT-TO-LEFT OVERRIDE}", "\N{ZERO WIDTH JOINER}", "Ann\x1b[1m"]
)
def test_a_name_that_cannot_sign_is_refused(people: People, name: str) -> None:
    with pytest.raises(BadName):
        people.add(name, "reader", WORDS)


def test_a_name_is_one_line(people: People) -> None:
    assert people.add(" Ann \n  Bo", "owner", WORDS).name == "Ann Bo"


def test_names_of_any_script_sign(people: People) -> None:
    for name in ("Łucja Żak", "سامي الحداد", "مینا نیک\N{ZERO WIDTH NON-JOINER}پور", "O'Hara-Quill"):
        assert people.add(name, "reader", WORDS).name == name


@pytest.mark.parametrize("password", ["", "short words", "a" * 40, "abab" * 5, "x y" * 200, "The Harbour Board"])
def test_a_password_that_is_short_long_plain_or_the_name_is_refused(people: People, password: str) -> None:
    with pytest.raises(BadPassword):
        people.add("the harbour board", "reader", password)
    assert people.all() == []


def test_one_letter_typed_in_two_ways_is_one_password(people: People) -> None:
    people.add("Ann", "owner", "caf\N{LATIN SMALL LETTER E WITH ACUTE} by the quay")
    assert people.check("Ann", "cafe\N{COMBINING ACUTE ACCENT} by the quay")


@pytest.mark.parametrize(
    "password", ["", "four words in a ro", "four words in a row ", "FOUR WORDS IN A ROW", "x" * 100_000, "\x00"]
)
def test_another_password_is_nobody(people: People, password: str) -> None:
    people.add("Ann", "owner", WORDS)
    assert people.check("Ann", password) is None
    assert people.check("Nobody", password) is None


def test_a_role_is_one_of_three(people: People) -> None:
    with pytest.raises(NoSuchRole, match="reader, reviewer, owner"):
        people.add("Ann", "editor", WORDS)
    people.add("Ann", "owner", WORDS)
    with pytest.raises(NoSuchRole):
        people.set_role("Ann", "Owner")


def test_who_is_not_there_cannot_be_changed(people: People) -> None:
    for change in (
        lambda: people.set_role("Bo", "reader"),
        lambda: people.set_password("Bo", WORDS),
        lambda: people.remove("Bo"),
    ):
        with pytest.raises(NoSuchPerson, match="whosays people"):
            change()


def test_a_case_with_people_keeps_an_owner(people: People) -> None:
    people.add("Ann", "owner", WORDS)
    people.add("Bo", "reviewer", WORDS)
    with pytest.raises(LastOwner):
        people.set_role("Ann", "reader")
    with pytest.raises(LastOwner):
        people.remove("Ann")
    people.set_role("Bo", "owner")
    people.remove("Ann")
    people.remove("Bo")  # the last one may go: then the case has no people
    assert people.all() == []


def test_a_session_is_whose_it_was_begun_for_until_it_ends(people: People) -> None:
    ann, bo = people.add("Ann", "owner", WORDS), people.add("Bo", "reader", WORDS)
    one, other = people.begin(ann), people.begin(bo)
    assert (people.whose(one), people.whose(other)) == (ann, bo)
    people.end(one)
    assert (people.whose(one), people.whose(other)) == (None, bo)


@pytest.mark.parametrize("ending", ["removed", "password", "everywhere"])
def test_sessions_end_with_the_account_the_password_or_when_asked(people: People, ending: str) -> None:
    ann, bo = people.add("Ann", "owner", WORDS), people.add("Bo", "reader", WORDS)
    tokens, kept = [people.begin(bo), people.begin(bo)], people.begin(ann)
    if ending == "removed":
        people.remove("bo")
        people.add("Bo", "owner", WORDS)
    elif ending == "password":
        people.set_password("bo", "another row of words")
    else:
        people.end_all("bo")
    assert [people.whose(token) for token in tokens] == [None, None]
    assert people.whose(kept) == ann


def test_a_session_that_nobody_uses_ends(people: People, clock: Clock) -> None:
    token = people.begin(people.add("Ann", "owner", WORDS))
    clock.turn(IDLE - 1)
    assert people.whose(token) is not None  # which is a use
    clock.turn(IDLE - 1)
    assert people.whose(token) is not None
    clock.turn(IDLE)
    assert people.whose(token) is None


def test_a_session_in_constant_use_ends_too(people: People, clock: Clock) -> None:
    token = people.begin(people.add("Ann", "owner", WORDS))
    passed = 0
    while people.whose(token) is not None:
        clock.turn(IDLE // 2)
        passed += IDLE // 2
    assert passed == LONGEST


def test_a_role_given_meanwhile_holds_in_a_session(people: People) -> None:
    people.add("Ann", "owner", WORDS)
    token = people.begin(people.add("Bo", "reader", WORDS))
    people.set_role("Bo", "reviewer")
    bo = people.whose(token)
    assert bo is not None
    assert bo.role == "reviewer"


def test_sign_ins_are_kept_for_a_time_and_names_that_nobody_has_are_not(people: People, clock: Clock) -> None:
    people.add("Ann", "owner", WORDS)
    people.note("ann", "192.0.2.7", "in")
    clock.turn(89 * 86_400)
    people.note("my secret words", "192.0.2.8", "refused")
    told = [(one.name, one.address, one.outcome) for one in people.sign_ins()]
    assert told == [(None, "192.0.2.8", "refused"), ("Ann", "192.0.2.7", "in")]
    assert people.was_in("ANN", "192.0.2.7")
    assert not people.was_in("Ann", "192.0.2.8")
    clock.turn(2 * 86_400)
    people.note("Ann", "192.0.2.9", "out")
    assert [one.address for one in people.sign_ins()] == ["192.0.2.9", "192.0.2.8"]


def test_a_hash_made_with_weaker_parameters_is_renewed_at_the_next_sign_in(people: People, tmp_path: Path) -> None:
    from argon2 import PasswordHasher

    people.add("Ann", "owner", WORDS)
    weak = PasswordHasher(time_cost=1, memory_cost=1024).hash(WORDS)
    db = sqlite3.connect(tmp_path / FILE)
    db.execute("UPDATE people SET password = ?", (weak,))
    db.commit()
    assert people.check("Ann", WORDS) is not None
    (kept,) = db.execute("SELECT password FROM people").fetchone()
    db.close()
    assert kept != weak
    assert people.check("Ann", WORDS) is not None


def test_a_case_goes_without_its_people(tmp_path: Path) -> None:
    with Case.new(tmp_path / "case") as case:
        case.people.add("Ann", "owner", WORDS)
        shutil.copytree(case.folder, tmp_path / "handed", ignore=shutil.ignore_patterns("people*"))
    with Case.open(tmp_path / "handed") as case:
        assert case.people.all() == []
        assert case.documents() == []
