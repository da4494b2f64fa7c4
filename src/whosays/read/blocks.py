"""Put blocks of a structured file (web page, word processor) together to a text with zones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from whosays.read.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.records import Zone
    from whosays.text.joined import Span


@dataclass(frozen=True, slots=True)
class Spot:
    """Words inside a block that lead somewhere: to an address (`link`), or to a note of the same file (`call`, by its name)."""

    kind: Literal["link", "call"]
    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of visible words, its zone, the depth of a heading or list item, its printed number.

    `aside`: the file's own structure says that it stands beside the text: navigation, footer, sharing. `note` is the name by
    which a note is called, `spots` are counted in `words`.
    """

    zone: Zone
    words: str
    level: int | None = None
    number: str | None = None
    aside: bool = False
    note: str | None = None
    spots: tuple[Spot, ...] = ()


@dataclass(slots=True)
class Laid:
    """A text with its zones, and the words in it that lead to an address."""

    text: str = ""
    drafts: tuple[Draft, ...] = ()
    links: list[tuple[Span, str]] = field(default_factory=list)


def to_text(blocks: Iterable[Block]) -> tuple[str, tuple[Draft, ...]]:
    """Return the text, each block on its own line, and its zones. Blocks without words are left out."""
    laid = lay_out(blocks)
    return laid.text, laid.drafts


def lay_out(blocks: Iterable[Block]) -> Laid:
    """Lay blocks out as a text, each on its own line: its zones, its links (not those beside the text), its notes tied."""
    parts: list[str] = []
    placed: list[tuple[Block, Span]] = []
    at = 0
    for block in blocks:
        words = block.words.strip()
        if not words:
            continue
        placed.append((block, (at, at + len(words))))
        parts.append(words)
        at += len(words) + 1
    laid = Laid(text="\n".join(parts) + ("\n" if parts else ""))
    calls: dict[str, Span] = {}
    for block, (start, end) in placed:
        shift = start - (len(block.words) - len(block.words.lstrip()))
        for spot in block.spots:
            span = (max(shift + spot.start, start), min(shift + spot.end, end))
            if span[0] >= span[1]:
                continue
            if spot.kind == "call":
                calls.setdefault(spot.target, span)
            elif not block.aside:
                laid.links.append((span, spot.target))
    laid.drafts = tuple(_draft(block, span, calls) for block, span in placed)
    return laid


def _draft(block: Block, span: Span, calls: dict[str, Span]) -> Draft:
    if block.aside:
        return Draft(zone="boilerplate", spans=(span,))
    called = calls.get(block.note) if block.note and block.zone == "footnote" else None
    return Draft(zone=block.zone, spans=(span,), level=block.level, number=block.number, called_at=called)
