"""Web Annotations become claims that a person marked, at their words or not at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.anchors import anchors_of
from whosays.case import Case
from whosays.case.intake.annotating import NotTied, place_of
from whosays.imports.annotations import Selector
from whosays.records import Claim, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Astral letters, so that code points and UTF-16 code units differ; the same words twice.
TEXT = (
    "Fiction 🎶🎶.\n\nThe Mill Lane Choir sang at\nthe lock. قالَ السّدّ إنّه مغلق. انجمن گفت که درها باز است.\n\n"
    "The Quay Library says that the lock is shut. The lock is shut.\n"
)
OWN = "urn:whosays:record:"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    (tmp_path / "lock.txt").write_text(TEXT, encoding="utf-8")
    with Case.new(tmp_path / "case") as made:
        made.add([tmp_path / "lock.txt"], jobs=1)
        yield made


def quote(words: str, **more: str) -> dict[str, object]:
    return {"type": "TextQuoteSelector", "exact": words, **more}


def position(start: int, end: int) -> dict[str, object]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def annotation(
    *selectors: object, source: str = "lock.txt", creator: object = "Ann Example", **more: object
) -> dict[str, object]:
    target = {"source": source, "selector": list(selectors)}
    return {"type": "Annotation", "id": "urn:example:1", "creator": creator, "target": target} | more


def bring(case: Case, *told: object) -> tuple[list[Claim | Mention], tuple[str, ...]]:
    path = case.folder.parent / "notes.jsonld"
    path.write_text(json.dumps({"type": "AnnotationPage", "items": told}), encoding="utf-8")
    done = case.import_annotations(path, who="Ben Example")
    with case.view() as view:
        texts = {doc.id: doc.text for doc in view.documents()}
    for record in done.marked:
        for at in anchors_of(record):
            assert texts[at.doc][at.start : at.end] == at.text
    return list(done.marked), done.untold


def test_an_annotation_becomes_a_claim_of_the_person_who_made_it(case: Case) -> None:
    said = "قالَ السّدّ إنّه مغلق"
    start = TEXT.index(said)
    body = {"type": "TextualBody", "value": "asked by telephone"}
    (claim,), untold = bring(case, annotation(quote(said), position(start, start + len(said)), body=body))
    assert isinstance(claim, Claim)
    assert (claim.content[0].text, claim.by, untold) == (said, "Ann Example", ())
    with case.view() as view:
        assert view.status(claim.id) == "accepted"
        assert [(one.who, one.note) for one in view.judgements(claim.id)] == [("Ann Example", "asked by telephone")]


def test_who_brings_it_in_signs_what_names_nobody(case: Case) -> None:
    (claim,), _ = bring(case, annotation(quote("The Mill Lane Choir sang at the lock"), creator=None))
    assert (claim.by, anchors_of(claim)[0].text) == ("Ben Example", "The Mill Lane Choir sang at\nthe lock")


def test_a_place_may_be_counted_as_browsers_count(case: Case) -> None:
    words = "The Quay Library says"
    start = TEXT.index(words)
    (claim,), _ = bring(case, annotation(quote(words), position(start + 2, start + 2 + len(words))))
    assert anchors_of(claim)[0].start == start


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (annotation(quote("the lock is open")), "do not stand in the document"),
        (annotation(quote("The lock is shut"), position(0, 16)), r"do not stand at 0-16; they stand at \d+-\d+"),
        (annotation(quote("no such words"), position(0, 13)), "nor anywhere else"),
        (annotation(quote("lock is shut")), "stand at 2 places"),
        (annotation(quote("lock is shut", prefix="a dog's ")), "with those around them"),
        (annotation(position(0, 7)), "does not quote its words"),
        (annotation(quote(" ")), "does not quote its words"),
        (annotation(quote("Fiction"), source="https://nowhere.example/x"), "no document of the case is https://nowhere"),
        (annotation(quote("Fiction"), source="f" * 64), "no document of the case"),
        (annotation(quote("Fiction"), source=""), "without a name"),
        (annotation(quote("Fiction"), target=[]), "no target"),
        (annotation(quote("lock"), position(-5, 3)), "do not stand at"),
        (annotation(quote("lock"), position(10**12, 10**12 + 4)), "do not stand at"),
    ],
)  # fmt: skip
def test_what_cannot_be_tied_is_told_and_left_out(case: Case, told: object, why: str) -> None:
    before = case.claims()
    marked, (line,) = bring(case, told)
    assert marked == []
    with pytest.raises(NotTied, match=why):
        raise NotTied(line)
    assert case.claims() == before


def test_words_around_tell_which_of_several_places_is_meant(case: Case) -> None:
    (claim,), _ = bring(case, annotation(quote("lock is shut", prefix="shut. The ")))
    assert anchors_of(claim)[0].start == TEXT.rindex("lock is shut")


@pytest.mark.parametrize("how", ["id", "record", "capture", "sha256", "name", "file"])
def test_a_document_goes_by_its_names(case: Case, how: str) -> None:
    (doc,) = case.documents()
    source = {
        "id": doc.id, "record": f"{OWN}{doc.id}", "capture": f"urn:whosays:capture:{doc.capture}",
        "sha256": f"urn:sha256:{doc.capture}", "name": doc.name, "file": f"file:///home/ann/{doc.name}",
    }[how]  # fmt: skip
    (claim,), untold = bring(case, annotation(quote("Fiction"), source=source))
    assert isinstance(claim, Claim) and (claim.doc, untold) == (doc.id, ())


def test_several_targets_are_the_pieces_of_one_claim(case: Case) -> None:
    targets = [{"source": "lock.txt", "selector": quote(words)} for words in ("The Quay Library says", "انجمن گفت")]
    (claim,), _ = bring(case, annotation(target=targets))
    assert isinstance(claim, Claim)
    assert [at.text for at in claim.content] == ["The Quay Library says", "انجمن گفت"]


def test_what_was_brought_in_twice_is_there_once(case: Case) -> None:
    told = annotation(quote("The Mill Lane Choir"))
    assert [len(found) for found, _ in (bring(case, told, told), bring(case, told))] == [1, 0]
    with case.view() as view:
        assert len([one for one in view.judgements() if one.who == "Ann Example"]) == 1


def test_what_a_program_made_is_passed_over_and_counted(case: Case) -> None:
    assert bring(case, annotation(quote("Fiction"), creator={"type": "Software", "name": "finder"})) == ([], ())
    done = case.import_annotations(case.folder.parent / "notes.jsonld")
    assert (done.by_programs, done.known) == (1, 0)


def own(kind: str, /, **fields: object) -> dict[str, object]:
    return {"type": ["Dataset", f"whosays:{kind}"]} | {f"whosays:{name}": value for name, value in fields.items()}


def words(text: str) -> dict[str, object]:
    start = TEXT.index(text)
    return {"type": "whosays:Words", "value": text, "start": start, "end": start + len(text)}


def test_what_whosays_says_of_a_claim_comes_along(case: Case) -> None:
    steps = [
        {"whosays:order": 0, "whosays:holderKind": "author", "whosays:act": "assert"},
        {"whosays:order": 1, "whosays:holderKind": "named", "whosays:act": "deny", "whosays:holder": words("The Quay Library")},
    ]
    body = own("Claim", step=steps, about=[words("the lock is")], modality="probable", polarity="negative", said="2021-03",
               hedge=[{"whosays:words": words("says"), "whosays:kind": "modal"}])  # fmt: skip
    (claim,), untold = bring(case, annotation(quote("the lock is shut"), body=[body]))
    assert isinstance(claim, Claim) and untold == ()
    holder = claim.chain[-1].holder.at
    assert (holder and holder.text, claim.chain[-1].act) == ("The Quay Library", "deny")
    assert (claim.modality, claim.polarity, claim.said, claim.hedges[0].at.text) == ("probable", "negative", "2021-03", "says")


def test_what_whosays_says_of_a_name_comes_along(case: Case) -> None:
    (name,), _ = bring(case, annotation(quote("The Mill Lane Choir"), body=own("Mention", kind="group")))
    assert isinstance(name, Mention) and (name.kind, name.at.text, name.by) == ("group", "The Mill Lane Choir", "Ann Example")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"about": [{"value": "a dog", "start": 3, "end": 8}]}, "words that the document does not have"),
        ({"about": [7]}, "words that the document does not have"),
        ({"modality": "certain"}, "'certain' is nothing that whosays knows"),
        ({"said": "some day"}, "EDTF"),
        ({"step": [{"whosays:holderKind": "implied"}]}, "no implied holder"),
        ({"step": [{"whosays:holderKind": "named"}]}, "words that the document does not have"),
    ],
)
def test_a_body_that_cannot_be_is_told(case: Case, fields: dict[str, object], why: str) -> None:
    marked, (line,) = bring(case, annotation(quote("Fiction"), body=own("Claim", **fields)))
    assert marked == [] and why in line


@given(st.text("ab \nي🎶é", min_size=1, max_size=12), st.integers(0, 40), st.integers(1, 30), st.booleans())
def test_a_place_has_the_words_that_are_quoted(behind: str, start: int, length: int, placed: bool) -> None:
    text = f"ab ba ab 🎶 {behind} يي ab\n{behind}"
    exact = text[start : start + length]
    selector = Selector(exact=exact, start=start if placed else None, end=start + length if placed else None)
    try:
        low, high = place_of(text, selector)
    except NotTied:
        assert not placed or not exact.strip() or start + length > len(text)
        return
    assert text[low:high].split() == exact.split() or "".join(text[low:high].split()) == "".join(exact.split())
