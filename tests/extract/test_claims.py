"""Claims: what must hold whatever the text, the tables that the rules read, and the rules that need no parser.

The rules themselves have literate cases in tests/cases/claims.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.anchors import Cutter, anchors_of
from whosays.extract.claims import Claims
from whosays.extract.claims.plain import plain_drafts
from whosays.extract.claims.quotes import find_quotes, form_of, is_scare_quote
from whosays.extract.claims.repair import mended
from whosays.extract.material import Material
from whosays.records import Act, CaptureId, Claim, Document, DocumentId, HedgeKind, Modality, Passage, PassageId
from whosays.testing import read_cases
from whosays.text.cues import hedge_cues, report_verbs
from whosays.text.syntax import Token, has_model

CASES = Path(__file__).resolve().parents[1] / "cases" / "claims"
RULES = Path(__file__).resolve().parents[2] / "src" / "whosays" / "extract" / "claims"
with_model = pytest.mark.skipif(not has_model("en"), reason="no English model is installed")

WORDS = st.sampled_from([
    "the", "river", "said", "that", "“we”", "will", "(not)", "clean", "it", ",", ".", ";", ":", "…", "–", "according", "to",
    "Mara", "Lind", "who", "”", "«", "»", "is", "called", "a", "fish", "and", "condemned", "was", "meant", "12", "1", "2019",
    "its", "goal", "[x]", "It", "2020", "does?", "\u200fالعربية", "café", "\n", "\n\n",
])  # fmt: skip


def material(text: str, *, language: str = "en") -> Material:
    doc = Document(
        id=DocumentId("doc-1"), capture=CaptureId("c"), name="a.txt", text=text, languages=(language,), made_by="test"
    )
    cutter = Cutter(doc)
    passages = [
        Passage(
            id=PassageId(f"psg-{n}"), doc=doc.id, zone="paragraph", pieces=(cutter.cut(found.start(), found.end()),), order=n
        )
        for n, found in enumerate(re.finditer(r"\S[^\n]*", text))
    ]
    return Material(doc, passages)


def claims(text: str, *, language: str = "en") -> list[Claim]:
    return [record for record in Claims()(material(text, language=language)) if isinstance(record, Claim)]


@with_model
@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_words_are_verbatim_and_every_claim_has_a_holder(text: str) -> None:
    given_material = material(text)
    found = [record for record in Claims()(given_material) if isinstance(record, Claim)]
    for claim in found:
        assert claim.content
        assert claim.chain[0].holder.kind == "author"
        for anchor in anchors_of(claim):
            given_material.cutter.check(anchor)
    assert len({claim.id for claim in found}) == len(found)
    assert found == claims(text)


@with_model
def test_the_same_words_have_the_same_claim_wherever_they_stand() -> None:
    plain = claims("The mayor said that the harbour was closed.")
    moved = claims("It rained.\nThe mayor said that the harbour was closed.")
    assert plain[-1].id == moved[-1].id


@with_model
def test_another_speaker_makes_another_claim() -> None:
    mayor = claims("The mayor said that the harbour was closed.")
    keeper = claims("The keeper said that the harbour was closed.")
    assert mayor[0].id != keeper[0].id


@with_model
def test_a_language_without_rules_gives_no_claims() -> None:
    assert not claims("Der Bürgermeister sagte, dass der Hafen geschlossen war.", language="de")


@with_model
@pytest.mark.parametrize("swap", [("Lake Friends", "Mill Union"), ("Mara Lind", "Tomas Reed"), ("Danes", "Swiss")])
def test_who_is_spoken_of_changes_nothing_but_the_name(swap: tuple[str, str]) -> None:
    """The code is even-handed: the same sentence about another name is read in the same way."""
    text = f"{swap[0]} accused the council of waste. According to {swap[0]}, the lake is considered dead."
    ours, theirs = claims(text), claims(text.replace(*swap))
    assert [(c.form, c.modality, c.polarity, [s.act for s in c.chain], c.by) for c in ours] == [
        (c.form, c.modality, c.polarity, [s.act for s in c.chain], c.by) for c in theirs
    ]


@pytest.mark.parametrize(
    ("text", "holder", "content"),
    [
        ("The harbour master said that the pier was closed.", "The harbour master", "the pier was closed"),
        ("“The library opens on Monday,” Mara Lind announced.", "Mara Lind", "The library opens on Monday"),
        ("According to the orchestra, the tour is over.", "the orchestra", "the tour is over"),
    ],
)
def test_without_a_parser_plain_attributions_are_found(text: str, holder: str, content: str) -> None:
    (draft,) = plain_drafts(text, (0, len(text)))
    (step,) = draft.chain
    assert step.at is not None
    assert (holder, content) == (text[slice(*step.at)], text[slice(*draft.content[0])])


def test_without_a_parser_a_sentence_is_its_authors() -> None:
    text = "The bridge is made of oak."
    (draft,) = plain_drafts(text, (0, len(text)))
    assert (draft.chain, text[slice(*draft.content[0])]) == ((), "The bridge is made of oak")


def test_the_tables_hold_only_words_of_the_records() -> None:
    assert {verb.act for verb in report_verbs("en").values()} <= set(get_args(Act))
    narrowed = {"approximator-number", "time-alone"}
    assert {cue.kind for cue in hedge_cues("en")} - narrowed <= set(get_args(HedgeKind))
    assert {cue.modality for cue in hedge_cues("en")} - {""} <= set(get_args(Modality))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes, of course” and left", [(8, 24)]),
        ("«Oui, bien sûr», dit-elle", [(0, 15)]),
        ("She wrote: “The roof leaks", [(11, 26)]),
        ('A "plain" mark', [(2, 9)]),
        ("no marks", []),
    ],
)
def test_quotations_are_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert expected == find_quotes(text)


def test_how_much_of_a_content_is_quoted() -> None:
    text = "it wants “to open its doors” to all"
    quotes = find_quotes(text)
    assert form_of(text, (10, 27), quotes) == "direct"
    assert form_of(text, (0, len(text)), quotes) == "mixed"
    assert form_of(text, (0, 8), quotes) == "indirect"
    assert is_scare_quote("the “garden”", (4, 12))


def test_a_past_verb_joined_to_an_infinitive_belongs_to_the_sentence() -> None:
    tokens = (
        Token(0, "They", 0, 4, "they", "PRON", "PRP", "nsubj", 1),
        Token(1, "planned", 5, 12, "plan", "VERB", "VBD", "ROOT", 1),
        Token(2, "to", 13, 15, "to", "PART", "TO", "aux", 3),
        Token(3, "swim", 16, 20, "swim", "VERB", "VB", "xcomp", 1),
        Token(4, "and", 21, 24, "and", "CCONJ", "CC", "cc", 3),
        Token(5, "accused", 25, 32, "accuse", "VERB", "VBD", "conj", 3),
    )
    assert mended(tokens)[5].head == 1


@with_model
def test_every_rule_fires_on_three_texts_of_its_own() -> None:
    """A rule that only one document needs is not one we want: each is shown on invented texts from different subjects."""
    rules = {rule for path in RULES.rglob("*.py") for rule in re.findall(r'"(claims/[a-z-]+)"', path.read_text("utf-8"))}
    fired: dict[str, set[str]] = {rule: set() for rule in rules - {"claims/words-alone"}}
    for path in sorted(CASES.glob("*.md")):
        for case in read_cases(path):
            for text in case.texts:
                for claim in _all_claims(text.text):
                    fired.setdefault(claim.by, set()).add(text.text)
    assert {rule: len(texts) for rule, texts in sorted(fired.items()) if len(texts) < 3} == {}


def _all_claims(text: str) -> list[Claim]:
    """Read a text with the whole line, so that headings, captions and list rows are what they are in a document."""
    from whosays.line import read_and_extract
    from whosays.records import Capture

    raw = text.encode()
    capture = Capture(
        id=CaptureId("c"), name="case.txt", size=len(raw), media_type="text/plain", method="file", fetched_at="2024-01-01"
    )
    outcome = read_and_extract(capture, raw)
    return [record for found in outcome.found for record in found.records if isinstance(record, Claim)]
