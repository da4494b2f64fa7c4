"""Finding a record again in another reading of the same document, by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from whosays.anchors import Cutter
    from whosays.store.codec import Stored

T = TypeVar("T", bound="Stored")


def moved(record: T, before: Cutter, after: Cutter) -> T | None:
    """Return the record with every anchor on the same occurrence of its words, None where one of them is gone."""
    values: Any = msgspec.to_builtins(record)
    try:
        return msgspec.convert(_walk(values, before, after), type(record))
    except LookupError:
        return None


def _walk(value: Any, before: Cutter, after: Cutter) -> Any:
    """Walk through a record's parts; an anchor is the one that has exactly these four fields."""
    match value:
        case {"doc": doc, "start": int(start), "end": int(end), "text": str(text), **rest} if not rest and doc == after.doc.id:
            at = _place(start, end, text, before, after)
            return {"doc": doc, "start": at, "end": at + len(text), "text": text}
        case dict():
            return {name: _walk(part, before, after) for name, part in value.items()}
        case list() | tuple():
            return [_walk(part, before, after) for part in value]
        case _:
            return value


def _place(start: int, end: int, text: str, before: Cutter, after: Cutter) -> int:
    """Return where the words stand now. Words that were not in the old reading either must stand in the new one once."""
    places = _places(after.doc.text, text)
    if before.doc.text[start:end] == text:
        return places[_places(before.doc.text, text).index(start)]
    if len(places) != 1:
        raise LookupError(text)
    return places[0]


def _places(text: str, words: str) -> list[int]:
    places, at = [], text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places
