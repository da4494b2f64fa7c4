from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.analyse.compare import Comparison, Version, compare
from whosays.analyse.passage_diff import PassageChange, Side, diff_passages
from whosays.anchors import anchors_of
from whosays.records import Anchor, CaptureId, Document, DocumentId, Passage, PassageId

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.records import Zone

    Read = Callable[..., Version]

WEIR = """The weir at Oxlip

3 June 2024

The Oxlip River Trust says that the weir will open on 5 June 2024. About 9,000 people signed the letter to the council.

Ada Quill, who leads the Trust, said that the gates are safe. The board of the harbour has not replied to the letter.

The old mill beside the weir is a museum now. It shows how flour was made in the time of the first millers.
"""


def side(name: str, *passages: str | tuple[Zone, str]) -> Side:
    """Make a document of passages, a paragraph where no zone is told."""
    told: list[tuple[Zone, str]] = [("paragraph", one) if isinstance(one, str) else one for one in passages]
    doc = Document(
        id=DocumentId(name), capture=CaptureId(name), name=name, text="\n".join(words for _, words in told), made_by="test 1"
    )
    made, at = [], 0
    for order, (zone, words) in enumerate(told):
        piece = Anchor(doc=doc.id, start=at, end=at + len(words), text=words)
        made.append(Passage(id=PassageId(f"{name}{order}"), doc=doc.id, zone=zone, pieces=(piece,), order=order))
        at += len(words) + 1
    return Side(doc, made)


def told(changes: tuple[PassageChange, ...]) -> list[str]:
    return [" ".join((change.kind, *change.before, ">", *change.after)) for change in changes]


A = "The harbour board met on Monday and read the report on the crane."
B = "The library opens its new reading room to the public next week."
C = "Rowers of the union found the old ferry under the bridge again."
D = "An orchestra from the valley plays in the town hall this evening."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((A, B), (A, B), ["same a0 > b0", "same a1 > b1"]),
        ((A, B), (A, C, B), ["same a0 > b0", "new > b1", "same a1 > b2"]),
        ((A, C, B), (A, B), ["same a0 > b0", "gone a1 >", "same a2 > b1"]),
        ((A, B), (A, B.replace("next week", "in May")), ["same a0 > b0", "changed a1 > b1"]),
        ((A, B, C), (C, A, B), ["moved a2 > b0", "same a0 > b1", "same a1 > b2"]),
        ((A, B), (A, D), ["same a0 > b0", "gone a1 >", "new > b1"]),
        ((A + " " + B,), (A, B), ["same a0 > b0 b1"]),
        ((A, B + " " + C + " " + D, A), (A, B, C, D, A), ["same a0 > b0", "same a1 > b1 b2 b3", "same a2 > b4"]),
        ((A, B), (A + " " + B.replace("new", "old"),), ["changed a0 a1 > b0"]),
        ((A, A, B), (A, B), ["same a0 > b0", "gone a1 >", "same a2 > b1"]),
        ((A,), (A.replace(" on ", "\n  on "),), ["same a0 > b0"]),
        ((), (), []),
    ],
)
def test_passages_are_matched_by_their_words(before: tuple[str, ...], after: tuple[str, ...], expected: list[str]) -> None:
    assert expected == told(diff_passages(side("a", *before), side("b", *after)))


def test_a_passage_can_move_and_change() -> None:
    changes = diff_passages(side("a", A, B, C), side("b", C.replace("ferry", "barge"), A, B))
    assert [(change.kind, change.moved) for change in changes] == [("changed", True), ("same", False), ("same", False)]


def test_page_furniture_is_told_apart_from_the_text() -> None:
    before = side("a", ("boilerplate", "Read by 400 people today"), A, "Last updated 3 June 2024")
    after = side("b", ("boilerplate", "Read by 700 people today"), A, "Last updated 4 June 2024")
    changes = diff_passages(before, after)
    assert [(change.kind, change.aside) for change in changes] == [("changed", True), ("same", False), ("changed", True)]


def test_a_passage_that_is_taken_for_boilerplate_the_next_time_is_the_same() -> None:
    (change,) = diff_passages(side("a", A), side("b", ("boilerplate", A)))
    assert (change.kind, change.aside) == ("same", False)


