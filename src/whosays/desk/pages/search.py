"""Search: words in passages, claims and names; letter forms do not matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.desk.app import Desk
    from whosays.store.search import Hit

pages = Pages()


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was found, best first."""

    words: str
    hits: tuple[Hit, ...]
    documents: dict[str, str]


@pages.page("/search", "search.html")
def search(desk: Desk, q: str = "", limit: int = 50) -> Search:
    """Find words."""
    with desk.browse() as browse:
        hits = tuple(browse.view.stored.search(q, min(max(limit, 1), 200))) if q.strip() else ()
        heads = browse.lookup.heads(hit.doc for hit in hits)
        return Search(words=q, hits=hits, documents={str(doc): head.title or head.name for doc, head in heads.items()})
