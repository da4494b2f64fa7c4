"""Press releases made of invented words, some with passages copied from earlier ones; the places of all copies are known."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from whosays.records import DocumentId
from whosays.trace.reuse_words import Text

_WORDS = 400
_VOCABULARY = 20_000
_OFFICES = 60
_SYLLABLES = tuple(
    first + last for first in ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v") for last in "aeiou"
)


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage that a document has from an earlier one: where it stands in the copy."""

    doc: str
    origin: str
    start: int
    end: int


def make_releases(count: int, seed: int = 1) -> tuple[list[Text], list[Copy]]:
    """Return documents of some 400 words, and the copies among them.

    Words are as frequent as in any language (the second half as often as the first, and so on). Each document has the head of
    its office; one in four copies 30 to 200 words from one of the hundred before it, every fortieth word changed. Stock
    phrases of eight words, one in each document, are shared by all.
    """
    chance = random.Random(seed)
    vocabulary = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(_VOCABULARY)]
    weights = [1 / rank for rank in range(1, _VOCABULARY + 1)]
    heads = [" ".join(chance.choices(vocabulary, k=14)) for _ in range(_OFFICES)]
    stock = [" ".join(chance.choices(vocabulary, k=8)) for _ in range(30)]
    texts: list[Text] = []
    bodies: list[list[str]] = []
    copies: list[Copy] = []
    for number in range(count):
        office = chance.randrange(_OFFICES)
        body = chance.choices(vocabulary, weights, k=_WORDS)
        name = DocumentId(f"release-{number:06}")
        head = f"{heads[office]}\n\n{chance.choice(stock)} "
        before = ""
        if number > 100 and chance.random() < 0.25:
            origin = chance.randrange(number - 100, number)
            length, at = chance.randint(30, 200), chance.randint(0, _WORDS - 200)
            taken = [
                chance.choice(vocabulary) if place % 40 == 39 and place < length - 8 else word
                for place, word in enumerate(bodies[origin][at : at + length])
            ]
            put = chance.randint(0, _WORDS - length)
            before, passage = " ".join(body[:put]), " ".join(taken)
            start = len(head) + len(before) + bool(before)
            copies.append(Copy(name, texts[origin].id, start, start + len(passage)))
            body[put : put + length] = taken
        bodies.append(body)
        day = date(2031, 1, 1) + timedelta(days=number // 20)
        texts.append(Text(id=name, text=head + " ".join(body), date=day.isoformat(), publisher=f"office {office}"))
    return texts, copies
