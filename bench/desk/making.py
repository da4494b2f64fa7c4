"""Make a large case: documents, names, claims, lists and notes put in as the line would, without running it.

    python -m bench.desk.making FOLDER [--documents 10000] [--pages 300]

The words are made (syllables put together), so that any size can be had; every anchor is cut out of its document. A claim in
two is held by somebody who is named, one in ten is about its holder, one in seven is hedged. Names are as uneven as they are
in real cases: the n-th is named in proportion to 1/n. The first document has `--pages` pages, all others two.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from bench.speed.who_is_who import made_word, make_names
from whosays.anchors import Cutter
from whosays.case import Case
from whosays.case.together.indexing import index_names
from whosays.case.together.linking import link_citations, link_names
from whosays.records import (
    Anchor,
    Capture,
    CaptureId,
    Citation,
    CitationId,
    CitedUrl,
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Entry,
    EntryId,
    Hedge,
    Holder,
    Mention,
    MentionId,
    Passage,
    PassageId,
    Run,
    RunId,
    Step,
    make_id,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.records import MentionKind, Record

_RUN = Run(id=RunId(make_id("run", "bench", "1")), name="bench", version="1")
_WHERE = ("Ghana", "Norway", "Kenya", "Chile", "Nepal", "Malta", "Fiji", "Peru")
_THINGS = ("the lock", "the reading room", "the quay wall", "the ferry", "the archive", "the choir", "the weir", "the press")
_DOES = (
    "is open on Sundays",
    "has been repaired",
    "lost two hundred pages",
    "serves the whole valley",
    "will move to the harbour",
)
_PER_DOCUMENT, _PER_PAGE = 20, 10
_BATCH = 200


@dataclass
class _Sheet:
    """A document on its way: its text so far, and what stands where in it."""

    text: str = ""
    passages: list[tuple[int, int, str]] = field(default_factory=list)
    names: list[tuple[int, int, MentionKind]] = field(default_factory=list)
    claims: list[dict[str, object]] = field(default_factory=list)
    rows: list[tuple[int, int, tuple[int, int], str, str]] = field(default_factory=list)
    notes: list[tuple[tuple[int, int], tuple[int, int], str]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    def put(self, words: str) -> tuple[int, int]:
        """Write words, and return where they stand."""
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def name(self, words: str, kind: MentionKind) -> tuple[int, int]:
        """Write a name."""
        at = self.put(words)
        self.names.append((*at, kind))
        return at


class Made:
    """Makes documents with their records, the same ones for the same seed."""

    def __init__(self, names: int, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        self._names = [(one.text, one.kind) for one in make_names(names)]
        self._weights = list(accumulate(1 / (n + 1) for n in range(len(self._names))))

    def document(self, number: int, claims: int) -> tuple[Capture, Document, list[Passage], list[Record]]:
        """Make one document with so many claims."""
        sheet = _Sheet()
        start, end = sheet.put(f"Fiction. Minutes of the harbour board, no. {number}")
        sheet.passages.append((start, end, "heading"))
        sheet.put("\n\n")
        for at in range(claims):
            if at % _PER_PAGE == 0:
                sheet.pages.append(len(sheet.text))
            self._paragraph(sheet, at)
        if number % 50 == 0:
            self._list(sheet)
        return self._finish(sheet, number)

    def _pick(self) -> tuple[str, MentionKind]:
        (found,) = self._chance.choices(self._names, cum_weights=self._weights)
        return found

    def _paragraph(self, sheet: _Sheet, at: int) -> None:
        start = len(sheet.text)
        chance = self._chance
        held, himself, hedged = chance.random() < 0.5, chance.random() < 0.1, chance.random() < 0.15
        holder: Holder | tuple[int, int] = Holder(kind="author")
        cue = None
        day = f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02}"
        if held:
            holder = sheet.name(*self._pick())
            sheet.put(" ")
            cue = sheet.put("said")
            sheet.put(f" in {day} that ")
        if hedged:
            hedge = sheet.put("perhaps")
            sheet.put(" ")
        opened = len(sheet.text)
        if himself and isinstance(holder, tuple):
            about = sheet.put(sheet.text[holder[0] : holder[1]])
            sheet.names.append((*about, sheet.names[-1][2]))
        else:
            about = sheet.name(*self._pick())
        sheet.put(f" knows that {chance.choice(_THINGS)} {chance.choice(_DOES)}, case {chance.randint(1, 99_999)}")
        closed = len(sheet.text)
        sheet.put(".")
        if at % 5 == 0:
            number = len(sheet.notes) + 1
            mark = sheet.put(str(number))
            sheet.notes.append((mark, mark, f"https://example.org/minutes/{chance.randint(1, 5000)}"))
        # Words that no other document has: else every two of ten thousand would be told to have copied from each other.
        sheet.put(f" Read aloud: {' '.join(made_word(chance) for _ in range(9))}.")
        sheet.passages.append((start, len(sheet.text), "paragraph"))
        sheet.put("\n\n")
        sheet.claims.append(
            {
                "content": (opened, closed), "holder": holder, "cue": cue, "about": about, "said": day if held else None,
                "hedge": hedge if hedged else None, "time": day if chance.random() < 0.3 else None,
                "cites": (len(sheet.notes),) if at % 5 == 0 else (),
            }
        )  # fmt: skip

    def _list(self, sheet: _Sheet) -> None:
        for row in range(1, 31):
            start, _ = sheet.put(f"{row}. ")
            name = sheet.name(*self._pick())
            country = self._chance.choice(_WHERE)
            sheet.put(", ")
            _, end = sheet.put(country)
            sheet.passages.append((start, end, "list_item"))
            sheet.rows.append((start, end, name, sheet.text[name[0] : name[1]], country))
            sheet.put("\n")

    def _finish(self, sheet: _Sheet, number: int) -> tuple[Capture, Document, list[Passage], list[Record]]:
        raw = sheet.text.encode()
        capture = Capture(
            id=CaptureId(hashlib.sha256(raw).hexdigest()), name=f"minutes-{number:05}.txt", size=len(raw),
            media_type="text/plain", method="file", fetched_at="2026-01-01T00:00:00Z",
        )  # fmt: skip
        doc = Document(
            id=DocumentId(make_id("doc", capture.id)), capture=capture.id, name=capture.name, text=sheet.text,
            title=f"Minutes {number}", languages=("en",),
            date=f"20{10 + number % 16}-{1 + number % 12:02}-{1 + number % 28:02}",
            pages=tuple(sheet.pages), made_by="bench",
        )  # fmt: skip
        return capture, doc, list(_passages(doc, sheet)), list(_records(doc, sheet))


def _passages(doc: Document, sheet: _Sheet) -> Iterator[Passage]:
    cutter = Cutter(doc)
    for order, (start, end, zone) in enumerate(sheet.passages):
        made = PassageId(make_id("psg", doc.capture, order))
        yield Passage(id=made, doc=doc.id, zone=zone, pieces=(cutter.cut(start, end),), order=order)  # type: ignore[arg-type]


def _records(doc: Document, sheet: _Sheet) -> Iterator[Record]:
    cutter = Cutter(doc)
    for at, (start, end, kind) in enumerate(sheet.names):
        yield Mention(id=MentionId(make_id("men", doc.capture, at)), at=cutter.cut(start, end), kind=kind, by="bench")
    for at, told in enumerate(sheet.claims):
        yield _claim(doc, cutter, at, told)
    for at, (start, end, name, words, country) in enumerate(sheet.rows):
        yield Entry(
            id=EntryId(make_id("row", doc.capture, at)), at=cutter.cut(start, end), list=make_id("lst", doc.capture),
            row=at + 1, name=words, name_at=cutter.cut(*name), country=country, country_basis="column", by="bench",
        )  # fmt: skip
    for at, (mark, note, url) in enumerate(sheet.notes):
        anchor = cutter.cut(*mark)
        yield Citation(
            id=CitationId(make_id("cit", doc.capture, at)), doc=doc.id, number=at + 1, anchor=anchor, note=cutter.cut(*note),
            kind="source", urls=(CitedUrl(at=anchor, url=url),), by="bench",
        )  # fmt: skip


def _claim(doc: Document, cutter: Cutter, at: int, told: dict[str, object]) -> Claim:
    def cut(span: object) -> Anchor:
        return cutter.cut(*span)  # type: ignore[misc]  # a span or nothing, as the caller looked

    held = told["holder"]
    holder = held if isinstance(held, Holder) else Holder(kind="named", at=cut(held))
    author = (Step(holder=Holder(kind="author"), act="assert"),) if holder.kind == "named" else ()
    step = Step(holder=holder, act="assert", cue=cut(told["cue"]) if told["cue"] else None)
    return Claim(
        id=ClaimId(make_id("clm", doc.capture, at)), doc=doc.id, content=(cut(told["content"]),), chain=(*author, step),
        about=(cut(told["about"]),), hedges=(Hedge(at=cut(told["hedge"]), kind="probability"),) if told["hedge"] else (),
        said=told["said"], content_time=told["time"], cites=told["cites"], form="indirect", by="bench",  # type: ignore[arg-type]
    )  # fmt: skip


def make_case(folder: Path, *, documents: int, pages: int, names: int) -> None:
    """Make a case in a new folder."""
    made = Made(names)
    with Case.new(folder) as case:
        for first in range(0, documents, _BATCH):
            with case.store.write() as writer:
                for number in range(first, min(first + _BATCH, documents)):
                    claims = pages * _PER_PAGE if number == 0 else _PER_DOCUMENT
                    capture, doc, passages, records = made.document(number, claims)
                    writer.put_capture(capture, doc.text.encode())
                    writer.put_document(doc, passages)
                    writer.put_records(doc.id, _RUN, records)
        link_citations(case.store)
        link_names(case.store)
        index_names(case.store)


def main() -> None:
    """Make the case that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--names", type=int, default=20_000)
    wanted = parser.parse_args()
    make_case(wanted.folder, documents=wanted.documents, pages=wanted.pages, names=wanted.names)


if __name__ == "__main__":
    main()
