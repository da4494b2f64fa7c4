"""What a claim states, as keys that can be compared: things named, words by their stems, dates and figures, the relation.

Things are the entities whose mentions stand in the claim's words or among those it is about. A claim inside another claim's
words ("founded in 1997") takes those that the outer one is about. A pronoun or a phrase without a name ("the organisation")
stands for the name that its record gives or, failing that, the nearest name before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.derived import overlaps
from whosays.text.claim_language import claim_language
from whosays.text.fold import fold_text
from whosays.text.org_words import org_words
from whosays.text.stems import content_stems
from whosays.text.words import find_words, is_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whosays.records import Anchor, Claim, ClaimId, Document, DocumentId, Entity, Event, Mention, Polarity

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
# So far before a phrase the name it stands for is looked for, in characters.
_BACK = 600
_BEINGS = frozenset(("organisation", "person", "group", "campaign"))
_ARTICLE = re.compile(r"(?:the|le|la|les|el|los|las|il|lo|der|die|das) |l'")
_PARTICLES = frozenset("\u0648\u0644\u0628")  # and, for, by: written onto the word behind
_SMALL = 3  # letters of "of", "des", "und"
_TELLING = frozenset(("event", "campaign", "work"))
_FEW = 2  # words of "the organisation"
# The rule that reads "the second Sunday of May".
_BY_RULE = "dates/rule"
# No name is longer.
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What one claim states, in keys. `subject` are the things it is about, `things` all that it names; `value` the relation's.

    `relation` is its kind with its subject, `value` the other end, both only where the relation is known. `telling` are the
    words of names that describe what they name (events, campaigns, works): "Harbour Day" and "Day of the Harbour" share them.
    """

    claim: ClaimId
    doc: DocumentId
    start: int
    end: int
    language: str | None
    subject: frozenset[str]
    things: frozenset[str]
    words: frozenset[str]
    figures: frozenset[str]
    dates: frozenset[str]
    rules: frozenset[str]
    telling: Mapping[str, frozenset[str]]
    polarity: Polarity
    holder: str
    relation: tuple[str, frozenset[str]] | None = None
    value: frozenset[str] = frozenset()


class Names:
    """Which thing the words at a place name: an entity by its id, or, for what nobody joined, the folded words."""

    def __init__(self, mentions: Iterable[Mention], entities: Sequence[Entity]) -> None:
        """Make the indexes.

        Args:
            mentions: the names.
            entities: who is named; where two have one name, it means the first of them.
        """
        of = {member: entity.id for entity in entities for member in entity.members}
        rank = {str(entity.id): number for number, entity in enumerate(entities)}
        self.called: dict[str, str] = {entity.id: entity.name for entity in entities}
        self.by_words: dict[str, str] = {}
        self._at: dict[str, list[tuple[int, int, str, bool]]] = defaultdict(list)
        self.dates: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            if mention.kind == "date":
                self.dates[mention.at.doc].append(mention)
            elif (thing := of.get(mention.id)) is not None:
                place = (mention.at.start, mention.at.end, str(thing), mention.kind in _BEINGS)
                self._at[mention.at.doc].append(place)
                self._call(folded(mention.at.text), str(thing), rank)
        for entity in entities:
            self._call(folded(entity.name), str(entity.id), rank)
        self.telling = {str(entity.id) for entity in entities if entity.kind in _TELLING}
        for places in self._at.values():
            places.sort()

    def _call(self, name: str, thing: str, rank: Mapping[str, int]) -> None:
        if name not in self.by_words or rank[thing] < rank[self.by_words[name]]:
            self.by_words[name] = thing

    def within(self, at: Anchor) -> list[str]:
        """Return the things named inside a place, in order, each once."""
        return list(dict.fromkeys(thing for _start, _end, thing, _being in self._places(at)))

    def names_a_being(self, at: Anchor) -> bool:
        """Ask whether an organisation, person, group or campaign is named inside a place."""
        return any(being for _start, _end, _thing, being in self._places(at))

    def without(self, at: Anchor) -> str:
        """Return the words of a place without the names in it."""
        text, last = "", at.start
        for start, end, _thing, _being in self._places(at):
            text += f"{at.text[max(last - at.start, 0) : max(start - at.start, 0)]} "
            last = max(last, end)
        return text + at.text[max(last - at.start, 0) :]

    def _places(self, at: Anchor) -> list[tuple[int, int, str, bool]]:
        places = self._at.get(at.doc, [])
        first = bisect_left(places, (max(at.start - _LONGEST, 0), 0, "", False))
        last = bisect_left(places, (at.end, 0, "", False))
        return [place for place in places[first:last] if at.start < place[1]]

    def before(self, at: Anchor) -> str | None:
        """Return the nearest organisation, person, group or campaign named before a place."""
        places = self._at.get(at.doc, [])
        for start, _end, thing, being in reversed(places[: bisect_left(places, (at.start, 0, "", False))]):
            if start < at.start - _BACK:
                break
            if being:
                return thing
        return None

    def thing_called(self, words: str) -> str:
        """Return the thing of a name that is no mention (a publisher's): an entity's id, or the folded name."""
        name = folded(words)
        if (thing := self.by_words.get(name)) is None:
            thing = f"name:{name}"
            self.called.setdefault(thing, " ".join(words.split()))
        return thing


