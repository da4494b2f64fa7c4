"""Which documents are behind an address: the one a document gives as its own, where it was fetched, what led there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.records import Capture, Document, Visit
from whosays.sources import same_address
from whosays.store.codec import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.store.database import Database


def make(db: Database) -> None:
    """Fill the table (a step of the migrations)."""
    for (doc,) in db.execute("SELECT num FROM documents ORDER BY num").fetchall():
        follow(db, doc)


def follow(db: Database, doc: int) -> None:
    """Bring the addresses of one document (by number) up to date."""
    row = db.execute(
        "SELECT d.payload, d.capture, c.payload FROM documents AS d JOIN captures AS c ON c.id = d.capture WHERE d.num = ?",
        (doc,),
    ).fetchone()
    if row is None:
        return
    urls = [decode(row[0], Document).url, decode(row[2], Capture).url]
    for (raw,) in db.execute("SELECT payload FROM visits WHERE capture = ?", (row[1],)):
        visit = decode(raw, Visit)
        urls += [visit.url, *visit.redirects]
    wanted = {same_address(url) for url in urls if url}
    there = {address for (address,) in db.execute("SELECT address FROM addresses WHERE doc = ?", (doc,))}
    db.executemany("DELETE FROM addresses WHERE address = ? AND doc = ?", ((one, doc) for one in there - wanted))
    db.executemany("INSERT INTO addresses(address, doc) VALUES (?, ?)", ((one, doc) for one in sorted(wanted - there)))


def forget(db: Database, doc: int) -> None:
    """Take a document out."""
    db.execute("DELETE FROM addresses WHERE doc = ?", (doc,))


def documents_at(db: Database, addresses: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the ids of the documents behind each of some addresses, in the one spelling of `sources.same_address`."""
    found: dict[str, tuple[str, ...]] = {}
    for address in addresses:
        rows = db.execute(
            "SELECT d.id FROM addresses AS a JOIN documents AS d ON d.num = a.doc WHERE a.address = ? ORDER BY d.name, d.id",
            (address,),
        ).fetchall()
        if rows:
            found[address] = tuple(one for (one,) in rows)
    return found
