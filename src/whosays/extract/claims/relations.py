"""Typed relations: the entry of the table that fires on a claim's own clause, between two ends that are there in the words.

The clause stays the claim; a relation says what it ties together, and is set only where an entry fires. The verb or noun that
heads the clause is looked at and nothing below it: "failed to fund" and "the club that funds it closed" fund nothing. Who
denies, doubts or demands it stands in the claim as always (chain, act, modality, polarity); the relation is what the clause
says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.claims.clause import VERBAL, Tree
from whosays.extract.claims.relation_ends import Ends
from whosays.extract.claims.relation_places import complement, is_done_to, prepositional, stands_at
from whosays.extract.parse import to_reading
from whosays.records import Relation
from whosays.text.cues import word_set
from whosays.text.relations import relation_entries, relation_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.extract.material import Material, ParsedPassage
    from whosays.records import Anchor, Claim
    from whosays.text.relations import RelationEntry
    from whosays.text.syntax import Sentence, Token

_COPULA = frozenset({"be", "become", "remain"})
_SOME_OF = frozenset({"one", "some", "many", "most", "several", "two", "three", "four", "five"})


class Relations:
    """Sets the relations of the claims of one document."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.ends = Ends(material)

    def typed(self, passage: ParsedPassage, claims: Iterable[Claim]) -> Iterator[Claim]:
        """Yield the claims of a passage, those in whose clause an entry fires with their relation."""
        trees: dict[int, Tree | None] = {}
        for claim in claims:
            spans = [span for anchor in claim.content if (span := _read(passage, anchor))]
            sentence = next((s for s in passage.sentences if spans and s.start <= spans[0][0] < s.end), None)
            if sentence is None:
                yield claim
                continue
            if sentence.start not in trees:
                trees[sentence.start] = Tree(sentence) if _may_fire(sentence) else None
            tree = trees[sentence.start]
            found = self._relation(passage, tree, claim, spans) if tree else None
            yield replace(claim, relation=found.kind, relation_from=found) if found else claim

    def _relation(self, passage: ParsedPassage, tree: Tree, claim: Claim, spans: list[tuple[int, int]]) -> Relation | None:
        inside = {t.i for t in tree.tokens if any(a <= t.start and t.end <= b for a, b in spans)}
        tops = [i for i in sorted(inside) if tree.tokens[i].head not in inside or tree.tokens[i].head == i]
        tops.sort(key=lambda i: -len(tree.subtree(i)))
        for top in tops:
            for head, entry, cue in _firing(tree, top, _cue_of_stance(passage, tree, claim, top)):
                found = self._between(passage, tree, claim, head, entry, cue)
                if found:
                    return found
        return None

    def _between(  # noqa: PLR0917  # all of one clause
        self, passage: ParsedPassage, tree: Tree, claim: Claim, head: int, entry: RelationEntry, cue: list[int]
    ) -> Relation | None:
        """Return the relation where both ends stand in the sentence, are of kinds that the entry allows, and lie apart."""
        both = []
        for place, kinds in ((entry.subject, entry.subject_kinds), (entry.object, entry.object_kinds)):
            tokens = stands_at(tree, head, place, cue, construction=entry.construction)
            ends = [end for t in tokens for end in self.ends.at(passage, tree, t, kinds)]
            if not tokens and place in {"subject", "bearer"} and claim.about:
                ends = self.ends.known(claim.about[:1], kinds)
            both.append(tuple(dict.fromkeys(ends)))
        words = self.material.cut(passage.joined, tree.tokens[min(cue)].start, tree.tokens[max(cue)].end)
        subject, object_ = both
        apart = len(words) == 1 and not any(_overlap(a, b) for a in subject for b in (*object_, *words))
        if not subject or not object_ or not apart or any(_overlap(b, words[0]) for b in object_):
            return None
        return Relation(kind=entry.relation, entry=entry.label, cue=words[0], subject=subject, object=object_)


def _may_fire(sentence: Sentence) -> bool:
    """Ask whether a sentence has a word of the table: making its tree again costs more than the question."""
    signs = relation_signs("en")
    return any(not signs.isdisjoint(_lemmas(token)) for token in sentence.tokens)


def _lemmas(token: Token) -> tuple[str, str]:
    """Return under which words of the table a token may stand: its lemma, or a past form without d ("fined" is no "fin")."""
    return token.lemma.casefold(), token.text.casefold().removesuffix("d") if token.tag in {"VBD", "VBN"} else ""


def _read(passage: ParsedPassage, anchor: Anchor) -> tuple[int, int] | None:
    """Return where the words of an anchor stand in the passage's reading."""
    first, last = to_reading(passage.joined, anchor.start), to_reading(passage.joined, anchor.end - 1)
    return (first, last + 1) if first is not None and last is not None else None


