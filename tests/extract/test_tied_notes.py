"""Notes that the file itself ties to their marks: Word, web pages, footnotes of a PDF."""

import pytest

from whosays.extract.citations import Citations
from whosays.extract.material import Material
from whosays.extract.tied_notes import read_mark
from whosays.read.drafts import Draft
from whosays.read.passages import make_document, make_passages
from whosays.records import Capture, CaptureId, Citation, Problem

BODY = "The weir closed in 2014.¹ Nobody was asked.² The 12 m² basin stayed.*"
NOTES = ("Aldwen Courier, 4.5.2014, https://courier.example/weir", "Ibid.", "12.")


def cite(text: str, drafts: list[Draft]) -> tuple[list[Citation], list[str]]:
    capture = Capture(
        id=CaptureId("0" * 64), name="weir.docx", size=1, media_type="x/y", method="file", fetched_at="2020-01-01T00:00:00Z"
    )
    doc = make_document(capture, text, drafts, made_by="test")
    found = list(Citations()(Material(doc, make_passages(doc, drafts))))
    return [one for one in found if isinstance(one, Citation)], [one.code for one in found if isinstance(one, Problem)]


def drafts_of(marks: list[tuple[str, str | None]], *, tie: bool = True) -> tuple[str, list[Draft]]:
    """The body, and a footnote for each (mark in the body, printed number)."""
    text, drafts = BODY + "\n", [Draft(zone="paragraph", spans=((0, len(BODY)),))]
    for words, (mark, number) in zip(NOTES, marks, strict=False):
        at = BODY.index(mark)
        called = (at, at + len(mark)) if tie else None
        drafts.append(Draft(zone="footnote", spans=((len(text), len(text) + len(words)),), number=number, called_at=called))
        text += words + "\n"
    return text, drafts


def test_a_tied_note_has_the_mark_that_the_file_gives_it() -> None:
    cites, problems = cite(*drafts_of([("¹", "1"), ("²", "2")]))
    assert [(c.number, c.anchor and (c.anchor.text, c.anchor.start), c.ibid_of) for c in cites] == [
        (1, ("¹", BODY.index("¹")), None),
        (2, ("²", BODY.index("²")), 1),
    ]
    assert problems == []


def test_signs_count_among_themselves_and_a_note_of_one_number_is_kept() -> None:
    cites, _ = cite(*drafts_of([("¹", "1"), ("²", "2"), ("*", "*")]))
    assert [(c.number, c.anchor and c.anchor.text, c.note and c.note.text) for c in cites] == [
        (1, "¹", NOTES[0]),
        (2, "²", NOTES[1]),
        (1, "*", "12."),
    ]


def test_a_note_that_lost_its_tie_takes_its_number_between_its_neighbours() -> None:
    text, drafts = drafts_of([("¹", "1"), ("²", "2")])
    untied = [drafts[0], drafts[1], Draft(zone="footnote", spans=drafts[2].spans, number="2")]
    cites, problems = cite(text, untied)
    assert [c.anchor and c.anchor.text for c in cites] == ["¹", "²"]
    assert problems == []


def test_a_gap_whose_mark_is_there_is_a_missing_note() -> None:
    text = "One.¹ Two.² Three.³\nFirst words.\nThird words.\n"
    drafts = [
        Draft(zone="paragraph", spans=((0, 20),)),
        Draft(zone="footnote", spans=((21, 33),), number="1", called_at=(4, 5)),
        Draft(zone="footnote", spans=((34, 46),), number="3", called_at=(18, 19)),
    ]
    cites, problems = cite(text, drafts)
    assert [(c.number, c.note is None) for c in cites] == [(1, False), (2, True), (3, False)]
    assert problems == ["note-missing"]


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("12", 12),
        ("[3]", 3),
        ("¹²", 12),
        ("٣", 3),
        ("۴", 4),
        ("iv", 4),
        ("IX.", 9),
        ("*", None),
        ("†", None),
        (None, None),
        ("b", None),
    ],
)
def test_marks(mark: str | None, expected: int | None) -> None:
    assert read_mark(mark) == expected
