"""Markup that would cost time without end."""

import pytest
from lxml import html

from whosays.read.html_limits import cut_attributes, is_too_wide

_MANY = " ".join(f"a{at}=1" for at in range(5000))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<p {_MANY}>The weir.</p>", "<p >The weir.</p>"),
        (f"<p {_MANY}", "<p "),
        (f"<img src='data:{'A' * 50_000}'>", f"<img src='data:{'A' * 50_000}'>"),
        ("<p class=a>1 < 2", "<p class=a>1 < 2"),
    ],
)
def test_tags_of_thousands_of_attributes_lose_them(markup: str, expected: str) -> None:
    assert cut_attributes(markup) == expected


def test_an_element_of_very_many_children_is_too_wide() -> None:
    assert is_too_wide(html.document_fromstring("<table><tr>" + "<td>a" * 20_001))
    assert not is_too_wide(html.document_fromstring("<table><tr>" + "<td>a" * 100))
