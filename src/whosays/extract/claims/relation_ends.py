"""What stands at an end of a relation: its words as an anchor, if it is of a kind that the entry of the table allows."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from whosays.records import Mention
from whosays.text.cues import word_set
from whosays.text.names import head_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.extract.claims.clause import Tree
    from whosays.extract.material import Material, ParsedPassage
    from whosays.records import Anchor

_THING = frozenset({"organisation", "group", "campaign", "place", "event", "work", "any"})
_PEOPLE = frozenset({"person", "group", "organisation"})
_PRONOUNS = {
    **dict.fromkeys(("he", "she", "him", "her", "his"), frozenset({"person"})),
    **dict.fromkeys(("they", "them", "their", "we", "us", "our"), _PEOPLE),
    **dict.fromkeys(("i", "me", "my"), frozenset({"person"})),
    **dict.fromkeys(("it", "its"), _THING),
}  # fmt: skip
_OF_THE_NOUN = frozenset({"of", "on", "about", "for", "against", "between"})  # others may as well belong to the verb
_NEVER = frozenset({"date", "hashtag"})


class Ends:
    """Finds the ends of relations in one document."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.names = sorted((m for m in material.all(Mention) if m.layer == "name"), key=lambda m: m.at.start)
        self.starts = [m.at.start for m in self.names]

    def at(self, passage: ParsedPassage, tree: Tree, i: int, kinds: frozenset[str]) -> list[Anchor]:
        """Return the end whose head is token `i`: no anchor or one. A name behind a role is the end ("its chair, Ann Moor")."""
        token = tree.tokens[i]
        for named in [i, *(c for c in tree.children(i, "appos") if tree.tokens[c].pos == "PROPN" and token.pos == "NOUN")]:
            mention = self._mention(passage.joined.to_origin(tree.tokens[named].start))
            if mention is not None:
                return [mention.at] if _fits(_kinds_of(mention), kinds) else []
        told = _PRONOUNS.get(token.text.casefold())
        if told is None and token.pos not in {"NOUN", "PROPN"}:
            return []
        word = token.lemma if token.pos == "NOUN" else token.text
        if not _fits(told or {*_kinds_of_noun(word.casefold()), "any"}, kinds):
            return []
        loose = [p for p in tree.children(i, "prep") if tree.words(p) not in _OF_THE_NOUN]
        apart = {t for c in (*loose, *tree.children(i, "conj", "cc", "preconj", "case")) for t in tree.subtree(c)}
        span = tree.span([t for t in tree.name(i) if t not in apart])
        anchors = self.material.cut(passage.joined, *span) if span else ()
        return list(anchors) if len(anchors) == 1 and not self._is_cut(anchors[0]) else []

    def known(self, anchors: Iterable[Anchor], kinds: frozenset[str]) -> list[Anchor]:
        """Return those of some words that hold a name of these kinds, or may be anything; the name where one ends them."""
        found = []
        for anchor in anchors:
            mention = self._mention(anchor.end - 1)
            told = _kinds_of(mention) if mention else {*_kinds_of_noun(anchor.text.split()[-1].casefold()), "any"}
            told = told | _PRONOUNS.get(anchor.text.casefold(), frozenset()) if mention is None else told
            if _fits(told, kinds):
                found.append(mention.at if mention else anchor)
        return found

    def _is_cut(self, anchor: Anchor) -> bool:
        """Ask whether a hyphen goes on with the last word: the parser has cut it in two."""
        return self.material.doc.text[anchor.end : anchor.end + 1] in {"-", "‑"}

    def _mention(self, place: int) -> Mention | None:
        """Return the name that covers a character of the document."""
        n = bisect_right(self.starts, place) - 1
        return self.names[n] if n >= 0 and place < self.names[n].at.end else None


def _kinds_of(mention: Mention) -> set[str]:
    """Return the kinds that a name may have. A place whose name heads with no site ("Fenby", not "Fenby Bridge") may act."""
    if mention.kind in _NEVER:
        return set()
    head = mention.at.text.split()[-1].casefold()
    acts = mention.kind == "place" and (head_kind(mention.at.text) is None or head in word_set("en", "states"))
    return {mention.kind, "any", *({"state"} if acts else ())}


def _kinds_of_noun(lemma: str) -> set[str]:
    """Return the kinds that a common noun may have, by the word lists and by the nouns that head names."""
    kinds = {"person", "group"} if lemma in word_set("en", "people") else set()
    if lemma in word_set("en", "bodies"):
        kinds |= {"organisation", "group"}
    kinds |= {kind for kind, name in (("work", "sources"), ("state", "states")) if lemma in word_set("en", name)}
    head = head_kind(f"x {lemma}")
    return kinds | ({head} if head else set())


def _fits(told: Iterable[str], kinds: frozenset[str]) -> bool:
    return not kinds.isdisjoint(told)
