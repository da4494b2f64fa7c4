"""Marking: a form for a claim or name in the words of a document, and one for what a person would say otherwise of a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from whosays.case.judging.marking import find_all, is_words, places_of
from whosays.desk.page import Pages
from whosays.records import Act, HedgeKind, MentionKind, Modality, Polarity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from whosays.case.asking.analysing import Analysing
    from whosays.case.judging.marking import Place
    from whosays.desk.app import Desk
    from whosays.records import Anchor, Claim, Document, Mention

pages = Pages()
_AROUND = 240
_NEAR, _ABOUT, _FOUND = 60, 8, 12  # names offered for a holder, names offered to tick, places offered to choose from
# What the words of a claim may be about or held by: all that is named but dates.
_KINDS = tuple(kind for kind in get_args(MentionKind) if kind != "date")
_HOLDERS = frozenset({"organisation", "person", "group", "campaign", "handle", "work"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Words of the document that can be chosen, with their place as forms send it ("12-20")."""

    place: str
    words: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeChoice:
    """Words that soften a claim: their place and kind."""

    place: str
    words: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place of some words, with the words around it."""

    place: str
    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFields:
    """What the form of a claim is filled in with."""

    holder: str
    holders: tuple[Choice, ...]
    act: str
    about: tuple[Choice, ...]
    hedges: tuple[HedgeChoice, ...]
    modality: str
    polarity: str
    said: str
    content_time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the fields of a form can be."""

    acts: tuple[str, ...] = get_args(Act)
    hedges: tuple[str, ...] = get_args(HedgeKind)
    modalities: tuple[str, ...] = get_args(Modality)
    polarities: tuple[str, ...] = get_args(Polarity)
    kinds: tuple[str, ...] = _KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """The form for words of a document, found or not: `spot` is what is marked, `found` are the places to choose one from."""

    id: str
    title: str
    language: str
    kind: str
    words: str
    spot: Spot | None
    found: tuple[Spot, ...]
    fields: ClaimFields
    options: Options
    back: str


@pages.page("/documents/{words}/mark", "mark.html", role="reviewer")
def mark(  # noqa: PLR0917  # the fields of an address
    desk: Desk, words: str, kind: str = "claim", start: int = -1, end: int = -1, exact: str = ""
) -> Marking:
    """Show the form that marks words of a document as a claim or a name: those between two offsets, or those typed."""
    with desk.ask() as ask:
        doc = ask.view.stored.find_document(words)
        places = places_of(doc.text, ask.view.passages(doc.id), start, end) if 0 <= start < end else ()
        found: list[Place] = []
        if exact.strip() and not (places and is_words(doc.text, places, exact)):
            found = list(find_all(doc.text, exact))
            places = (found[0],) if len(found) == 1 else ()
        spot = spot_of(doc.text, places) if places else None
        at = places[0][0] if places else 0
        return Marking(
            id=doc.id,
            title=doc.title or doc.name,
            language=doc.languages[0] if doc.languages else "",
            kind="name" if kind == "name" else "claim",
            words=" ".join(exact.split()) or (spot.words if spot else ""),
            spot=spot,
            found=tuple(spot_of(doc.text, [place]) for place in found[:_FOUND]) if not spot else (),
            fields=_fresh(ask, doc, at),
            options=Options(),
            back=f"/documents/{doc.id}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """The form of a claim that is there."""

    id: str
    doc: str
    title: str
    language: str
    spot: Spot
    fields: ClaimFields
    options: Options
    back: str


@pages.page("/claims/{words}/edit", "edit.html", role="reviewer")
def edit(desk: Desk, words: str, back: str = "") -> Editing:
    """Show the form that changes what a claim says."""
    with desk.ask() as ask:
        claim = ask.view.stored.current(ask.view.stored.claim(words))
        doc = ask.view.stored.document(claim.doc)
        return Editing(
            id=claim.id,
            doc=doc.id,
            title=doc.title or doc.name,
            language=doc.languages[0] if doc.languages else "",
            spot=spot_of(doc.text, [(at.start, at.end) for at in claim.content]),
            fields=_as_it_is(ask, doc, claim),
            options=Options(),
            back=back or f"/claims/{claim.id}",
        )


def spot_of(text: str, places: Sequence[Place]) -> Spot:
    """Return places of a text with the words around them."""
    start, end = places[0][0], places[-1][1]
    return Spot(
        place="+".join(f"{low}-{high}" for low, high in places),
        start=start,
        end=end,
        before=_from_a_word(text[max(start - _AROUND, 0) : start]) if start > _AROUND else text[:start],
        words=" … ".join(" ".join(text[low:high].split()) for low, high in places),
        after=_to_a_word(text[end : end + _AROUND]) if end + _AROUND < len(text) else text[end:],
    )


def _from_a_word(text: str) -> str:
    return text.partition(" ")[2] or text


def _to_a_word(text: str) -> str:
    return text.rpartition(" ")[0] or text


def _fresh(ask: Analysing, doc: Document, at: int) -> ClaimFields:
    """Return the fields of a claim that nobody has said anything of yet."""
    near = _near(ask, doc, at)
    return ClaimFields(
        holder="author",
        holders=_names(near, _HOLDERS, _NEAR, ()),
        act="assert",
        about=_names(near, _KINDS, _ABOUT, ()),
        hedges=(),
        modality="asserted",
        polarity="positive",
        said="",
        content_time="",
    )


def _as_it_is(ask: Analysing, doc: Document, claim: Claim) -> ClaimFields:
    at, step = claim.content[0].start, claim.chain[-1]
    near = _near(ask, doc, at)
    held = (step.holder.at,) if step.holder.at and step.holder.kind != "author" else ()
    return ClaimFields(
        holder="hidden" if step.holder.kind == "implied" else step.holder.kind,
        holders=_names(near, _HOLDERS, _NEAR, held),
        act=step.act,
        about=_names(near, _KINDS, _ABOUT, claim.about),
        hedges=tuple(
            HedgeChoice(place=f"{one.at.start}-{one.at.end}", words=_line(one.at.text), kind=one.kind) for one in claim.hedges
        ),
        modality=claim.modality,
        polarity=claim.polarity,
        said=claim.said or "",
        content_time=claim.content_time or "",
    )


def _near(ask: Analysing, doc: Document, at: int) -> list[Mention]:
    """Return what is named in a document, the nearest to an offset first."""
    return sorted(ask.view.mentions(doc.id), key=lambda mention: abs(mention.at.start - at))


def _names(near: Iterable[Mention], kinds: Collection[str], most: int, chosen: Iterable[Anchor]) -> tuple[Choice, ...]:
    """Return the words that name something of these kinds, each once at its nearest place; what is chosen comes first."""
    taken = [Choice(place=f"{one.start}-{one.end}", words=_line(one.text), chosen=True) for one in chosen]
    there = {choice.words for choice in taken}
    for mention in near:
        if len(taken) >= most:
            break
        words = _line(mention.at.text)
        if mention.kind in kinds and words not in there:
            there.add(words)
            taken.append(Choice(place=f"{mention.at.start}-{mention.at.end}", words=words))
    return tuple(taken)


def _line(words: str) -> str:
    return " ".join(words.split())
