"""Undo rolling captions, where every cue shows the line before once more: each word is kept once.

Whether a file rolls is judged over all of it, so that somebody who says the same twice keeps both.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.read.transcripts.cues import Cue

# A file rolls when so many of its cues begin with words that the cue before has just shown. In rolling files it is nearly
# all of them; in others a repeated "Yes." now and then.
_ROLLS, _AT_LEAST = 0.4, 3
# A cue that begins later than this after the one before does not show its words again, it says them again (seconds).
_GAP = 0.6
# A screen holds two or three lines; more words cannot be of the cue before.
_SCREEN = 60


def unroll(cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues without words shown again; a file that does not roll is given back as it is."""
    overlaps = [0, *(_overlap(before, cue) for before, cue in pairwise(cues))]
    rolling = sum(overlap > 0 for overlap in overlaps)
    if rolling < _AT_LEAST or rolling < _ROLLS * len(cues):
        return list(cues)
    out: list[Cue] = []
    for cue, overlap in zip(cues, overlaps, strict=True):
        words = cue.words.split()
        if overlap < len(words):
            out.append(replace(cue, words=" ".join(words[overlap:])) if overlap else cue)
        elif out:
            out[-1] = replace(out[-1], ends=cue.ends)
    return out


def _overlap(before: Cue, cue: Cue) -> int:
    """Return how many words at the beginning of a cue are the last words of the cue before it."""
    if before.speaker != cue.speaker or before.ends is None or cue.begins is None or cue.begins - before.ends > _GAP:
        return 0
    shown, words = before.words.split()[-_SCREEN:], cue.words.split()[:_SCREEN]
    return next((n for n in range(min(len(shown), len(words)), 0, -1) if shown[-n:] == words[:n]), 0)
