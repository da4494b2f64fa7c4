"""Search: words in passages, claims and names, letter forms do not matter; and a list of names looked up in one go."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.case.judging.matching import Match
    from whosays.desk.app import Desk
    from whosays.records import Document
    from whosays.store.search import Hit

pages = Pages()
_LOOKED_AT = 120  # hits that the facets count: more would be read for nobody
_AROUND = 90
_DOCUMENTS, _NAMES, _PLACES = 8, 200, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A hit: its words with what stands around them, and the address that opens the document there."""

    kind: str
    record: str
    doc: str
    document: str
    before: str
    words: str
    after: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was found, best first; how many of the best are of each kind, and in which documents (id, name, how many)."""

    words: str
    kind: str
    doc: str
    total: int
    is_all: bool
    hits: tuple[Shown, ...]
    kinds: tuple[tuple[str, int], ...]
    documents: tuple[tuple[str, str, int], ...]


@pages.page("/search", "search.html")
def search(  # noqa: PLR0917  # the fields of an address
    desk: Desk, q: str = "", kind: str = "", doc: str = "", limit: int = 50, typing: str = ""
) -> Search:
    """Find words; with `typing`, the last of them is perhaps not whole yet."""
    asked = _so_far(q) if typing else q.strip()
    with desk.browse() as browse:
        stored = browse.view.stored
        where = stored.find_document(doc).id if doc else None
        found = stored.search(asked, _LOOKED_AT, doc=where) if asked else []
        heads = browse.lookup.shelf.heads(hit.doc for hit in found)
        wanted = [hit for hit in found if kind in {"", hit.kind}]
        shown = wanted[: min(max(limit, 1), _LOOKED_AT)]
        texts = {one: stored.document(one) for one in dict.fromkeys(hit.doc for hit in shown)}
        return Search(
            words=q,
            kind=kind,
            doc=doc,
            total=len(wanted),
            is_all=len(found) < _LOOKED_AT,
            hits=tuple(_shown(hit, texts[hit.doc]) for hit in shown),
            kinds=tuple(Counter(hit.kind for hit in found).most_common()),
            documents=tuple(
                (str(one), _title(heads[one]), n) for one, n in Counter(hit.doc for hit in found).most_common(_DOCUMENTS)
            ),
        )


def _so_far(typed: str) -> str:
    """Return what can be asked while somebody types: the last word by how it begins, from two letters on.

    One letter begins so many words that all of a large case would be gone through for it.
    """
    *before, last = typed.rsplit(maxsplit=1) or [""]
    if not typed[-1:].isalnum():
        return typed.strip()
    return f"{typed.strip()}*" if len(last) > 1 else "".join(before)


def _shown(hit: Hit, doc: Document) -> Shown:
    """Return a hit as it is shown, in its own words and those around it, cut between words."""
    low, high = max(hit.start - _AROUND, 0), min(hit.end + _AROUND, len(doc.text))
    before, after = doc.text[low : hit.start], doc.text[hit.end : high]
    if low:
        before = "… " + (before.partition(" ")[2] or before)
    if high < len(doc.text):
        after = (after.rpartition(" ")[0] or after) + " …"
    if hit.kind == "claim":
        address = f"/documents/{hit.doc}?claim={hit.record}#{hit.record}"
    else:
        address = f"/documents/{hit.doc}?at={hit.start}&to={hit.end}#found"
    return Shown(
        kind=hit.kind,
        record=hit.record,
        doc=hit.doc,
        document=_title(doc),
        before=before,
        words=hit.words,
        after=after,
        address=address,
    )


def _title(doc: Document) -> str:
    return doc.title or doc.name


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesFound:
    """A list of names, one a line, and what the case has for each of them, with so many of their places.

    `lacking`: names were added since all documents were put together last, and were not among those looked at.
    """

    names: str
    matches: tuple[Match, ...]
    places: int
    lacking: bool


@pages.page("/search/names", "search_names.html")
def search_names(desk: Desk, names: str = "") -> NamesFound:
    """Look up a list of names, one a line."""
    wanted = tuple(" ".join(line.split()) for line in names.splitlines() if line.strip())[:_NAMES]
    with desk.browse() as browse:
        lacking = not browse.lookup.names.is_fresh()
    matches = desk.whole.match_names(wanted) if wanted else ()
    return NamesFound(names=names, matches=matches, places=_PLACES, lacking=lacking)
