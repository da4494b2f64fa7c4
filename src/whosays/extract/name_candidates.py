"""Stretches of a passage that may be names, by the model, by tables and by definitions: rules propose, none decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.acronyms import find_definitions
from whosays.text.name_model import find_names
from whosays.text.name_words import after_titles, happening_head, organisation_head, without_clitics
from whosays.text.names import (
    find_known,
    find_peoples,
    head_kind,
    is_stop_name,
    is_title,
    known_name,
    people_word,
    trim_name,
    without_titles,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.records import Layer, MentionKind
    from whosays.text.names import People
    from whosays.text.phrases import FoundPhrase
    from whosays.text.syntax import Sentence

# The model's labels that are kinds of ours. PRODUCT, LANGUAGE and numbers are not; NORP is the adjective layer.
MODEL_KINDS: dict[str, MentionKind] = {
    "ORG": "organisation", "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "EVENT": "event",
    "WORK_OF_ART": "work", "LAW": "work",
}  # fmt: skip

# Rules in order of trust. Those above "model" are sure of where the name ends, so they win over a longer stretch.
TRUST = (
    "entry", "acronym", "campaign", "edition", "epithet", "government", "head", "quoted", "titled", "consistency", "known",
    "cue", "model", "small-model", "people",
)  # fmt: skip
SURE = frozenset({"entry", "acronym", "campaign", "edition", "epithet", "government", "titled"})

# Behind these words, words in quotation marks are shown or said, and name nothing.
SHOWN = re.compile(
    r"\b(?:caption|slogan|banner|headline|sign|placard|words?|phrase|term|says?|said|reads?|reading|wrote|tweeted)[\s,:]+$"
)
_REGION = re.compile(
    r"\b(?:(?:[Nn]orth|[Ss]outh|[Ww]est|[Ee]ast)(?:ern|-?[Ee]ast(?:ern)?|-?[Ww]est(?:ern)?)?|[Cc]entral)\s+"
    r"(?:Africa|America|Asia|Europe)\b"
)
_STATE_OF = re.compile(
    r"\b(?:[A-Z][\w-]+\s+)?(?:State|Republic|Kingdom|Commonwealth|Emirate|Sultanate|Principality)\s+of\s+(?:the\s+)?$"
)
_GLOSS = re.compile(r"\s\[([a-z]+)\]")
_INITIALED = re.compile(
    r"(?<![\w.])[A-ZÀ-ÖØ-Þ][a-zà-ÿ'’-]+(?:\s+[A-Z]\.){1,2}\s+((?:Mc|Mac|O['’]|[Dd]e\s|[Vv]an\s)?[A-ZÀ-ÖØ-Þ][a-zà-ÿ'’-]+)(?![\w-])"
)
_DIRECTIONS = frozenset(["north", "south", "east", "west"])
_DISEASE = re.compile(r"\b[A-Z][\w-]+\s+(?:pandemic|epidemic)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A stretch of a passage's reading that a rule takes for a name."""

    start: int
    end: int
    kind: MentionKind
    rule: str
    layer: Layer = "name"
    value: str | None = None


def model_names(text: str, sentences: Iterable[Sentence], *, heading: bool) -> Iterator[Candidate]:
    """Yield what the language model takes for names, trimmed to what whosays calls a name.

    In a heading every word may have a capital, which misleads the model: there only its places and persons are taken.
    """
    for sentence in sentences:
        tags = {token.end: token.tag for token in sentence.tokens}
        starts = {token.start: token.tag for token in sentence.tokens}
        yield from _initialed(text, [(n.start, n.end) for n in sentence.names if n.label == "PERSON"])
        for named in sentence.names:
            kind = MODEL_KINDS.get(named.label)
            if kind is None or (heading and named.label not in {"GPE", "LOC", "PERSON"}):
                continue
            for start, end in _coordinated(text, named.start, named.end):
                stop = _without_verb(text, start, end, tags)
                span = trim_name(text, start, stop)
                if span and (kind == "person" or _is_addressed(text, *span)):
                    kind = "person"
                    span = trim_name(text, without_titles(text, *span), span[1])
                if span and kind == "work" and SHOWN.search(text[max(0, span[0] - 40) : span[0]].rstrip("“\"«„'") + " "):
                    continue
                span = _without_placing(text, *span) if span else None
                if span is None or not _may_be_name(text[span[0] : span[1]], starts.get(span[0], "")):
                    continue
                found = known_name(text[span[0] : span[1]])
                yield Candidate(start=span[0], end=span[1], kind=kind, rule="model", value=found.value if found else None)


