"""Cut a Rich Text file into tokens: braces, control words, characters by number, words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|[\r\n\x00]+"
    rb"|(?P<plain>[^\\{}\r\n\x00]+)"
    rb"|\\"
)
TokenKind = Literal["word", "sign", "open", "close", "bytes"]


@dataclass(frozen=True, slots=True)
class Token:
    """A token: a control word or sign with its number, a brace, or bytes in the code page in force."""

    kind: TokenKind
    name: str = ""
    number: int | None = None
    raw: bytes = b""


_OPEN, _CLOSE = Token("open"), Token("close")


def tokens(raw: bytes) -> Iterator[Token]:
    """Yield the tokens in order; binary data is passed over by its length."""
    at = 0
    while match := _TOKEN.match(raw, at):
        at = match.end()
        kind = match.lastgroup
        if kind == "plain":
            yield Token("bytes", raw=match["plain"])
        elif match["word"]:
            number = int(match["number"]) if match["number"] else None
            if match["word"] == b"bin":
                at += max(number or 0, 0)
            yield Token("word", match["word"].decode("ascii"), number)
        elif kind == "brace":
            yield _OPEN if match["brace"] == b"{" else _CLOSE
        elif kind == "byte":
            yield Token("bytes", raw=bytes.fromhex(match["byte"].decode("ascii")))
        elif kind == "sign":
            yield Token("sign", match["sign"].decode("latin-1"))
        if at >= len(raw):
            return
