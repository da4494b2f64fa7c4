"""Tell the languages of a text by script, letters and words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_LETTER, _NO_LETTER = re.compile(r"[^\W\d_]"), re.compile(r"[\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")

# Letters that Persian has and Arabic has not, and the other way round; Urdu has some more of its own. The second row is weak
# evidence: many write Persian on a keyboard with the Arabic forms of these letters.
_PERSIAN, _ARABIC_ONLY, _URDU = "پچژگ", "ةىإأؤ", "ٹڈڑےںھہ"
_PERSIAN_FORMS, _ARABIC_FORMS = "کی", "كي"
_FOLD = str.maketrans(_ARABIC_FORMS, _PERSIAN_FORMS)
# Frequent short words, in Persian letters.
_PERSIAN_WORDS = frozenset("از به در را که این است با برای شد آن های می ها خود تا بر کرد شده".split())  # noqa: SIM905
_ARABIC_WORDS = frozenset("من فی على إلى عن أن التی الذی هذا هذه کان کما قد ما لا بین وقد".split())  # noqa: SIM905

# A stretch is judged as one; shorter ones are too few words to judge by.
_STRETCH, _LEAST, _MOST_STRETCHES = 600, 40, 24
# Steps of this share of the whole, taken round and round, spread evenly and fall in with no rhythm: a text that says everything
# in two languages, paragraph by paragraph, has both.
_STEP = 0.6180339887
# A text of this length is judged by itself, shorter ones are put together.
_ALONE = 200
# A language counts when it has this share of the letters.
_SHARE = 0.12


def find_languages(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the languages (ISO 639-1) of the texts together, the one with most letters first."""
    letters: Counter[str] = Counter()
    for stretch in _stretches(texts):
        count = _count_letters(stretch)
        language = language_of(stretch) if count >= _LEAST else None
        if language:
            letters[language] += count
    total = sum(letters.values())
    ranked = sorted(letters.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(language for language, count in ranked if count >= _SHARE * total)


def _stretches(texts: Iterable[str]) -> list[str]:
    """Put short texts of one script together, cut long ones, and take so few of all that a long document costs no more."""
    held: dict[bool, str] = {False: "", True: ""}
    out: list[str] = []
    for text in texts:
        if len(text) >= _ALONE:
            out.append(text[:_STRETCH])
            continue
        arabic = _is_arabic(text)
        held[arabic] = f"{held[arabic]}\n{text}" if held[arabic] else text
        if len(held[arabic]) >= _STRETCH:
            out.append(held[arabic])
            held[arabic] = ""
    out += [rest for rest in held.values() if rest]
    if len(out) <= _MOST_STRETCHES:
        return out
    return [out[at] for at in sorted({int(n * _STEP % 1 * len(out)) for n in range(_MOST_STRETCHES)})]


def _is_arabic(text: str) -> bool:
    sample = text[:400]
    return _ARABIC.search(sample) is not None and len(_ARABIC.findall(sample)) * 2 > _count_letters(sample)


def _count_letters(text: str) -> int:
    return len(text) - len(_NO_LETTER.findall(text))


def language_of(text: str) -> str | None:
    """Return the language of one stretch of text, None for one without letters."""
    if not _LETTER.search(text):
        return None
    if _is_arabic(text):
        return _arabic_or_persian(text)
    from py3langid import classify

    return str(classify(text)[0])


def _arabic_or_persian(text: str) -> str:
    words = Counter(_WORD.findall(text.translate(_FOLD)))
    urdu = _count(text, _URDU)
    letters = _count(text, _PERSIAN) - _count(text, _ARABIC_ONLY)
    forms = (_count(text, _PERSIAN_FORMS) - _count(text, _ARABIC_FORMS)) / 4
    function = sum(words[w] for w in _PERSIAN_WORDS) - sum(words[w] for w in _ARABIC_WORDS)
    if urdu * 25 > len(text):
        return "ur"
    return "fa" if letters + forms + 3 * function > 0 else "ar"


def _count(text: str, letters: str) -> int:
    return sum(text.count(letter) for letter in letters)
