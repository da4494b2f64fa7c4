"""Finding the one document or record that somebody means by an id, the start of one, or a name."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from whosays.records import DocumentId, meant_ids
from whosays.store.faults import NoSuchDocument, NoSuchRecord
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.store.database import Database

_MOST = 8  # candidates to offer
_IDS = {
    "documents": "SELECT id FROM documents WHERE id >= :low AND id < :high",
    "records": (
        "SELECT id FROM records WHERE id >= :low AND id < :high"
        " AND (superseded_by IS NULL OR kept IS NOT NULL OR id IN (SELECT record FROM judgements)) AND NOT unplaced"
    ),
    "passages": "SELECT id FROM passages WHERE id >= :low AND id < :high",
    "judgements": "SELECT id FROM judgements WHERE id >= :low AND id < :high",
    "captures": "SELECT id FROM captures WHERE id >= :low AND id < :high",
    "visits": "SELECT id FROM visits WHERE id >= :low AND id < :high",
    "runs": "SELECT id FROM runs WHERE id >= :low AND id < :high",
}


def document_id(db: Database, words: str) -> DocumentId:
    """Return the id of the one document that goes by `words`; raise NoSuchDocument with candidates."""
    ids = _starting(db, "documents", words)
    meant = meant_ids(words, ids)
    if len(meant) == 1:
        return DocumentId(meant[0])
    names = db.execute("SELECT name, id FROM documents ORDER BY name, id").fetchall()
    folded = fold_text(words).strip()
    for fits in (
        lambda name: name == words,
        lambda name: fold_text(name) == folded,
        lambda name: bool(folded) and folded in fold_text(name),
    ):
        found = [row for row in names if fits(row[0])]
        if len(found) == 1:
            return DocumentId(found[0][1])
        if found:
            raise NoSuchDocument(words, _named(found))
    by_name = {fold_text(name): (name, one) for name, one in names}
    close = get_close_matches(folded, list(by_name), n=_MOST)
    raise NoSuchDocument(words, _named(by_name[name] for name in close) or tuple(ids))


def record_id(db: Database, words: str) -> tuple[str, str]:
    """Return the table and id of the one record whose id is, or starts with, `words`; raise NoSuchRecord with candidates."""
    found = {one: table for table in _IDS for one in _starting(db, table, words)}
    meant = meant_ids(words, found)
    if len(meant) != 1:
        raise NoSuchRecord(words, list(found)[:_MOST])
    return found[meant[0]], meant[0]


def capture_id(db: Database, words: str) -> str:
    """Return the id of the one capture whose id is, or starts with, `words`; raise NoSuchRecord with candidates."""
    found = _starting(db, "captures", words)
    meant = meant_ids(words, found)
    if len(meant) != 1:
        raise NoSuchRecord(words, found[:_MOST])
    return meant[0]


def _starting(db: Database, table: str, words: str) -> list[str]:
    if not words or not words.isascii():
        return []
    rows = db.execute(f"{_IDS[table]} ORDER BY id LIMIT {_MOST + 1}", {"low": words, "high": words + "\x7f"})
    return [row[0] for row in rows]


def _named(rows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{name} ({one})" for name, one in rows)[:_MOST]
