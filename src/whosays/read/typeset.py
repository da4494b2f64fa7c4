"""Make a text with zones of a manuscript.

1. The body, each block on its own line with its printed number before it; notes' marks stand in it, raised.
2. Footnotes, endnotes, comments, each on its own line and tied to its mark or to the words that it is about.
3. What tracked changes took out, and what is hidden. So the body reads as it is printed, and nothing is lost.
4. Heads and feet of pages, once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.drafts import Draft
from whosays.read.furniture import is_page_number
from whosays.read.links import find_links
from whosays.read.manuscript import Call, Dropped, Edge, Hidden, Manuscript, Note, Para
from whosays.read.passages import document_id, make_document, make_passages
from whosays.read.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.read.manuscript import Part
    from whosays.read.meta import Meta
    from whosays.records import Capture, Problem, Zone
    from whosays.text.joined import Span

# Signs that print nothing; line and form feeds are kept as line ends.
_CONTROL = {**dict.fromkeys([*range(9), 13, *range(14, 32), 127]), 11: "\n", 12: "\n"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_WORD_BEFORE = re.compile(r"(\S{1,80})\s{0,20}\Z")
_WORD_AFTER = re.compile(r"\s{0,20}(\S{1,80})")
_WINDOW = 100
# Hidden words are told one by one up to here, then counted.
_TOLD = 20
# A file whose stretches (comments, links, insertions) never end cannot make every paragraph dearer than the one before.
_MOST_OPEN = 200
_FOLLOWED = ("http://", "https://", "ftp://")


@dataclass(slots=True)
class _Range:
    """A stretch that has been opened: where, and who inserted it."""

    start: int
    author: str | None = None
    date: str | None = None


@dataclass(slots=True)
class _Sheet:
    """The text so far, its zones, and what has still to be set."""

    manuscript: Manuscript
    parts: list[str] = field(default_factory=list)
    at: int = 0
    drafts: list[Draft] = field(default_factory=list)
    called: dict[str, Span] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    open: dict[tuple[str, str], _Range] = field(default_factory=dict)
    links: list[tuple[Span, str]] = field(default_factory=list)
    dropped: list[tuple[Dropped, Span | None]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    inserted: list[Draft] = field(default_factory=list)
    following: bool = True


def reading_of(
    capture: Capture, manuscript: Manuscript, meta: Meta, *, problems: Sequence[Problem] = (), made_by: str
) -> Reading:
    """Make the reading of a manuscript."""
    sheet = _Sheet(manuscript)
    for para in manuscript.body:
        _set_para(sheet, para)
    _set_notes(sheet)
    _set_dropped(sheet)
    hidden = _set_hidden(sheet)
    _set_furniture(sheet)
    text = "".join(sheet.parts)
    drafts = [kept for draft in sheet.drafts if (kept := _trimmed(text, draft))]
    doc = document_id(capture)
    odd = list(problems)
    if not drafts:
        odd.append(make_problem("empty-document", "No words were found.", doc=doc))
    document = make_document(capture, text, drafts, made_by=made_by, said=meta)
    passages = make_passages(document, drafts)
    starts = {passage.pieces[0].start: passage.pieces[0] for passage in passages if passage.zone == "page_furniture"}
    odd += [make_problem("hidden-words", "These words are set as hidden.", at=starts[at]) for at in hidden[:_TOLD]]
    if len(hidden) > _TOLD:
        odd.append(make_problem("hidden-words", f"{len(hidden) - _TOLD} more stretches of words are hidden.", doc=doc))
    found = tuple(find_links(document, sheet.links))
    return Reading(document=document, passages=passages, problems=tuple(odd), found=found)


def _set_para(sheet: _Sheet, para: Para) -> None:
    """Set a block of the body."""
    marker = _set_label(sheet, para.label) if para.has_words() else None
    if span := _set_words(sheet, para):
        sheet.drafts.append(Draft(zone=para.zone, spans=(span,), level=para.level, number=para.label, marker=marker))
    _take_inserted(sheet)


def _set_label(sheet: _Sheet, label: str | None) -> Span | None:
    if not label:
        return None
    start = sheet.at
    _write(sheet, f"{label} ")
    return start, start + len(label)


def _write(sheet: _Sheet, words: str) -> None:
    sheet.parts.append(words)
    sheet.at += len(words)


def _take_inserted(sheet: _Sheet) -> None:
    sheet.drafts += sheet.inserted
    sheet.inserted = []


def _set_words(sheet: _Sheet, para: Para) -> Span | None:
    """Set the words of a block on a line of its own; returns their place, None where nothing is printed."""
    line, signs = _flatten(para)
    kept = " \n" if para.zone == "table_row" else None  # a row keeps its empty cells
    body = line.strip(kept)
    if not body.strip():
        body, lead = "", 0
    else:
        lead = line.index(body)
    start = sheet.at
    for key, stretch in sheet.open.items():  # one over several paragraphs is an insertion or a link in each of them
        stretch.start = stretch.start if key[0] == "comment" else start
    for at, part in signs:
        _sign(sheet, part, body, start, min(max(at - lead, 0), len(body)))
    for key, stretch in sheet.open.items():
        if key[0] != "comment":
            _close(sheet, key, stretch, start + len(body))
    if not body:
        return None
    _write(sheet, f"{body}\n")
    return start, start + len(body)


def _flatten(para: Para) -> tuple[str, list[tuple[int, Call | Edge | Dropped | Hidden]]]:
    """Return the words of a block, and its signs with their offsets in them."""
    words: list[str] = []
    signs: list[tuple[int, Call | Edge | Dropped | Hidden]] = []
    at = 0
    for part in _together(para.parts):
        if isinstance(part, str):
            printed = part.translate(_CONTROL) if _CONTROLS.search(part) else part
        else:
            signs.append((at, part))
            printed = part.mark if isinstance(part, Call) else ""
        words.append(printed)
        at += len(printed)
    return "".join(words), signs


def _together(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts, neighbours that were hidden or taken out by the same hand as one."""
    held: Dropped | Hidden | None = None
    more: list[str] = []
    for part in parts:
        if held and isinstance(part, (Dropped, Hidden)) and replace(part, words=held.words) == held:
            more.append(part.words)
            continue
        if held:
            yield replace(held, words="".join(more))
        held, more = (part, [part.words]) if isinstance(part, (Dropped, Hidden)) else (None, [])
        if held is None:
            yield part
    if held:
        yield replace(held, words="".join(more))


