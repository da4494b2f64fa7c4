"""Read an Outlook message (MSG): its head and words as a document, its attachments as members, inner messages as documents."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.encoding import NotText
from whosays.read.mail.bodies import read_page_body, read_plain_body
from whosays.read.mail.charsets import decode_part
from whosays.read.mail.eml import note_encoding
from whosays.read.mail.heads import shown_fields
from whosays.read.mail.mapi import DAMAGE, Storage, open_message
from whosays.read.mail.mime import open_part
from whosays.read.mail.sheet import Sheet, to_reading
from whosays.read.passages import document_id
from whosays.read.reading import USUAL, Member, ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.read.reading import Yielded
    from whosays.records import Capture

_OLE = b"\xd0\xcf\x11\xe0"
_TYPES = ("application/vnd.ms-outlook", "application/x-msg")
# A folder that only messages have, as its name stands in the file.
_SURE = "__properties_version1.0".encode("utf-16-le")
_SUBJECT, _HEAD, _CLASS, _SENT, _DELIVERED = 0x0037, 0x007D, 0x001A, 0x0039, 0x0E06
_BODY, _PAGE, _RTF = 0x1000, 0x1013, 0x1009
# Sender, and whom the sender stands for: name, address of the Internet, address of any kind.
_SENDERS = ((0x0042, 0x5D02, 0x0065), (0x0C1A, 0x5D01, 0x0C1F))
_NAME, _SMTP, _ADDRESS, _RECIPIENT_KIND = 0x3001, 0x39FE, 0x3003, 0x0C15
_KINDS = {1: "To", 2: "Cc", 3: "Bcc"}
_DISPLAYED = {"To": 0x0E04, "Cc": 0x0E03}
_FILE, _FILE_NAME, _SHORT_NAME, _FILE_TYPE = 0x3701, 0x3707, 0x3704, 0x370E
_DEEPEST, _MOST_RECIPIENTS, _MOST_FILES = 20, 2_000, 5_000


class MsgReader:
    """Outlook messages."""

    name = "msg"
    version = "2"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is an Outlook message."""
        if not head.startswith(_OLE):
            return capture.media_type in _TYPES
        return capture.media_type in _TYPES or capture.name.lower().endswith(".msg") or _SURE in head

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Yielded:  # noqa: ARG002
        """Read the bytes: the message first, then what is in it."""
        try:
            root = open_message(raw)
        except DAMAGE as error:
            raise UnreadableDocument(capture.name, "it is no whole Outlook message") from error
        if not root.names:
            raise UnreadableDocument(capture.name, "it holds no message")
        yield from _read(root, capture, made_by=f"{self.name} {self.version}", part=None, depth=0)


def _read(message: Storage, capture: Capture, *, made_by: str, part: str | None, depth: int) -> Yielded:
    sheet = Sheet()
    sheet.head = _head(message, sheet)
    members = list(_words(message, sheet))
    files = [name for name in message.below if name.lower().startswith("__attach_version1.0_")]
    sheet.has_inner = bool(members or files)
    if not sheet.head and not sheet.bodies and not sheet.has_inner:
        raise UnreadableDocument(capture.name, "it holds no mail: neither head nor words")
    yield to_reading(sheet, capture, made_by=made_by, part=part)
    yield from members
    doc = document_id(capture, part)
    if len(files) > _MOST_FILES:
        yield make_problem("mail-parts-odd", f"It has {len(files):,} attachments; {_MOST_FILES:,} were read.", doc=doc)
    for number, name in enumerate(files[:_MOST_FILES], 1):
        file = message.open(name)
        called = file.words(_FILE_NAME) or file.words(_SHORT_NAME) or file.words(_NAME) or f"attachment-{number}"
        inner = file.inner_message(_FILE)
        raw = file.raw(_FILE)
        if raw is not None:
            yield Member(name=called.strip("\0 "), raw=raw, media_type=file.words(_FILE_TYPE))
        elif inner is not None and depth < _DEEPEST:
            below = f"{part}.{number}" if part else str(number)
            yield from _read(file.open(inner, is_message=True), capture, made_by=made_by, part=below, depth=depth + 1)
        else:
            why = "it is nested too deep" if inner else "the message holds only a reference to it, or it is damaged"
            yield make_problem("member-unreadable", f"The attachment {called}: {why}.", doc=doc)


