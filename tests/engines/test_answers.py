from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.model_server import claim, completion
from tests.store.making import capture_of, document_of, passages_of

from whosays.anchors import anchors_of
from whosays.engines.answers import Told, UnreadAnswer, read_answer
from whosays.engines.endpoint import EndpointClaims
from whosays.engines.questions import questions
from whosays.extract.material import Material
from whosays.records import Claim, Problem

TEXT = "Le pont est vieux, dit Ann Lee. La ville le sait.\nNul ne l'a payé."
URL, MODEL = "https://model.example", "m"

anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["claims", "choices", "message", "content", "said_by", "holder", "cue", "x"]), inner)
    ),
    max_leaves=12,
)
words = st.sampled_from(["Le pont est vieux", "Ann Lee", "dit", "La ville", "le sait", "la ville", "pon", "", "…", TEXT])


def test_strings_and_nothing_else_are_read() -> None:
    told = [claim("a", ("b", "c")), claim("a"), claim(1), {"content": "a"}, claim("a", ("", "")), claim("a", ("b", None)), 7]
    found = read_answer(completion(json.dumps({"claims": told})).decode())
    assert found == [Told("a", (("b", "c"),)), Told("a", ()), None, Told("a", ()), None, None, None]


def test_a_chain_that_is_too_long_is_no_claim() -> None:
    told = [claim("a", *[("b", "c")] * 7)]
    assert read_answer(completion(json.dumps({"claims": told})).decode()) == [None]


@given(anything)
def test_no_answer_can_do_more_than_be_read_or_not(answer: object) -> None:
    for body in (
        json.dumps(answer),
        completion(json.dumps(answer)).decode(),
        completion(json.dumps({"claims": answer})).decode(),
    ):
        try:
            found = read_answer(body)
        except UnreadAnswer:
            continue
        assert all(one is None or isinstance(one, Told) for one in found)


@given(st.text(max_size=60))
def test_no_text_can_either(body: str) -> None:
    for said in (body, completion(body).decode()):
        try:
            read_answer(said)
        except UnreadAnswer:
            continue


def test_json_that_is_too_deep_or_too_large_a_number_is_not_read() -> None:
    for body in ("[" * 200_000, '{"a":' * 200_000, "9" * 10_000):
        with pytest.raises(UnreadAnswer):
            read_answer(body)


@given(st.lists(st.tuples(words, st.lists(st.tuples(words, words), max_size=2)), max_size=4))
def test_whatever_a_model_tells_the_claims_are_the_documents_own_words(told: list[tuple[str, list[tuple[str, str]]]]) -> None:
    doc = document_of(capture_of(TEXT.encode()), TEXT)
    material = Material(replace(doc, languages=("fr",)), tuple(passages_of(doc)))
    body = completion(json.dumps({"claims": [claim(content, *said_by) for content, said_by in told]})).decode()
    answers = {question.id: body for question in questions(material, url=URL, model=MODEL)}
    engine = EndpointClaims(url=URL, model=MODEL, answers=answers)
    records = list(engine(material))
    assert {type(record) for record in records} <= {Claim, Problem}
    for record in records:
        for anchor in anchors_of(record):
            assert TEXT[anchor.start : anchor.end] == anchor.text
    claims = [record for record in records if isinstance(record, Claim)]
    assert all(claim.by == "engine/endpoint:m" and claim.content for claim in claims)
    assert len(claims) + engine.tally["rejected"] <= 2 * len(told)
    assert list(engine(material)) == records
