"""Archives of parts that say one thing and hold another."""

import struct
import zipfile
from io import BytesIO

import pytest
from tests.read.office_files import pack

from whosays.read.reading import UnreadableDocument
from whosays.read.zip_parts import Limits, Parts, parse_xml


def test_parts_are_read_by_name_and_names_are_no_paths() -> None:
    parts = Parts("x", pack({"/word\\a.xml": "<a/>", "../../b": "b"}))
    assert parts.names == ("word/a.xml", "../../b")
    assert parts.read("../../b") == b"b"
    assert "c" not in parts and parts.xml("c") is None


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", "one")
        archive.writestr("a", "two")
    with pytest.raises(UnreadableDocument, match="same name"):
        Parts("x", out.getvalue())


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        (Limits(parts=1), "2 parts"),
        (Limits(part=5), "larger than"),
        (Limits(total=12), "larger than"),
    ],
)
def test_what_is_unpacked_counts_against_the_limits(limits: Limits, why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        for name in ("a", "b"):
            Parts("x", pack({"a": "1234567", "b": "1234567"}), limits).read(name) if limits.parts == 1 else None
        parts = Parts("x", pack({"a": "1234567", "b": "1234567"}), limits)
        assert [parts.read(name) for name in parts.names]


def test_a_size_that_is_declared_too_small_is_not_believed() -> None:
    raw = bytearray(pack({"a": b"\x00" * 20_000_000}))
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 10)
    with pytest.raises(UnreadableDocument, match="damaged"):
        Parts("x", bytes(raw)).read("a")


def test_a_bomb_stops_early() -> None:
    with pytest.raises(UnreadableDocument, match="a bomb"):
        Parts("x", pack({"a": b"\x00" * 60_000_000})).read("a")


def test_a_locked_part_and_an_odd_packing_are_named() -> None:
    raw = bytearray(pack({"a": "words"}))
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 8] |= 1
    with pytest.raises(UnreadableDocument, match="password"):
        Parts("x", bytes(raw)).read("a")
    with pytest.raises(UnreadableDocument, match="packed in a way"):
        Parts("x", pack({"a": "words"}, method=zipfile.ZIP_LZMA)).read("a")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"<!DOCTYPE a [<!ELEMENT a ANY>]><a/>", "entities"),
        (b"<?xml version='1.0'?><!ENTITY x 'y'><a/>", "entities"),
        (b"<a>", "damaged"),
        (b"", "damaged"),
        (b"<a>" * 300 + b"</a>" * 300, "damaged"),
        (b"<?xml version='1.0' encoding='no-such'?><a/>", "damaged"),
    ],
)
def test_xml_that_no_document_holds_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        parse_xml("x", "part", raw)


def test_a_plain_doctype_is_no_harm() -> None:
    assert parse_xml("x", "part", b'<!DOCTYPE a PUBLIC "b" "c.dtd"><a/>').tag == "a"