def _words(message: Storage, sheet: Sheet) -> Iterator[Member]:
    """Put the words on the sheet: the plain ones, else the page; yields the formatted text where there is nothing else."""
    text = message.words(_BODY)
    if text and text.strip():
        sheet.bodies = [read_plain_body(text.replace("\r\n", "\n").replace("\r", "\n"))]
        return
    page = message.words(_PAGE)
    raw = message.raw(_PAGE)
    if raw and not page:
        try:
            decoded = decode_part(raw, message.codepage(0x3FDE))
        except NotText as error:
            sheet.odd.append(("mail-parts-odd", f"The page of the message is no text: {error}."))
        else:
            note_encoding(decoded, sheet)
            page = decoded.text
    if page and page.strip():
        sheet.bodies = [read_page_body(page)]
    elif packed := message.raw(_RTF):
        yield from _formatted(packed, sheet)


def _formatted(packed: bytes, sheet: Sheet) -> Iterator[Member]:
    from compressed_rtf import decompress

    try:
        yield Member(name="message.rtf", raw=decompress(packed), media_type="application/rtf")
    except Exception as error:  # the package raises bare Exception for damage
        sheet.odd.append(("mail-parts-odd", f"The words of the message are packed and cannot be unpacked ({error})."))


def _head(message: Storage, sheet: Sheet) -> list[tuple[str, str]]:
    """Return the lines of the head: those the mail came with, where it has them, else what Outlook keeps."""
    stored = message.words(_HEAD)
    lines: list[tuple[str, str]] = []
    if stored and stored.strip():
        lines, cut = shown_fields(open_part(stored.lstrip().encode("utf-8", "surrogatepass")))
        if cut:
            sheet.odd.append(("mail-head-odd", f"Lines of the head are longer than any mail's and were cut: {', '.join(cut)}."))
    has = {name.lower() for name, _ in lines}
    for name, value in _kept(message):
        if value and name.lower() not in has:
            lines.append((name, " ".join(value.split())))
    return lines


def _kept(message: Storage) -> Iterator[tuple[str, str | None]]:
    for name, smtp, address in _SENDERS:
        if sender := _person(message, name, smtp, address):
            yield "From", sender
            break
    whom = _recipients(message)
    for kind in _KINDS.values():
        displayed = message.words(_DISPLAYED[kind]) if kind in _DISPLAYED else None
        yield kind, "; ".join(whom.get(kind, [])) or displayed
    if sent := message.time(_SENT) or message.time(_DELIVERED):
        yield "Date", format_datetime(sent)
    yield "Subject", message.words(_SUBJECT)


def _recipients(message: Storage) -> dict[str, list[str]]:
    whom: dict[str, list[str]] = {}
    names = [name for name in message.below if name.lower().startswith("__recip_version1.0_")]
    for name in names[:_MOST_RECIPIENTS]:
        storage = message.open(name)
        person = _person(storage, _NAME, _SMTP, _ADDRESS)
        if person:
            whom.setdefault(_KINDS.get(storage.number(_RECIPIENT_KIND) or 1, "To"), []).append(person)
    return whom


def _person(storage: Storage, name: int, smtp: int, address: int) -> str | None:
    """Return a person as heads print them; an address of the post system inside a house is left out."""
    called = (storage.words(name) or "").strip(" '\"")
    where = next((found for number in (smtp, address) if "@" in (found := (storage.words(number) or "").strip())), "")
    if called and where and called.lower() != where.lower():
        return f"{called} <{where}>"
    return called or where or None
