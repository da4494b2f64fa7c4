"""What was asked of other engines about the words of a document, and what they answered, kept with the run that asked."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.store.faults import DamagedCase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.records import DocumentId, PassageId, RunId
    from whosays.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and its answer.

    `question` is the id of the question, `request` what was sent and `answer` what came back, both as they were; the key of the
    user is in neither. `at` is UTC in ISO 8601.
    """

    question: str
    doc: DocumentId
    passage: PassageId
    run: RunId
    at: str
    request: str
    answer: str


def put(db: Database, num: int, asked: Asked) -> None:
    """Keep a question with its answer; an earlier answer to it gives way."""
    packed = (zlib.compress(asked.request.encode(), 6), zlib.compress(asked.answer.encode("utf-8", "replace"), 6))
    db.execute("DELETE FROM answers WHERE doc = ? AND question = ?", (num, asked.question))
    db.execute(
        "INSERT INTO answers(doc, question, passage, run, at, request, answer) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (num, asked.question, asked.passage, asked.run, asked.at, *packed),
    )


def of_document(db: Database, num: int, doc: DocumentId) -> Iterator[Asked]:
    """Yield the questions about a document in the order in which they were asked."""
    rows = db.execute("SELECT question, passage, run, at, request, answer FROM answers WHERE doc = ? ORDER BY at, num", (num,))
    for question, passage, run, at, request, answer in rows:
        yield Asked(
            question=question, doc=doc, passage=passage, run=run, at=at, request=_unpack(request), answer=_unpack(answer)
        )


def _unpack(raw: bytes) -> str:
    try:
        return zlib.decompress(raw).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise DamagedCase("an answer of another engine in the database of the case", str(error)) from error
