"""Files from varied sources, invented and the same for the same seed: what a desk is given in a year, a file a number.

Reports with footnotes, press releases, pages of the web that take words over from them, letters, mails, tables, lists of
members, in English, French, Spanish, German, Arabic and Persian. Names are as uneven as in real cases (the n-th in proportion
to 1/n), and their number grows with the square root of that of the files.
"""

from __future__ import annotations

import math
import random
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from bench.load.phrases import TOLD
from bench.speed.who_is_who import made_word, make_names

if TYPE_CHECKING:
    from collections.abc import Callable


class File(NamedTuple):
    """A file: its name and its bytes."""

    name: str
    raw: bytes


# {a} and {b} are names, {n} a figure, {y} a year, {w} words that nobody else has.
_SAID = {
    "en": (
        "{a} said that the ferry to {w} carried {n} people in {y}.",
        "According to {a}, the reading room of {b} will be closed until {y}.",
        "In {y} {b} sold {n} books, which {a} described as a good beginning.",
        "“We never asked for the weir to be opened,” {a} told the harbour board of {w}.",
        "The quay wall at {w} was built in {y} and has been repaired {n} times since.",
        "{a} denied that {b} owned the mill at {w}.",
        "Whoever walks along the river from {w} passes {n} locks, of which most are older than the railway.",
        "The council of {w} is to decide on the new bridge before the summer of {y}.",
    ),
    "fr": (
        "{a} a déclaré que le bac de {w} a transporté {n} personnes en {y}.",
        "Selon {a}, la bibliothèque de {w} restera fermée jusqu’en {y}.",
        "Le quai de {w} a été construit en {y} et réparé {n} fois depuis.",
    ),
    "es": (
        "{a} dijo que el puerto de {w} recibió {n} barcos en {y}.",
        "Según {a}, la biblioteca de {w} seguirá cerrada hasta {y}.",
        "El muelle de {w} fue construido en {y} y tiene {n} metros.",
    ),
    "de": (
        "{a} sagte, die Fähre nach {w} habe {y} {n} Menschen befördert.",
        "Laut {a} bleibt die Bücherei von {w} bis {y} geschlossen.",
        "Die Kaimauer von {w} wurde {y} gebaut und seither {n} Mal ausgebessert.",
    ),
    "fa": (
        "{a} گفت که کشتی در سال {y} {n} مسافر جابه‌جا کرد.",
        "به گفتهٔ {a} کتاب‌خانه تا سال {y} بسته می‌ماند.",
        "دیوار اسکله در سال {y} ساخته شد و {n} متر درازا دارد.",
    ),
    "ar": (
        "قال {a} إن العبّارة نقلت {n} راكبا في عام {y}.",
        "بُني رصيف الميناء في عام {y} وطوله {n} مترا.",
        "تبقى المكتبة مغلقة حتى عام {y} كما ذكر {a}.",
    ),
}
_JOINED = {
    "en": (", and ", "; ", ", while ", ", where "), "fr": (", et ", " ; ", ", tandis que "),
    "es": (", y ", "; ", ", mientras "), "de": (", und ", "; ", ", während "),
    "ar": ("، و", "، بينما "), "fa": (" و ", "؛ ", "، در حالی که "),
}  # fmt: skip
_PARTS = {language: [part.split("|") for part in told] for language, told in TOLD.items()}
_LANGUAGES = ("en", "en", "en", "en", "fr", "es", "de", "ar", "fa")
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


