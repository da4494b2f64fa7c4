"""Tests of `text.repeats`: how a note says that it repeats an earlier one."""

from __future__ import annotations

import pytest

from whosays.text.repeats import read_repeat


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Ibid.", "same"),
        ("Ibid", "same"),
        ("ibid., p. 12", "same"),
        ("Ibidem, 4–5.", "same"),
        ("Id. at 7", "same"),
        ("See ibid.", "same"),
        ("Ebd., S. 4", "same"),
        ("المرجع نفسه، ص ٤", "same"),
        ("المصدر نفسه", "same"),
        ("همان، ص ۵", "same"),
        ("Marsh, op. cit., p. 4", "author"),
        ("Reed, loc. cit.", "author"),
        ("See supra note 5", "number"),
        ("n. 5 above", "number"),
        ("Identity papers of the pilots", None),
        ("ID cards were shown", None),
        ("A book on ibid and its history", None),
        ("https://river.example/ibid", None),
    ],
)
def test_the_words_that_repeat_a_note(note: str, kind: str | None) -> None:
    repeat = read_repeat(note)
    assert kind == (repeat.kind if repeat else None)


def test_author_and_number_are_read() -> None:
    author, number = read_repeat("A. Marsh, op. cit., p. 4"), read_repeat("See supra note 5")
    assert author is not None
    assert number is not None
    assert (author.author, number.number) == ("A. Marsh", 5)
