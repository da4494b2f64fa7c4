"""Read one row of a list: the name, its acronym, the country and how the row says it, the description.

1. What describes is cut off: "Name – what it does", "Name: …", "Name, whose …". 2. The last column ("…, Kenya") is a country,
a region or a city. 3. Brackets after the name hold an acronym, a country, a city or a remark. 4. The name's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.text.fold import fold_text
from whosays.text.org_words import first_words, org_words, small_words
from whosays.text.places import city_country, country_of, find_country, is_region

if TYPE_CHECKING:
    from whosays.records import CountryBasis
    from whosays.text.joined import Span

_DASH = re.compile(r"\s+[–—―]\s*|\s*[–—―]\s+|\s+-{1,2}\s+|\t+|\s+\|\s+")
_COLON = re.compile(r"\s*[:：]\s+")
_CLAUSE = re.compile(
    r"\s*[,;،؛]\s+(?=(?:who|whose|which|that|where|when|led by|headed by|founded|formed|established|based|known|formerly|an?"
    r"|the|one of"
    r"|also|as well as|represented|qui|dont|fondée?|une?|die|der|das|ein|eine|gegründet|que|fundada|fundado|una?"
    r"|الذي|التي|وهي|وهو|که|تأسست)\s)",
)
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})[.؟!]\s+(?=\S)|(?<=\))\.\s+(?=\S)")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_COMMA = re.compile(r"\s*[,،;؛]\s*")
_ACRONYM = re.compile(r"[^\W\d_a-z][\w&./'’-]{0,13}$")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_QUOTES = "\"“”„«»‘’'"

# What stands in a row that was left empty on purpose.
_NOTHING = frozenset(
    {"n/a", "none", "vacant", "left blank", "intentionally left blank", "deleted", "withdrawn", "لا يوجد", "ندارد"}
)

# A name has at most so many words; of the words that are not small, so many have a capital.
_LONGEST_NAME, _CAPITALS = 16, 0.6
# A column that is a place's name has at most so many words.
_PLACE_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row's parts, as places in the row's text."""

    name: Span
    acronym: str | None = None
    country: str | None = None
    basis: CountryBasis = "none"
    country_at: Span | None = None
    description: Span | None = None
    flags: tuple[str, ...] = ()

    @property
    def has_place(self) -> bool:
        """Ask whether a column or brackets name a country or region, which only rows of names have."""
        return self.basis in {"column", "parenthesis"} or any(flag.startswith("region-in") for flag in self.flags)


@dataclass(slots=True)
class _Reading:
    """A row while it is read."""

    text: str
    start: int
    end: int
    acronym: str | None = None
    country: str | None = None
    basis: CountryBasis = "none"
    country_at: Span | None = None
    description: Span | None = None
    region: str | None = None
    flags: list[str] | None = None

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    def flag(self, flag: str) -> None:
        self.flags = [*(self.flags or []), flag]


def read_row(text: str) -> Row | None:
    """Read a row's text (without its number or bullet); None for one that has no words."""
    reading = _Reading(text, *_strip(text, 0, len(text)))
    if not _WORD.search(reading.words) or fold_text(reading.words) in _NOTHING:
        return None
    _cut_description(reading)
    _read_columns(reading)
    _read_brackets(reading)
    return _to_row(reading)


def read_cell(text: str, *, placed: bool = False) -> Row | None:
    """Read the cell of a table that holds a name: only brackets and the name's own words say more; None without words.

    `placed`: another column says the country, so the words of the name are not asked.
    """
    reading = _Reading(text, *_strip(text, 0, len(text)))
    if not _WORD.search(reading.words) or fold_text(reading.words) in _NOTHING:
        return None
    _read_brackets(reading)
    return _to_row(reading, placed=placed)


def _to_row(reading: _Reading, *, placed: bool = False) -> Row | None:
    if reading.country is None and reading.region is None and not placed:
        _read_name(reading)
    start, end = _strip(reading.text, reading.start, reading.end, quotes=True)
    if start == end:
        return None
    name = reading.text[start:end]
    if name.isupper() and len(name.split()) == 1 and len(name) <= 8:
        reading.flag("acronym-only")
    return Row(
        name=(start, end),
        acronym=reading.acronym,
        country=reading.country,
        basis=reading.basis,
        country_at=reading.country_at,
        description=reading.description,
        flags=tuple(reading.flags or ()),
    )


