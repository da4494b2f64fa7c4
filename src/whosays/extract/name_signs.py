"""What the words beside a name tell of its kind ("the architect, X", "X, a small publisher", "a firm from X")."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.names import head_kind, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.records import MentionKind

# ", a …", "(a …", "is the …"; not ", the …", which may start another clause.
_APPOSITION = re.compile(
    r"(?:(?:,|\s*\()\s*\ban?|,?(?:\s+which)?\s+(?:is|was)\s+(?:an?|the))\s+"
    r"((?:[\w-]+\s+){0,4})([\w-]+)\b"
)
_ENDS_PHRASE = frozenset(["of", "for", "that", "which", "who", "in", "and", "to", "by", "with", "at", "from", "on"])
# "director of the museum" behind a name has no article.
_OFFICE = re.compile(r",\s+((?:[a-z-]+\s+){0,2}?)([a-z-]+)\s+(?:of|at|for)\s")
_WHO = re.compile(r",\s+(?:who\s|aged\s+\d|\d\d,)")
# "the architect, X", "its current operator, X", "the club’s owners, X"
_APPOSED = re.compile(
    r"(?:\b(?:the|its|their|his|her|our|my|your|whose|an?)|['’]s|s['’])\s+((?:[\w-]+\s+){0,3})([\w-]+),\s+"
    r"(?:[A-Z][a-z]{1,4}\.?\s+)?[“\"]?$",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:made|written|painted|composed|directed|edited|photographed|drawn|carved|sculpted|translated|narrated|conducted"
    r"|choreographed|illustrated|sung|invented|discovered)\s+by\s+$"
)
_PERSONAL = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?:\s+(?:[A-Z]\.|[^\W\d_]+(?:['’-][^\W\d_]+)*)){1,3}")
_IN = re.compile(
    r"\b(?:in|near|outside(?:\s+of)?|(?:based|lives?|lived|living|born|held)\s+(?:in|at|near)|"
    r"(?:north|south|east|west|town|city|village|port|outskirts|banks|suburbs|streets|people|residents)\s+of|(?:road|train|bus)\s+to)\s+$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b([a-z-]+)\s+from\s+$")
_THERE = re.compile(
    r"\b(?:in|at|near|from|beside|along|across|over|through|into|on)\s+(?:the\s+)?$|\b[Tt]he\s+$", re.IGNORECASE
)
_AT = re.compile(r"\b(?:in|at|inside|outside)\s+(?:the\s+)?$", re.IGNORECASE)
_SIGNED = re.compile(r"\s*(?:\(?[Ss]igned\)?:?\s+)?((?:[A-ZÀ-ÖØ-Þ][\w'’.-]*\s+){1,3}[A-ZÀ-ÖØ-Þ][\w'’-]+)\s*")
_CLOSE = re.compile(
    r"\b(?:sincerely|faithfully|regards|wishes|servant|truly|respectfully|cordially|gratefully|yours|solidarity|signed)\b[\w\s]{0,20}"
    r"[,.:–—-]?\s*$",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"(\b(?:[Ii]n|[Aa]t)\s+(?:the\s+)?)?(?:[A-Z][\w'’-]*\s+){1,3}([A-Z][a-z]+),\s+$")
_HELD = re.compile(
    r"[”\"’'»]?,?\s+(?:which\s+|that\s+)?(?:(?:will\s+)?(?:opens?|takes?\s+place|runs?\s+(?:from|until))|opened|took\s+place"
    r"|ran\s+(?:from|until)|(?:is|was|will\s+be)\s+held)\b"
)
_SITED = frozenset(["lower", "upper", "old", "new", "north", "south", "east", "west", "little", "great", "high"])

# How many of the model's guesses a sign outweighs.
TOLD, TITLED, TURN, HINT = 5, 20, 40, 3


def kind_signs(text: str, start: int, end: int) -> Iterator[tuple[MentionKind, int]]:
    """Yield the kinds that the words beside a name speak for, each with its weight."""
    for told in (told_kind(text, end), _apposed_kind(text, start)):
        if told:
            yield told, TOLD
    before = text[max(0, start - 60) : start]
    if is_titled(before):
        yield "person", TITLED
    if _WHO.match(text, end) or (_MADE.search(before) and _is_personal(text[start:end])):
        yield "person", HINT
    if _is_weak_place(text[start:end], before) or is_address(before):
        yield "place", HINT


def is_held(text: str, end: int) -> bool:
    """Ask whether the words behind a title say that it is held or shown, as an event is ("“Hours”, which opens on 1 May")."""
    return _HELD.match(text, end) is not None


def place_sign(text: str, start: int) -> int:
    """Return how strongly the words before a name say that it is a place ("in X", "near X", "a firm from X")."""
    before = text[max(0, start - 40) : start]
    if _IN.search(before):
        return 2
    source = _FROM.search(before)
    return HINT if source and _is_dweller(source[1]) else 0


def _is_dweller(noun: str) -> bool:
    """Ask whether a noun is one of persons or bodies, which are from a place."""
    return any({noun, noun.removesuffix("s")} & words_of("en_words", row) for row in ("people", "bodies"))


def is_titled(before: str) -> bool:
    """Ask whether the words before a name end in a title that only persons have ("Mr", "Cllr", "Dr.")."""
    word = re.search(r"([A-Z][A-Za-z]+)\.?\s+$", before)
    return word is not None and word[1].casefold() in words_of("en_titles", "address")


def _is_personal(words: str) -> bool:
    return _PERSONAL.fullmatch(words) is not None and head_kind(words) is None


def _is_weak_place(words: str, before: str) -> bool:
    """Ask whether a name's last word is one of places or surnames, and what stands before speaks for a place."""
    parts = words.casefold().split()
    if len(parts) < 2 or parts[-1] not in words_of("en_name_heads", "place_weak"):
        return False
    return _THERE.search(before) is not None or (len(parts) > 2 and parts[0] in _SITED)


