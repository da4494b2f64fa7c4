"""Words that name one place in several languages: Jerusalem, Quds; Kyiv, Kiev; and countries, whatever the script."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from whosays.text.fold import fold_text
from whosays.text.places import find_countries
from whosays.text.sounds import bare_arabic


@lru_cache(maxsize=100_000)
def place_of(word: str) -> str | None:
    """Return the first name of the place that a folded word names, by the table; None where it is none.

    >>> place_of("kiev"), place_of("harbour")
    ('kyiv', None)
    """
    return _places().get(word)


@lru_cache(maxsize=100_000)
def country_in(word: str) -> str | None:
    """Return the code of the country that a folded word of another script names, as a name or an adjective."""
    for form in (word, f"ال{word}"):
        found = [country.code for country in find_countries(form) if country.how != "city"]
        if found:
            return found[0]
    return None


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in files("whosays.text.data").joinpath("place_exonyms.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names = [bare_arabic(fold_text(name)) for name in line.split(", ")]
            for name in names:
                if " " not in name:
                    found.setdefault(name, names[0])
    return found
