"""Undo rolling captions, where every cue shows the line before once more: each word is kept once.

Whether a file rolls is judged over all of it, so that somebody who says the same twice keeps both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.read.transcripts.cues import Cue

# A file rolls when so many of its cues begin with words that the cue before has just shown. In rolling files it is nearly
# all of them; in others a repeated "Yes." now and then.
_ROLLS, _AT_LEAST = 0.4, 3
# A cue that begins later than this after the one before does not show its words again, it says them again (seconds).
_GAP = 0.6
# A file that rolls does so from its beginning.
_SAMPLE = 500
# A screen holds two or three lines; more words cannot be of the cue before.
_SCREEN = 60


def unroll(cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues without words shown again; a file that does not roll is given back as it is."""
    words = [cue.words.split() for cue in cues[:_SAMPLE]]
    if not _rolls(_overlaps(cues[:_SAMPLE], words)):
        return list(cues)
    words += [cue.words.split() for cue in cues[_SAMPLE:]]
    overlaps = _overlaps(cues, words)
    if not _rolls(overlaps):
        return list(cues)
    out: list[Cue] = []
    for cue, own, overlap in zip(cues, words, overlaps, strict=True):
        if overlap < len(own):
            out.append(replace(cue, words=" ".join(own[overlap:])) if overlap else cue)
        elif out:
            out[-1] = replace(out[-1], ends=cue.ends)
    return out


def _rolls(overlaps: list[int]) -> bool:
    rolling = len(overlaps) - overlaps.count(0)
    return rolling >= _AT_LEAST and rolling >= _ROLLS * len(overlaps)


def _overlaps(cues: Sequence[Cue], words: list[list[str]]) -> list[int]:
    return [0, *(_overlap(cues[at - 1], cues[at], words[at - 1], words[at]) for at in range(1, len(cues)))]


def _overlap(before: Cue, cue: Cue, shown: list[str], words: list[str]) -> int:
    """Return how many words at the beginning of a cue are the last words of the cue before it."""
    if not words or words[0] not in shown[-_SCREEN:]:
        return 0
    if before.speaker != cue.speaker or before.ends is None or cue.begins is None or cue.begins - before.ends > _GAP:
        return 0
    shown, words = shown[-_SCREEN:], words[:_SCREEN]
    return next((n for n in range(min(len(shown), len(words)), 0, -1) if shown[-n] == words[0] and shown[-n:] == words[:n]), 0)
