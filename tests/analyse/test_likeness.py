from __future__ import annotations

import pytest

from whosays.analyse.likeness import candidates, kept_share, likeness, share, to_bag
from whosays.text.words import find_words


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in find_words(text)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("About 9,000 people signed the letter to the council", "About 7,000 people signed the letter to the council"),
        ("The weir will open in July", "The weir may not open in July"),
        ("The council rejects the letter", "The council welcomes the letter"),
        ("The gates are safe", "The gates are unsafe"),
        ("Ada Quill leads the Trust", "Otto Reed leads the Trust"),
        ("Results 2023", "Results 2024"),
        ("قالت جمعية النهر إن الجسر آمن", "قالت جمعية النهر إن الجسر غير آمن"),
        ("کتابخانه امروز باز می‌شود", "کتابخانه فردا باز می‌شود"),
        ("川の水は今日とても低い", "川の水は今日とても高い"),
        (
            "The mill beside the old weir is a museum",
            "The mill beside the old weir is a museum now, and shows how flour was made when the first millers came to Oxlip",
        ),
    ],
)
def test_a_passage_that_was_edited_is_alike(before: str, after: str) -> None:
    assert likeness(words(before), words(after)) >= 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The council rejects the letter of the Trust", "The Trust asks the council to repair the gates"),
        ("The board of the harbour has not replied to the letter", "The council rejects the letter of the Trust"),
        ("About 9,000 people signed the letter to the council", "The council rejects the letter of the Trust"),
        ("The museum is closed on Mondays", "The library is open on all days of the week"),
        ("Ada Quill said that the gates are safe", "The Trust asks the council to repair the gates"),
        ("قالت جمعية النهر إن الجسر آمن", "عثر المجدفون على العبارة تحت الجسر"),
        ("", "The river"),
        (".", "!"),
    ],
)
def test_two_things_said_of_one_subject_are_not_alike(one: str, other: str) -> None:
    assert likeness(words(one), words(other)) < 0.4
    assert likeness(words(one), words(other)) == likeness(words(other), words(one))


def test_very_long_stretches_are_compared_without_regard_to_order() -> None:
    long = [f"word{number}" for number in range(3000)]
    assert likeness(long, long[::-1]) == 1
    assert likeness(long, [word * 2 for word in long]) == 0


def test_shares_count_letters() -> None:
    one, other = to_bag(words("the long river, the")), to_bag(words("the short river"))
    assert share(one, other) == 2 * 8 / (15 + 13)
    assert kept_share(one, other) == 8 / 15
    assert kept_share(to_bag([]), one) == 1
    assert share(to_bag([]), to_bag([])) == 0


def test_candidates_share_rare_words() -> None:
    bags = {number: to_bag(["the", f"word{number % 70}"]) for number in range(140)}
    found = list(candidates({0: bags[0]}, bags))
    assert found == [(0, 0), (0, 70)]
