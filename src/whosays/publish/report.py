"""A report as it is read: sentences with footnotes, told of what became of each claim since; as Markdown and as a page in HTML.

Footnotes carry the exact words, document, page, capture and date. What was withdrawn or changed since it was cited says so in
the text as well as in its note, so that no print or export passes it on in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

from whosays.publish.report_words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whosays.reports import BlockKind, Part, Report

Standing = Literal["stands", "proposed", "changed", "withdrawn"]
Withdrawn = Literal["rejected", "removed", "words gone", "replaced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One holder of a claim, and their act.

    `words` stand for them (None: the author, or nobody who is named); `stands_for` is whom those words probably refer to.
    """

    kind: str
    words: str | None
    stands_for: str | None
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a cited claim stands: its exact words, its holders, its document, page, capture and date."""

    pieces: tuple[str, ...]
    voices: tuple[Voice, ...]
    doc: str
    document: str
    language: str | None
    page: int | None
    capture: str
    date: str | None
    url: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A cited claim, and what became of it since: which parts `changed`, or why it is withdrawn. No source: it is gone."""

    number: int
    claim: str
    standing: Standing
    changed: tuple[Part, ...] = ()
    withdrawn: Withdrawn | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a paragraph, or the number of the footnote that stands in their place."""

    text: str = ""
    note: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One block with its footnotes: the claim of a claim's block, the pieces of a paragraph."""

    kind: BlockKind
    text: str
    pieces: tuple[Piece, ...] = ()
    note: Footnote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTold:
    """A report with everything that it rests on looked up."""

    report: Report
    blocks: tuple[Told, ...]
    notes: tuple[Footnote, ...]

    def counted(self, standing: Standing) -> int:
        """Return how many of the claims that it cites stand so."""
        return sum(note.standing == standing for note in self.notes)


def sentence(source: Source, words: Mapping[str, str] = ENGLISH) -> str:
    """Return a claim as a sentence: who says it, and its exact words."""
    return f"{who(source, words)}: {quoted(source, words)}"


def who(source: Source, words: Mapping[str, str] = ENGLISH) -> str:
    """Return who says a claim, the outermost holder first; the author of the document only where nobody else does."""
    inner = source.voices[1:] if len(source.voices) > 1 and source.voices[0].kind == "author" else source.voices
    return ": ".join(f"{_holder(voice, source, words)} {words.get(f'act.{voice.act}', voice.act)}" for voice in inner)


def quoted(source: Source, words: Mapping[str, str] = ENGLISH) -> str:
    """Return the exact words between quotation marks."""
    return f"{words['quote.open']}{' … '.join(source.pieces)}{words['quote.close']}"


def _holder(voice: Voice, source: Source, words: Mapping[str, str]) -> str:
    if voice.words:
        return f"{voice.words} ({voice.stands_for})" if voice.stands_for else voice.words
    if voice.kind == "author":
        return words["report.author"].format(document=source.document)
    return words["report.unstated"]


def where(note: Footnote, words: Mapping[str, str] = ENGLISH) -> str:
    """Return where the words of a footnote stand: document, page, date, capture, place."""
    source = note.source
    if source is None:
        return ""
    told = [source.document]
    told += [f"{words['page']} {source.page}"] if source.page else []
    told.append(source.date or words["undated"])
    told += [source.url] if source.url else []
    told.append(f"{words['capture']} {source.capture[:12]}")
    told.append(words["at"].format(start=source.start, end=source.end))
    return ", ".join(told)


def warning(note: Footnote, words: Mapping[str, str] = ENGLISH) -> str:
    """Return what a reader has to know of a claim that does not stand as it did, "" for one that does."""
    if note.standing == "withdrawn":
        return f"{words['report.withdrawn']}: {words[f'report.why.{note.withdrawn}']}"
    if note.standing == "changed":
        return f"{words['report.changed']}: {', '.join(words[f'report.part.{part}'] for part in note.changed)}"
    return words["report.proposed"] if note.standing == "proposed" else ""


def _mark(note: Footnote, words: Mapping[str, str]) -> str:
    """Return the word that stands in the text behind a claim that does not stand as it did."""
    return {
        "withdrawn": words["report.withdrawn"],
        "changed": words["report.changed"],
        "proposed": words["report.proposed"],
        "stands": "",
    }[note.standing]


# As Markdown

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~^])")
_LINE_START = re.compile(r"^([ \t]*)(?:([-+=])|(\d+)([.)]))", re.MULTILINE)


def to_markdown(told: ReportTold, words: Mapping[str, str] = ENGLISH) -> str:
    """Return a report as Markdown with footnotes (`[^1]`). No word of a document or person is taken for markup."""
    return "\n".join(_markdown(told, words)).rstrip("\n") + "\n"