def test_words_of_a_tracked_insertion_are_compared_in_their_paragraph_only() -> None:
    changes = diff_passages(side("a", A, ("insertion", "on Monday")), side("b", A))
    assert told(changes) == ["same a0 > b0"]


def test_long_documents_are_compared_in_seconds() -> None:
    chance = random.Random(3)
    words = [f"w{number}" for number in range(3000)]
    passages = [" ".join(chance.choices(words, k=25)) for _ in range(4000)]
    changed = [passage.replace(" ", " so ", 1) if number % 2 else passage for number, passage in enumerate(passages)]
    began = time.process_time()
    changes = diff_passages(side("a", *passages), side("b", *changed[2000:], *changed[:2000]))
    assert time.process_time() - began < 90
    assert {change.kind for change in changes} == {"same", "moved", "changed"}


# ---- whole documents


def test_a_list_with_other_numbers_is_told(read: Read) -> None:
    rows = "Friends of the weir (France)", "Tram Society (Malta)", "Union of Rowers (Malta)"
    before = "Members:\n" + "".join(f"{number}. {row}\n" for number, row in enumerate(rows, start=1))
    comparison = compare(read(before), read(before.replace("3. Union", "4. Union")))
    assert (comparison.renumbered, comparison.has_same_words, comparison.is_same) == (1, True, False)


def test_a_document_beside_itself_has_no_difference(read: Read) -> None:
    comparison = compare(read(WEIR), read(WEIR, "copy.txt"))
    assert comparison.is_same
    assert comparison.counts == {"same": 5, "changed": 0, "gone": 0, "new": 0, "moved": 0}


def altered(comparison: Comparison) -> dict[str, set[str]]:
    return {
        " ".join(change.after.content[0].text.split()): {difference.aspect for difference in change.differences}
        for change in comparison.claims
        if change.after and change.kind == "altered"
    }


@pytest.mark.parametrize(
    ("old", "new", "passage", "claim"),
    [
        ("9,000", "7,000", {"numbers"}, {"numbers"}),
        ("will open", "will probably open", {"hedges"}, {"hedges", "modality"}),
        ("gates are safe", "gates are not safe", {"negations"}, {"negations", "polarity"}),
        ("the council", "the Quillport Council", {"names"}, {"names"}),
        ("5 June 2024", "6 July 2024", {"dates"}, {"dates"}),
        ("signed the letter", "signed the petition", {"words"}, {"words"}),
        ("gates are safe", "gates are “safe”", {"punctuation"}, {"punctuation"}),
    ],
)
def test_it_is_said_what_a_change_is_about(read: Read, old: str, new: str, passage: set[str], claim: set[str]) -> None:
    comparison = compare(read(WEIR), read(WEIR.replace(old, new, 1)))
    (changed,) = comparison.passages
    assert {difference.aspect for difference in changed.differences} >= passage
    found = altered(comparison)
    assert any(claim <= aspects for aspects in found.values()), found


def test_a_claim_given_to_somebody_else_is_altered_in_its_holder(read: Read) -> None:
    comparison = compare(read(WEIR), read(WEIR.replace("Ada Quill, who leads the Trust,", "Otto Reed, who digs the channel,")))
    aspects = altered(comparison)["the gates are safe"]
    assert "holder" in aspects
    assert "words" not in aspects


def test_claims_and_names_that_are_gone_or_new_are_told(read: Read) -> None:
    after = WEIR.replace("Ada Quill, who leads the Trust, said that the gates are safe. ", "") + (
        "\nThe Larkhill Library says that the weir hums at night.\n"
    )
    comparison = compare(read(WEIR), read(after))
    gone = [change.before for change in comparison.claims if change.kind == "gone"]
    new = [change.after for change in comparison.claims if change.kind == "new"]
    assert "the gates are safe" in [claim.content[0].text for claim in gone if claim]
    assert "the weir hums at night" in [claim.content[0].text for claim in new if claim]
    assert ("gone", "Ada Quill") in [(name.kind, name.at.text) for name in comparison.names]
    assert ("new", "Larkhill Library") in [(name.kind, name.at.text.removeprefix("The ")) for name in comparison.names]


