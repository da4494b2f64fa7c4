from __future__ import annotations

import json
from pathlib import Path

import pytest

from whosays.anchors import Cutter, anchors_of
from whosays.extract.dates import Dates, dates_in_url
from whosays.extract.material import Material
from whosays.records import (
    Capture,
    CaptureId,
    Citation,
    CitationId,
    Document,
    DocumentId,
    Mention,
    Passage,
    PassageId,
    Problem,
    Zone,
)

SHARED = Path(__file__).resolve().parents[2] / "../shared"


def _material(text: str, *, date: str | None = None, zones: tuple[Zone, ...] = (), language: str = "en") -> Material:
    """Make a document with one passage a paragraph, split at empty lines."""
    doc = Document(
        id=DocumentId("doc-1"),
        capture=CaptureId("c"),
        name="a.txt",
        text=text,
        made_by="test",
        date=date,
        languages=(language,),
    )
    cutter = Cutter(doc)
    passages, at = [], 0
    for order, words in enumerate(text.split("\n\n")):
        zone = zones[order] if order < len(zones) else "paragraph"
        piece = cutter.cut(at, at + len(words))
        passages.append(Passage(id=PassageId(f"p{order}"), doc=doc.id, zone=zone, pieces=(piece,), order=order))
        at += len(words) + 2
    return Material(doc, passages)


def _mentions(material: Material) -> list[tuple[str, str | None]]:
    return [(record.at.text, record.value) for record in Dates()(material) if isinstance(record, Mention)]


def _problems(material: Material) -> list[str]:
    return [record.code for record in Dates()(material) if isinstance(record, Problem)]


def test_a_date_over_a_line_break_is_one_mention() -> None:
    material = _material("The river rose on January 3rd,\n2020, and fell.")
    assert _mentions(material) == [("January 3rd,\n2020", "2020-01-03")]


def test_a_footnote_anchor_glued_to_a_year_is_not_read() -> None:
    material = _material("The library has lent maps since 20071. It is small.")
    anchor = material.cutter.cut(36, 37)
    assert anchor.text == "1"
    material.add([Citation(id=CitationId("n"), doc=material.doc.id, number=1, anchor=anchor, kind="source", by="test")])
    assert _mentions(material) == [("since 2007", "2007/..")]


def test_addresses_hold_no_dates() -> None:
    material = _material("10.10.19. https://museum.example/news/2019/10/10/in-2019 and www.choir.example/since-2007")
    assert _mentions(material) == [("10.10.19", "2019-10-10")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The mill burnt on 31.2.20.", "impossible-date"),
        ("The dam broke on 3/4/2020.", "ambiguous-date"),
        ("The choir sang on Friday 8th May 2021.", "weekday-against-date"),
        ("On 3 May 2020 the harbour closed. This year it opens.", "undated-document"),
        ("The orchestra plays today.", "undated-document"),
        ("The library closed on Tuesday.", "undated-document"),
    ],
)
def test_odd_dates_are_problems(text: str, code: str) -> None:
    assert _problems(_material(text)) == [code]


def test_one_clear_date_settles_the_order_for_the_document() -> None:
    assert _mentions(_material("Seen 13/4/2020 and 3/4/2020.")) == [("13/4/2020", "2020-04-13"), ("3/4/2020", "2020-04-03")]
    assert _mentions(_material("Seen 4/13/2020 and 3/4/2020.")) == [("4/13/2020", "2020-04-13"), ("3/4/2020", "2020-03-04")]


def test_the_date_of_the_document_is_the_base() -> None:
    text = "The museum opens on May 7th. This year it is free."
    assert _mentions(_material(text, date="2021-04-26")) == [("May 7th", "2021-05-07"), ("This year", "2021")]
    assert _problems(_material(text, date="2021-04-26")) == []
    assert _mentions(_material(text)) == [("May 7th", None)]


def test_the_base_is_guessed_from_a_dateline() -> None:
    text = "OAKPORT, April 26, 2021 – The orchestra plays on May 7th.\n\nYesterday it rained."
    assert _mentions(_material(text)) == [
        ("April 26, 2021", "2021-04-26"),
        ("May 7th", "2021-05-07"),
        ("Yesterday", "2021-04-25"),
    ]


@pytest.mark.parametrize("text", ["The council voted on Tuesday.", "The mill closed in July.", "The museum opens today."])
def test_what_rests_on_no_date_is_no_mention(text: str) -> None:
    assert _mentions(_material(text)) == []


def test_durations_and_vague_words_are_no_mentions() -> None:
    assert _mentions(_material("For many years the annual regatta of 41 years was held.")) == []


def test_ids_come_from_the_words() -> None:
    one = [record.id for record in Dates()(_material("In 1998 it rained. In 1998 it froze.")) if isinstance(record, Mention)]
    two = [
        record.id for record in Dates()(_material("Later: In 1998 it rained. In 1998 it froze.")) if isinstance(record, Mention)
    ]
    assert one == two
    assert len(set(one)) == 2


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://paper.example/news/2019/10/10/flood/", "2019-10-10"),
        ("https://paper.example/2019/10/flood", "2019-10"),
        ("https://paper.example/flood-2020-05-22.html?at=2021-01-01", "2020-05-22"),
        ("https://paper.example/2019/10/10/x/2020/01/01", None),
        ("https://paper.example/id/120191010", None),
        ("https://paper.example/2019/13/40", None),
    ],
)
def test_the_path_of_an_address_may_hold_a_date(url: str, expected: str | None) -> None:
    assert dates_in_url(url) == expected


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not here")
def test_real_documents_give_the_dates_of_the_gold_answers() -> None:
    from whosays.read.plain import PlainReader

    right = wanted = 0
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        raw = path.read_bytes()
        capture = Capture(
            id=CaptureId("c"),
            name=path.name,
            size=len(raw),
            media_type="text/plain",
            method="file",
            fetched_at="2026-01-01T00:00:00Z",
        )
        reading = PlainReader()(capture, raw)
        material = Material(reading.document, reading.passages)
        material.add(_gold_anchors(path, material))
        found = [record for record in Dates()(material) if isinstance(record, Mention)]
        for record in found:
            assert all(material.cutter.check(anchor) for anchor in anchors_of(record))
        for line in (SHARED / f"gold/{path.stem}.dates.jsonl").read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            if gold["kind"] in {"date", "footnote-date", "interval"}:
                wanted += 1
                near = [m for m in found if m.at.start < gold["end"] and gold["start"] < m.at.end]
                right += any(m.value == gold["iso"] for m in near)
    assert wanted == 36
    assert right >= 35


def _gold_anchors(path: Path, material: Material) -> list[Citation]:
    notes = SHARED / f"gold/{path.stem}.footnotes.jsonl"
    rows = [json.loads(line) for line in notes.read_text(encoding="utf-8").splitlines()] if notes.exists() else []
    return [
        Citation(
            id=CitationId(str(row["number"])), doc=material.doc.id, number=row["number"], kind="source", by="gold",
            anchor=material.cutter.cut(row["anchor"]["start"], row["anchor"]["end"]),
        )
        for row in rows
    ]  # fmt: skip
