"""Whom a pronoun or a nominal holder may stand for: a candidate with its reason, for a person to confirm.

Two simple cues of centering theory (Grosz, Joshi and Weinstein 1995) are used: agreement in kind, number and gender, and that
what a passage has just been about is likelier than what it merely names. What stands in the same section comes first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.extract.claims.described import introduced, is_called
from whosays.extract.claims.spoken_of import BODIES, FAR, KINDS, NEAR, SpokenOf, fits
from whosays.text.cues import word_set
from whosays.text.names import is_title
from whosays.text.reference import (
    FIRST_PERSON,
    PRONOUNS,
    Nominal,
    Pronoun,
    gender_of_noun,
    pronoun,
    read_nominal,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from whosays.records import Anchor, Mention
    from whosays.text.reference import Kind

_CLOSE = re.compile(
    r"(?:(?:the|a|an|its|their|his|her)|(?:the\s+)?[A-Z][\w-]*['’]s?)\s+(?:(?!(?:of|at|for|in|by|from|to|with|and|on)\b)[\w-]+\s+){1,4}",
    re.IGNORECASE,
)
_AGENTS = ("er", "or", "ist", "ian")
_LINKS = {"work": frozenset({"by", "from", "of"}), "person": frozenset({"of", "for", "at"})}
_SAME = frozenset({"the", "this", "that", "same", "said"})
_LAST, _NEAREST = "what was last spoken of", "nearest earlier name"

Candidate = tuple["Anchor", str]


@dataclass(frozen=True, slots=True)
class Where:
    """Where words for somebody stand: in whose direct speech (`speaker`), in whose reported words (`above`), and where the
    sentence before theirs starts (`near`).
    """

    speaker: Anchor | None = None
    above: Anchor | None = None
    near: int = 0


class Referents:
    """The names of one document, and what its claims so far were about. `sections` are the offsets where its headings stand."""

    def __init__(
        self, names: Iterable[Mention], text: str, *, cut: Callable[[int, int], Anchor], sections: Sequence[int] = ()
    ) -> None:
        self._text, self._cut, self._sections = text, cut, sorted(sections)
        self.spoken = SpokenOf(names, text)

    def whole(self, words: Anchor) -> Anchor:
        """Return the name that `words` are a part of ("al" of "al-Harun", cut by a parser at the hyphen), or the words."""
        at = bisect_right(self.spoken.starts, words.start)
        if is_title(words.text):
            named = next((m for m in self.spoken.names[at : at + 1] if m.at.start <= words.end + 2), None)
            if named is not None and named.kind == "person":  # "Capt." of "Capt. Joan Ridley"
                return named.at
        for name in reversed(self.spoken.names[max(0, at - 2) : at]):
            if words.end <= name.at.end and words.text != name.at.text and name.kind != "work":
                return name.at
        return words

    def find(self, words: Anchor, where: Where) -> tuple[Anchor | None, str | None]:
        """Return what `words` may stand for and why, or two Nones."""
        if words.text.casefold() in FIRST_PERSON:
            return (where.speaker, "who speaks here") if where.speaker else (None, None)
        asked = pronoun(words.text)
        if asked is not None:
            return self.find_pronoun(words, asked, where) or (None, None)
        beside = self._beside(words) or self.spoken.person_at_end(words)
        if beside is not None:
            return beside.at, "the name beside it"
        nominal = read_nominal(words.text)
        if nominal is None:
            return None, None
        return self._owner(words, nominal, where) or self._nominal(words, nominal) or (None, None)

    def find_pronoun(self, words: Anchor, asked: Pronoun, where: Where, *, things: bool = False) -> Candidate | None:
        """Return what a pronoun of this kind may stand for at some words, and why.

        In somebody's reported words it is he, where he fits. Else it is looked for in this sentence and the one before, then in
        the section, then before it: first what was spoken of, then any name. `things`: may it be no speaker?
        """
        if where.above is not None and self.agrees(where.above, asked):
            return where.above, "whose words are reported"
        at = bisect_right(self._sections, words.start)
        section = self._sections[at - 1] if at else 0
        for floor in (max(where.near, section), section, 0):
            for topic in self.spoken.topics_before(words, floor):
                if fits(topic, asked, things=things) and not self._is_speaker(topic.at, where.speaker):
                    return topic.at, _LAST
            for name in self.spoken.names_before(words, NEAR, floor):
                if self._name_fits(name, asked) and not self._is_speaker(name.at, where.speaker):
                    return name.at, _NEAREST
        if asked.many:  # a single person spoken of without telling the gender: "a caller said that they …"
            people = (t for t in self.spoken.topics_before(words) if t.kind == "person" and t.gender is None)
            return next(((t.at, _LAST) for t in people), None)
        return None

    def agrees(self, words: Anchor, asked: Pronoun) -> bool:
        """Ask whether words for a holder agree with a pronoun in kind, number and gender, as far as they tell.

        A noun of no known kind that says something may be either, where it is not made of a verb ("the clock maker").
        """
        topic = self.spoken.topic(words)
        if topic is not None and topic.kind == "thing":
            return asked.kind != "body" or not words.text.endswith(_AGENTS)
        return topic is None or fits(topic, asked)

    # nominals

    def _nominal(self, words: Anchor, nominal: Nominal) -> Candidate | None:
        named = self.spoken.inside(words)
        if not nominal.definite or (named is not None and named.at.text.casefold() != nominal.head):
            return None
        return (None if nominal.many else self._single(words, nominal)) or self._taken_up(words, nominal)

    def _single(self, words: Anchor, nominal: Nominal) -> Candidate | None:
        if nominal.kind == "person":
            return self._called(words, nominal.head, "person") or self._man_or_woman(words, nominal.head)
        if nominal.kind == "body":
            generic = nominal.head in word_set("en", "generic_bodies")
            found = self._named(words, nominal.head) or self._called(words, nominal.head, "body")
            return found or (self._body(words, nominal.head) if generic else None)
        if nominal.kind == "work":
            return self._work(words, nominal)
        return None

    def _owner(self, words: Anchor, nominal: Nominal, where: Where) -> Candidate | None:
        """Return whose spokesman, officer, web site or letter it is: the person himself where the document names him."""
        person, work = nominal.kind == "person", nominal.kind == "work"
        speaks_for = person and (nominal.head in word_set("en", "officers") or nominal.head in word_set("en", "spokespeople"))
        outlet = work or nominal.head in word_set("en", "outlets")
        if nominal.owner is None or nominal.many or not (speaks_for or outlet):
            return None
        if nominal.link and nominal.link not in _LINKS["person" if person else "work"]:
            return None
        known = self._called(words, nominal.head, "person") if person and nominal.definite else None
        if known is not None and (nominal.owner in PRONOUNS or self._beside_owner(known[0], nominal.owner)):
            return known
        found = self._owned_by(words, nominal, where)
        if found is None or (
            person and nominal.head not in word_set("en", "spokespeople") and self.spoken.kind(found) != "body"
        ):
            return None
        return found, f"whose {nominal.head} it is"

    def _beside_owner(self, name: Anchor, owner: str) -> bool:
        """Ask whether the last word of an owner stands near a name ("Ida Wren, director of the Oak Museum": the museum)."""
        near = self._text[max(0, name.start - 100) : name.end + 100].casefold()
        return owner.casefold().split()[-1] in near

    def _owned_by(self, words: Anchor, nominal: Nominal, where: Where) -> Anchor | None:
        owner = nominal.owner or ""
        if owner in {"i", "we"}:
            return where.speaker
        if owner in PRONOUNS:
            found = self.find_pronoun(words, PRONOUNS[owner], where)
            return found[0] if found else None
        start = words.start + nominal.at
        part = self._cut(start, start + len(owner))
        named = self.spoken.inside(part)
        if named is not None:
            return named.at
        inner = read_nominal(part.text)
        found = self._nominal(part, inner) if inner is not None else None
        return found[0] if found else None

    def _called(self, words: Anchor, noun: str, kind: Kind) -> Candidate | None:
        """Return the nearest earlier name that the text calls so: "Ida Wren, the clerk", "clerk Ida Wren"."""
        for name in self.spoken.names_before(words, FAR):
            if KINDS[name.kind] == kind and is_called(self._text, name.at.start, name.at.end, noun):
                return name.at, f"named as {noun} before"
        return None

    def _taken_up(self, words: Anchor, nominal: Nominal) -> Candidate | None:
        """Return the longer words with the same noun that these take up ("Researchers at the university … the researchers")."""
        for topic in self.spoken.topics_before(words):
            longer = len(topic.at.text) > len(words.text) and read_nominal(topic.at.text)
            if longer and (longer.head, longer.many) == (nominal.head, nominal.many):
                return topic.at, f"the {nominal.head} told of before"
        return None

    def _man_or_woman(self, words: Anchor, noun: str) -> Candidate | None:
        gender = gender_of_noun(noun)
        if noun not in {"man", "woman", "boy", "girl"}:
            return None
        return self.find_pronoun(words, Pronoun("person", gender), Where())

    def _named(self, words: Anchor, noun: str) -> Candidate | None:
        for name in self.spoken.names_before(words, FAR):
            called = (name.value or name.at.text).casefold().split()
            if noun in called and len(called) > 1 and name.kind != "person":
                return name.at, f"nearest earlier name with “{noun}” in it"
        return None

    def _body(self, words: Anchor, noun: str) -> Candidate | None:
        """Return the body last spoken of that "the firm", "the group" may be: no ministry is a firm."""
        firm = noun in word_set("en", "firms")
        for topic in self.spoken.topics_before(words):
            public = firm and word_set("en", "public") & set(topic.at.text.casefold().split())
            if topic.kind == "body" and not topic.many and not public:
                return topic.at, _LAST
        return None

    def _work(self, words: Anchor, nominal: Nominal) -> Candidate | None:
        named = self._named(words, nominal.head)
        if named is not None:
            return named
        modifiers = frozenset(words.text.casefold().split()[1:-1]) - _SAME
        place = introduced(self._text, nominal.head, modifiers, words.start, FAR)
        return (self._cut(*place), f"the {nominal.head} told of before") if place else None

    # pronouns

    def _name_fits(self, name: Mention, asked: Pronoun) -> bool:
        if asked.kind == "person":
            gender = self.spoken.gender(name)
            return name.kind == "person" and (gender is None or asked.gender is None or gender == asked.gender)
        return name.kind in BODIES

    def _is_speaker(self, at: Anchor, speaker: Anchor | None) -> bool:
        """Ask whether an anchor names who speaks: nobody calls himself "she"."""
        return speaker is not None and (at.text in speaker.text or speaker.text in at.text)

    def _beside(self, words: Anchor) -> Mention | None:
        """Return the name that goes with a noun without a comma: "the consumer group Switch Right"."""
        at = bisect_left(self.spoken.starts, words.start + 1)
        for name in self.spoken.names[at : at + 2]:
            between = self._text[words.start : name.at.start]
            if name.at.start <= words.end + 1 and _CLOSE.fullmatch(between):
                return name
        return None
