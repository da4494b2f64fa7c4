"""Names by their shape and the words around them: head nouns, quotation marks, nouns that say what a name is.

A run is a stretch of capitalised words with small linking words between them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.extract.name_candidates import SHOWN, Candidate, kind_of
from whosays.extract.name_signs import is_address, is_site, told_kind
from whosays.text.names import (
    head_kind,
    is_place_name,
    is_stop_name,
    is_title,
    known_name,
    people_word,
    trim_name,
    without_titles,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# No name with a head noun is longer, in characters; it keeps endless lines of capitals cheap.
LONGEST_NAME = 160

_UP = r"(?:(?:[A-Z]\.)+|[A-ZÀ-ÖØ-Þ0-9][\w'’&-]*)"
_LINK = (
    r"(?:(?:of|for|on|against)\s+(?:the\s+)?|(?:and|&|de|la|le|les|du|des|da|do|di|del|e|y|et|en|und|der|die|van|von|al|el)\s+)"
)
_RUN = rf"(?:(?:al|el|an|ar|as|ash|at|az)[-–'’]|(?:al|el|de|van|von)\s|[dl]['’])?{_UP}(?:\s+{_LINK}{{0,2}}(?:al-|el-)?{_UP})*"
_RUN_AT = re.compile(rf"(?<![\w-]){_RUN}")
_EXPLAINS = re.compile(r"[”\"]?(?:,|\s+is|\s+was|,\s+which\s+is|\s{0,2}\()\s{0,2}\ban?\s")
_TOWN = re.compile(r"(?<=, )[A-Z][a-zà-ÿ'’-]+(?=[,.;]|\s*$)")
_NEAR = re.compile(r"\b[Nn]ear\s+(?:the\s+)?([A-Z][\w'’-]*[^\W\d_](?:\s+[A-Z][\w'’-]*[^\W\d_]){0,2})(?=[\s,.;:)]|$)")
_QUOTED = re.compile(r"“([^“”\n]{3,90})”|\"([^\"\n]{3,90})\"|«([^«»\n]{3,90})»|„([^“”\n]{3,90})[“”]")
_CAMPAIGN_AFTER = re.compile(r"\s*(?:[a-z]+\s+){0,2}?(?:campaigns?|petition|drive|initiative)\b", re.IGNORECASE)
_CAMPAIGN_BEFORE = re.compile(
    r"\b(?:campaign|petition|initiative|drive)\s+(?:(?:called|named|dubbed|titled|entitled|under the name)\s+)?$"
)
_NAMED_CAMPAIGN = re.compile(r"\b[Tt]he\s+([A-Z][\w'’-]*(?:\s+(?:[a-z]{1,4}\s+){0,2}[A-Z][\w'’-]*){1,8})\s+campaigns?\b")
_CALL = re.compile(r"\b(?:call(?:s|ed|ing)?|invit(?:e|es|ed|ing)|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?)\b[^.“”]{0,60}\bto\s+$")
_EDITION = re.compile(r"\s+(?:19|20)\d\d$")
# In "Save the Tide Campaign" the run of capitals is no whole name.
_TITLED_BEFORE = re.compile(r"[A-Z][\w'’-]*\s+(?:the|our|a|your)\s+$")
_INNER = re.compile(r"\s+(?:of|for|to|on|against)\s+(?:the\s+)?")
_CUES = ("organisation", "person", "place", "event", "work_named")
_TITLE_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def headed_names(text: str) -> Iterator[Candidate]:
    """Yield runs of capitalised words whose head noun says what they name ("Harbour Committee", "Tide Day")."""
    for run in _RUN_AT.finditer(text):
        for part in _coordinates(text, *run.span()):
            span = _run_proper(text, *part) if part[1] - part[0] <= LONGEST_NAME else None
            named = _headed(text, span) if span else None
            if named:
                yield named


def _headed(text: str, span: tuple[int, int]) -> Candidate | None:
    """Return the name that a run is; where its first noun names nothing, that behind "of" ("Minutes of the Tide Board")."""
    start, end = span
    edition = _EDITION.search(text[start:end])
    end = start + edition.start() if edition else end
    while True:
        words = " ".join(text[start:end].split())
        kind = head_kind(words)
        if kind == "campaign" and _TITLED_BEFORE.search(text, max(0, start - 30), start):
            return None
        known = known_name(words)
        if known and known.kind == "place":
            return None
        if kind in {"organisation", "event", "campaign"} or is_place_name(words):
            return Candidate(start=start, end=end, kind=kind_of(kind or "place"), rule="head")
        if is_site(words, text[max(0, start - 20) : start]):
            return Candidate(start=start, end=end, kind="place", rule="head")
        inner = _INNER.search(text, start, end) if kind is None else None
        proper = _run_proper(text, inner.end(), end) if inner else None
        if proper is None:
            return None
        start, end = proper


def _coordinates(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a run at each "and" before which a whole name stands already ("Tide Board and River Trust")."""
    base = start
    for joint in re.finditer(r"\s+(?:and|or|&)\s+", text[start:end]):
        first = " ".join(text[start : base + joint.start()].split())
        rest = " ".join(text[base + joint.end() : end].split())
        if (head_kind(first) and not _goes_on(first, rest)) or known_name(first):
            yield start, base + joint.start()
            start = base + joint.end()
    yield start, end


