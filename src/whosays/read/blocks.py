"""Put blocks of a structured file (web page, word processor) together to a text with zones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.read.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.records import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of visible words, its zone, the depth of a heading or list item, its printed number.

    `aside`: the file's own structure says that it stands beside the text: navigation, footer, sharing.
    """

    zone: Zone
    words: str
    level: int | None = None
    number: str | None = None
    aside: bool = False


def to_text(blocks: Iterable[Block]) -> tuple[str, tuple[Draft, ...]]:
    """Return the text, each block on its own line, and its zones. Blocks without words are left out."""
    parts: list[str] = []
    drafts: list[Draft] = []
    at = 0
    for block in blocks:
        words = block.words.strip()
        if not words:
            continue
        spans = ((at, at + len(words)),)
        if block.aside:
            drafts.append(Draft(zone="boilerplate", spans=spans))
        else:
            drafts.append(Draft(zone=block.zone, spans=spans, level=block.level, number=block.number))
        parts.append(words)
        at += len(words) + 1
    return "\n".join(parts) + ("\n" if parts else ""), tuple(drafts)
