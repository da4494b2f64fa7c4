"""Regions of countries: every country that CLDR knows has one."""

from __future__ import annotations

from babel import Locale

from whosays.text.country_regions import country_name, find_region, region_of


def test_every_country_has_a_region() -> None:
    countries = {str(code) for code in Locale.parse("en").territories if str(code).isalpha()}
    groups_and_parts = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    assert {code for code in countries if region_of(code) is None} == groups_and_parts


def test_regions_and_names() -> None:
    assert region_of("KE") == ("Eastern Africa", "Africa")
    assert region_of("AQ") == ("Antarctica", "Antarctica")
    assert find_region("the Caribbean") == ("Caribbean", "Americas")
    assert find_region("Europe") == ("", "Europe")
    assert find_region("Thornquay") is None
    assert country_name("NO") == "Norway"
