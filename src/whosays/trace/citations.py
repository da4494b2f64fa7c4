"""Follow citations: which note repeats which, which address a note points to, which notes name one source."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from whosays.records import Link, LinkId, make_id
from whosays.sources import same_address, source_at, source_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.records import Anchor, Citation, CitedUrl, Source

BY = "trace/citations"


def sources(citations: Iterable[Citation]) -> Iterator[Source]:
    """Yield a Source for each address that the citations point to, once each, in the order first cited."""
    seen: set[str] = set()
    for citation in citations:
        for cited in citation.urls:
            url = same_address(cited.url)
            if url not in seen:
                seen.add(url)
                yield source_at(cited.url)


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


def _link(kind: Literal["ibid", "links_to", "same"], a: str, b: str, evidence: tuple[Anchor, ...], reason: str) -> Link:
    return Link(id=LinkId(make_id("lnk", kind, a, b)), kind=kind, a=a, b=b, evidence=evidence, reason=reason, by=BY)
