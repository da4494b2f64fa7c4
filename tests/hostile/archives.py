"""Archives that mean harm: bombs, loops, odd names, more entries than anybody reads."""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import tarfile
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from tests.making.seeds import TEXT
from tests.read.archives.test_seven import make_7z
from tests.read.archives.test_tars import make_tar, special
from tests.read.archives.test_zips import make_zip

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = TEXT.encode()
_MIB = b"\0" * (1 << 20)
ODD_NAMES = (
    "../../escape.txt", "/etc/escape.txt", "C:\\Windows\\escape.txt", "..\\..\\escape.txt", "a/../../../escape.txt", "CON.txt",
    "NUL", "aux.txt", "a:b.txt", "name\nof two lines.txt", "\x1b[31mred.txt", "\u202egnp.txt", "~/escape.txt",
    "x" * 5000 + ".txt",
    ".", "..", " ", "a//b.txt", "\\\\server\\share\\x.txt", "e\u0301.txt", "file.txt/", "-rf", "$(touch escape).txt",
)  # fmt: skip


def zip_bomb() -> bytes:
    """Three hundred megabytes of nothing in one."""
    return _zip_of_nothing("nothing.txt", 300)


def _zip_of_nothing(name: str, mib: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, archive.open(name, "w") as part:
        for _ in range(mib):
            part.write(_MIB)
    return out.getvalue()


def nested_bomb() -> bytes:
    """Sixteen archives of sixteen archives of a bomb each."""
    inner = _zip_of_nothing("nothing.txt", 64)
    for depth in range(3):
        inner = make_zip(*((f"{depth}-{at}.zip", inner) for at in range(16)))
    return inner


def overlapping() -> bytes:
    """A thousand entries that are all the same bytes of the archive (after D. Fifield)."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = packed.compress(_MIB * 8) + packed.flush()
    crc = zlib.crc32(_MIB * 8)
    sizes = struct.pack("<III", crc, len(kernel), 8 << 20)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", 1, 0) + b"a"
    body = local + kernel
    listed = b"".join(
        b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes + struct.pack("<HHHHHII", 4, 0, 0, 0, 0, 0, 0)
        + f"{at:04}".encode() for at in range(1000)
    )  # fmt: skip
    return body + listed + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1000, 1000, len(listed), len(body), 0)


def false_sizes() -> bytes:
    """An entry that says that it has ten bytes, and unpacks to many."""
    raw = bytearray(_zip_of_nothing("a.txt", 8))
    at = raw.rindex(b"PK\x01\x02")
    struct.pack_into("<I", raw, at + 24, 10)
    return bytes(raw)


def holds_itself() -> bytes:
    """A gzip file whose content is a gzip file with the same beginning, and so on: as near to a quine as counts here."""
    raw = WORDS
    for _ in range(60):
        raw = gzip.compress(raw, mtime=0)
    return raw


def deep_zip() -> bytes:
    """Archives, 30 deep."""
    raw = WORDS
    for depth in range(30):
        raw = make_zip((f"{depth}.zip" if depth else "report.txt", raw))
    return raw


def deep_mix() -> bytes:
    """Archives of different kinds in one another."""
    raw = WORDS
    for depth in range(8):
        raw = make_tar((f"{depth}.zip", make_zip((f"{depth}.gz", gzip.compress(raw, mtime=0)))))
    return raw


def many_entries() -> bytes:
    """100,000 empty files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for at in range(100_000):
            archive.writestr(zipfile.ZipInfo(f"{at}.txt"), b"")
    return out.getvalue()


def many_in_tar() -> bytes:
    """25,000 files of a few bytes."""
    head = tarfile.TarInfo("x.txt")
    head.size = 5
    return (head.tobuf() + b"words".ljust(512, b"\0")) * 25_000 + b"\0" * 1024


def odd_names_zip() -> bytes:
    """Names that would lead out of a folder, or do harm on a screen."""
    return make_zip(*((name, f"Words {at} of the weir.".encode()) for at, name in enumerate(ODD_NAMES)))


def odd_names_tar() -> bytes:
    """The same, in a TAR archive."""
    return make_tar(*((name, f"Words {at} of the weir.".encode()) for at, name in enumerate(ODD_NAMES)))


def nul_in_name() -> bytes:
    """A name that ends for the system before it ends for us."""
    return make_zip(("aaaaaaaa.txt", WORDS)).replace(b"aaaaaaaa", b"../x\0.ex")


def special_in_tar() -> bytes:
    """Links that lead out of the archive, devices, a pipe, and a file behind a link to a folder."""
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, b"Z")
    return make_tar(*(special(f"s{at}", kind) for at, kind in enumerate(kinds)), ("s0/escape.txt", WORDS))


