from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bench.quality.line import run_line
from bench.quality.spans import Attribution, attributions

from whosays.text.syntax import has_model

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not has_model("en"), reason="no English model is installed")

TEXT = """The council said on Monday that the warden reported that “the bridge is closed”, and that boats may not pass.

“The water rose overnight,” said Ida Wren, the harbour master. “We moved the boats.”

He wants the council to pay.

Mara Lind told the Courier in May: “The field is lost.

“Nothing will grow there for years.”

The mayor recalled that the pier was new in 1990. “It shone in the sun.”

The keepers asked whether the lamp could be mended.
"""


@pytest.fixture
def rows(tmp_path: Path) -> list[dict[str, object]]:
    return run_line({"a.txt": TEXT.encode()}, tmp_path).of("claims", "a.txt")


def words(one: Attribution) -> tuple[str | None, str | None, list[str]]:
    source, cue = (TEXT[slice(*span)] if span else None for span in (one.source, one.cue))
    return source, cue, [TEXT[slice(*span)] for span in one.content]


def test_each_cue_is_one_attribution_and_each_holder_of_a_chain_has_his_own(rows: list[dict[str, object]]) -> None:
    assert [words(one) for one in attributions(rows, TEXT)] == [
        ("The council", "said", ["the warden reported that “the bridge is closed”, and that boats may not pass"]),
        ("the warden", "reported", ["the bridge is closed”, and that boats may not pass"]),
        ("Ida Wren, the harbour master", "said", ["The water rose overnight", "We moved the boats"]),
        ("He", "wants", ["the council to pay"]),
        ("Mara Lind", "told", ["The field is lost", "Nothing will grow there for years"]),
        ("The mayor", "recalled", ["the pier was new in 1990"]),
        ("The mayor", None, ["It shone in the sun"]),
        ("The keepers", "asked", ["whether the lamp could be mended"]),
    ]


def test_requests_are_no_clauses_and_quotations_without_a_verb_are_carried(rows: list[dict[str, object]]) -> None:
    found = attributions(rows, TEXT)
    assert [words(one)[1] for one in found if not one.clause] == ["wants"]
    assert [words(one)[2] for one in found if one.carried] == [["It shone in the sun"]]


def test_what_is_said_can_be_taken_with_its_marks_and_the_word_that(rows: list[dict[str, object]]) -> None:
    quoted = [TEXT[slice(*span)] for one in attributions(rows, TEXT) for span in one.quoted]
    assert quoted[0].startswith("that the warden")
    assert "“The water rose overnight,”" in quoted


def test_flat_attributions_lie_in_nobody_elses_content(rows: list[dict[str, object]]) -> None:
    assert [words(one)[1] for one in attributions(rows, TEXT, flat=True)][:2] == ["said", "said"]
