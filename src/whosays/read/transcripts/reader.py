"""Read transcripts with time codes: the spoken words as a text, with the seconds and the speaker of every paragraph."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.encoding import NotText, decode
from whosays.read.meta import Meta
from whosays.read.passages import document_id, make_document, make_passages
from whosays.read.plain import encoding_problems
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.read.transcripts.rolling import unroll
from whosays.read.transcripts.timed_lines import read_timed_lines
from whosays.read.transcripts.ttml import NoTimedText, read_ttml
from whosays.read.transcripts.turns import write_turns
from whosays.read.transcripts.vtt import read_vtt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.read.transcripts.cues import Cue, Cues
    from whosays.records import Capture, DocumentId, Problem

_TYPES = frozenset(["application/x-subrip", "text/srt", "text/vtt", "text/x-sbv", "application/ttml+xml"])
_ENDINGS = (".srt", ".vtt", ".sbv", ".ttml", ".dfxp")
_VTT = re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|$)")
_SRT = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,20}\d{1,6}[ \t]*\r?\n\d{1,3}:\d{2}:\d{2}[,.]\d{1,3} *--> *\d")
_TTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:\w{1,10}:)?tt[\s>]")


class TranscriptReader:
    """SubRip, WebVTT, SBV and TTML."""

    name = "transcript"
    version = "1"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a transcript with time codes."""
        if capture.media_type in _TYPES or capture.name.lower().endswith(_ENDINGS):
            return True
        return any(pattern.match(head) is not None for pattern in (_VTT, _SRT, _TTML))

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:  # noqa: ARG002
        """Read the bytes."""
        doc = document_id(capture)
        problems: list[Problem] = []
        found = _read(capture, raw, problems)
        problems += _oddness(found, doc)
        text, drafts = write_turns(unroll(found.cues), found.notes)
        said = Meta(title=found.title, language=found.language)
        document = make_document(capture, text, drafts, made_by=f"{self.name} {self.version}", said=said)
        if not drafts:
            problems.append(make_problem("empty-document", "No words were found.", doc=doc))
        return Reading(document=document, passages=make_passages(document, drafts), problems=tuple(problems))


def _read(capture: Capture, raw: bytes, problems: list[Problem]) -> Cues:
    if _TTML.match(raw[:4096]) or capture.name.lower().endswith((".ttml", ".dfxp")):
        try:
            return read_ttml(raw)
        except NoTimedText as error:
            raise UnreadableDocument(capture.name, str(error)) from error
    try:
        decoded = decode(raw)
    except NotText as error:
        raise UnreadableDocument(capture.name, str(error)) from error
    problems += encoding_problems(decoded, document_id(capture))
    text = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return read_vtt(text) if text.lstrip().startswith("WEBVTT") else read_timed_lines(text)


def _oddness(found: Cues, doc: DocumentId) -> list[Problem]:
    """Return what is odd about the time codes."""
    odd = []
    if found.unread:
        odd.append(f"{found.unread} time codes cannot be read.")
    if backwards := sum(cue.begins is not None and cue.ends is not None and cue.ends < cue.begins for cue in found.cues):
        odd.append(f"{backwards} cues end before they begin.")
    if disordered := sum(_is_earlier(before, cue) for before, cue in pairwise(_timed(found.cues))):
        odd.append(f"{disordered} cues begin before the cue above them.")
    if found.cues and not _timed(found.cues):
        odd.append("No words have a time code.")
    damage = [make_problem("broken-markup", found.damage, doc=doc)] if found.damage else []
    return [*damage, *(make_problem("cue-odd", message, doc=doc) for message in odd)]


def _timed(cues: Sequence[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.begins is not None]


def _is_earlier(before: Cue, cue: Cue) -> bool:
    return before.begins is not None and cue.begins is not None and cue.begins < before.begins
