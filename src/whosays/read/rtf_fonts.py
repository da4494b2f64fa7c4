"""Say in which code page a font of a Rich Text file is written."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# \\fcharset → Python's name of the code page; 0 and 1 are the file's own, 2 is a font of symbols.
_CHARSETS: Mapping[int, str] = {
    77: "mac_roman", 78: "shift_jis", 79: "euc_kr", 80: "gb2312", 81: "big5", 83: "mac_roman", 84: "mac_cyrillic",
    85: "mac_greek", 86: "mac_turkish", 89: "cp1255", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp437",
}  # fmt: skip
_NUMBERED: Mapping[int, str] = {
    10000: "mac_roman", 10001: "shift_jis", 10006: "mac_greek", 10007: "mac_cyrillic", 10029: "mac_latin2",
    10081: "mac_turkish", 1361: "johab", 65001: "utf-8", 708: "iso8859_6", 709: "iso8859_6", 819: "latin-1",
    20127: "ascii", 28591: "latin-1",
}  # fmt: skip
SYMBOLS = 2


def codec_of_page(page: int) -> str | None:
    """Return Python's name of a numbered code page; None for one that it does not know."""
    name = _NUMBERED.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def codec_of_charset(charset: int) -> str | None:
    """Return the code page of a font's character set; None where it is the file's own."""
    return _CHARSETS.get(charset)


def decode(raw: bytes, codec: str) -> str:
    """Decode bytes; those that are no character of the code page are read as Windows does, then as �."""
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        # Windows reads the few free places of its code pages as control characters of the same number.
        return raw.decode(codec, "replace")
