"""Older Word files: damage and locks. What they hold is tested beside the other kinds (`test_office_alike.py`)."""

import struct

import pytest
from tests.read.office_files import capture_of, read_one

from whosays.read.doc import DocReader
from whosays.read.doc_file import OLE, read_sprms
from whosays.read.doc_meta import read_summary
from whosays.read.reading import UnreadableDocument


@pytest.mark.parametrize("raw", [OLE, OLE + b"\x00" * 600, OLE + bytes(range(256)) * 10])
def test_a_damaged_file_cannot_be_read(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"damaged|no text"):
        read_one(DocReader(), raw)


@pytest.mark.parametrize(
    ("name", "media_type", "head", "wanted"),
    [
        ("a.doc", "", OLE, True),
        ("a.docx", "", OLE, True),
        ("a", "application/msword", OLE, True),
        ("a.msg", "application/vnd.ms-outlook", OLE, False),
        ("a.doc", "application/msword", b"PK\x03\x04", False),
    ],
)
def test_older_word_files_are_known_by_name_and_container(name: str, media_type: str, head: bytes, wanted: bool) -> None:
    assert DocReader().reads(capture_of(head, name, media_type), head) is wanted


def test_properties_are_read_by_their_codes() -> None:
    assert read_sprms(b"\x16\x24\x01" + b"\x0b\x46\x05\x00" + b"\x08\xd6\x03\x00\xaa\xbb" + b"\x17\x24\x01") == {
        0x2416: 1, 0x460B: 5, 0xD608: 0xBBAA0003, 0x2417: 1,
    }  # fmt: skip
    assert read_sprms(b"\x16") == {}


def _summary(*properties: tuple[int, bytes]) -> bytes:
    """A property set with the given properties."""
    places, values = b"", b""
    for number, value in properties:
        places += struct.pack("<II", number, 8 + 8 * len(properties) + len(values))
        values += value
    section = struct.pack("<II", 0, len(properties)) + places + values
    return b"\xfe\xff" + b"\x00" * 42 + struct.pack("<I", 48) + section


def _narrow(words: bytes) -> bytes:
    return struct.pack("<II", 0x1E, len(words)) + words


def test_the_summary_is_read_in_its_code_page() -> None:
    saved = struct.pack("<IQ", 0x40, 135_742_176_000_000_000)
    raw = _summary(
        (1, struct.pack("<IH", 2, 1256)), (2, _narrow("مذكرات\x00".encode("cp1256"))), (4, _narrow(b"Ole\x00")), (13, saved)
    )
    meta = read_summary(raw)
    assert (meta.title, meta.author, meta.modified) == ("مذكرات", "Ole", "2031-02-25")


@pytest.mark.parametrize("raw", [b"", b"\x00" * 60, b"\xff" * 200, _summary((13, struct.pack("<IQ", 0x40, 2**64 - 1)))])
def test_a_damaged_summary_says_nothing(raw: bytes) -> None:
    assert read_summary(raw).title is None
