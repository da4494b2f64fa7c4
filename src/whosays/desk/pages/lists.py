"""Lists: the lists in the documents, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.case.asking.browsing import Browsing
    from whosays.desk.app import Desk
    from whosays.records import Entry
    from whosays.store.lookup import ListHead

pages = Pages()


AT_ONCE = 20
_ROWS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list: its id, the document it stands in, how many rows it has, the first of them with the entity of each."""

    id: str
    doc: str
    document: str
    count: int
    rows: tuple[tuple[Entry, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Some of the lists of the case, in the order of the documents."""

    total: int
    lists: tuple[Listed, ...]
    more: int | None


@pages.page("/lists", "lists.html")
def lists(desk: Desk, start: int = 0, of: str = "") -> Lists:
    """Show the lists in the documents; with `of`, the list of this id."""
    start = max(start, 0)
    with desk.browse() as browse:
        total, heads = browse.lookup.lists(start=start, limit=AT_ONCE, of=of)
        return Lists(
            total=total,
            lists=tuple(_listed(head, browse) for head in heads),
            more=start + AT_ONCE if start + AT_ONCE < total else None,
        )


def _listed(head: ListHead, browse: Browsing) -> Listed:
    rows = browse.lookup.rows_of(head.list, limit=_ROWS)
    named = browse.lookup.names.entity_of([row.id for row in rows])
    return Listed(
        id=head.list,
        doc=head.doc.id,
        document=head.doc.title or head.doc.name,
        count=head.rows,
        rows=tuple((row, named[row.id].id if row.id in named else None) for row in rows),
    )
