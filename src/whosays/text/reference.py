"""What English words that stand for somebody ask of him: pronouns, "the group", "its chairman", "the director of the museum".

Only the words are read. Which name they stand for is for whoever sees the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from whosays.text.cues import word_set
from whosays.text.data import table_rows

Gender = Literal["m", "f"]
Kind = Literal["person", "body", "work", "thing", "any"]

_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "same", "said", "both"})
_POSSESSIVES: dict[str, str] = {
    "his": "he", "her": "she", "its": "it", "their": "they", "my": "i", "our": "we", "your": "you",
}  # fmt: skip
_PREPOSITION = re.compile(r"\s+(?:of|for|at|in|from|to|with|on|by|under)\s+", re.IGNORECASE)
_GENITIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])\s+")
_PLURALS = {"men": "man", "women": "woman", "people": "person", "children": "child", "media": "media", "wives": "wife"}


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun may stand for; `many` is None where it does not tell."""

    kind: Kind
    gender: Gender | None = None
    many: bool | None = False


PRONOUNS = {
    "he": Pronoun("person", "m"), "him": Pronoun("person", "m"), "himself": Pronoun("person", "m"),
    "she": Pronoun("person", "f"), "her": Pronoun("person", "f"), "herself": Pronoun("person", "f"),
    "it": Pronoun("body"), "itself": Pronoun("body"),
    "they": Pronoun("any", many=True), "them": Pronoun("any", many=True), "themselves": Pronoun("any", many=True),
}  # fmt: skip
FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"})


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase that may stand for a name: its head noun (lower case, singular) and what says whose it is.

    `owner` is the pronoun of a possessive ("its chairman": it) or the words before 's ("the trust's chairman": the trust) or
    behind the preposition `link` ("the chairman of the trust": the trust); `at` is where those words start in the phrase.
    """

    head: str
    kind: Kind | None
    many: bool
    definite: bool
    owner: str | None = None
    at: int = 0
    link: str = ""


def pronoun(words: str) -> Pronoun | None:
    """Return what a personal or possessive pronoun of the third person may stand for; None for any other words."""
    word = words.casefold().strip()
    return PRONOUNS.get(word) or PRONOUNS.get(_POSSESSIVES.get(word, ""))


def read_nominal(words: str) -> Nominal | None:
    """Read a noun phrase; None for a pronoun."""
    found = _PREPOSITION.search(words)
    front = words[: found.start()] if found else words
    parts = [part.strip("“”‘’'\",.") for part in front.casefold().split()]
    if not parts or (len(parts) == 1 and (parts[0] in PRONOUNS or parts[0] in _POSSESSIVES or parts[0] in FIRST_PERSON)):
        return None
    head = singular(parts[-1])
    kind, many = kind_of_noun(head), head != parts[-1]
    if parts[0] in _POSSESSIVES:
        return Nominal(head, kind, many, definite=True, owner=_POSSESSIVES[parts[0]])
    genitives = list(_GENITIVE.finditer(front))
    if genitives:
        return Nominal(head, kind, many, definite=True, owner=front[: genitives[-1].start()])
    definite = parts[0] in _DETERMINERS
    if found:
        return Nominal(head, kind, many, definite, words[found.end() :], found.end(), found.group().strip().casefold())
    return Nominal(head, kind, many, definite)


def kind_of_noun(noun: str) -> Kind | None:
    """Return what a common noun (singular) is used of, None for anything else."""
    for kind, names in _KINDS.items():
        if any(noun in word_set("en", name) for name in names):
            return kind
    return None


_KINDS: dict[Kind, tuple[str, ...]] = {
    "person": ("people", "roles", "officers", "men", "women"),
    "body": ("bodies", "polities"),
    "work": ("sources", "methods", "works"),
}


def singular(noun: str) -> str:
    """Return the singular of a regular English noun, and of a few others that stand for people."""
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("men"):
        return f"{noun[:-2]}an"
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith(("sses", "xes", "ches", "shes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def gender_of_noun(noun: str) -> Gender | None:
    """Return the gender that a noun for a person tells ("chairwoman", "father"), or None."""
    if noun in word_set("en", "women") or noun.endswith("woman"):
        return "f"
    return "m" if noun in word_set("en", "men") or (noun.endswith("man") and noun not in {"human", "woman"}) else None


def gender_of_name(name: str, before: str = "") -> Gender | None:
    """Return the gender that a person's first name tells, or a title in the name or right before it; else None."""
    titles = [word.strip(".,(“").casefold() for word in before.split()[-2:]]
    words = [word.strip(".,").casefold() for word in name.split()]
    for word in reversed(titles + words[:1]):
        told = gender_of_noun(word)
        if told:
            return told
    return next((gender for word in words[:2] if (gender := _given_names().get(word))), None) if len(words) > 1 else None


def gender_of_first_name(word: str) -> Gender | None:
    """Return the gender of those who nearly always bear a first name, or None."""
    return _given_names().get(word.casefold())


@lru_cache(maxsize=1)
def _given_names() -> dict[str, Gender]:
    rows = table_rows("en_given_names.tsv")
    return {name: "f" if gender == "f" else "m" for gender, names in rows for name in names.split(", ")}
