"""Find the addresses printed in a text: rejoined where a line break parts them, without the stop or bracket that follows."""

from __future__ import annotations

import re
from dataclasses import dataclass

_START = re.compile(r"https?://|(?<![\w@.])www\.(?=\w)|(?<!\w)doi:\s?(?=10\.\d{4})|(?<![\w/])10\.\d{4,9}/(?=\w)", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@./:-])(?:[a-z0-9][a-z0-9-]*\.)+(?:com|org|net|edu|gov|int|info|eu|[a-z]{2}|(?:co|ac|org|gov|com|net)\.[a-z]{2})"
    r"/[^\s<>\"]{2,}",
    re.IGNORECASE,
)
_RUN = re.compile(r"[^\s<>\"“”„«»،؛\\^`{|}]+")
_BREAK = re.compile(r"(?:\u00ad)?[ \t]*\r?\n[ \t]*")
_JOINERS = "-_/=&?%+#~"
_PARTS = re.compile(r"[/=&?%_~]")
_FILE = re.compile(r"(?:pdf|html?|php|aspx?|jsp|jpe?g|png|docx?|xml|json)\b", re.IGNORECASE)
_CLOSERS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class FoundUrl:
    """An address: its place in the string (line breaks inside it included) and the address as one can follow it."""

    start: int
    end: int
    url: str


def find_urls(text: str) -> tuple[FoundUrl, ...]:
    """Return the addresses printed in `text`, in order."""
    out: list[FoundUrl] = []
    at = 0
    while found := _first(text, at):
        end = _end(text, found.start(), found.end())
        printed = "".join(text[found.start() : end].replace("\u00ad", "").split())
        if end > found.end() or "/" in found[0][8:]:
            out.append(FoundUrl(found.start(), end, _address(printed)))
        at = max(end, found.end())
    return tuple(out)


def _first(text: str, at: int) -> re.Match[str] | None:
    full, bare = _START.search(text, at), _BARE.search(text, at)
    if full and bare:
        return min(full, bare, key=lambda found: found.start())
    return full or bare


def _end(text: str, start: int, reached: int) -> int:
    """Return where the address ends, over line breaks that part it."""
    run = _RUN.match(text, start if not text[reached - 1].isspace() else reached)
    end = max(run.end() if run else reached, reached)
    while (gap := _BREAK.match(text, end)) and (more := _RUN.match(text, gap.end())):
        if not _goes_on(text, text[start:end], gap, more):
            break
        end = more.end()
    return start + len(_trim(text[start:end]))


def _goes_on(text: str, before: str, gap: re.Match[str], more: re.Match[str]) -> bool:
    """Ask whether the first words of the next line belong to the address `before`."""
    token = more[0].rstrip(".,;:)]")
    if not token or not token.isascii() or _START.match(text, more.start()) or re.match(r"\d{1,2}[./]\d{1,2}[./]\d{2}", token):
        return False
    if before[-1] in ").,;:]" and not (before[-1] == "." and _FILE.match(token)):
        return False
    rest = text[more.end() :].split("\n", 1)[0].strip()
    alone = not rest or rest.startswith(("(", "[", "<")) or more[0][-1] in ".,;)"
    shaped = bool(_PARTS.search(token)) or (
        any(c.isdigit() for c in token) and any(c.isalpha() for c in token) and "-" in token
    )
    if before[-1] in _JOINERS or "\u00ad" in gap[0] or before[-1] == ".":
        word = token.isalpha() and token[0].isupper() and not alone
        return shaped or _FILE.match(token) is not None or (alone and not word and not _is_note_start(token)) or "-" in token
    return shaped and not token[0].isupper() and "/" in before[8:]


def _is_note_start(token: str) -> bool:
    """Ask whether a token alone on its line is rather the next thing in a note: a number, "Ibid"."""
    return (token.isdigit() and len(token) <= 3) or token.casefold() in {"ibid", "see", "accessed"}


def _trim(printed: str) -> str:
    """Leave out the stops, quotes and unpaired brackets that follow an address."""
    while printed:
        last = printed[-1]
        if last in ".,;:!?'’…*" or (last in _CLOSERS and printed.count(last) > printed.count(_CLOSERS[last])):
            printed = printed[:-1]
        else:
            break
    return printed


def _address(printed: str) -> str:
    if printed.lower().startswith("http"):
        return printed
    if printed.lower().startswith("doi:"):
        return "https://doi.org/" + printed[4:]
    return ("https://doi.org/" if printed.startswith("10.") else "http://") + printed
