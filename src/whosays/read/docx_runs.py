"""Read the runs of a Word paragraph: its words with notes, comments, links, tracked changes and fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from whosays.read.docx_math import read_math
from whosays.read.docx_package import MC, A, M, R, W, is_on
from whosays.read.docx_styles import Style, Styles, is_raised
from whosays.read.field_codes import read_link
from whosays.read.manuscript import Call, Dropped, Edge, Hidden, Manuscript, Para
from whosays.read.numerals import raise_digits, raise_mark
from whosays.read.symbols import to_char

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element

    from whosays.read.docx_notes import NoteCounter, NoteSort
    from whosays.read.docx_package import Related

_BREAKS = re.compile(r"[\t\r\n]")
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011",
          f"{W}softHyphen": "\u00ad"}  # fmt: skip
_THROUGH = frozenset(
    f"{W}{name}" for name in ("smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir", "fldSimple", "rt", "rubyBase")
)
_IN, _OUT = frozenset([f"{W}ins", f"{W}moveTo"]), frozenset([f"{W}del", f"{W}moveFrom"])
_PICTURES = frozenset([f"{W}drawing", f"{W}pict", f"{W}object"])
_FORMULAS = frozenset([f"{M}oMath", f"{M}oMathPara"])
_CALLS: Mapping[str, NoteSort] = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
# Word nests a dozen levels at most; what lies deeper is read as words alone.
DEPTH = 60
_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class Hand:
    """Who made a tracked change, and when."""

    author: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class _Place:
    """The paragraph that runs are read into, its style, and who took them out, if somebody did."""

    para: Para
    style: Style
    out: Hand | None = None


@dataclass(slots=True)
class _Field:
    """A field that is open: its code so far, whether its result has begun, the link that it is."""

    code: str = ""
    in_result: bool = False
    link: str | None = None


@dataclass(slots=True)
class Runs:
    """Reads runs into paragraphs; fields stay open over paragraphs, text boxes wait until theirs has ended."""

    styles: Styles
    relations: Mapping[str, Related]
    counters: Mapping[NoteSort, NoteCounter]
    manuscript: Manuscript
    fields: list[_Field] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    changes: int = 0

    def read(self, parent: _Element, para: Para, style: Style) -> None:
        """Read all runs below `parent` into the paragraph."""
        self._inline(parent, _Place(para, style), 0)
        self.fields = [each for each in self.fields if each.in_result]

    def _inline(self, parent: _Element, place: _Place, depth: int) -> None:
        if depth > DEPTH:
            self._emit(place, words_in(parent, f"{W}t"))
            return
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, place, depth + 1)
            elif tag in _IN:
                with_hand = hand_of(child)
                self.changes += 1
                key = f"{self.changes}"
                place.para.parts.append(Edge("insertion", key, True, with_hand.author, with_hand.date))
                self._inline(child, place, depth + 1)
                place.para.parts.append(Edge("insertion", key, False))
            elif tag in _OUT:
                self._inline(child, replace(place, out=hand_of(child)), depth + 1)
            elif tag == f"{W}hyperlink" or (tag == f"{W}fldSimple" and read_link(child.get(f"{W}instr") or "")):
                self._linked(child, place, depth)
            elif tag in _THROUGH:
                self._inline(child, place, depth + 1)
            elif tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd"):
                place.para.parts.append(Edge("comment", key_of("comment", child), tag == f"{W}commentRangeStart"))
            elif tag in _FORMULAS:
                before = child.getprevious()
                self._emit(place, " " if before is not None and before.tag in _FORMULAS else "")
                self._emit(place, " ".join(map(read_math, child)) if tag == f"{M}oMathPara" else read_math(child))
            elif tag == f"{MC}AlternateContent":
                self._inline(choose(child), place, depth + 1)

    def _linked(self, element: _Element, place: _Place, depth: int) -> None:
        rel = self.relations.get(element.get(f"{R}id") or "")
        url = rel.target if rel and rel.outside else read_link(element.get(f"{W}instr") or "")
        if url:
            place.para.parts.append(Edge("link", url[:_ADDRESS], True))
        self._inline(element, place, depth + 1)
        if url:
            place.para.parts.append(Edge("link", url[:_ADDRESS], False))

    def _run(self, run: _Element, place: _Place, depth: int) -> None:
        look = run.find(f"{W}rPr")
        raised, hidden = self._look(look, place.style)
        custom: str | None = None
        for child in run:
            tag = child.tag
            if tag in (f"{W}t", f"{W}delText"):
                words = child.text or ""
                words = _BREAKS.sub(" ", words) if "\n" in words or "\t" in words else words
                if custom is not None:
                    self._call(place.para, custom, words.strip())
                    custom = None
                else:
                    self._emit(place, raise_digits(words) if raised else words, hidden=hidden)
            elif tag in _SIGNS:
                self._emit(place, _SIGNS[tag], hidden=hidden)
            elif tag in _CALLS:
                custom = self._note(child, place)
            else:
                self._rest(child, place, hidden, depth)

    def _look(self, look: _Element | None, style: Style) -> tuple[bool, bool]:
        """Say whether a run is raised and whether it is hidden: by itself, by its style, by its paragraph's."""
        if look is None:
            return bool(style.raised), bool(style.hidden)
        named = look.find(f"{W}rStyle")
        own = self.styles.of(named.get(f"{W}val") or "") if named is not None else None
        raised, hidden = is_raised(look), is_on(look, f"{W}vanish")
        for each in (own, style):
            if each is not None:
                raised = each.raised if raised is None else raised
                hidden = each.hidden if hidden is None else hidden
        return bool(raised), bool(hidden)

    def _rest(self, child: _Element, place: _Place, hidden: bool, depth: int) -> None:
        tag = child.tag
        if tag == f"{W}fldChar":
            self._field(child.get(f"{W}fldCharType") or "", place.para)
        elif tag == f"{W}instrText":
            if self.fields and not self.fields[-1].in_result and len(self.fields[-1].code) < _ADDRESS:
                self.fields[-1].code += child.text or ""
        elif tag == f"{W}sym":
            code = child.get(f"{W}char") or ""
            number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else 0
            self._emit(place, to_char(number, child.get(f"{W}font") or ""), hidden=hidden)
        elif tag == f"{W}commentReference":
            place.para.parts.append(Call(key_of("comment", child)))
        elif tag == f"{W}lastRenderedPageBreak":
            self.end_page()
        elif tag in _PICTURES:
            self.boxes += boxes_in(child)
        elif tag == f"{W}ruby":
            self._ruby(child, place, depth)
        elif tag == f"{MC}AlternateContent":
            for each in choose(child):
                if each.tag in _PICTURES:
                    self.boxes += boxes_in(each)
                elif depth < DEPTH:
                    self._rest(each, place, hidden, depth + 1)

    def end_page(self) -> None:
        """Note that Word begins a page here."""
        for counter in self.counters.values():
            counter.end_page()

    def _ruby(self, ruby: _Element, place: _Place, depth: int) -> None:
        """Read the base, then its reading in parentheses."""
        for name, before, after in (("rubyBase", "", ""), ("rt", "(", ")")):
            found = ruby.find(f"{W}{name}")
            if found is not None and depth < DEPTH:
                self._emit(place, before)
                self._inline(found, place, depth + 1)
                self._emit(place, after)

    def _field(self, what: str, para: Para) -> None:
        if what == "begin":
            if len(self.fields) < DEPTH:
                self.fields.append(_Field())
        elif what == "separate" and self.fields:
            self.fields[-1].in_result = True
            if url := read_link(self.fields[-1].code):
                self.fields[-1].link = url[:_ADDRESS]
                para.parts.append(Edge("link", url[:_ADDRESS], True))
        elif what == "end" and self.fields and (link := self.fields.pop().link):
            para.parts.append(Edge("link", link, False))

    def _note(self, element: _Element, place: _Place) -> str | None:
        """Read the call of a note; returns its key where its mark is the next words of the run."""
        sort = _CALLS[element.tag]
        key = key_of(sort, element)
        if place.out is not None:
            gone = self.manuscript.notes.pop(key, None)
            self._emit(place, " ".join(each.words() for each in gone.paras) if gone else "")
            return None
        if element.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            return key
        self._call(place.para, key, self.counters[sort].next_mark())
        return None

    def _call(self, para: Para, key: str, mark: str) -> None:
        if note := self.manuscript.notes.get(key):
            note.take_mark(mark)
        para.parts.append(Call(key, raise_mark(mark) if mark else ""))

    def _emit(self, place: _Place, words: str, *, hidden: bool = False) -> None:
        if not words or (self.fields and not all(each.in_result for each in self.fields)):
            return
        if place.out is not None:
            place.para.parts.append(Dropped(words, place.out.author, place.out.date))
        elif hidden:
            place.para.parts.append(Hidden(words))
        else:
            place.para.parts.append(words)


