"""Sentences of a text without a parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.text.fold import Span


def sentence_spans(text: str, language: str) -> Iterator[Span]:
    """Yield where each sentence begins and ends, from left to right."""
    from sentencex import get_sentence_boundaries

    for found in get_sentence_boundaries(language, text):
        yield found["start_index"], found["end_index"]
