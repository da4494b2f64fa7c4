import bz2
import gzip
import lzma
import tarfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.yielding import Yielded, make_capture, read_all

from whosays.read.archives.compressed import CompressedReader
from whosays.read.archives.tars import TarReader
from whosays.read.archives.unpacking import Limits
from whosays.read.reading import UnreadableDocument


def make_tar(*rows: tuple[str, bytes] | tarfile.TarInfo) -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for row in rows:
            if isinstance(row, tarfile.TarInfo):
                archive.addfile(row)
                continue
            info = tarfile.TarInfo(row[0])
            info.size = len(row[1])
            archive.addfile(info, BytesIO(row[1]))
    return out.getvalue()


def special(name: str, kind: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return info


TWO = make_tar(("weirs/report.txt", b"The weir is closed."), ("note.txt", b"No salmon."))
FILES = {"weirs/report.txt": b"The weir is closed.", "note.txt": b"No salmon."}


def untar(raw: bytes, name: str = "a.tar", limits: Limits | None = None) -> Yielded:
    reader = TarReader if name.endswith(".tar") else CompressedReader
    return read_all(reader(limits) if limits else reader(), raw, name)


def test_members_come_in_order_under_their_names() -> None:
    found = untar(TWO)
    assert (found.files, found.codes) == (FILES, [])


@pytest.mark.parametrize(
    ("pack", "name"),
    [(gzip.compress, "a.tar.gz"), (gzip.compress, "a.tgz"), (bz2.compress, "a.tar.bz2"), (lzma.compress, "a.tar.xz")],
)
def test_packed_archives_are_read_through(pack: Callable[[bytes], bytes], name: str) -> None:
    found = untar(pack(TWO), name)
    assert (found.files, found.codes) == (FILES, [])


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_left_out_and_told(kind: bytes) -> None:
    found = untar(make_tar(("a.txt", b"x"), special("trap", kind), ("b.txt", b"y")))
    assert (list(found.files), found.codes) == (["a.txt", "b.txt"], ["archive-left-out"])


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt"])
def test_a_name_that_could_do_harm_is_a_label_and_told(name: str) -> None:
    found = untar(make_tar((name, b"x")))
    assert (found.files, found.codes) == ({name: b"x"}, ["member-name-odd"])


@pytest.mark.parametrize(
    ("raw", "name", "kept"),
    [
        (TWO[:1540], "a.tar", 1),
        (TWO[:700], "a.tar", 1),
        (TWO[:1024] + b"x" * 512 + TWO[1536:], "a.tar", 1),
        (gzip.compress(TWO, mtime=0)[:-12], "a.tgz", 2),
        (gzip.compress(TWO, mtime=0) + b"a foot", "a.tgz", 2),
    ],
)
def test_a_torn_archive_gives_what_is_whole(raw: bytes, name: str, kept: int) -> None:
    found = untar(raw, name)
    assert len(found.members) == kept
    assert "archive-torn" in found.codes


@pytest.mark.parametrize(
    ("raw", "name", "limits"),
    [
        (TWO, "a.tar", Limits(members=1)),
        (TWO, "a.tar", Limits(one=15)),
        (gzip.compress(make_tar(("zeros.txt", bytes(3_000_000))), mtime=0), "a.tgz", Limits(ratio_from=100_000)),
    ],
)
def test_limits_are_told(raw: bytes, name: str, limits: Limits) -> None:
    found = untar(raw, name, limits)
    assert (len(found.members) <= 1, found.codes) == (True, ["archive-limit"])


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_is_one_member(pack: Callable[[bytes], bytes]) -> None:
    found = untar(pack(b"No salmon."), "note.txt.gz")
    assert (found.files, found.codes) == ({"note.txt": b"No salmon."}, [])


def test_the_name_that_gzip_keeps_is_taken_where_the_file_has_none() -> None:
    out = BytesIO()
    with gzip.GzipFile("note.txt", "wb", fileobj=out) as packed:
        packed.write(b"No salmon.")
    assert list(untar(out.getvalue(), "download").files) == ["note.txt"]


def test_parts_of_a_packed_file_are_joined() -> None:
    assert untar(gzip.compress(b"No ", mtime=0) + gzip.compress(b"salmon.", mtime=0), "a.gz").files == {"a": b"No salmon."}


def test_a_bomb_is_told() -> None:
    assert untar(bz2.compress(bytes(3_000_000)), "a.bz2", Limits(ratio_from=100_000)).codes == ["archive-limit"]


def test_a_file_that_asks_for_too_much_memory_cannot_be_read() -> None:
    # The old format keeps the size of its memory in four plain bytes.
    raw = bytearray(lzma.compress(b"words", format=lzma.FORMAT_ALONE))
    assert untar(bytes(raw), "a.lzma").files == {"a": b"words"}
    raw[1:5] = (1 << 30).to_bytes(4, "little")
    with pytest.raises(UnreadableDocument, match="nothing of it"):
        untar(bytes(raw), "a.lzma")


@pytest.mark.parametrize(("raw", "name"), [(b"words", "a.tar"), (b"\x1f\x8b\x08words", "a.gz"), (b"", "a.tar")])
def test_what_is_no_archive(raw: bytes, name: str) -> None:
    with pytest.raises(UnreadableDocument):
        untar(raw, name)


def test_a_tar_archive_is_known_by_its_first_header() -> None:
    assert TarReader().reads(make_capture(TWO, "download"), TWO[:4096])
    assert not TarReader().reads(make_capture(b"", "download"), b"words" * 200)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2_600), st.integers(0, 255)), max_size=6), st.integers(0, 3_000), st.booleans())
def test_any_damage_gives_members_or_says_why_not(flips: list[tuple[int, int]], cut: int, packed: bool) -> None:
    raw = bytearray(gzip.compress(TWO, mtime=0) if packed else TWO[:3_072])
    for at, value in flips:
        raw[at % len(raw)] = value
    name = "a.tgz" if packed else "a.tar"
    try:
        found = untar(bytes(raw[: max(1, len(raw) - cut)]), name)
    except UnreadableDocument as error:
        assert f"{name} cannot be read" in str(error)
    else:
        assert found.members or found.problems
