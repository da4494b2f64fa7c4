"""OLE files that say their streams are larger than they are."""

import struct

import pytest
from tests.hostile.pages import sector_loop
from tests.read.mail.ole import make_ole
from tests.read.mail.test_msg import MAIL
from tests.read.yielding import read_all

from whosays.read.mail.msg import MsgReader
from whosays.read.ole import open_ole, read_stream
from whosays.read.reading import UnreadableDocument


def test_a_stream_larger_than_the_file_is_not_read() -> None:
    raw = bytearray(make_ole({"a": b"x" * 5000}))
    at = 512 * (struct.unpack_from("<I", raw, 0x30)[0] + 1) + 128
    struct.pack_into("<Q", raw, at + 0x78, 1 << 31)
    with pytest.raises(OSError, match="larger than the file"), open_ole(bytes(raw)) as ole:
        read_stream(ole, "a")


def test_tables_larger_than_the_file_are_not_read() -> None:
    raw = bytearray(make_ole(MAIL))
    struct.pack_into("<I", raw, 0x40, 0x7FFFFFFF)
    with pytest.raises(OSError, match="larger than the file"):
        open_ole(bytes(raw))


def test_sectors_in_a_circle_end() -> None:
    try:
        read_all(MsgReader(), sector_loop(), "oil.msg")
    except UnreadableDocument as error:
        assert "cannot be read" in str(error)
