"""What a person marks by hand: a claim or a name, in the words of a document.

1. Where the words stand (`places_of`, `find_near`): between two offsets, in pieces where a page break or notes interrupt them.
2. The record (`marked`): the same as an extractor would make of these words, so that it has the same id.
3. What to keep: a new record with the judgement that accepts it or, where the line proposed it already, a judgement alone.

`edited` takes the same wish for a claim that is there: it becomes an edit of the fields that differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from whosays.anchors import Cutter
from whosays.case.judging.deciding import decided
from whosays.derived import claim_id, name_id
from whosays.errors import WhosaysError

# What fields can be is imported here too, since marks are read from JSON by their annotations.
from whosays.records import Act, Claim, Hedge, HedgeKind, Holder, Mention, MentionKind, Modality, Polarity, Step
from whosays.store.faults import BadEdit, NoSuchRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.case.judging.deciding import Signing
    from whosays.case.whole import WholeView
    from whosays.records import Anchor, Form, Judgement, Passage

# Where words stand: start and end in code points of the document's text.
Place = tuple[int, int]
_AT_MOST = 20  # pieces of one claim: more than a page of them is a slip of the mouse
_OPENING = "\"'“‘„«‹「『"


class NoSuchWords(WhosaysError):
    """A document does not have some words, or not at a place."""

    code = "no-such-words"

    def __init__(self, name: str, words: str) -> None:
        super().__init__(f"{name} does not have the words “{words[:120]}” there; copy them from the document as they stand")


class BadMark(WhosaysError):
    """Words that cannot be marked as asked."""

    code = "bad-mark"

    def __init__(self, why: str) -> None:
        super().__init__(f"these words cannot be marked: {why}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMark:
    """Words to mark as a name."""

    at: Place
    kind: MentionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMark:
    """Words to mark as a claim, and what a person says of it. `holder_at` are the words that name a `named` holder."""

    content: tuple[Place, ...]
    holder: Literal["author", "named", "hidden"] = "author"
    holder_at: Place | None = None
    act: Act = "assert"
    about: tuple[Place, ...] = ()
    hedges: tuple[tuple[Place, HedgeKind], ...] = ()
    modality: Modality = "asserted"
    polarity: Polarity = "positive"
    said: str | None = None
    content_time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The record of some marked words; `is_new`: nobody had proposed it. The judgement accepts it, or edits what was there."""

    record: Claim | Mention
    judgement: Judgement
    is_new: bool


def marked(view: WholeView, words: str, wanted: ClaimMark | NameMark, signing: Signing) -> Marked:
    """Make the record of what a person marks in a document, given by its name or id. Raises BadMark or BadEdit."""
    doc = view.stored.find_document(words)
    cutter = Cutter(doc)
    try:
        record = _claim(cutter, wanted, signing.who) if isinstance(wanted, ClaimMark) else _name(cutter, wanted, signing.who)
    except ValueError as error:
        raise BadMark(str(error)) from None
    _check_times(record)
    try:
        known = view.stored.current(view.stored.record(record.id))  # type: ignore[type-var]  # a claim or a mention, by its id
    except NoSuchRecord:
        return Marked(record=record, judgement=signing.sign(record.id, "accept"), is_new=True)
    changes = _differences(known, record)
    decision: Literal["edit", "accept"] = "edit" if changes else "accept"
    judgement = decided(view, record.id, decision, changes or None, signing)
    return Marked(record=record, judgement=judgement, is_new=False)


def edited(view: WholeView, words: str, wanted: ClaimMark, signing: Signing) -> Judgement | None:
    """Return the judgement that makes a claim what a person says it is; None where it is that already."""
    import msgspec

    claim = view.stored.current(view.stored.claim(words))
    cutter = Cutter(view.stored.document(claim.doc))
    try:
        made = _claim(cutter, wanted, signing.who)
    except ValueError as error:
        raise BadMark(str(error)) from None
    told = {name: getattr(made, name) for name in _TOLD} | {"chain": _chain_of(claim, made)}
    changes = {name: msgspec.to_builtins(value) for name, value in told.items() if value != getattr(claim, name)}
    return decided(view, claim.id, "edit", changes, signing) if changes else None


def _chain_of(claim: Claim, made: Claim) -> tuple[Step, ...]:
    """Return a claim's chain with the innermost step as a person told it; what they did not speak of stays."""
    was, now = claim.chain[-1], made.chain[-1]
    is_same_holder = (was.holder.kind, was.holder.at) == (now.holder.kind, now.holder.at)
    step = replace(was, act=now.act) if is_same_holder else replace(now, cue=was.cue, outlet=was.outlet)
    if now.holder.kind == "author":
        return (step,)
    return (*(claim.chain[:-1] or made.chain[:-1]), step)


