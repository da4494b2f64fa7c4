"""What a document has spoken of so far: its names, their gender where the text tells, and the subjects of its claims."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.text.names import without_titles
from whosays.text.reference import Nominal, Pronoun, gender_of_first_name, gender_of_name, gender_of_noun, read_nominal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.records import Anchor, Mention
    from whosays.text.reference import Gender, Kind

BODIES = frozenset({"organisation", "group", "campaign"})
KINDS: dict[str, Kind] = {"person": "person", "organisation": "body", "group": "body", "campaign": "body", "work": "work"}
# "Every team", "no member": nobody in particular whom a pronoun or noun further on may stand for.
_NOBODY_GIVEN = ("every ", "each ", "no ", "any ", "nobody ", "neither ", "few ", "whoever ")
# A single person whom "they" takes up, since the noun leaves the gender open.
_NEUTRAL = frozenset({"spokesperson", "chairperson", "person", "somebody", "someone"})
_SET_OFF = re.compile(r"\s*,\s+(?:[A-Z][a-z]*\.?\s+)?")
# How far back a pronoun, and a noun that is part of a name, may reach: characters, about a long paragraph and a few pages.
NEAR, FAR = 1_500, 12_000


@dataclass(frozen=True, slots=True)
class Topic:
    """Somebody or something a claim was about, or its holder. `start` is where its words stand, `at` whom they stand for."""

    start: int
    kind: Kind
    many: bool
    gender: Gender | None
    at: Anchor


class SpokenOf:
    """The names of one document in order, and its topics, which grow as claims are found."""

    def __init__(self, names: Iterable[Mention], text: str) -> None:
        self._text = text
        self.names = sorted(names, key=lambda m: m.at.start)
        self.starts = [m.at.start for m in self.names]
        self._genders = self._told_genders()
        self._topics: list[Topic] = []

    def note(self, words: Anchor | None, stands_for: Anchor | None = None, *, holds: bool = False) -> None:
        """Take note of what a claim is about or who holds it, in text order: a name, or a noun for a person, body or work.

        Who holds a claim (`holds`) and is written like a name is somebody, whatever the extractor of names takes him for.
        """
        if words is None or words.text.casefold().startswith(_NOBODY_GIVEN):
            return
        topic = self.topic(words, stands_for)
        unknown = (topic is None or topic.kind == "thing") and read_nominal(words.text) is not None
        if holds and unknown and words.text[:1].isupper():
            topic = Topic(words.start, "any", False, None, stands_for or words)
        if topic is not None:
            insort(self._topics, topic, key=lambda known: known.start)

    def topic(self, words: Anchor, stands_for: Anchor | None = None) -> Topic | None:
        """Return what words for somebody tell of him, a name or a noun; None where they are for neither."""
        nominal = read_nominal(words.text)
        named = self.inside(stands_for or words)
        if stands_for is None and nominal is not None and nominal.kind == "person":
            named = self._behind(words) or named
            stands_for = named.at if named is not None and named.at.start >= words.end else None
        somebody = nominal is not None and nominal.kind == "person" and nominal.owner is not None
        if named is not None and not (somebody and named.kind != "person") and (
            stands_for is not None or self._heads(words, named, nominal)
        ):  # fmt: skip
            many = _names_several(words.text, self._all_inside(words))
            gender = self.gender(named) or (gender_of_noun(nominal.head) if nominal else None)
            return Topic(words.start, KINDS[named.kind], many, gender, words if many else named.at)
        told = gender_of_name(words.text) if named is None and words.text[:1].isupper() else None
        if told is not None:  # a person whom the extractor of names passed over
            return Topic(words.start, "person", False, told, stands_for or words)
        if nominal is None:
            return None
        at = words if stands_for is None or somebody else stands_for
        many = nominal.many or nominal.head in _NEUTRAL
        return Topic(words.start, nominal.kind or "thing", many, gender_of_noun(nominal.head), at)

    def topics_before(self, words: Anchor, floor: int = 0) -> Iterator[Topic]:
        """Yield what was spoken of before some words, the last first, as far back as a pronoun may reach."""
        for topic in reversed(self._topics):
            if words.start - topic.start > NEAR or topic.start < floor:
                return
            if topic.start < words.start:
                yield topic

    def names_before(self, words: Anchor, reach: int, floor: int = 0) -> Iterator[Mention]:
        """Yield the names before some words, the nearest first, as far back as `reach`."""
        for i in range(bisect_left(self.starts, words.start) - 1, -1, -1):
            name = self.names[i]
            if words.start - name.at.end > reach or name.at.start < floor:
                return
            yield name

    def inside(self, words: Anchor) -> Mention | None:
        """Return the first name inside some words."""
        return next(iter(self._all_inside(words)), None)

    def kind(self, at: Anchor) -> Kind | None:
        """Return what a name or noun phrase is used of."""
        named = self.inside(at)
        if named is not None:
            return KINDS[named.kind]
        nominal = read_nominal(at.text)
        return nominal.kind if nominal else None

    def gender(self, name: Mention) -> Gender | None:
        """Return the gender that the document tells of a person: by this mention, or by another with the same last name."""
        if name.kind != "person":
            return None
        return self._told(name) or self._genders.get(name.at.text.casefold().split()[-1])

    def _told(self, name: Mention) -> Gender | None:
        return gender_of_name(name.at.text, self._text[max(0, name.at.start - 30) : name.at.start])

    def _told_genders(self) -> dict[str, Gender | None]:
        """Return the gender that titles and first names tell for each last or first name of a person; None where they disagree.

        A name of one word is a first name where nobody in the document has it for his last.
        """
        people = [name for name in self.names if name.kind == "person"]
        lasts = {name.at.text.casefold().split()[-1] for name in people if len(name.at.text.split()) > 1}
        told: dict[str, Gender | None] = {}
        for name in people:
            words = name.at.text.casefold().split()
            gender = self._told(name)
            if gender is None and len(words) == 1 and words[0] not in lasts:
                gender = gender_of_first_name(words[0])
            for key in {words[-1], *(words[:1] if words[0] not in lasts else ())}:
                if gender is not None:
                    told[key] = gender if told.get(key, gender) == gender else None
        return told

    def _heads(self, words: Anchor, named: Mention, nominal: Nominal | None) -> bool:
        """Ask whether a name is what a phrase speaks of, not its owner ("River Watch's chairman", "the head of it")."""
        if nominal is None or nominal.owner is None:
            return True
        return named.at.start - words.start < nominal.at and bool(nominal.link)

    def person_at_end(self, words: Anchor) -> Mention | None:
        """Return the person whose name ends some words ("Minister of Ports Ida Wren")."""
        inside = self._all_inside(words)
        last = inside[-1] if inside else None
        if last is None or last.kind != "person" or last.at.end != words.end or last.at == words:
            return None
        return None if without_titles(self._text, words.start, words.end) == last.at.start else last

    def _behind(self, words: Anchor) -> Mention | None:
        """Return the person whose name stands right behind a role ("the director of the zoo, Hanna Lief")."""
        at = bisect_left(self.starts, words.end)
        name = self.names[at] if at < len(self.names) else None
        set_off = name is not None and _SET_OFF.fullmatch(self._text[words.end : name.at.start])
        return name if name is not None and set_off and name.kind == "person" else None

    def _all_inside(self, words: Anchor) -> list[Mention]:
        at = bisect_left(self.starts, words.start)
        return [m for m in self.names[at : at + 3] if words.start <= m.at.start and m.at.end <= words.end]


def fits(topic: Topic, asked: Pronoun, *, things: bool = False) -> bool:
    """Ask whether a topic agrees with a pronoun in kind, number and gender, as far as both tell. `things`: need not speak."""
    if topic.kind == "thing" and not things:
        return False
    if topic.kind == "any":
        return not asked.many
    if asked.kind == "person":
        agrees = topic.gender is None or asked.gender is None or topic.gender == asked.gender
        return topic.kind == "person" and not topic.many and agrees
    if asked.many:
        return topic.many or topic.kind == "body"
    return topic.kind in {"body", "work", "thing"} and not topic.many


def _names_several(words: str, inside: Sequence[Mention]) -> bool:
    """Ask whether a phrase joins two names or more ("Ann Moor and Tom Reed"), none of which holds the "and" itself."""
    if len(inside) < 2:
        return False
    return any(re.search(r",|\band\b", words[a.at.end - inside[0].at.start :][:12]) for a in inside[:-1])
