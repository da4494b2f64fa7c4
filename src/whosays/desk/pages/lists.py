"""Lists: the lists in the documents, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.desk.app import Desk
    from whosays.records import Entry

pages = Pages()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list: its id, the document it stands in, its rows with the entity of each."""

    id: str
    doc: str
    document: str
    rows: tuple[tuple[Entry, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The lists of the case in the order of the documents."""

    lists: tuple[Listed, ...]


@pages.page("/lists", "lists.html")
def lists(desk: Desk) -> Lists:
    """Show the lists in the documents."""
    with desk.ask() as ask:
        found: dict[str, list[Entry]] = {}
        for entry in ask.entries:
            found.setdefault(entry.list, []).append(entry)
        return Lists(
            lists=tuple(
                Listed(
                    id=name,
                    doc=rows[0].at.doc,
                    document=ask.documents[rows[0].at.doc].title or ask.documents[rows[0].at.doc].name,
                    rows=tuple((row, one.id if (one := ask.named.entity_of.get(row.id)) else None) for row in rows),
                )
                for name, rows in found.items()
            )
        )
