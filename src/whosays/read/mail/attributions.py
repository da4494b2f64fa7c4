"""Read the line above an answer's quotation ("On 3 October 2030 at 10:04, Ana Ferreira <ana@…> wrote:"): who, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whosays.read.mail.heads import read_date
from whosays.text.mail_words import find_wrote, words_of

_ADDRESS = re.compile(
    r"[\[(]*(?:mailto:|<)\s*<?(?:mailto:)?([^\s<>\[\]()]{1,100}@[^\s<>\[\]()]{1,200})>?[\])]*(?:<mailto:[^>\s]{1,200}>)?>?"
)
_BIDI = re.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)")
_SENTENCE_END = re.compile(r"[^\W\d]{4,}[.!?]\s")
# A name, or a date behind the verb, has at most so many words.
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Whose words are quoted, and of which day (EDTF), as far as is printed."""

    author: str | None = None
    date: str | None = None


def read_attribution(words: str, *, followed: bool) -> Quoted | None:
    """Read a line, or several joined; None where it is none.

    Args:
        words: the line, which ends in a colon.
        followed: whether quoted lines stand below it. Then "Ana wrote:" is enough; else it needs an address or a time of day.
    """
    line = _BIDI.sub("", words).strip(" \t*_")
    if not line.endswith((":", "：")):
        return None
    address = _ADDRESS.search(line)
    wrote = find_wrote(line)
    digits = any(char.isdigit() for char in line)
    if wrote is None and not (followed and address and _YEAR.search(line) and address.end() >= len(line) - 3):
        return None
    dated = digits and (_YEAR.search(line) is not None or _CLOCK.search(line) is not None)
    sure = dated and (address is not None or _CLOCK.search(line) is not None) and _ends_so(line, wrote, address)
    if not (sure or (followed and _ends_so(line, wrote, address))):
        return None
    return Quoted(author=_author(line, address, wrote), date=read_date(_before(line, address, wrote)) if dated else None)


def _ends_so(line: str, wrote: re.Match[str] | None, address: re.Match[str] | None) -> bool:
    """Ask whether between "wrote" and the colon there is nothing but a name or a date, and no sentence ends before it."""
    if address is not None:
        return True
    if wrote is None or _SENTENCE_END.search(line[: wrote.start()][-40:]):
        return False
    return len(line[wrote.end() :].split()) <= _MOST_WORDS + 2


def _before(line: str, address: re.Match[str] | None, wrote: re.Match[str] | None) -> str:
    """Return the line without the address and the verb, which may hold digits."""
    gone = sorted(found.span() for found in (address, wrote) if found)
    for start, end in reversed(gone):
        line = line[:start] + " " + line[end:]
    return line.strip(" :：,")


def _author(line: str, address: re.Match[str] | None, wrote: re.Match[str] | None) -> str | None:
    """Return the name: what stands between the date and the address or the verb, or behind the verb."""
    if wrote and (not address or address.start() > wrote.start()):
        behind = line[wrote.end() : address.start() if address else len(line)]
        if name := _name(behind):
            return name
        if not any(char.isdigit() for char in line[: wrote.start()]):
            return _name(line[: wrote.start()]) or (address[1] if address else None)
    name = _name(line[: min(found.start() for found in (address, wrote) if found)]) if (address or wrote) else None
    return name or (address[1] if address else None)


def _name(words: str) -> str | None:
    """Return the words behind the last one with a digit, without those that belong to the time of day."""
    tokens = words.replace("،", ",").split()
    dated = [place for place, token in enumerate(tokens) if any(char.isdigit() for char in token)]
    tokens = tokens[dated[-1] + 1 :] if dated else tokens
    if not dated and tokens and _bare(tokens[0]) in words_of("opens"):
        commas = [place for place, token in enumerate(tokens) if token.endswith(",")]
        tokens = tokens[commas[-1] + 1 :] if commas else tokens[1:]
    while tokens and _is_noise(tokens[0]):
        tokens = tokens[1:]
    while tokens and _is_noise(tokens[-1]):
        tokens = tokens[:-1]
    found = " ".join(tokens).strip(" ,;:()\"'“”«»")
    return found if found and len(tokens) <= _MOST_WORDS else None


def _bare(token: str) -> str:
    return token.strip(".,;:()[]<>\"'«»“”").lower()


def _is_noise(token: str) -> bool:
    bare = _bare(token)
    return not bare or bare in words_of("noise") or bare in words_of("opens")
