"""Turns of an interview or a hearing: paragraphs that open with a speaker's name and a colon."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from whosays.extract.parse import TURN
from whosays.records import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.extract.material import Material, ParsedPassage
    from whosays.records import PassageId
    from whosays.text.joined import Span


def find_turns(material: Material, passages: Sequence[ParsedPassage]) -> dict[PassageId, Span]:
    """Return the speaker's words, as offsets in the reading, of each passage that is a turn.

    A label counts as a speaker where the document names a person so, or where it opens several paragraphs beside another label
    that does; "Note:" or "Text:" alone is none.
    """
    labels: dict[PassageId, tuple[str, Span]] = {}
    for passage in passages:
        match = TURN.match(passage.joined.text) if passage.passage.zone == "paragraph" else None
        if match:
            label = match.group().strip().rstrip(":")
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            labels[passage.passage.id] = (label, (start, start + len(label)))
    people = {mention.at.text for mention in material.all(Mention) if mention.kind == "person"}
    often = {label for label, count in Counter(label for label, _ in labels.values()).items() if count > 1}
    known = {label for label, _ in labels.values() if any(name in label for name in people)}
    speakers = known | (often if known & often else set())
    return {passage: span for passage, (label, span) in labels.items() if label in speakers}
