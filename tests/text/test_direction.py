"""Words that run from right to left among those that run from left to right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.text.direction import isolate, runs, runs_right_to_left, without_isolates


@pytest.mark.parametrize(
    ("text", "expected"),
    [("weir", False), ("«النهر»", True), ("12 کتاب", True), ("2024-05-12", None), ("", None), ("(a) نهر", False)],
)
def test_the_first_letter_says_which_way_words_run(text: str, expected: bool | None) -> None:
    assert runs_right_to_left(text) is expected


@pytest.mark.parametrize(
    ("text", "within", "is_isolated"),
    [
        ("weir", False, False),
        ("weir", True, True),
        ("نهر", True, False),
        ("نهر", False, True),
        ("3–9", False, False),
        ("3–9", True, True),
    ],
)
def test_only_what_would_mix_is_isolated(text: str, within: bool, is_isolated: bool) -> None:
    assert (isolate(text, within_right_to_left=within) != text) is is_isolated


def test_an_isolate_runs_its_own_way_and_figures_keep_their_order() -> None:
    text = f"يقول {isolate('The Choir (A)', within_right_to_left=True)}: {isolate('3–9', within_right_to_left=True)}"
    assert runs(text, right_to_left=True) == [
        ("يقول ", True),
        ("The Choir (A)", False),
        (": ", True),
        ("\u200e3–9\u200e", False),
    ]


@given(st.text(alphabet=st.sampled_from("ab نهر12-–.«»()\u2066\u2068\u2069\u200c\n"), max_size=30), st.booleans())
def test_no_letter_is_lost_whatever_runs_which_way(text: str, way: bool) -> None:
    assert without_isolates("".join(words for words, _ in runs(text, right_to_left=way))) == without_isolates(text)
    whole = isolate(without_isolates(text), within_right_to_left=way)
    assert without_isolates("".join(words for words, _ in runs(whole, right_to_left=way))) == without_isolates(text)
