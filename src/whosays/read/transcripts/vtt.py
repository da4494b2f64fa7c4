"""Read WebVTT: its cues with voices, remarks, and what its head says."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.read.transcripts.cues import Cue, Cues, Note, read_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIMING = re.compile(r"\s*([\d:.,]{1,20}?)\s*-->\s*([\d:.,]{1,20})(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,100})?(?:[ \t]+([^<>\n]{0,200}))?>")
_TAG = re.compile(r"<[^<>\n]{0,300}>")
_LANGUAGE = re.compile(r"(?im)^language:\s*([a-z]{2})\b")
_TITLE = re.compile(r"WEBVTT(?:[ \t]+-?[ \t]*(\S.*))?")
_UNSEEN = ("STYLE", "REGION")


def read_vtt(text: str) -> Cues:
    """Read the cues."""
    head, *blocks = re.split(r"\n{2,}", text.strip("\n"))
    if not head.startswith("WEBVTT"):
        head, blocks = "", [head, *blocks]
    cues: list[Cue] = []
    timed: Cue | None = None
    notes: list[Note] = []
    unread = 0
    if "-->" in head:  # the empty line behind the head is missing
        blocks.insert(0, head.partition("\n")[2])
    for block in blocks:
        block = block.strip("\n")  # noqa: PLW2901
        if block.startswith("NOTE") and block[4:5] in ("", " ", "\t", "\n"):
            if words := " ".join(block[4:].split()):
                notes.append(Note(words=words, at=len(cues)))
        elif block.split("\n", 1)[0].strip() not in _UNSEEN:
            timed = _timed(block) or timed
            unread += "-->" in block and (timed is None or timed.begins is None or timed.ends is None)
            cues.extend(_voices(_below_timing(block), timed or Cue(words="")))
            timed = replace(cues[-1], words="") if cues and timed else timed
    title = _TITLE.match(head.split("\n", 1)[0])
    language = _LANGUAGE.search(head)
    return Cues(
        cues=tuple(cues),
        notes=tuple(notes),
        language=language[1].lower() if language else None,
        title=title[1].strip() if title and title[1] and "-->" not in title[1] else None,
        unread=unread,
    )


def _timed(block: str) -> Cue | None:
    """Return the time codes of a block, as a cue without words; one that has none goes on with the block above."""
    line = next((line for line in block.split("\n", 2)[:2] if "-->" in line), None)
    if line is None:
        return None
    timing = _TIMING.fullmatch(line)
    return Cue(words="", begins=read_stamp(timing[1]) if timing else None, ends=read_stamp(timing[2]) if timing else None)


def _below_timing(block: str) -> str:
    lines = block.split("\n")
    at = next((place for place, line in enumerate(lines[:2]) if "-->" in line), -1)
    return "\n".join(lines[at + 1 :])


def _voices(words: str, timed: Cue) -> Iterator[Cue]:
    """Yield the words of a block as cues, one a voice."""
    speaker = timed.speaker
    at = 0
    for found in _VOICE.finditer(words):
        if bare := _bare(words[at : found.start()]):
            yield replace(timed, words=bare, speaker=speaker)
        speaker = " ".join(html.unescape(found[1] or "").split()) or None
        at = found.end()
    if bare := _bare(words[at:]):
        yield replace(timed, words=bare, speaker=speaker)


def _bare(words: str) -> str:
    """Return the words without markup."""
    lines = (" ".join(html.unescape(_TAG.sub("", line)).split()) for line in words.split("\n"))
    return "\n".join(line for line in lines if line)
