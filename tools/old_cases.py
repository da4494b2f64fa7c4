"""`python -m tools.old_cases` writes tests/store/old/vN.sql: a small case as each version of the schema had it, as SQL text.

A file that is there is never written over: it stands for cases that people have. After a step was added to
`store.schema.MIGRATIONS`, run this once and commit the new file. The documents are fiction.
"""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click
from tests.store.making import capture_of, claim_of, document_of, judge, mention_of, passages_of, run_of

from whosays.records import Box, Judgement, JudgementId, Placement, SourceId, Visit, VisitId, make_id
from whosays.reports import Block, Report, ReportId
from whosays.store import addresses, answers, index, reports, translations
from whosays.store.answers import Asked
from whosays.store.codec import KINDS, encode_placements, sort_of, start_of
from whosays.store.judged import fold_judgements
from whosays.store.schema import APPLICATION_ID, MIGRATIONS, VERSION
from whosays.store.translations import Translation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.records import Capture, Claim, Document, Mention

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "store" / "old"
AT = "2026-01-02T03:04:05Z"
TEXTS = {
    "river.txt": (
        "The Harbour Trust says the river is clean.\nIt is the oldest of the trusts.",
        "the river is clean",
        "Harbour Trust",
    ),
    "library.ar.txt": ("قالت مكتبة التل إن المصعد معطل.", "المصعد معطل", "مكتبة التل"),
    "quay.fa.txt": ("انجمن اسکله می‌گوید که پل باز است.", "پل باز است", "انجمن اسکله"),
    "tram.txt": ("The tram society says the line is open.\nA museum will follow.", "the line is open", "tram society"),
}
"""Name → text, words of a claim in it, words of a name in it."""
# What each version of the schema brought, besides tables that are made of others.
VISITS, ANSWERS, TWO_RECORDS, WRITTEN = 3, 4, 5, 7


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the case, with what was found in it."""

    capture: Capture
    doc: Document
    claim: Claim
    mention: Mention


def papers() -> Iterator[Paper]:
    """Yield the documents."""
    for name, (text, claimed, named) in TEXTS.items():
        capture = capture_of(text.encode(), name)
        doc = document_of(capture, text)
        yield Paper(capture, doc, claim_of(doc, claimed), mention_of(doc, named))


def judgements(version: int) -> Iterator[Judgement]:
    """Yield the decisions, in the order in which they were made; those on two records came with a version."""
    first, second, third, last = papers()
    yield judge(first.claim.id, "accept", 3)
    yield judge(second.claim.id, "edit", 2, changes='{"modality": "probable"}')  # its clock was behind
    wrong = judge(third.claim.id, "reject", 4)
    yield wrong
    yield judge(third.claim.id, "undo", 5, supersedes=wrong.id)
    yield judge(last.claim.id, "reject", 1)
    if version >= TWO_RECORDS:
        yield Judgement(
            id=JudgementId(make_id("jdg", "two")),
            record=first.mention.id,
            other=last.mention.id,
            decision="different",
            who="Ada Example",
            when=AT,
        )


def visit() -> Visit:
    """Return the visit that the first document came of."""
    url = "https://harbour.example/river"
    capture = next(papers()).capture.id
    return Visit(
        id=VisitId(make_id("vis", url)),
        source=SourceId(make_id("src", url)),
        url=url,
        when=AT,
        outcome="first",
        capture=capture,
    )


def placement() -> Placement:
    """Return a place on the page of the first document."""
    return Placement(start=0, end=42, box=Box(page=1, left=0.1, top=0.1, right=0.9, bottom=0.2))


def asked() -> Asked:
    """Return a question to another engine, and its answer."""
    doc = next(papers()).doc
    passage = passages_of(doc)[0].id
    return Asked(
        question="qst-0000000000000001", doc=doc.id, passage=passage, run=run_of().id, at=AT, request="{}", answer='{"none": 1}'
    )


def report() -> Report:
    """Return a report."""
    blocks = (Block(kind="heading", text="Boats"), Block(kind="paragraph", text="What the harbour says."))
    return Report(id=ReportId("rep-0000000000000001"), version=1, title="Boats", blocks=blocks, who="Ada Example", when=AT)


def translation() -> Translation:
    """Return a translation of the Arabic document."""
    doc = list(papers())[1].doc
    passage = passages_of(doc)[0].id
    return Translation(doc=doc.id, passage=passage, language="en", text="The library said …", who="Ada Example", when=AT)


def make(version: int) -> str:
    """Return the case as a version of the schema had it, as SQL text."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    MIGRATIONS[0](db)
    _fill(db, version)
    for step in MIGRATIONS[1:version]:
        step(db)
    _fill_later(db, version)
    text = "\n".join(
        [f"-- Version {version} of the schema, by `python -m tools.old_cases`. Fiction.", *_statements(db, version), ""]
    )
    db.close()
    return text


