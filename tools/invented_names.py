"""Make sentences with names to train a model on: invented, from sentences with signs and a table of what stands for a sign.

The corpora that the models are trained on are of encyclopedia articles and tweets; news, reports, letters and minutes are written
otherwise. `name_sentences/LANGUAGE.txt` holds sentences of those kinds, `LANGUAGE_words.tsv` what their signs stand for. All of it
is fiction. The same files give the same sentences on any machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from whosays.text.name_words import given_names, table_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

Entity = tuple[int, int, str]
Row = tuple[str, list[Entity]]

FOLDER = Path(__file__).with_name("name_sentences")
# Signs that are names where they stand in a sentence, and their labels in the corpus of the language; inside one another they are
# words. The Persian corpus does not mark works.
_LABELS = {
    **dict.fromkeys(("Pm", "Pf", "Sur"), "PER"),
    **dict.fromkeys(("org", "org_m", "council", "court", "media_o", "paper"), "ORG"),
    **dict.fromkeys(("town", "nature", "country", "river"), "LOC"),
}
LABELS = {
    "ar": {**_LABELS, **dict.fromkeys(("work", "event", "campaign"), "MIS")},
    "fa": {**_LABELS, "event": "EVE"},
}
_SIGN = re.compile(r"\{(\w+)\}")
_WORD_BEFORE = re.compile(r"[\u0621-\u064a]+\u0640?$")

# Three letters of common roots, and what Arabic makes of them that is borne as a surname: trades, qualities, their nisbas.
_ROOTS = (
    "نجر خبز طحن سقف صبغ نحت حفر نسج غزل قطن جمل حطب نقش رسم خطط كتب ورق صرف عطر سمن عسل ملح بقل لحم جزر سمك شبك بحر سفن نحل زرع حصد "
    "حرث بذر قصب فحم رخم طرز خيط دبغ سرج حذو غسل فرن عجن طبخ سكر شمع زجج خزف فخر نفخ ذهب فضض صوغ نحس حرس نوب رعي جلد قفل شرق غرب صيد "
    "مرج سرح شهد نضر زهر ورد ريح غيم مطر رعد برق ثلج جبل سهل رمل صخر"
).split()
_STRONG = frozenset("بتثجحخدذرزسشصضطظعغفقكلمنه")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Sentences with signs, and what each sign may stand for."""

    sentences: tuple[str, ...]
    words: dict[str, tuple[str, ...]]


@lru_cache(maxsize=4)
def grammar(language: str) -> Grammar:
    """Return the sentences and signs of a language; signs of names, towns and countries come from the tables of the program."""
    lines = [line for line in _lines(f"{language}.txt") if line]
    rows = (line.partition("\t") for line in _lines(f"{language}_words.tsv"))
    words = {sign: tuple(part.strip() for part in parts.split(" | ")) for sign, _, parts in rows}
    return Grammar(tuple(lines), {**words, **_from_tables(language), **(_made(words) if language == "ar" else {})})


def invented(language: str, times: int) -> list[Row]:
    """Return each sentence of `language` filled `times` times, with its names.

    A sentence is filled by chance, but the same each time, whatever other sentences there are.
    """
    known = grammar(language)
    return [
        _filled(sentence, known, LABELS[language], Random(f"{n} {sentence}"))  # noqa: S311 - no secret is made
        for n in range(times)
        for sentence in known.sentences
    ]


def _made(words: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return surnames, and first names that no table has, so that a model learns to do without the table."""
    return {"sur": (*surnames(), *words["surword"]), "rare": tuple(f"{a}{b}ي{c}" for a, b, c in _strong_roots())}


def surnames() -> tuple[str, ...]:
    """Return Arabic surnames made of roots and patterns."""
    forms = [form for a, b, c in _strong_roots() for form in (f"ال{a}{b}ا{c}", f"ال{a}ا{b}{c}", f"ال{a}{b}{c}اوي", f"ال{a}{b}{c}اني", f"ال{a}{b}ي{c}ي")]
    return tuple(dict.fromkeys(forms))


def _strong_roots() -> list[str]:
    return [root for root in _ROOTS if set(root) <= _STRONG and root[1] != root[2]]


def _from_tables(language: str) -> dict[str, tuple[str, ...]]:
    from babel import Locale

    origins = given_names(language)
    women = tuple(n for origin, names in origins for n in names if origin.startswith("women"))
    west = tuple(n for origin, names in origins for n in names if origin.startswith("Europe"))
    men = tuple(n for origin, names in origins for n in names if not origin.startswith(("women", "Europe")))
    cities = tuple(word for kind, words in table_rows(language) if kind == "city" for word in words)
    lands = tuple(name for code, name in Locale(language).territories.items() if code.isalpha() and code != "ZZ" and " " not in name)
    return {"gm": men, "gf": women, "fm": west, "ff": west, "city": cities, "land": lands}


def _filled(sentence: str, known: Grammar, labels: Mapping[str, str], chance: Random) -> Row:
    text, names, at = "", list[Entity](), 0
    for sign in _SIGN.finditer(sentence):
        text += sentence[at : sign.start()]
        at = sign.end()
        words = _words(sign[1], known, chance)
        joined = _WORD_BEFORE.search(text)
        start = joined.start() if joined else len(text)
        if text.endswith("ل") and joined and words.startswith("ال"):
            words = words[1:]  # ل and the article are written لل
        text += words
        if sign[1] in labels:
            names.append((start, len(text), labels[sign[1]]))
    return text + sentence[at:], names


def _words(sign: str, known: Grammar, chance: Random) -> str:
    form = chance.choice(known.words[sign])
    return _SIGN.sub(lambda inner: _words(inner[1], known, chance), form)


def _lines(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
