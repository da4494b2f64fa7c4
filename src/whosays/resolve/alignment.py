"""Lay the words of two writings side by side: which answers which, and what is left on either side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from whosays.resolve.word_likeness import SAME, WordLikeness, word_likeness
from whosays.text.sounds import script_of

if TYPE_CHECKING:
    from whosays.text.name_parts import Part, Parts
    from whosays.text.translations import Translations

_TOGETHER = 0.92  # least likeness of two names written without their spaces ("Good Will", "Goodwill")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words that answer one another."""

    a: Part
    b: Part
    likeness: WordLikeness

    @property
    def weight(self) -> float:
        """Return what the pair tells, at most; a misprint of a word that many names have tells no more than that."""
        if self.a.generic != self.b.generic:
            return min(self.a.weight, self.b.weight)
        return (self.a.weight + self.b.weight) / 2


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs in the order of the first writing, what is left of each, and the likeness of both written without spaces."""

    pairs: tuple[Pair, ...]
    left_a: tuple[Part, ...]
    left_b: tuple[Part, ...]
    together: float
    in_order: bool


def align(a: Parts, b: Parts, translations: Translations) -> Alignment:
    """Pair the words, the most alike first; each word answers one at most."""
    pairs: list[tuple[int, int, WordLikeness]] = []
    free_a, free_b = list(range(len(a.parts))), list(range(len(b.parts)))
    for i in list(free_a):  # the same words first: it is quick, and what is the same cannot be paired better
        word = a.parts[i].word
        j = next((j for j in free_b if b.parts[j].word == word), None)
        if j is not None:
            pairs.append((i, j, SAME))
            free_a.remove(i)
            free_b.remove(j)
    maybe = [
        (likeness.value * (a.parts[i].weight + b.parts[j].weight), i, j, likeness)
        for i in free_a
        for j in free_b
        if (likeness := word_likeness(a.parts[i].word, b.parts[j].word, translations)).value > 0
    ]
    for _, i, j, likeness in sorted(maybe, key=lambda each: (-each[0], each[1], each[2])):
        if i in free_a and j in free_b:
            pairs.append((i, j, likeness))
            free_a.remove(i)
            free_b.remove(j)
    pairs.sort(key=lambda each: each[:2])
    answers = [j for _, j, _ in pairs]
    return Alignment(
        pairs=tuple(Pair(a.parts[i], b.parts[j], likeness) for i, j, likeness in pairs),
        left_a=tuple(a.parts[i] for i in free_a),
        left_b=tuple(b.parts[j] for j in free_b),
        together=_together(a, b) if free_a or free_b else 0.0,
        in_order=answers == sorted(answers),
    )


def _together(a: Parts, b: Parts) -> float:
    """Return the likeness of both names without their spaces; 0 where it is too little to tell, or the scripts differ."""
    one, other = ("".join(part.word for part in each.parts) for each in (a, b))
    if len(a.parts) == len(b.parts) or min(len(one), len(other)) < 5 or script_of(one) != script_of(other):
        return 0.0
    likeness = float(OSA.normalized_similarity(one, other))
    return likeness if likeness >= _TOGETHER else 0.0
