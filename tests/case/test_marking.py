"""Claims and names that a person marks by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.case.judging.marking import BadMark, ClaimMark, NameMark, find_near, is_words, places_of
from whosays.notation import show
from whosays.records import Claim, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Astral letters and combining marks, so that bytes, UTF-16 units, code points and what the eye counts all differ.
TEXT = (
    "Fiction.\n\nThe Mill Lane Choir 🎶🎶 sang at the lock. The old boat hums,\nsays Ada Quell. قالَ السّدّ إنّه مغلق.\n\n"
    "The Quay Library says that the lock is shut. The lock is shut.\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    (tmp_path / "lock.txt").write_text(TEXT, encoding="utf-8")
    with Case.new(tmp_path / "case") as made:
        made.add([tmp_path / "lock.txt"], jobs=1)
        yield made


def place(words: str, *, after: int = 0) -> tuple[int, int]:
    start = TEXT.index(words, after)
    return start, start + len(words)


def claims_of(case: Case) -> dict[str, Claim]:
    return {" ".join(one.content[0].text.split()): one for one in case.claims()}


def test_a_claim_is_marked_with_holder_act_about_and_hedge(case: Case) -> None:
    wanted = ClaimMark(
        content=(place("The old boat hums"),),
        holder="named",
        holder_at=place("Ada Quell"),
        act="describe",
        about=(place("boat"),),
        hedges=((place("hums"), "probability"),),
        modality="probable",
        said="2021-03",
    )
    made = case.mark("lock.txt", wanted, who="Ada Example")
    assert isinstance(made, Claim)
    assert show(made) == (
        "claim  Ada Quell | describes | The old boat hums | about: boat | hedge: hums | modality: probable | said: 2021-03"
        f"  @{wanted.content[0][0]}-{wanted.content[0][1]}"
    )
    assert made.by == "Ada Example"
    with case.view() as view:
        assert view.status(made.id) == "accepted"
        assert [(one.who, one.decision) for one in view.judgements(made.id)] == [("Ada Example", "accept")]


def test_what_is_marked_can_be_found_and_outlives_a_new_run(case: Case, tmp_path: Path) -> None:
    made = case.mark("lock.txt", ClaimMark(content=(place("🎶🎶 sang at the lock"),)), who="Ada Example")
    assert made.id in {hit.record for hit in case.search("sang")}
    case.add([tmp_path / "lock.txt"], jobs=1)
    assert claims_of(case)["🎶🎶 sang at the lock"].id == made.id


def test_words_in_arabic_with_marks_on_letters_are_cut_as_they_stand(case: Case) -> None:
    made = case.mark("lock.txt", NameMark(at=place("السّدّ"), kind="place"), who="Ada Example")
    assert isinstance(made, Mention)
    assert made.at.text == "السّدّ"
    assert made.id in {one.id for one in case.mentions()}
    assert any(made.id in entity.members for entity in case.names())


def test_marking_what_was_proposed_accepts_it_and_keeps_its_id(case: Case) -> None:
    proposed = claims_of(case)["the lock is shut"]
    (at,) = proposed.content
    holder = proposed.chain[-1].holder.at
    assert holder is not None
    same = {"content": ((at.start, at.end),), "holder": "named", "holder_at": (holder.start, holder.end)}
    made = case.mark("lock.txt", ClaimMark(**same, act="assert"), who="Ada Example")  # type: ignore[arg-type]
    assert made.id == proposed.id
    with case.view() as view:
        assert view.status(made.id) == "accepted"
    case.mark("lock.txt", ClaimMark(**same, act="assert", polarity="negative"), who="Ada Example")  # type: ignore[arg-type]
    after = claims_of(case)["the lock is shut"]
    assert (after.id, after.polarity, after.about) == (proposed.id, "negative", proposed.about)


def test_marking_can_be_taken_back(case: Case) -> None:
    made = case.mark("lock.txt", ClaimMark(content=(place("The old boat hums"),)), who="Ada Example")
    case.undo(made.id)
    with case.view() as view:
        assert view.status(made.id) == "proposed"


@pytest.mark.parametrize(
    "wanted",
    [
        ClaimMark(content=()),
        ClaimMark(content=((5, 5),)),
        ClaimMark(content=((0, 99_999),)),
        ClaimMark(content=((0, 7),), holder="named"),
        ClaimMark(content=((0, 7),), said="last spring"),
        ClaimMark(content=tuple((n, n + 1) for n in range(30))),
        NameMark(at=(-3, 4), kind="place"),
    ],
)
def test_what_cannot_be_marked_is_told(case: Case, wanted: ClaimMark | NameMark) -> None:
    with pytest.raises(BadMark):
        case.mark("lock.txt", wanted)


def test_a_stretch_is_cut_at_the_ends_of_passages_and_trimmed(case: Case) -> None:
    passages = case.passages("lock.txt")
    start, end = TEXT.index("says Ada") - 1, TEXT.index("The Quay") + len("The Quay ")
    assert [TEXT[low:high] for low, high in places_of(TEXT, passages, start, end)] == [
        "says Ada Quell. قالَ السّدّ إنّه مغلق.",
        "The Quay",
    ]
    assert places_of(TEXT, passages, 99_000, 99_010) == ()


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [
        ("hums, says Ada", 0, place("hums,\nsays Ada")),
        ("lock is shut", 0, place("lock is shut")),
        ("lock is shut", len(TEXT), place("lock is shut", after=TEXT.index("The lock is shut"))),
        ("no such boat", 0, None),
        ("", 0, None),
    ],
)
def test_words_are_found_over_line_breaks_the_nearest_first(words: str, at: int, expected: tuple[int, int] | None) -> None:
    assert find_near(TEXT, words, at) == expected


def test_words_sent_are_held_against_the_text() -> None:
    at = place("hums,\nsays")
    assert is_words(TEXT, [at], "hums,\r\nsays")
    assert not is_words(TEXT, [(at[0], at[1] - 1)], "hums, says")
