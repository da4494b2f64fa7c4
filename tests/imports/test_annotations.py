"""Web Annotations read, whatever their wrapping."""

from __future__ import annotations

import json

import pytest

from whosays.imports.annotations import BadAnnotations, Selector, read_annotations

ONE = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "urn:example:1",
    "type": "Annotation",
    "creator": {"type": "Person", "name": "Ann  Example"},
    "body": {"type": "TextualBody", "value": "Look\nhere"},
    "target": {
        "source": "https://lock.example/news",
        "selector": [
            {"type": "TextQuoteSelector", "exact": "قالَ السّدّ", "prefix": "a", "suffix": "b"},
            {"type": "TextPositionSelector", "start": 3, "end": 9},
        ],
    },
}


@pytest.mark.parametrize(
    "told",
    [
        ONE,
        [ONE],
        {"type": "AnnotationPage", "items": [ONE]},
        {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [ONE]}},
        {"@graph": [ONE]},
        ONE | {"type": ["Annotation", "Other"], "target": [ONE["target"]], "creator": [{"name": "Ann Example"}]},
    ],
)
def test_the_same_annotation_is_read_from_every_wrapping(told: object) -> None:
    (found,) = read_annotations(json.dumps(told), "a.jsonld")
    assert (found.id, found.creator, found.note, found.by_program) == ("urn:example:1", "Ann Example", "Look here", False)
    (target,) = found.targets
    assert target.source == "https://lock.example/news"
    assert target.selector == Selector(exact="قالَ السّدّ", prefix="a", suffix="b", start=3, end=9)


def test_annotations_may_stand_one_a_line() -> None:
    text = "\n".join(json.dumps(ONE | {"id": name}) for name in "ab") + "\n"
    assert [(one.id, one.number) for one in read_annotations(text, "a.jsonl")] == [("a", 1), ("b", 2)]


@pytest.mark.parametrize(
    ("selector", "read"),
    [
        (None, Selector()),
        ({"type": "TextPositionSelector", "start": 1, "end": 2, "refinedBy": {"type": "TextQuoteSelector", "exact": "x"}},
         Selector(exact="x", start=1, end=2)),
        ({"type": "FragmentSelector", "value": "page=2"}, Selector()),
        ({"type": "TextPositionSelector", "start": "1", "end": True}, Selector()),
        ({"type": "TextQuoteSelector", "exact": 7}, Selector()),
        ([7, "x", None], Selector()),
    ],
)  # fmt: skip
def test_selectors_of_text_are_taken_and_others_passed_over(selector: object, read: Selector) -> None:
    told = ONE | {"target": {"source": "x", "selector": selector}}
    assert read_annotations(json.dumps(told), "a")[0].targets[0].selector == read


def test_who_made_it_is_told() -> None:
    told = [ONE | {"creator": one} for one in ("Ann Example", {"type": "Software", "name": "finder"}, None, {"id": "urn:ann"})]
    found = read_annotations(json.dumps(told), "a")
    assert [(one.creator, one.by_program) for one in found] == [
        ("Ann Example", False), ("finder", True), (None, False), ("urn:ann", False),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"type": "Book"}', "[" * 100_000, '{"a": 1}\n{"b":'])
def test_what_holds_no_annotations_is_told(text: str) -> None:
    with pytest.raises(BadAnnotations, match=r"a\.jsonld"):
        read_annotations(text, "a.jsonld")
