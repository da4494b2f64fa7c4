"""Tests of `text.places`: what words say about a country, and what they do not."""

from __future__ import annotations

import pytest

from whosays.text.places import city_country, country_of, find_countries, find_country, is_region


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("Great Britain", "GB"),
        ("Scotland", "GB"),
        ("Northern Ireland", "GB"),
        ("USA", "US"),
        ("U.S.", "US"),
        ("United States of America", "US"),
        ("UAE", "AE"),
        ("KSA", "SA"),
        ("DRC", "CD"),
        ("the Netherlands", "NL"),
        ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Republic of Kenya", "KE"),
        ("Kingdom of Norway", "NO"),
        ("Royaume-Uni", "GB"),
        ("Deutschland", "DE"),
        ("Estados Unidos", "US"),
        ("لبنان", "LB"),
        ("المملكة المتحدة", "GB"),
        ("بریتانیا", "GB"),
        ("ايران", "IR"),
        ("SOUTH AFRICA", "ZA"),
        ("us", None),
        ("Europe", None),
        ("Lebanese", None),
        ("River Trust", None),
        ("", None),
    ],
)
def test_country_of_reads_a_whole_name_in_many_languages(words: str, code: str | None) -> None:
    assert code == country_of(words)


@pytest.mark.parametrize(
    "words", ["Europe", "Asia", "Africa", "West Africa", "Middle East", "Worldwide", "الشرق الأوسط", "Asie"]
)
def test_a_region_is_no_country(words: str) -> None:
    assert (is_region(words), country_of(words)) == (True, None)


@pytest.mark.parametrize(
    ("words", "code", "how"),
    [
        ("River Trust of Kenya", "KE", "name"),
        ("Lebanese Choir in Scotland", "GB", "name"),
        ("Bahraini Anglers in the UK", "GB", "name"),
        ("Harbour Pilots UK", "GB", "name"),
        ("Canadian Library Union", "CA", "adjective"),
        ("Museum Friends Detroit", "US", "city"),
        ("Malaysian Orchestra of Ghana", "GH", "name"),
        ("Choir for Peru", None, None),
        ("Boats against Denmark", None, None),
        ("South America Harbour Network", None, None),
        ("Join us at the harbour", None, None),
        ("انجمن رودخانه ایران", "IR", "name"),
        ("River Watch", None, None),
    ],
)
def test_a_name_says_where_its_holder_sits(words: str, code: str | None, how: str | None) -> None:
    found = find_country(words)
    assert (code, how) == ((found.code, found.how) if found else (None, None))


def test_places_of_the_words_are_offsets_in_the_string() -> None:
    words = "Anglers of Guinea-Bissau and the U.K."
    assert [words[c.start : c.end] for c in find_countries(words)] == ["Guinea-Bissau", "U.K."]


def test_cities_and_provinces_are_known_apart() -> None:
    assert [city_country("Houston"), city_country("Mumbai"), city_country("Kenya")] == ["US", "IN", None]
