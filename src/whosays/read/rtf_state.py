"""What a Rich Text file has printed so far, and how its next words look.

A group (in braces) has a look (font, hidden, taken out …) and a destination: the text, a label, a field's code, a table of
fonts or styles, or nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from whosays.read.manuscript import Call, Dropped, Edge, Hidden, Manuscript, Note
from whosays.read.numerals import format_number, raise_digits, raise_mark
from whosays.read.rtf_flow import Flow
from whosays.read.rtf_fonts import decode
from whosays.read.rtf_time import read_stamp
from whosays.read.style_names import is_title, zone_of
from whosays.read.symbols import to_bullet, to_char

if TYPE_CHECKING:
    from whosays.read.manuscript import Para, Part
    from whosays.records import Zone

# Halves of characters, and characters of symbol fonts.
_ODD = re.compile("[\ud800-\udfff\uf000-\uf0ff]")
# The destination of words that are not printed.
DEAD = "dead"
_LONGEST = 4000
# A note in a text box in a note: deeper than this nothing is printed.
_FLOWS = 20


@dataclass(slots=True)
class Look:
    """What a group says of its words: where they go, how they are written, who took them out or put them in."""

    to: str = "text"
    font: int | None = None
    skipped: int = 1
    hidden: bool = False
    raised: bool = False
    gone: bool = False
    new: bool = False
    gone_by: int = 0
    gone_at: int | None = None
    new_by: int = 0
    new_at: int | None = None
    instead: str = ""
    then: str = ""
    link: str | None = None

    def inside(self) -> Look:
        """Return the look of a group inside of this one: the same, and for nothing in particular."""
        return Look(
            self.to, self.font, self.skipped, self.hidden, self.raised, self.gone, self.new,
            self.gone_by, self.gone_at, self.new_by, self.new_at, self.instead,
        )  # fmt: skip


@dataclass(slots=True)
class Font:
    """A font: its code page (None: the file's own), its name, and whether its characters are symbols."""

    codec: str | None = None
    name: str = ""
    symbols: bool = False


@dataclass(slots=True)
class Style:
    """A paragraph style: its name, and the rank of a heading."""

    name: str = ""
    rank: int | None = None


@dataclass(slots=True)
class Series:
    """How notes of one sort are numbered, and how far."""

    form: str = "decimal"
    start: int = 1
    anew: bool = False
    count: int = 0

    def next_mark(self) -> str:
        """Count one more note, and return its number as printed."""
        self.count += 1
        return format_number(self.start + self.count - 1, self.form)


@dataclass(slots=True)
class _Open:
    """A note, comment or text box that is open: what it is, and the place of its mark in the text around it."""

    flow: Flow
    kind: str
    parts: list[Part]
    at: int | None = None
    mark: str | None = None
    sort: str = "footnote"


@dataclass(slots=True)
class Rtf:
    """The file as far as it has been followed."""

    manuscript: Manuscript = field(default_factory=Manuscript)
    codec: str = "cp1252"
    usual_font: int | None = None
    look: Look = field(default_factory=Look)
    stack: list[Look] = field(default_factory=list)
    deeper: int = 0
    fonts: dict[int, Font] = field(default_factory=dict)
    styles: dict[int, Style] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    caught: dict[str, str] = field(default_factory=dict)
    flow: Flow = field(default_factory=Flow)
    around: list[_Open] = field(default_factory=list)
    notes: dict[str, Series] = field(default_factory=lambda: {"footnote": Series(), "endnote": Series()})
    title: str | None = None
    pending: bytearray = field(default_factory=bytearray)
    words: list[str] = field(default_factory=list)
    skip: int = 0
    starred: bool = False
    is_cut: bool = False
    mark_at: int | None = None
    raised_at: int | None = None
    serial: int = 0
    style: int = 0

    def put(self, words: str) -> None:
        """Add words to those that have not yet been set."""
        if self.pending:
            self._decode()
        self.words.append(words)

    def _decode(self) -> None:
        raw, self.pending = bytes(self.pending), bytearray()
        font = self._font()
        if font and font.symbols:
            self.words.append("".join(to_char(code, font.name) for code in raw))
        else:
            self.words.append(decode(raw, (font.codec if font else None) or self.codec))

    def _font(self) -> Font | None:
        number = self.usual_font if self.look.font is None else self.look.font
        return None if number is None else self.fonts.get(number)

    def flush(self) -> None:
        """Set the words so far where they belong."""
        if self.pending:
            self._decode()
        if not self.words:
            return
        words, self.words = "".join(self.words), []
        if _ODD.search(words):
            font = self._font()
            words = words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            words = "".join(
                to_char(ord(char), font.name if font else "") if "\uf000" <= char <= "\uf0ff" else char for char in words
            )
        self._set(words)

    def _set(self, words: str) -> None:
        look = self.look
        if look.to == "text":
            self._print(words)
        elif look.to == "fonts":
            self.fonts.setdefault(self.style, Font()).name += words.strip().rstrip(";").strip()
        elif look.to == "styles":
            style = self.styles.setdefault(self.style, Style())
            style.name = (style.name + words)[:_LONGEST]
            self.style = 0 if words.rstrip().endswith(";") else self.style
        elif look.to == "people":
            self.people += [name.strip() for name in words.split(";")[:-1]]
        elif look.to == "info":
            if look.then:
                self.said[look.then] = (self.said.get(look.then, "") + words)[:_LONGEST]
        elif look.to != DEAD:
            self.caught[look.to] = (self.caught.get(look.to, "") + words)[:_LONGEST]

    def _print(self, words: str) -> None:
        look, parts = self.look, self.flow.para.parts
        if look.gone:
            parts.append(Dropped(words, self._person(look.gone_by), read_stamp(look.gone_at)))
        elif look.hidden:
            parts.append(Hidden(words))
        elif look.new:
            self.serial += 1
            key = f"{self.serial}"
            parts.append(Edge("insertion", key, True, self._person(look.new_by), read_stamp(look.new_at)))
            parts.append(words)
            parts.append(Edge("insertion", key, False))
        else:
            self.raised_at = len(parts) if look.raised and words.strip() else None if words.strip() else self.raised_at
            parts.append(raise_digits(words) if look.raised else words)

    def _person(self, number: int) -> str | None:
        return self.people[number] if 0 <= number < len(self.people) and self.people[number] != "Unknown" else None

    def take_label(self) -> None:
        """Take the words of a label as the printed number of the open paragraph."""
        font, words = self._font(), self.caught.pop("label", "").strip()
        if words:
            is_number = any(map(str.isalnum, words)) and words != "o"
            self.flow.para.label = (
                words if is_number else to_bullet(words, "Courier" if words == "o" else font.name if font else "")
            )

    def open_flow(self, kind: str) -> None:
        """Begin a note, a comment, a text box or a page's head: its paragraphs do not mix with those around."""
        if len(self.around) > _FLOWS:
            self.look.to = DEAD
            return
        opened = _Open(self.flow, kind, self.flow.para.parts, self.mark_at, None)
        if kind == "note" and self.mark_at is None:
            opened.at = self.raised_at if self.raised_at is not None else None
            opened.mark = str(opened.parts[opened.at]).strip() if opened.at is not None else ""
        self.mark_at = self.raised_at = None
        self.around.append(opened)
        self.flow = Flow()
        self.look = replace(self.look, to="text", then=kind, hidden=False, raised=False)

    def end_flow(self) -> None:
        """End a note, a comment, a text box or a page's head, and go on with the flow around it."""
        if not self.around:
            return
        self.flush()
        opened, paras = self.around.pop(), self.flow.end()
        self.flow = opened.flow
        if opened.kind == "furniture":
            self.manuscript.furniture += paras
        elif opened.kind == "box":
            self.flow.waiting += paras
        elif opened.kind == "comment":
            self._end_comment(paras)
        elif opened.kind == "gone":
            words = " ".join(para.words() for para in paras)
            self.flow.para.parts.append(Dropped(words, self._person(self.look.gone_by), read_stamp(self.look.gone_at)))
        else:
            self._end_note(opened, paras)
        self.mark_at = self.raised_at = None

    def _end_comment(self, paras: list[Para]) -> None:
        self.serial += 1
        number = self.caught.pop("atnref", "").strip()
        key = f"comment {number}" if number else f"comment without a number {self.serial}"
        stamp = self.caught.pop("atndate", "").strip()
        when = (
            read_stamp(int(stamp)) if stamp.lstrip("-").isascii() and stamp.lstrip("-").isdigit() and len(stamp) < 12 else None
        )
        who = self.caught.pop("atnauthor", "").strip() or None
        self.manuscript.notes[key] = Note("comment", paras, author=who, date=when)
        self.flow.para.parts.append(Call(key))

    def _end_note(self, opened: _Open, paras: list[Para]) -> None:
        self.serial += 1
        key = f"note {self.serial}"
        note = Note("endnote" if opened.sort == "endnote" else "footnote", paras)
        mark = self.notes[opened.sort].next_mark() if opened.mark is None else opened.mark
        note.take_mark(mark)
        self.manuscript.notes[key] = note
        call = Call(key, raise_mark(mark) if mark else "")
        if opened.at is not None and opened.at < len(opened.parts):
            opened.parts[opened.at] = call
        else:
            self.flow.para.parts.append(call)

    def end_paragraph(self) -> None:
        """End the open paragraph with the zone of its style, its rank or its list."""
        para, flow = self.flow.para, self.flow
        style = self.styles.get(flow.style) if flow.style is not None else None
        named: tuple[Zone, int | None] | None = zone_of(style.name.strip(" ;")) if style else None
        if named:
            para.zone, para.level = named
        rank = flow.rank if flow.rank is not None else style.rank if style else None
        if rank is not None and 0 <= rank < 9:
            para.zone, para.level = "heading", rank + 1
        elif para.label:
            para.zone, para.level = "list_item", flow.depth + 1
        if style and is_title(style.name.strip(" ;")) and self.title is None and para.has_words():
            self.title = " ".join(para.words().split())
        flow.end_paragraph()
        self.mark_at = self.raised_at = None