def is_site(words: str, before: str) -> bool:
    """Ask whether capitalised words behind "in" or "at" name a building or place ("in the Old Corn Hall")."""
    parts = words.split()
    if len(parts) < 2 or not _AT.search(before):
        return False
    return head_kind(words) == "place" or parts[-1].casefold() in words_of("en_name_heads", "place_weak")


def is_address(before: str) -> bool:
    """Ask whether a name stands behind the comma of a house or street ("Lower Quay House, X")."""
    house = _HOUSE.search(before)
    if house is None:
        return False
    weak = words_of("en_name_heads", "place_weak") - (frozenset() if house[1] else words_of("en_name_heads", "surname"))
    return house[2].casefold() in words_of("en_name_heads", "place") | weak


def signed_names(texts: Sequence[str]) -> dict[int, tuple[int, int]]:
    """Return the paragraphs that are a signature and nothing more, each with the place of the name in it.

    A person's name alone on its line is one below a closing ("Yours faithfully,") or above an office ("Treasurer, …").
    """
    found: dict[int, tuple[int, int]] = {}
    for number, text in enumerate(texts):
        name = _SIGNED.fullmatch(text)
        if name is None or not _is_personal(name[1]):
            continue
        before = texts[number - 1] if number else ""
        after = texts[number + 1] if number + 1 < len(texts) else ""
        if _CLOSE.search(before) or (len(after) < 90 and _is_office(after)):
            found[number] = name.span(1)
    return found


def _is_office(line: str) -> bool:
    words = re.findall(r"[\w-]+", line.casefold())
    roles = words_of("en_titles", "role")
    return any(" ".join(words[at : at + size]) in roles for size in (1, 2) for at in (0, 1))


def turn_names(texts: Iterable[str]) -> set[str]:
    """Return names that open two or more paragraphs before a colon, as those who speak in an interview do."""
    seen: dict[str, int] = {}
    for text in texts:
        opening = re.match(r"([A-Z][^:\n.!?]{2,40}):\s", text)
        if opening and _is_personal(opening[1]) and all(w[0].isupper() for w in opening[1].split()):
            seen[opening[1]] = seen.get(opening[1], 0) + 1
    return {name for name, often in seen.items() if often > 1}


@lru_cache(maxsize=1)
def _kind_nouns() -> dict[str, MentionKind]:
    kinds: tuple[MentionKind, ...] = ("organisation", "person", "place", "event", "campaign")
    roles: dict[str, MentionKind] = dict.fromkeys(words_of("en_titles", "role"), "person")
    nouns = roles | {word: kind for kind in kinds for word in words_of("en_name_cues", kind)}
    return nouns | {word: "person" for word in words_of("en_words", "people") if word not in nouns and word != "people"}


def told_kind(text: str, end: int) -> MentionKind | None:
    """Return the kind that the words behind a name tell ("X, a small publisher"; "X is an island"), None where they do not.

    The last noun that tells a kind counts ("a museum director" is a person), up to the first small word.
    """
    after = text[end : end + 90].lstrip('”"')
    match = _APPOSITION.match(after)
    if match is None:
        office = _OFFICE.match(after)
        return "person" if office and office[2] in words_of("en_titles", "role") else None
    kind = None
    for word in [*match[1].split(), match[2]]:
        if word in _ENDS_PHRASE:
            break
        kind = _kind_nouns().get(word, kind)
    return kind


def _apposed_kind(text: str, start: int) -> MentionKind | None:
    """Return the kind of the noun that a name explains: "the architect, X", "its operator, X"."""
    match = _APPOSED.search(text[max(0, start - 90) : start])
    if match is None:
        return None
    noun = match[2]
    kind = _kind_nouns().get(noun) or _kind_nouns().get(noun.removesuffix("s"))
    return None if kind == "person" and noun.endswith("s") else kind
