"""A case in memory about a harbour (fiction), for the exports that are made for other programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.anchors import Cutter
from whosays.records import (
    Anchor,
    Capture,
    CaptureId,
    Citation,
    CitationId,
    CitationKind,
    CitedUrl,
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Entity,
    EntityId,
    Entry,
    EntryId,
    Event,
    EventId,
    Hedge,
    Holder,
    Judgement,
    JudgementId,
    Link,
    Mention,
    MentionId,
    MentionKind,
    Passage,
    Problem,
    Relation,
    Role,
    Source,
    SourceId,
    Step,
    Visit,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOTICE = Document(
    id=DocumentId("doc-notice"), capture=CaptureId("c0ffee"), name="notice.html", made_by="html 2",
    title="Notice of the\nharbour", languages=("en",), date="2020-05", author="Ann Example", publisher="Harbour Post", url="https://example.org/notice",
    text=(
        "Fiction.\nThe Harbour Post says that Ida Wren leads the Tide Choir.\r\nQuay Bank owns the Mole Ferry; Quay Bank\n"
        "probably owns the Pier Library. Ida Wren, a member of the Tide Choir, does not lead the Pier Library.\n"
        "The Tide Day, 3 May 2020, takes place at the Old Mole; the Fog Day in summer 2019.\u2028It is said\x0bto rain.\n"
        "1. Tide Choir, Fiji\n"
        "1 See https://www.example.org/notice#top\n2 Ann Example, Boats; a guide, 1998.\n3 Ibid.\n4 A comment.\n"
        "5 https://example.com/post/7, 1.6.20\n6 http://example.com/post/7\n"
    ),
)  # fmt: skip
ARABIC = Document(
    id=DocumentId("doc-arabic"), capture=CaptureId("beef"), name="بيان.txt", made_by="plain 2", languages=("ar",),
    text="قصة خيالية.\nقالت جوقة المد: \u202bسنغني\u202c عند الرصيف القديم؛ يوم المد ٣ أيار ٢٠٢٠\n",
)  # fmt: skip
PERSIAN = Document(
    id=DocumentId("doc-persian"), capture=CaptureId("feed"), name="بیانیه.txt", made_by="plain 2", languages=("fa",),
    date="2020-05-03",
    text="داستان.\nکتابخانهٔ اسکله می\u200cگوید که گروه کُر جزر و مد \u2067خواهد خواند\u2069\n",
)  # fmt: skip


def at(words: str, doc: Document = NOTICE, nth: int = 0) -> Anchor:
    start = -1
    for _ in range(nth + 1):
        start = doc.text.index(words, start + 1)
    return Cutter(doc).cut(start, start + len(words))


def mention(name: str, words: Anchor, kind: MentionKind = "organisation", value: str | None = None) -> Mention:
    return Mention(id=MentionId(name), at=words, kind=kind, value=value, by="names 1")


POST, WREN, CHOIR = at("The Harbour Post"), at("Ida Wren"), at("the Tide Choir")
AUTHOR = Step(holder=Holder(kind="author"), act="assert")


def relation(kind: str, cue: str, subject: Anchor, thing: Anchor, nth: int = 0) -> Relation:
    return Relation(kind=kind, entry=kind, cue=at(cue, nth=nth), subject=(subject,), object=(thing,))


def _claims() -> list[Claim]:
    leads = relation("leads", "leads", WREN, CHOIR)
    owns = relation("owns", "owns", at("Quay Bank"), at("the Mole Ferry"))
    maybe = relation("owns", "owns", at("Quay Bank", nth=1), at("the Pier Library"), nth=1)
    member = relation("member of", "member", at("Ida Wren", nth=1), at("the Tide Choir", nth=1))
    denied = relation("leads", "lead", at("Ida Wren", nth=1), at("the Pier Library", nth=1), nth=1)
    says = Step(holder=Holder(kind="named", at=POST), cue=at("says"), act="assert")
    choir = Step(holder=Holder(kind="named", at=at("جوقة المد", ARABIC)), act="promise")
    library = Step(holder=Holder(kind="named", at=at("کتابخانهٔ اسکله", PERSIAN)), act="assert")
    return [
        Claim(id=ClaimId("clm-leads"), doc=NOTICE.id, content=(at("Ida Wren leads the Tide Choir"),), chain=(AUTHOR, says),
              about=(WREN,), relation="leads", relation_from=leads, form="indirect", by="claims 1"),
        Claim(id=ClaimId("clm-owns"), doc=NOTICE.id, content=(at("Quay Bank owns the Mole Ferry"),), chain=(AUTHOR,),
              about=(at("Quay Bank"),), relation="owns", relation_from=owns, form="narrative", by="claims 1"),
        Claim(id=ClaimId("clm-maybe"), doc=NOTICE.id, content=(at("Quay Bank\nprobably owns the Pier Library"),),
              chain=(AUTHOR,), about=(at("Quay Bank", nth=1),), relation="owns", relation_from=maybe, modality="probable",
              hedges=(Hedge(at=at("probably"), kind="probability"),), form="narrative", by="claims 1"),
        Claim(id=ClaimId("clm-member"), doc=NOTICE.id, content=(at("a member of the Tide Choir"),), chain=(AUTHOR,),
              about=(at("Ida Wren", nth=1),), relation="member of", relation_from=member, form="apposition", by="claims 1"),
        Claim(id=ClaimId("clm-denied"), doc=NOTICE.id, content=(at("Ida Wren"), at("does not lead the Pier Library")),
              chain=(AUTHOR,), about=(at("Ida Wren", nth=1),), relation="leads", relation_from=denied, polarity="negative",
              form="narrative", by="claims 1"),
        Claim(id=ClaimId("clm-hidden"), doc=NOTICE.id, content=(at("\x0bto rain"),), form="indirect", by="claims 1",
              chain=(AUTHOR, Step(holder=Holder(kind="hidden"), act="assert"))),
        Claim(id=ClaimId("clm-rejected"), doc=NOTICE.id, content=(at("The Harbour Post says"),), chain=(AUTHOR,),
              about=(POST,), form="narrative", by="claims 1"),
        Claim(id=ClaimId("clm-arabic"), doc=ARABIC.id, content=(at("\u202bسنغني\u202c", ARABIC),), chain=(AUTHOR, choir),
              about=(at("جوقة المد", ARABIC),), form="direct", by="claims 1"),
        Claim(id=ClaimId("clm-persian"), doc=PERSIAN.id, content=(at("گروه کُر جزر و مد \u2067خواهد خواند\u2069", PERSIAN),),
              chain=(AUTHOR, library), about=(at("گروه کُر جزر و مد", PERSIAN),), form="indirect", by="claims 1"),
    ]  # fmt: skip


def _mentions() -> list[Mention]:
    return [
        mention("men-post", at("Harbour Post")),
        mention("men-wren", WREN, "person"), mention("men-wren-2", at("Ida Wren", nth=1), "person"),
        mention("men-choir", at("Tide Choir")), mention("men-choir-2", at("Tide Choir", nth=1)),
        mention("men-choir-ar", at("جوقة المد", ARABIC)), mention("men-choir-fa", at("گروه کُر جزر و مد", PERSIAN)),
        mention("men-bank", at("Quay Bank")), mention("men-bank-2", at("Quay Bank", nth=1)),
        mention("men-ferry", at("Mole Ferry")),
        mention("men-library", at("Pier Library")), mention("men-library-2", at("Pier Library", nth=1)),
        mention("men-library-fa", at("کتابخانهٔ اسکله", PERSIAN)),
        mention("men-mole", at("Old Mole"), "place"), mention("men-boats", at("Boats"), "work"),
        mention("men-day", at("3 May 2020"), "date", "2020-05-03"),
        mention("men-day-ar", at("٣ أيار ٢٠٢٠", ARABIC), "date", "2020-05-03"),
        mention("men-summer", at("summer 2019"), "date", "2019-22"),
    ]  # fmt: skip


def _entities() -> list[Entity]:
    def entity(name: str, kind: MentionKind, words: str, *members: str, country: str | None = None) -> Entity:
        return Entity(id=EntityId(name), kind=kind, name=words, members=members, country=country)

    return [
        entity("ent-post", "organisation", "Harbour Post", "men-post"),
        entity("ent-wren", "person", "Ida Wren", "men-wren", "men-wren-2"),
        entity("ent-choir", "organisation", "Tide Choir", "men-choir", "men-choir-2", "men-choir-ar", "men-choir-fa",
               "row-choir", country="FJ"),
        entity("ent-bank", "organisation", "Quay Bank", "men-bank", "men-bank-2"),
        entity("ent-ferry", "organisation", "Mole Ferry", "men-ferry"),
        entity("ent-library", "organisation", "Pier Library", "men-library", "men-library-2", "men-library-fa"),
        entity("ent-mole", "place", "Old Mole", "men-mole"),
        entity("ent-boats", "work", "Boats", "men-boats"),
    ]  # fmt: skip


def _citations() -> list[Citation]:
    def note(number: int, words: str, kind: CitationKind, *urls: str, ibid: int | None = None) -> Citation:
        cited = tuple(CitedUrl(at=at(url), url=url) for url in urls)
        return Citation(
            id=CitationId(f"cit-{number}"), doc=NOTICE.id, number=number, note=at(words), kind=kind, urls=cited, ibid_of=ibid,
            by="citations 1",
        )  # fmt: skip

    return [
        note(1, "See https://www.example.org/notice#top", "source", "https://www.example.org/notice#top"),
        note(2, "Ann Example, Boats; a guide, 1998.", "source"),
        note(3, "Ibid.", "ibid", ibid=2),
        note(4, "A comment.", "comment"),
        note(5, "https://example.com/post/7, 1.6.20", "source", "https://example.com/post/7"),
        note(6, "http://example.com/post/7", "source", "http://example.com/post/7"),
    ]


def _events() -> list[Event]:
    choir = Role(role="organiser", at=at("جوقة المد", ARABIC))
    return [
        Event(id=EventId("evt-tide"), name="Tide Day; 2020, \\ the first", at=at("Tide Day"), when="2020-05-03",
              place=at("the Old Mole"), roles=(Role(role="speaker", at=WREN),), by="events 1"),
        Event(id=EventId("evt-fog"), name="Fog Day", at=at("Fog Day"), when="2019-22", by="events 1"),
        Event(id=EventId("evt-arabic"), name="يوم المد", at=at("يوم المد", ARABIC), when="2020-05-03/..", roles=(choir,),
              by="events 1"),
        Event(id=EventId("evt-undated"), name="Rain Day", at=at("to rain"), rule="first sunday of may", by="events 1"),
    ]  # fmt: skip


@dataclass
class SmallCase:
    """A view of a case that is made of lists of records."""

    docs: Sequence[Document] = (NOTICE, ARABIC, PERSIAN)
    all_mentions: Sequence[Mention] = field(default_factory=_mentions)
    all_claims: Sequence[Claim] = field(default_factory=_claims)
    all_entities: Sequence[Entity] = field(default_factory=_entities)
    all_citations: Sequence[Citation] = field(default_factory=_citations)
    all_events: Sequence[Event] = field(default_factory=_events)
    decided: dict[str, str] = field(default_factory=lambda: {"clm-rejected": "rejected", "clm-leads": "accepted"})

    def captures(self) -> list[Capture]:
        return [
            Capture(id=CaptureId("c0ffee"), name="notice.html", size=7, media_type="text/html", method="fetch",
                    fetched_at="2026-01-02T03:04:05Z", url="https://example.org/notice"),
            Capture(id=CaptureId("beef"), name="بيان.txt", size=7, media_type="text/plain", method="file",
                    fetched_at="2026-01-01T00:00:00Z"),
            Capture(id=CaptureId("feed"), name="بیانیه.txt", size=7, media_type="text/plain", method="file",
                    fetched_at="2026-01-01T00:00:00Z"),
        ]  # fmt: skip

    def visits(self) -> list[Visit]:
        return []

    def sources(self) -> list[Source]:
        return [] if not self.docs else [Source(id=SourceId("src-unused"), kind="page", url="https://example.net/unused")]

    def documents(self) -> Sequence[Document]:
        return sorted(self.docs, key=lambda doc: (doc.name, doc.id))

    def passages(self, doc: DocumentId) -> list[Passage]:
        return []

    def mentions(self, doc: DocumentId) -> Iterable[Mention]:
        return [one for one in self.all_mentions if one.at.doc == doc]

    def claims(self, doc: DocumentId) -> Iterable[Claim]:
        return [one for one in self.all_claims if one.doc == doc]

    def citations(self, doc: DocumentId) -> Iterable[Citation]:
        return [one for one in self.all_citations if one.doc == doc]

    def entries(self, doc: DocumentId) -> list[Entry]:
        row = Entry(
            id=EntryId("row-choir"), at=at("1. Tide Choir, Fiji"), list="lst-1", row=1, name="Tide Choir",
            name_at=at("Tide Choir", nth=2), country="FJ", country_basis="name", acronym="TC", by="lists 1",
        )  # fmt: skip
        return [row] if doc == NOTICE.id and NOTICE in self.docs else []

    def events(self, doc: DocumentId) -> Iterable[Event]:
        return [one for one in self.all_events if one.at.doc == doc]

    def entities(self) -> Iterable[Entity]:
        return self.all_entities

    def links(self) -> list[Link]:
        return []

    def judgements(self) -> list[Judgement]:
        if not self.docs:
            return []
        return [
            Judgement(id=JudgementId("jdg-1"), record="evt-tide", decision="accept", who="Ann Example",
                      when="2026-01-02T03:04:05.678Z"),
            Judgement(id=JudgementId("jdg-2"), record="evt-tide", decision="accept", who="Ben Example",
                      when="2026-02-03T04:05:06Z"),
        ]  # fmt: skip

    def problems(self) -> list[Problem]:
        return []

    def status(self, record: str) -> str:
        return self.decided.get(record, "proposed")

    def turned(self) -> SmallCase:
        """Return the same case with its records in another order."""
        return SmallCase(
            docs=self.docs[::-1], all_mentions=self.all_mentions[::-1], all_claims=self.all_claims[::-1],
            all_entities=self.all_entities[::-1], all_citations=self.all_citations[::-1], all_events=self.all_events[::-1],
            decided=self.decided,
        )  # fmt: skip


def empty() -> SmallCase:
    return SmallCase(docs=(), all_mentions=(), all_claims=(), all_entities=(), all_citations=(), all_events=(), decided={})
