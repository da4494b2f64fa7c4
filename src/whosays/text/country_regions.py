"""Which region and continent a country lies in, by the standard M49 of the United Nations: for adding up counts."""

from __future__ import annotations

from functools import lru_cache

from whosays.text.data import table_rows


def region_of(country: str) -> tuple[str, str] | None:
    """Return region and continent of a country (ISO 3166-1 alpha-2), None for a code that the table lacks.

    A continent without regions (Antarctica) is its own region.
    """
    return _regions().get(country)


@lru_cache(maxsize=1)
def _regions() -> dict[str, tuple[str, str]]:
    rows = table_rows("country_regions.tsv")
    return {country: (region or continent, continent) for country, region, continent in rows}


def find_region(words: str) -> tuple[str, str] | None:
    """Return region and continent that `words` as a whole name in English, the region "" for a continent; else None."""
    name = words.casefold().removeprefix("the ")
    for region, continent in _regions().values():
        if name == continent.casefold():
            return "", continent
        if name == region.casefold():
            return region, continent
    return None


def country_name(country: str) -> str:
    """Return the English name of a country, the code itself where CLDR has none."""
    from babel import Locale

    return str(Locale.parse("en").territories.get(country, country))
