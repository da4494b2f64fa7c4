"""Open a MIME part: its head by the standard library, its body as the very bytes that the file holds.

The library's own reader of whole mails is not used: it gives an inner mail back re-written, and its time grows with the
depth of nesting. Inner mails become captures, so their bytes have to be those of the file.
"""

from __future__ import annotations

import binascii
import quopri
import re
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from email.policy import compat32
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_FIELD = re.compile(rb"^(?!From |[!-9;-~]{1,200}:|[ \t])", re.MULTILINE)
_FIELD = re.compile(rb"[!-9;-~]{1,80}[ \t]*:")
# Fields that say what a part is; one longer than this is hostile, and the library reads them in quadratic time.
_TELLING, _LONGEST_TELLING = ("Content-Type", "Content-Disposition", "Content-Transfer-Encoding"), 4_000
# What the library's readers of fields are known to trip over in damaged ones.
_DAMAGE = (ValueError, IndexError, TypeError, KeyError, LookupError, AttributeError)
_GUESSED_BOUNDARY = re.compile(
    rb"^--(-{0,40}[^\s-][^\r\n]{0,69}?)[ \t]*\r?\n(?=Content-[a-z-]+:)", re.MULTILINE | re.IGNORECASE
)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A mail or a part of one: the fields of its head, and its body as stored."""

    head: Message
    body: bytes

    @property
    def kind(self) -> str:
        """The media type in small letters; `text/plain` where the head does not tell."""
        try:
            return self.head.get_content_type()
        except _DAMAGE:
            return "text/plain"

    @property
    def disposition(self) -> str:
        """`attachment`, `inline`, or nothing."""
        try:
            return self.head.get_content_disposition() or ""
        except _DAMAGE:
            return ""

    def parameter(self, name: str, field: str = "content-type") -> str | None:
        """Return a parameter of a field, as stored (words may still be encoded)."""
        from email.utils import collapse_rfc2231_value

        try:
            value = self.head.get_param(name, None, field)
            return None if value is None else collapse_rfc2231_value(value, errors="surrogateescape").strip()
        except _DAMAGE:
            return None

    def fields(self) -> Iterator[tuple[str, str]]:
        """Yield all fields of the head as stored; bytes that are no ASCII are half characters (surrogateescape)."""
        yield from self.head.raw_items()

    def first(self, name: str) -> str | None:
        """Return the first field of a name, as stored."""
        return next((value for field, value in self.fields() if field.lower() == name), None)

    def decoded(self) -> bytes:
        """Return the body without its transfer encoding; damaged places are passed over."""
        encoding = (self.first("content-transfer-encoding") or "").strip().lower()
        if encoding == "base64":
            return _from_base64(self.body)
        if encoding == "quoted-printable":
            return quopri.decodestring(self.body)
        if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
            return _from_uu(self.body)
        return self.body


def open_part(raw: bytes) -> Part:
    """Part the head from the body: the first line that is no field ends the head; an empty one belongs to neither."""
    end = _NO_FIELD.search(raw)
    stored, body = (raw[: end.start()], raw[end.start() :]) if end else (raw, b"")
    if not _FIELD.match(stored) and not stored.startswith(b"From "):
        return Part(head=Message(), body=_without_empty_line(raw))
    head = Parser(policy=compat32).parsestr(stored.decode("ascii", "surrogateescape"), headersonly=True)
    for name in _TELLING:
        stored_value = next((value for field, value in head.raw_items() if field.lower() == name.lower()), "")
        if len(stored_value) > _LONGEST_TELLING:
            del head[name]
            head[name] = stored_value[:_LONGEST_TELLING]
    return Part(head=head, body=_without_empty_line(body))


def _without_empty_line(body: bytes) -> bytes:
    if body.startswith(b"\r\n"):
        return body[2:]
    return body[1:] if body.startswith((b"\n", b"\r")) else body


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The parts of a multipart body as stored, what stands behind the last, and what is odd (nothing: all is well)."""

    parts: tuple[bytes, ...] = ()
    behind: bytes = b""
    oddness: str | None = None


def split_parts(part: Part, most: int) -> Split:
    """Split the body of a multipart at its boundary, into `most` parts and no more."""
    boundary = _boundary(part)
    oddness = None
    found = _cuts(part.body, boundary, most) if boundary else []
    if not found:
        guessed = _GUESSED_BOUNDARY.search(part.body)
        if guessed is None:
            return Split(oddness="its boundary does not stand in it")
        oddness = "its boundary does not stand in it; the line that looks like one was taken"
        found = _cuts(part.body, guessed[1], most)
    parts = []
    behind = b""
    for cut, after in zip(found, [*found[1:], None], strict=True):
        if cut.group(1):
            behind = part.body[cut.end() :]
            break
        if after is None:
            if len(found) > most:
                break
            oddness = oddness or "it breaks off before its last boundary"
        # The line break before a boundary belongs to the boundary.
        stored = part.body[cut.end() : after.start() if after else len(part.body)]
        parts.append(stored.removesuffix(b"\n").removesuffix(b"\r") if after else stored)
    return Split(parts=tuple(parts), behind=behind, oddness=oddness)


def _boundary(part: Part) -> bytes | None:
    try:
        boundary = part.head.get_boundary()
    except _DAMAGE:
        return None
    return boundary.encode("utf-8", "surrogateescape").strip()[:200] if boundary and boundary.strip() else None


def _cuts(body: bytes, boundary: bytes, most: int) -> list[re.Match[bytes]]:
    pattern = re.compile(rb"(?:\A|(?<=\n))--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|\Z)")
    cuts = []
    for cut in pattern.finditer(body):
        cuts.append(cut)
        if cut.group(1) or len(cuts) > most:
            break
    return cuts


def _from_base64(body: bytes) -> bytes:
    try:
        return binascii.a2b_base64(body)
    except binascii.Error:
        letters = _NO_BASE64.sub(b"", body)
        return binascii.a2b_base64(letters[: len(letters) - (len(letters) % 4 == 1)] + b"==")


def _from_uu(body: bytes) -> bytes:
    out = []
    lines = iter(body.splitlines())
    for line in lines:
        if line.startswith(b"begin "):
            break
    for line in lines:
        if line.strip() in (b"end", b"`", b""):
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            # As the standard library does: some encoders give a wrong length.
            count = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                out.append(binascii.a2b_uu(line[:count]))
            except binascii.Error:
                continue
    return b"".join(out)
