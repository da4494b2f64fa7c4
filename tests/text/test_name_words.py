from __future__ import annotations

import pytest

from whosays.text.name_words import (
    after_titles,
    given_names,
    happening_head,
    is_caseless,
    is_title,
    may_be_surname,
    organisation_head,
    split_word,
    table_rows,
    tables_of,
    without_clitics,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("وفاطمة الكاتب", "فاطمة الكاتب"),
        ("لسعيد القاص", "سعيد القاص"),
        ("ببيروت", "بيروت"),
        ("وبالمغرب", "المغرب"),
        ("للميناء", "الميناء"),
        ("والإسكندرية", "الإسكندرية"),
        ("وليد منصور", None),  # a first name that begins like "and"
        ("بيروت", None),
        ("لندن", None),
        ("كريم", None),
        ("الإسكندرية", None),
        ("وشنتر", None),  # nothing says that what is left is a name
    ],
)
def test_particles_are_taken_off_where_it_is_sure_that_they_are_some(name: str, expected: str | None) -> None:
    assert without_clitics(name, "ar") == expected


def test_persian_writes_nothing_onto_the_front() -> None:
    assert without_clitics("بوشهر", "fa") is None


@pytest.mark.parametrize(
    ("text", "language", "left"),
    [
        ("الدكتورة ليلى منصور", "ar", "ليلى منصور"),
        ("والسيد كريم", "ar", "كريم"),
        ("الإمام الشافعي", "ar", "الإمام الشافعي"),
        ("الرئيس", "ar", "الرئيس"),
        ("آقای دکتر رضا کریمی", "fa", "رضا کریمی"),
        ("سید رضا", "fa", "سید رضا"),
    ],
)
def test_titles_are_left_out_of_a_name(text: str, language: str, left: str) -> None:
    assert text[after_titles(text, 0, len(text), language) :] == left


def test_a_title_may_have_a_particle() -> None:
    assert is_title("والدكتور", "ar")
    assert not is_title("والدفتر", "ar")


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("وبالمكتبه", "ar", ("وبال", "مكتبه")),
        ("باب", "ar", ("", "باب")),
        ("کتابها", "fa", ("ها", "کتاب")),
        ("نان", "fa", ("", "نان")),
    ],
)
def test_a_word_is_split_by_its_letters_alone(word: str, language: str, expected: tuple[str, str]) -> None:
    from whosays.text.fold import fold_text

    front, bare = split_word(fold_text(word), language)
    assert (front, bare) == (expected[0], fold_text(expected[1]))


@pytest.mark.parametrize(
    ("word", "before", "expected"),
    [
        ("الكرمي", "يوسف", True),
        ("الرحمن", "عبد", False),
        ("طهران", "حسن", False),
        ("کریمی", "رضا", True),
        ("الكاتب", "فاطمة", False),
    ],
)
def test_a_surname_stands_alone_where_it_is_no_other_word(word: str, before: str, expected: bool) -> None:
    assert may_be_surname(word, before) == expected


def test_a_head_tells_an_organisation() -> None:
    assert organisation_head("جامعة الساحل", "ar")
    assert organisation_head("وجامعة الساحل", "ar")
    assert organisation_head("دانشگاه شیراز", "fa")
    assert not organisation_head("مدينة الساحل", "ar")
    assert not organisation_head("قناة السويس", "ar")  # a canal or a channel


def test_scripts_without_capitals() -> None:
    assert is_caseless("كريم")
    assert not is_caseless("Karim")
    assert not is_caseless("12")


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_the_table_has_every_kind_once_and_no_empty_word(language: str) -> None:
    rows = table_rows(language)
    kinds = [kind for kind, _ in rows]
    assert sorted(kinds) == [
        "address", "break", "campaign", "city", "event", "media", "organisation", "parts", "place", "role", "say", "title", "work",
    ]  # fmt: skip
    assert all(word.strip() == word and word for _, words in rows for word in words)


@pytest.mark.parametrize(("language", "least"), [("ar", 600), ("fa", 350)])
def test_first_names_say_where_they_come_from_and_stand_once(language: str, least: int) -> None:
    rows = given_names(language)
    names = [name for _, of in rows for name in of]
    assert len(names) == len(set(names)) >= least
    assert all(len(origin) > 10 and of for origin, of in rows)
    assert all(name == name.strip() and " " not in name for name in names)


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("مهرجان الخريف", "ar", "event"),
        ("ومهرجان الخريف", "ar", "event"),
        ("حملة شواطئ نظيفة", "ar", "campaign"),
        ("مكتبة الخريف", "ar", None),
        ("جشنوارهٔ پاییز", "fa", "event"),
        ("پویش کوه پاک", "fa", "campaign"),
        ("رمان پاییز", "fa", None),
    ],
)
def test_a_head_tells_an_event_or_a_campaign(name: str, language: str, expected: str | None) -> None:
    assert happening_head(name, language) == expected


def test_a_word_is_looked_up_with_and_without_what_is_written_onto_it() -> None:
    assert "media" in tables_of("بالصحيفة", "ar")
    assert "work" in tables_of("کتاب‌های", "fa")
    assert tables_of("غيمة", "ar") == frozenset()