def _markdown(told: ReportTold, words: Mapping[str, str]) -> Iterator[str]:
    yield f"# {plain(told.report.title)}"
    yield ""
    yield words["report.signed"].format(who=plain(told.report.who), when=told.report.when[:10], n=told.report.version)
    yield ""
    for block in told.blocks:
        if block.kind == "heading":
            yield f"## {plain(block.text)}"
        elif block.kind == "paragraph":
            yield "".join(_markdown_piece(piece, told, words) for piece in block.pieces)
        elif block.note:
            said = plain(sentence(block.note.source, words)) if block.note.source else ""
            yield f"{said}{_markdown_note(block.note, words)}".strip()
        yield ""
    for note in told.notes:
        yield f"[^{note.number}]: {plain(_note(note, words))}"


def _markdown_piece(piece: Piece, told: ReportTold, words: Mapping[str, str]) -> str:
    return plain(piece.text) if piece.note is None else _markdown_note(told.notes[piece.note - 1], words)


def _markdown_note(note: Footnote, words: Mapping[str, str]) -> str:
    mark = _mark(note, words)
    return f"[^{note.number}]" + (f" **({plain(mark)})**" if mark else "")


def _note(note: Footnote, words: Mapping[str, str]) -> str:
    source = note.source
    told = [warning(note, words)] if warning(note, words) else []
    told += [f"{quoted(source, words)} {who(source, words)}", where(note, words)] if source else []
    return ". ".join([*told, note.claim])


def plain(text: str) -> str:
    """Return words as Markdown shows them as they are: whatever would be markup is escaped."""
    return _LINE_START.sub(_escaped_start, _MARKDOWN.sub(r"\\\1", text))


def _escaped_start(found: re.Match[str]) -> str:
    space, sign, number, stop = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{stop}"


# As a page of its own

_STYLE = """
body{max-width:41rem;margin:3rem auto;padding:0 1.2rem;font:18px/1.6 Georgia,serif;color:#1b1d21;background:#fbfaf7}
h1{line-height:1.2}h2{margin-top:2.2em;line-height:1.25}.fine,.notes{font-size:.82em;color:#565b64}
.claim{border-inline-start:2px solid #868b93;padding-inline-start:1rem}
.mark{font-weight:600;border:1px solid;border-radius:1em;padding:0 .6em;font-size:.75em;white-space:nowrap}
.withdrawn .said{text-decoration:line-through}sup a{text-decoration:none}.notes li{margin-block:.6em;overflow-wrap:anywhere}
@media(prefers-color-scheme:dark){body{color:#eae8e3;background:#141619}.fine,.notes{color:#a9adb5}a{color:inherit}}
@media print{body{margin:0;max-width:none;font-size:11pt;background:none;color:#000}.claim,.notes li{break-inside:avoid}}
"""


def to_html(told: ReportTold, words: Mapping[str, str] = ENGLISH, *, language: str = "en", direction: str = "ltr") -> str:
    """Return a report as one page of HTML that needs nothing beside it. Every word in it is escaped."""
    title = escape(told.report.title)
    head = (
        f'<!doctype html>\n<html lang="{escape(language)}" dir="{escape(direction)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n<style>{_STYLE}</style>'
        "\n</head>\n<body>"
    )
    return "\n".join([head, *_html(told, words), "</body>", "</html>", ""])


def _html(told: ReportTold, words: Mapping[str, str]) -> Iterator[str]:
    report = told.report
    yield f'<h1 dir="auto">{escape(report.title)}</h1>'
    signed = words["report.signed"].format(who=report.who, when=report.when[:10], n=report.version)
    yield f'<p class="fine">{escape(signed)}</p>'
    called: set[int] = set()
    for block in told.blocks:
        if block.kind == "heading":
            yield f'<h2 dir="auto">{escape(block.text)}</h2>'
        elif block.kind == "paragraph":
            inside = "".join(_html_piece(piece, told, words, called) for piece in block.pieces)
            yield f'<p dir="auto">{inside}</p>'
        elif block.note:
            said = escape(sentence(block.note.source, words)) if block.note.source else ""
            call = _html_note(block.note, words, called)
            yield f'<p class="claim {block.note.standing}" dir="auto"><span class="said">{said}</span>{call}</p>'
    if told.notes:
        yield f'<h2>{escape(words["report.notes"])}</h2>\n<ol class="notes">'
        for note in told.notes:
            back = f'<a href="#call-{note.number}" aria-label="{escape(words["report.back"])}">↩</a>'
            yield f'<li id="note-{note.number}" value="{note.number}" dir="auto">{escape(_note(note, words))} {back}</li>'
        yield "</ol>"


def _html_piece(piece: Piece, told: ReportTold, words: Mapping[str, str], called: set[int]) -> str:
    if piece.note is None:
        return escape(piece.text).replace("\n", "<br>")
    return _html_note(told.notes[piece.note - 1], words, called)


def _html_note(note: Footnote, words: Mapping[str, str], called: set[int]) -> str:
    """Return the mark that calls a footnote; only the first call of a note is what its way back leads to."""
    first = "" if note.number in called else f' id="call-{note.number}"'
    called.add(note.number)
    mark = _mark(note, words)
    beside = f' <span class="mark">{escape(mark)}</span>' if mark else ""
    return f'<sup><a{first} href="#note-{note.number}">{note.number}</a></sup>{beside}'