def _goes_on(first: str, rest: str) -> bool:
    """Ask whether "and" joins two words inside a name ("Guild of Irish and Danish Towns", "Guild of Divers and Pilots")."""
    opening = _INNER.search(first)
    last, after = first.rsplit(maxsplit=1)[-1], rest.split(maxsplit=1)[0] if rest else ""
    if opening is None or head_kind(rest) or known_name(rest):
        return False
    alone = first[opening.end() :] == last and last.endswith("s") and not known_name(last)
    return (people_word(last) is not None and not last.endswith("s")) or (alone and after.endswith("s"))


def _run_proper(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Cut from the front of a run what belongs to the sentence: stop words, numbers, another name before "and"."""
    span = trim_name(text, start, end)
    while span:
        first = _TITLE_WORD.search(text, *span)
        if first is None:
            return None
        rest = text[first.end() : span[1]]
        people = people_word(first.group()) is not None
        joined = re.match(r"\s+(?:and|or)\s", rest) and (people or known_name(first.group()))
        particle = people and re.match(r"\s+(?:al|el|ash?)-", rest)
        # "New" and "Old" inside a sentence belong to the name behind them.
        kept = first.group() in {"New", "Old"} and " " in rest.strip() and text[: first.start()].rstrip()[-1:].isalpha()
        if kept or not (is_stop_name(first.group()) or first.group().isdigit() or joined or particle):
            return _without_last(text, *span)
        skip = re.match(r"\s+(?:and|or)\s", rest)
        span = trim_name(text, first.end() + (skip.end() if skip else 0), span[1]) if rest else None
    return None


def _without_last(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Cut stop words from the end of a run ("River Day on Sunday")."""
    words = text[start:end].split()
    if len(words) > 1 and is_stop_name(words[-1]) and head_kind("X " + words[-1]) is None:
        return trim_name(text, start, end - len(words[-1]))
    return start, end


def quoted_names(text: str) -> Iterator[Candidate]:
    """Yield names in quotation marks: campaigns by the word beside them, other titles when each main word has a capital."""
    for quote in _QUOTED.finditer(text):
        group = next(i for i in range(1, 5) if quote[i] is not None)
        start, end = quote.span(group)
        span = trim_name(text, start, end)
        before = text[max(0, quote.start() - 90) : quote.start()]
        if span is None or text[end - 1] in ".,!?" or SHOWN.search(before):
            continue
        words = _TITLE_WORD.findall(text[span[0] : span[1]])
        if len(words) <= 8 and (_CAMPAIGN_AFTER.match(text, quote.end()) or _CAMPAIGN_BEFORE.search(before)):
            yield Candidate(start=span[0], end=span[1], kind="campaign", rule="campaign")
        elif 2 <= len(words) <= 9 and _is_title(words):
            kind = head_kind(" ".join(words)) or ("campaign" if _CALL.search(before) else "work")
            yield Candidate(start=span[0], end=span[1], kind=kind_of(kind), rule="quoted")
    for named in _NAMED_CAMPAIGN.finditer(text):
        if not people_word(named[1]):
            yield Candidate(start=named.start(1), end=named.end(1), kind="campaign", rule="cue")


def _is_title(words: list[str]) -> bool:
    """Ask whether every word but the small ones has a capital."""
    return (
        words[0][0].isupper()
        and all(w[0].isupper() or w[0].isdigit() or len(w) <= 4 for w in words)
        and (sum(w[0].isupper() for w in words) >= 2)
    )


@lru_cache(maxsize=1)
def _cue_before() -> re.Pattern[str]:
    words = {word for kind in _CUES for word in words_of("en_name_cues", kind)} - {"capital", "party", "trust", "yard"}
    nouns = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({nouns})\s+(?:of\s+)?[“\"]?({_RUN})")


def cued_names(text: str) -> Iterator[Candidate]:
    """Yield capitalised words right behind a noun or title that says what they are ("the newspaper Tidelight", "Dr Falk")."""
    for cue in _cue_before().finditer(text):
        of = re.search(r"\sof\s", text[cue.end(1) : cue.start(2)])
        kind = next(
            k for k in ("organisation", "person", "place", "event", "work_named") if cue[1] in words_of("en_name_cues", k)
        )
        span = trim_name(text, *cue.span(2))
        if span is None or (of and kind != "place") or _is_poor(text, *span):
            continue
        yield Candidate(start=span[0], end=span[1], kind=kind_of(kind.removesuffix("_named")), rule="cue")
    for near in _NEAR.finditer(text):
        if not _is_poor(text, *near.span(1)) and head_kind(near[1]) is None:
            yield Candidate(start=near.start(1), end=near.end(1), kind="place", rule="cue")
    for town in _TOWN.finditer(text):
        if is_address(text[max(0, town.start() - 60) : town.start()]) and not _is_poor(text, *town.span()):
            yield Candidate(start=town.start(), end=town.end(), kind="place", rule="cue")
    for cue in _addressed().finditer(text):
        for group in (1, 2):
            span = (without_titles(text, *cue.span(group)), cue.end(group)) if cue[group] else None
            if span and not is_title(text[slice(*span)]) and not _is_poor(text, *span):
                yield Candidate(start=span[0], end=span[1], kind="person", rule="cue")


@lru_cache(maxsize=1)
def _addressed() -> re.Pattern[str]:
    """Return the pattern of a title and the person's name behind it, after a title of several also the second name."""
    titles = "|".join(sorted(title.capitalize() for title in words_of("en_titles", "address")))
    name = r"(?:[A-Z]\.?\s+){0,2}[A-ZÀ-ÖØ-Þ][\w'’-]*[^\W\d_](?:\s+(?:[A-Z]\.?\s+)?[A-ZÀ-ÖØ-Þ][\w-]*[^\W\d_]){0,2}"
    return re.compile(rf"\b(?:{titles})\b\.?\s+({name})(?:(?<=\w)\s+and\s+(?!(?:{titles})\b)({name}))?")


def explained_names(text: str) -> Iterator[Candidate]:
    """Yield capitalised words that the words behind them explain ("the letter of Tidelight, a small publisher").

    One capitalised word at the start of a sentence is left out: there it may be any word ("Instead, a group …").
    """
    for run in _RUN_AT.finditer(text):
        if not _EXPLAINS.match(text, run.end()) or run.end() - run.start() > LONGEST_NAME:
            continue
        span = _run_proper(text, *run.span())
        kind = told_kind(text, run.end())
        if span is None or kind is None or _is_poor(text, *span):
            continue
        if kind == "person":
            span = (without_titles(text, *span), span[1])
        before = text[max(0, span[0] - 4) : span[0]].rstrip("“\"‘' ")[-1:]
        if " " in text[span[0] : span[1]] or before.isalnum() or before == ",":
            yield Candidate(start=span[0], end=span[1], kind=kind, rule="cue")


def _is_poor(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    return is_stop_name(words) or people_word(words) is not None or words[0].isdigit() or words.isdigit()
