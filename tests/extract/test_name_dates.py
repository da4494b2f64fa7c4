"""Tests of `extract.name_dates`: names end where a date begins."""

from __future__ import annotations

import pytest

from whosays.extract.name_candidates import Candidate
from whosays.extract.name_dates import without_dates


@pytest.mark.parametrize(
    ("text", "name", "date", "kept"),
    [
        ("the Examiner of 9 October", "Examiner of 9", "9 October", ["Examiner"]),
        ("the Tide Board, 3 May 2031", "Tide Board, 3 May 2031", "3 May 2031", ["Tide Board"]),
        ("on 3 May 2031 it", "3 May 2031", "3 May 2031", []),
        ("the 12 June Library Trust", "12 June Library Trust", "12 June", ["12 June Library Trust"]),
        ("the Boat Club on 3 May", "Boat Club", "3 May", ["Boat Club"]),
    ],
)
def test_a_date_is_no_part_of_a_name(text: str, name: str, date: str, kept: list[str]) -> None:
    start, day = text.index(name), text.index(date)
    candidate = Candidate(start=start, end=start + len(name), kind="organisation", rule="model")
    found = without_dates(text, [candidate], [(day, day + len(date))])
    assert [text[c.start : c.end] for c in found] == kept
