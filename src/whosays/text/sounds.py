"""How words of names sound across scripts: Latin letters for other scripts, the bones of a word, what two sound alike.

Arabic and Persian leave out short vowels and have one letter for several sounds, so a letter-by-letter rewriting loses most
names. `sounds_alike` lays a Latin word beside an Arabic one and looks up which letters may stand for which
(`data/name_letters.tsv`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from whosays.text.data import table_rows
from whosays.text.fold import fold_text

Script = Literal["latin", "arabic", "other"]

_STEP = 0.2  # what a step of the table costs: usual 0, now and then .2, seldom .4
_UNWRITTEN = 0.06  # a vowel that only one of the two writes: usual, but of two names the one that writes it is nearer
_STRAY = 1.0  # a letter that nothing stands for
_STRAY_SOFT = 0.5  # a letter that is often left out
_VOWELS = frozenset("aeiouy")
_SOFT_ARABIC = frozenset(fold_text("اويهعء"))
_ARTICLE = re.compile(r"^(?:[وب]?ال|لل)(?=\w{3})")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")

# Sounds that writers in Latin letters spell in several ways, and that Arabic script may have one letter for. First wins.
_BONES = (
    ("tsch", "S"), ("sch", "S"), ("tch", "S"), ("kh", "K"), ("gh", "K"), ("ch", "S"), ("sh", "S"), ("zh", "S"), ("th", "T"),
    ("dh", "T"), ("ph", "F"), ("ts", "S"), ("tz", "S"), ("ck", "K"), ("qu", "K"), ("x", "KS"), ("ce", "S"), ("ci", "S"),
    ("cy", "S"), ("j", "S"), ("z", "S"), ("s", "S"), ("c", "K"), ("k", "K"), ("q", "K"), ("g", "K"), ("d", "T"), ("t", "T"),
    ("b", "B"), ("p", "B"), ("f", "F"), ("v", "F"), ("m", "M"), ("n", "N"), ("l", "L"), ("r", "R"),
)  # fmt: skip
_ARABIC_BONES = {
    **dict.fromkeys("بپ", "B"),
    **dict.fromkeys("تثدذضطظ", "T"),
    **dict.fromkeys("جچسشصزژ", "S"),
    **dict.fromkeys(fold_text("خغقكگ"), "K"),
    **dict.fromkeys("فڤ", "F"),
    "ر": "R",
    "ل": "L",
    "م": "M",
    "ن": "N",
}


def script_of(word: str) -> Script:
    """Say which script a folded word is in; Latin where all letters are ASCII."""
    if word.isascii():
        return "latin"
    return "arabic" if _ARABIC.search(word) else "other"


def bare_arabic(word: str) -> str:
    """Return a folded Arabic word without its article and what is written together with that; other words as they are.

    >>> bare_arabic("الجامعه"), bare_arabic("lake")
    ('جامعه', 'lake')
    """
    return _ARTICLE.sub("", word)


@lru_cache(maxsize=200_000)
def latin(words: str) -> str:
    """Return folded words in Latin letters, whatever their script; Arabic and Hebrew without the vowels that are not written.

    >>> latin("щедрин")
    'shchedrin'
    """
    if words.isascii():
        return words
    from anyascii import anyascii

    return "".join(c for c in fold_text(anyascii(words)) if c.isalnum() or c == " ")


@lru_cache(maxsize=200_000)
def bones(word: str) -> str:
    """Return the consonants of a folded word by their class of sound: one form for many spellings, in Latin or Arabic script.

    >>> bones("mohammed"), bones("muhamad"), bones("محمد")
    ('MMT', 'MMT', 'MMT')
    """
    if script_of(word) == "arabic":
        found = "".join(_ARABIC_BONES.get(c, "") for c in word)
    else:
        plain, found, at = latin(word), "", 0
        while at < len(plain):
            letters, sound = next(((key, sound) for key, sound in _BONES if plain.startswith(key, at)), (plain[at], ""))
            doubled = at > 0 and plain[at] == plain[at - 1]
            found += "" if doubled else sound
            at += len(letters)
    return found


@lru_cache(maxsize=400_000)
def sounds_alike(roman: str, arabic: str) -> float:
    """Return how well a folded Latin word and a folded word in Arabic letters can be one name: 1 quite, 0 not at all.

    >>> sounds_alike("mohammed", "محمد") > sounds_alike("mahdi", "محمد")
    True
    """
    roman, arabic = _single(roman), _single(arabic)
    cost = _cost(roman, arabic)
    return max(0.0, 1 - cost / max(2.0, 0.5 * (_weight(roman) + _weight(arabic))))


def _weight(word: str) -> float:
    return sum(_STRAY_SOFT if c in _VOWELS or c in _SOFT_ARABIC else _STRAY for c in word)


def _cost(roman: str, arabic: str) -> float:
    pairs, longest_roman, longest_arabic = _pairs()
    rows, columns = len(roman), len(arabic)
    far = float("inf")
    costs = [[far] * (columns + 1) for _ in range(rows + 1)]
    costs[0][0] = 0.0
    for i in range(rows + 1):
        here = costs[i]
        for j in range(columns + 1):
            so_far = here[j]
            if so_far == far:
                continue
            for n in range(min(longest_arabic, columns - j) + 1):
                letters = pairs.get(arabic[j : j + n] or "-")
                if letters is None:
                    continue
                for m in range(0 if n else 1, min(longest_roman, rows - i) + 1):
                    step = letters.get(roman[i : i + m] or "-")
                    if step is not None and so_far + step < costs[i + m][j + n]:
                        costs[i + m][j + n] = so_far + step
            if i < rows:
                stray = so_far + (_STRAY_SOFT if roman[i] in _VOWELS else _STRAY)
                costs[i + 1][j] = min(costs[i + 1][j], stray)
            if j < columns:
                stray = so_far + (_STRAY_SOFT if arabic[j] in _SOFT_ARABIC else _STRAY)
                costs[i][j + 1] = min(costs[i][j + 1], stray)
                if i < rows:
                    costs[i + 1][j + 1] = min(costs[i + 1][j + 1], so_far + _STRAY)
    return costs[rows][columns]


def _single(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1\1", word)


@lru_cache(maxsize=1)
def _pairs() -> tuple[dict[str, dict[str, float]], int, int]:
    """Return Arabic letters → Latin letters → cost, and how many letters of each stand together at most."""
    table: dict[str, dict[str, float]] = {}
    for letters, *groups in table_rows("name_letters.tsv"):
        row = table.setdefault(fold_text(letters), {})
        for group in groups:
            cost, spellings = group.split(":")
            for spelling in spellings.split(","):
                unsaid = _UNWRITTEN if "-" in (letters, spelling) else 0.0
                row.setdefault(spelling, int(cost) * _STEP + unsaid)
    return table, max(len(s) for row in table.values() for s in row), max(map(len, table))
