"""Picture credits: a caption followed by who made the picture ("… Photo: Ida Wren.")."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.extract.claims.drafts import DraftStep
from whosays.text.cues import word_set

if TYPE_CHECKING:
    from whosays.text.joined import Span

_LONGEST = 40  # words: a longer passage is no caption
_WIDEST = 400  # characters, likewise


@lru_cache(maxsize=1)
def _credit() -> re.Pattern[str]:
    kinds = "|".join(sorted(word_set("en", "pictures"), key=lambda word: (-len(word), word)))
    word = r"(?:[A-Z]\.|[A-Z0-9@][^\s.;:!?()/,]*)"
    name = rf"{word}(?:[ /,]+(?:of|the|for|and|via|de|van|{word}))*?"
    return re.compile(rf"[(\[]?\b(?P<cue>(?i:{kinds})(?i: credits?| courtesy)?)(?:\s*:\s*| by | of )(?P<name>{name})[\s.)\]]*$")


def picture_credit(text: str) -> tuple[Span, DraftStep] | None:
    """Return the words before the credit that a caption ends with, and the step of who made the picture; None without one."""
    short = len(text) <= _WIDEST and len(text.split()) <= _LONGEST
    found = _credit().search(text.rstrip()) if short else None
    shown = text[: found.start()].rstrip(" \t\n.([|–—-") if found else ""
    if found is None or not shown:
        return None
    step = DraftStep(kind="named", at=found.span("name"), cue=found.span("cue"), act="depict")
    return (0, len(shown)), step
