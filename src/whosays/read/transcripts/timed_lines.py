"""Read cues that are parted by lines of time codes: SubRip (SRT) and YouTube's SBV.

Whatever stands between two such lines is the cue's, empty lines too, since many programs leave some in.
"""

from __future__ import annotations

import re
from itertools import chain

from whosays.read.transcripts.cues import Cue, Cues, read_stamp

_SRT = re.compile(r"^[ \t]*([\d:.,]{1,20})[ \t]*--?>[ \t]*([\d:.,]{1,20})(?:[ \t].*)?$", re.MULTILINE)
_SBV = re.compile(r"^[ \t]*(\d{1,2}:\d{2}:\d{2}\.\d{3}),(\d{1,2}:\d{2}:\d{2}\.\d{3})[ \t]*$", re.MULTILINE)
_NUMBER_LENGTH = 7
# Markup, or blanks that stand for nothing.
_UNTIDY = re.compile(r"[<{\\\t]| [ \n]|\n[ \n]")
_BLANKS = re.compile(r"[ \t]+")
_MARKUP = re.compile(r"</?(?:i|b|u|s|em|strong|c|font|span)(?:[ .][^<>\n]{0,200})?>|\{\\[^{}\n]{1,60}\}", re.IGNORECASE)


def read_timed_lines(text: str) -> Cues:
    """Read the cues; words before the first time code are a cue without times."""
    pattern = _SRT if _SRT.search(text) else _SBV
    cues: list[Cue] = []
    unread = 0
    found: re.Match[str] | None = None
    for after in chain(pattern.finditer(text), (None,)):
        stored = text[found.end() if found else 0 : after.start() if after else len(text)]
        begins, ends = (read_stamp(found[1]), read_stamp(found[2])) if found else (None, None)
        unread += found is not None and (begins is None or ends is None)
        if words := _words(stored, numbered=after is not None):
            cues.append(Cue(words=words, begins=begins, ends=ends))
        found = after
    return Cues(cues=tuple(cues), unread=unread)


def _words(stored: str, *, numbered: bool) -> str:
    """Return the words of a cue; the number above the next cue is not its own."""
    kept = stored.strip()
    if numbered:
        above, _, last = kept.rpartition("\n")
        kept = above.rstrip() if last.isdecimal() and len(last) <= _NUMBER_LENGTH else kept
    if not _UNTIDY.search(kept):
        return kept
    bare = _MARKUP.sub("", kept).replace("\\N", " ")
    lines = (_BLANKS.sub(" ", line).strip() for line in bare.split("\n"))
    return "\n".join(line for line in lines if line)
