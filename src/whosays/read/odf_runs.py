"""Read the runs of an OpenDocument paragraph: its words with notes, comments, links and tracked changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.read.manuscript import Call, Dropped, Edge, Hidden, Para
from whosays.read.numerals import raise_digits, raise_mark
from whosays.read.odf_names import DC, DRAW, MATH, OFFICE, TABLE, TEXT, XLINK, count_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element

    from whosays.read.manuscript import Part
    from whosays.read.odf_styles import Styles

_BLANKS = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_ADDRESS = 2000
# Writer nests a few levels at most; what lies deeper is read as words alone.
DEPTH = 60
_SKIPPED = frozenset(
    [
        f"{TEXT}soft-page-break",
        f"{TEXT}tracked-changes",
        f"{OFFICE}forms",
        f"{TEXT}sequence-decls",
        f"{TEXT}variable-decls",
        f"{TEXT}script",
    ]
)


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: what it is, who made it when, and the words that it took out."""

    kind: str
    author: str | None
    date: str | None
    words: str = ""


@dataclass(slots=True)
class Runs:
    """Reads runs into paragraphs. Notes and frames wait in `notes` and `boxes` until their paragraph has ended."""

    styles: Styles
    changes: Mapping[str, Change]
    formula: Callable[[str], str]
    notes: list[tuple[str, _Element]] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    pending: list[Part] = field(default_factory=list)
    serial: int = 0

    def read(self, element: _Element, para: Para, *, hidden: bool) -> None:
        """Read all runs below a paragraph's element into `para`."""
        para.parts += self.pending
        self.pending = []
        self._inline(element, para, raised=False, hidden=hidden, depth=0)

    def _inline(self, parent: _Element, para: Para, *, raised: bool, hidden: bool, depth: int) -> None:
        self._emit(para, parent.text, raised, hidden)
        for child in parent:
            if depth > DEPTH:
                self._emit(para, "".join(map(str, child.itertext())), raised, hidden)
            elif child.tag in (f"{TEXT}span", f"{TEXT}a", f"{TEXT}meta", f"{TEXT}meta-field", f"{TEXT}ruby"):
                self._through(child, para, raised, hidden, depth + 1)
            elif not self.mark(child, para) and isinstance(child.tag, str):
                self._sign(child, para, raised, hidden)
            self._emit(para, child.tail, raised, hidden)

    def _through(self, child: _Element, para: Para, raised: bool, hidden: bool, depth: int) -> None:
        url = child.get(f"{XLINK}href", "")[:_ADDRESS] if child.tag == f"{TEXT}a" else ""
        look = self.styles.of("text", child.get(f"{TEXT}style-name"))
        raised = raised if look.raised is None else look.raised
        hidden = hidden if look.hidden is None else look.hidden
        if url:
            para.parts.append(Edge("link", url, True))
        self._inline(child, para, raised=raised, hidden=hidden, depth=depth)
        if url:
            para.parts.append(Edge("link", url, False))

    def mark(self, child: _Element, para: Para | None) -> bool:
        """Note where a tracked change or a comment's stretch begins, ends or stands; says whether `child` is such a sign.

        Signs also stand between paragraphs: then `para` is None, and they belong to the next one.
        """
        parts = self.pending if para is None else para.parts
        change = self.changes.get(child.get(f"{TEXT}change-id") or "")
        if child.tag == f"{TEXT}change":
            if change and change.kind == "deletion":
                parts.append(Dropped(change.words, change.author, change.date))
        elif child.tag in (f"{TEXT}change-start", f"{TEXT}change-end"):
            if change and change.kind == "insertion":
                opens = child.tag == f"{TEXT}change-start"
                parts.append(Edge("insertion", child.get(f"{TEXT}change-id") or "", opens, change.author, change.date))
        elif child.tag == f"{OFFICE}annotation-end":
            parts.append(Edge("comment", f"comment {child.get(f'{OFFICE}name')}", False))
        elif child.tag == f"{OFFICE}annotation":
            self._comment(child, parts)
        else:
            return False
        return True

    def _comment(self, child: _Element, parts: list[Part]) -> None:
        name = child.get(f"{OFFICE}name")
        self.serial += 1
        key = f"comment {name}" if name else f"comment without a name {self.serial}"
        self.notes.append((key, child))
        parts.append(Edge("comment", key, True) if name else Call(key))

    def _sign(self, child: _Element, para: Para, raised: bool, hidden: bool) -> None:
        tag = child.tag
        if tag == f"{TEXT}s":
            self._put(para, " " * count_of(child, f"{TEXT}c", most=1000), hidden)
        elif tag == f"{TEXT}tab":
            self._put(para, "\t", hidden)
        elif tag == f"{TEXT}line-break":
            self._put(para, "\n", hidden)
        elif tag == f"{TEXT}note":
            self._note(child, para)
        elif tag.startswith(DRAW) or tag == f"{TABLE}table":
            self._frame(child, para)
        elif tag == f"{TEXT}ruby-base":
            self._emit(para, _words(child), raised, hidden)
        elif tag == f"{TEXT}ruby-text":
            self._emit(para, f"({_words(child)})", raised, hidden)
        elif tag in (f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"):
            self._emit(para, _words(child), raised, child.get(f"{TEXT}is-hidden") == "true")
        elif tag not in _SKIPPED:
            self._emit(para, _words(child), raised, hidden)  # a field prints its words

    def _note(self, child: _Element, para: Para) -> None:
        self.serial += 1
        key = f"note {self.serial}"
        citation = child.find(f"{TEXT}note-citation")
        mark = _words(citation).strip() if citation is not None else ""
        self.notes.append((key, child))
        para.parts.append(Call(key, raise_mark(mark) if mark else ""))

    def _frame(self, child: _Element, para: Para) -> None:
        embedded = child.find(f"{DRAW}object")
        if embedded is not None and (formula := self.formula(embedded.get(f"{XLINK}href") or "")):
            para.parts.append(formula)
        elif embedded is not None and (math := next(embedded.iter(f"{MATH}math"), None)) is not None:
            para.parts.append(read_formula(math))
        else:
            self.boxes.append(child)

    def _emit(self, para: Para, words: str | None, raised: bool, hidden: bool) -> None:
        if words:
            folded = _BLANKS.sub(" ", words)  # blanks of the file; those of the text are elements
            self._put(para, raise_digits(folded) if raised else folded, hidden)

    def _put(self, para: Para, words: str, hidden: bool) -> None:
        para.parts.append(Hidden(words) if hidden else words)


def _words(element: _Element) -> str:
    return _BLANKS.sub(" ", "".join(map(str, element.itertext())))


def read_formula(math: _Element) -> str:
    """Return the words of a formula, one after the other."""
    return " ".join((each.text or "").strip() for each in math.iter(f"{MATH}mi", f"{MATH}mn", f"{MATH}mo", f"{MATH}mtext"))


def read_changes(tracked: _Element | None) -> dict[str, Change]:
    """Read the list of tracked changes, by their ids."""
    out: dict[str, Change] = {}
    for region in tracked.iterchildren(f"{TEXT}changed-region") if tracked is not None else ():
        name = region.get(f"{TEXT}id") or region.get("{http://www.w3.org/XML/1998/namespace}id") or ""
        change = next((each for each in region if isinstance(each.tag, str)), None)
        if change is None:
            continue
        about = change.find(f"{OFFICE}change-info")
        words = "\n".join(_words(each) for each in change.iter(f"{TEXT}p", f"{TEXT}h"))
        out.setdefault(name, Change(change.tag.removeprefix(TEXT), *who_and_when(about), words))
    return out


def who_and_when(element: _Element | None) -> tuple[str | None, str | None]:
    """Return author and date of a comment or a change."""
    if element is None:
        return None, None
    author = element.findtext(f"{DC}creator")
    return author or None, element.findtext(f"{DC}date") or None
