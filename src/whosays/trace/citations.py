"""Follow citations: which note repeats which, which address a note points to, which notes name one source."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from whosays.records import Link, LinkId, Source, SourceId, make_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.records import Anchor, Citation, CitedUrl

BY = "trace/citations"

# Hosts where an address is somebody's account or one of its posts.
_POSTS = re.compile(
    r"(?:twitter|x)\.com/\w+/status(?:es)?/\d|facebook\.com/[^/]+/(?:posts|videos|photos)/|instagram\.com/(?:p|reel)/|t\.me/\w+/\d"
    r"|youtube\.com/(?:watch|shorts)|youtu\.be/\w|tiktok\.com/@[^/]+/video/|linkedin\.com/(?:posts|feed)/|/@[\w.]+/\d{6,}",
    re.IGNORECASE,
)
_ACCOUNTS = re.compile(r"(?:(?:twitter|x|facebook|instagram|tiktok)\.com|t\.me)/@?[\w.]+/?$", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?:www\.)?(?P<host>[^/?#]*?)(?::(?:80|443)(?=[/?#]|$))?(?P<path>(?:[/][^?#]*)?)"
    r"(?P<query>\?[^#]*)?(?:#.*)?$",
    re.IGNORECASE | re.DOTALL,
)
# Queries that only say where a reader came from.
_TRACKING = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid|ref_src|igshid)=[^&#]*&?", re.IGNORECASE)


def sources(citations: Iterable[Citation]) -> Iterator[Source]:
    """Yield a Source for each address that the citations point to, once each, in the order first cited."""
    seen: set[str] = set()
    for citation in citations:
        for cited in citation.urls:
            url = same_address(cited.url)
            if url not in seen:
                seen.add(url)
                yield Source(id=source_id(cited.url), kind=_kind(url), url=cited.url)


def cite_links(citations: Iterable[Citation]) -> Iterator[Link]:
    """Yield links: `ibid` to the note repeated, `links_to` to the address, `same` between notes that print one address.

    Numbers are looked up within the document, and in the run of numbers that the note belongs to where a document begins anew.
    """
    cited = list(citations)
    yield from _ibid_links(cited)
    places: dict[str, list[tuple[Citation, CitedUrl]]] = {}
    for citation in cited:
        told: set[str] = set()
        for url in citation.urls:
            address = same_address(url.url)
            if address not in told:
                told.add(address)
                places.setdefault(address, []).append((citation, url))
                yield _link("links_to", citation.id, source_id(url.url), (url.at,), "the note prints the address")
    for address, holders in places.items():
        for (a, at_a), (b, at_b) in pairwise(holders):
            yield _link("same", a.id, b.id, (at_a.at, at_b.at), f"both notes print {address}")


def _ibid_links(cited: list[Citation]) -> Iterator[Link]:
    series: dict[tuple[str, int], Citation] = {}
    for citation in cited:
        if citation.ibid_of is not None and (origin := series.get((citation.doc, citation.ibid_of))):
            evidence = (citation.note,) if citation.note else ()
            yield _link("ibid", citation.id, origin.id, evidence, f"note {citation.number} repeats note {citation.ibid_of}")
        series[citation.doc, citation.number] = citation


def source_id(url: str) -> SourceId:
    """Return the id of the source behind an address: one for the spellings of an address that lead to one page."""
    return SourceId(make_id("src", same_address(url)))


def same_address(url: str) -> str:
    """Return one spelling for addresses that lead to one page: no scheme, "www.", fragment, tracking or closing stroke."""
    parts = _ADDRESS.match(url.strip())
    host, path, query = (parts["host"], parts["path"], parts["query"] or "") if parts else ("", url, "")
    kept = _TRACKING.sub("", query).rstrip("?&")
    return f"{host.casefold()}{path.rstrip('/')}{kept}"


def _kind(address: str) -> Literal["page", "post", "account"]:
    if _POSTS.search(address):
        return "post"
    return "account" if _ACCOUNTS.search(address) else "page"


def _link(kind: Literal["ibid", "links_to", "same"], a: str, b: str, evidence: tuple[Anchor, ...], reason: str) -> Link:
    return Link(id=LinkId(make_id("lnk", kind, a, b)), kind=kind, a=a, b=b, evidence=evidence, reason=reason, by=BY)
