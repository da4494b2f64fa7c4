"""Headings, captions, quotations, boilerplate: what a block that stands alone is."""

import pytest

from whosays.read.headings import case_of, is_known_heading, leads_caption
from whosays.read.zones import read_zones

BODY = (
    "The keeper of the lower weir has written down every boat since the great flood, and nobody has ever asked to see the book."
)


def zones(text: str) -> list[str]:
    return [draft.zone for draft in read_zones(text).drafts]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("THE OLD HARBOUR", "upper"),
        ("The Old Harbour of Portby", "title"),
        ("A banner over the quay", "sentence"),
        ("Library lends its clocks", "sentence"),
        ("مكتبة الميناء", "none"),
    ],
)
def test_capitals_tell_the_case(words: str, expected: str) -> None:
    assert case_of(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Summary", True),
        ("2. Introduction", True),
        ("Appendix B", True),
        ("Chapter 4: The Orchestra", True),
        ("الخلاصة", True),
        ("نتیجه‌گیری", True),
        ("Part of the river froze", False),
        ("Summary of the year in one long sentence", False),
    ],
)
def test_usual_headings_are_known(words: str, expected: bool) -> None:
    assert is_known_heading(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Photo: the choir", True),
        ("Figure 3 – the dam", True),
        ("Left: a bell", True),
        ("عکس: پل", True),
        ("Left the room", False),
    ],
)
def test_captions_are_led_by_a_word(words: str, expected: bool) -> None:
    assert leads_caption(words) is expected


@pytest.mark.parametrize(
    "heading", ["The Water of the Mill", "WATER AND ICE", "What the museum keeps", "2.1 Horns and Bells", "## Bells"]
)
def test_a_short_line_between_paragraphs_is_a_heading(heading: str) -> None:
    assert zones(f"{BODY}\n\n{heading}\n\n{BODY}\n") == ["paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    "caption", ["A poster of the ice concert on the library's door", "Image: horns in a boat", "Keeper with the book (photo)"]
)
def test_a_short_line_that_names_a_picture_is_a_caption(caption: str) -> None:
    assert zones(f"{BODY}\n\n{caption}\n\n{BODY}\n") == ["paragraph", "caption", "paragraph"]


@pytest.mark.parametrize("lead", ["The museum wrote:", "According to the harbour office:", "The letter says:", "گفت:"])
def test_a_paragraph_after_a_word_of_report_and_a_colon_is_a_quotation(lead: str) -> None:
    assert zones(f"{BODY} {lead}\n\n{BODY}\n\n{BODY}\n") == ["paragraph", "quote_block", "paragraph"]


@pytest.mark.parametrize("lead", ["They keep three rules:", "The boats are these:"])
def test_a_colon_alone_announces_no_quotation(lead: str) -> None:
    assert zones(f"{BODY} {lead}\n\n{BODY}\n") == ["paragraph", "paragraph"]


@pytest.mark.parametrize("heading", ["About the Harbour Orchestra", "ABOUT RIVER WATCH", "Contact", "درباره کتابخانه"])
def test_what_stands_under_an_about_heading_at_the_end_is_boilerplate(heading: str) -> None:
    assert zones(f"{BODY}\n\n{BODY}\n\n{heading}\n\nIt was founded in 1911 and takes no money from the state.\n")[2:] == [
        "heading",
        "boilerplate",
    ]


def test_an_about_heading_at_the_beginning_heads_a_chapter() -> None:
    assert zones(f"About the Harbour\n\n{BODY}\n\n{BODY}\n\nThe End of the Quay\n\n{BODY}\n") == [
        "heading", "paragraph", "paragraph", "heading", "paragraph",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["© 2031 Portby Library", "All rights reserved.", "Share this article", "حقوق النشر محفوظة", "We use cookies."]
)
def test_usual_lines_of_publishers_are_boilerplate(line: str) -> None:
    assert zones(f"{BODY}\n\n{line}\n") == ["paragraph", "boilerplate"]


def test_a_first_line_of_several_sentences_is_no_title() -> None:
    from whosays.read.zones import read_zones

    prose = "The yard was founded in 1911.[1] The mayor said that it would close.[2]\n\nIt reopened in May 1950.\n"
    assert read_zones(prose).drafts[0].zone == "paragraph"
    titled = "St. Anne's yard to close\n\nIt reopened in May 1950, and it has built boats for the town ever since.\n"
    assert read_zones(titled).drafts[0].zone == "heading"
