"""Read JSON that anybody may have written: every value is asked for by its kind, and is empty where it is of another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.read.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

# Halves of a character in two that stand alone: programs cut words in the middle of an emoji.
_HALF = re.compile(
    rb"(?<!\\)((?:\\\\)*)\\u(?:[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..\\u)[dD][c-fC-F][0-9a-fA-F]{2})"
)
_BREAK = b"\n"


class BadJson(ValueError):
    """The bytes are no JSON; the message says where."""


def to_utf8(raw: bytes) -> bytes:
    """Return the bytes in UTF-8 without a byte order mark. Raises `encoding.NotText` for bytes that are no text."""
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw[3:]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw[:64]:
        return decode(raw).text.removeprefix("\ufeff").encode("utf-8", "replace")
    return raw


def parse(raw: bytes) -> object:
    """Parse one JSON value. Raises BadJson."""
    import msgspec

    try:
        return msgspec.json.decode(raw)
    except (ValueError, RecursionError):
        return _parse_leniently(raw)


def _parse_leniently(raw: bytes) -> object:
    """Parse what the strict parser refuses though other programs write it: broken bytes, half characters, NaN."""
    import json

    try:
        return json.loads(_HALF.sub(rb"\1\\ufffd", raw).decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise BadJson(str(error) or "it is nested too deep") from error


def lines(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, each with its number from 1."""
    at, number = 0, 0
    while at < len(raw):
        end = raw.find(_BREAK, at)
        end = len(raw) if end < 0 else end
        number += 1
        line = raw[at:end].strip()
        if line:
            yield number, line
        at = end + 1


def get(value: object, *path: str) -> object:
    """Return what stands at a path of keys, None where there is nothing."""
    for key in path:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def text(value: object, *path: str) -> str:
    """Return the string at a path, "" for none."""
    found = get(value, *path) if path else value
    return found if isinstance(found, str) else ""


def number(value: object, *path: str) -> str:
    """Return the number at a path as its digits, be it written as a number or a string; "" for none."""
    found = get(value, *path) if path else value
    if isinstance(found, str):
        return found
    return str(found) if isinstance(found, int) and not isinstance(found, bool) else ""


def items(value: object, *path: str) -> list[object]:
    """Return the list at a path, an empty one for none."""
    found = get(value, *path) if path else value
    return found if isinstance(found, list) else []