def is_name(text: str, row: Row) -> bool:
    """Ask whether a row's name reads as a name and no sentence, aim or reference does."""
    name = text[slice(*row.name)]
    if re.search(r"https?://|www\.|@\w|\.{3,}|…", name) or (name.endswith((".", "?", "!", "؟")) and not _ends_short(name)):
        return False
    words = _WORD.findall(name)
    if not words or len(words) > _LONGEST_NAME:
        return False
    if row.has_place:
        return True
    content = [word for word in words if fold_text(word) not in small_words()]
    cased = [word for word in content if word[0].isupper() or word[0].islower()]
    if len(cased) * 2 < len(content) or not content:
        return len(words) <= _LONGEST_NAME // 2
    capitals = sum(word[0].isupper() for word in cased)
    if not cased[0][0].isupper():
        return False
    return capitals >= _CAPITALS * len(cased) or (fold_text(cased[0]) in first_words() and len(words) <= _LONGEST_NAME // 2)


def _ends_short(name: str) -> bool:
    """Ask whether the full stop at the end belongs to an abbreviation ("Inc.", "S.A.")."""
    return len(name.rsplit(maxsplit=1)[-1]) <= 5 and len(name.split()) <= 6


def _strip(text: str, start: int, end: int, *, quotes: bool = False) -> Span:
    """Narrow a place to what is not blank or loose punctuation."""
    drop = " \t\n\r\f\v\u00a0\u200b\u200f\u200e,;،؛:–—-|•"
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    if quotes and end - start > 2 and text[start] in _QUOTES and text[end - 1] in _QUOTES and text[start] != "'":
        start, end = start + 1, end - 1
    if end > start and text[end - 1] == "." and " " in text[start:end] and text[end - 2 : end - 1].islower():
        end -= 1 if len(text[start:end].rsplit(maxsplit=1)[-1]) > 5 else 0
    return start, end


def _cut_description(reading: _Reading) -> None:
    """Cut off what describes: after a dash, colon or stop, or from the comma before a clause. A country alone is a column."""
    text = reading.words
    marks = [
        found
        for pattern in (_DASH, _COLON, _CLAUSE, _SENTENCE)
        if (found := pattern.search(text)) and found.start() > 0 and not _is_inside(text, found.start())
    ]
    if not marks:
        return
    first = min(marks, key=lambda found: found.start())
    after = text[first.end() :]
    if not after.strip() or country_of(after.strip(" ,.")) or is_region(after.strip(" ,.")):
        return
    if first.re is _COLON and not _WORD.search(text[: first.start()]):
        return
    start, end = _strip(reading.text, reading.start + first.end(), reading.end)
    reading.description = (start, reading.end) if start < end else None
    reading.end = _strip(reading.text, reading.start, reading.start + first.start())[1]


def _is_inside(text: str, at: int) -> bool:
    return text[:at].count("(") > text[:at].count(")") or text[:at].count("[") > text[:at].count("]")


def _read_columns(reading: _Reading) -> None:
    """Read country, region and city from the columns after the name, from the right."""
    text = reading.words
    splits = [m for pattern in (_COMMA, _DASH) for m in pattern.finditer(text) if not _is_inside(text, m.start())]
    splits.sort(key=lambda found: found.start())
    while splits:
        mark = splits.pop()
        start, end = _strip(reading.text, reading.start + mark.end(), reading.end)
        words = reading.text[start:end]
        if not words or mark.start() == 0:
            continue
        code, city = country_of(words), city_country(words)
        if code and reading.country is None:
            reading.country, reading.basis, reading.country_at = code, "column", (start, end)
        elif is_region(words) and reading.region is None and reading.country is None:
            reading.region = words
            reading.flag(f"region-in-country-column:{words}")
        elif reading.basis == "column" and _is_locality(words):
            reading.flag("locality-column")
        elif city and reading.country is None and reading.region is None and len(words.split()) <= _PLACE_WORDS:
            reading.country, reading.basis, reading.country_at = city, "column", (start, end)
            reading.flag("country-from-place")
        else:
            return
        reading.end = _strip(reading.text, reading.start, reading.start + mark.start())[1]


def _is_locality(words: str) -> bool:
    """Ask whether a column between the name and the country may be a town: short, with capitals, no word of organisations."""
    parts = words.split()
    folded = {fold_text(part) for part in parts}
    joins = folded & {"and", "&", "et", "und", "y", "of", "for", "و"}
    return (
        len(parts) <= _PLACE_WORDS and not joins and not folded & org_words() and all(not part[0].islower() for part in parts)
    )


def _read_brackets(reading: _Reading) -> None:
    """Read the brackets that follow the name, the last first."""
    while found := _BRACKET.search(reading.text[reading.start : reading.end]):
        if found.start() == 0:
            return
        start, end = _strip(reading.text, reading.start + found.start(1), reading.start + found.end(1))
        words = reading.text[start:end]
        code, city = country_of(words), city_country(words)
        if code and reading.country is None:
            reading.country, reading.basis, reading.country_at = code, "parenthesis", (start, end)
        elif code:
            reading.flag("country-repeated" if code == reading.country else f"country-conflict:{words}")
        elif is_region(words):
            reading.region = reading.region or words
        elif city and reading.country is None:
            reading.country, reading.basis, reading.country_at = city, "parenthesis", (start, end)
            reading.flag("country-from-place")
        elif _is_acronym(words, reading.text[reading.start : reading.start + found.start()]):
            reading.acronym = reading.acronym or words
        elif words:
            reading.flag("locality-in-parentheses" if city or reading.country else "remark-in-parentheses")
        reading.end = _strip(reading.text, reading.start, reading.start + found.start())[1]


def _is_acronym(words: str, name: str) -> bool:
    """Ask whether bracketed words are short for the name: one word of capitals and digits, or made of the name's initials."""
    if not _ACRONYM.match(words) or " " in words:
        return False
    letters = [c for c in words if c.isalpha()]
    if not letters:
        return False
    if not (letters[0].isupper() or letters[0].islower()):
        return False
    initials = "".join(word[0] for word in _WORD.findall(name)).casefold()
    return sum(c.isupper() for c in letters) * 2 > len(letters) or words.casefold() in initials


def _read_name(reading: _Reading) -> None:
    """Take the country from the name's own words."""
    country = find_country(reading.words)
    if country is None:
        return
    reading.country, reading.basis = country.code, "name"
    reading.country_at = (reading.start + country.start, reading.start + country.end)
    if country.how == "city":
        reading.flag("country-from-place")