def places_of(text: str, passages: Iterable[Passage], start: int, end: int) -> tuple[Place, ...]:
    """Return where the words between two offsets stand, a place for each piece of a passage, without the blanks around them.

    What lies between the pieces of a passage (the foot of a page, its notes) is no part of what was marked.
    """
    pieces = sorted({(piece.start, piece.end) for passage in passages for piece in passage.pieces})
    cut = (trimmed(text, max(start, low), min(end, high)) for low, high in pieces if low < end and high > start)
    return tuple(place for place in cut if place)


def find_all(text: str, words: str) -> Iterator[Place]:
    """Yield every place of some words; a line break in the document is as good as a blank."""
    parts = words.split()
    if parts:
        for found in re.finditer(r"\s+".join(map(re.escape, parts)), text):
            yield found.span()


def find_near(text: str, words: str, at: int) -> Place | None:
    """Return the place of some words that is nearest to an offset."""
    return min(find_all(text, words), key=lambda place: abs(place[0] - at), default=None)


def is_words(text: str, places: Iterable[Place], words: str) -> bool:
    """Ask whether some words are those at the places, whatever blanks and line breaks lie between them."""
    return "".join("".join(text[start:end].split()) for start, end in places) == "".join(words.split())


def trimmed(text: str, start: int, end: int) -> Place | None:
    """Return a place without the blanks at its ends; None where there is nothing else."""
    start, end = max(start, 0), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _claim(cutter: Cutter, wanted: ClaimMark, who: str) -> Claim:
    if not wanted.content:
        raise BadMark("a claim has words")
    if len(wanted.content) > _AT_MOST:
        raise BadMark(f"a claim is in {_AT_MOST} pieces at most")
    if wanted.holder == "named" and wanted.holder_at is None:
        raise BadMark("the words that name its holder are not given")
    content = cutter.cut_all(wanted.content)
    chain = _chain(cutter, wanted)
    return Claim(
        id=claim_id(cutter, content, chain),
        doc=cutter.doc.id,
        content=content,
        chain=chain,
        about=cutter.cut_all(wanted.about),
        hedges=tuple(Hedge(at=cutter.cut(*place), kind=kind) for place, kind in wanted.hedges),
        modality=wanted.modality,
        polarity=wanted.polarity,
        said=wanted.said,
        content_time=wanted.content_time,
        form=_form(cutter.doc.text, content[0], wanted),
        by=who,
    )


def _chain(cutter: Cutter, wanted: ClaimMark) -> tuple[Step, ...]:
    """Return the chain as extractors make it: the author of the document first."""
    author = Holder(kind="author")
    if wanted.holder == "author":
        return (Step(holder=author, act=wanted.act),)
    at = cutter.cut(*wanted.holder_at) if wanted.holder_at and wanted.holder == "named" else None
    return (Step(holder=author, act="assert"), Step(holder=Holder(kind=wanted.holder, at=at), act=wanted.act))


def _form(text: str, first: Anchor, wanted: ClaimMark) -> Form:
    if wanted.holder == "author":
        return "narrative"
    before = text[max(first.start - 1, 0) : first.start]
    return "direct" if before and before in _OPENING else "indirect"


def _name(cutter: Cutter, wanted: NameMark, who: str) -> Mention:
    at = cutter.cut(*wanted.at)
    return Mention(id=name_id(cutter, wanted.kind, at), at=at, kind=wanted.kind, by=who)


def _check_times(record: Claim | Mention) -> None:
    from whosays.text.edtf import is_edtf

    for name in ("said", "content_time"):
        value = getattr(record, name, None)
        if value is not None and not is_edtf(value):
            raise BadMark(f"{name}: {value!r} is no date as EDTF writes it (2020-05-22, 2020-05, 2020, 2020/2021)")


# What a person says in marking; all else about a claim that the line proposed stays as it is.
_TOLD = ("content", "about", "hedges", "modality", "polarity", "said", "content_time")


def _differences(known: object, record: Claim | Mention) -> dict[str, object]:
    """Return what a person said otherwise than the record that is there already, as an edit takes it."""
    import msgspec

    if not isinstance(record, Claim):
        return {}
    if not isinstance(known, Claim):
        raise BadEdit(record.id, "another kind of record has this id")
    told = {name: getattr(record, name) for name in _TOLD}
    return {name: msgspec.to_builtins(value) for name, value in told.items() if value and value != getattr(known, name)}
