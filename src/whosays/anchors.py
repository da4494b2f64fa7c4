"""The one place where anchors are made: words are cut from the document itself, never typed."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError
from whosays.long_search import WIDTH, LongSearch
from whosays.records import Anchor, Document

if TYPE_CHECKING:
    from collections.abc import Iterable


# Sorting a text pays where it is this long and so many words are looked for (measured on tables of 5,000 to 40,000 rows).
_LONG, _OFTEN = 200_000, 500


class BadAnchor(WhosaysError):
    """The words of an anchor are not the document's."""

    code = "bad-anchor"

    def __init__(self, anchor: Anchor, found: str) -> None:
        super().__init__(
            f"anchor {anchor.doc} {anchor.start}-{anchor.end} says {anchor.text!r}, the document says {found!r};"
            " read the document again with `whosays add`"
        )
        self.anchor, self.found = anchor, found


class Cutter:
    """Cuts anchors out of one document, and counts which occurrence of the same words an anchor is."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self._places: dict[str, list[int]] = {}
        self._search: LongSearch | None = None

    def cut(self, start: int, end: int) -> Anchor:
        """Return the anchor of `text[start:end]`. Raises ValueError for an empty or outside range (a bug of the caller)."""
        if not 0 <= start < end <= len(self.doc.text):
            raise ValueError(f"no words at {start}-{end} of {self.doc.id} ({len(self.doc.text)} characters)")
        return Anchor(doc=self.doc.id, start=start, end=end, text=self.doc.text[start:end])

    def cut_all(self, spans: Iterable[tuple[int, int]]) -> tuple[Anchor, ...]:
        """Return an anchor for each span."""
        return tuple(self.cut(start, end) for start, end in spans)

    def occurrence(self, anchor: Anchor) -> int:
        """Return how many times the anchor's words stand in the document before it (overlapping ones count)."""
        places = self._places.get(anchor.text)
        if places is None:
            places = self._places[anchor.text] = self._find(anchor.text)
        return bisect_left(places, anchor.start)

    def _find(self, words: str) -> list[int]:
        """Return every place of some words. A table of many names would else be gone through once for each of them."""
        text = self.doc.text
        if len(text) > _LONG and len(words) >= WIDTH and len(self._places) > _OFTEN:
            self._search = self._search or LongSearch(text)
            return self._search.places(words)
        places, at = [], text.find(words)
        while at >= 0:
            places.append(at)
            at = text.find(words, at + 1)
        return places

    def check(self, anchor: Anchor) -> Anchor:
        """Return the anchor as it is; raise BadAnchor unless the document has exactly its words at its place."""
        found = self.doc.text[anchor.start : anchor.end]
        if anchor.doc != self.doc.id or found != anchor.text or not 0 <= anchor.start < anchor.end:
            raise BadAnchor(anchor, found)
        return anchor


# Which fields a class of records has: asked for every record that is stored or loaded.
_fields: dict[type, tuple[str, ...]] = {}
_LEAVES = frozenset({str, int, float, bool, type(None)})


def anchors_of(record: object) -> tuple[Anchor, ...]:
    """Return every anchor inside a record, at any depth, in field order."""
    found: list[Anchor] = []
    _collect(record, found)
    return tuple(found)


def _collect(value: object, found: list[Anchor]) -> None:
    kind = type(value)
    if kind is Anchor:
        found.append(value)  # type: ignore[arg-type]  # it is one
    elif kind is tuple:
        for part in value:  # type: ignore[attr-defined]  # it is one
            if type(part) not in _LEAVES:
                _collect(part, found)
    else:
        names = _fields.get(kind)
        if names is None:
            names = _fields[kind] = tuple(getattr(kind, "__dataclass_fields__", ()))
        for name in names:
            part = getattr(value, name)
            if type(part) not in _LEAVES:
                _collect(part, found)
