import sys
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.yielding import Yielded, read_all

from whosays.read.archives.seven import SevenZipReader
from whosays.read.archives.unpacking import Limits
from whosays.read.reading import UnreadableDocument

py7zr = pytest.importorskip("py7zr")


def make_7z(*rows: tuple[str, bytes], password: str | None = None, hidden: bool = False) -> bytes:
    out = BytesIO()
    with py7zr.SevenZipFile(out, "w", password=password, header_encryption=hidden) as archive:
        for name, raw in rows:
            archive.writestr(raw, name)
    return out.getvalue()


def unpack(raw: bytes, limits: Limits | None = None) -> Yielded:
    return read_all(SevenZipReader(limits) if limits else SevenZipReader(), raw, "a.7z")


def test_members_come_in_order_and_those_of_one_name_are_all_kept() -> None:
    found = unpack(make_7z(("weirs/report.txt", b"closed"), ("empty.txt", b""), ("a.txt", b"1"), ("a.txt", b"2")))
    assert [(m.name, m.raw) for m in found.members] == [
        ("weirs/report.txt", b"closed"), ("empty.txt", b""), ("a.txt", b"1"), ("a.txt", b"2"),
    ]  # fmt: skip
    assert found.codes == []


@pytest.mark.parametrize("hidden", [False, True])
def test_a_password_is_told(hidden: bool) -> None:
    found = unpack(make_7z(("a.txt", b"words"), password="oil", hidden=hidden))
    assert (found.members, found.codes) == ((), ["encrypted-member"])


@pytest.mark.parametrize("limits", [Limits(members=1), Limits(one=3), Limits(total=5, ratio_from=1)])
def test_limits_are_told(limits: Limits) -> None:
    found = unpack(make_7z(("a.txt", b"one"), ("b.txt", b"three")), limits)
    assert "archive-limit" in found.codes
    assert len(found.members) <= 1


def test_without_the_package_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py7zr", None)
    found = unpack(make_7z(("a.txt", b"words")) if sys.modules["py7zr"] else b"7z\xbc\xaf\x27\x1c")
    assert found.codes == ["unknown-kind"]
    assert "pip install 'whosays[sevenzip]'" in found.problems[0].message


def test_what_is_no_archive() -> None:
    with pytest.raises(UnreadableDocument, match="7z"):
        unpack(b"7z\xbc\xaf\x27\x1cwords")


WHOLE = make_7z(("weirs/report.txt", b"The weir is closed. " * 30), ("note.txt", b"No salmon."))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 255)), min_size=1, max_size=4))
def test_any_damage_gives_members_or_says_why_not(flips: list[tuple[int, int]]) -> None:
    raw = bytearray(WHOLE)
    for at, value in flips:
        raw[at % len(raw)] = value
    try:
        found = unpack(bytes(raw))
    except UnreadableDocument as error:
        assert "a.7z cannot be read" in str(error)
    else:
        assert found.members or found.problems
