"""Cut a Rich Text file into tokens: braces, control words, characters by number, words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

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
# The same few hundred control words make up most of a file.
_KNOWN = 10_000
TokenKind = Literal["word", "sign", "open", "close", "bytes"]


class Token(NamedTuple):
    """A token: a control word or sign with its number, a brace, or bytes in the code page in force."""

    kind: TokenKind
    name: str = ""
    number: int | None = None
    raw: bytes = b""


_OPEN, _CLOSE = Token("open"), Token("close")


def tokens(raw: bytes) -> Iterator[Token]:
    """Yield the tokens in order; binary data is passed over by its length."""
    at, known = 0, dict[bytes, Token]()
    while at < len(raw):
        for match in _TOKEN.finditer(raw, at):
            at = match.end()
            kind = match.lastgroup
            if kind == "plain":
                yield Token("bytes", raw=match[0])
            elif kind in ("word", "number"):
                token = known.get(match[0])
                if token is None:
                    token = Token("word", match["word"].decode("ascii"), int(match["number"]) if kind == "number" else None)
                    if len(known) < _KNOWN:
                        known[match[0]] = token
                yield token
                if token.name == "bin" and token.number and token.number > 0:
                    at += token.number
                    break
            elif kind == "brace":
                yield _OPEN if match[0] == b"{" else _CLOSE
            elif kind == "byte":
                yield Token("bytes", raw=bytes.fromhex(match["byte"].decode("ascii")))
            elif kind == "sign":
                yield Token("sign", match["sign"].decode("latin-1"))
