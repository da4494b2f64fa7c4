"""Read the head of a mail: the fields that a reader sees, with their encoded words decoded; its date."""

from __future__ import annotations

import binascii
import re
from email.utils import parsedate_tz
from typing import TYPE_CHECKING

from whosays.read.mail.charsets import decode_words
from whosays.text.dates import find_dates
from whosays.text.edtf import make_date

if TYPE_CHECKING:
    from whosays.read.mail.mime import Part

# The fields that mail programs show, in small letters; they are printed in the order in which they are stored.
SHOWN = frozenset(
    [
        "from", "sender", "reply-to", "to", "cc", "bcc", "newsgroups", "organization", "date", "subject",
        "resent-from", "resent-to", "resent-date",
    ]
)  # fmt: skip
# A field that is longer is cut: two thousand addresses fit in.
_LONGEST = 100_000
_WORD = re.compile(r"=\?([^?\s]{1,80})\?([bBqQ])\?([^?\r\n]*(?:\?(?!=)[^?\r\n]*){0,10})\?=")
_FOLD = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_UNDERLINE = re.compile(rb"=([0-9A-Fa-f]{2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# "3 Oct 2030", "October 3, 2030": most dates are so, and the library reads them at a tenth of the cost.
_DAY_OF_MONTH = re.compile(r"(?<!\d)\d{1,2} [A-Z][a-z]{2,8} \d{4}(?!\d)|[A-Z][a-z]{2,8} \d{1,2},? \d{4}(?!\d)")
_EARLIEST, _LATEST = 1970, 2200


def shown_fields(part: Part) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the fields that a reader sees (name as stored, value decoded), and the names of those that had to be cut."""
    shown: list[tuple[str, str]] = []
    cut: list[str] = []
    for name, value in part.fields():
        if name.lower() in SHOWN and value.strip():
            if len(value) > _LONGEST:
                cut.append(name)
            words = read_field(value[:_LONGEST])
            if words:
                shown.append((name, words))
    return shown, cut


def read_field(value: str) -> str:
    """Decode a field as stored: one line, encoded words decoded, stray control characters as blanks."""
    line = _FOLD.sub(" ", value)
    out: list[str] = []
    held = _Held()
    at = 0
    for found in _WORD.finditer(line):
        between = line[at : found.start()]
        if not held.takes(found[1]) or between.strip():
            out.append(held.give())
        if between.strip() or not (held.charset or at):
            out.append(_raw(between))
        held.add(found[1], found[2], found[3])
        at = found.end()
    out += [held.give(), _raw(line[at:])]
    return _CONTROL.sub(" ", "".join(out)).strip()


class _Held:
    """Encoded words of one charset that stand side by side: a letter of several bytes may be cut between them."""

    def __init__(self) -> None:
        self.charset: str | None = None
        self._raw: list[bytes] = []

    def takes(self, charset: str) -> bool:
        return self.charset == charset.split("*", maxsplit=1)[0].lower()

    def add(self, charset: str, how: str, words: str) -> None:
        self.charset = charset.split("*", maxsplit=1)[0].lower()  # behind an asterisk stands the language
        raw = words.encode("utf-8", "surrogateescape")
        self._raw.append(_base64(raw) if how in "bB" else _quoted(raw))

    def give(self) -> str:
        if not self._raw:
            return ""
        words = decode_words(b"".join(self._raw), self.charset)
        self._raw = []
        return words


def _base64(raw: bytes) -> bytes:
    letters = bytes(letter for letter in raw if letter not in b"= \t")
    try:
        return binascii.a2b_base64(letters[: len(letters) - (len(letters) % 4 == 1)] + b"==")
    except binascii.Error:
        return raw


def _quoted(raw: bytes) -> bytes:
    return _UNDERLINE.sub(lambda found: bytes.fromhex(found[1].decode()), raw.replace(b"_", b" "))


def _raw(words: str) -> str:
    """Decode what stands in a head without encoding: by rule ASCII, in truth any bytes."""
    return words if words.isascii() else decode_words(words.encode("utf-8", "surrogateescape"), None)


def read_date(words: str) -> str | None:
    """Return the day of a mail's date as it says itself (EDTF), whatever its zone; None where it cannot be read."""
    parts = parsedate_tz(words[:200])
    if parts and _EARLIEST <= parts[0] <= _LATEST and (found := make_date(parts[0], parts[1], parts[2])):
        return found
    plain = _DAY_OF_MONTH.findall(words[:200])
    if len(plain) == 1 and (parts := parsedate_tz(f"{plain[0]} 00:00")) and (day := make_date(*parts[:3])):
        return day
    days = {found.value for found in find_dates(words[:200]) if found.value and _DAY.fullmatch(found.value)}
    return days.pop() if len(days) == 1 else None
