"""Tell a mail's own words from what it answers or forwards, and from signatures, line by line.

1. Every line has a depth: how many ">" stand before it.
2. A line that ends in "… wrote:" says whose the deeper lines below it are; the head of an answered mail ("From: … Sent: …
   Subject: …") says whose all that follows at its own depth is.
3. "-- " begins a signature, a long rule near the end the foot of a mailing list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.read.mail.attributions import Quoted, read_attribution
from whosays.read.mail.heads import read_date
from whosays.text.mail_words import is_of_device, is_original, read_label

if TYPE_CHECKING:
    from whosays.text.joined import Span

StretchKind = Literal["own", "quoted", "lead", "head", "boilerplate"]

_MARKS = re.compile(r"[ \t]?(?:>[ \t]?)+")
_RULE = re.compile(r"[_-]{20,}")
_ARMOUR = re.compile(r"-----(BEGIN|END) PGP [A-Z ]{5,30}-----")
# A signature has at most so many lines, the foot of a list or what follows a plain "--" fewer.
_SIGNATURE_LINES, _FOOT_LINES = 40, 12
# A head of an answered mail, and a line "… wrote:" that is broken, have at most so many lines.
_HEAD_LINES, _LEAD_LINES = 10, 4
_LEAD_LENGTH = 400
# A mail that changes between own and quoted words more often is hostile; the rest of it is read as one stretch.
_MOST_STRETCHES = 3_000
_NOBODY = Quoted()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Lines of one kind, without quotation marks and line ends; `by` tells whose quoted lines are."""

    kind: StretchKind
    lines: tuple[Span, ...]
    by: Quoted = _NOBODY


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    depth: int
    words: str

    @property
    def is_blank(self) -> bool:
        return not self.words or self.words.isspace()


def find_stretches(text: str) -> list[Stretch]:
    """Return the stretches of a mail's text in order; every line is in one."""
    return _Walk(_lines(text)).stretches()


def _lines(text: str) -> list[_Line]:
    lines = []
    at = 0
    for raw in text.split("\n"):
        marks = _MARKS.match(raw) if ">" in raw[:2] else None
        begin = marks.end() if marks else 0
        depth = marks.group().count(">") if marks else 0
        lines.append(_Line(at + begin, at + len(raw), depth, raw[begin:]))
        at += len(raw) + 1
    return lines


