"""The words that attribute, hedge and order: tables of cue words per language, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from whosays.text.data import table_rows


@dataclass(frozen=True, slots=True)
class ReportVerb:
    """A verb that attributes: in which frames it takes what is said, and the act it makes of it."""

    lemma: str
    frames: frozenset[str]
    act: str


@dataclass(frozen=True, slots=True)
class HedgeCue:
    """A phrase that hedges: its kind and the modality it gives ("" where it gives none)."""

    phrase: str
    kind: str
    modality: str


@lru_cache(maxsize=8)
def report_verbs(language: str = "en") -> dict[str, ReportVerb]:
    """Return the reporting verbs of a language by lemma."""
    rows = table_rows(f"{language}_report_verbs.tsv")
    return {lemma: ReportVerb(lemma, frozenset(frames.split()), act) for lemma, frames, act in rows}


@lru_cache(maxsize=8)
def report_adjectives(language: str = "en") -> dict[str, str]:
    """Return the adjectives (and participles) of states of mind, each with the act that its content is."""
    rows = table_rows(f"{language}_report_adjectives.tsv")
    return {word: act for word, act, *_ in rows}


@lru_cache(maxsize=8)
def hedge_cues(language: str = "en") -> tuple[HedgeCue, ...]:
    """Return the hedges of a language, longest phrase first."""
    rows = table_rows(f"{language}_hedges.tsv")
    cues = [HedgeCue(phrase, kind, "" if modality == "-" else modality) for phrase, kind, modality in rows]
    return tuple(sorted(cues, key=lambda cue: (-len(cue.phrase), cue.phrase)))


@lru_cache(maxsize=64)
def word_set(language: str, name: str) -> frozenset[str]:
    """Return a plain word list of a language (`<language>_words.tsv`: list name, then its words)."""
    return frozenset(word for row in table_rows(f"{language}_words.tsv") if row[0] == name for word in row[1].split(", "))
