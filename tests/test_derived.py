from __future__ import annotations

from dataclasses import replace

import pytest

from whosays.anchors import Cutter
from whosays.derived import is_self_description, is_weak, is_weak_claim
from whosays.records import Anchor, CaptureId, Claim, ClaimId, Document, DocumentId, Holder, Step

TEXT = "The Bell Orchestra says the Bell\nOrchestra\u2019s hall is new. It is proud, Ann said. They call her first violin.\n"
DOC = Document(id=DocumentId("doc-1"), capture=CaptureId("c"), name="a.txt", text=TEXT, made_by="plain")
BAND, AGAIN, ITS, ANN, HER = (
    Cutter(DOC).cut(start := TEXT.index(words), start + len(words))
    for words in ("The Bell Orchestra", "Bell\nOrchestra\u2019s", "It", "Ann", "her")
)


def _claim(holder: Holder, *about: Anchor) -> Claim:
    steps = (Step(holder=Holder(kind="author"), act="assert"), Step(holder=holder, act="describe"))
    return Claim(id=ClaimId("clm-1"), doc=DOC.id, content=(ITS,), chain=steps, about=about, form="narrative", by="x")


@pytest.mark.parametrize(
    ("expected", "claim"),
    [
        (True, _claim(Holder(kind="named", at=BAND), BAND)),
        (True, _claim(Holder(kind="named", at=BAND), Cutter(DOC).cut(4, 18))),
        (True, _claim(Holder(kind="named", at=BAND), ANN, AGAIN)),
        (True, _claim(Holder(kind="named", at=ITS, refers_to=BAND), AGAIN)),
        (False, _claim(Holder(kind="named", at=BAND), ANN)),
        (False, _claim(Holder(kind="named", at=BAND))),
        (False, _claim(Holder(kind="hidden"), BAND)),
    ],
)
def test_a_claim_is_a_self_description_when_its_holder_is_among_those_it_is_about(expected: bool, claim: Claim) -> None:
    assert expected == is_self_description(claim)


def test_the_same_entity_makes_a_self_description() -> None:
    claim = _claim(Holder(kind="named", at=ANN), HER)
    assert not is_self_description(claim)
    assert is_self_description(claim, entity_of={ANN: "ety-1", HER: "ety-1"}.get)
    assert not is_self_description(claim, entity_of={ANN: "ety-1", HER: "ety-2"}.get)


@pytest.mark.parametrize(
    ("found_by", "expected"),
    [
        (["names/small-model", "names/consistency"], True),
        (["names/small-model", "names/acronym"], False),
        (["names/consistency"], False),
        ([], False),
    ],
)
def test_a_name_that_a_small_model_alone_found_is_weak(found_by: list[str], expected: bool) -> None:
    assert is_weak(found_by) == expected


@pytest.mark.parametrize(
    ("by", "expected"),
    [("claims/table-verb", True), ("claims/table-author", True), ("claims/reported", False), ("claims/own", False)],
)
def test_a_claim_found_without_a_parser_is_weak(by: str, expected: bool) -> None:
    claim = replace(_claim(Holder(kind="named", at=BAND), ANN), by=by)
    assert is_weak_claim(claim) == expected
