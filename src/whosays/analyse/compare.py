"""What differs between two documents, such as two captures of one page: `compare`.

1. what each says of itself (title, dates, author, address);
2. passages, word by word where they changed; boilerplate and page furniture apart;
3. claims that are gone, new or altered, and in what;
4. names that only one of the two has.

Nothing here is stored: it follows from the two documents and what was found in them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.analyse.claim_diff import ClaimChange, ClaimSide, diff_claims
from whosays.analyse.differences import Difference, Named, differences
from whosays.analyse.passage_diff import PassageChange, Side, diff_passages
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.records import Anchor, Claim, Document, DocumentId, Mention, MentionKind, Passage

Field = Literal["title", "author", "publisher", "date", "modified", "url", "languages"]
_FIELDS: tuple[Field, ...] = ("title", "author", "publisher", "date", "modified", "url")
_NAMES = frozenset({"organisation", "person", "place", "event", "campaign", "group", "work"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A document with what was found in it: one side of a comparison."""

    document: Document
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """What a document says of itself, before and after; None where it says nothing."""

    field: Field
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameChange:
    """A name that only one document has, where it stands first, and how often."""

    kind: Literal["gone", "new"]
    of: MentionKind
    at: Anchor
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A passage that is not the same, and what its changed words are about (for one that changed)."""

    passage: PassageChange
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs between two documents.

    `fields` are what they say of themselves, `passages` those that are not the same, `furniture` such passages of boilerplate
    and page furniture. `counts` has how many passages of the text are "same", "changed", "gone", "new" and "moved";
    `renumbered` of them have the same words under another printed number (of a list or note).
    """

    before: DocumentId
    after: DocumentId
    counts: dict[str, int]
    fields: tuple[FieldChange, ...] = ()
    passages: tuple[Changed, ...] = ()
    furniture: tuple[Changed, ...] = ()
    claims: tuple[ClaimChange, ...] = ()
    names: tuple[NameChange, ...] = ()
    renumbered: int = 0

    @property
    def has_same_words(self) -> bool:
        """Ask whether the text itself is the same, in the same order; what stands beside it may differ."""
        return not self.passages

    @property
    def is_same(self) -> bool:
        """Ask whether nothing differs at all."""
        return not (self.fields or self.passages or self.furniture or self.claims or self.names or self.renumbered)


def compare(before: Version, after: Version) -> Comparison:
    """Compare two documents. Exchanging them exchanges gone and new, and nothing else."""
    named = Named(before.mentions), Named(after.mentions)
    languages = {*before.document.languages, *after.document.languages}
    sides = Side(before.document, before.passages), Side(after.document, after.passages)
    changes = diff_passages(*sides)
    told = [
        Changed(passage=change, differences=differences(change.runs, named, languages) if change.kind == "changed" else ())
        for change in changes
        if change.kind != "same"
    ]
    counts = Counter(change.kind for change in changes if not change.aside)
    return Comparison(
        before=before.document.id,
        after=after.document.id,
        counts={kind: counts[kind] for kind in ("same", "changed", "gone", "new", "moved")},
        fields=_fields(before.document, after.document),
        passages=tuple(one for one in told if not one.passage.aside),
        furniture=tuple(one for one in told if one.passage.aside),
        claims=diff_claims(
            ClaimSide(before.document, sides[0].outside_of_furniture(before.claims), named[0]),
            ClaimSide(after.document, sides[1].outside_of_furniture(after.claims), named[1]),
        ),
        names=_names(before.mentions, after.mentions),
        renumbered=_renumbered(before, after, changes),
    )


def _fields(before: Document, after: Document) -> tuple[FieldChange, ...]:
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in _FIELDS]
    pairs.append(("languages", ", ".join(before.languages) or None, ", ".join(after.languages) or None))
    return tuple(FieldChange(field=name, before=one, after=other) for name, one, other in pairs if one != other)


def _renumbered(before: Version, after: Version, changes: Iterable[PassageChange]) -> int:
    old, new = ({passage.id: passage.number for passage in side.passages} for side in (before, after))
    alone = [change for change in changes if change.kind in ("same", "moved") and len(change.before) == len(change.after) == 1]
    return sum(old[change.before[0]] != new[change.after[0]] for change in alone)


def _names(before: tuple[Mention, ...], after: tuple[Mention, ...]) -> tuple[NameChange, ...]:
    sides = _by_name(before), _by_name(after)
    gone = [_told("gone", places) for name, places in sides[0].items() if name not in sides[1]]
    new = [_told("new", places) for name, places in sides[1].items() if name not in sides[0]]
    return (*new, *gone)


def _by_name(mentions: tuple[Mention, ...]) -> dict[str, list[Mention]]:
    out: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.layer == "name" and mention.kind in _NAMES:
            out.setdefault(" ".join(fold_text(mention.at.text).split()), []).append(mention)
    return out


def _told(kind: Literal["gone", "new"], places: list[Mention]) -> NameChange:
    return NameChange(kind=kind, of=places[0].kind, at=places[0].at, times=len(places))
