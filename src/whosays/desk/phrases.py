"""The words of the desk itself, a table a language (`words/en.tsv`); what no table has is told in English.

What problems mean is told in English by `whosays.problems`, in other languages by a table of its own (`words/problems.ar.tsv`).
So it is with errors: in English they say themselves what is wrong, in other languages a table has a sentence for the code
(`words/errors.ar.tsv`), which stands in front of what they say.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = {"en": "English", "ar": "العربية", "fa": "فارسی"}
RIGHT_TO_LEFT = frozenset({"ar", "fa"})


class Words:
    """Tells a phrase of the desk in one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self.direction = "rtl" if self.language in RIGHT_TO_LEFT else "ltr"
        self._told = table("en") | table(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """Return a phrase with its values put in; a key that no table has is a bug and raises KeyError."""
        return self._told[key].format(**values)

    def count(self, key: str, number: int) -> str:
        """Return a phrase that counts: `key.one` for one, `key.many` for all other numbers."""
        return self(f"{key}.{'one' if number == 1 else 'many'}", n=f"{number:,}")

    def maybe(self, key: str, other: str) -> str:
        """Return a phrase, or other words where the tables have none (a kind that a plug-in brings)."""
        return self._told.get(key, other)

    def problem(self, code: str, meaning: str) -> str:
        """Return what a problem means by its code, or the first sentence of its meaning in English."""
        return self.maybe(f"problem.{code}", meaning.partition(". ")[0].rstrip("."))

    def fault(self, code: str | None) -> str | None:
        """Return what an error means by its code; None in English, which the error speaks itself."""
        return self._told.get(f"error.{code}", self._told["error.bug"]) if self.language != "en" else None

    def country(self, code: str | None, other: str) -> str:
        """Return the name of a country by its code (ISO 3166-1), or other words where there is no code or no name."""
        return _countries(self.language).get(code or "", other)


@lru_cache(maxsize=4)
def _countries(language: str) -> Mapping[str, str]:
    from babel import Locale

    return {str(code): str(name) for code, name in Locale.parse(language).territories.items()}


def preferred(accepted: str) -> str:
    """Return the first language of a browser's Accept-Language that the desk speaks; English for none."""
    told = (one.split(";")[0].strip().lower().split("-")[0] for one in accepted.split(","))
    return next((one for one in told if one in LANGUAGES), "en")


@lru_cache(maxsize=4)
def table(language: str) -> dict[str, str]:
    """Return the phrases of a language by key."""
    names = [f"{language}.tsv"]
    if language != "en":
        names += [f"problems.{language}.tsv", f"errors.{language}.tsv"]
    words = files("whosays.desk").joinpath("words")
    lines = [line for name in names for line in words.joinpath(name).read_text(encoding="utf-8").splitlines()]
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}
