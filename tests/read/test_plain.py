import contextlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.anchors import Cutter
from whosays.read.plain import PlainReader
from whosays.read.reading import Reading, UnreadableDocument
from whosays.records import Capture, CaptureId, make_id

Capturing = Callable[..., Capture]
REPORT = "The Weir Report\r\n\r\nThe weir was closed in spring1.\r\n\r\nNotes\r\n\r\n1 https://weir.example/\r\n"


def read(capture: Capturing, raw: bytes, name: str = "weir.txt") -> Reading:
    return PlainReader()(capture(raw, name), raw)


@pytest.mark.parametrize("text", [REPORT, "\ufeffBells ring.\n", "one line", "   \n\n", "", "ا\u200fب\n"])
def test_the_text_is_exactly_the_decoded_file(capture: Capturing, text: str) -> None:
    raw = text.encode()
    assert read(capture, raw).document.text == raw.decode("utf-8")


def test_the_document_says_where_it_comes_from(capture: Capturing) -> None:
    raw = REPORT.encode()
    document = read(capture, raw).document
    assert (document.id, document.name, document.title) == (make_id("doc", capture(raw).id), "weir.txt", "The Weir Report")
    assert (document.made_by, document.date, document.pages) == ("plain 2", None, ())


def test_passages_are_cut_from_the_text_and_carry_printed_numbers(capture: Capturing) -> None:
    reading = read(capture, REPORT.encode())
    cutter = Cutter(reading.document)
    for passage in reading.passages:
        for piece in passage.pieces:
            cutter.check(piece)
    assert [(p.order, p.zone, p.number, p.pieces[0].text) for p in reading.passages] == [
        (0, "heading", None, "The Weir Report"),
        (1, "paragraph", None, "The weir was closed in spring1."),
        (2, "heading", None, "Notes"),
        (3, "footnote", "1", "https://weir.example/"),
    ]


def test_ids_come_from_the_words(capture: Capturing) -> None:
    """Equal words are told apart by how often they stood before."""
    ids = [p.id for p in read(capture, b"Ring the bell.\n\nRing the bell.\n\nRing it.").passages]
    assert len(set(ids)) == 3
    assert ids == [p.id for p in read(capture, b"Ring the bell.\n\nRing the bell.\n\nRing it.").passages]


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ("Le musée prête ses horloges aux écoles de la région. ".encode("cp1252") * 5, ["guessed-encoding"]),
        ("Größere Brücken über die Ährn, für später. ".encode() * 3 + b"\xff", ["undecodable-bytes"]),
        (b"The weir.", []),
        (b"", ["empty-document"]),
        (b" \r\n\n", ["empty-document"]),
    ],
)
def test_odd_bytes_give_problems(capture: Capturing, raw: bytes, codes: list[str]) -> None:
    reading = read(capture, raw)
    assert [problem.code for problem in reading.problems] == codes
    assert all(problem.doc == reading.document.id for problem in reading.problems)


def test_bytes_that_are_no_text_cannot_be_read(capture: Capturing) -> None:
    with pytest.raises(UnreadableDocument, match=r"weir\.txt cannot be read: it holds null bytes"):
        read(capture, b"\0\1\2\3")


@pytest.mark.parametrize(
    ("name", "media_type", "head", "expected"),
    [
        ("a.txt", "", b"x", True),
        ("a.md", "", b"x", True),
        ("a", "text/plain", b"x", True),
        ("a.pdf", "application/pdf", b"%PDF-1", False),
        ("a.txt", "text/plain", b"%PDF-1.7", False),
        ("a.jpg", "image/jpeg", b"x", False),
    ],
)
def test_plain_text_is_known_by_type_and_name(
    capture: Capturing, name: str, media_type: str, head: bytes, expected: bool
) -> None:
    assert PlainReader().reads(capture(b"", name, media_type), head) is expected


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_reading_or_are_refused(raw: bytes) -> None:
    capture = Capture(id=CaptureId("0"), name="a.txt", size=len(raw), media_type="", method="file", fetched_at="")
    with contextlib.suppress(UnreadableDocument):
        reading = PlainReader()(capture, raw)
        cutter = Cutter(reading.document)
        assert all(cutter.check(piece) for passage in reading.passages for piece in passage.pieces)
