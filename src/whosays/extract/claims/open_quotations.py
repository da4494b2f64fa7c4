"""Quotations that are opened and never closed: where somebody's words end cannot be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.quotes import closes_at, unclosed_quote
from whosays.problems import make_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.material import Material, ParsedPassage
    from whosays.records import Problem


def open_quotations(material: Material, passages: Sequence[ParsedPassage]) -> Iterator[Problem]:
    """Yield a problem for each passage whose last quotation is not closed.

    A quotation over paragraphs opens each of them anew and closes the last alone, so a next passage that opens with a mark is
    its continuation.
    """
    for n, passage in enumerate(passages):
        quote = unclosed_quote(passage.joined.text)
        after = passages[n + 1].joined.text.lstrip() if n + 1 < len(passages) else ""
        anchors = material.cut(passage.joined, *quote) if quote else ()
        if anchors and not after.startswith(("“", "«", '"', "``")) and closes_at(after) is None:
            yield make_problem("quotation-open", "a quotation is opened and not closed", at=anchors[0])