def _fill(db: sqlite3.Connection, version: int) -> None:
    """Put what every version has."""
    run = run_of()
    db.execute("INSERT INTO runs VALUES (?, ?, ?)", (run.id, run.name, bare(run)))
    for num, paper in enumerate(papers(), 1):
        capture, doc = paper.capture, paper.doc
        db.execute("INSERT INTO captures(id, name, payload) VALUES (?, ?, ?)", (capture.id, capture.name, bare(capture)))
        db.execute("INSERT INTO done VALUES (?, 'plain 1 names 1')", (capture.id,))
        payload = json.loads(bare(doc)) | {"text": ""}
        values = (num, doc.id, doc.name, doc.capture, json.dumps(payload, ensure_ascii=False).encode(), doc.text)
        db.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", values)
        for passage in passages_of(doc):
            db.execute("INSERT INTO passages VALUES (?, ?, ?, ?)", (passage.id, num, passage.order, bare(passage)))
        for record in (paper.claim, paper.mention):
            verdict = fold_judgements([one for one in judgements(version) if one.record == record.id])
            kept = bare(record) if verdict.is_kept else None
            sort = sort_of(record)
            db.execute(
                "INSERT INTO records(id, kind, doc, start, sort, run, payload, kept) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (record.id, KINDS[type(record)], num, start_of(record), sort, run.id, bare(record), kept),
            )
    for one in judgements(version):
        db.execute("INSERT INTO judgements(id, record, payload) VALUES (?, ?, ?)", (one.id, one.record, bare(one)))


def _fill_later(db: sqlite3.Connection, version: int) -> None:
    """Put what tables hold that came with later versions."""
    if version >= VISITS:
        db.execute("INSERT INTO placements VALUES (1, ?)", (encode_placements([placement()]),))
        one = visit()
        db.execute("INSERT INTO visits VALUES (1, ?, ?, ?, ?)", (one.id, one.source, one.capture, bare(one)))
        db.execute("INSERT INTO settings VALUES (1, 'web-delay', '7', 'Ada Example', ?)", (AT,))
    if version >= ANSWERS:
        answers.put(db, 1, asked())
    if version >= TWO_RECORDS:
        addresses.follow(db, 1)
    if version >= WRITTEN:
        reports.put(db, report())
        translations.put(db, 2, translation())


def bare(record: object) -> bytes:
    """Return a record as JSON without the fields that hold what they hold unless they are set: newer ones are not there."""
    import msgspec

    usual = {one.name: one.default for one in fields(record) if one.default is not MISSING}  # type: ignore[arg-type]  # a dataclass
    told = {
        name: value for name, value in msgspec.to_builtins(record).items() if name not in usual or value != _plain(usual[name])
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _statements(db: sqlite3.Connection, version: int) -> Iterator[str]:
    """Yield what makes the database again: tables with their rows, the search index, then indexes and triggers."""
    rows = db.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    search = [name for _, name, sql in rows if sql.startswith("CREATE VIRTUAL")]
    rows = [row for row in rows if not any(re.fullmatch(f"{name}_(data|idx|docsize|config)", row[1]) for name in search)]
    tables = [row for row in rows if row[0] == "table"]
    for _, name, sql in tables:
        yield f"{sql};"
        if "content=''" in sql:
            for (doc,) in db.execute("SELECT doc FROM folded ORDER BY doc").fetchall():
                for num, words in index.words_of(db, doc).items():
                    yield f"INSERT INTO {name}(rowid, folded) VALUES ({num}, {_literal(words)});"
        if name not in search:
            for values in db.execute(f"SELECT * FROM {name}"):
                yield f"INSERT INTO {name} VALUES ({', '.join(map(_literal, values))});"
    kept = [name for _, name, sql in tables if name in search and "content=''" not in sql]
    yield from (f"INSERT INTO {name}({name}) VALUES ('rebuild');" for name in kept)
    yield from (f"{sql};" for kind, _, sql in rows if kind != "table")
    yield f"PRAGMA application_id={APPLICATION_ID};"
    yield f"PRAGMA user_version={version};"


def _literal(value: object) -> str:
    if value is None or isinstance(value, int | float):
        return "NULL" if value is None else str(value)
    words = value
    if isinstance(value, bytes):
        try:
            words = value.decode()
        except UnicodeDecodeError:
            return f"x'{value.hex()}'"
    quoted = "'" + str(words).replace("'", "''") + "'"
    return f"CAST({quoted} AS BLOB)" if isinstance(value, bytes) else quoted


def main() -> None:
    """Write the files that are missing."""
    FOLDER.mkdir(exist_ok=True)
    for version in range(1, VERSION + 1):
        path = FOLDER / f"v{version}.sql"
        if not path.exists():
            path.write_text(make(version), encoding="utf-8", newline="\n")
            click.echo(f"{path.name} written")


if __name__ == "__main__":
    main()
