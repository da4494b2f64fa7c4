"""Walk the parts of a mail: which are its words, which are files in it, and what cannot be read.

Of alternatives, plain text is taken before the web page, as every program that shows only text does. Nesting is bounded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.read.mail.heads import read_field
from whosays.read.mail.mime import Part, open_part, split_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

# No mail program nests deeper, and a mail of more parts is made to harm.
_DEEPEST, _MOST_PARTS = 20, 5_000
_SIGNATURES = frozenset(["application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"])
_SEALED = frozenset(["application/pkcs7-mime", "application/x-pkcs7-mime"])
_MAILS = frozenset(["message/rfc822", "message/global", "message/news"])
_ENDINGS = {
    "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/svg+xml": "svg", "image/tiff": "tif",
    "image/webp": "webp", "text/plain": "txt", "text/html": "html", "text/calendar": "ics", "text/csv": "csv",
    "text/rtf": "rtf", "application/rtf": "rtf", "application/pdf": "pdf", "application/zip": "zip", "text/vcard": "vcf",
    "message/delivery-status": "txt", "text/rfc822-headers": "txt", "message/disposition-notification": "txt",
    "message/feedback-report": "txt", "text/enriched": "txt",
}  # fmt: skip
# A plain alternative of so few letters beside a far longer page says only that there is a page.
_SHORT_PLAIN, _TIMES_LONGER = 400, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A file in a mail: its name as the mail gives it (or one made of its kind), and its part."""

    name: str
    part: Part

    def raw(self) -> bytes:
        """Return its bytes; those of an inner mail are as stored."""
        return self.part.decoded()


@dataclass(slots=True)
class Contents:
    """What a mail holds: the parts that are its words in order, the files in it, and oddness as (problem code, message)."""

    bodies: list[Part] = field(default_factory=list)
    inner: list[Inner] = field(default_factory=list)
    odd: list[tuple[str, str]] = field(default_factory=list)
    seen: int = 0


def read_contents(mail: Part) -> Contents:
    """Walk the parts of a mail."""
    contents = Contents()
    for leaf in _walk(mail, contents, depth=0, default="text/plain"):
        _place(leaf, contents)
    if contents.seen > _MOST_PARTS:
        contents.odd.append(("mail-parts-odd", f"It has more than {_MOST_PARTS:,} parts; those behind are not read."))
    return contents


def _walk(part: Part, contents: Contents, *, depth: int, default: str) -> Iterator[Part]:
    """Yield the parts that hold something, alternatives chosen."""
    contents.seen += 1
    kind = _kind(part, default)
    if not kind.startswith("multipart/"):
        if contents.seen <= _MOST_PARTS:
            yield part if kind == part.kind else _as(part, kind)
        return
    if kind == "multipart/encrypted":
        contents.odd.append(("encrypted-member", "The words of the mail are encrypted. Decrypt it and add it again."))
        return
    if depth >= _DEEPEST:
        contents.odd.append(("mail-parts-odd", f"Its parts are nested deeper than {_DEEPEST}; what is below is not read."))
        return
    split = split_parts(part, max(0, _MOST_PARTS - contents.seen) + 1)
    if split.oddness:
        contents.odd.append(("mail-parts-odd", f"A part of several parts ({kind}) is odd: {split.oddness}."))
    if not split.parts:
        if part.body.strip():
            yield _as(part, "text/plain")
        return
    if split.behind.strip():
        contents.odd.append(
            ("mail-parts-odd", f"{len(split.behind.strip())} bytes stand behind its last part and are not read.")
        )
    below = "message/rfc822" if kind == "multipart/digest" else "text/plain"
    children = (list(_walk(open_part(raw), contents, depth=depth + 1, default=below)) for raw in split.parts)
    if kind == "multipart/alternative":
        yield from _choose([leaf for leaves in children for leaf in leaves])
    else:
        for leaves in children:
            yield from leaves


def _kind(part: Part, default: str) -> str:
    return part.kind if part.first("content-type") else default


def _as(part: Part, kind: str) -> Part:
    """Return the part under another kind than its head gives."""
    from email.message import Message

    head = Message()
    for name, value in part.fields():
        if name.lower().startswith("content-") and name.lower() != "content-type":
            head[name] = value
    head["Content-Type"] = kind
    return Part(head=head, body=part.body)


def _choose(leaves: list[Part]) -> Iterator[Part]:
    """Yield of alternatives the plain words, or the page where there are none to speak of, and all that is no words."""
    plain = [leaf for leaf in leaves if leaf.kind == "text/plain" and not _is_file(leaf)]
    pages = [leaf for leaf in leaves if leaf.kind in ("text/html", "application/xhtml+xml") and not _is_file(leaf)]
    long = sum(len(leaf.decoded()) for leaf in pages)
    short = sum(len(leaf.decoded().strip()) for leaf in plain) if plain else 0
    use_page = bool(pages) and (not short or (short < _SHORT_PLAIN and _words_of_pages(pages) > _TIMES_LONGER * short < long))
    left_out = plain if use_page else pages
    for leaf in leaves:
        if not any(leaf is other for other in left_out):
            yield leaf


def _words_of_pages(pages: list[Part]) -> int:
    """Return about how many letters the pages show."""
    import re

    return sum(len(b" ".join(re.sub(rb"<[^<>]*>", b" ", page.decoded()).split())) for page in pages)


def _is_file(part: Part) -> bool:
    return part.disposition == "attachment"


def _place(leaf: Part, contents: Contents) -> None:
    """Put a part where it belongs."""
    kind = leaf.kind
    name = part_name(leaf)
    if kind in _SIGNATURES:
        contents.odd.append(("signature-unchecked", f"The mail carries a signature ({kind}), which was not checked."))
    elif kind in _SEALED and (leaf.parameter("smime-type") or "enveloped-data") != "certs-only":
        sealed = (leaf.parameter("smime-type") or "enveloped-data").lower()
        what = "stand inside of a signature (S/MIME)" if sealed == "signed-data" else "are encrypted (S/MIME)"
        contents.odd.append(
            ("encrypted-member", f"The words of the mail {what}. Unwrap it in a mail program and add it again.")
        )
    elif kind == "message/external-body":
        contents.odd.append(("mail-parts-odd", "A part is kept elsewhere (message/external-body) and not in the mail."))
    elif kind in _MAILS:
        contents.inner.append(Inner(name=name or _subject_name(leaf), part=leaf))
    elif kind in ("text/plain", "text/html") and not _is_file(leaf) and (not name or not contents.bodies):
        contents.bodies.append(leaf)
    else:
        ending = _ENDINGS.get(kind, "bin")
        contents.inner.append(Inner(name=name or f"part-{len(contents.inner) + 1}.{ending}", part=leaf))


def part_name(part: Part) -> str | None:
    """Return the file name that a part gives itself, decoded."""
    stored = part.parameter("filename", "content-disposition") or part.parameter("name")
    name = read_field(stored) if stored else ""
    return name.strip() or None


def _subject_name(leaf: Part) -> str:
    subject = open_part(leaf.decoded()[:20_000].lstrip()).first("subject")
    words = read_field(subject[:1_000])[:80].strip() if subject else ""
    return f"{words or 'mail'}.eml"
