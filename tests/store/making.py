"""Small invented documents and records for the tests of the store."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING

import psycopg

from whosays.anchors import Cutter
from whosays.records import (
    Anchor,
    Capture,
    CaptureId,
    Claim,
    ClaimId,
    Decision,
    Document,
    DocumentId,
    Holder,
    Judgement,
    JudgementId,
    Mention,
    MentionId,
    Passage,
    PassageId,
    Record,
    Run,
    RunId,
    Step,
    make_id,
)

if TYPE_CHECKING:
    from whosays.store.writer import Writer

# What a database refuses, whichever it is.
REFUSED: tuple[type[Exception], ...] = (sqlite3.IntegrityError, psycopg.IntegrityError)
RIVER = "The Harbour Trust says the river is clean.\nThe library of Mill Lane holds three maps of it."


def capture_of(raw: bytes, name: str = "river.txt", *, parent: CaptureId | None = None) -> Capture:
    return Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()),
        name=name,
        size=len(raw),
        media_type="text/plain",
        method="member" if parent else "file",
        fetched_at="2026-01-02T03:04:05Z",
        parent=parent,
    )


def document_of(capture: Capture, text: str) -> Document:
    return Document(
        id=DocumentId(make_id("doc", capture.id)), capture=capture.id, name=capture.name, text=text, made_by="text 1"
    )


def passages_of(doc: Document) -> list[Passage]:
    """One passage a line."""
    cutter, out, at = Cutter(doc), list[Passage](), 0
    for line in doc.text.split("\n"):
        if line:
            number = len(out)
            piece = cutter.cut(at, at + len(line))
            out.append(
                Passage(
                    id=PassageId(make_id("psg", doc.id, number)), doc=doc.id, zone="paragraph", pieces=(piece,), order=number
                )
            )
        at += len(line) + 1
    return out


def place(doc: Document, words: str) -> Anchor:
    at = doc.text.index(words)
    return Cutter(doc).cut(at, at + len(words))


def claim_of(doc: Document, words: str, *, by: str = "test") -> Claim:
    return Claim(
        id=ClaimId(make_id("clm", doc.capture, words)),
        doc=doc.id,
        content=(place(doc, words),),
        chain=(Step(holder=Holder(kind="author"), act="assert"),),
        form="narrative",
        by=by,
    )


def mention_of(doc: Document, words: str) -> Mention:
    return Mention(id=MentionId(make_id("men", doc.capture, words)), at=place(doc, words), kind="organisation", by="test")


def run_of(version: str = "1", name: str = "line") -> Run:
    return Run(id=RunId(make_id("run", name, version)), name=name, version=version)


def judge(
    record: str, decision: Decision, number: int = 1, *, changes: str | None = None, supersedes: str | None = None
) -> Judgement:
    return Judgement(
        id=JudgementId(make_id("jdg", record, number)),
        record=record,
        decision=decision,
        who="Ada Example",
        when=f"2026-01-02T03:04:{number % 60:02}Z",
        changes=changes,
        supersedes=JudgementId(supersedes) if supersedes else None,
    )


def put(writer: Writer, text: str = RIVER, name: str = "river.txt", *, records: tuple[Record, ...] = ()) -> Document:
    """Put a document with its capture and passages, and what one run proposes."""
    raw = text.encode()
    capture = capture_of(raw, name)
    doc = document_of(capture, text)
    writer.put_capture(capture, raw)
    writer.put_document(doc, passages_of(doc))
    if records:
        writer.put_records(doc.id, run_of(), records)
    return doc
