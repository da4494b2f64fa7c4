"""A name in brackets behind another one is proposed as its other name."""

from __future__ import annotations

import pytest

from whosays.anchors import Cutter
from whosays.records import CaptureId, Document, DocumentId, EntityId, Mention, MentionId, MentionKind
from whosays.resolve.aliases import propose_told


def told(text: str, *names: tuple[str, MentionKind]) -> list[str | None]:
    document = Document(id=DocumentId("d"), capture=CaptureId("d"), name="d.txt", text=text, made_by="test")
    cutter = Cutter(document)
    mentions = [
        Mention(id=MentionId(name), at=cutter.cut(text.index(name), text.index(name) + len(name)), kind=kind, by="test")
        for name, kind in names
    ]
    links = list(propose_told(document, mentions[::-1], {m.id: EntityId(f"ent-{m.id}") for m in mentions}))
    assert all([at.text for at in link.evidence] == [name for name, kind in names if kind != "place"] for link in links)
    return [link.reason for link in links]


@pytest.mark.parametrize(
    "text",
    [
        "The Weir Fair [Day of the Eel] is old.",
        "The Weir Fair (Day of the Eel) is old.",
        "The Weir Fair\n(the “Day of the Eel”) is old.",
        "The Weir Fair (formerly Day of the Eel) is old.",
        "La Weir Fair (aussi appelée la Day of the Eel).",
        "Die Weir Fair (auch bekannt als Day of the Eel).",
        "مهرجان Weir Fair (المعروف باسم Day of the Eel).",
    ],
)
def test_brackets_behind_a_name_hold_another_name(text: str) -> None:
    assert told(text, ("Weir Fair", "event"), ("Day of the Eel", "event")) == [
        "“Day of the Eel” stands in brackets behind “Weir Fair” in d.txt"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Weir Fair, Day of the Eel and more.",
        "The Weir Fair (unlike Day of the Eel) is old.",
        "The Weir Fair (Day of the Eel and others) is old.",
        "The Weir Fair (with Day of the Eel).",
        "The Weir Fair (Day of the Eel",
    ],
)
def test_other_words_in_the_brackets_say_something_else(text: str) -> None:
    assert told(text, ("Weir Fair", "event"), ("Day of the Eel", "event")) == []


def test_a_place_in_brackets_says_where_and_another_kind_who() -> None:
    assert told("Weir Fair (Lund)", ("Weir Fair", "place"), ("Lund", "place")) == []
    assert told("Weir Fair (Ada Quill)", ("Weir Fair", "event"), ("Ada Quill", "person")) == []
    assert told("Weir Trust (Save the Weir)", ("Weir Trust", "organisation"), ("Save the Weir", "campaign")) != []
