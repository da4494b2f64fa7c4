"""Why a record is there: which words are named as those that fired."""

from __future__ import annotations

from dataclasses import replace

from tests.store.making import capture_of, claim_of, document_of, place

from whosays.case.asking.why import fired_words
from whosays.records import Hedge, Holder, Relation, Step

TEXT = "No boats. The Harbour Trust does not support the new bridge, which never perhaps held."


def test_each_sign_is_named_with_what_it_was_taken_for() -> None:
    doc = document_of(capture_of(TEXT.encode()), TEXT)
    cue, bridge, trust = place(doc, "support"), place(doc, "the new bridge"), place(doc, "Harbour Trust")
    holder = Step(holder=Holder(kind="named", at=trust), cue=cue, act="praise", outlet=place(doc, "boats"))
    relation = Relation(kind="supports", entry="support, active", cue=cue, subject=(trust,), object=(bridge,))
    claim = replace(
        claim_of(doc, "the new bridge, which never perhaps held"),
        chain=(holder,),
        hedges=(Hedge(at=place(doc, "perhaps"), kind="probability"),),
        relation="supports",
        relation_from=relation,
        polarity="negative",
    )
    assert [(fired.sign, fired.taken_for, fired.at.text) for fired in fired_words(claim, doc)] == [
        ("cue", "praise", "support"),
        ("outlet", "where it was said", "boats"),
        ("hedge", "probability", "perhaps"),
        ("relation", "supports (support, active)", "support"),
        ("subject", "supports", "Harbour Trust"),
        ("object", "supports", "the new bridge"),
        ("negation", "negative", "not"),
        ("negation", "negative", "never"),
    ]


def test_what_is_not_negative_has_no_negation() -> None:
    doc = document_of(capture_of(TEXT.encode()), TEXT)
    claim = replace(claim_of(doc, "No boats"), chain=())
    assert list(fired_words(claim, doc)) == []
    (negation,) = fired_words(replace(claim, polarity="mixed"), doc)
    assert (negation.sign, negation.at.text) == ("negation", "No")
