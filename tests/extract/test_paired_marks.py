"""A claim holds both marks of a quotation or neither, wherever the quotation stands in its sentence."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from whosays.plugins import EXTRACTORS
from whosays.read.plain import PlainReader
from whosays.testing import CaseText, LiterateCase, find
from whosays.text.syntax import has_model

_CLAIMS = EXTRACTORS[: [extractor.name for extractor in EXTRACTORS].index("claims") + 1]
_SPEAKERS = ("the harbour master", "Ida Wren", "the librarian", "the orchestra's conductor")
_WORDS = ("No", "Not yet", "Never", "The pier is safe", "We sing tomorrow", "Nobody has read the book")
_FRAMES = (
    "The day was long. {open}{words},{close} said {who}.",
    "The day was long. Later {who} said: {open}{words}.{close}",
    "The day was long. In a letter {who} wrote, {open}{words}.{close}",
    "The day was long. {open}{words},{close} {who} replied, and left the room.",
)


@pytest.mark.skipif(not has_model("en"), reason="no model for English is installed")
@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(_FRAMES), st.sampled_from(_WORDS), st.sampled_from(_SPEAKERS), st.sampled_from(('""', "“”", "«»"))
)  # fmt: skip
def test_a_content_holds_both_marks_or_neither(frame: str, words: str, who: str, marks: str) -> None:
    text = frame.format(open=marks[0], close=marks[1], words=words, who=who)
    case = LiterateCase(title="", texts=(CaseText(text=text),), expected=(), lines=(0, 0))
    contents = [line.split(" | ")[2] for line in find(case, _CLAIMS, reader=PlainReader()) if line.startswith("claim")]
    assert contents
    for content in contents:
        assert content.count('"') % 2 == 0
        assert content.count("“") == content.count("”")
        assert content.count("«") == content.count("»")
