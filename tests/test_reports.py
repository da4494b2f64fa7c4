"""What a report holds of a claim, and how its blocks are put together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from whosays.anchors import Cutter
from whosays.records import CaptureId, Claim, ClaimId, Document, DocumentId, Hedge, Holder, Step
from whosays.reports import BadBlock, Block, changes_since, cite, exchanged, moved, put, referred, without

TEXT = "The lock keeper says that the lower gate is perhaps shut."
DOC = Document(id=DocumentId("doc-1"), capture=CaptureId("c" * 64), name="lock.txt", text=TEXT, made_by="text 1")


def claim() -> Claim:
    cutter = Cutter(DOC)
    keeper = cutter.cut(0, 15)
    return Claim(
        id=ClaimId("clm-0123456789abcdef"),
        doc=DOC.id,
        content=(cutter.cut(26, 56),),
        chain=(Step(holder=Holder(kind="named", at=keeper), act="assert"),),
        hedges=(Hedge(at=cutter.cut(44, 51), kind="probability"),),
        form="indirect",
        by="claims/reported",
    )


def test_a_report_holds_no_word_of_a_claim() -> None:
    held = str(cite(claim(), DOC, "accepted"))
    for word in ("keeper", "lower gate", "perhaps"):
        assert word not in held


def test_a_claim_that_stands_as_it_was_cited_has_not_changed() -> None:
    assert changes_since(cite(claim(), DOC, "accepted"), claim(), DOC) == ()


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"hedges": ()}, "hedges"),
        ({"modality": "probable"}, "modality"),
        ({"polarity": "negative"}, "polarity"),
        ({"said": "2021-03"}, "said"),
        ({"content_time": "2020"}, "time"),
        ({"cites": (3,)}, "notes"),
        ({"about": (Cutter(DOC).cut(30, 40),)}, "about"),
        ({"content": (Cutter(DOC).cut(26, 43),)}, "words"),
        ({"chain": (Step(holder=Holder(kind="hidden"), act="assert"),)}, "holder"),
    ],
)
def test_what_changed_since_is_told_part_by_part(fields: dict[str, object], part: str) -> None:
    now = replace(claim(), **fields)  # type: ignore[arg-type]  # each row of the table has the right types
    assert changes_since(cite(claim(), DOC, "accepted"), now, DOC) == (part,)


def test_a_document_that_was_read_anew_is_told_though_the_words_are_the_same() -> None:
    assert changes_since(cite(claim(), DOC, "accepted"), claim(), replace(DOC, text=TEXT + " ")) == ("reading",)


def test_the_same_words_of_two_claims_have_two_hashes() -> None:
    one, other = (dict(cite(c, DOC, "accepted").parts) for c in (claim(), replace(claim(), id=ClaimId("clm-2"))))
    assert set(one.values()).isdisjoint(other.values())


A, B, C = (Block(kind="paragraph", text=text) for text in "abc")


def test_blocks_are_put_in_moved_exchanged_and_taken_out() -> None:
    assert put((A, B), C) == (A, B, C)
    assert put((A, B), C, 0) == (C, A, B)
    assert moved((A, B, C), 2, -1) == (A, C, B)
    assert moved((A, B, C), 0, -1) == (A, B, C)
    assert moved((A, B, C), 2, 1) == (A, B, C)
    assert exchanged((A, B), 1, C) == (A, C)
    assert without((A, B), 0) == (B,)


@pytest.mark.parametrize("at", [-1, 2, 99])
def test_a_block_that_is_not_there_is_told(at: int) -> None:
    with pytest.raises(BadBlock):
        without((A, B), at)
    with pytest.raises(BadBlock):
        moved((A, B), at, 1)
    with pytest.raises(BadBlock):
        exchanged((A, B), at, C)


def test_references_are_found_once_each_and_nothing_else_is_one() -> None:
    text = "One[^clm-12ab34cd] two[^clm-ffff] again[^clm-12ab34cd], and [^1] [clm-aaaa] [^ent-aaaa] [^clm-xyz1]."
    assert referred(text) == ["clm-12ab34cd", "clm-ffff"]