def most_named_first(entities: Iterable[Entity]) -> list[Entity]:
    """Return entities in the order in which a name that several have is taken for one of them (`Names`)."""
    return sorted(entities, key=lambda entity: (-len(entity.members), entity.id))


def folded(words: str) -> str:
    """Fold a name: letter forms, blanks, an article or, before a word for a body, an Arabic particle in front."""
    name = _ARTICLE.sub("", " ".join(fold_text(words).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()))
    first = name.partition(" ")[0]
    return name[1:] if first[:1] in _PARTICLES and not _is_body(first) and _is_body(first[1:]) else name


def is_name_like(words: str) -> bool:
    """Ask whether a phrase that nothing took for a name looks like one.

    It does where all its words but small ones have a capital or, in a script without capitals, where two words or more begin
    with one for a body ("ministry of …").
    """
    found = [words[start:end] for start, end in find_words(words) if is_word(words[start:end])]
    if len(found) < 2:
        return False
    if words.upper() == words.lower():
        return _is_body(folded(words).partition(" ")[0])
    return all(word[0].isupper() or len(word) <= _SMALL for word in found[1:]) and any(word[0].isupper() for word in found[1:])


def _is_body(word: str) -> bool:
    """Ask whether a folded word is used of bodies: common in their names, or in the lists of Arabic and Persian."""
    lists = (claim_language(language) for language in ("ar", "fa"))
    return word in org_words() or any(word in one.words("bodies") for one in lists if one)


