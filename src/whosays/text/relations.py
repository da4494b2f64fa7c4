"""Words that say that one thing stands in a relation to another ("founded", "member of"): a table a language, loaded once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KINDS = frozenset({"person", "organisation", "group", "campaign", "place", "state", "event", "work", "any"})
# Besides these, a place is a preposition.
PLACES = frozenset(
    {"subject", "subject_alone", "object", "object_alone", "receiver", "by", "complement", "post", "as_post", "bearer"}
)
_SHORT = {"who": "person organisation group campaign", "body": "organisation group campaign"}
_OTHER_VOICE = {"subject": "by", "object": "subject", "object_alone": "subject_alone", "receiver": "subject"}


@dataclass(frozen=True, slots=True)
class RelationEntry:
    """A row of the table: the words, how they are used, where the two ends stand, which kinds of things these may be."""

    relation: str
    words: tuple[str, ...]
    construction: str
    subject: str
    object: str
    subject_kinds: frozenset[str]
    object_kinds: frozenset[str]

    @property
    def label(self) -> str:
        """Return how a person finds the row: "take part, active"."""
        return f"{' '.join(self.words)}, {self.construction}"

    @property
    def key(self) -> str:
        """Return the word that the others hang on: a verb or a preposition is the first, a noun the last."""
        return self.words[-1 if self.construction == "noun" else 0]


@lru_cache(maxsize=8)
def relation_entries(language: str = "en") -> Mapping[str, tuple[RelationEntry, ...]]:
    """Return the rows of `<language>_relations.tsv` by their chief word, those of more words first, else in table order."""
    found: dict[str, list[RelationEntry]] = {}
    for entry in _entries(language):
        found.setdefault(entry.key, []).append(entry)
    return {key: tuple(sorted(entries, key=lambda e: -len(e.words))) for key, entries in found.items()}


@lru_cache(maxsize=8)
def relation_signs(language: str = "en") -> frozenset[str]:
    """Return the words without which no row of a language can fire."""
    rows = [entry for entries in relation_entries(language).values() for entry in entries]
    return frozenset(entry.words[-1] if entry.construction == "adposition" else entry.key for entry in rows)


def _entries(language: str) -> Iterator[RelationEntry]:
    table = files("whosays.text.data") / f"{language}_relations.tsv"
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        relation, phrases, constructions, subject, object_, subject_kinds, object_kinds = line.split("\t")
        for phrase in phrases.split(", "):
            for construction in constructions.split():
                entry = RelationEntry(
                    relation, tuple(phrase.split()), construction, subject, object_, _kinds(subject_kinds), _kinds(object_kinds)
                )
                yield _in_passive(entry) if construction == "passive" and "active" in constructions else entry


def _kinds(words: str) -> frozenset[str]:
    return frozenset(kind for word in words.split() for kind in _SHORT.get(word, word).split())


def _in_passive(entry: RelationEntry) -> RelationEntry:
    """Return the passive of an active row: its subject stands behind "by", its object is the subject."""
    subject, object_ = (_OTHER_VOICE.get(place, place) for place in (entry.subject, entry.object))
    return replace(entry, subject=subject, object=object_)
