"""Hashtags, slogans and campaigns over documents and posts: first seen where, by day, by which source, what they ask for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.derived import published
from whosays.text.fold import fold_text, words_only
from whosays.text.reach import find_reach
from whosays.text.slogans import find_slogans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whosays.records import Anchor, Claim, Document, DocumentId, Entity, EntityId, Event, Mention, Passage

SignKind = Literal["hashtag", "campaign", "slogan"]
# Acts that tell people what to do.
_ASKS = frozenset({"request", "demand", "advise", "recommend"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A place where a sign is used: its day (None where the document has none) and who used it, as the document says.

    `source` is the account of a post, else the publisher or author, else the document's name.
    """

    at: Anchor
    day: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A hashtag, slogan or named campaign with all its uses, dated ones first, in order of time.

    `entity` is that of a hashtag or campaign; a slogan has none. `by_day` and `by_source` count the uses.
    """

    kind: SignKind
    name: str
    entity: EntityId | None
    uses: tuple[Use, ...]
    by_day: tuple[tuple[str, int], ...]
    by_source: tuple[tuple[str, int], ...]

    @property
    def first(self) -> Use | None:
        """The earliest dated use that the case holds; others may be earlier."""
        return next((use for use in self.uses if use.day), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A sign with what stands in its passages: instructions, times, events; all of them are claims and events of documents."""

    sign: Sign
    instructions: tuple[Claim, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A claim that says how far something spread without a figure, and the words that say so."""

    claim: Claim
    words: str


def find_signs(
    *, entities: Iterable[Entity], mentions: Iterable[Mention], documents: Iterable[Document], passages: Iterable[Passage]
) -> tuple[Sign, ...]:
    """Index hashtags, named campaigns and slogans, the most used first."""
    docs = {doc.id: doc for doc in documents}
    places = {str(mention.id): mention.at for mention in mentions}
    found: list[tuple[SignKind, str, EntityId | None, list[Anchor]]] = []
    for entity in entities:
        if entity.kind in {"hashtag", "campaign"}:
            kind: SignKind = "hashtag" if entity.kind == "hashtag" else "campaign"
            found.append((kind, entity.name, entity.id, [places[one] for one in entity.members if one in places]))
    for anchors in _slogans(passages, docs).values():
        found.append(("slogan", " ".join(anchors[0].text.split()), None, anchors))
    signs = [_sign(kind, name, entity_id, anchors, docs) for kind, name, entity_id, anchors in found if anchors]
    return tuple(sorted(signs, key=lambda sign: (-len(sign.uses), sign.name.casefold(), sign.kind)))


def make_campaign(sign: Sign, *, passages: Iterable[Passage], claims: Iterable[Claim], events: Iterable[Event]) -> Campaign:
    """Gather what stands in the passages of a sign's uses (in a post: in the whole of it)."""
    around = [
        piece
        for passage in passages
        if any(_holds(piece, use.at) for piece in passage.pieces for use in sign.uses)
        for piece in passage.pieces
    ]
    near = [claim for claim in claims if any(_holds(piece, at) for piece in around for at in claim.content)]
    return Campaign(
        sign=sign,
        instructions=tuple(claim for claim in near if _asks(claim)),
        claims=tuple(claim for claim in near if not _asks(claim)),
        events=tuple(event for event in events if any(_holds(piece, event.at) for piece in around)),
    )


def find_reach_claims(claims: Iterable[Claim], languages: Mapping[DocumentId, str]) -> Iterator[Reach]:
    """Yield the claims that say how far something spread, or how many took part, and give no figure."""
    for claim in claims:
        text = " ".join(at.text for at in claim.content)
        if words := find_reach(text, languages.get(claim.doc, "en")):
            yield Reach(claim=claim, words=words)


def _asks(claim: Claim) -> bool:
    return claim.chain[-1].act in _ASKS or claim.modality == "requested"


def _holds(piece: Anchor, at: Anchor) -> bool:
    return piece.doc == at.doc and piece.start <= at.start and at.end <= piece.end


def _slogans(passages: Iterable[Passage], docs: Mapping[DocumentId, Document]) -> dict[str, list[Anchor]]:
    from whosays.anchors import Cutter

    found: dict[str, list[Anchor]] = {}
    cutters: dict[DocumentId, Cutter] = {}
    for passage in passages:
        doc = docs[passage.doc]
        language = doc.languages[0] if doc.languages else "en"
        for piece in passage.pieces:
            for start, end in find_slogans(piece.text, language):
                cutter = cutters.setdefault(passage.doc, Cutter(doc))
                at = cutter.cut(piece.start + start, piece.start + end)
                found.setdefault(" ".join(words_only(fold_text(at.text)).split()), []).append(at)
    return found


def _sign(
    kind: SignKind, name: str, entity: EntityId | None, anchors: Sequence[Anchor], docs: Mapping[DocumentId, Document]
) -> Sign:
    uses = sorted((_use(at, docs[at.doc]) for at in anchors), key=lambda use: (use.day or "~", use.at.doc, use.at.start))
    days, sources = Counter(use.day for use in uses if use.day), Counter(use.source for use in uses)
    return Sign(
        kind=kind,
        name=name,
        entity=entity,
        uses=tuple(uses),
        by_day=tuple(sorted(days.items())),
        by_source=tuple(sorted(sources.items(), key=lambda one: (-one[1], one[0]))),
    )


def _use(at: Anchor, doc: Document) -> Use:
    source = doc.post.account if doc.post else doc.publisher or doc.author or doc.name
    return Use(at=at, day=published(doc), source=source)
