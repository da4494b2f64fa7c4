"""Read cues that are parted by lines of time codes: SubRip (SRT) and YouTube's SBV.

Whatever stands between two such lines is the cue's, empty lines too, since many programs leave some in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.read.transcripts.cues import Cue, Cues, read_stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

_SRT = re.compile(r"\s*([\d:.,]{1,20}?)\s*--?>\s*([\d:.,]{1,20})(?:\s.*)?")
_SBV = re.compile(r"\s*(\d{1,2}:\d{2}:\d{2}\.\d{3}),(\d{1,2}:\d{2}:\d{2}\.\d{3})\s*")
_NUMBER = re.compile(r"\s*\d{1,7}\s*")
_MARKUP = re.compile(r"</?(?:i|b|u|s|em|strong|c|font|span)(?:[ .][^<>\n]{0,200})?>|\{\\[^{}\n]{1,60}\}", re.IGNORECASE)


def read_timed_lines(text: str) -> Cues:
    """Read the cues; words before the first time code are a cue without times."""
    lines = text.split("\n")
    stamps = [(at, found) for at, line in enumerate(lines) if (found := _timing(line)) is not None]
    cues: list[Cue] = []
    unread = 0
    first = stamps[0][0] if stamps else len(lines)
    if words := _words(lines[:first], numbered=bool(stamps)):
        cues.append(Cue(words=words))
    for place, (at, found) in enumerate(stamps):
        behind = stamps[place + 1][0] if place + 1 < len(stamps) else len(lines)
        begins, ends = read_stamp(found[1]), read_stamp(found[2])
        unread += begins is None or ends is None
        if words := _words(lines[at + 1 : behind], numbered=behind < len(lines)):
            cues.append(Cue(words=words, begins=begins, ends=ends))
    return Cues(cues=tuple(cues), unread=unread)


def _timing(line: str) -> re.Match[str] | None:
    if ">" in line:
        return _SRT.fullmatch(line)
    return _SBV.fullmatch(line) if line.count(":") >= 4 else None


def _words(lines: Sequence[str], *, numbered: bool) -> str:
    """Return the words of a cue; the number above the next cue is not its own."""
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    if numbered and kept and _NUMBER.fullmatch(kept[-1]) and (len(kept) == 1 or not kept[-2].strip() or len(kept) > 1):
        kept.pop()
    stripped = (" ".join(_MARKUP.sub("", line).replace("\\N", " ").split()) for line in kept)
    return "\n".join(line for line in stripped if line)
