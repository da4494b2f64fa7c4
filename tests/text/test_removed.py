from __future__ import annotations

import pytest

from whosays.text.removed import find_removal


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Sorry! This article has been\nremoved.", "This article has been\nremoved", "removed"),
        ("We couldn’t find the page you want", "We couldn’t find the page", "missing"),
        ("404 – Page not found", "Page not found", "missing"),
        ("عذرًا، تمت إزالة هذه الصفحة.", "تمت إزالة هذه الصفحة", "removed"),
        ("این صفحه حذف شده است.", "این صفحه حذف شده است", "removed"),
        ("Cette page n’existe plus.", "Cette page n’existe plus", "removed"),
        ("Dieser Beitrag wurde gelöscht", "Dieser Beitrag wurde gelöscht", "removed"),
        ("Esta página ya no está disponible", "Esta página ya no está disponible", "removed"),
        ("Страница не найдена", "Страница не найдена", "missing"),
    ],
)
def test_words_that_say_a_page_is_gone_are_found_where_they_stand(text: str, words: str, kind: str) -> None:
    found = find_removal(text)
    assert found is not None
    assert (text[found.start : found.end], found.kind) == (words, kind)


@pytest.mark.parametrize("text", ["", "The weir has been removed from the river.", "This article has been widely read."])
def test_other_removals_are_none(text: str) -> None:
    assert find_removal(text) is None
