"""What a model of names looks at: words of Arabic and Persian text in, a list of features for each word out.

The training script and the tagger read a text with the same code. A model has to be trained anew when this file or a table it
reads changes; `VERSION` is then raised, and stands beside the model in `data/name_models.tsv`.

A word is looked at as it stands, folded, and without what may be written onto it (`name_words.split_word`); then its ends and
beginnings, runs of letters in it, its kind, the tables that hold it, and the same, shorter, of the two words on either side.
Then how far behind a word it stands that begins names or tells of one ("company", a title, a first name), where no sign and no
small word parts them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.fold import fold_text
from whosays.text.name_words import known_words, split_word

if TYPE_CHECKING:
    from collections.abc import Sequence

Span = tuple[int, int]

VERSION = "2"

_TOKEN = re.compile(
    r"[^\W_](?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c\u200d])*|[^\s\u200c-\u200f\u202a-\u202e\u2066-\u2069]"
)
_JOINER = "\u200c"
_NOT_LOOKED_AT = frozenset({"media", "work", "campaign"})
"""Tables that are there for rules."""
_LONGEST_NAME = 5
"""Words that a name of a table has at most."""


def tokens(text: str) -> list[Span]:
    """Return where the words and signs of `text` stand; a word goes on over a zero-width joiner and over marks."""
    return [found.span() for found in _TOKEN.finditer(text)]


def features(words: Sequence[str], language: str) -> list[list[str]]:
    """Return the features of each word of a sentence in `language`, "ar" or "fa"."""
    shapes = [_shape(word, language) for word in words]
    tables = _in_tables(shapes, language)
    heads = _behind_heads(shapes, tables)
    last = len(words) - 1
    out: list[list[str]] = []
    for at, shape in enumerate(shapes):
        row = [*shape.own, *(f"t{name}" for name in tables[at])]
        for step in (-2, -1, 1, 2):
            there = at + step
            if 0 <= there <= last:
                row.append(f"{step}w={shapes[there].folded}")
                row += [f"{step}t{name}" for name in tables[there]]
                if abs(step) == 1:
                    row.append(f"{step}b={shapes[there].bare}")
                    row += [f"{step}{part}" for part in shapes[there].outline]
            else:
                row.append(f"{step}edge")
        row += heads[at]
        if at:
            row.append(f"-1+k={shapes[at - 1].kind}|{shape.kind}")
        out.append(row)
    return out


class _Shape:
    """What a word shows by itself."""

    __slots__ = ("bare", "folded", "kind", "outline", "own")

    def __init__(self, word: str, language: str) -> None:
        self.folded = fold_text(word).strip() or word
        self.kind = _kind(word)
        front, self.bare = split_word(self.folded, language) if self.kind == "letters" else ("", self.folded)
        word_ = self.folded
        framed = f"^{word_}$"
        self.outline = (f"k={self.kind}", f"c={front}", f"e2={word_[-2:]}", f"s2={word_[:2]}")
        self.own = (
            "1", f"w={word_}", f"b={self.bare}", *self.outline, f"e1={word_[-1:]}", f"e3={word_[-3:]}", f"e4={word_[-4:]}",
            f"s1={word_[:1]}", f"s3={word_[:3]}", f"s4={word_[:4]}", f"bs3={self.bare[:3]}", f"be3={self.bare[-3:]}",
            f"n={min(len(word_), 9)}", f"z={word[-1:]}", f"joined={_JOINER in word}",
            *dict.fromkeys(f"r={framed[a : a + size]}" for size in (3, 4) for a in range(len(framed) - size + 1)),
        )  # fmt: skip


@lru_cache(maxsize=20_000)
def _shape(word: str, language: str) -> _Shape:
    return _Shape(word, language)


def _kind(word: str) -> str:
    """Return what a word is made of: year, digits, letters and digits, Latin, other letters; a sign is a kind of its own."""
    if word.isdecimal():
        return "year" if len(word) == 4 else "digits"
    first = word[0]
    if not first.isalnum():
        return first
    if any(c.isdecimal() for c in word):
        return "mixed"
    if "LATIN" in unicodedata.name(first, ""):
        return "Latin" if first.isupper() else "latin"
    return "letters"


def _in_tables(shapes: Sequence[_Shape], language: str) -> list[list[str]]:
    """Return for each word the tables that hold it: "city" where a name is alone or begins, "+city" where it goes on."""
    known, firsts = known_words(language), _first_words(language)
    found: list[dict[str, None]] = [{} for _ in shapes]
    for at, shape in enumerate(shapes):
        for first in dict.fromkeys((shape.folded, shape.bare)):
            if first not in firsts:
                continue
            for size in range(min(_LONGEST_NAME, len(shapes) - at), 0, -1):
                names = known.get(" ".join([first, *(other.folded for other in shapes[at + 1 : at + size])]))
                names = [name for name in names or () if name not in _NOT_LOOKED_AT]
                if names:
                    for step in range(size):
                        found[at + step].update(dict.fromkeys(f"{'+' if step else ''}{name}" for name in names))
                    break
    return [list(row) for row in found]


# Words that a name may go on from or stand behind, and how many words far.
_REACH = {"organisation": 5, "place": 3, "event": 3, "given": 2, "address": 2, "role": 4, "say": 2}


def _behind_heads(shapes: Sequence[_Shape], tables: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return for each word which nouns before it a name may go on from, and how far behind: no sign, no small word between."""
    out: list[list[str]] = []
    behind: dict[str, int] = {}
    for shape, names in zip(shapes, tables, strict=True):
        if not shape.folded[:1].isalnum() or "break" in names:
            behind = {}
        near = [f"h={head}+{far}" for head, far in behind.items() if far <= _REACH[head]]
        out.append([form for head in near for form in (head, f"{head}|{shape.outline[1]}")])
        behind = {head: far + 1 for head, far in behind.items()} | {name: 1 for name in names if name in _REACH}
    return out


@lru_cache(maxsize=2)
def _first_words(language: str) -> frozenset[str]:
    return frozenset(form.split(" ")[0] for form in known_words(language))
