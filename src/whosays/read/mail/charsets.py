"""Decode the words of a mail: by the charset that it names where that can be true, else by a guess, and say which it was."""

from __future__ import annotations

import re

from whosays.read.encoding import Decoded, NotText, decode, decode_as, text_encoding

# Names that mail programs use and Python does not know, or knows by a smaller set of letters than is meant.
_MEANT = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "x-sjis": "cp932",
    "shift_jis": "cp932", "windows-31j": "cp932", "iso-8859-8-i": "cp1255", "iso-8859-8-e": "cp1255", "iso-8859-8": "cp1255",
    "iso-8859-6-i": "iso-8859-6", "iso-8859-6-e": "iso-8859-6", "unicode-1-1-utf-7": "utf-7", "utf8mb4": "utf-8",
    "unicode-1-1-utf-8": "utf-8", "x-mac-roman": "mac-roman", "x-mac-arabic": "mac-arabic", "ansi_x3.4-1968": "ascii",
    "windows-874": "cp874", "tis-620": "cp874", "iso-8859-9": "cp1254", "iso8859_1": "latin-1",
}  # fmt: skip
# Every byte is a letter in these, so that the name proves nothing; UTF-8 that is well formed is UTF-8.
_ANYTHING = re.compile(
    r"ascii|us-ascii|(?:iso-?8859|latin|windows-|cp)[-_]?\d+|utf-?8|unknown-?8bit|x-unknown|default|none|8bit|binary"
)
# A charset whose letters may be the UTF-8 bytes too; only this many well-formed letters are no accident.
_NO_ACCIDENT = 2
_HIGH = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def decode_part(raw: bytes, charset: str | None) -> Decoded:
    """Decode the words of a part. Raises NotText for bytes that are no text in any charset that was tried."""
    if b"\0" in raw and not (charset or "").lower().startswith(("utf-16", "utf16", "utf-32", "utf32", "ucs")):
        stripped = raw.replace(b"\0", b"")
        if len(raw) - len(stripped) <= max(8, len(raw) // 100):
            # Strays: they are no characters that any program shows.
            return decode_part(stripped, charset)
    name = (charset or "").strip().strip("\"'").lower()
    if not raw or (raw.isascii() and not name.startswith(("utf-7", "unicode-1-1-utf-7", "iso-2022", "hz", "utf-16", "utf-32"))):
        return Decoded(text=raw.decode("ascii"), encoding="ascii")
    if (not name or _ANYTHING.fullmatch(name)) and len(_HIGH.findall(raw[:20_000])) >= _NO_ACCIDENT:
        try:
            return Decoded(text=raw.decode("utf-8"), encoding="utf-8")
        except UnicodeDecodeError:
            pass
    if not name or not _is_known(name):
        return _guess(raw)
    found = decode_as(raw, _MEANT.get(name, name))
    if not found.broken:
        return found
    guess = decode(raw)
    return guess if guess.broken < found.broken else found


def _guess(raw: bytes) -> Decoded:
    try:
        return decode(raw)
    except NotText:
        return Decoded(text=raw.decode("cp1252", "replace"), encoding="cp1252", guessed=True)


def decode_words(raw: bytes, charset: str | None) -> str:
    """Decode a few words of a head: by their charset, as UTF-8, else as Western letters; this never fails."""
    name = _MEANT.get((charset or "utf-8").lower(), charset or "utf-8")
    for tried in (name, "utf-8"):
        try:
            return raw.decode(tried)
        except (UnicodeDecodeError, LookupError, UnicodeError, ValueError):
            continue
    if charset and _is_known(name.lower()):
        return raw.decode(name, "replace")
    return raw.decode("cp1252", "replace")


def _is_known(name: str) -> bool:
    return text_encoding(_MEANT.get(name, name)) is not None
