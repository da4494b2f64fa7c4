"""What the line finds in the sample documents is what `answers.json` says of them."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

import pytest

from whosays.line import Outcome, read_and_extract
from whosays.records import Capture, CaptureId, Citation, Claim, Entry, Event, Mention
from whosays.sample.lay_out import read_answers, read_sample
from whosays.text.syntax import has_model

ANSWERS: dict[str, Any] = json.loads(read_answers())  # Any: the shape is asserted by the tests
REPORT = ANSWERS["footnotes"]["document"]
# German dates are not read yet.
STATED = [stated for stated in ANSWERS["event"]["stated"] if not stated["document"].endswith(".de.txt")]
needs_model = pytest.mark.skipif(not has_model("en"), reason="needs the English model")


@lru_cache(maxsize=4)
def read(file: str) -> Outcome:
    raw = read_sample(file)
    capture = Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()),
        name=file,
        size=len(raw),
        media_type="text/html" if file.endswith(".html") else "text/plain",
        method="file",
        fetched_at="2024-06-15T08:00:00Z",
    )
    return read_and_extract(capture, raw, strict=True)


def notes() -> list[Citation]:
    return [record for found in read(REPORT).found for record in found.records if isinstance(record, Citation)]


def test_every_footnote_of_the_report_is_found_with_its_anchor() -> None:
    found = {note.number: note for note in notes()}
    assert list(range(1, ANSWERS["footnotes"]["count"] + 1)) == sorted(found)
    assert [number for number, note in found.items() if note.anchor is None] == []


def test_ibid_points_to_the_note_before() -> None:
    expected = {int(number): target for number, target in ANSWERS["footnotes"]["ibid"].items()}
    assert expected == {note.number: note.ibid_of for note in notes() if note.ibid_of}


def test_lost_markers_and_glued_anchors_are_flagged() -> None:
    known = ANSWERS["footnotes"]
    assert known["markers_lost"] == [note.number for note in notes() if note.marker is None]
    assert known["glued_to_a_year"] == [note.number for note in notes() if "anchor-glued-to-year" in note.flags]


def dates_of(file: str) -> set[str]:
    """Return the values of the dates in a document; "since 10 May 2015", an open interval, counts with its start."""
    records = [record for found in read(file).found for record in found.records]
    return {(r.value or "").removesuffix("/..") for r in records if isinstance(r, Mention) and r.kind == "date"}


@pytest.mark.parametrize(
    "stated", STATED, ids=lambda stated: f"{stated['document']} {stated['words'].isascii()} {stated['date']}"
)
def test_stated_dates_of_the_event_are_read(stated: Any) -> None:
    assert stated["date"] in dates_of(stated["document"])


@pytest.mark.parametrize("case", ANSWERS["contradictory_dates"], ids=lambda case: case["about"])
def test_both_sides_of_a_contradiction_are_read(case: Any) -> None:
    assert [version for version in case["versions"] if version["date"] not in dates_of(version["document"])] == []


def test_the_yearly_event_is_found_with_its_rule() -> None:
    rules = {record.rule for found in read(REPORT).found for record in found.records if isinstance(record, Event)}
    assert ANSWERS["event"]["rule"].casefold() in rules


@needs_model
@pytest.mark.parametrize("file", ANSWERS["circular"][0]["circle"])
def test_the_circular_claim_is_a_claim_of_somebody_else_in_both_documents_of_the_circle(file: str) -> None:
    claims = [record for found in read(file).found for record in found.records if isinstance(record, Claim)]
    of_others = [claim for claim in claims if claim.chain[-1].holder.kind == "named"]
    assert [claim for claim in of_others if any("fallen by 40" in piece.text for piece in claim.content)]


def entries() -> list[Entry]:
    return [record for found in read(REPORT).found for record in found.records if isinstance(record, Entry)]


def test_the_appendix_is_read_row_by_row_with_names_and_countries() -> None:
    known = [(row["row"], row["name"], row["country"], row["basis"]) for row in ANSWERS["appendix"]["rows"]]
    rows = {entry.row: (entry.row, entry.name, entry.country, entry.country_basis) for entry in entries() if entry.row}
    assert known == [rows[row] for row in sorted(rows) if row in {number for number, *_ in known}]


def test_what_is_odd_about_the_appendix_is_said() -> None:
    known = ANSWERS["appendix"]
    flagged = {str(entry.row): flag for entry in entries() for flag in entry.flags if flag.startswith("duplicate-of:")}
    assert {row: f"duplicate-of:{first}" for row, first in known["duplicates"].items()} == flagged
    assert not {entry.row for entry in entries()} & set(known["page_metadata"] + known["missing_numbers"])
    codes = {problem.code for problem in read(REPORT).all_problems()}
    assert {"number-gap", "duplicate-row", "page-metadata-row", "country-unknown"} <= codes
