from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.analyse.word_diff import Run, Words, diff_words
from whosays.records import Anchor, CaptureId, Document, DocumentId
from whosays.text.words import find_words, same_word


def words_of(text: str, name: str = "a", spans: tuple[tuple[int, int], ...] | None = None) -> Words:
    doc = Document(id=DocumentId(name), capture=CaptureId(name), name=name, text=text, made_by="test 1")
    return Words(doc, spans or ((0, len(text)),))


def marked(before: str, after: str) -> str:
    """Return a diff as [-gone-]{+new+}."""
    signs = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    runs = diff_words(words_of(before), words_of(after, "b"))
    said = (" " * run.spaced + signs[run.kind].format(" ".join(a.text for a in run.after or run.before)) for run in runs)
    return "".join(said)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The river is low.", "The river is low.", "The river is low."),
        ("The river is low.", "The  river\nis low.", "The  river\nis low."),
        ("About 9,000 people came.", "About 7,000 people came.", "About [-9,000-] {+7,000+} people came."),
        ("The river is low.", "The river is not low.", "The river is {+not+} low."),
        ("It will open.", "It will perhaps open soon.", "It will {+perhaps+} open {+soon+}."),
        ("", "It opens.", "{+It opens.+}"),
        ("حضر ٩٠٠٠ شخص.", "حضر ٧٠٠٠ شخص.", "حضر [-٩٠٠٠-] {+٧٠٠٠+} شخص."),
        ("کتابخانه باز می‌شود.", "کتابخانه باز نمی‌شود.", "کتابخانه باز [-می‌شود-] {+نمی‌شود+}."),
        ("川は低い", "川は高い", "川は[-低-]{+高+}い"),
    ],
)
def test_changed_words_are_marked_and_no_others(before: str, after: str, expected: str) -> None:
    assert expected == marked(before, after)


def test_a_new_sentence_is_marked_from_its_beginning() -> None:
    before = "The weir is old. The weir is closed."
    after = "The weir is old. The weir is of oak. The weir is closed."
    assert marked(before, after) == "The weir is old. {+The weir is of oak.+} The weir is closed."


def test_a_stray_word_between_two_changes_goes_with_them() -> None:
    before = "The harbour board announced the dredging of every basin."
    after = "Two councillors rejected the proposal without a debate."
    assert marked(before, after) == f"[-{before[:-1]}-]{{+{after[:-1]}+}}."


def test_a_run_over_two_pieces_has_an_anchor_in_each() -> None:
    text = "It opens on [12] Monday at noon."
    before = words_of("It opens.")
    after = words_of(text, "b", ((0, 11), (17, len(text))))
    (run,) = (run for run in diff_words(before, after) if run.kind == "new")
    assert [anchor.text for anchor in run.after] == ["on", "Monday at noon"]


TEXTS = st.lists(
    st.sampled_from(["the", "river", "The", "weir", ".", "9,000", "نهر", "می‌شود", "東", "!", "\n", "— "]), max_size=40
).map(" ".join)


def said(anchors: list[Anchor]) -> list[str]:
    return [anchor.text[start:end] for anchor in anchors for start, end in find_words(anchor.text)]


def check(before: str, after: str, runs: tuple[Run, ...]) -> None:
    texts = {"a": before, "b": after}
    for run in runs:
        assert all(texts[anchor.doc][anchor.start : anchor.end] == anchor.text for anchor in run.before + run.after)
        assert (bool(run.before), bool(run.after)) == {"same": (True, True), "gone": (True, False), "new": (False, True)}[
            run.kind
        ]
        if run.kind == "same":
            assert [same_word(word) for word in said([*run.before])] == [same_word(word) for word in said([*run.after])]
    for text, side in ((before, [a for run in runs for a in run.before]), (after, [a for run in runs for a in run.after])):
        assert said(side) == [text[start:end] for start, end in find_words(text)]


@given(st.one_of(TEXTS, st.text(max_size=60)), st.one_of(TEXTS, st.text(max_size=60)))
def test_a_diff_put_into_effect_turns_the_words_of_one_side_into_those_of_the_other(before: str, after: str) -> None:
    check(before, after, diff_words(words_of(before), words_of(after, "b")))


@given(TEXTS, TEXTS)
def test_exchanging_the_sides_exchanges_gone_and_new(before: str, after: str) -> None:
    there = diff_words(words_of(before), words_of(after))
    back = diff_words(words_of(after), words_of(before))
    assert [a for run in there if run.kind == "gone" for a in run.before] == [
        a for run in back if run.kind == "new" for a in run.after
    ]
    assert [a for run in there if run.kind == "new" for a in run.after] == [
        a for run in back if run.kind == "gone" for a in run.before
    ]


@given(st.text(max_size=80))
def test_a_text_beside_itself_is_the_same(text: str) -> None:
    assert {run.kind for run in diff_words(words_of(text), words_of(text, "b"))} <= {"same"}