def hand_of(element: _Element) -> Hand:
    """Return who made a tracked change or comment, and when."""
    return Hand(element.get(f"{W}author") or None, element.get(f"{W}date") or None)


def key_of(sort: str, element: _Element) -> str:
    """Return the key of a note or comment, the same where it is called and where it stands."""
    return f"{sort} {element.get(f'{W}id')}"


def words_in(element: _Element, tag: str) -> str:
    """Return all words below an element, whatever its build."""
    return "".join(each.text or "" for each in element.iter(tag))


def choose(alternate: _Element) -> _Element:
    """Return the one of several drawings of the same thing that has words; the newest where all have."""
    each = [child for child in alternate if child.tag in (f"{MC}Choice", f"{MC}Fallback")]
    return next((child for child in each if has_words(child)), each[0] if each else alternate.makeelement(f"{MC}Choice"))


def has_words(element: _Element) -> bool:
    """Ask whether there are words anywhere below an element."""
    return next(element.iter(f"{W}t", f"{A}t", f"{M}t"), None) is not None


def boxes_in(picture: _Element) -> Iterable[_Element]:
    """Return the text boxes of a picture, those inside of another left to it; and the paragraphs of drawn shapes."""
    from lxml.etree import iterwalk

    out: list[_Element] = []
    walk: Iterator[tuple[str, _Element]] = iterwalk(
        picture, events=("start",), tag=(f"{W}txbxContent", f"{A}p", f"{MC}AlternateContent")
    )
    for _, element in walk:
        if element.tag == f"{MC}AlternateContent" and element is not picture:
            out += boxes_in(choose(element))
        else:
            out.append(element)
        walk.skip_subtree()  # type: ignore[attr-defined]  # a method of lxml's own iterator
    return out