class Files:
    """Makes the files of a case of so many; each only depends on its number, so they can be made one by one."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self._seed = seed
        self._names = [one.text for one in make_names(max(60, int(40 * math.sqrt(count))), seed)]
        self._weights = list(accumulate(1 / (n + 1) for n in range(len(self._names))))
        self._makers: tuple[Callable[[random.Random, int], File], ...] = (
            *(self._report, self._release, self._page, self._letter),
            *(self._mail, self._table, self._release, self._page, self._members, self._letter),
        )

    def file(self, number: int) -> File:
        """Make one file."""
        chance = random.Random(f"{self._seed} {number}")
        return self._makers[number % len(self._makers)](chance, number)

    def _sentence(self, chance: random.Random, language: str) -> str:
        """Make a sentence. Three of five name somebody or something: articles of the web have a name every 110 bytes."""
        if chance.random() < 0.4:
            return self._plain(chance, language)
        a, b = chance.choices(self._names, cum_weights=self._weights, k=2)
        told = chance.choice(_SAID[language])
        return told.format(a=a, b=b, n=chance.randint(3, 9000), y=chance.randint(1990, 2024), w=made_word(chance))

    def _plain(self, chance: random.Random, language: str) -> str:
        """Make a sentence without names, of one to three parts."""
        who, does, what, how = _PARTS[language]
        join = chance.choice(_JOINED[language])
        parts = []
        for _ in range(chance.choice((1, 2, 2, 3))):
            # Words that nobody else has, every few words: otherwise documents would seem to share passages, by chance.
            named = [made_word(chance) for _ in range(3)]
            words = (chance.choice(who), named[0], chance.choice(does), chance.choice(what), *named[1:], chance.choice(how))
            parts.append(" ".join(words))
        told = join.join(parts)
        return f"{told[0].upper()}{told[1:]}."

    def _paragraphs(self, chance: random.Random, language: str, count: int) -> list[str]:
        return [" ".join(self._sentence(chance, language) for _ in range(chance.randint(3, 7))) for _ in range(count)]

    def _day(self, chance: random.Random) -> str:
        return f"{chance.randint(1, 28)} {chance.choice(_MONTHS)} {chance.randint(2010, 2024)}"

    def _words_of(self, number: int) -> list[str]:
        """Return what the press release of a number says; pages take it over."""
        chance = random.Random(f"{self._seed} release {number}")
        return self._paragraphs(chance, chance.choice(_LANGUAGES), chance.randint(3, 5))

    def _report(self, chance: random.Random, number: int) -> File:
        text, notes, count = [f"Fiction. Report {number} of the river board", self._day(chance)], [], 0
        for chapter in range(1, chance.randint(3, 6)):
            text.append(f"{chapter}. The water at {made_word(chance)}")
            for paragraph in self._paragraphs(chance, "en", chance.randint(3, 6)):
                count += 1
                text.append(f"{paragraph}{count}")
                notes.append(
                    f"{count} {chance.choice(self._names)}, https://example.org/{made_word(chance).lower()}, p. {count}."
                )
        return File(f"report-{number:06}.txt", "\n\n".join([*text, *notes]).encode())

    def _release(self, chance: random.Random, number: int) -> File:
        head = [f"Fiction. Press release {number}", self._day(chance)]
        return File(f"release-{number:06}.txt", "\n\n".join([*head, *self._words_of(number)]).encode())

    def _page(self, chance: random.Random, number: int) -> File:
        # One page in three prints a release; the second and the seventh file of ten are some.
        taken = self._words_of(10 * chance.randint(0, number // 10) + chance.choice((1, 6))) if chance.random() < 0.33 else []
        own = self._paragraphs(chance, chance.choice(_LANGUAGES), chance.randint(2, 6))
        body = "".join(f"<p>{paragraph}</p>" for paragraph in [*own[:1], *taken, *own[1:]])
        menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("News", "Harbour", "Library", "About", "Letters"))
        title = f"News from {made_word(chance)}, {number}"
        return File(
            f"page-{number:06}.html",
            f"<!doctype html><html><head><title>{title}</title></head><body><nav><ul>{menu}</ul></nav><main><article>"
            f"<h1>{title}</h1><time>{self._day(chance)}</time>{body}</article></main></body></html>".encode(),
        )

    def _letter(self, chance: random.Random, number: int) -> File:
        said = self._paragraphs(chance, chance.choice(_LANGUAGES), chance.randint(2, 4))
        text = [made_word(chance), self._day(chance), f"Dear {chance.choice(self._names)},", *said, chance.choice(self._names)]
        return File(f"letter-{number:06}.txt", "\n\n".join(text).encode())

    def _mail(self, chance: random.Random, number: int) -> File:
        who, whom = chance.choices(self._names, cum_weights=self._weights, k=2)
        said = "\r\n\r\n".join(self._paragraphs(chance, "en", chance.randint(1, 4)))
        head = (
            f"From: {who} <a{number}@example.org>\r\nTo: {whom} <b{number}@example.org>\r\n"
            f"Date: {chance.randint(1, 28)} {chance.choice(_MONTHS)[:3]} {chance.randint(2010, 2024)} 09:30:00 +0000\r\n"
            f"Message-ID: <{number}@example.org>\r\nSubject: The gates, no. {number}\r\n"
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
        )
        return File(f"mail-{number:06}.eml", f"{head}\r\n{said}\r\n".encode())

    def _table(self, chance: random.Random, number: int) -> File:
        days = [
            f"{chance.randint(2010, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            for _ in range(chance.randint(5, 15))
        ]
        rows = [f'{day},"{self._sentence(chance, "en")}"' for day in days]
        return File(f"table-{number:06}.csv", "\n".join(["date,remark", *rows]).encode())

    def _members(self, chance: random.Random, number: int) -> File:
        names = chance.choices(self._names, cum_weights=self._weights, k=chance.randint(8, 25))
        rows = [
            f"{at}. {name}, {chance.choice(('Norway', 'Kenya', 'Chile', 'Japan'))}" for at, name in enumerate(names, start=1)
        ]
        return File(f"members-{number:06}.txt", "\n".join([f"Fiction. Members {number}", "", *rows]).encode())
