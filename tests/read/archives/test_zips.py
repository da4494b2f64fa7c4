import struct
import warnings
import zipfile
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.yielding import Yielded, make_capture, read_all

from whosays.read.archives.unpacking import Limits
from whosays.read.archives.zips import ZipReader
from whosays.read.reading import UnreadableDocument


def make_zip(*rows: tuple[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that stand twice
        for name, raw in rows:
            archive.writestr(name, raw)
    return out.getvalue()


TWO = make_zip(("weirs/report.txt", b"The weir is closed. " * 20), ("note.txt", b"No salmon."))


def unzip(raw: bytes, limits: Limits | None = None) -> Yielded:
    return read_all(ZipReader(limits) if limits else ZipReader(), raw, "a.zip")


def test_members_come_in_order_under_their_names() -> None:
    found = unzip(TWO)
    assert found.files == {"weirs/report.txt": b"The weir is closed. " * 20, "note.txt": b"No salmon."}
    assert found.codes == []


@pytest.mark.parametrize(
    "name", ["../note.txt", "/etc/note.txt", "C:\\note.txt", "a/../../note.txt", "\u202etxt.exe", "x" * 900 + ".txt"]
)
def test_a_name_that_could_do_harm_is_a_label_and_told(name: str) -> None:
    found = unzip(make_zip((name, b"words")))
    assert ([m.raw for m in found.members], found.codes) == ([b"words"], ["member-name-odd"])
    assert len(found.members[0].name) <= 300 and "\u202e" not in found.members[0].name


def test_names_in_utf8_without_a_sign_are_read() -> None:
    raw = make_zip(("تقرير.txt", b"x"))
    # Take the sign that says UTF-8 out of both heads.
    plain = raw.replace(struct.pack("<HH", 0x800, 8), struct.pack("<HH", 0, 8))
    assert list(unzip(plain).files) == ["تقرير.txt"]


def test_members_of_one_name_are_all_kept() -> None:
    assert [m.raw for m in unzip(make_zip(("a.txt", b"1"), ("a.txt", b"2"))).members] == [b"1", b"2"]


def test_what_operating_systems_leave_is_counted() -> None:
    found = unzip(make_zip(("a.txt", b"x"), ("__MACOSX/._a.txt", b"x"), (".DS_Store", b"x"), ("b/Thumbs.db", b"x")))
    assert (list(found.files), found.codes) == (["a.txt"], ["archive-left-out"])


def test_links_are_left_out_and_told() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("passwords")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    found = unzip(out.getvalue())
    assert (found.members, found.codes) == ((), ["archive-left-out"])


def test_an_encrypted_member_is_told_and_the_others_read() -> None:
    raw = bytearray(TWO)
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 8] |= 1
    found = unzip(bytes(raw))
    assert (len(found.members), found.codes) == (1, ["encrypted-member"])


def test_a_damaged_member_is_told_and_the_others_read() -> None:
    raw = bytearray(TWO)
    raw[50] ^= 0xFF
    found = unzip(bytes(raw))
    assert (list(found.files), found.codes) == (["note.txt"], ["member-unreadable"])


@pytest.mark.parametrize(("cut", "names"), [(30, 2), (150, 1), (len(TWO) - 40, 0)])
def test_a_torn_archive_gives_what_is_whole(cut: int, names: int) -> None:
    found = unzip(TWO[: len(TWO) - cut])
    assert len(found.members) == names
    assert found.codes[0] == "archive-torn"


def test_bytes_around_the_archive_are_told() -> None:
    assert unzip(TWO + b"a foot").codes == ["archive-torn"]


def test_a_bomb_costs_its_own_member_only() -> None:
    raw = make_zip(("bomb.txt", b"\0" * 5_000_000), ("note.txt", b"No salmon."))
    found = unzip(raw, Limits(ratio_from=1_000_000))
    assert (found.files, found.codes) == ({"note.txt": b"No salmon."}, ["archive-limit"])


@pytest.mark.parametrize(
    ("limits", "kept"),
    [(Limits(members=1), 1), (Limits(total=300), 0), (Limits(one=100), 1), (Limits(ratio=1, ratio_from=50), 1)],
)
def test_limits_end_unpacking_and_are_told(limits: Limits, kept: int) -> None:
    found = unzip(TWO, limits)
    assert (len(found.members), found.codes) == (kept, ["archive-limit"])


def test_members_that_share_their_bytes_are_a_trap() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = packer.compress(b"words " * 1000) + packer.flush()
    crc = zlib.crc32(b"words " * 1000)
    head = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(kernel), 6000, 1, 0) + b"a" + kernel
    row = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(kernel), 6000, 1, 0, 0, 0, 0, 0, 0) + b"a"
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 9, 9, 9 * len(row), len(head), 0)
    found = unzip(head + 9 * row + end)
    assert (len(found.members), found.codes) == (1, ["archive-limit"])


def test_an_empty_archive_is_told() -> None:
    assert unzip(make_zip()).codes == ["empty-document"]


@pytest.mark.parametrize("raw", [b"", b"words", b"PK\x05\x06"])
def test_what_is_no_archive(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="no ZIP file"):
        unzip(raw)


@pytest.mark.parametrize(
    ("raw", "name", "kind", "expected"),
    [
        (TWO, "a.zip", "", True),
        (TWO, "download", "application/zip", True),
        (make_zip(("[Content_Types].xml", b"")), "a.zip", "application/zip", False),
        (make_zip(("mimetype", b"application/epub+zip")), "a.epub", "application/zip", False),
        (b"<html>not found</html>", "a.zip", "text/html", False),
    ],
)
def test_what_is_a_zip_file(raw: bytes, name: str, kind: str, expected: bool) -> None:
    assert ZipReader().reads(make_capture(raw, name, kind), raw[:4096]) == expected


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6), st.integers(0, 200))
def test_any_damage_gives_members_or_says_why_not(flips: list[tuple[int, int]], cut: int) -> None:
    raw = bytearray(TWO)
    for at, value in flips:
        raw[at % len(raw)] = value
    try:
        found = unzip(bytes(raw[: len(raw) - cut]))
    except UnreadableDocument as error:
        assert "a.zip cannot be read" in str(error)
    else:
        assert found.members or found.problems


def test_a_member_without_a_name_does_no_harm() -> None:
    raw = make_zip(("a", b"The weir."))
    raw = raw.replace(struct.pack("<HH", 1, 0) + b"a", struct.pack("<HH", 0, 0), 1)
    at = raw.rindex(b"PK\x01\x02")
    raw = raw[: at + 28] + b"\0\0" + raw[at + 30 : at + 46] + raw[at + 47 :]
    assert unzip(raw).codes
