from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whosays.text.phrases import FoundPhrase, Phrases


def found(phrases: list[str], text: str) -> list[str]:
    return [text[f.start : f.end] for f in Phrases((p, p) for p in phrases).find(text)]


def test_the_longest_phrase_at_a_place_wins() -> None:
    assert found(["River Trust", "River Trust Board", "Board"], "The River Trust Board met.") == ["River Trust Board"]


def test_blanks_between_words_do_not_matter() -> None:
    assert found(["Old Town Library"], "the Old\nTown \xa0Library") == ["Old\nTown \xa0Library"]


def test_other_signs_between_words_matter() -> None:
    assert found(["Old Town"], "Old, Town; Old-Town") == []
    assert found(["Jean-Luc", "St. Mary"], "Jean-Luc rowed to St. Mary") == ["Jean-Luc", "St. Mary"]


def test_a_phrase_is_made_of_whole_words_in_the_same_letters() -> None:
    assert found(["Art"], "Artful art and Art") == ["Art"]


def test_a_sign_at_the_end_belongs_to_the_phrase() -> None:
    assert found(["U.S."], "the U.S. and the U.S fleet") == ["U.S."]


def test_each_phrase_gives_its_value() -> None:
    assert list(Phrases([("Elbe", 7)]).find("on the Elbe")) == [FoundPhrase(7, 11, 7)]


@given(st.lists(st.text("ab -.", min_size=1, max_size=8), max_size=6), st.text("ab -.\n", max_size=60))
def test_what_is_found_is_a_phrase_and_nothing_overlaps(phrases: list[str], text: str) -> None:
    last = 0
    for f in Phrases((p, p) for p in phrases).find(text):
        assert f.start >= last
        last = f.end
        assert " ".join(text[f.start : f.end].split()) in " ".join(f.value.split())  # how many blanks there are does not matter
