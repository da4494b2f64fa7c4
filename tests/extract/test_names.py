from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.anchors import Cutter
from whosays.extract.material import Material
from whosays.extract.names import Names
from whosays.records import CaptureId, Document, DocumentId, Mention, Passage, PassageId
from whosays.text.names import fold_name
from whosays.text.syntax import has_model

if TYPE_CHECKING:
    from whosays.records import Zone

SHARED = Path(__file__).resolve().parents[2] / "../shared"
with_model = pytest.mark.skipif(not has_model("en"), reason="no English model is installed")


def material(text: str, *, language: str = "en", zone: Zone = "paragraph") -> Material:
    """Make a document with one passage a line."""
    doc = Document(
        id=DocumentId("doc-1"), capture=CaptureId("c"), name="a.txt", text=text, languages=(language,), made_by="test"
    )
    cutter, start = Cutter(doc), 0
    passages: list[Passage] = []
    for line in text.splitlines(keepends=True):
        if line.strip():
            piece = cutter.cut(start, start + len(line.rstrip("\r\n")) or start + 1)
            passages.append(Passage(id=PassageId(f"p{start}"), doc=doc.id, zone=zone, pieces=(piece,), order=len(passages)))
        start += len(line)
    return Material(doc, passages)


def names(text: str, *, language: str = "en") -> list[tuple[str, str]]:
    """Return words and kind of the names of a text, adjectives and epithets left out."""
    found = Names()(material(text, language=language))
    return [(m.at.text, m.kind) for m in found if isinstance(m, Mention) and m.layer == "name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Harbour Users Forum (HUF) met. HUF sang.",
            [("Harbour Users Forum", "organisation"), ("HUF", "organisation"), ("HUF", "organisation")],
        ),
        ("The Tidewater Festival in Portugal closed.", [("Tidewater Festival", "event"), ("Portugal", "place")]),
        ("They began the “Clean Banks” campaign.", [("Clean Banks", "campaign")]),
        ("Post #NewShelves to @old_library.", [("#NewShelves", "hashtag"), ("@old_library", "handle")]),
        (
            "The newspaper Tidelight wrote. Then Tidelight closed.",
            [("Tidelight", "organisation"), ("Tidelight", "organisation")],
        ),
    ],
)
def test_tables_and_patterns_work_without_a_model(text: str, expected: list[tuple[str, str]]) -> None:
    assert not has_model("sv")
    assert expected == names(text, language="sv")


def test_a_document_that_defines_a_short_form_overrules_what_everybody_knows() -> None:
    found = [m for m in Names()(material("The Danube Rowing Council (DRC) met. The DRC paid.")) if isinstance(m, Mention)]
    assert [m.value for m in found if m.at.text == "DRC"] == ["Danube Rowing Council"] * 2


@with_model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Murrow, a former University of Lisbon teacher, met Murrow.", "person"),
        ("She wrote to Tidelight, a small publisher, and left.", "organisation"),
        ("She wrote to Tidelight, a museum director, and left.", "person"),
        ("She sailed to Greywater, an island of anglers.", "place"),
    ],
)
def test_the_words_behind_a_name_tell_its_kind(text: str, expected: str) -> None:
    assert expected == names(text)[0][1]


@with_model
@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["the", "River", "Trust", "(RT)", "of", "and", "Anna Brandt", "’s", "“Clean", "Banks”", "campaign", "U.S.", "\n",
             "2019", "Day", "#Boats", "@harbour", "Danish", "government", ",", "a", "museum", ".", "[gloss]",
             "\u00a0", "pro-", "النهر"]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_names_are_verbatim_apart_and_always_the_same(parts: list[str]) -> None:
    text = " ".join(parts) + "\n."
    first = [m for m in Names()(material(text)) if isinstance(m, Mention)]
    assert first == list(Names()(material(text)))
    assert len({m.id for m in first}) == len(first)
    for m in first:
        assert text[m.at.start : m.at.end] == m.at.text
        assert m.at.text.strip() == m.at.text
    for one, next_one in pairwise(first):
        assert one.at.end <= next_one.at.start


@with_model
def test_endless_capitals_are_read_in_good_time() -> None:
    assert names("Oslo and " * 500) == [("Oslo", "place")] * 500
    assert len(names("The Foo the Foo of " * 500)) < 500


@with_model
@pytest.mark.skipif(not SHARED.exists(), reason="the shared corpora are not here")
def test_names_of_press_releases_are_found_no_worse_than_by_the_model_alone() -> None:
    """The layer must not hurt where it is worth little: plain press text (spans without regard to kind)."""
    from whosays.extract.parse import parsed

    kinds = {"Organisation", "Location", "Person"}
    labels = {"ORG", "GPE", "LOC", "FAC", "PERSON"}
    hits, sizes = [0, 0], [0, 0]
    path = SHARED / "corpora/re3d_en/dev/re3d.jsonl"
    for row in [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:20]:
        gold = {fold_name(row["text"][a:b]) for a, b, kind in row["entities"] if kind in kinds}
        made = material(row["text"])
        ours = {fold_name(m.at.text) for m in Names()(made) if isinstance(m, Mention) and m.layer == "name"}
        theirs = {
            fold_name(p.joined.text[n.start : n.end])
            for p in parsed(made)
            for s in p.sentences
            for n in s.names
            if n.label in labels
        }
        for i, found in enumerate((ours, theirs)):
            hits[i] += len(found & gold)
            sizes[i] += len(found) + len(gold)
    assert 2 * hits[0] / sizes[0] >= 2 * hits[1] / sizes[1]


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="ابتدرسعقلمنهويةپگکی \u200c\u064e،.«»#@_AB1\n", max_size=150), st.sampled_from(["ar", "fa"]))
def test_names_of_any_arabic_or_persian_text_are_verbatim_and_whole(text: str, language: str) -> None:
    found = [m for m in Names()(material(text, language=language)) if isinstance(m, Mention)]
    for m in found:
        assert text[m.at.start : m.at.end] == m.at.text
        if m.by == "names/small-model":
            assert not text[m.at.start - 1 : m.at.start].isalnum() or m.at.start == 0
            assert not text[m.at.end : m.at.end + 1].isalnum()


def test_names_of_the_small_models_are_marked_as_such() -> None:
    found = [m for m in Names()(material("وصلت السفينة من إيطاليا وفرنسا.", language="ar")) if isinstance(m, Mention)]
    assert [(m.at.text, m.value, m.by) for m in found] == [
        ("إيطاليا", None, "names/small-model"),
        ("وفرنسا", "فرنسا", "names/small-model"),
    ]