def false_size_in_tar() -> bytes:
    """A file that says it has more bytes than there are on earth."""
    head = tarfile.TarInfo("x.txt")
    head.size = 1 << 62
    return head.tobuf(tarfile.GNU_FORMAT) + WORDS


def tar_loop() -> bytes:
    """A file of minus one block, so that the next begins where this one does."""
    head = bytearray(tarfile.TarInfo("x.txt").tobuf(tarfile.GNU_FORMAT))
    head[124:136] = b"\xff" * 12
    return bytes(head) * 3 + b"\0" * 1024


def pax_bomb() -> bytes:
    """A name of 3 MB in a head."""
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("x" * (3 << 20)))
    return out.getvalue()


def gzip_bomb() -> bytes:
    """A gigabyte of nothing in a megabyte."""
    return gzip.compress(_MIB * 64, 9, mtime=0) * 16


def xz_bomb() -> bytes:
    """A quarter of a gigabyte of nothing in 40 kB."""
    return lzma.compress(_MIB * 256, preset=0)


def xz_dictionary() -> bytes:
    """A head that asks for a dictionary of 4 GB."""
    raw = bytearray(lzma.compress(WORDS, preset=0))
    raw[12:24] = b"\x02\x00\x21\x01\x28\x00\x00\x00" + struct.pack("<I", zlib.crc32(b"\x02\x00\x21\x01\x28\x00\x00\x00"))
    return bytes(raw)


def bz2_bomb() -> bytes:
    """A quarter of a gigabyte of nothing in 200 bytes, as a TAR archive's name."""
    return bz2.compress(_MIB * 256)


def seven_bomb() -> bytes:
    """A quarter of a gigabyte of nothing."""
    return make_7z(("nothing.txt", _MIB * 256))


def seven_odd_names() -> bytes:
    """Names that would lead out of a folder. Whoever packs refuses them, so they are put in afterwards."""
    import py7zr

    out = BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        archive.set_encoded_header_mode(False)
        for name in ("aa/escape.txt", "b/escape.txt", "cc/dd/escape.txt"):
            archive.writestr(b"words", name)
    raw = out.getvalue()
    for name, odd in (("aa/", "../"), ("b/e", "/ee"), ("cc/dd/", "c/../.")):
        raw = raw.replace(name.encode("utf-16-le"), odd.encode("utf-16-le"))
    place, size = struct.unpack_from("<QQ", raw, 12)
    start = struct.pack("<QQI", place, size, zlib.crc32(raw[32 + place :][:size]))
    return raw[:8] + struct.pack("<I", zlib.crc32(start)) + start + raw[32:]


def seven_false_head() -> bytes:
    """A head that says it lies exabytes behind."""
    raw = make_7z(("a.txt", WORDS))
    start = struct.pack("<QQI", 1 << 60, 1 << 40, 0)
    return raw[:8] + struct.pack("<I", zlib.crc32(start)) + start + raw[32:]


def warc_false_lengths() -> bytes:
    """Records that say they are longer, shorter, of less than no length."""
    rows = []
    for length in (b"99999999999999", b"-5", b"3", b"x", b"0", b"1e9"):
        rows.append(
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x>\r\nWARC-Target-URI: https://river.example/\r\n"
            b"Content-Type: application/http\r\nContent-Length: " + length + b"\r\n\r\n"
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The weir is closed.</p>\r\n\r\n"
        )
    return b"".join(rows)


def warc_bomb() -> bytes:
    """A page that its server packed, of a quarter of a gigabyte."""
    body = gzip.compress(_MIB * 256, mtime=0)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + body
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://river.example/\r\nContent-Type: application/http\r\n"
    return head + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"


FILES: dict[str, Callable[[], bytes]] = {
    "bomb.zip": zip_bomb,
    "bomb-nested.zip": nested_bomb,
    "bomb-overlapping.zip": overlapping,
    "false-sizes.zip": false_sizes,
    "itself.gz": holds_itself,
    "deep.zip": deep_zip,
    "deep-mix.tar": deep_mix,
    "many.zip": many_entries,
    "many.tar": many_in_tar,
    "odd-names.zip": odd_names_zip,
    "odd-names.tar": odd_names_tar,
    "nul-in-name.zip": nul_in_name,
    "special.tar": special_in_tar,
    "false-size.tar": false_size_in_tar,
    "loop.tar": tar_loop,
    "pax-bomb.tar": pax_bomb,
    "bomb.gz": gzip_bomb,
    "bomb.xz": xz_bomb,
    "dictionary.xz": xz_dictionary,
    "bomb.bz2": bz2_bomb,
    "bomb.7z": seven_bomb,
    "odd-names.7z": seven_odd_names,
    "false-head.7z": seven_false_head,
    "false-lengths.warc": warc_false_lengths,
    "bomb.warc": warc_bomb,
}