def read_wordings(
    claims: Iterable[Claim], documents: Iterable[Document], names: Names, events: Iterable[Event] = ()
) -> list[Wording]:
    """Return what each claim states, document by document. A question states nothing."""
    rules = {names.thing_called(event.name): event.rule for event in events if event.rule}
    languages = {doc.id: doc.languages[0] if doc.languages else None for doc in documents}
    by_doc: dict[DocumentId, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.modality != "questioned":
            by_doc[claim.doc].append(claim)
    return [
        _wording(claim, outer, languages.get(doc), names, rules)
        for doc, several in by_doc.items()
        for claim, outer in _with_outer(several)
    ]


def subjects(claim: Claim, names: Names, *, strict: bool = False) -> frozenset[str]:
    """Return the things that a claim is about; what has no name of its own stands for the nearest one before it.

    Args:
        claim: the claim.
        names: the names of the case.
        strict: only pronouns and phrases like "the organisation" stand for another name.
    """
    found = {thing for at in claim.about for thing in names.within(at)}
    alone = [at for at in claim.about[:1] if not strict or _stands_for_another(at)]
    if alone and not any(names.names_a_being(at) for at in claim.about):
        found |= {thing for at in alone if (thing := names.before(at))}
    return frozenset(found)


def _stands_for_another(at: Anchor) -> bool:
    """Ask whether words are a pronoun, or an article and a word for a body."""
    words = fold_text(at.text).split()
    return (
        bool(words)
        and len(words) <= _FEW
        and (words[-1] in org_words() or len(words) == 1)
        and at.text[-len(words[-1]) :].islower()
    )


def holder_of(claim: Claim, names: Names) -> str | None:
    """Return the thing that the innermost holder is, None where he is hidden or the author without a name."""
    holder = claim.chain[-1].holder
    if holder.kind == "hidden":
        return None
    for at in (holder.at, holder.refers_to):
        if at and (things := names.within(at)):
            return things[0]
    if (at := holder.refers_to or holder.at) is None:
        return None
    return names.thing_called(at.text) if is_name_like(at.text) else f"said:{claim.doc}:{folded(at.text)}"


def _wording(claim: Claim, outer: Claim | None, language: str | None, names: Names, rules: Mapping[str, str]) -> Wording:
    subject = subjects(claim, names)
    if outer and not any(names.names_a_being(at) for at in claim.about):
        subject |= subjects(outer, names)
    things = subject.union(*(names.within(at) for at in claim.content))
    text = "\n".join(at.text for at in claim.content)
    bare = "\n".join(names.without(at) for at in claim.content)
    dates = [m for m in names.dates.get(claim.doc, ()) if m.value and any(overlaps(m.at, at) for at in claim.content)]
    told = {m.value for m in dates if m.value} | ({claim.content_time} if claim.content_time else set())
    found = claim.relation_from
    return Wording(
        claim=claim.id,
        doc=claim.doc,
        start=claim.content[0].start,
        end=claim.content[-1].end,
        language=language,
        subject=subject,
        things=things | {f"at:{claim.doc}:{at.start}" for at in claim.about},
        words=content_stems(bare, language),
        figures=frozenset(_figures(text, dates)),
        dates=frozenset(date for date in told if date[0].isdigit()),
        rules=frozenset(rules[thing] for thing in things & rules.keys() if any(m.by == _BY_RULE for m in dates)),
        telling={thing: content_stems(names.called[thing], language) for thing in sorted(things & names.telling)},
        polarity=claim.polarity,
        holder=holder_of(claim, names) or claim.chain[-1].holder.kind,
        relation=(found.kind, _ends(found.subject, names)) if found else None,
        value=_ends(found.object, names) if found else frozenset(),
    )


def _ends(ends: Sequence[Anchor], names: Names) -> frozenset[str]:
    return frozenset(thing for at in ends for thing in (names.within(at) or [folded(at.text)]))


def _figures(text: str, dates: Sequence[Mention]) -> set[str]:
    """Return the figures of a text that belong to no date, written one way."""
    plain = text
    for mention in dates:
        plain = plain.replace(mention.at.text, " ")
    return {found.group().replace(",", "") for found in _FIGURE.finditer(fold_text(plain))}


def _with_outer(claims: Sequence[Claim]) -> Iterable[tuple[Claim, Claim | None]]:
    """Yield each claim with the smallest other one of the document whose words hold all of its own."""
    spans = sorted(((c.content[0].start, -c.content[-1].end, c.id, c) for c in claims), key=lambda row: row[:3])
    outer: dict[ClaimId, Claim | None] = {}
    open_: list[Claim] = []
    for start, end, _id, claim in spans:
        while open_ and open_[-1].content[-1].end < -end:
            open_.pop()
        while open_ and open_[-1].content[-1].end <= start:
            open_.pop()
        outer[claim.id] = open_[-1] if open_ else None
        open_.append(claim)
    return ((claim, outer[claim.id]) for claim in claims)
