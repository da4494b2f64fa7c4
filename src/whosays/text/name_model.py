"""Find names in Arabic and Persian with the small models that come with the package: a sentence in, spans out.

The models are linear CRFs made by `tools/train_names.py`; `docs/explanation/models.md` says from which data, under which
licence, and how often they are right. One is loaded when the first sentence of its language is read, never for others.
"""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Kind = Literal["organisation", "person", "place", "other"]

# Labels of the training data that are kinds of ours. The models know more (peoples, political groups), because telling them apart
# makes these three better; those are too often wrong to be shown. Works, events and terms of a trade are one label or two: what
# they are has to be told by their words.
KINDS: dict[str, Kind] = {"ORG": "organisation", "PER": "person", "LOC": "place"}
_OTHER = frozenset({"MIS", "EVE"})

# A stretch without a full stop is cut here, so that no sentence needs much memory.
_LONGEST = 400
"""Words."""


@dataclass(frozen=True, slots=True)
class NameModel:
    """A model as the table `name_models.tsv` lists it: file, version, version of the code of its features, hash."""

    language: str
    file: str
    version: str
    features: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ModelName:
    """A span that the model takes for a name: whole words, with what Arabic writes onto the first of them."""

    start: int
    end: int
    kind: Kind
    """"other": a work, an event, a term, a product."""


@lru_cache(maxsize=1)
def name_models() -> dict[str, NameModel]:
    """Return the models that come with the package, by language (ISO 639-1)."""
    lines = files("whosays.text.data").joinpath("name_models.tsv").read_text(encoding="utf-8").splitlines()
    rows = [NameModel(*line.split("\t")) for line in lines if line and not line.startswith("#")]
    return {row.language: row for row in rows}


def has_name_model(language: str) -> bool:
    """Ask whether there is a model of names for `language`. Loads nothing."""
    return language in name_models() and find_spec("pycrfsuite") is not None


def name_model_version(language: str) -> str:
    """Return name and version of the model of names for `language`, "none" where there is none."""
    return f"whosays-names-{language} {name_models()[language].version}" if has_name_model(language) else "none"


class _Tagger:
    """A loaded model. CRFsuite holds one sentence at a time, so callers in threads wait for one another."""

    def __init__(self, language: str) -> None:
        from pycrfsuite import Tagger

        self.language = language
        self._raw = lzma.decompress(files("whosays.text.data").joinpath(name_models()[language].file).read_bytes())
        self._tagger: Any = Tagger()  # Any: CRFsuite brings no types, and stays inside this class
        self._tagger.open_inmemory(self._raw)
        self._lock = Lock()

    def labels(self, words: Sequence[str]) -> list[str]:
        from whosays.text.name_features import features

        found = features(words, self.language)
        with self._lock:
            return list(self._tagger.tag(found))


_LOADING = Lock()


@lru_cache(maxsize=4)
def _load(language: str) -> _Tagger:
    return _Tagger(language)


def find_names(text: str, spans: Iterable[tuple[int, int]], *, language: str) -> Iterator[ModelName]:
    """Yield the names in the sentences of `text` that stand at `spans`, in order; offsets are code points of `text`.

    Raises KeyError for a language without a model (ask `has_name_model` first).
    """
    with _LOADING:
        tagger = _load(language)
    from whosays.text.name_features import tokens

    for start, end in spans:
        words = [(start + a, start + b) for a, b in tokens(text[start:end])]
        for first in range(0, len(words), _LONGEST):
            part = words[first : first + _LONGEST]
            labels = tagger.labels([text[a:b] for a, b in part])
            yield from _spans(part, labels)


def _spans(words: Sequence[tuple[int, int]], labels: Sequence[str]) -> Iterator[ModelName]:
    """Join labels of words (B- begins a name, I- goes on with it) to names of our kinds, and to others."""
    for start, end, label in label_spans(labels):
        if label in KINDS or label in _OTHER:
            yield ModelName(words[start][0], words[end - 1][1], KINDS.get(label, "other"))


def label_spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (first word, word after the last, label) of each run; an I- without a B- begins one as well."""
    at = 0
    while at < len(labels):
        tag, label = labels[at][:1], labels[at][2:]
        stop = at + 1
        if tag in {"B", "I"}:
            while stop < len(labels) and labels[stop] == f"I-{label}":
                stop += 1
            yield at, stop, label
        at = stop
