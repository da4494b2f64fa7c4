"""Records of our own from which lineages are told: documents, claims, links and notes in a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.store.making import place

from whosays.records import (
    CaptureId,
    Citation,
    CitationId,
    CitedUrl,
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Entity,
    EntityId,
    Holder,
    Link,
    LinkId,
    Mention,
    MentionId,
    Step,
)
from whosays.trace.rests import Ground, Rests
from whosays.trace.wording import Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whosays.records import Anchor, LinkKind, LinkStatus


def document(name: str, text: str, publisher: str | None = None) -> Document:
    return Document(
        id=DocumentId(f"doc-{name}"),
        capture=CaptureId("0" * 64),
        name=name,
        text=text,
        made_by="x",
        publisher=publisher,
        languages=("en",),
    )


def claim(
    doc: Document,
    words: str,
    *,
    cites: tuple[int, ...] = (),
    holder: Holder | None = None,
    stands_for: Anchor | None = None,
    about: tuple[Anchor, ...] = (),
) -> Claim:
    return Claim(
        id=ClaimId(f"clm-{doc.name} {words}"),
        doc=doc.id,
        content=(place(doc, words),),
        chain=(Step(holder=holder or Holder(kind="author", refers_to=stands_for), act="assert"),),
        form="indirect",
        about=about,
        cites=cites,
        by="x",
    )


def link(kind: LinkKind, a: str, b: str, *evidence: Anchor, status: LinkStatus = "candidate") -> Link:
    return Link(id=LinkId(f"lnk-{kind} {a} {b}"), kind=kind, a=a, b=b, evidence=evidence, status=status, by="x")


def note(doc: Document, number: int, words: str, *, ibid_of: int | None = None, url: str | None = None) -> Citation:
    at = place(doc, words)
    urls = (CitedUrl(at=place(doc, url), url=url),) if url else ()
    return Citation(
        id=CitationId(f"cit-{number}"), doc=doc.id, number=number, note=at, kind="source", urls=urls, ibid_of=ibid_of, by="x"
    )


def rests(
    docs: Iterable[Document],
    claims: Iterable[Claim],
    links: Iterable[Link] = (),
    *,
    notes: Iterable[Citation] = (),
    addresses: Mapping[str, tuple[DocumentId, ...]] | None = None,
    urls: Mapping[str, str] | None = None,
    names: Names | None = None,
) -> Rests:
    return Rests(
        Ground(
            claims={one.id: one for one in claims},
            documents={one.id: one for one in docs},
            citations=list(notes),
            links=list(links),
            names=names or Names((), ()),
            addresses=addresses or {},
            urls=urls or {},
        )
    )


def named(*places: Anchor) -> Names:
    """Return names, an organisation for each different spelling, in this order."""
    mentions = [Mention(id=MentionId(f"men-{number}"), at=at, kind="organisation", by="x") for number, at in enumerate(places)]
    members: dict[str, list[str]] = {}
    for mention in mentions:
        members.setdefault(mention.at.text.removeprefix("The ").removeprefix("the "), []).append(mention.id)
    entities = [
        Entity(id=EntityId(f"ent-{number}"), kind="organisation", name=name, members=tuple(ids))
        for number, (name, ids) in enumerate(members.items())
    ]
    return Names(mentions, entities)
