from __future__ import annotations

import pytest

from whosays.text.dates import find_dates
from whosays.text.document_date import DatedText, document_date


def _guess(*paragraphs: str) -> tuple[str | None, str]:
    made = document_date([DatedText(text=text, dates=tuple(find_dates(text))) for text in paragraphs])
    return made.value, made.basis


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("River news", "Published: 3 May 2020", "In June 2019 it rained."), ("2020-05-03", "label")),
        (("PRESS RELEASE", "For immediate release: 9 September 2030", "The choir sings."), ("2030-09-09", "label")),
        (
            ("Minutes of the Ferry Board", "Held in the Old Hall, Fenby, on Monday 4 November 2030 at 19:00", "It rained."),
            ("2030-11-04", "held"),
        ),
        (("Minutes of the Library Circle, Tuesday 6 May 2031", "The loan of 4 June 2032 was agreed."), ("2031-05-06", "held")),
        (("Notes of the orchestra", "The board met on 3 March 2031.", "On 4 June 2032 it tours."), ("2031-03-03", "held")),
        (("Library news", "Last updated on 4 May 2020", "It rains."), ("2020-05-04", "label")),
        (("Harbour news", "3 May 2020 | By Ada Quill", "On 9 May 2021 the boats sail."), ("2020-05-03", "line")),
        (("The choir sings", "Fenby Courier, 20 May 2024", "On 9 June 2025 it sings again."), ("2024-05-20", "line")),
        (("River Festival, 12 May 2024", "It rained."), ("2024-05-12", "latest")),
        (("OAKPORT, April 26, 2021 – The museum opens.",), ("2021-04-26", "dateline")),
        (("Seabrook (3 May 2020) - The choir sings on 9 June 2020.",), ("2020-05-03", "dateline")),
        (("On 3 May 2020 the mill burnt. On 9 May 2020 it was rebuilt.",), ("2020-05-09", "latest")),
        (("On 3 May 2020 in 2020, since 2020. By 1 June 2031 it will stand.",), ("2020-05-03", "latest")),
        (("The harbour opened in 1998.",), (None, "none")),
        (
            (
                "Opinion | by Ada Quill | Updated 3 Jan. 2024",
                "That study, published in October 2023, counted boats.",
                "It rains.",
            ),
            ("2024-01-03", "label"),
        ),
        (("By Ada Quill\nPublished 3 May 2020", "It rains."), ("2020-05-03", "label")),
        (("Museum news (posted 3 May 2020)", "It rains."), ("2020-05-03", "label")),
        (("The rules of the choir, last\nrevised on 3 May 2020, are short.", "It sings."), ("2020-05-03", "latest")),
        (("Published in May 2020, the study of the library counts maps.", "It was read."), (None, "none")),
        (("The museum has a book that was issued on 3 May 2020.", "It is old."), ("2020-05-03", "latest")),
        (("LEEDS, 6.10.2022 -- The orchestra plays today.",), ("2022-10-06", "dateline")),
        (("Fenby, 6 October 2022 --- the river rose today.",), ("2022-10-06", "dateline")),
        (("OAKPORT (6 October 2022) – – the library is shut.",), ("2022-10-06", "dateline")),
    ],
)
def test_the_surest_sign_gives_the_date(paragraphs: tuple[str, ...], expected: tuple[str | None, str]) -> None:
    assert _guess(*paragraphs) == expected


def test_a_day_that_is_only_mentioned_gives_its_year() -> None:
    text = "On 3 May 2020 the orchestra met."
    assert document_date([DatedText(text=text, dates=tuple(find_dates(text)))]).base == "2020"


def test_notes_count_only_where_the_text_names_no_day() -> None:
    note = DatedText(text="22.5.21.", dates=tuple(find_dates("22.5.21.")), part="note")
    text = "On 3 May 2020 the dam held."
    body = DatedText(text=text, dates=tuple(find_dates(text)))
    assert document_date([body, note]).value == "2020-05-03"
    assert document_date([note]).value == "2021-05-22"
