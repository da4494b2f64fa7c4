"""What `whosays reports` prints."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from whosays.case import Case

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Told = Callable[..., tuple[int, str, str]]


def test_reports_are_listed_and_one_is_printed_as_markdown(here: Path, told: Told) -> None:
    with Case.open(here) as case:
        made = case.save_report(title="Boats", blocks=[case.make_block("heading", "Hulls \x1b[31m")], who="Ane")
    code, listed, said = told("reports")
    assert (code, listed.split(), said) == (0, [made.id[:12], made.when[:10], "Ane", "version", "1", "Boats"], "1 report\n")
    _, printed, _ = told("reports", made.id[:9])
    assert printed.startswith("# Boats\n")
    assert "\x1b" not in printed
    assert [one["title"] for one in json.loads(told("reports", "--json")[1])] == ["Boats"]
    assert json.loads(told("reports", made.id, "--json")[1])["report"]["id"] == made.id


def test_a_report_that_is_not_there_is_told(here: Path, told: Told) -> None:
    code, out, said = told("reports", "rep-none")
    assert (code, out) == (1, "")
    assert "`whosays reports` prints ids" in said
