import pytest

from whosays.text.language import find_languages, language_of

ENGLISH = "The trustees of the library met on Tuesday and decided to keep the reading room open on Sundays until June."
FRENCH = (
    "Le conservateur du musée a prêté quarante horloges aux écoles de la région, et personne ne sait quand elles reviendront."
)
ARABIC = "افتتحت مكتبة الميناء أبوابها للجمهور في شهر مارس من العام الماضي بعد ترميم استمر ثلاث سنوات كاملة."
PERSIAN = "انجمن دوستداران رودخانه در گزارشی که این هفته منتشر شد نوشت که پل قدیمی شهر باید تعمیر شود."
PERSIAN_ON_ARABIC_KEYS = PERSIAN.replace("ی", "ي").replace("ک", "ك")
URDU = "دریا کے کنارے پرانا کتب خانہ ہے جہاں بچے ہر ہفتے پڑھنے آتے ہیں اور کہانیاں سنتے ہیں۔"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        (ARABIC, "ar"),
        (PERSIAN, "fa"),
        (PERSIAN_ON_ARABIC_KEYS, "fa"),
        (URDU, "ur"),
        ("12 – 14", None),
    ],
)
def test_the_language_of_a_stretch(text: str, expected: str | None) -> None:
    assert language_of(text) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([ENGLISH * 3], ("en",)),
        ([ENGLISH * 6, FRENCH * 2], ("en", "fr")),
        ([PERSIAN * 4, ENGLISH * 2], ("fa", "en")),
        ([ENGLISH * 30, "Ja, ja."], ("en",)),
        (["12"], ()),
        ([], ()),
        ([ENGLISH[:50]] * 8, ("en",)),
    ],
)
def test_languages_are_ordered_by_their_share(texts: list[str], expected: tuple[str, ...]) -> None:
    assert find_languages(texts) == expected


@pytest.mark.parametrize("pairs", [13, 24, 31, 60, 200])
def test_a_text_that_says_everything_in_two_languages_has_both(pairs: int) -> None:
    assert set(find_languages([ENGLISH * 2, FRENCH * 2] * pairs)) == {"en", "fr"}
