"""Anchoring as a browser would do it: a second implementation of the W3C's selectors, over UTF-16 code units.

Nothing of whosays is used. A TextQuoteSelector is taken as the recommendation and annotation clients take it: every place where
prefix, exact words and suffix stand in a row. A TextPositionSelector counts code points, so it is converted.
"""

from __future__ import annotations

from typing import Any

Span = tuple[int, int]
Json = dict[str, Any]


class Page:
    """A text as JavaScript has it."""

    def __init__(self, text: str) -> None:
        self.units = text.encode("utf-16-le", "surrogatepass")
        # Where each code point begins, in code units; the end of the text as well.
        self.begins = [0]
        for sign in text:
            self.begins.append(self.begins[-1] + (2 if ord(sign) > 0xFFFF else 1))

    def anchor(self, selector: Json, within: Span | None = None) -> list[Span]:
        """Return the spans that a selector selects, in code units."""
        if selector["type"] == "TextQuoteSelector":
            found = self._quoted(selector, within or (0, len(self.units) // 2))
        else:
            found = [(self.begins[selector["start"]], self.begins[selector["end"]])]
        refined = selector.get("refinedBy")
        return [span for one in found for span in self.anchor(refined, one)] if refined else found

    def words(self, span: Span) -> str:
        """Return what a span holds."""
        return self.units[span[0] * 2 : span[1] * 2].decode("utf-16-le", "surrogatepass")

    def _quoted(self, selector: Json, within: Span) -> list[Span]:
        prefix, exact, suffix = (
            selector.get(part, "").encode("utf-16-le", "surrogatepass") for part in ("prefix", "exact", "suffix")
        )
        whole, found = prefix + exact + suffix, []
        for at in range(within[0] * 2, within[1] * 2 - len(whole) + 1, 2):
            if self.units.startswith(whole, at):
                start = (at + len(prefix)) // 2
                found.append((start, start + len(exact) // 2))
        return found


def selected(text: str, target: Json) -> set[tuple[Span, ...]]:
    """Return what the selectors of a target select, each by itself: one answer where they agree."""
    page = Page(text)
    return {tuple(page.anchor(selector)) for selector in target["selector"]}