def _sign(sheet: _Sheet, part: Call | Edge | Dropped | Hidden, body: str, start: int, at: int) -> None:
    """Note a sign that stands at offset `at` of the line `body`, which begins at `start`."""
    if isinstance(part, Call):
        _call(sheet, part, body, start, at)
    elif isinstance(part, Dropped):
        sheet.dropped.append((part, _beside(body, start, at)))
    elif isinstance(part, Hidden):
        if part.words.strip():
            sheet.hidden.append(part.words)
    elif part.opens:
        if part.kind == "comment":
            _call(sheet, Call(part.key), body, start, at)
        if len(sheet.open) < _MOST_OPEN:
            sheet.open.setdefault((part.kind, part.key), _Range(start + at, part.author, part.date))
    elif stretch := sheet.open.pop((part.kind, part.key), None):
        _close(sheet, (part.kind, part.key), stretch, start + at)


def _call(sheet: _Sheet, call: Call, body: str, start: int, at: int) -> None:
    """Note where a note is called: by its mark, or beside which word."""
    sheet.order.append(call.key)
    if call.mark and at + len(call.mark) <= len(body):
        sheet.called.setdefault(call.key, (start + at, start + at + len(call.mark)))
    elif place := _beside(body, start, at):
        sheet.places.setdefault(call.key, place)


