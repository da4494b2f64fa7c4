# ruff: noqa: E501  # what is meant to do harm reads best as it is
"""Texts, tables, mails and exports that mean harm: depth, breadth, length, bytes that are no text."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_HEAD = b"From: Ilse <ilse@river.example>\r\nSubject: Weirs\r\nDate: Tue, 4 Mar 2031 09:30:00 +0000\r\nMIME-Version: 1.0\r\n"
_LINE = "The weir is closed, said the keeper."


def noise(size: int = 200_000) -> bytes:
    """Bytes without a meaning, the same each time."""
    return random.Random(1).randbytes(size)


def deep_json(opening: bytes = b'{"a":[', closing: bytes = b"]}") -> bytes:
    """100,000 lists and objects in one another."""
    return opening * 50_000 + b'"weir"' + closing * 50_000


def half_characters() -> bytes:
    """Posts with halves of characters, NUL, and numbers as large as a page."""
    post = (
        '{"id_str":"1%s","created_at":"Tue Mar 04 09:30:00 +0000 2031","full_text":"The \\ud800 weir \\udc00\\u0000 is \\uffff closed",'
        '"user":{"screen_name":"River\\ud83dWatch","id_str":"1"},"lang":"\\ud800","entities":{"urls":[{"url":"\\ud800",'
        '"expanded_url":"https://\\ud800"}]}}'
    )
    return ("[" + ",".join(post % ("0" * at) for at in (1, 20, 4000)) + "]").encode()


def many_parts() -> bytes:
    """A mail of 10,000 parts."""
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nShut.\r\n"
    return _HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * 10_000 + b"--b--\r\n"


def deep_parts() -> bytes:
    """A mail of 500 parts in one another."""
    opened = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at) for at in range(500))
    return _HEAD + opened + b"Content-Type: text/plain\r\n\r\nThe weir is closed.\r\n"


def deep_mails() -> bytes:
    """A mail in a mail, 500 deep."""
    return (_HEAD + b"Content-Type: message/rfc822\r\n\r\n") * 500 + _HEAD + b"\r\nThe weir is closed.\r\n"


def long_head() -> bytes:
    """A long head, of encoded words that follow each other, and 500 lines of addresses."""
    return (
        _HEAD.replace(b"Weirs", b"=?utf-8?q?=20?= " * 5_000) + b"To: " + b"a <a@b.example>,\r\n " * 500 + b"\r\n\r\nWords.\r\n"
    )


def odd_parts() -> bytes:
    """Boundaries within boundaries, codings that are none, names that lead elsewhere."""
    return (
        _HEAD + b'Content-Type: multipart/mixed; boundary=""\r\nContent-Transfer-Encoding: x-none\r\nContent-Disposition:'
        b' attachment; filename="../../escape.txt"\r\n\r\n--\r\nContent-Type: text/plain; charset=utf-99\r\n'
        b"Content-Disposition: attachment; filename*=utf-8''..%2F..%2Fescape%00.txt\r\n\r\n\xff\xfe\x00weir\r\n----\r\n"
    )


def deep_quotes() -> bytes:
    """A reply to a reply to a reply, 1,000 times."""
    lines = b"".join(b">" * (at % 500) + b" said the keeper.\r\n" for at in range(1_000))
    return _HEAD + b"Content-Type: text/plain\r\n\r\n" + lines


def many_cues() -> bytes:
    """A million cues."""
    return b"".join(
        b"%d\n%02d:%02d:%02d,000 --> %02d:%02d:%02d,900\nweir\n\n"
        % (at, at // 3600, at // 60 % 60, at % 60, at // 3600, at // 60 % 60, at % 60)
        for at in range(1_000_000)
    )


def many_vtt_cues() -> bytes:
    """100,000 cues that all begin at once, with marks that are never closed."""
    return b"WEBVTT\n\n" + b"00:00.000 --> 00:01.000\n<v Ana><b><i><c.x>The weir &amp; <\n\n" * 100_000


def wide_csv() -> bytes:
    """20,000 columns, more than any sheet has."""
    return b",".join(b"c%d" % at for at in range(20_000)) + b"\n" + b"," * 19_999 + b"\n"


def long_cell() -> bytes:
    """A cell of 700 kB."""
    return b'name,words\nweir,"' + b"closed " * 100_000 + b'"\nlock,open\n'


def open_quote() -> bytes:
    """A quotation mark in every line that is never closed."""
    return b"name,words\n" + b'weir,"closed\n' * 2_000


def quotes_alone() -> bytes:
    """Nothing but quotation marks and separators."""
    return b"a;b,c\td|e\n" + b'"",;\t|\'"\n' * 5_000


def starts_again() -> bytes:
    """What makes careless patterns start again at every place: marks of notes, dates, brackets, spaces, digits."""
    parts = [
        "[1" * 4000,
        "(" * 8000,
        "1." * 6000,
        " " * 15_000 + "x",
        "“" * 6000,
        "a" * 30_000,
        "-" * 10_000,
        "1" * 10_000,
    ]
    parts += [
        "http://" * 2000,
        "1.1.2031" * 2000,
        "\n" * 10_000,
        "A. " * 5000,
        "\u0640" * 10_000,
        "e\u0301" * 5000,
        "@" * 5000,
    ]
    return "\n\n".join(parts).encode()


def many_notes() -> bytes:
    """500 notes and as many calls."""
    body = " ".join(f"The weir is closed.[{at}]" for at in range(1, 501))
    return (body + "\n\n" + "\n".join(f"[{at}] Ibid." for at in range(1, 501))).encode()


FILES: dict[str, Callable[[], bytes]] = {
    "noise.txt": noise,
    "noise.pdf": lambda: b"%PDF-1.7\n" + noise(),
    "noise.docx": lambda: b"PK\x03\x04" + noise(),
    "noise.json": noise,
    "noise": noise,
    "empty.pdf": lambda: b"",
    "empty.docx": lambda: b" ",
    "nul.txt": lambda: b"\0" * 100_000,
    "nul-between.txt": lambda: b"The weir\0 is\0 closed.\n" * 100,
    "utf16.txt": lambda: _LINE.encode("utf-16-le") * 30,
    "utf16-be.html": lambda: f"<html><body><p>{_LINE}</p></body></html>".encode("utf-16-be"),
    "utf32.txt": lambda: _LINE.encode("utf-32-le") * 30,
    "utf7.html": lambda: b"<meta charset=utf-7><p>+ADw-script+AD4-alert(1)+ADw-/script+AD4- The weir.</p>",
    "odd-charset.html": lambda: b"<meta charset='x-\xff-none'><p>The weir \xe9\xff\x81 is closed.</p>",
    "rot13.html": lambda: b"<meta charset=rot13><p>The weir.</p>",
    "idna.html": lambda: b"<meta charset=idna><p>" + b"The weir. " * 20_000 + b"</p>",
    "base64.html": lambda: b"<meta charset=base64><p>The weir.</p>",
    "half.txt": lambda: b"The weir \xed\xa0\x80\xed\xb0\x80\xf4\x90\x80\x80\xc0\xaf is closed.",
    "controls.txt": lambda: (
        "".join(map(chr, range(0x2FF))).encode() + "\u202e\u2028\u2029\ufeff\ufffe\uffff\U0010ffff".encode()
    ),
    "one-line.txt": lambda: f"{_LINE} ".encode() * 300,
    "starts-again.txt": starts_again,
    "many-notes.txt": many_notes,
    "deep.json": deep_json,
    "deep-lists.json": lambda: deep_json(b"[", b"]"),
    "open.json": lambda: b"[" * 100_000,
    "half-characters.json": half_characters,
    "large-numbers.json": lambda: b'[{"id_str":' + b"9" * 100_000 + b',"full_text":"weir","created_at":1e999}]',
    "lines.jsonl": lambda: b"{\n" * 50_000,
    "many-parts.eml": many_parts,
    "deep-parts.eml": deep_parts,
    "deep-mails.eml": deep_mails,
    "long-head.eml": long_head,
    "odd-parts.eml": odd_parts,
    "deep-quotes.eml": deep_quotes,
    "from.mbox": lambda: b"From a@b.example Tue Mar  4 09:30:00 2031\n" * 20_000,
    "cues.srt": many_cues,
    "cues.vtt": many_vtt_cues,
    "wide.csv": wide_csv,
    "cell.csv": long_cell,
    "open-quote.csv": open_quote,
    "quotes.csv": quotes_alone,
}
