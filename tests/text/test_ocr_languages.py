"""The table of languages that text recognition knows."""

from whosays.text.ocr_languages import by_script, iso_of


def test_languages_are_parted_by_script_in_the_order_of_trying() -> None:
    assert by_script(["fas", "deu", "ara", "eng", "xyz", "rus"]) == {
        "Latn": ("eng", "deu"),
        "Arab": ("ara", "fas"),
        "Cyrl": ("rus",),
        "xyz": ("xyz",),
    }


def test_the_code_of_a_language_is_known() -> None:
    assert [iso_of(name) for name in ("fas", "deu", "xyz")] == ["fa", "de", None]