def _close(sheet: _Sheet, key: tuple[str, str], stretch: _Range, end: int) -> None:
    """Note that a stretch ends; an empty one is none."""
    if stretch.start >= end:
        return
    place = (stretch.start, end)
    if key[0] == "comment":
        sheet.called.setdefault(key[1], place)
    elif key[0] == "link":
        if sheet.following and key[1].lower().startswith(_FOLLOWED):
            sheet.links.append((place, key[1]))
    else:
        last = sheet.inserted[-1] if sheet.inserted else None
        if last and last.end == place[0] and (last.author, last.date) == (stretch.author, stretch.date):
            sheet.inserted.pop()
            place = (last.start, end)
        sheet.inserted.append(Draft(zone="insertion", spans=(place,), author=stretch.author, date=stretch.date))


def _beside(body: str, start: int, at: int) -> Span | None:
    """Return the word that ends at or stands around an offset of a line, or the next one."""
    low = max(at - _WINDOW, 0)
    if before := _WORD_BEFORE.search(body, low, at):
        return start + before.start(1), start + before.end(1)
    if after := _WORD_AFTER.match(body, at):
        return start + after.start(1), start + after.end(1)
    return None


def _set_notes(sheet: _Sheet) -> None:
    """Set the notes by kind: in the order in which they are called, then those that nothing calls."""
    notes = sheet.manuscript.notes
    for kind in ("footnote", "endnote", "comment"):
        done: set[str] = set()
        called = 0
        while called < len(sheet.order):  # a note may call further notes
            key = sheet.order[called]
            called += 1
            if key in notes and notes[key].kind == kind and key not in done:
                done.add(key)
                _set_note(sheet, key, notes[key])
        for key, note in notes.items():
            if note.kind == kind and key not in done:
                _set_note(sheet, key, note)


def _set_note(sheet: _Sheet, key: str, note: Note) -> None:
    zone: Zone = "comment" if note.kind == "comment" else "footnote"
    paras = [para for para in note.paras if para.has_words()]
    marker = _set_label(sheet, note.number) if paras else None
    spans = []
    for para in note.paras:
        if span := _set_words(sheet, para if not para.label else _labelled(para)):
            spans.append(span)
    if spans:
        place = sheet.called.get(key) or sheet.places.get(key)
        draft = Draft(
            zone=zone, spans=tuple(spans), number=note.number, marker=marker, called_at=place,
            author=note.author, date=note.date,
        )  # fmt: skip
        sheet.drafts.append(draft)
    _take_inserted(sheet)


def _labelled(para: Para) -> Para:
    """Return a list item inside of a note as a paragraph that begins with its number."""
    return Para(parts=[f"{para.label} ", *para.parts])


def _set_dropped(sheet: _Sheet) -> None:
    for part, place in sheet.dropped:
        if span := _set_words(sheet, Para(parts=[part.words])):
            sheet.drafts.append(Draft(zone="deletion", spans=(span,), author=part.author, date=part.date, called_at=place))


def _set_hidden(sheet: _Sheet) -> list[int]:
    """Set what is hidden, apart from what is printed; returns where each stretch begins."""
    starts = []
    for words in sheet.hidden:
        if span := _set_words(sheet, Para(parts=[words])):
            sheet.drafts.append(Draft(zone="page_furniture", spans=(span,)))
            starts.append(span[0])
    return starts


def _set_furniture(sheet: _Sheet) -> None:
    seen: set[str] = set()
    sheet.following = False
    for para in sheet.manuscript.furniture:
        words = " ".join(para.words().split())
        if words in seen or is_page_number(words) or not any(char.isalpha() for char in words):
            continue
        seen.add(words)
        if span := _set_words(sheet, para):
            sheet.drafts.append(Draft(zone="page_furniture", spans=(span,)))


def _trimmed(text: str, draft: Draft) -> Draft | None:
    """Return the draft of an insertion without blanks around it; None where it holds nothing else."""
    if draft.zone != "insertion":
        return draft
    words = text[draft.start : draft.end]
    start = draft.start + len(words) - len(words.lstrip())
    return replace(draft, spans=((start, start + len(words.strip())),)) if words.strip() else None
