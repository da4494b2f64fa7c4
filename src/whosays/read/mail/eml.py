"""Read a mail (EML): its head and words as a document, its attachments and inner mails as members."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.read.encoding import Decoded, NotText, decode
from whosays.read.mail.bodies import Body, read_page_body, read_plain_body
from whosays.read.mail.charsets import decode_part
from whosays.read.mail.flowed import unflow
from whosays.read.mail.heads import shown_fields
from whosays.read.mail.mime import Part, open_part
from whosays.read.mail.parts import read_contents
from whosays.read.mail.sheet import Sheet, to_reading
from whosays.read.reading import USUAL, Member, ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    from whosays.read.reading import Yielded
    from whosays.records import Capture

_ENDINGS = (".eml", ".email", ".emlx")
_TYPES = ("message/rfc822", "message/global", "message/news")
# A file whose name does not tell is a mail when its head begins with fields and has one that only mails have.
_FIELDS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:From [^\r\n]{1,200}\r?\n)?"
    rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n){0,40}){3}"
)
_SURE = re.compile(rb"^(?:Received|Message-I[Dd]|MIME-Version|Return-Path|Delivered-To|X-Mozilla-Status):", re.MULTILINE)
_SENDER = re.compile(rb"^(?:From|Sender|Date|Subject):", re.MULTILINE)
_OTHERS = (".txt", ".md", ".html", ".htm", ".mht", ".mhtml", ".mbox", ".warc", ".csv", ".json")
_SAVED_PAGE = re.compile(rb"^(?:Snapshot-Content-Location:|From: *<?Saved by )", re.MULTILINE | re.IGNORECASE)
_UTF16_HEAD = re.compile(rb"(?:\xff\xfe|\xfe\xff)|(?:\0[!-~]){8}|(?:[!-~]\0){8}")
_HEAD = 4096
_ANY_FIELD = re.compile(rb"[!-9;-~]{1,80}:|From ")
_PGP = re.compile(r"^-----BEGIN PGP MESSAGE-----", re.MULTILINE)


class EmlReader:
    """Mails."""

    name = "mail"
    version = "2"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a mail."""
        name = capture.name.lower()
        if name.endswith((".mht", ".mhtml")) or _SAVED_PAGE.search(head):
            return False
        if capture.media_type in _TYPES or name.endswith(_ENDINGS):
            return True
        if name.endswith(_OTHERS) or not _FIELDS.match(head):
            return False
        return _SURE.search(head) is not None and _SENDER.search(head) is not None

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Yielded:  # noqa: ARG002
        """Read the bytes: the mail first, then what is in it."""
        sheet = Sheet()
        mail = open_part(_as_mail(raw, sheet))
        sheet.head, cut = shown_fields(mail)
        if not sheet.head and not any(True for _ in mail.fields()):
            raise UnreadableDocument(capture.name, "it does not begin with the head of a mail")
        if cut:
            sheet.odd.append(("mail-head-odd", f"Lines of the head are longer than any mail's and were cut: {', '.join(cut)}."))
        sheet.language = _language(mail)
        contents = read_contents(mail)
        sheet.odd += contents.odd
        sheet.has_inner = bool(contents.inner)
        sheet.bodies = [body for part in contents.bodies if (body := read_body(part, sheet)).text.strip()]
        yield to_reading(sheet, capture, made_by=f"{self.name} {self.version}")
        for inner in contents.inner:
            yield Member(name=inner.name, raw=inner.raw(), media_type=inner.part.kind)


def read_body(part: Part, sheet: Sheet) -> Body:
    """Read a part that holds words, and note on the sheet what is odd about them."""
    raw = part.decoded()
    try:
        decoded = decode_part(raw, part.parameter("charset"))
    except NotText as error:
        sheet.odd.append(("mail-parts-odd", f"A part that calls itself text is none: {error}."))
        return Body(text="", drafts=())
    note_encoding(decoded, sheet)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if part.kind != "text/plain":
        return read_page_body(text)
    if _PGP.search(text):
        sheet.odd.append(("encrypted-member", "The words of the mail are encrypted (PGP). Decrypt it and add it again."))
    if (part.parameter("format") or "").lower() == "flowed":
        text = unflow(text, delete_space=(part.parameter("delsp") or "").lower() == "yes")
    return read_plain_body(text)


def note_encoding(decoded: Decoded, sheet: Sheet) -> None:
    """Note a guess and what could not be decoded."""
    if decoded.guessed:
        sheet.odd.append(("guessed-encoding", f"A part of the mail was read as {decoded.encoding}, by a guess."))
    if decoded.broken:
        message = f"{decoded.broken} places are no {decoded.encoding} and stand as \ufffd in the text."
        sheet.odd.append(("undecodable-bytes", message))


def _as_mail(raw: bytes, sheet: Sheet) -> bytes:
    """Return the bytes of the mail itself: without byte order mark, or the two-byte letters in which some save it."""
    if _UTF16_HEAD.match(raw):
        try:
            decoded = decode(raw)
        except NotText:
            return raw
        sheet.odd.append(("guessed-encoding", f"The whole mail was read as {decoded.encoding}."))
        raw = decoded.text.removeprefix("\ufeff").encode("utf-8", "surrogatepass")
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if b"\n" not in raw[:_HEAD] and b"\r" in raw[:_HEAD]:
        raw = raw.replace(b"\r", b"\n")  # as old Macintosh programs end lines
    raw = raw[len(raw) - len(raw.lstrip()) :]
    if _ANY_FIELD.match(raw):
        return raw
    begin = next((found.start() for pattern in (_SURE, _SENDER) if (found := pattern.search(raw[:_HEAD]))), 0)
    if begin:
        sheet.odd.append(("mail-parts-odd", f"{begin} bytes before its head are not read."))
    return raw[begin:]


def _language(mail: Part) -> str | None:
    stored = (mail.first("content-language") or "").strip().lower()
    return stored[:2] if re.fullmatch(r"[a-z]{2}(?:[-,_ ].*)?", stored) else None
