"""What belongs to one capture: the documents made of it, what was inside of it, the visits that brought it, what was odd."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.records import Capture, Problem, Visit
from whosays.store.codec import decode, decode_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.store.database import Database

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A capture and what belongs to it.

    `documents` are id and title of those made of it, `parent` is what it was taken out of, `inside` what was taken out of it,
    `visits` brought it or tell of it, `problems` are about the capture itself. `held`: its bytes are kept.
    """

    capture: Capture
    held: bool
    documents: tuple[tuple[str, str], ...]
    parent: Capture | None
    inside: tuple[Capture, ...]
    visits: tuple[Visit, ...]
    problems: tuple[Problem, ...]


def titles(db: Database, docs: Iterable[str]) -> dict[str, str]:
    """Return the titles of documents by id (their names where they have none); ids of no document are left out."""
    wanted = list(dict.fromkeys(docs))
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        for one, raw in db.execute(f"SELECT id, payload FROM documents WHERE id IN ({marks})", some):
            doc = decode_document(raw, "")
            found[one] = doc.title or doc.name
    return {one: found[one] for one in wanted if one in found}


def captured(db: Database, capture: str) -> Captured | None:
    """Return what belongs to a capture, None where there is no such capture."""
    row = db.execute("SELECT payload, held FROM captures WHERE id = ?", (capture,)).fetchone()
    if row is None:
        return None
    found = decode(row[0], Capture)
    docs = [one for (one,) in db.execute("SELECT id FROM documents WHERE capture = ? ORDER BY name, id", (capture,))]
    above = db.execute("SELECT payload FROM captures WHERE id = ?", (found.parent,)).fetchone() if found.parent else None
    return Captured(
        capture=found,
        held=bool(row[1]),
        documents=tuple(titles(db, docs).items()),
        parent=decode(above[0], Capture) if above else None,
        inside=tuple(decode(raw, Capture) for (raw,) in db.execute(_INSIDE, (capture,))),
        visits=tuple(decode(raw, Visit) for (raw,) in db.execute(_VISITS, {"capture": capture})),
        problems=tuple(decode(raw, Problem) for (raw,) in db.execute(_PROBLEMS, (capture,))),
    )


_INSIDE = "SELECT payload FROM captures WHERE parent = ? ORDER BY name, id"
# What proves a visit (the exchange, the time stamp) is a capture too, and has the visit in its payload alone.
_VISITS = "SELECT payload FROM visits WHERE capture = :capture ORDER BY num"
_PROBLEMS = (
    "SELECT COALESCE(kept, payload) FROM records WHERE kind = 'problem' AND id IN"
    " (SELECT record FROM rests_on WHERE target = ?) ORDER BY id"
)
