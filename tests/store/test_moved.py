from __future__ import annotations

from dataclasses import replace

import pytest
from tests.store.making import capture_of, claim_of, document_of

from whosays.anchors import Cutter
from whosays.records import Claim, Holder, Step
from whosays.store.moved import moved

OLD = "The pier is old. The pier is long. The museum is new."


def claim_at(text: str, start: int, words: str) -> Claim:
    """A claim whose content and cue stand at `start`."""
    doc = document_of(capture_of(OLD.encode()), text)
    anchor = Cutter(doc).cut(start, start + len(words))
    step = Step(holder=Holder(kind="named", at=anchor), cue=anchor, act="assert")
    return replace(claim_of(doc, text[:1]), content=(anchor,), chain=(step,))


@pytest.mark.parametrize(
    ("new", "words", "old_start", "new_start"),
    [
        ("Page 1\n" + OLD, "The pier", 0, 7),
        ("Page 1\n" + OLD, "The pier", 17, 24),
        (OLD.replace("old", "very old"), "The museum", 35, 40),
        (OLD, "The pier", 17, 17),
        ("The pier is gone.", "The pier", 0, 0),
        ("The pier is gone.", "The pier", 17, None),
        ("Nothing.", "The museum", 35, None),
    ],
)
def test_a_record_moves_with_its_words(new: str, words: str, old_start: int, new_start: int | None) -> None:
    before, after = (Cutter(document_of(capture_of(OLD.encode()), text)) for text in (OLD, new))
    found = moved(claim_at(OLD, old_start, words), before, after)
    assert found == (None if new_start is None else replace(claim_at(new, new_start, words), id=claim_at(OLD, 0, "T").id))


@pytest.mark.parametrize(("new", "new_start"), [("A museum. The pier.", 10), ("The pier. The pier.", None)])
def test_words_that_were_lost_are_found_again_where_they_stand_once(new: str, new_start: int | None) -> None:
    before, after = (Cutter(document_of(capture_of(OLD.encode()), text)) for text in ("Nothing.", new))
    found = moved(claim_at(OLD, 0, "The pier"), before, after)
    assert (found and found.content[0].start) == new_start
