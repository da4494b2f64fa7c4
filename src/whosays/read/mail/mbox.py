"""Read a box of mails (MBOX): every mail is a member, so that each is a capture with its own attachments below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.reading import USUAL, Member, ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    from whosays.read.reading import Yielded
    from whosays.records import Capture

_ENDINGS = (".mbox", ".mbx", ".mboxrd")
_TYPES = ("application/mbox",)
# The line before each mail: who, and when it came. In a mail itself a line that begins so is marked with ">".
_ENVELOPE = re.compile(rb"From [^\r\n]{0,300}?\d{1,2}:\d{2}[^\r\n]{0,60}\r?\n(?=>?[!-9;-~]{1,80}:|From )")
_BETWEEN = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))" + _ENVELOPE.pattern)
_MARKED = re.compile(rb"^>(>*From )", re.MULTILINE)


class MboxReader:
    """Boxes of mails."""

    name = "mbox"
    version = "2"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a box of mails."""
        name = capture.name.lower()
        if capture.media_type in _TYPES or name.endswith(_ENDINGS):
            return True
        return not name.endswith((".eml", ".txt")) and _ENVELOPE.match(head.lstrip(b"\r\n")) is not None

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Yielded:  # noqa: ARG002
        """Yield the mails, their bytes as they were before they were put into the box."""
        begins = (found.span() for found in _BETWEEN.finditer(raw))
        first = next(begins, None)
        if first is None:
            raise UnreadableDocument(capture.name, "it holds no line that begins a mail in a box")
        if raw[: first[0]].strip():
            yield make_problem("archive-torn", f"{capture.name}: {first[0]} bytes before the first mail are not read.")
        number = 0
        while first is not None:
            after = next(begins, None)
            mail = raw[first[1] : after[0] if after else len(raw)]
            number += 1
            # The box adds an empty line behind each mail.
            mail = mail.removesuffix(b"\n").removesuffix(b"\r") if mail.endswith((b"\n\n", b"\n\r\n")) else mail
            if b"\n>" in mail:
                mail = _MARKED.sub(rb"\1", mail)
            yield Member(name=f"{number:05}.eml", raw=mail, media_type="message/rfc822")
            first = after
