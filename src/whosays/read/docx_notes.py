"""Number the notes of a Word file as Word prints them: its form, its start, and where it begins anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.read.docx_package import W, to_int, value
from whosays.read.numerals import format_number

if TYPE_CHECKING:
    from lxml.etree import _Element

NoteSort = Literal["footnote", "endnote"]
# What Word does where a file says nothing.
_USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """How the notes of a section are numbered; None where it says nothing."""

    form: str | None = None
    start: int | None = None
    restart: str | None = None


@dataclass(slots=True)
class NoteCounter:
    """Counts the notes of one sort as they are called."""

    sort: NoteSort
    usual: _Rule
    sections: list[_Rule]
    section: int = 0
    count: int = 0
    begun: bool = False

    def next_mark(self) -> str:
        """Count one more note, and return its number as printed."""
        rule = self.sections[self.section] if self.section < len(self.sections) else self.usual
        start = rule.start or self.usual.start or 1
        self.count = self.count + 1 if self.begun else start
        self.begun = True
        return format_number(self.count, rule.form or self.usual.form or _USUAL[self.sort])

    def end_section(self) -> None:
        """Go on to the next section."""
        self.section += 1
        self._begin_anew("eachSect")

    def end_page(self) -> None:
        """Go on to the next page, as Word itself broke it last."""
        self._begin_anew("eachPage")

    def _begin_anew(self, where: str) -> None:
        rule = self.sections[self.section] if self.section < len(self.sections) else self.usual
        if (rule.restart or self.usual.restart) == where:
            self.begun = False


def make_counter(sort: NoteSort, body: _Element, settings: _Element | None) -> NoteCounter:
    """Make the counter of a file's footnotes or endnotes."""
    usual = _read_rule(None if settings is None else settings.find(f"{W}{sort}Pr"))
    sections = [_read_rule(each.find(f"{W}{sort}Pr")) for each in body.iter(f"{W}sectPr") if not _is_former(each)]
    return NoteCounter(sort, usual, sections)


def _is_former(section: _Element) -> bool:
    parent = section.getparent()
    return parent is not None and parent.tag == f"{W}sectPrChange"


def _read_rule(element: _Element | None) -> _Rule:
    if element is None:
        return _Rule()
    start = value(element.find(f"{W}numStart"))
    return _Rule(
        form=value(element.find(f"{W}numFmt")),
        start=to_int(start, 1) if start else None,
        restart=value(element.find(f"{W}numRestart")),
    )