def small_model_names(text: str, sentences: Iterable[Sentence], language: str) -> Iterator[Candidate]:
    """Yield what the model of names for `language` finds, persons without the titles before them.

    Of what it takes for something else, events and campaigns are told by their first word, and all the rest is left out.

    `value` is an Arabic name without the particles written onto it, where it is sure that it has some.
    """
    for name in find_names(text, [(s.start, s.end) for s in sentences], language=language):
        start = after_titles(text, name.start, name.end, language) if name.kind == "person" else name.start
        words = " ".join(text[start : name.end].split())
        kind: MentionKind | None
        if name.kind == "other":
            kind = happening_head(words, language)
        else:
            kind = "organisation" if name.kind == "place" and organisation_head(words, language) else name.kind
        if kind is None:
            continue
        value = without_clitics(words, language)
        yield Candidate(start=start, end=name.end, kind=kind, rule="small-model", value=value)


def _initialed(text: str, persons: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield a full name around initials of which the model saw a part ("Thomas A. Hollis" for "Thomas A")."""
    for start, end in persons:
        for full in _INITIALED.finditer(text, max(0, start - 40), end + 40):
            at = without_titles(text, *full.span())
            if full.start() < end and start < full.end() and not is_stop_name(full[1]) and head_kind(full[0]) is None:
                yield Candidate(start=at, end=full.end(), kind="person", rule="cue")


def _coordinated(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split a stretch of two or more names that everybody knows ("Oslo and Bergen"); any other stays as it is."""
    parts: list[tuple[int, int]] = []
    at = start
    for joint in [*re.finditer(r"\s+(?:and|or)\s+|\s*[,/]\s*(?:and\s+)?", text[start:end]), None]:
        stop = start + joint.start() if joint else end
        parts.append((at, stop))
        at = start + joint.end() if joint else end
    return parts if len(parts) > 1 and all(known_name(text[a:b]) for a, b in parts) else [(start, end)]


def _without_verb(text: str, start: int, end: int, tags: dict[int, str]) -> int:
    """Cut a participle that a capital has drawn into a name ("U.S. Based", "Groups Supporting")."""
    last = text[start:end].rstrip()
    stop = start + len(last)
    cut = last.rfind(" ")
    return start + cut if cut > 0 and tags.get(stop) in {"VBN", "VBG", "VBD", "VBZ"} else end


def _without_placing(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Cut a preposition that a capital has drawn into a name ("Near Fenby"), unless the whole is known ("Near East")."""
    first, _, rest = text[start:end].partition(" ")
    if rest and first.casefold() in words_of("en_not_names", "placing") and not known_name(text[start:end]):
        return trim_name(text, start + len(first), end)
    return start, end


def _is_addressed(text: str, start: int, end: int) -> bool:
    """Ask whether a name begins as only persons are spoken to ("Mr", "Dr.")."""
    first, _, rest = text[start:end].partition(" ")
    return bool(rest) and first.casefold().rstrip(".") in words_of("en_titles", "address")


def _may_be_name(words: str, tag: str) -> bool:
    if is_stop_name(words) or people_word(words) or len(words) < 2 or words.casefold() in _DIRECTIONS:
        return False
    if is_title(words) and (" " in words or len(words) < 5 or words.casefold() in words_of("en_titles", "role")):
        return False
    if " " in words or known_name(words):
        return any(c.isupper() for c in words)
    if words.casefold() in words_of("en_name_heads", "place"):
        return False
    return any(c.isupper() for c in words) and tag not in {"NN", "NNS", "JJ", "VB", "RB", "UH", "IN", "CC", "MD", "PRP"}


def known_names(text: str) -> Iterator[Candidate]:
    """Yield names of the tables, with what completes them ("western Europe", "Republic of Chile", "Kerch [strait]")."""
    for found in find_known(text):
        start, end = found.start, found.end
        if text[end : end + 1] == "-" or (text[start - 1 : start] == "-" and not _is_prefixed(text, start)):
            continue
        if found.value.kind == "place":
            state = _STATE_OF.search(text, max(0, start - 40), start)
            start = state.start() if state else start
            gloss = _GLOSS.match(text, end)
            end = gloss.end() if gloss and gloss[1] in words_of("en_name_heads", "place") else end
        yield Candidate(start=start, end=end, kind=kind_of(found.value.kind), rule="known", value=found.value.value)
    for region in _REGION.finditer(text):
        yield Candidate(start=region.start(), end=region.end(), kind="place", rule="known")
    for disease in _DISEASE.finditer(text):
        yield Candidate(start=disease.start(), end=disease.end(), kind="event", rule="head")


def _is_prefixed(text: str, start: int) -> bool:
    return text[max(0, start - 8) : start].casefold().endswith(("pro-", "anti-", "non-", "counter-", "mid-"))


@lru_cache(maxsize=8)
def kind_of(word: str) -> MentionKind:
    """Return the kind that a table writes as `word`."""
    kinds: dict[str, MentionKind] = {
        "organisation": "organisation", "person": "person", "place": "place", "event": "event", "campaign": "campaign",
        "group": "group", "work": "work", "concept": "concept",
    }  # fmt: skip
    return kinds[word]


def people_names(text: str) -> Iterator[Candidate]:
    """Yield words for peoples and world views, governments named by them, and designations made with them."""
    for found in find_peoples(text):
        named = _designation(text, found)
        if named:
            yield named
            continue
        kind: MentionKind = "place" if found.value.country else "group"
        yield Candidate(
            start=found.start, end=found.end, kind=kind, rule="people", layer="adjective", value=found.value.country
        )


_HEAD_AFTER = re.compile(r"\s+(?:([a-z]+(?:ary|al|ist|ive|ish))\s+)?([a-zA-Z]+)\b")


def _designation(text: str, people: FoundPhrase[People]) -> Candidate | None:
    """Return a government named by its people ("Danish government") or a designation by world view ("Whig clique")."""
    words = text[people.start : people.end]
    after = _HEAD_AFTER.match(text, people.end)
    if after is None or not words[0].isupper() or words.endswith("s") or "-" in words:
        return None
    head = after[2].casefold()
    if people.value.country and head in words_of("en_name_heads", "regime"):
        return Candidate(start=people.start, end=after.end(), kind="organisation", rule="government")
    if not people.value.country and after[1] is None and head in words_of("en_epithets", "heads"):
        return Candidate(start=people.start, end=after.end(), kind="organisation", rule="epithet", layer="epithet")
    return None


def defined_names(text: str) -> Iterator[Candidate]:
    """Yield both halves of each definition of a short form."""
    for definition in find_definitions(text):
        span = trim_name(text, *definition.full)
        words = text[span[0] : span[1]].split() if span else []
        if span is None or words[0].casefold() in words_of("en_titles", "role"):
            continue
        name = " ".join(words)
        kind = kind_of(head_kind(name) or "organisation")
        yield Candidate(start=span[0], end=span[1], kind=kind, rule="acronym")
        yield Candidate(start=definition.short[0], end=definition.short[1], kind=kind, rule="acronym", value=name)