def test_what_documents_say_of_themselves_is_compared(read: Read) -> None:
    page = '<html><head><title>{0}</title><meta property="article:published_time" content="{1}"></head><body><p>{2}</p></body>'
    before = read(page.format("The weir", "2024-06-03", A * 4), "a.html", "text/html")
    after = read(page.format("The old weir", "2024-06-05", A * 4), "a.html", "text/html")
    comparison = compare(before, after)
    assert [(change.field, change.before, change.after) for change in comparison.fields] == [
        ("title", "The weir", "The old weir"),
        ("date", "2024-06-03", "2024-06-05"),
    ]
    assert comparison.has_same_words


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("قالت جمعية النهر إن الجسر آمن.\n", "قالت جمعية النهر إن الجسر ليس آمنًا.\n", ["آمن"], ["ليس آمنًا"]),
        ("انجمن رود گفت پل باز می‌شود.\n", "انجمن رود گفت پل باز نمی‌شود.\n", ["می‌شود"], ["نمی‌شود"]),
    ],
)
def test_arabic_and_persian_are_compared_word_by_word(
    read: Read, before: str, after: str, gone: list[str], new: list[str]
) -> None:
    comparison = compare(read(before), read(after))
    (changed,) = comparison.passages
    assert [a.text for run in changed.passage.runs if run.kind == "gone" for a in run.before] == gone
    assert [a.text for run in changed.passage.runs if run.kind == "new" for a in run.after] == new
    assert "negations" in {difference.aspect for difference in changed.differences}


def mirrored(comparison: Comparison) -> tuple[object, ...]:
    """Return what must be exchanged when the sides are."""
    swap = {"gone": "new", "new": "gone"}
    passages = sorted(
        (swap.get(one.passage.kind, one.passage.kind), one.passage.after, one.passage.before, one.passage.moved)
        for one in comparison.passages + comparison.furniture
    )
    claims = sorted(
        (swap.get(one.kind, one.kind), one.after.id if one.after else "", one.before.id if one.before else "")
        for one in comparison.claims
    )
    return passages, claims, sorted((swap[name.kind], name.at.text, name.times) for name in comparison.names)


def plain(comparison: Comparison) -> tuple[object, ...]:
    passages = sorted(
        (one.passage.kind, one.passage.before, one.passage.after, one.passage.moved)
        for one in comparison.passages + comparison.furniture
    )
    claims = sorted(
        (one.kind, one.before.id if one.before else "", one.after.id if one.after else "") for one in comparison.claims
    )
    return passages, claims, sorted((name.kind, name.at.text, name.times) for name in comparison.names)


SENTENCES = st.lists(
    st.sampled_from([A, B, C, D, A.replace("Monday", "Tuesday"), B.replace("opens", "shut"), "Contact us", "Oxlip", ""]),
    max_size=9,
).map("\n\n".join)


@settings(deadline=None, max_examples=60)
@given(SENTENCES, SENTENCES)
def test_exchanging_the_documents_exchanges_gone_and_new(before: str, after: str) -> None:
    one, other = side("a", *before.split("\n\n")), side("b", *after.split("\n\n"))
    versions = [Version(document=s.doc, passages=tuple(s.passages)) for s in (one, other)]
    there, back = compare(*versions), compare(*versions[::-1])
    assert plain(there) == mirrored(back)
    texts = {s.doc.id: s.doc.text for s in (one, other)}
    for anchor in anchors_of(tuple(one.passage.runs for one in there.passages)):
        assert texts[anchor.doc][anchor.start : anchor.end] == anchor.text
    held = [p for one in there.passages for p in one.passage.before]
    assert len(held) == len(set(held))


def test_claims_too_are_exchanged(read: Read) -> None:
    other = WEIR.replace("9,000", "7,000").replace("Ada Quill", "Otto Reed").replace("is a museum now", "was pulled down")
    one, two = read(WEIR), read(other)
    assert plain(compare(one, two)) == mirrored(compare(two, one))
