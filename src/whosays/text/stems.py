"""The words of a text that carry its content, each by its stem, so that "organised" and "organising" count as one word.

Stems are Snowball's (one home of that library), folded afterwards, for its rules know the letters as they are written. A
language that it does not know keeps its folded words.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol, cast

from whosays.text.data import table_rows
from whosays.text.fold import fold_text
from whosays.text.words import find_words, is_word

# ISO 639-1 → the name of Snowball's stemmer.
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "fa": "persian", "fi": "finnish", "fr": "french", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_SHORTEST = 2


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  # Snowball's name


def content_stems(text: str, language: str | None) -> frozenset[str]:
    """Return the stems of the words of a text that are no function words of its language; figures are left out."""
    stem = _stemmer(language or "")
    small = function_words(language or "")
    found = {text[start:end].lower() for start, end in find_words(text)}
    words = {word for word in found if len(word) >= _SHORTEST and is_word(word) and not word[0].isdigit()}
    return frozenset(stem(word) for word in words if fold_text(word).strip() not in small)


@lru_cache(maxsize=32)
def function_words(language: str) -> frozenset[str]:
    """Return the folded words of a language that carry no content of their own (none for a language without a row)."""
    rows = table_rows("function_words.tsv")
    return frozenset(fold_text(word) for code, words in rows if code == language for word in words.split())


class _Stems:
    """Stems words of one language, each once."""

    def __init__(self, language: str) -> None:
        self._known: dict[str, str] = {}
        self._stemmer: _Stemmer | None = None
        if language in _STEMMERS:
            from snowballstemmer import stemmer  # type: ignore[import-untyped]  # it has no types

            self._stemmer = cast("_Stemmer", stemmer(_STEMMERS[language]))

    def __call__(self, word: str) -> str:
        if word not in self._known:
            stem = self._stemmer.stemWord(word) if self._stemmer else word
            self._known[word] = fold_text(stem).strip() or fold_text(word).strip() or word
        return self._known[word]


@lru_cache(maxsize=32)
def _stemmer(language: str) -> _Stems:
    return _Stems(language)
