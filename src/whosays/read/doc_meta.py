"""Read what an older Word file says of itself: its summary, which all Office files of its time have ([MS-OLEPS])."""

from __future__ import annotations

import struct
from datetime import datetime, timedelta

from whosays.read.meta import Meta
from whosays.read.properties import author_of
from whosays.read.rtf_fonts import codec_of_page, decode

_PAGE, _TITLE, _AUTHOR, _SAVED = 1, 2, 4, 13
_NARROW, _WIDE, _TIME, _SHORT = 0x1E, 0x1F, 0x40, 0x02
_MOST = 100
_LONGEST = 500


def read_summary(raw: bytes) -> Meta:
    """Read the summary; one that is damaged says nothing, since the text does not hang on it."""
    try:
        said = _properties(raw)
    except (struct.error, IndexError, OverflowError, ValueError):
        return Meta()
    page = said.get(_PAGE)
    codec = codec_of_page(page & 0xFFFF) if isinstance(page, int) else None

    def words(number: int) -> str | None:
        value = said.get(number)
        if not isinstance(value, (bytes, str)):
            return None
        read = value if isinstance(value, str) else decode(value, codec or "cp1252")
        return " ".join(read.split("\x00")[0].split())[:_LONGEST] or None

    saved = said.get(_SAVED)
    return Meta(title=words(_TITLE), author=author_of(words(_AUTHOR)), modified=_day(saved) if isinstance(saved, int) else None)


def _properties(raw: bytes) -> dict[int, bytes | str | int]:
    """Return the properties of the first set by their numbers."""
    begin = struct.unpack_from("<I", raw, 44)[0]
    count = min(struct.unpack_from("<I", raw, begin + 4)[0], _MOST)
    out: dict[int, bytes | str | int] = {}
    for at in range(count):
        number, place = struct.unpack_from("<II", raw, begin + 8 + 8 * at)
        kind = struct.unpack_from("<I", raw, begin + place)[0]
        start = begin + place + 4
        if kind in (_NARROW, _WIDE):
            size = min(struct.unpack_from("<I", raw, start)[0], 4 * _LONGEST)
            value = raw[start + 4 : start + 4 + size * (2 if kind == _WIDE else 1)]
            out[number] = value.decode("utf-16-le", "replace") if kind == _WIDE else value
        elif kind == _TIME:
            out[number] = struct.unpack_from("<Q", raw, start)[0]
        elif kind == _SHORT:
            out[number] = struct.unpack_from("<H", raw, start)[0]
    return out


def _day(ticks: int) -> str | None:
    """Return the day of a time in tenths of a microsecond since 1601; None for one that no file has."""
    try:
        moment = datetime(1601, 1, 1) + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return None
    return moment.date().isoformat() if 1980 <= moment.year < 2200 else None
