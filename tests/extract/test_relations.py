"""Relations of claims: every relation of the table fires on a sentence of ours, and nothing of them is ever made up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.test_claims import material

from whosays.anchors import anchors_of
from whosays.extract.claims import Claims
from whosays.extract.names import Names
from whosays.records import Claim, Relation
from whosays.text.relations import relation_entries
from whosays.text.syntax import has_model

pytestmark = pytest.mark.skipif(not has_model("en"), reason="no English model is installed")

# relation, sentence, subject, object
FIRED = [
    ("founded", "The Harbour Trust was set up by Ida Wren.", "Ida Wren", "Harbour Trust"),
    ("launched", "The Harbour Trust launched the Clean Water Campaign.", "Harbour Trust", "Clean Water Campaign"),
    ("based in", "The Coast Bank is based in Bergen.", "Coast Bank", "Bergen"),
    ("located in", "The Tide Museum is in Bergen.", "Tide Museum", "Bergen"),
    ("leads", "The Coast Bank is led by Ida Wren.", "Ida Wren", "Coast Bank"),
    ("member of", "The Tide Club belongs to the Coast Federation.", "Tide Club", "Coast Federation"),
    ("part of", "The Tide Club is a branch of the Coast Federation.", "Tide Club", "Coast Federation"),
    ("funds", "The Tide Museum receives funding from the Coast Bank.", "Coast Bank", "Tide Museum"),
    ("donated to", "Ida Wren donated to the Tide Museum.", "Ida Wren", "Tide Museum"),
    ("supports", "The Coast Bank backed the plan.", "Coast Bank", "the plan"),
    ("opposes", "The Tide Club campaigned against the dam.", "Tide Club", "the dam"),
    ("organises", "Ida Wren is the organiser of the Harbour Festival.", "Ida Wren", "Harbour Festival"),
    ("took part in", "The Tide Club took part in the Harbour Festival.", "Tide Club", "Harbour Festival"),
    ("attended", "Ida Wren attended the Harbour Conference.", "Ida Wren", "Harbour Conference"),
    ("spoke at", "Ida Wren gave a speech at the Harbour Conference.", "Ida Wren", "Harbour Conference"),
    ("hosts", "The Tide Museum hosted the Harbour Conference.", "Tide Museum", "Harbour Conference"),
    ("sponsors", "The Harbour Festival is sponsored by the Coast Bank.", "Coast Bank", "Harbour Festival"),
    ("published", "The Tide Museum issued a statement.", "Tide Museum", "a statement"),
    ("wrote", "Ida Wren is the author of the letter.", "Ida Wren", "the letter"),
    ("edited", "The book was edited by Ida Wren.", "Ida Wren", "The book"),
    ("translated", "Ida Wren translated the letters.", "Ida Wren", "the letters"),
    ("signed", "The treaty was signed by Norway.", "Norway", "The treaty"),
    ("designated", "The ministry designated the reef as a park.", "The ministry", "the reef"),
    ("employed by", "The Coast Bank employs Ida Wren.", "Ida Wren", "Coast Bank"),
    ("kin", "Ida Wren is a cousin of Tom Carter.", "Ida Wren", "Tom Carter"),
    ("owns", "The ferry is owned by the Coast Bank.", "Coast Bank", "The ferry"),
    ("has shares in", "Ida Wren holds shares in the Coast Bank.", "Ida Wren", "Coast Bank"),
    ("operates", "The Coast Bank runs the Tide Museum.", "Coast Bank", "Tide Museum"),
    ("acquired", "The Coast Bank bought the Harbour Company.", "Coast Bank", "Harbour Company"),
    ("sold", "The Coast Bank sold the Harbour Company.", "Coast Bank", "Harbour Company"),
    ("partners with", "The Tide Museum collaborates with the Coast Bank.", "Tide Museum", "Coast Bank"),
    ("allied with", "The Tide Club is allied with the Coast Federation.", "Tide Club", "Coast Federation"),
    ("affiliated to", "The Tide Club is affiliated to the Coast Federation.", "Tide Club", "Coast Federation"),
    ("merged with", "The Tide Club merged with the Coast Federation.", "Tide Club", "Coast Federation"),
    ("succeeded", "Ida Wren succeeded Tom Carter.", "Ida Wren", "Tom Carter"),
    ("replaced", "Ida Wren was replaced by Tom Carter.", "Tom Carter", "Ida Wren"),
    ("formerly known as", "The Water Board was previously known as the Tide Office.", "Water Board", "Tide Office"),
    ("renamed", "The Tide Office was renamed the Water Board.", "Tide Office", "Water Board"),
    ("named after", "The Harbour School is named after Ida Wren.", "Harbour School", "Ida Wren"),
    ("joined", "Ida Wren joined the Tide Club.", "Ida Wren", "Tide Club"),
    ("left", "Ida Wren quit the Tide Club.", "Ida Wren", "Tide Club"),
    ("resigned from", "Ida Wren resigned as director of the Tide Museum.", "Ida Wren", "Tide Museum"),
    ("appointed", "The minister appointed Ida Wren.", "The minister", "Ida Wren"),
    ("appointed to", "Ida Wren was named director of the Tide Museum.", "Ida Wren", "Tide Museum"),
    ("elected", "The members elected Ida Wren.", "The members", "Ida Wren"),
    ("elected to", "Ida Wren was elected to the Fenby Council.", "Ida Wren", "Fenby Council"),
    ("dismissed", "The board dismissed Ida Wren.", "The board", "Ida Wren"),
    ("awarded", "Ida Wren was awarded a medal by the Coast Bank.", "Coast Bank", "Ida Wren"),
    ("nominated", "The board nominated Ida Wren.", "The board", "Ida Wren"),
    ("studied at", "Ida Wren graduated from the University of Bergen.", "Ida Wren", "University of Bergen"),
    ("teaches at", "Ida Wren teaches at the University of Bergen.", "Ida Wren", "University of Bergen"),
    ("sued", "The Tide Club sued the Coast Bank.", "Tide Club", "Coast Bank"),
    ("fined", "The court fined the Coast Bank.", "The court", "Coast Bank"),
    ("licensed", "The ministry granted a licence to the Coast Bank.", "The ministry", "Coast Bank"),
    ("investigated", "The police opened an investigation into the Coast Bank.", "The police", "Coast Bank"),
    ("inspected", "The bridge was inspected by the ministry.", "the ministry", "The bridge"),
    ("approved", "The council approved the plan.", "The council", "the plan"),
    ("rejected", "The plan was rejected by the council.", "the council", "The plan"),
    ("banned", "The council has banned the regatta.", "The council", "the regatta"),
    ("built", "The bridge was built by the Coast Company.", "Coast Company", "The bridge"),
    ("designed", "Ida Wren designed the bridge.", "Ida Wren", "the bridge"),
    ("commissioned", "The study was commissioned by the Coast Bank.", "Coast Bank", "The study"),
    ("restored", "The Coast Company restored the tower.", "Coast Company", "the tower"),
    ("closed", "The council shut down the library.", "The council", "the library"),
    ("opened", "The mayor opened the Tide Museum.", "The mayor", "Tide Museum"),
    ("dissolved", "The minister dissolved the committee.", "The minister", "the committee"),
    ("cancelled", "The council called off the Harbour Festival.", "The council", "Harbour Festival"),
    ("represents", "Ida Wren signed on behalf of the Tide Club.", "Ida Wren", "Tide Club"),
    ("supplies", "The Harbour Company supplies the Tide Museum.", "Harbour Company", "Tide Museum"),
    ("met with", "Ida Wren met with Tom Carter.", "Ida Wren", "Tom Carter"),
    ("visited", "Ida Wren visited the Tide Museum.", "Ida Wren", "Tide Museum"),
    ("invited", "The Tide Museum invited Ida Wren.", "Tide Museum", "Ida Wren"),
    ("arrested", "The police arrested Tom Carter.", "The police", "Tom Carter"),
    ("born in", "Ida Wren was born in Bergen.", "Ida Wren", "Bergen"),
    ("lives in", "Ida Wren lives in Bergen.", "Ida Wren", "Bergen"),
    ("died in", "Ida Wren died in Bergen.", "Ida Wren", "Bergen"),
]  # fmt: skip


def relations(text: str) -> list[Relation]:
    given = material(text)
    for extractor in (Names(), Claims()):
        given.add(extractor(given))
    return [claim.relation_from for claim in given.all(Claim) if claim.relation_from]


@pytest.mark.parametrize(("relation", "sentence", "subject", "object_"), FIRED)
def test_a_relation_fires_between_its_ends(relation: str, sentence: str, subject: str, object_: str) -> None:
    found = [(r.kind, [a.text for a in r.subject], [a.text for a in r.object]) for r in relations(sentence)]
    assert [(relation, [subject], [object_])] == found


def test_every_relation_of_the_table_is_tried() -> None:
    told = {entry.relation for entries in relation_entries("en").values() for entry in entries}
    assert told == {relation for relation, *_ in FIRED}


@pytest.mark.parametrize(
    "sentence",
    [
        "The library was founded in 1904.",
        "The council failed to fund the Tide Museum.",
        "Ida Wren is a former member of the Tide Club.",
        "Ida Wren, who stayed at home, did not say whether the council had closed it.",
        "The meeting was based on a report.",
        "The report leads to new questions.",
        "The river met the sea.",
        "It was raining in Bergen.",
        "Tom Carter ran home.",
        "The minister closed the meeting with a song.",
    ],
)
def test_a_sentence_without_two_ends_has_no_relation(sentence: str) -> None:
    assert relations(sentence) == []


WORDS = st.sampled_from([
    "Ida Wren", "the Harbour Trust", "founded", "was", "by", "is", "the", "founder", "of", "and", ",", "who", "which", "said",
    "that", "not", "in", "partnership", "with", "Bergen", "it", "took", "part", "joined", "forces", "opposes", "a", "former",
    ".", "elected", "chairman", "as", "’s", "“we”", "\n",
])  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_ends_and_cue_stand_in_the_sentence_and_apart(text: str) -> None:
    given = material(text)
    for extractor in (Names(), Claims()):
        given.add(extractor(given))
    for claim in given.all(Claim):
        found = claim.relation_from
        assert claim.relation == (found.kind if found else None)
        if found is None:
            continue
        assert found.subject
        assert found.object
        for anchor in anchors_of(found):
            assert text[anchor.start : anchor.end] == anchor.text
        assert not any(a.start < b.end and b.start < a.end for a in found.subject for b in (*found.object, found.cue))