def _cue_of_stance(passage: ParsedPassage, tree: Tree, claim: Claim, top: int) -> int | None:
    """Return the verb of a claim whose content is its object ("opposes the dam"): there the verb ties holder and object."""
    token, cue = tree.tokens[top], claim.chain[-1].cue
    if claim.by != "claims/object" or token.dep != "dobj" or cue is None:
        return None
    span = _read(passage, cue)
    verb = tree.tokens[token.head]
    return verb.i if span and span[0] <= verb.start < span[1] else None


def _firing(tree: Tree, top: int, stance: int | None) -> Iterator[tuple[int, RelationEntry, list[int]]]:
    """Yield the entries whose words head the clause at `top`: the word that heads it, the entry, the tokens of its words."""
    if stance is not None:
        yield from _of_verb(tree, stance)
        return
    token = tree.tokens[top]
    if token.pos in VERBAL:
        yield from _of_verb(tree, _below_aspect(tree, top))
        noun = complement(tree, top) if token.lemma.casefold() in _COPULA else _served_as(tree, top)
    else:
        noun = top
    if noun is not None:
        yield from _of_noun(tree, _counted(tree, noun))
    if token.pos in VERBAL:
        yield from _beside(tree, top)


def _below_aspect(tree: Tree, i: int) -> int:
    """Return the verb that "continues to …" and "began to …" stand with: they say of it only when."""
    if tree.tokens[i].lemma.casefold() in {"continue", "begin", "start"} and not tree.children(i, "dobj"):
        below = tree.child(i, "xcomp")
        return i if below is None else below
    return i


def _of_verb(tree: Tree, i: int) -> Iterator[tuple[int, RelationEntry, list[int]]]:
    voice = "passive" if is_done_to(tree, i) else "active"
    rows = (entry for word in _lemmas(tree.tokens[i]) for entry in relation_entries("en").get(word, ()))
    longest = 0
    for entry in rows:  # longer ones first, and they are idioms: "joined forces with" joins nothing
        cue = _words_under(tree, i, entry.words[1:]) if len(entry.words) >= longest else None
        if entry.construction == voice and cue is not None:
            longest = len(entry.words)
            yield i, entry, cue


def _words_under(tree: Tree, i: int, words: tuple[str, ...]) -> list[int] | None:
    """Return verb `i` and the other words of an entry, each hanging on the verb or on the one before it."""
    found = [i]
    for word in words:
        under = [c for f in (i, found[-1]) for c in tree.children(f) if tree.tokens[c].lemma.casefold() == word]
        under += [c for f in (i, found[-1]) for c in tree.children(f) if tree.words(c) == word]
        if not under:
            return None
        found.append(under[0])
    return found


def _of_noun(tree: Tree, i: int) -> Iterator[tuple[int, RelationEntry, list[int]]]:
    token = tree.tokens[i]
    modifiers = [tree.words(c) for c in tree.children(i, "amod", "compound", "nmod", "advmod")]
    if token.pos not in {"NOUN", "PROPN"} or set(modifiers) & word_set("en", "not_in_office") or _has_no(tree, i):
        return
    for entry in relation_entries("en").get(token.lemma.casefold(), ()):
        before = [tree.words(t) for t in range(max(0, i - len(entry.words) + 1), i)]
        if entry.construction == "noun" and before == list(entry.words[:-1]):
            yield i, entry, list(range(i - len(before), i + 1))


def _has_no(tree: Tree, i: int) -> bool:
    """Ask whether a noun is denied of its bearer ("is no member of"): the claim's polarity does not say so everywhere."""
    return any(tree.words(d) == "no" for d in tree.children(i, "det"))


def _served_as(tree: Tree, i: int) -> int | None:
    """Return the noun of "serves as director of", "acted as host of"."""
    if tree.tokens[i].lemma.casefold() not in {"serve", "act"} or is_done_to(tree, i):
        return None
    return next(iter(prepositional(tree, [i], "as")), None)


def _counted(tree: Tree, i: int) -> int:
    """Return the noun behind "one of the …" and "some of the …"."""
    if tree.words(i) not in _SOME_OF:
        return i
    return next(iter(prepositional(tree, [i], "of")), i)


def _beside(tree: Tree, i: int) -> Iterator[tuple[int, RelationEntry, list[int]]]:
    """Yield what a phrase beside verb `i` says of who does it ("in partnership with")."""
    for opening in tree.children(i, "prep"):
        for entry in relation_entries("en").get(tree.words(opening), ()):
            below = [c for c in tree.children(opening, "pobj") if tree.words(c) == entry.words[-1]]
            if entry.construction == "adposition" and below:
                yield i, entry, [opening, below[0]]


def _overlap(a: Anchor, b: Anchor) -> bool:
    return a.start < b.end and b.start < a.end
