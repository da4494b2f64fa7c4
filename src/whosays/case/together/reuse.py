"""The stage of shared words: what a case holds becomes texts, quotations and names of holders, and the links among them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from whosays.case.together.keeping import keep_found
from whosays.records import Run, RunId, make_id
from whosays.sources import same_address
from whosays.trace.quotations import BY as BY_QUOTATIONS
from whosays.trace.quotations import Quote, quote_links
from whosays.trace.reporting import BY as BY_REPORTING
from whosays.trace.reporting import Called, Told, report_links
from whosays.trace.reuse import BY as BY_REUSE
from whosays.trace.reuse import links_in
from whosays.trace.reuse_words import Corpus, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.records import Capture, Claim, Document, Link, Passage
    from whosays.store.store import Store

_VERSIONS = {BY_REUSE: "1", BY_QUOTATIONS: "1", BY_REPORTING: "1"}
_LEFT_OUT = frozenset(("page_furniture", "boilerplate"))
_ASIDE = frozenset(("footnote", "comment"))
# Forms of claims whose content is in somebody's own words.
_QUOTED = frozenset(("direct", "mixed", "block"))


def link_words(store: Store) -> dict[str, int]:
    """Propose which passages are reused, which quoted words stand elsewhere and which documents a claim reports; count them."""
    with store.view() as view:
        captures = {capture.id: capture for capture in view.captures()}
        quotes: list[Quote] = []
        told: list[Told] = []
        for claim in view.claims():  # of each, what is needed: all claims together take more room than all texts
            if view.status(claim.id) != "rejected":
                quotes += _quotes_of(view.current(claim))
                told += _told_by(view.current(claim))
        texts: list[Text] = []
        called: list[Called] = []
        blocks: list[Quote] = []
        for doc in view.documents():
            passages = list(view.passages(doc.id))
            texts.append(_text(doc, captures[doc.capture], passages))
            called.append(_called(doc))
            blocks += _blocks_in(passages)
    in_claims = {quote.at for quote in quotes}
    quotes += [block for block in blocks if block.at not in in_claims]
    corpus = Corpus(texts)
    found: dict[str, Iterable[Link]] = {
        BY_REUSE: links_in(corpus),
        BY_QUOTATIONS: quote_links(corpus, quotes),
        BY_REPORTING: report_links(corpus.texts, told, called),
    }
    counts: dict[str, int] = {}
    for name, links in found.items():
        run = Run(id=RunId(make_id("run", name, _VERSIONS[name])), name=name, version=_VERSIONS[name])
        counts[name] = keep_found(store, run, links)
    return counts


def _text(doc: Document, capture: Capture, passages: Iterable[Passage]) -> Text:
    left_out = [(at.start, at.end) for each in passages if each.zone in _LEFT_OUT for at in each.pieces]
    aside = [(at.start, at.end) for each in passages if each.zone in _ASIDE for at in each.pieces]
    url = doc.url or capture.url
    return Text(
        id=doc.id,
        text=doc.text,
        date=doc.date,
        when=(doc.post.posted or doc.post.posted_by_id) if doc.post else None,
        publisher=_publisher(doc, url),
        address=same_address(url) if url else None,
        leave_out=tuple(left_out),
        aside=tuple(aside),
    )


def _publisher(doc: Document, url: str | None) -> str | None:
    if doc.post:
        return f"{doc.post.network} {doc.post.account}".casefold()
    if doc.publisher:
        return doc.publisher.casefold()
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:  # an address that is none
        return None


def _quotes_of(claim: Claim) -> list[Quote]:
    return [Quote(record=claim.id, at=at) for at in claim.content] if claim.form in _QUOTED else []


def _blocks_in(passages: Iterable[Passage]) -> list[Quote]:
    return [Quote(record=each.id, at=at) for each in passages if each.zone == "quote_block" for at in each.pieces]


def _told_by(claim: Claim) -> Iterator[Told]:
    for step in claim.chain:
        holder = step.holder
        if holder.kind == "named" and holder.at is not None:
            stands_for = holder.refers_to or holder.at
            yield Told(claim=claim.id, at=holder.at, name=stands_for.text)


def _called(doc: Document) -> Called:
    account = doc.post.account if doc.post else None
    names = (("publisher", doc.publisher), ("author", doc.author), ("account", account), ("title", doc.title))
    return Called(doc=doc.id, names=tuple((name, what) for what, name in names if name))