class _Walk:
    """The walk over the lines: `by` is who wrote at each depth, as far as the mail says."""

    def __init__(self, lines: list[_Line]) -> None:
        self.lines = lines
        self.by: dict[int, Quoted] = {}
        self.out: list[Stretch] = []
        self.held: list[_Line] = []
        self.held_as: tuple[StretchKind, int, Quoted] = ("own", 0, _NOBODY)
        self.leads = self._find_leads()

    def stretches(self) -> list[Stretch]:
        at = 0
        while at < len(self.lines):
            if len(self.out) > _MOST_STRETCHES:
                self._take("own", self.lines[at:], _NOBODY)
                break
            at = self._step(at)
        self._flush()
        return self.out

    def _step(self, at: int) -> int:
        """Take the line, or what begins with it; returns the place of the next line."""
        line = self.lines[at]
        if at in self.leads:
            return self._lead(at)
        if (end := self._head_end(at)) is not None:
            return self._head(at, end)
        if line.words.startswith("-----") and (armour := _ARMOUR.match(line.words)):
            end = self._armour_end(at, armour)
            return self._pass_over(at, end)
        if is_original(line.words) or (line.depth == 0 and is_of_device(line.words)):
            return self._pass_over(at, at + 1)
        if (end := self._signature_end(at)) is not None:
            return self._pass_over(at, end)
        by = self.by.get(line.depth, _NOBODY)
        quoted = line.depth > 0 or 0 in self.by
        self._take("quoted" if quoted else "own", [line], by)
        return at + 1

    def _take(self, kind: StretchKind, lines: list[_Line], by: Quoted) -> None:
        key = (kind, lines[0].depth, by)
        # Blank lines go with what stands before them.
        blank = len(lines) == 1 and lines[0].is_blank and self.held_as[0] in ("own", "quoted")
        if self.held and (key == self.held_as or blank):
            self.held += lines
            return
        self._flush()
        self.held, self.held_as = list(lines), key

    def _flush(self) -> None:
        if self.held:
            spans = tuple((line.start, line.end) for line in self.held)
            self.out.append(Stretch(kind=self.held_as[0], lines=spans, by=self.held_as[2]))
        self.held = []

    def _whole(self, kind: StretchKind, at: int, end: int) -> int:
        self._flush()
        self._take(kind, self.lines[at:end], _NOBODY)
        self._flush()
        return end

    def _pass_over(self, at: int, end: int) -> int:
        return self._whole("boilerplate", at, end)

    # Lines that end in "… wrote:"

    def _find_leads(self) -> dict[int, tuple[int, Quoted, bool]]:
        """Return where such lines begin: the place behind them, whose words follow, and whether deeper lines follow."""
        leads: dict[int, tuple[int, Quoted, bool]] = {}
        taken = -1
        for end, line in enumerate(self.lines):
            if not line.words.rstrip(" \t\u200e\u200f\u202a-\u202e*_").endswith((":", "：")) or line.is_blank:
                continue
            deeper = self._deeper_follows(end)
            words = ""
            for start in range(end, max(taken, end - _LEAD_LINES), -1):
                above = self.lines[start]
                if above.is_blank or above.depth != line.depth or len(words) + len(above.words) > _LEAD_LENGTH:
                    break
                words = f"{above.words.strip()} {words}".strip()
                found = read_attribution(words, followed=deeper)
                if found is not None:
                    leads[start] = (end + 1, found, deeper)
                    taken = end
                    break
        return leads

    def _deeper_follows(self, at: int) -> bool:
        for line in self.lines[at + 1 : at + 4]:
            if line.depth > self.lines[at].depth and not line.is_blank:
                return True
            if not line.is_blank:
                return False
        return False

    def _lead(self, at: int) -> int:
        end, by, deeper = self.leads[at]
        depth = self.lines[at].depth
        self._whole("lead", at, end)
        self._set(depth + 1 if deeper else depth, by)
        return end

    def _set(self, depth: int, by: Quoted) -> None:
        self.by = {other: who for other, who in self.by.items() if other < depth}
        self.by[depth] = by

    # Heads of answered mails

    def _head_end(self, at: int) -> int | None:
        first = self.lines[at]
        kinds, value = read_label(first.words) if ":" in first.words[:40] or "：" in first.words[:40] else (frozenset(), "")
        if "from" not in kinds or not value:
            return None
        found: set[str] = set()
        end = at + 1
        for place in range(at + 1, min(at + _HEAD_LINES, len(self.lines))):
            line = self.lines[place]
            if line.depth != first.depth or line.is_blank:
                break
            labelled, _ = read_label(line.words)
            if not labelled and place > end + 2:
                break
            new = labelled - found - {"from"}
            if new:
                found.add(min(new, key=("sent", "subject", "to", "cc").index))
                end = place + 1
        return end if len(found) >= 2 and found & {"sent", "subject"} else None

    def _head(self, at: int, end: int) -> int:
        _, author = read_label(self.lines[at].words)
        date = None
        for line in self.lines[at + 1 : end]:
            labelled, value = read_label(line.words)
            if "sent" in labelled and date is None:
                date = read_date(value)
        for place in range(at, end):
            self._whole("head", place, place + 1)
        self._set(self.lines[at].depth, Quoted(author=author[:200], date=date))
        return end

    # What is nobody's words

    def _goes_on(self, line: _Line, at: int) -> bool:
        """Ask whether a signature that begins with the line goes on at a place."""
        other = self.lines[at]
        if other.depth != line.depth or at in self.leads or other.words.rstrip() == "--":
            return False
        return not is_original(other.words) and self._head_end(at) is None

    def _armour_end(self, at: int, armour: re.Match[str]) -> int:
        if armour[1] == "END":
            return at + 1
        signed = "SIGNED" in armour.group()
        for place in range(at + 1, len(self.lines)):
            line = self.lines[place]
            if signed and line.is_blank:
                return place
            if not signed and line.words.startswith("-----END PGP"):
                return place + 1
        return at + 1 if signed else len(self.lines)

    def _signature_end(self, at: int) -> int | None:
        line = self.lines[at]
        words = line.words.rstrip()
        if words not in ("--", "—") and not _RULE.fullmatch(words):
            return None
        end = at + 1
        while end < min(len(self.lines), at + 2 * _SIGNATURE_LINES) and self._goes_on(line, end):
            end += 1
        filled = sum(not one.is_blank for one in self.lines[at + 1 : end])
        if line.words == "-- ":
            return end if filled <= _SIGNATURE_LINES else None
        if words in ("--", "—"):
            return end if 0 < filled <= _FOOT_LINES else None
        if end < len(self.lines) and filled == 0:
            return end  # the rule above the head of an answered mail
        return end if end == len(self.lines) and words.startswith("_") and filled <= _FOOT_LINES else None
