from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.anchors import Cutter
from whosays.extract.material import Material
from whosays.extract.parse import LONGEST, LONGEST_WORD, parsed
from whosays.records import (
    CaptureId,
    Citation,
    CitationId,
    Document,
    DocumentId,
    Entry,
    EntryId,
    Passage,
    PassageId,
)
from whosays.text.syntax import has_model

if TYPE_CHECKING:
    from whosays.records import Zone

with_model = pytest.mark.skipif(not has_model("en"), reason="no English model is installed")


def material(*pieces: str, language: str = "en", zone: Zone = "paragraph") -> Material:
    """Make a document of one passage, whose pieces stand in brackets of their own lines."""
    text, spans = "", []
    for piece in pieces:
        text += "~\n"
        spans.append((len(text), len(text) + len(piece)))
        text += piece + "\n"
    doc = Document(
        id=DocumentId("doc-1"), capture=CaptureId("c"), name="a.txt", text=text, languages=(language,), made_by="test"
    )
    passage = Passage(id=PassageId("p"), doc=doc.id, zone=zone, pieces=Cutter(doc).cut_all(spans), order=0)
    return Material(doc, [passage])


def words(made: Material) -> list[str]:
    """Return the document's own words at the places of all tokens."""
    return [
        anchor.text
        for passage in parsed(made)
        for sentence in passage.sentences
        for token in sentence.tokens
        for anchor in made.cut(passage.joined, token.start, token.end)
    ]


@with_model
def test_tokens_stand_where_the_document_has_their_words() -> None:
    made = material("The old  harbour\n   was\u00a0\u00a0closed.", "Boats left.")
    assert words(made) == ["The", "old", "harbour", "was", "closed", ".", "Boats", "left", "."]


@with_model
def test_a_document_is_parsed_once() -> None:
    made = material("The choir sang.")
    assert parsed(made) is parsed(made)


@with_model
def test_addresses_and_hash_signs_are_not_read() -> None:
    made = material("See https://example.org/a_b for #Boats.")
    assert words(made) == ["See", "for", "Boats", "."]


@with_model
def test_footnote_anchors_are_not_read() -> None:
    made = material("The lock opened in 20071. Boats came.")
    at = made.doc.text.index("1. Boats")
    made.add(
        [Citation(id=CitationId("n"), doc=made.doc.id, number=1, anchor=made.cutter.cut(at, at + 1), kind="source", by="t")]
    )
    assert words(made) == ["The", "lock", "opened", "in", "2007", ".", "Boats", "came", "."]


@with_model
def test_of_a_row_only_the_description_is_parsed() -> None:
    made = material("Delta Choir – a choir that sings on boats", zone="list_item")
    start = made.doc.text.index("Delta")
    name = made.cutter.cut(start, start + 11)
    at = made.passages[0].pieces[0]
    tail = made.cutter.cut(start + 14, at.end)
    entry = Entry(id=EntryId("e"), at=at, list="l", row=1, name="Delta Choir", name_at=name, description=tail, by="t")
    made.add([entry])
    assert words(made) == ["a", "choir", "that", "sings", "on", "boats"]


@with_model
def test_a_row_without_description_is_not_parsed() -> None:
    made = material("Delta Choir, Portugal", zone="list_item")
    at = made.passages[0].pieces[0]
    entry = Entry(
        id=EntryId("e"), at=at, list="l", row=1, name="Delta Choir", name_at=made.cutter.cut(at.start, at.start + 11), by="t"
    )
    made.add([entry])
    assert words(made) == []


@with_model
def test_page_furniture_is_not_parsed() -> None:
    assert parsed(material("Page 4", zone="page_furniture")) == ()


def test_a_language_without_model_gives_sentences_without_tokens() -> None:
    made = material("النهر نظيف. القارب جديد.", language="ar")
    (passage,) = parsed(made)
    assert [(passage.joined.text[s.start : s.end].strip(), s.tokens) for s in passage.sentences] == [
        ("النهر نظيف.", ()),
        ("القارب جديد.", ()),
    ]


@with_model
def test_a_passage_in_another_script_is_not_given_to_the_model() -> None:
    (passage,) = parsed(material("النهر نظيف. القارب جديد."))
    assert all(not sentence.tokens for sentence in passage.sentences)


@with_model
def test_a_passage_without_words_is_not_given_to_the_model() -> None:
    (passage,) = parsed(material("x" * LONGEST_WORD))
    assert all(not sentence.tokens for sentence in passage.sentences)


@with_model
def test_a_long_passage_is_read_to_its_end() -> None:
    sentence = "The boat sails. "
    made = material(sentence * (LONGEST // len(sentence) + 10))
    assert words(made).count("sails") == LONGEST // len(sentence) + 10


@with_model
@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("ab. \n\xa0’#[]1é", min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=3))
def test_every_token_is_the_words_at_its_place(pieces: list[str]) -> None:
    made = material(*pieces)
    for passage in parsed(made):
        for sentence in passage.sentences:
            for token in sentence.tokens:
                assert passage.joined.text[token.start : token.end] == token.text
