"""Decode bytes to text without changing a character, and say how sure the reading is."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Python decodes with these too, yet no file is written in them, and some take quadratic time.
_NO_ENCODINGS = frozenset(["idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"])
# Enough for the detector; more costs time and changes nothing.
_SAMPLE = 200_000
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27, 0x85, 28, 29, 30, 31})


class NotText(ValueError):
    """The bytes are no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text, the encoding it was read with, whether that was a guess, and how many places could not be decoded."""

    text: str
    encoding: str
    guessed: bool = False
    broken: int = 0


def decode(raw: bytes) -> Decoded:
    """Decode `raw`: by its byte order mark, else as UTF-8, else by a guess.

    UTF-8 keeps a byte order mark as a character, so that the text is what `bytes.decode("utf-8")` gives.
    Raises NotText for bytes that are no text.
    """
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return _lenient(raw, name, guessed=False)
    if b"\0" in raw:
        return _lenient(raw, _utf16_without_mark(raw), guessed=True)
    if len(raw) - len(raw.translate(None, _CONTROL)) > max(8, len(raw) // 20):
        raise NotText("it holds control characters as no text does")
    try:
        return Decoded(text=raw.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        return _guess(raw)


def decode_as(raw: bytes, name: str) -> Decoded:
    """Decode as the file itself says; where it names no known encoding, or plainly a wrong one, as `decode` does."""
    known = text_encoding(name)
    if known is None:
        return decode(raw)
    if b"\0" in raw and not known.startswith(("utf-16", "utf-32")):
        return decode(raw)
    # What web pages call Latin 1 is cp1252, as every browser reads it.
    return _lenient(raw, "cp1252" if known in ("iso8859-1", "ascii") else known, guessed=False)


def text_encoding(name: str) -> str | None:
    """Return the encoding of text that goes by a name, None where there is none."""
    try:
        known = codecs.lookup(name).name
        b"a".decode(known, "ignore")  # refuses those that make bytes of bytes, or letters of letters
    except (LookupError, ValueError):
        return None
    return None if known in _NO_ENCODINGS else known


def _utf16_without_mark(raw: bytes) -> str:
    head = raw[:4096]
    low, high = head[0::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    for name, nulls, others in (("utf-16-le", high, low), ("utf-16-be", low, high)):
        if len(raw) % 2 == 0 and nulls > 0.3 * half and others < 0.02 * half:
            words = head.decode(name, errors="replace")
            if sum(char < " " and not char.isspace() for char in words) <= len(words) // 50:
                return name
    raise NotText("it holds null bytes, so it is no text")


def _lenient(raw: bytes, name: str, *, guessed: bool) -> Decoded:
    try:
        return Decoded(text=raw.decode(name), encoding=name, guessed=guessed)
    except UnicodeDecodeError:
        text = raw.decode(name, errors="replace")
        return Decoded(text=text, encoding=name, guessed=guessed, broken=text.count("\ufffd"))


def _guess(raw: bytes) -> Decoded:
    as_utf8 = raw.decode("utf-8", errors="replace")
    broken = as_utf8.count("\ufffd") - raw.count(b"\xef\xbf\xbd")
    whole = len(re.findall(r"[^\x00-\x7f\ufffd]", as_utf8))
    if whole >= 5 * broken:
        return Decoded(text=as_utf8, encoding="utf-8", broken=broken)
    from chardet import detect

    found = detect(raw[:_SAMPLE])["encoding"] or "cp1252"
    try:
        codecs.lookup(found)
    except LookupError:
        found = "cp1252"
    if codecs.lookup(found).name in ("ascii", "utf-8"):
        found = "cp1252"
    return _lenient(raw, found, guessed=True)
